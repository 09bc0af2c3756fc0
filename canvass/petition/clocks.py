"""The dates of a petition. Days are calendar days unless a name says business days; no function looks at a clock.

Where a last day falls on a holiday it is not moved: whether the law moves it was not confirmed, and the
earlier day is the safe one.
"""

import calendar
from collections.abc import Container, Sequence
from datetime import date, timedelta
from typing import Literal

from canvass.petition.template import Commencement, DaysBracket

Bar = Literal["too_early", "recall_decided", "term_ends"]


def earliest_start(took_office: date, after_days_in_office: int) -> date:
    """Return the first day on which a recall may commence.

    The officer must have held office for more than that many days of the current term (Cal. Elec. Code
    11007(a)): day 90 is still too early, the day after is not.
    """
    return took_office + timedelta(days=after_days_in_office + 1)


def commencement_bars(
    rule: Commencement | None,
    day: date,
    took_office: date | None,
    term_ends: date | None,
    recall_decided: date | None = None,
) -> tuple[Bar, ...]:
    """Return what forbids commencing on this day; dates that are not known forbid nothing, nor does a law without rule.

    Cal. Elec. Code 11007: (a) not more than 90 days in office, (b) a recall election decided in the officer's
    favour within the last six months, (c) a term that ends within six months or less.
    """
    if rule is None:
        return ()
    bars: list[Bar] = []
    if took_office and day < earliest_start(took_office, rule.after_days_in_office.value):
        bars.append("too_early")
    if recall_decided and day <= months_after(recall_decided, rule.not_in_months_after_recall_election.value):
        bars.append("recall_decided")
    if term_ends and term_ends <= months_after(day, rule.not_in_last_months_of_term.value):
        bars.append("term_ends")
    return tuple(bars)


def notice_filing_deadline(served: date, notice_filed_days: int) -> date:
    """Return the last day to file the notice of intention after serving it (Cal. Elec. Code 11021)."""
    return served + timedelta(days=notice_filed_days)


def answer_deadline(notice_filed: date, answer_days: int) -> date:
    """Return the last day on which the officer may file an answer (Cal. Elec. Code 11023)."""
    return notice_filed + timedelta(days=answer_days)


def blank_copies_deadline(answer_ended: date, blanks_days: int) -> date:
    """Return the last day to file the blank copies (Cal. Elec. Code 11042).

    `answer_ended` is the day the answer was filed, or the answer's deadline if none was.
    """
    return answer_ended + timedelta(days=blanks_days)


def circulation_days(registered: int, brackets: Sequence[DaysBracket]) -> int:
    """Return how many days the petition may circulate (Cal. Elec. Code 11220(a))."""
    return next(bracket for bracket in brackets if registered >= bracket.at_least).days


def deadline(approved: date, registered: int, brackets: Sequence[DaysBracket]) -> date:
    """Return the last day to file, counted from the notice that form and wording are right.

    Cal. Elec. Code 11220(a); all sections have to be filed at one time, in office hours (11222).
    """
    return approved + timedelta(days=circulation_days(registered, brackets))


def days_left(deadline: date, today: date) -> int:
    """Return how many days remain: 0 on the last day, negative after it."""
    return (deadline - today).days


def examination_deadline(filed: date, business_days: int, holidays: Container[date] = ()) -> date:
    """Return the last day of the official's examination.

    Saturdays, Sundays and the county's holidays, which the caller has to know, are left out (Cal. Elec. Code
    11224, 11225).
    """
    day = filed
    while business_days:
        day += timedelta(days=1)
        if day.weekday() < calendar.SATURDAY and day not in holidays:
            business_days -= 1
    return day


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or that month's last day if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
