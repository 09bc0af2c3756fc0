"""The totals of a campaign file, from the views alone."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import msgspec

from canvass.ground.canonical import encode
from canvass.journal.drive import Drive, drive_of
from canvass.journal.journal import Journal
from canvass.journal.runs import notice_runs
from canvass.petition.petition import NoticeFigures, notice_figures
from canvass.petition.template import template
from canvass.signers.listing import LOOSE_FROM

ON_SHEETS = f"""
    select count(*), total(agreed), total(conflict > 0), total(decided)
      from line where entered = 1 and place < {LOOSE_FROM}
"""
LOOSE = f"select count(*) from line where entered = 1 and place >= {LOOSE_FROM}"
BY_EVENT = f"""
    select coalesce(event, ''), total(place < {LOOSE_FROM}), total(place >= {LOOSE_FROM})
      from line where entered = 1 group by 1 order by 1
"""
RAW = """
    select sum(filled) from sheet
     where run is not null and state not in ('spoiled', 'lost') and run not in (select value from json_each(?))
"""
"""Of the sheets that came back and were counted; what was spoiled or lost since brings no signature."""

ON_NOTICE = """
    select coalesce(l.event, ''), count(*), total(l.agreed), total(l.conflict > 0), total(l.decided)
      from json_each(?) run cross join line l
        on l.place between (run.value * 10000) << 12 and (((run.value + 1) * 10000) << 12) - 1
     where l.entered = 1 group by 1
"""
"""By event, what stands on the sheets of these runs; a place is run, serial (4 digits) and 12 bits."""


class EventCount(msgspec.Struct, frozen=True):
    """What was typed of the petition from one event: places on its sheets, and lines on loose pages without a sheet."""

    event: str | None
    entered: int
    loose: int


class NoticeTotals(msgspec.Struct, frozen=True):
    """The counts of the notice of intention, with its own goal and its own earliest day of serving.

    Whoever signs it is a proponent, not a signer of the petition: its lines are in no other count.
    """

    entered: int
    agreed: int
    disputed: int
    required: int | None
    earliest: date | None


class Totals(msgspec.Struct, frozen=True):
    """The counts of a file; None is what cannot exist yet.

    entered: places on sheets with a reading that is not void; agreed: two or more independent readings alike;
    disputed: their readings differ; checked: a person has decided what the paper says; loose: lines on loose pages
    that no sheet is linked to, in no other count. raw: lines filled, as counted by hand on sheets that came back; None
    while none was counted. Likely valid, twice and withdrawn come with later work. notice: the notice of intention,
    which no other count holds; None where the petition's law knows none, or the petition is approved and its notice
    was not signed here. practice: whether all of these are of made-up people.
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
    notice: NoticeTotals | None


class _Counted(msgspec.Struct, frozen=True):
    """Sums over places: entered, agreed, disputed, decided; and entered by event."""

    entered: int
    agreed: int
    disputed: int
    decided: int
    by_event: Counter[str]


def totals(journal: Journal, today: date) -> Totals:
    """Return the totals of the file as of `today`."""
    drive = drive_of(journal, today)
    entered, agreed, disputed, decided = journal.connection.execute(ON_SHEETS).fetchone()
    (loose,) = journal.connection.execute(LOOSE).fetchone()
    runs = notice_runs(journal.connection)
    on_notice = _on_notice(journal, runs)
    (raw,) = journal.connection.execute(RAW, (encode(sorted(runs)).decode(),)).fetchone()
    return Totals(
        raw=raw,
        entered=entered - on_notice.entered,
        agreed=int(agreed) - on_notice.agreed,
        disputed=int(disputed) - on_notice.disputed,
        checked=int(decided) - on_notice.decided,
        likely_valid=None,
        twice=None,
        withdrawn=None,
        loose=loose,
        practice=drive.is_practice,
        required=drive.figures.required,
        goal=drive.figures.goal,
        deadline=drive.figures.deadline,
        days_left=drive.figures.days_left,
        events=_events(journal, on_notice.by_event),
        notice=_notice(drive, on_notice) if runs or _is_before_approval(drive) else None,
    )


def _on_notice(journal: Journal, runs: Iterable[int]) -> _Counted:
    """Return what stands on the sheets of the notice."""
    rows = journal.connection.execute(ON_NOTICE, (encode(sorted(runs)).decode(),)).fetchall()
    entered, agreed, disputed, decided = (int(sum(row[column] for row in rows)) for column in range(1, 5))
    return _Counted(entered, agreed, disputed, decided, Counter({row[0]: row[1] for row in rows}))


def _events(journal: Journal, on_notice: Counter[str]) -> tuple[EventCount, ...]:
    """Return the events from which something of the petition was typed, without what was typed of the notice."""
    counted = (
        EventCount(event or None, int(on_sheets) - on_notice[event], int(on_pages))
        for event, on_sheets, on_pages in journal.connection.execute(BY_EVENT).fetchall()
    )
    return tuple(event for event in counted if event.entered or event.loose)


def _is_before_approval(drive: Drive) -> bool:
    """Return whether the drive is at its notice still: its law knows one, and the petition is not approved yet."""
    petition = drive.petition
    return petition is not None and not petition.approved and template(petition.template).notice is not None


def _notice(drive: Drive, counted: _Counted) -> NoticeTotals:
    petition = drive.petition
    figures = NoticeFigures(None, None)
    if petition is not None and petition.template:
        figures = notice_figures(petition, template(petition.template))
    return NoticeTotals(counted.entered, counted.agreed, counted.disputed, figures.required, figures.earliest)
