"""The printed words that are not the law's."""

from canvass.sheets.forms import PrintWords
from canvass.wording.translation import mark, tr

SAMPLE = mark("SAMPLE – NOT A PETITION")
DRAFT = mark("DRAFT")
SLIP_HEADING = mark("Cover slip: belongs to one petition sheet")
SLIP_PARAGRAPHS = (
    mark("Clip this slip to one petition sheet, and keep the two together. Never staple or glue it to the sheet."),
    mark(
        "When the sheet comes back, type the number above, or have the code read: it tells which sheet this is. "
        "Please write nothing on the sheet itself."
    ),
    mark("This slip is not part of the petition. Take it off before the sheet is filed."),
)


def print_words() -> PrintWords:
    """Return the words in the chosen language."""
    return PrintWords(tr(SAMPLE), tr(DRAFT), tr(SLIP_HEADING), tuple(map(tr, SLIP_PARAGRAPHS)))
