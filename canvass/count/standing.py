"""Where a drive stands and what is to be done next, for Home: looked up here, reckoned by a pure function."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

import msgspec

from canvass.batches.recovery import is_card_due
from canvass.count.totals import Totals, totals
from canvass.ground.clock import claimed_day
from canvass.journal.bodies import Did, Kind, Role
from canvass.journal.drive import petition_of
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.union import gaps
from canvass.sheets.printed_runs import are_blanks_printed
from canvass.sheets.whereabouts import outstanding
from canvass.signers.undecided import undecided_count

MOST_STEPS = 3
OVERDUE_DAYS = 7
"""Days after which a sheet that was handed out is asked for."""
QUIET_DAYS = 4
"""Days without a file from any laptop, or without one for headquarters, after which Home says so."""

SHEETS = """
    select count(*), total(state not in ('printed', 'handed_out', 'spoiled', 'lost') or entered > 0),
           total(case when filled > entered and state not in ('spoiled', 'lost') then filled - entered end)
      from sheet where run is not null
"""


class Next(Enum):
    """One thing to do next."""

    CARD = "card"
    DECIDE = "decide"
    WAITING = "waiting"
    TYPE = "type"
    OVERDUE = "overdue"
    VOTERS = "voters"
    APPROVAL = "approval"
    APPROVED = "approved"
    PRINT = "print"
    KIT = "kit"
    TAKE_IN = "take_in"
    EXPORT = "export"


class Step(msgspec.Struct, frozen=True):
    """A thing to do and its number: lines, laptops, sheets or days, whatever the sentence counts; 0 where none."""

    what: Next
    number: int = 0


class Standing(msgspec.Struct, frozen=True):
    """Where the drive stands.

    undecided: what waits for a decision; printed, out, back: sheets; overdue: sheets out for more than a week;
    untyped: lines counted by hand on sheets that came back and not typed; waited_for: laptops of which records are
    missing; laptops: others that are heard of; days since a file was taken in and since one was written, None for
    never; what headquarters has still to do; is_blanks_printed: whether the blanks for the official were.
    """

    counted: Totals
    undecided: int
    printed: int
    out: int
    back: int
    overdue: int
    untyped: int
    waited_for: int
    laptops: int
    days_since_taken_in: int | None
    days_since_written: int | None
    is_card_due: bool
    is_approved: bool
    is_blanks_printed: bool
    is_voters_known: bool


def standing(journal: Journal, today: date) -> Standing:
    """Return where the drive stands as of `today`."""
    people = outstanding(journal, today)
    printed, back, untyped = journal.connection.execute(SHEETS).fetchone()
    (laptops,) = journal.connection.execute(
        "select count(*) from device where fork = 0 and key is not null and role < ? and id <> ?",
        (Role.HQ, journal.device),
    ).fetchone()
    petition = petition_of(journal)
    is_hq = journal.role == Role.HQ
    return Standing(
        counted=totals(journal, today),
        undecided=undecided_count(journal),
        printed=printed,
        out=sum(len(person.sheets) for person in people),
        back=int(back),
        overdue=sum(len(person.sheets) for person in people if (person.days or 0) > OVERDUE_DAYS),
        untyped=int(untyped),
        waited_for=len({gap.device for gap in gaps(journal.connection)}),
        laptops=laptops,
        days_since_taken_in=_days_since(journal, "merged", today),
        days_since_written=_days_since(journal, "exported", today),
        is_card_due=is_hq and is_card_due(journal),
        is_approved=petition is not None and petition.approved is not None,
        is_blanks_printed=are_blanks_printed(journal),
        is_voters_known=petition is not None and petition.registered is not None,
    )


def next_steps(seen: Standing, role: Role) -> tuple[Step, ...]:
    """Return at most three things to do next, the most pressing first. Pure."""
    steps = _of_headquarters(seen) if role == Role.HQ else _of_coordinator(seen)
    return tuple(steps)[:MOST_STEPS]


def _of_headquarters(seen: Standing) -> Iterator[Step]:
    if seen.is_card_due and seen.counted.entered + seen.laptops > 0:
        yield Step(Next.CARD)
    yield from _of_lines(seen)
    if seen.waited_for:
        yield Step(Next.WAITING, seen.waited_for)
    if not seen.is_voters_known:
        yield Step(Next.VOTERS)
    if not seen.is_approved:
        yield Step(Next.APPROVED if seen.is_blanks_printed else Next.APPROVAL)
    elif not seen.printed:
        yield Step(Next.PRINT)
    if not seen.laptops:
        yield Step(Next.KIT)
    elif seen.days_since_taken_in is None or seen.days_since_taken_in >= QUIET_DAYS:
        yield Step(Next.TAKE_IN, seen.days_since_taken_in or 0)


def _of_coordinator(seen: Standing) -> Iterator[Step]:
    yield from _of_lines(seen)
    has_lines = seen.counted.entered + seen.counted.loose > 0
    if has_lines and (seen.days_since_written is None or seen.days_since_written >= QUIET_DAYS):
        yield Step(Next.EXPORT, seen.days_since_written or 0)
    if not seen.printed:
        yield Step(Next.PRINT)


def _of_lines(seen: Standing) -> Iterator[Step]:
    if seen.undecided:
        yield Step(Next.DECIDE, seen.undecided)
    if seen.untyped:
        yield Step(Next.TYPE, seen.untyped)
    if seen.overdue:
        yield Step(Next.OVERDUE, seen.overdue)


def _days_since(journal: Journal, what: str, today: date) -> int | None:
    """Return how many days ago this was done here last, by what this computer's clock claimed then."""
    row = journal.connection.execute("select n from device where id = ? and fork = 0", (journal.device,)).fetchone()
    if row is None:
        return None
    own = facts(journal.connection, Kind.DID, row[0])
    done = [claimed_day(fact.at) for fact in own if isinstance(fact.body, Did) and fact.body.what == what]
    days = [day for day in done if day is not None]
    return max(0, (today - max(days)).days) if days else None
