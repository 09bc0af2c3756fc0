"""The dates of a petition, against the dates that were published for two real drives."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.petition.clocks import (
    answer_deadline,
    blank_copies_deadline,
    circulation_days,
    commencement_bars,
    days_left,
    deadline,
    earliest_start,
    examination_deadline,
    months_after,
    notice_filing_deadline,
)
from canvass.petition.template import template

LAW = template("ca-recall-local")
DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))


@pytest.mark.parametrize(
    ("registered", "days"),
    [
        (5_668_570, 160),
        (50_000, 160),
        (49_999, 120),
        (10_000, 120),
        (9_999, 90),
        (5_000, 90),
        (4_999, 60),
        (1_000, 60),
        (999, 40),
        (0, 40),
    ],
)
def test_circulation_days_follow_the_brackets_of_section_11220(registered, days):
    assert circulation_days(registered, LAW.circulation.value) == days


@pytest.mark.parametrize(
    ("approved", "last_day"),
    [(date(2021, 5, 20), date(2021, 10, 27)), (date(2022, 1, 27), date(2022, 7, 6))],
)
def test_the_deadline_is_the_one_that_was_published(approved, last_day):
    assert deadline(approved, 5_668_570, LAW.circulation.value) == last_day


def test_an_officer_sworn_in_on_7_december_can_be_recalled_from_8_march():
    assert LAW.commencement is not None
    first_day = earliest_start(date(2020, 12, 7), LAW.commencement.after_days_in_office.value)
    assert first_day == date(2021, 3, 8)


def test_the_day_before_the_earliest_start_is_too_early_and_the_day_itself_is_not():
    took_office = date(2020, 12, 7)
    assert commencement_bars(LAW.commencement, date(2021, 3, 7), took_office, None) == ("too_early",)
    assert commencement_bars(LAW.commencement, date(2021, 3, 8), took_office, None) == ()


def test_a_term_that_ends_in_exactly_six_months_bars_and_one_day_more_does_not():
    day = date(2024, 6, 2)
    assert commencement_bars(LAW.commencement, day, None, date(2024, 12, 2)) == ("term_ends",)
    assert commencement_bars(LAW.commencement, day, None, date(2024, 12, 3)) == ()


def test_a_recall_election_that_was_won_bars_for_six_months():
    won = date(2021, 9, 14)
    assert commencement_bars(LAW.commencement, date(2022, 3, 14), None, None, won) == ("recall_decided",)
    assert commencement_bars(LAW.commencement, date(2022, 3, 15), None, None, won) == ()


def test_unknown_dates_bar_nothing():
    assert commencement_bars(LAW.commencement, date(2024, 1, 1), None, None) == ()


def test_a_law_that_says_nothing_of_beginning_bars_nothing():
    day = date(2024, 1, 1)
    assert commencement_bars(LAW.commencement, day, day, day, day) == ("too_early", "recall_decided", "term_ends")
    assert commencement_bars(None, day, day, day, day) == ()


def test_the_clocks_before_circulating_run_in_calendar_days():
    clocks = LAW.preparation
    assert clocks.notice_filed_days is not None
    assert clocks.answer_days is not None
    assert clocks.blanks_days is not None
    filed = notice_filing_deadline(date(2021, 3, 8), clocks.notice_filed_days.value)
    answered = answer_deadline(filed, clocks.answer_days.value)
    blanks = blank_copies_deadline(answered, clocks.blanks_days.value)
    assert (filed, answered, blanks) == (date(2021, 3, 15), date(2021, 3, 22), date(2021, 4, 1))


def test_the_last_day_has_no_days_left_and_the_next_has_less_than_none():
    last_day = date(2022, 7, 6)
    assert [days_left(last_day, date(2022, 7, day)) for day in (5, 6, 7)] == [1, 0, -1]


def test_thirty_business_days_from_6_july_2022_end_on_the_published_day():
    assert examination_deadline(date(2022, 7, 6), 30) == date(2022, 8, 17)


def test_a_holiday_moves_the_end_of_the_examination():
    assert examination_deadline(date(2022, 7, 1), 1) == date(2022, 7, 4)
    assert examination_deadline(date(2022, 7, 1), 1, {date(2022, 7, 4)}) == date(2022, 7, 5)


@given(DAYS, st.integers(1, 120))
def test_an_examination_never_ends_on_a_weekend_and_has_that_many_business_days(filed, business_days):
    last_day = examination_deadline(filed, business_days)
    between = (filed + timedelta(days=n) for n in range(1, (last_day - filed).days + 1))
    assert last_day.weekday() < 5
    assert sum(day.weekday() < 5 for day in between) == business_days


@given(DAYS, st.integers(0, 240))
def test_months_later_is_in_the_right_month_and_never_on_a_later_day_of_it(day, months):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_six_months_after_the_last_of_august_is_the_last_of_february():
    assert months_after(date(2023, 8, 31), 6) == date(2024, 2, 29)
