"""Who carries a sheet, or carried it when it was signed: the circulator, as the sheet's moves tell."""

from collections import defaultdict
from collections.abc import Sequence

from canvass.campaign.connection import Connection
from canvass.journal.journal import Journal
from canvass.journal.moves import STEPS, ToldMove, by_serial, deciding, moves_at, moves_of_runs, standing, told_of
from canvass.journal.number import MOST_SERIAL, SheetNumber
from canvass.sheets.custody import (
    COUNTED,
    NAMED_AT_MOST,
    TOLD_BY_PEOPLE,
    Moved,
    MoveRefused,
    Order,
    Planned,
    checked_order,
    sheets_known,
    spans_of,
    write_move,
)
from canvass.sheets.ranges import SheetRange

HANDED_OUT, RETURNED, FILED = TOLD_BY_PEOPLE[0], TOLD_BY_PEOPLE[1], "filed"
SHEETS_OF_RUN = "select key % 10000 from sheet where key between ? and ? and run is not null"
TYPED_FROM = "select key from sheet where key between ? and ? and entered > 0"


def circulator_of(moves: Sequence[ToldMove]) -> str:
    """Return who carried a sheet by its standing moves: whom the furthest of them names that names anybody.

    Several that were told apart: the last by device and number, as with what a sheet's state is told to be.
    """
    named = deciding([move for move in moves if move.body.holder])
    return named[-1].body.holder if named else ""


def circulator(connection: Connection, number: SheetNumber) -> str:
    """Return who carries or carried one sheet, empty if nobody said."""
    return circulator_of(standing(moves_at(connection, number.run, number.serial, number.serial)))


def circulators(connection: Connection) -> dict[int, str]:
    """Return who carries or carried each sheet, by the sheet's key; sheets of which nobody said it are left out."""
    found: dict[int, str] = {}
    for run, moves in sorted(moves_of_runs(connection).items()):
        bounds = (SheetNumber(run, 1).key, SheetNumber(run, MOST_SERIAL).key)
        serials = [serial for (serial,) in connection.execute(SHEETS_OF_RUN, bounds).fetchall()]
        for serial, here in by_serial(moves, serials).items():
            if name := circulator_of(standing(here)):
                found[SheetNumber(run, serial).key] = name
    return found


def tell_circulator(journal: Journal, ranges: Sequence[SheetRange], holder: str, typist: str = "") -> Moved:
    """Say or correct who carried sheets: what was told of where they are, and of their filled lines, stays.

    What was told last is told again with the name, so that it is kept with the moves and can be taken back. A sheet
    that is only printed is handed out by it; one from which lines were typed, but of which nothing was told, came
    back. Raises what `move_sheets` raises; `MoveRefused` also for sheets of which two counts were told (`counts`).
    """
    order = checked_order(journal, Order(HANDED_OUT, holder, typist=typist))
    with journal.writing():
        planned: dict[tuple[str, int | None], Planned] = defaultdict(list)
        unchanged: list[SheetNumber] = []
        refused: dict[str, list[SheetNumber]] = defaultdict(list)
        typed = _typed_from(journal.connection, ranges)
        for number, moves in sheets_known(journal, ranges, None):
            state, filled, why = _retold(moves, is_typed=number.key in typed)
            if why:
                refused[why].append(number)
            elif circulator_of(moves) == order.holder:
                unchanged.append(number)
            else:
                step = STEPS.index(state)
                names = frozenset(move.n for move in moves if move.step >= step)
                planned[state, filled].append((number, names))
        for why, numbers in refused.items():
            shown = tuple(number.text for number in numbers[:NAMED_AT_MOST])
            raise MoveRefused(sheets=shown, count=len(numbers), why=why)
        records = [
            write_move(journal, span, names, Order(state, order.holder, filled, order.typist))
            for (state, filled), group in planned.items()
            for span, names in spans_of(group)
        ]
    sheets = sorted(number for group in planned.values() for number, _ in group)
    return Moved(
        len(sheets),
        tuple(number.text for number in sheets),
        tuple(number.text for number in unchanged),
        tuple(records),
    )


def _retold(moves: Sequence[ToldMove], *, is_typed: bool) -> tuple[str, int | None, str]:
    """Return which state, with how many lines filled, a sheet's circulator is told with, or why it cannot be told."""
    told = told_of(moves)
    if told.state == STEPS[0]:
        return (RETURNED if is_typed else HANDED_OUT, None, "")
    counts = {move.body.filled for move in deciding(moves)}
    why = FILED if told.state == FILED else "counts" if len(counts) > 1 else ""
    return told.state, counts.pop() if told.state in COUNTED else None, why


def _typed_from(connection: Connection, ranges: Sequence[SheetRange]) -> set[int]:
    found: set[int] = set()
    for named in ranges:
        bounds = (SheetNumber(named.run, named.first).key, SheetNumber(named.run, named.last).key)
        found.update(key for (key,) in connection.execute(TYPED_FROM, bounds).fetchall())
    return found
