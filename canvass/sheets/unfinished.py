"""A run that is registered, but whose file is not in place yet: told spoiled, if it never gets there."""

from pathlib import Path

import msgspec

from canvass.ground.files import PartFile
from canvass.journal.bodies import Kind, Move
from canvass.journal.journal import Journal

PRINTING = "printing"


class Unfinished(msgspec.Struct, frozen=True):
    """The run that is just being put in place: noted with its registration, forgotten once its file is there."""

    run: int
    sheets: int
    out: str


_decoder = msgspec.json.Decoder(Unfinished)


def begin_publishing(journal: Journal, run: int, sheets: int, out: Path) -> None:
    """Note, inside the transaction that registers the run, where its file is about to appear."""
    note = Unfinished(run, sheets, str(out.absolute()))
    journal.campaign.note_setting(PRINTING, msgspec.json.encode(note).decode())


def end_publishing(journal: Journal) -> None:
    """Forget the run: its file is in place."""
    with journal.campaign.transaction():
        journal.campaign.note_setting(PRINTING, None)


def unfinished_run(journal: Journal) -> Unfinished | None:
    """Return the run whose printing was cut short between its registration and its file, or None."""
    noted = journal.campaign.text_setting(PRINTING)
    return _decoder.decode(noted) if noted else None


def spoil_run(journal: Journal, run: int, sheets: int) -> None:
    """Tell all sheets of the run spoiled: its file never appeared, and its numbers are not used again."""
    with journal.writing():
        journal.write(Kind.MOVE, Move(first=1, last=sheets, run=run, state="spoiled"))
        journal.campaign.note_setting(PRINTING, None)


def close_unfinished(journal: Journal) -> None:
    """Settle what a crash or power cut left: the file is in place after all, or its sheets are spoiled."""
    left = unfinished_run(journal)
    if left is None:
        return
    out = Path(left.out)
    if out.exists():
        end_publishing(journal)
    else:
        spoil_run(journal, left.run, left.sheets)
        PartFile(out).part.unlink(missing_ok=True)
