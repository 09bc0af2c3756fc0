"""The sheets of print runs, as the facts of printing and moving tell them."""

from collections.abc import Collection

from canvass.campaign.connection import Connection
from canvass.journal.bodies import Kind, Move, Run
from canvass.journal.facts import facts

STEPS = ("printed", "handed_out", "returned", "counted", "entered", "checked", "filed", "spoiled", "lost")
"""States of a printed sheet; a later one overtakes an earlier one, whatever order they were told in."""

SHEET = """
    insert into sheet (key, run, lines, form, entered, state, holder)
    values (?, ?, ?, ?, 0, ?, ?)
    on conflict (key) do update set run = excluded.run, lines = excluded.lines, form = excluded.form,
        state = excluded.state, holder = excluded.holder
"""


def refresh_runs(connection: Connection, numbers: Collection[int]) -> None:
    """Bring the sheets of these runs up to date with all that is told of them.

    Two devices that printed under one number: the form of the first by device id, and sheets as far as either went.
    """
    if not numbers:
        return
    told = [fact.body for fact in facts(connection, Kind.RUN)]
    moves = [fact.body for fact in facts(connection, Kind.MOVE)]
    for number in sorted(numbers):
        runs = [run for run in told if isinstance(run, Run) and run.run == number and not run.is_copy]
        if not runs:
            continue
        last = max(run.sheets for run in runs)
        state = dict.fromkeys(range(1, last + 1), (0, ""))
        for move in moves:
            if isinstance(move, Move) and move.run == number:
                reached = STEPS.index(move.state)
                for serial in range(move.first, min(move.last, last) + 1):
                    state[serial] = max(state[serial], (reached, move.holder))
        connection.executemany(
            SHEET,
            (
                (number * 10_000 + serial, number, runs[0].lines, runs[0].form or None, STEPS[step], holder or None)
                for serial, (step, holder) in state.items()
            ),
        )
