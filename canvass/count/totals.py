"""The totals of a campaign file, from the views alone."""

from datetime import date

import msgspec

from canvass.journal.drive import drive_of
from canvass.journal.journal import Journal
from canvass.journal.place import LOOSE_BIT

LOOSE_FROM = LOOSE_BIT << 12

ON_SHEETS = f"""
    select count(*), total(agreed), total(conflict > 0), total(decided)
      from line where entered = 1 and place < {LOOSE_FROM}
"""
LOOSE = f"select count(*) from line where entered = 1 and place >= {LOOSE_FROM}"
BY_EVENT = f"""
    select coalesce(event, ''), total(place < {LOOSE_FROM}), total(place >= {LOOSE_FROM})
      from line where entered = 1 group by 1 order by 1
"""


class EventCount(msgspec.Struct, frozen=True):
    """What was typed from one event: places on numbered sheets, and lines on loose pages without a sheet."""

    event: str | None
    entered: int
    loose: int


class Totals(msgspec.Struct, frozen=True):
    """The counts of a file; None is what cannot exist yet.

    entered: places on sheets with a reading that is not void; agreed: two or more independent readings alike;
    disputed: their readings differ; checked: a person has decided what the paper says; loose: lines on loose pages
    that no sheet is linked to, in no other count. Raw (a hand count of returned sheets), likely valid, twice and
    withdrawn come with later work. practice: whether all of these are of made-up people.
    """

    raw: int | None
    entered: int
    agreed: int
    disputed: int
    checked: int | None
    likely_valid: int | None
    twice: int | None
    withdrawn: int | None
    loose: int
    practice: bool
    required: int | None
    goal: int | None
    deadline: date | None
    days_left: int | None
    events: tuple[EventCount, ...]
    notice: int | None


def totals(journal: Journal, today: date) -> Totals:
    """Return the totals of the file as of `today`."""
    drive = drive_of(journal, today)
    entered, agreed, disputed, decided = journal.connection.execute(ON_SHEETS).fetchone()
    (loose,) = journal.connection.execute(LOOSE).fetchone()
    events = journal.connection.execute(BY_EVENT).fetchall()
    return Totals(
        raw=None,
        entered=entered,
        agreed=int(agreed),
        disputed=int(disputed),
        checked=int(decided),
        likely_valid=None,
        twice=None,
        withdrawn=None,
        loose=loose,
        practice=drive.is_practice,
        required=drive.figures.required,
        goal=drive.figures.goal,
        deadline=drive.figures.deadline,
        days_left=drive.figures.days_left,
        events=tuple(EventCount(event or None, int(on_sheets), int(on_pages)) for event, on_sheets, on_pages in events),
        notice=None,
    )
