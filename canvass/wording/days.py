"""Days as people say them, with the weekday."""

from datetime import date

from canvass.wording.translation import mark, tr

WEEKDAYS = (
    mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday"), mark("Saturday"),
    mark("Sunday"),
)  # fmt: skip
MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"), mark("July"),
    mark("August"), mark("September"), mark("October"), mark("November"), mark("December"),
)  # fmt: skip


def day_words(day: date) -> str:
    """Return a day with its weekday: Sunday, May 3, 2026."""
    weekday, month = tr(WEEKDAYS[day.weekday()]), tr(MONTHS[day.month - 1])
    return tr("{weekday}, {month} {day}, {year}").format(weekday=weekday, month=month, day=day.day, year=day.year)
