"""Custody of printed sheets: handed out, back, counted, spoiled, lost; and taking such a move back.

Coordinators and headquarters move sheets. Every move is kept for ever; what a sheet's moves say together is told in
`canvass.journal.moves`.
"""

from collections.abc import Iterable, Sequence

import msgspec

from canvass.ground.errors import CanvassError
from canvass.ground.text import FieldTextRefused, TextRefused, clean
from canvass.journal.bodies import UNDONE, Kind, Move, Role
from canvass.journal.journal import Journal
from canvass.journal.moves import STEPS, ToldMove, by_serial, deciding, moves_at, standing, told_of
from canvass.journal.number import SheetNumber
from canvass.journal.record import MOST_AFTER, TYPIST_LETTERS, decode_record
from canvass.journal.texts import MOST_TEXT
from canvass.sheets.ranges import SheetRange, sheets_named

TOLD_BY_PEOPLE = ("handed_out", "returned", "counted", "spoiled", "lost")
"""States that people tell of paper. Entered and checked follow from lines; filing is an act of its own."""

COUNTED = ("returned", "counted")
AT_AN_END = ("spoiled", "filed")
NAMED_AT_MOST = 5

Planned = list[tuple[SheetNumber, frozenset[int]]]
"""Sheets to move, each with the numbers of the moves that are to be named there."""


class MoveNotAllowed(CanvassError):
    """A field laptop hands no sheets out and takes none back: coordinators and headquarters do."""

    needs = ("path",)


class HolderMissing(CanvassError):
    """Sheets are handed out to somebody."""


class FilledMissing(CanvassError):
    """Sheets are counted, but how many lines are filled was not said."""


class FilledRefused(CanvassError):
    """How many lines are filled is told of sheets that came back only."""


class FilledBeyondForm(CanvassError):
    """A sheet has fewer lines than are said to be filled."""

    needs = ("sheet", "filled", "lines")


class SheetUnknown(CanvassError):
    """No print run known here has this sheet."""

    needs = ("sheet",)


class MoveRefused(CanvassError):
    """Sheets that cannot go to this state from where they are; `why` is spoiled, filed, behind or counts."""

    needs = ("sheets", "count", "why")


class NothingToTakeBack(CanvassError):
    """Nothing was told of the sheet since it was printed, or all of it was taken back."""

    needs = ("sheet",)


class Moved(msgspec.Struct, frozen=True):
    """What came of a move: how many sheets, which, which of those named stood so already, and the records written."""

    moved: int
    sheets: tuple[str, ...]
    unchanged: tuple[str, ...] = ()
    records: tuple[int, ...] = ()


class Order(msgspec.Struct, frozen=True):
    """What is told of sheets: their state, who has them, how many lines of each are filled, who says so."""

    state: str
    holder: str = ""
    filled: int | None = None
    typist: str = ""


def move_sheets(journal: Journal, ranges: Sequence[SheetRange], order: Order) -> Moved:
    """Tell where sheets are now: all of those named or, with the first failure, none. A range is one fact.

    A sheet that stands so already is left as it is. Handing on or out again, finding what was lost and counting anew
    replace what was told before; nothing follows on spoiled or filed unless that is taken back first. Raises
    `MoveNotAllowed`, `HolderMissing`, `FilledMissing`, `FilledRefused`, `FilledBeyondForm`, `FieldTextRefused`,
    `SheetUnknown`, `MoveRefused`.
    """
    order = checked_order(journal, order)
    with journal.writing():
        planned: Planned = []
        unchanged: list[SheetNumber] = []
        refused: dict[str, list[SheetNumber]] = {}
        for number, moves in sheets_known(journal, ranges, order.filled):
            why = _why_not(moves, order)
            if why is not None:
                refused.setdefault(why, []).append(number)
            elif _says_nothing_new(moves, order):
                unchanged.append(number)
            else:
                step = STEPS.index(order.state)
                planned.append((number, frozenset(move.n for move in moves if move.step >= step)))
        for why, numbers in refused.items():
            shown = tuple(number.text for number in numbers[:NAMED_AT_MOST])
            raise MoveRefused(sheets=shown, count=len(numbers), why=why)
        records = [write_move(journal, span, names, order) for span, names in spans_of(planned)]
    sheets = tuple(number.text for number, _ in planned)
    return Moved(len(sheets), sheets, tuple(number.text for number in unchanged), tuple(records))


def take_back_last(journal: Journal, ranges: Sequence[SheetRange]) -> Moved:
    """Take back what was told last of each sheet: it is where it was before.

    Raises `MoveNotAllowed`, `SheetUnknown`, `NothingToTakeBack`.
    """
    order = checked_order(journal, Order(UNDONE))
    with journal.writing():
        planned: Planned = []
        for number, moves in sheets_known(journal, ranges, None):
            if not moves:
                raise NothingToTakeBack(sheet=number.text)
            planned.append((number, frozenset(move.n for move in deciding(moves))))
        records = [write_move(journal, span, names, order) for span, names in spans_of(planned, alike=True)]
    sheets = tuple(number.text for number, _ in planned)
    return Moved(len(sheets), sheets, (), tuple(records))


def take_back_moves(journal: Journal, records: Iterable[int]) -> Moved:
    """Take back whole moves by their record numbers, as `Moved` and `history` tell them."""
    order = checked_order(journal, Order(UNDONE))
    written: list[int] = []
    sheets: set[SheetNumber] = set()
    with journal.writing():
        for n in records:
            (raw,) = journal.connection.execute("select raw from record where n = ?", (n,)).fetchone()
            _, body = decode_record(raw)
            if not isinstance(body, Move):
                raise TypeError("the record is no move")
            span = SheetRange(body.run, body.first, body.last)
            written.append(write_move(journal, span, frozenset({n}), order))
            sheets.update(span.numbers)
    return Moved(len(sheets), tuple(number.text for number in sorted(sheets)), (), tuple(written))


def checked_order(journal: Journal, order: Order) -> Order:
    """Return the order with its texts as they may be stored, if this laptop may give it."""
    if journal.role is not None and journal.role < Role.COORDINATOR:
        raise MoveNotAllowed(path=str(journal.campaign.path))
    if order.state not in (*TOLD_BY_PEOPLE, UNDONE):
        raise ValueError("a state that people do not tell")
    holder, typist = _clean("holder", order.holder), _clean("typist", order.typist, TYPIST_LETTERS)
    if order.state == TOLD_BY_PEOPLE[0] and not holder:
        raise HolderMissing
    if order.filled is not None and order.state not in COUNTED:
        raise FilledRefused
    if order.filled is None and order.state == COUNTED[1]:
        raise FilledMissing
    return msgspec.structs.replace(order, holder=holder, typist=typist)


def _clean(field: str, text: str, limit: int = MOST_TEXT) -> str:
    try:
        return clean(" ".join(text.split()), limit)
    except TextRefused as refused:
        raise FieldTextRefused(field=field, problem=refused.facts["problem"]) from None


def sheets_known(
    journal: Journal, ranges: Sequence[SheetRange], filled: int | None
) -> Iterable[tuple[SheetNumber, list[ToldMove]]]:
    """Return the sheets named, each with its standing moves, all of printed runs and with so many lines."""
    numbers = sheets_named(ranges)
    by_run: dict[int, list[int]] = {}
    for number in numbers:
        by_run.setdefault(number.run, []).append(number.serial)
    found: dict[SheetNumber, list[ToldMove]] = {}
    for run, serials in by_run.items():
        rows = journal.connection.execute(
            "select key, lines from sheet where key between ? and ? and run is not null",
            (SheetNumber(run, serials[0]).key, SheetNumber(run, serials[-1]).key),
        )
        lines = dict(rows.fetchall())
        moves = by_serial(moves_at(journal.connection, run, serials[0], serials[-1]), serials)
        for serial in serials:
            number = SheetNumber(run, serial)
            if number.key not in lines:
                raise SheetUnknown(sheet=number.text)
            if filled is not None and not 0 <= filled <= lines[number.key]:
                raise FilledBeyondForm(sheet=number.text, filled=filled, lines=lines[number.key])
            found[number] = standing(moves[serial])
    return found.items()


def _why_not(moves: list[ToldMove], order: Order) -> str | None:
    """Return why a sheet cannot go there from where it is, or None."""
    state = told_of(moves).state
    if state in AT_AN_END and state != order.state:
        return state
    is_back = STEPS.index(order.state) < STEPS.index(state)
    return "behind" if is_back and state != "lost" and order.state != TOLD_BY_PEOPLE[0] else None


def _says_nothing_new(moves: list[ToldMove], order: Order) -> bool:
    told = told_of(moves)
    return (
        told.state == order.state
        and len(deciding(moves)) == 1
        and order.holder in ("", told.holder)
        and order.filled in (None, told.filled)
    )


def spans_of(planned: Planned, *, alike: bool = False) -> Iterable[tuple[SheetRange, frozenset[int]]]:
    """Return neighbouring sheets as ranges, each with the moves that one record can name.

    A replacing move may name what stands at any of its sheets, since it went at least as far everywhere; one that
    takes back (`alike`) only what it takes back at all of them.
    """
    found: list[tuple[SheetRange, frozenset[int]]] = []
    for number, names in planned:
        if found:
            span, named = found[-1]
            together = named | names
            fits = names == named if alike else len(together) <= MOST_AFTER
            if fits and (number.run, number.serial) == (span.run, span.last + 1):
                found[-1] = (SheetRange(span.run, span.first, number.serial), together)
                continue
        found.append((SheetRange(number.run, number.serial, number.serial), names))
    return found


def write_move(journal: Journal, span: SheetRange, names: frozenset[int], order: Order) -> int:
    """Write one move of a range inside `writing`, naming the moves it replaces or takes back; return its number."""
    body = Move(
        first=span.first, last=span.last, run=span.run, state=order.state, filled=order.filled, holder=order.holder
    )
    return journal.write(Kind.MOVE, body, after=sorted(names), typist=order.typist)
