"""The sheets of print runs, as the facts of printing and moving tell them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from canvass.campaign.connection import Connection
from canvass.journal.bodies import Kind, Move, Role, Run
from canvass.journal.facts import Fact, facts
from canvass.journal.moves import ToldMove, by_serial, moves_at, moves_of_runs, standing, told_of
from canvass.journal.number import MOST_SERIAL

RUNS_A_PRINTER = 1_000
MANY_RUNS = 8
"""From here on all moves are read once, instead of looked through for each run."""

DRAWN = range(900, 1000)
"""Printers' numbers that no kit gives: drawn by practice, by further headquarters, by files outside any campaign."""

SHEET = """
    insert into sheet (key, run, lines, form, entered, filled, state, holder, since)
    values (?, ?, ?, ?, 0, ?, ?, ?, ?)
    on conflict (key) do update set run = excluded.run, lines = excluded.lines, form = excluded.form,
        filled = excluded.filled, state = excluded.state, holder = excluded.holder, since = excluded.since
"""

NO_RUN = """
    update sheet
       set run = null, lines = null, form = null, filled = null, state = 'unknown', holder = null, since = null
     where key between ? and ? and run is not null
"""
FORGOTTEN = """
    delete from sheet where key between ? and ?
       and not exists (select 1 from line where place between key << 12 and (key << 12) | 4095)
"""
"""Numbers that no run has any more, and on which nothing stands. What comes to stand there is told with its lines."""


def counting_runs(connection: Connection) -> list[Fact]:
    """Return the runs that count, of several under one number the weightiest first: by role, then in order of facts.

    Headquarters may have printed under any number, a coordinator under those that its kits gave it, or, if they gave
    none, under one that it drew. Where no headquarters is known, in a file outside any campaign, anybody may have
    printed under a drawn number. What others tell of printing counts for nothing.
    """
    printers = _printers(connection)
    is_outside = not any(role == Role.HQ for role, _ in printers.values())

    def weight(fact: Fact) -> int:
        role, given = printers.get(fact.device, (Role.NONE, frozenset()))
        number = fact.body.run // RUNS_A_PRINTER if isinstance(fact.body, Run) else -1
        may = number in given or (not given and number in DRAWN)
        return role if role == Role.HQ or (may and (is_outside or role == Role.COORDINATOR)) else -1

    told = [(weight(fact), fact) for fact in facts(connection, Kind.RUN)]
    return [fact for rank, fact in sorted(told, key=lambda one: -one[0]) if rank >= Role.NONE]


def printers_given(connection: Connection, device: str) -> frozenset[int]:
    """Return the printers' numbers that a device has from its kits."""
    return _printers(connection).get(device, (Role.NONE, frozenset()))[1]


def _printers(connection: Connection) -> Mapping[str, tuple[Role, frozenset[int]]]:
    """Return role and printers' numbers of the devices that may print."""
    rows = connection.execute(
        "select id, role, printers from device where fork = 0 and role >= ?", (Role.COORDINATOR,)
    ).fetchall()
    return {device: (Role(role), frozenset(map(int, printers.split()))) for device, role, printers in rows}


def notice_runs(connection: Connection) -> frozenset[int]:
    """Return the runs whose sheets are the notice of intention, and so count apart from the petition's.

    Several that were told under one number: what the weightiest says, as with the form.
    """
    first: dict[int, Run] = {}
    for fact in counting_runs(connection):
        if isinstance(fact.body, Run):
            first.setdefault(fact.body.run, fact.body)
    return frozenset(number for number, run in first.items() if run.notice)


def refresh_runs(connection: Connection, told: Iterable[Run | Move]) -> None:
    """Bring the sheets that these facts speak of up to date with all that is told of them.

    Several runs told under one number: the form of the weightiest, and sheets as far as any went.
    """
    spans: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for body in told:
        spans[body.run].add((1, MOST_SERIAL) if isinstance(body, Run) else (body.first, body.last))
    runs: dict[int, list[Run]] = defaultdict(list)
    for fact in counting_runs(connection) if spans else ():
        if isinstance(fact.body, Run) and fact.body.run in spans:
            runs[fact.body.run].append(fact.body)
    moves = moves_of_runs(connection) if len(runs) > MANY_RUNS else None
    for number in sorted(spans):
        last = max((run.sheets for run in runs[number]), default=0)
        for first, end in spans[number]:
            beyond = (number * 10_000 + max(first, last + 1), number * 10_000 + end)
            if connection.execute(NO_RUN, beyond).rowcount:
                connection.execute(FORGOTTEN, beyond)
        serials = sorted({s for first, end in spans[number] for s in range(first, min(end, last) + 1)})
        if serials:
            connection.executemany(SHEET, _rows(connection, runs[number][0], serials, moves))


def retell_runs(connection: Connection, devices: Iterable[int]) -> None:
    """Bring the sheets up to date of which these devices (local numbers) told: their word counts otherwise now."""
    told: list[Run | Move] = []
    for n in devices:
        told += [
            fact.body
            for kind in (Kind.RUN, Kind.MOVE)
            for fact in facts(connection, kind, writer=n)
            if isinstance(fact.body, Run | Move)
        ]
    refresh_runs(connection, told)


def _rows(
    connection: Connection, run: Run, serials: Sequence[int], moves: Mapping[int, list[ToldMove]] | None
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of these sheets of a run; `moves` by run, if they were read already."""
    here = moves_at(connection, run.run, serials[0], serials[-1]) if moves is None else moves.get(run.run, [])
    for serial, of_sheet in by_serial(here, serials).items():
        told = told_of(standing(of_sheet))
        since, holder, form = told.since or None, told.holder or None, run.form or None
        yield (run.run * 10_000 + serial, run.run, run.lines, form, told.filled, told.state, holder, since)
