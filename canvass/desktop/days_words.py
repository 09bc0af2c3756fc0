"""The days of the page *Count* in words and rows. Pure."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from canvass.count.days import DayCount
from canvass.wording.days import MONTHS, day_words
from canvass.wording.translation import tr, tr_n


def short_day(day: date) -> str:
    """Return a day without its weekday and year: May 3."""
    return tr("{month} {day}").format(month=tr(MONTHS[day.month - 1]), day=day.day)


def day_rows(days: Sequence[DayCount]) -> list[tuple[str, str, str]]:
    """Return a row for each day: the day, lines typed on it, all so far."""
    return [
        (tr("day not known") if one.day is None else day_words(one.day), f"{one.entered:,}", f"{one.so_far:,}")
        for one in days
    ]


def chart_words(days: Sequence[DayCount]) -> str:
    """Return in a sentence or two what the chart shows."""
    if not days:
        return tr("No line of the petition is typed yet.")
    most = max(days, key=lambda one: one.entered)
    lines = tr_n("{n:,} line typed", "{n:,} lines typed", days[-1].so_far).format(n=days[-1].so_far)
    known = [one.day for one in days if one.day is not None]
    if not known or most.day is None:
        return tr("{lines}; on which days is not known.").format(lines=lines)
    if len(days) == 1:
        return tr("{lines}, all on {day}.").format(lines=lines, day=day_words(most.day))
    said = tr_n(
        "{lines} on {n:,} day, from {first} to {last}. Most on {day}: {most:,}.",
        "{lines} on {n:,} days, from {first} to {last}. Most on {day}: {most:,}.",
        len(known),
    )
    return said.format(
        lines=lines,
        n=len(known),
        first=day_words(known[0]),
        last=day_words(known[-1]),
        day=day_words(most.day),
        most=most.entered,
    )


def far_words(mark: str) -> str:
    """Return what is said of a mark that is far above the picture."""
    return tr("{mark}, far above the top of this picture").format(mark=mark)


def days_csv(days: Sequence[DayCount]) -> bytes:
    """Return the days as CSV with the columns that `canvass count --json` has: day (ISO 8601), entered; and so_far."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("day", "entered", "so_far"))
    writer.writerows(("" if one.day is None else one.day.isoformat(), one.entered, one.so_far) for one in days)
    return out.getvalue().encode()
