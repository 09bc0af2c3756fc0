"""Conflicts and decisions: differing readings shown side by side, and a person's word on what is on the paper."""

import msgspec

from canvass.ground.errors import CanvassError
from canvass.journal.agreement import COMPARED, Head, agreement, comparable, first_text
from canvass.journal.bodies import STATES, Kind, Line, Role
from canvass.journal.disputes import base_of, heads_at
from canvass.journal.journal import Journal
from canvass.journal.place import MOST_LINES, Place
from canvass.journal.record import MOST_AFTER
from canvass.signers.entry import clean_line, clean_typist, place_over, standing_place
from canvass.signers.errors import StateRefused
from canvass.signers.listing import LineRow, disputed_lines
from canvass.signers.sheets_known import KnownSheet, check_line

Heads = list[tuple[int, Head]]
SHOWN = ("state", *COMPARED)
"""The fields in which readings of one place can differ."""


class MayNotDecide(CanvassError):
    """A field laptop decides nothing, a lone file nothing of others; coordinators and headquarters decide."""


class NothingToDecide(CanvassError):
    """No reading stands on that line."""

    needs = ("sheet", "line")


class NoSuchReading(CanvassError):
    """The number after keep is none of the readings."""

    needs = ("keep", "readings")


class Conflict(msgspec.Struct, frozen=True):
    """A place to decide: its readings, the fields in which they differ, and, if soft, what they make together."""

    sheet: str
    line: int
    conflict: str
    differing: tuple[str, ...]
    row: LineRow
    combined: Line | None


def conflicts(journal: Journal) -> list[Conflict]:
    """Return the places to decide, in order of sheet and line."""
    found = []
    for place, row in disputed_lines(journal):
        heads = heads_at(journal.connection, place)
        told = agreement([head for _, head in heads], base_of(journal.connection, [n for n, _ in heads]))
        differing = tuple(
            field for field in SHOWN if len({comparable(getattr(head.line, field)) for _, head in heads}) > 1
        )
        found.append(Conflict(row.sheet, row.line, row.conflict or "", differing, row, told.line))
    return found


def keep(journal: Journal, sheet: KnownSheet, number: int, kept: int, typist: str = "") -> list[int]:
    """Decide that one of the readings is what the paper says; they are numbered as `conflicts` lists them.

    This and its two neighbours return the records they wrote, in order: whoever takes the last back first has the
    readings again as they stood.
    """
    heads = _heads_to_decide(journal, sheet, number)
    if not 1 <= kept <= len(heads):
        raise NoSuchReading(keep=kept, readings=len(heads))
    return _decide(journal, sheet, number, heads[kept - 1][1].line, heads, typist=typist)


def decide_value(
    journal: Journal, sheet: KnownSheet, number: int, fields: dict[str, str], typist: str = ""
) -> list[int]:
    """Decide what the paper says: the fields given, and for the rest what all readings make together.

    Where they make nothing together, it is the first that is not void, in the order in which `conflicts` lists them.
    """
    heads = _heads_to_decide(journal, sheet, number)
    told = agreement([head for _, head in heads], base_of(journal.connection, [n for n, _ in heads]))
    first = next((head.line for _, head in heads if not head.line.is_void), heads[0][1].line)
    start = msgspec.structs.replace(told.line or first, state=STATES[0])
    return _decide(journal, sheet, number, msgspec.structs.replace(start, **fields), heads, typist=typist)


def decide_void(journal: Journal, sheet: KnownSheet, number: int, state: str, typist: str = "") -> list[int]:
    """Decide that the line is blank, struck, unreadable or not signed."""
    if state not in STATES[1:]:
        raise StateRefused(text=state[:40])
    return _decide(journal, sheet, number, Line(state=state), _heads_to_decide(journal, sheet, number), typist=typist)


def _heads_to_decide(journal: Journal, sheet: KnownSheet, number: int) -> Heads:
    """Return the readings at a line, if there are any and this laptop decides.

    A file outside any campaign decides between its own readings only: its word on another laptop's counts for nobody.
    A line beyond the form can be decided if something stands there: it may have been typed before the form was known.
    """
    if journal.role is not None and journal.role < Role.COORDINATOR:
        raise MayNotDecide
    is_line = 1 <= number <= MOST_LINES
    heads = heads_at(journal.connection, standing_place(journal, sheet, number)) if is_line else []
    if not heads:
        check_line(sheet, number)
        raise NothingToDecide(sheet=sheet.ref.short, line=number)
    if journal.role is None and any(head.device != journal.device for _, head in heads):
        raise MayNotDecide
    return heads


def _decide(journal: Journal, sheet: KnownSheet, number: int, line: Line, heads: Heads, *, typist: str) -> list[int]:
    """Write the decision over the readings; where it names no event, the first that anyone gave is kept."""
    event = line.event or first_text([head for _, head in heads], "event")
    cleaned, by = clean_line(msgspec.structs.replace(line, event=event)), clean_typist(typist)
    replaced = [n for n, _ in heads]
    place = place_over(journal, replaced, Place.on(sheet.ref, number))
    decisions: list[int] = []
    with journal.writing():
        while replaced:  # a record names 64 others at most; each further decision names the one before it too
            before = decisions[-1:]
            after = [*before, *replaced[: MOST_AFTER - len(before)]]
            replaced = replaced[MOST_AFTER - len(before) :]
            decisions.append(journal.write(Kind.DECIDE, cleaned, place=place, after=after, typist=by))
    return decisions
