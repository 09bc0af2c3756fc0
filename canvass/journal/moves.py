"""Moves of printed sheets: which of them stand at a sheet, and what they say together. No clock is asked."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from canvass.campaign.connection import Connection
from canvass.journal.bodies import UNDONE, Kind, Move, Role
from canvass.journal.record import MARK_BYTES, Seen, decode_record

STEPS = ("printed", "handed_out", "returned", "counted", "entered", "checked", "filed", "spoiled", "lost")
"""States of a printed sheet; a later one overtakes an earlier one, whatever order they were told in."""

COUNTING = """
    select d.id, d.role, r.n, r.id, r.raw from record r cross join device d on d.n = r.n >> 32
     where r.place is null and r.kind = ? {which}
       and (d.role >= 2 or not exists (select 1 from device where role = 3))
     order by d.id, r.n & 4294967295, r.id
"""
TOLD = COUNTING.format(
    which="""and cast(r.raw as text) ->> '$.body.run' = ?
       and cast(r.raw as text) ->> '$.body.first' <= ? and cast(r.raw as text) ->> '$.body.last' >= ?"""
)
"""The moves that count and speak of some sheets of a run: those of coordinators and headquarters, or, where no
headquarters is known, of anybody. The facts are found by the index on `place`; those of other runs are left aside
before they are decoded."""

TOLD_OF_ALL = COUNTING.format(which="")
"""The moves that count of all runs, for who looks at many: once through the facts instead of once for each run."""


class ToldMove(msgspec.Struct, frozen=True):
    """A move as its device told it: its number in this file, how other records name it, what it names, what it says.

    `role` is the device's.
    """

    n: int
    name: Seen
    after: tuple[Seen, ...]
    at: str
    body: Move
    role: Role

    @property
    def replaces(self) -> Iterator[Seen]:
        """Which moves this one replaces or takes back: of those it names its device's own, or, by role, anybody's."""
        is_judge = self.role >= Role.COORDINATOR
        return (name for name in self.after if is_judge or name.device == self.name.device)

    @property
    def step(self) -> int:
        """How far on the way of a sheet the move's state is."""
        return STEPS.index(self.body.state)


class SheetTold(msgspec.Struct, frozen=True):
    """What the standing moves of a sheet say: its state, who has it, the claimed time, lines counted as filled."""

    state: str = STEPS[0]
    holder: str = ""
    since: str = ""
    filled: int | None = None


def moves_at(connection: Connection, run: int, first: int, last: int) -> list[ToldMove]:
    """Return every move that speaks of any of these sheets, in order of device and number: the same in every file."""
    return list(_decoded(connection.execute(TOLD, (Kind.MOVE, run, last, first)).fetchall()))


def moves_of_runs(connection: Connection) -> dict[int, list[ToldMove]]:
    """Return every move by the run of which it speaks, each run's in order of device and number."""
    found: dict[int, list[ToldMove]] = {}
    for move in _decoded(connection.execute(TOLD_OF_ALL, (Kind.MOVE,)).fetchall()):
        found.setdefault(move.body.run, []).append(move)
    return found


def _decoded(rows: Iterable[tuple[str, int, int, bytes, bytes]]) -> Iterator[ToldMove]:
    for device, role, n, identity, raw in rows:
        record, body = decode_record(raw)
        if isinstance(body, Move):
            name = Seen(device, n & 0xFFFFFFFF, identity[:MARK_BYTES].hex())
            yield ToldMove(n, name, record.after, record.at, body, Role(role))


def by_serial(moves: Iterable[ToldMove], serials: Iterable[int]) -> dict[int, list[ToldMove]]:
    """Return the moves of each of these sheets, in the order given."""
    found: dict[int, list[ToldMove]] = {serial: [] for serial in serials}
    for move in moves:
        first, last = move.body.first, move.body.last
        for serial in range(first, last + 1) if last - first < len(found) else found:
            if serial in found and first <= serial <= last:
                found[serial].append(move)
    return found


def standing(moves: Sequence[ToldMove]) -> list[ToldMove]:
    """Return which of all moves of one sheet stand: neither taken back, nor replaced by one that was not taken back.

    Nothing takes back an `undone`: what it took back is told anew.
    """
    taken_back = {name for move in moves if move.body.state == UNDONE for name in move.replaces}
    told = [move for move in moves if move.body.state != UNDONE and move.name not in taken_back]
    replaced = {name for move in told for name in move.replaces}
    return [move for move in told if move.name not in replaced]


def deciding(moves: Sequence[ToldMove]) -> list[ToldMove]:
    """Return those of a sheet's standing moves that went furthest; several were told apart from one another."""
    furthest = max((move.step for move in moves), default=0)
    return [move for move in moves if move.step == furthest]


def told_of(moves: Sequence[ToldMove]) -> SheetTold:
    """Return what a sheet's standing moves say together.

    State, holder and time are those of the furthest step; of several told apart the last by device and number. The
    lines filled are those of the furthest move that counted them; of several told apart the fewest.
    """
    if not moves:
        return SheetTold()
    last = deciding(moves)[-1]
    counts = [move.body.filled for move in counting(moves) if move.body.filled is not None]
    return SheetTold(last.body.state, last.body.holder, last.at, min(counts, default=None))


def counting(moves: Sequence[ToldMove]) -> list[ToldMove]:
    """Return those of a sheet's standing moves by which its filled lines are known."""
    return deciding([move for move in moves if move.body.filled is not None])
