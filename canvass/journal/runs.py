"""The sheets of print runs, as the facts of printing and moving tell them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from canvass.campaign.connection import Connection
from canvass.journal.bodies import Kind, Move, Run
from canvass.journal.facts import facts
from canvass.journal.moves import by_serial, moves_at, standing, told_of
from canvass.journal.number import MOST_SERIAL

SHEET = """
    insert into sheet (key, run, lines, form, entered, filled, state, holder, since)
    values (?, ?, ?, ?, 0, ?, ?, ?, ?)
    on conflict (key) do update set run = excluded.run, lines = excluded.lines, form = excluded.form,
        filled = excluded.filled, state = excluded.state, holder = excluded.holder, since = excluded.since
"""


def notice_runs(connection: Connection) -> frozenset[int]:
    """Return the runs whose sheets are the notice of intention, and so count apart from the petition's.

    Two devices that printed under one number: what the first by device id printed, as with the form.
    """
    first: dict[int, Run] = {}
    for fact in facts(connection, Kind.RUN):
        if isinstance(fact.body, Run) and not fact.body.is_copy:
            first.setdefault(fact.body.run, fact.body)
    return frozenset(number for number, run in first.items() if run.notice)


def refresh_runs(connection: Connection, told: Iterable[Run | Move]) -> None:
    """Bring the sheets that these facts speak of up to date with all that is told of them.

    Two devices that printed under one number: the form of the first by device id, and sheets as far as either went.
    """
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for body in told:
        spans[body.run].append((1, MOST_SERIAL) if isinstance(body, Run) else (body.first, body.last))
    runs: dict[int, list[Run]] = defaultdict(list)
    for fact in facts(connection, Kind.RUN) if spans else ():
        if isinstance(fact.body, Run) and fact.body.run in spans and not fact.body.is_copy:
            runs[fact.body.run].append(fact.body)
    for number in sorted(runs):
        last = max(run.sheets for run in runs[number])
        serials = sorted({s for first, end in spans[number] for s in range(first, min(end, last) + 1)})
        connection.executemany(SHEET, _rows(connection, runs[number][0], serials))


def _rows(connection: Connection, run: Run, serials: Sequence[int]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of these sheets of a run."""
    moves = moves_at(connection, run.run, serials[0], serials[-1]) if serials else []
    for serial, here in by_serial(moves, serials).items():
        told = told_of(standing(here))
        since, holder, form = told.since or None, told.holder or None, run.form or None
        yield (run.run * 10_000 + serial, run.run, run.lines, form, told.filled, told.state, holder, since)
