"""Lines by the day they were typed: all of the petition's, each once, on the day as it is where one sits."""

import time
from datetime import UTC, date, datetime

import pytest

from canvass.batches.merging import merge
from canvass.count.days import DayCount, days
from canvass.count.totals import totals
from canvass.journal.bodies import Kind, Run
from canvass.journal.journal import Journal
from tests.batches.people import TODAY, People, print_run, sheet, type_line


class Clock:
    now = datetime(2026, 5, 3, 20, 0, tzinfo=UTC)

    def __call__(self):
        return self.now


class Claimed(datetime):
    """A clock that says anything at all, as that of a laptop that wrote its records by hand."""

    words = ""

    def strftime(self, _format):
        return self.words


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def people(tmp_path, clock):
    people = People(tmp_path, clock)
    yield people
    people.close()


@pytest.fixture
def los_angeles(monkeypatch):
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_every_line_stands_on_the_day_it_was_typed_and_the_sum_is_what_is_entered(people, clock):
    headquarters = people.headquarters()
    print_run(headquarters, 3)
    type_line(headquarters, sheet(1), 1, "Ann")
    type_line(headquarters, sheet(1), 2, "Bo")
    type_line(headquarters, "L1", 1, "loose")
    clock.now = datetime(2026, 5, 5, 20, 0, tzinfo=UTC)
    type_line(headquarters, sheet(2), 1, "Cy")
    assert days(headquarters) == (DayCount(date(2026, 5, 3), 2, 2), DayCount(date(2026, 5, 5), 1, 3))
    assert days(headquarters)[-1].so_far == totals(headquarters, TODAY).entered


def test_a_line_that_two_typed_counts_once_on_the_first_day_and_a_corrected_one_on_the_day_of_the_correction(
    people, clock
):
    headquarters = people.headquarters()
    laptop = people.laptop(headquarters, "ana")
    type_line(headquarters, sheet(1), 1, "Ann")
    type_line(headquarters, sheet(1), 2, "Bo")
    clock.now = datetime(2026, 5, 4, 20, 0, tzinfo=UTC)
    type_line(laptop, sheet(1), 1, "Anne")
    type_line(headquarters, sheet(1), 2, "Bob")
    merge(headquarters, [people.batch(laptop)])
    assert days(headquarters) == (DayCount(date(2026, 5, 3), 1, 1), DayCount(date(2026, 5, 4), 1, 2))


def test_lines_of_the_notice_are_in_no_day(people):
    headquarters = people.headquarters()
    with headquarters.writing():
        headquarters.write(Kind.RUN, Run(lines=5, run=7, sheets=2, notice=True))
    type_line(headquarters, sheet(1), 1, "Ann")
    assert days(headquarters) == ()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is set as POSIX has it")
def test_an_evening_counts_on_its_own_day_and_not_on_that_of_greenwich(people, clock, los_angeles):
    headquarters = people.headquarters()
    clock.now = datetime(2026, 5, 4, 2, 42, tzinfo=UTC)
    type_line(headquarters, sheet(1), 1, "Ann")
    assert [one.day for one in days(headquarters)] == [date(2026, 5, 3)]


def test_a_clock_that_claims_nothing_sensible_gives_no_day(people, monkeypatch):
    headquarters = people.headquarters()
    monkeypatch.setattr(type(headquarters), "now", lambda self: "noon")
    type_line(headquarters, sheet(1), 1, "Ann")
    assert days(headquarters) == (DayCount(None, 1, 1),)


@pytest.mark.parametrize("claimed", ["0", "now", "-1", "9999-12-31T23:59:59-14:00", "0000-01-01T00:00:00Z", "2026", ""])
def test_a_clock_that_claims_no_day_leaves_the_line_without_one(people, claimed):
    """SQLite takes a bare number for a Julian day, and "now" for this very moment."""
    headquarters = people.headquarters()
    print_run(headquarters, 1)
    type_line(headquarters, sheet(1), 1, "Ann")
    moment = Claimed(2026, 5, 3, tzinfo=UTC)
    moment.words = claimed
    journal = Journal(headquarters.campaign, lambda: moment)
    type_line(journal, sheet(1), 2, "Bo")
    assert [(one.day, one.entered) for one in days(headquarters)] == [(None, 1), (date(2026, 5, 3), 1)]
