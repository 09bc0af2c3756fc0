"""Where the printed sheets are: who still has some, what was told of one, what cannot be as it was told."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import msgspec

from canvass.ground.clock import claimed_day
from canvass.journal.drive import petition_of
from canvass.journal.journal import Journal
from canvass.journal.moves import by_serial, counting, deciding, moves_at, moves_of_runs, standing
from canvass.journal.number import SheetNumber, sheet_number

HANDED_OUT = """
    select key, coalesce(holder, ''), coalesce(since, '') from sheet
     where state = 'handed_out' and entered = 0 order by key
"""
PRINTED = "select key, state, entered, filled from sheet where run is not null order by key"


class Outstanding(msgspec.Struct, frozen=True):
    """What one person still has: the sheets in order, the earliest day any was handed out, how many days ago."""

    holder: str
    sheets: tuple[str, ...]
    oldest: date | None
    days: int | None


class ToldOnce(msgspec.Struct, frozen=True):
    """One thing told of a sheet: by which record and device, at which claimed time, and whether it still stands."""

    record: int
    device: str
    state: str
    holder: str | None
    filled: int | None
    at: str
    stands: bool


class Doubt(msgspec.Struct, frozen=True):
    """A sheet whose moves cannot all be right; `why` is one of `DOUBTS`."""

    sheet: str
    why: str


CAME_BACK = ("returned", "counted")
DOUBTS = ("filed_not_returned", "spoiled_typed", "two_holders", "two_counts", "more_typed_than_counted")


def outstanding(journal: Journal, today: date) -> list[Outstanding]:
    """Return who still has sheets, the longest outstanding first. Paper that was typed from counts as back."""
    held: dict[str, list[tuple[int, date | None]]] = defaultdict(list)
    for key, holder, since in journal.connection.execute(HANDED_OUT):
        held[holder].append((key, claimed_day(since)))
    found = []
    for holder, sheets in held.items():
        oldest = min((day for _, day in sheets if day is not None), default=None)
        days = None if oldest is None else max(0, (today - oldest).days)
        found.append(Outstanding(holder, tuple(sheet_number(key).text for key, _ in sheets), oldest, days))
    return sorted(found, key=lambda person: (person.oldest or date.max, person.holder))


def drive_name(journal: Journal) -> str:
    """Return what a list of the drive's sheets is headed by: the petition's title, or the file's name before it."""
    petition = petition_of(journal)
    return petition.title if petition is not None and petition.title else journal.campaign.path.stem


def history(journal: Journal, number: SheetNumber) -> list[ToldOnce]:
    """Return everything that was ever told of a sheet, in the order of the clocks' claims, for people to read."""
    moves = moves_at(journal.connection, number.run, number.serial, number.serial)
    live = {move.n for move in standing(moves)}
    told = [
        ToldOnce(
            record=move.n,
            device=move.name.device,
            state=move.body.state,
            holder=move.body.holder or None,
            filled=move.body.filled,
            at=move.at,
            stands=move.n in live,
        )
        for move in moves
    ]
    return sorted(told, key=lambda once: once.at)


def doubtful(journal: Journal) -> list[Doubt]:
    """Return the sheets of which impossible pairs were told, in order of number, for a person to look at the paper.

    Filed but never returned; spoiled, yet lines were typed from it; two people who have it, or two counts of its
    lines, told apart from one another; more lines typed than were counted. Nothing is changed by it.
    """
    return [Doubt(sheet_number(key).text, why) for key, why in _doubts(journal)]


def _doubts(journal: Journal) -> Iterator[tuple[int, str]]:
    runs: dict[int, list[tuple[int, str, int, int | None]]] = defaultdict(list)
    for key, state, entered, filled in journal.connection.execute(PRINTED):
        runs[key // 10_000].append((key % 10_000, state, entered, filled))
    told = moves_of_runs(journal.connection)
    for run, sheets in runs.items():
        moves = by_serial(told.get(run, ()), [serial for serial, *_ in sheets])
        for serial, state, entered, filled in sheets:
            here = standing(moves[serial])
            holds = {
                "filed_not_returned": state == "filed" and not any(move.body.state in CAME_BACK for move in here),
                "spoiled_typed": state == "spoiled" and entered > 0,
                "two_holders": state == "handed_out" and len({move.body.holder for move in deciding(here)}) > 1,
                "two_counts": len({move.body.filled for move in counting(here)}) > 1,
                "more_typed_than_counted": filled is not None and entered > filled,
            }
            yield from ((run * 10_000 + serial, why) for why in DOUBTS if holds[why])
