import pytest

from canvass.journal.bodies import STATES, Line
from canvass.signers.completion import Streets
from canvass.signers.entry import Outcome
from canvass.signers.warnings import CODES, FIELDS, warnings
from canvass.wording.entry_words import WARNINGS, warning_words
from tests.signers.laptops import SHEET, typed

GOOD = {"name": "Ann Lee", "address": "704 Main St", "city": "San Jose", "zip": "95112"}


@pytest.fixture
def streets() -> Streets:
    learnt = Streets()
    for house in (1, 2, 3):
        learnt.learn(f"{house} Main St", "San Jose", "95112")
    return learnt


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ()),
        ({"zip": "95112-1234", "name": "Anne-Marie O’Brien Jr."}, ()),
        ({"name": "An4 Lee"}, ("name_digits",)),
        ({"name": "  "}, ("name_missing",)),
        ({"address": "Main St"}, ("house_missing",)),
        ({"address": "PO Box 12"}, ("house_missing",)),
        ({"address": ""}, ()),
        ({"zip": "9511"}, ("zip_shape",)),
        ({"zip": "95112-1"}, ("zip_shape",)),
        ({"zip": "９５１１２"}, ("zip_shape",)),
        ({"zip": ""}, ()),
        ({"city": "Oakland"}, ("city_unusual",)),
        ({"city": "Oakland", "zip": "95112-1234"}, ("city_unusual",)),
        ({"city": "SAN JOSÉ"}, ()),
        ({"city": "Oakland", "zip": "94601"}, ()),
        ({"name": "4", "address": "x", "city": "y", "zip": "95112-"}, CODES[1:]),
    ],
)  # fmt: skip
def test_what_is_worth_a_second_look_is_said_in_paper_order(streets, changed, expected):
    assert warnings(Line(**{**GOOD, **changed}), streets) == expected


@pytest.mark.parametrize("state", STATES[1:])
def test_a_line_that_is_no_signature_is_worth_none(streets, state):
    assert warnings(Line(name="4", address="x", zip="1", state=state), streets) == ()


def test_an_empty_line_is_worth_none(streets):
    assert warnings(Line(event="Vigil"), streets) == ()


def test_a_warning_never_blocks(hq, streets):
    line = {"address": "x", "city": "Oakland", "zip": "1"}
    assert len(warnings(Line(name="4", **line), streets)) == 3
    assert typed(hq, SHEET, 1, "4", **line).outcome is Outcome.ENTERED


def test_every_code_has_words_and_a_field():
    assert set(WARNINGS) == set(FIELDS) == set(CODES)
    words = [warning_words(code) for code in CODES]
    assert len(set(words)) == len(CODES)
    assert all(text.endswith((".", "?")) for text in words)
