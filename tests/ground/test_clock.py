import time
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.ground.clock import claimed_day, claimed_moment

BEYOND = ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "0001-01-01"]
NONE = ["", "0", "-1", "now", "9007199254740992", "2026-13-01T00:00:00Z", "2026-05-03T19:42:00 next to the pool"]


@pytest.fixture(params=["America/Los_Angeles", "Asia/Tokyo"])
def somewhere(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("somewhere")
@pytest.mark.parametrize("text", [*BEYOND, *NONE])
def test_whatever_a_clock_claims_nothing_breaks(text):
    assert claimed_moment(text) is None or claimed_day(text) in {date(9999, 12, 31), date(1, 1, 1)}


@pytest.mark.usefixtures("somewhere")
def test_a_claimed_day_is_the_day_where_one_sits():
    text = "2026-05-03T12:00:00Z"
    assert claimed_day(text) == datetime.fromisoformat(text).astimezone().date() == date(2026, 5, 3)


@given(st.text(max_size=32))
def test_any_text_is_a_moment_or_none(text):
    assert claimed_moment(text) is None or claimed_day(text) is not None
