"""How many signatures and proponents: the brackets of the real template, their borders, and rounding."""

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.petition.template import Bracket, template
from canvass.petition.thresholds import proponents_needed, signatures_required

LAW = template("ca-recall-local")


@pytest.mark.parametrize(
    ("registered", "required"),
    [
        (5_668_570, 566_857),  # the second drive of the worked example
        (5_668_561, 566_857),  # rounded up: 566,856.1
        (5_790_620, 579_062),  # the first drive
        (100_000, 10_000),
        (99_999, 15_000),
        (50_000, 7_500),
        (49_999, 10_000),
        (10_000, 2_000),
        (9_999, 2_500),
        (1_000, 250),
        (999, 300),
        (1, 1),
        (0, 0),
    ],
)
def test_the_required_signatures_follow_the_brackets_of_section_11221(registered, required):
    assert signatures_required(registered, LAW.signatures.value) == required


@given(st.integers(0, 10**9), st.integers(1, 100))
def test_a_share_is_rounded_up_exactly_and_never_by_more_than_one(registered, percent):
    required = signatures_required(registered, [Bracket(at_least=0, percent=percent)])
    assert required == ceil(Fraction(registered * percent, 100))


@given(st.integers(0, 10**8))
def test_the_required_signatures_are_the_least_number_that_is_not_less_than_the_share(registered):
    required = signatures_required(registered, LAW.signatures.value)
    percent = next(b.percent for b in LAW.signatures.value if b.at_least <= registered)
    assert required * 100 >= registered * percent > (required - 1) * 100


@pytest.mark.parametrize(
    ("registered", "nomination", "needed"),
    [
        (5_668_570, 20, 100),
        (100_000, 5, 50),
        (99_999, 20, 60),
        (1_000, 5, 30),
        (999, 20, 30),
    ],
)
def test_proponents_are_the_number_or_the_multiple_of_the_nomination_whichever_is_higher(
    registered, nomination, needed
):
    assert LAW.proponents is not None
    assert proponents_needed(registered, LAW.proponents.brackets.value, nomination) == needed
