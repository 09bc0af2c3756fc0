"""Days as people say them, with the weekday; and days as people type them."""

import re
from datetime import datetime

from canvass.wording.days import MONTHS, day_words
from canvass.wording.translation import tr

__all__ = ["day_words", "iso_day", "moment_words"]

EVENING = 17
"""The hour from which one says tonight."""

_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def moment_words(moment: datetime, now: datetime) -> str:
    """Return when something was, as one says it now: tonight 19:42, yesterday 19:42, May 3, 19:42."""
    time = moment.strftime("%H:%M")
    days = (now.date() - moment.date()).days
    if days == 0:
        return (
            tr("tonight {time}").format(time=time) if moment.hour >= EVENING else tr("today {time}").format(time=time)
        )
    if days == 1:
        return tr("yesterday {time}").format(time=time)
    day = tr("{month} {day}").format(month=tr(MONTHS[moment.month - 1]), day=moment.day)
    return tr("{day}, {time}").format(day=day, time=time)


def iso_day(typed: str) -> str:
    """Return a day typed as 5/3/2026 (month first) as 2026-05-03, and anything else as it is."""
    american = _AMERICAN.fullmatch(typed.strip())
    if american is None:
        return typed
    month, day, year = american.groups()
    return f"{year}-{int(month):02d}-{int(day):02d}"
