"""What was saved in this window and can be taken back, and what is said of either."""

from typing import NamedTuple

from canvass.desktop.entry_state import Typed
from canvass.desktop.lines_model import STATES
from canvass.desktop.message_bar import DONE, NOTICE
from canvass.signers.entry import Entered
from canvass.signers.listing import LineRow
from canvass.signers.sheets_known import KnownSheet
from canvass.wording.translation import tr


class Saved(NamedTuple):
    """A line as it was saved in this window, so that it can be taken back."""

    sheet: KnownSheet
    number: int
    typed: Typed
    typist: str
    entered: Entered
    state: str
    was_shown: bool
    """Whether another typist's line was shown in order to correct it."""


class Memory(NamedTuple):
    """What a window knows of typing beside what is in the file: where one is, what is set aside, what undo takes back.

    `aside` and `lost_marks` are by the sheet's integer and the line.
    """

    sheet: KnownSheet
    number: int
    is_shown_anyway: bool
    typist: str
    event_name: str
    aside: dict[tuple[int, int], Typed]
    lost_marks: dict[tuple[int, int], str]
    saved: list[Saved]


def said_after(saved: Saved, *, is_sheet_done: bool, may_decide: bool) -> tuple[str, str] | None:
    """Return what is to be said of a saved line, and in which way; nothing of most."""
    if saved.entered.is_conflict:
        said = (
            tr("Line {line} was typed twice, and the two differ: Ctrl+5 decides it, with the paper in hand.")
            if may_decide
            else tr("Line {line} was typed twice, and the two differ: headquarters will decide.")
        )
        return said.format(line=saved.number), NOTICE
    if saved.entered.is_agreed:
        return tr("Line {line} was typed twice, and the two agree.").format(line=saved.number), DONE
    if is_sheet_done:
        return tr("That was the last line of this sheet. Ctrl+Shift+N goes to the next sheet."), DONE
    return None


def said_of_emptied(last: Saved | None) -> str:
    """Return what can be done after what was typed and not saved was taken out of the form."""
    if last is None:
        return tr("Taken out of the form. Ctrl+Y puts it back.")
    return tr("Taken out of the form. Ctrl+Y puts it back; Ctrl+Z takes back line {line}.").format(line=last.number)


def said_of_undo(saved: Saved, row: LineRow | None, *, is_dirty: bool) -> str:
    """Return what is true of a line after what was saved on it was taken back; `row` is what stands there now."""
    if row is not None and is_dirty:
        said = tr(
            "Taken back: line {line} says again what it said before. What you had typed is in the form, not saved. "
            "Ctrl+Z once more takes it out."
        )
    elif row is not None:
        said = tr("Taken back: line {line} says again what it said before.")
    elif saved.state == "signed":
        said = tr(
            "Taken back: line {line}. Its text is in the form again, not saved. Ctrl+Z once more empties the form."
        )
    elif is_dirty:
        said = tr(
            "Taken back: line {line} is not saved and not marked {state} any more. Its text is in the form. "
            "Ctrl+Z once more empties the form."
        )
    else:
        said = tr("Taken back: line {line} is not marked {state} any more. Nothing is saved on it.")
    return said.format(line=saved.number, state=tr(STATES[saved.state]))


def said_of_lost_mark(state: str) -> str:
    """Return what stands beside a line whose mark was taken back, as long as it is not saved again."""
    said = tr("The mark “{state}” was taken back. Enter in the last field saves this line as signed; F4 marks it.")
    return said.format(state=tr(STATES[state]))
