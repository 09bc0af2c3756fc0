"""The printed words that are not the law's."""

from canvass.sheets.forms import PrintWords
from canvass.sheets.ruler import RulerWords
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

RULER_HEADING = mark("Not a petition page: it measures your printer")
RULER_PARAGRAPHS = (
    mark(
        "Measure the lines below with a ruler. They are 100 mm, or 4 inches, long if your printer keeps the true size."
    ),
    mark(
        "Is a line shorter? Then your printer shrinks pages. Choose “Actual size” (100 %) where you print, never “Fit "
        "to page”, and print this page again."
    ),
    mark("The thin frame is half an inch away from every edge of the paper. Nearer to one edge: the paper lies askew."),
)
RULER_ACROSS = mark("100 mm across")
RULER_DOWN = mark("100 mm down")
RULER_INCHES = mark("4 inches across")
RULER_EDGE = mark("½ inch to the edge of the paper on all four sides")


def ruler_words() -> RulerWords:
    """Return the words of the page with the rulers, in the chosen language."""
    paragraphs = tuple(map(tr, RULER_PARAGRAPHS))
    return RulerWords(tr(RULER_HEADING), paragraphs, tr(RULER_ACROSS), tr(RULER_DOWN), tr(RULER_INCHES), tr(RULER_EDGE))


def print_words() -> PrintWords:
    """Return the words in the chosen language."""
    return PrintWords(tr(SAMPLE), tr(DRAFT), tr(SLIP_HEADING), tuple(map(tr, SLIP_PARAGRAPHS)))
