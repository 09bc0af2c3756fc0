"""What Home says is to be done next: at most three things, the most pressing first, each counted from the file."""

from datetime import date, timedelta

import msgspec
import pytest

from canvass.batches.merging import merge
from canvass.count.standing import Next, Step, next_steps, standing
from canvass.journal.bodies import Kind, Move, Role
from canvass.journal.drive import set_fields
from canvass.sheets.printed_runs import note_blanks
from tests.batches.people import TODAY, people_in, print_run, sheet, type_line, type_names

HQ, COORDINATOR = Role.HQ, Role.COORDINATOR
SOME_DAY = date(2026, 5, 20)


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


@pytest.fixture
def calm(people):
    """A headquarters for which nothing is left to do."""
    seen = standing(people.headquarters(approved="2026-03-01"), SOME_DAY)
    return msgspec.structs.replace(
        seen, printed=10, laptops=3, days_since_taken_in=1, days_since_written=1, is_card_due=False
    )


def steps(seen, role=HQ):
    return [(step.what, step.number) for step in next_steps(seen, role)]


def moved(journal, first, last, state, filled=None):
    with journal.writing():
        journal.write(Kind.MOVE, Move(first=first, last=last, run=7, state=state, holder="Ana", filled=filled))


def test_a_new_drive_begins_with_approval_and_a_set_up_file(people):
    assert steps(standing(people.headquarters(), TODAY)) == [(Next.APPROVAL, 0), (Next.KIT, 0)]


def test_after_the_blanks_their_approval_is_waited_for(people):
    headquarters = people.headquarters()
    note_blanks(headquarters)
    assert steps(standing(headquarters, TODAY)) == [(Next.APPROVED, 0), (Next.KIT, 0)]
    set_fields(headquarters, {"approved": "2026-03-01"})
    assert Next.APPROVED not in [what for what, _ in steps(standing(headquarters, TODAY))]


def test_where_voters_are_not_known_they_come_first(people):
    headquarters = people.headquarters(registered=None)
    assert steps(standing(headquarters, TODAY))[0] == (Next.VOTERS, 0)


def test_an_approved_petition_is_to_be_printed(people):
    headquarters = people.headquarters()
    set_fields(headquarters, {"approved": "2026-03-01"})
    assert (Next.PRINT, 0) in steps(standing(headquarters, TODAY))
    print_run(headquarters, 3)
    assert Next.PRINT not in [what for what, _ in steps(standing(headquarters, TODAY))]


def test_nothing_is_to_be_done_where_all_is_done(calm):
    assert steps(calm) == []


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({"is_card_due": True}, (Next.CARD, 0)),
        ({"undecided": 2}, (Next.DECIDE, 2)),
        ({"untyped": 40}, (Next.TYPE, 40)),
        ({"overdue": 12}, (Next.OVERDUE, 12)),
        ({"waited_for": 3}, (Next.WAITING, 3)),
        ({"is_approved": False}, (Next.APPROVAL, 0)),
        ({"printed": 0}, (Next.PRINT, 0)),
        ({"laptops": 0}, (Next.KIT, 0)),
        ({"days_since_taken_in": 4}, (Next.TAKE_IN, 4)),
        ({"days_since_taken_in": None}, (Next.TAKE_IN, 0)),
    ],
)
def test_each_thing_is_told_when_it_is_so(calm, change, step):
    assert steps(msgspec.structs.replace(calm, **change)) == [step]


def test_three_days_without_a_file_are_not_worth_a_word(calm):
    assert steps(msgspec.structs.replace(calm, days_since_taken_in=3)) == []


def test_at_most_three_are_told_the_most_pressing_first(calm):
    much = msgspec.structs.replace(calm, is_card_due=True, undecided=1, untyped=2, overdue=3, waited_for=4)
    assert steps(much) == [(Next.CARD, 0), (Next.DECIDE, 1), (Next.TYPE, 2)]


def test_a_coordinator_is_told_to_write_the_file_and_nothing_of_headquarters(calm):
    counted = msgspec.structs.replace(calm.counted, entered=5)
    seen = msgspec.structs.replace(calm, counted=counted, days_since_written=None, is_card_due=True, is_approved=False)
    assert steps(seen, COORDINATOR) == [(Next.EXPORT, 0)]
    assert steps(msgspec.structs.replace(seen, days_since_written=6), COORDINATOR) == [(Next.EXPORT, 6)]
    assert steps(msgspec.structs.replace(seen, days_since_written=1), COORDINATOR) == []


def test_sheets_out_and_back_and_lines_not_typed_are_counted(people):
    headquarters = people.headquarters()
    print_run(headquarters, 10)
    moved(headquarters, 1, 6, "handed_out")
    moved(headquarters, 1, 2, "returned", filled=4)
    type_names(headquarters, sheet(1), {1: "Ann", 2: "Bo", 3: "Cy"})
    today = date.today()  # noqa: DTZ011 - the moves are of now
    seen = standing(headquarters, today)
    assert (seen.printed, seen.out, seen.back, seen.untyped, seen.overdue) == (10, 4, 2, 5, 0)
    assert standing(headquarters, today + timedelta(days=8)).overdue == 4


def test_what_came_and_what_is_missing_is_known_from_taking_in(people):
    headquarters = people.headquarters()
    assert standing(headquarters, TODAY).days_since_taken_in is None
    ana, ben = people.laptop(headquarters, "ana"), people.laptop(headquarters, "ben")
    type_line(ana, sheet(1), 1, "Ann")
    type_line(ben, sheet(1), 1, "Anna")
    merge(headquarters, [people.batch(ana), people.batch(ben)])
    today = date.today()  # noqa: DTZ011 - it was taken in now
    seen = standing(headquarters, today + timedelta(days=5))
    assert (seen.laptops, seen.undecided, seen.waited_for) == (2, 1, 0)
    assert seen.days_since_taken_in in (4, 5, 6)
    assert next_steps(seen, HQ)[:2] == (Step(Next.CARD), Step(Next.DECIDE, 1))
