"""The words on the card that headquarters' recovery key is printed on."""

from datetime import date

from canvass.batches.recovery import groups_of
from canvass.sheets.card import Card, Heading, Picture, Rows, Steps, Words
from canvass.wording.translation import mark, tr

TITLE = mark("Recovery key: {drive}")
WHAT_FOR = mark(
    "If headquarters’ laptop and every copy of its file are lost, this key opens the files that the other laptops "
    "wrote for headquarters. **Whoever has it can read every name in them.** It opens nothing else."
)
KEEP = (
    mark("Keep it in a sealed envelope under lock, **never with the laptop** and never in the same house."),
    mark("Give a second print to another person of the committee; write down who has them."),
    mark("Do not photograph it, type it into a mail, or leave it in a printer’s memory or in a folder for downloads."),
    mark("When the drive’s data are wiped, destroy every print of it."),
)
THE_KEY = mark("The key, group by group")
SCAN = mark("The same key as a code, for a camera that is not connected to anything.")
HOW = mark(
    "To use it: “Headquarters’ keys” in the window, or in a terminal “canvass merge FILE BATCH --recovery-key -”."
)
MADE_ON = mark("{drive} · printed {day}")


def recovery_card(key: str, drive: str, day: date) -> Card:
    """Return the card for a drive's recovery key."""
    rows = tuple((f"{number}", f"**{group}**") for number, group in enumerate(groups_of(key), 1))
    return Card(
        title=tr(TITLE).format(drive=drive),
        parts=(
            Words(tr(WHAT_FOR)),
            Steps(tuple(map(tr, KEEP)), is_numbered=False),
            Heading(tr(THE_KEY)),
            Rows(rows),
            Picture(key, tr(SCAN)),
            Words(tr(HOW)),
        ),
        foot=tr(MADE_ON).format(drive=drive, day=day.isoformat()),
    )
