"""When the lines of the petition were typed, day by day: for a chart. No rule looks at these days."""

from datetime import date

import msgspec

from canvass.ground.canonical import encode
from canvass.journal.journal import Journal
from canvass.journal.runs import notice_runs
from canvass.signers.listing import LOOSE_FROM

BY_DAY = f"""
    select case when day between '0001-01-01' and '9999-12-31' then day end as day, count(*) from (
        select min(case when cast(r.raw as text) ->> '$.at' glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*'
                        then date(cast(r.raw as text) ->> '$.at', 'localtime') end) as day
          from line l cross join head h on h.place = l.place cross join record r on r.n = h.record
         where l.entered = 1 and l.place < {LOOSE_FROM}
           and not exists (select 1 from json_each(?) run where run.value = (l.place >> 12) / 10000)
         group by l.place)
     group by 1 order by 1
"""


class DayCount(msgspec.Struct, frozen=True):
    """How many lines on numbered sheets of the petition were typed on a day, and on it and all before it.

    The day is what the typist's laptop claimed, where one sits now; None where it claimed none, or one that no calendar
    has. A line that was corrected stands on the day of what stands now; one that several typed on the first of their
    days. The sum is `Totals.entered`.
    """

    day: date | None
    entered: int
    so_far: int


def days(journal: Journal) -> tuple[DayCount, ...]:
    """Return the days on which something was typed, in order; lines without a day come first."""
    runs = encode(sorted(notice_runs(journal.connection))).decode()
    found, so_far = [], 0
    for day, entered in journal.connection.execute(BY_DAY, (runs,)).fetchall():
        so_far += entered
        found.append(DayCount(None if day is None else date.fromisoformat(day), entered, so_far))
    return tuple(found)
