"""What each number of the page *Count* means, in words. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from canvass.count.totals import EventCount, NoticeTotals, Totals
from canvass.desktop.day_words import day_words
from canvass.wording.translation import mark, tr, tr_n

Rows = list[tuple[str, str]]
COUNTS = (
    ("entered", mark("lines typed from numbered sheets")),
    ("agreed", mark("of these typed twice, by two people, and alike")),
    ("disputed", mark("of these typed differently: to decide")),
    ("checked", mark("of these decided by somebody who looked at the paper")),
)
RAW = mark("signatures counted by hand on sheets that came back")
LOOSE = mark("lines on loose pages that no sheet is linked to; in no other number")


class Against(NamedTuple):
    """What is there, beside what is needed and what was set as a goal."""

    there: int
    needed: int | None
    goal: int | None
    loose: int = 0
    """Lines on loose pages, which are in no other number."""


def count_rows(counted: Totals) -> Rows:
    """Return the numbers of the petition, each with its meaning."""
    rows = [(f"{getattr(counted, name) or 0:,}", tr(says)) for name, says in COUNTS]
    raw = tr("none yet") if counted.raw is None else f"{counted.raw:,}"
    return [*rows, (raw, tr(RAW)), (f"{counted.loose:,}", tr(LOOSE))]


def need_rows(counted: Totals) -> Rows:
    """Return what is needed of the petition, as far as it is known."""
    rows = []
    if counted.required is not None:
        rows.append(
            (f"{counted.required:,}", tr("signatures that the law asks for, after all that do not count are out"))
        )
    if counted.goal is not None:
        rows.append((f"{counted.goal:,}", tr("our own goal, with room for those that do not count")))
    if counted.deadline is not None:
        rows.append((day_words(counted.deadline), tr("last day to file")))
    if counted.days_left is not None:
        rows.append(days_row(counted.days_left))
    return rows


def days_row(days: int) -> tuple[str, str]:
    """Return how many days are left, or for how many the time is over."""
    if days >= 0:
        return f"{days:,}", tr("days left to file")
    return f"{-days:,}", tr("days since the last day to file: the time is over")


def missing_words(counted: Totals) -> list[str]:
    """Return what these numbers do not tell, and why."""
    said = [tr("Typed does not mean that it will count: who may sign and who signed twice is told by the voter file.")]
    if counted.required is None:
        said.append(tr("How many signatures are needed is known once headquarters has said how many voters there are."))
    if counted.deadline is None:
        said.append(tr("The last day to file is known once the day of approval is."))
    return said


def event_rows(events: Sequence[EventCount]) -> list[tuple[str, str, str]]:
    """Return what was typed of each vigil or table."""
    return [(row.event or tr("not said where"), f"{row.entered:,}", f"{row.loose:,}") for row in events]


def notice_rows(notice: NoticeTotals) -> Rows:
    """Return the numbers of the notice of intention."""
    rows = [
        (f"{notice.entered:,}", tr("lines typed from sheets of the notice")),
        (f"{notice.agreed:,}", tr("of these typed twice, by two people, and alike")),
        (f"{notice.disputed:,}", tr("of these typed differently: to decide")),
    ]
    if notice.required is not None:
        rows.append((f"{notice.required:,}", tr("proponents that the law asks for")))
    if notice.earliest is not None:
        rows.append((day_words(notice.earliest), tr("first day on which it may be served")))
    return rows


def against_words(against: Against) -> str:
    """Return in one sentence what the bar shows."""
    if against.loose and not against.there:
        loose = tr_n("{lines:,} line typed, on loose pages", "{lines:,} lines typed, on loose pages", against.loose)
        return loose.format(lines=against.loose)
    said = [lines_words(against.there)]
    needed, goal = (share_words(against.there, whole) if whole else "" for whole in (against.needed, against.goal))
    if needed and needed == goal:  # the first lines of a large petition are as little of one as of the other
        both = tr("{share} of {needed:,} needed, and of the goal, {goal:,}")
        said.append(both.format(share=needed, needed=against.needed, goal=against.goal))
    else:
        if needed:
            said.append(tr("{share} of {needed:,} needed").format(share=needed, needed=against.needed))
        if goal:
            said.append(tr("{share} of the goal, {goal:,}").format(share=goal, goal=against.goal))
    return " – ".join(said)


def lines_words(lines: int) -> str:
    """Return how many lines were typed."""
    return tr_n("{lines:,} line typed", "{lines:,} lines typed", lines).format(lines=lines)


def share_words(part: int, whole: int) -> str:
    """Return a share in percent; what is not all is never rounded up to it, and what is something never to nothing."""
    percent = 100 * part / whole
    if 0 < percent < 0.1:  # noqa: PLR2004 - the least that is shown
        return tr("less than 0.1 %")
    return tr("{percent} %").format(percent=f"{int(percent * 10) / 10:,.1f}".removesuffix(".0"))


def is_empty(counted: Totals) -> bool:
    """Return whether there is nothing to count yet."""
    on_notice = counted.notice.entered if counted.notice is not None else 0
    return not (counted.entered or counted.loose or counted.raw or on_notice)
