"""Sheet numbers: what is printed can be typed, and what is mistyped is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.journal.number import SheetNumber, SheetNumberRefused, parse_sheet_number, sheet_number

numbers = st.builds(SheetNumber, st.integers(1, 999_999), st.integers(1, 9_999))


def why(text: str) -> object:
    with pytest.raises(SheetNumberRefused) as refused:
        parse_sheet_number(text)
    return refused.value.facts["why"]


@given(numbers)
def test_a_printed_number_is_read_back_with_and_without_dashes(number):
    assert parse_sheet_number(number.text) == number
    assert parse_sheet_number(number.text.replace("-", "")) == number
    assert parse_sheet_number(f" {number.text.replace('-', chr(0x2013))} ") == number
    assert sheet_number(number.key) == number


def test_the_number_reads_as_run_serial_check():
    assert SheetNumber(1002, 14).text[:12] == "001002-0014-"
    assert SheetNumber(1002, 14).key == 10_020_014


@given(numbers)
def test_every_slip_in_one_digit_is_refused(number):
    digits = number.text.replace("-", "")
    for place, right in enumerate(digits):
        for wrong in set("0123456789") - {right}:
            assert why(digits[:place] + wrong + digits[place + 1 :]) in ("check", "blank")


@given(numbers)
def test_every_swap_of_neighbours_is_refused(number):
    digits = number.text.replace("-", "")
    for place in range(len(digits) - 1):
        left, right = digits[place], digits[place + 1]
        if left != right:
            assert why(digits[:place] + right + left + digits[place + 2 :]) in ("check", "blank")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "digits"),
        ("001002-0014", "length"),
        ("001002-0014-650", "length"),
        ("OO1002-0014-65", "digits"),
        ("\u0660" * 12, "digits"),
        ("\u00b2" * 12, "digits"),
        ("000000-0000-98", "blank"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(text, reason):
    assert why(text) == reason


@pytest.mark.parametrize(("run", "serial"), [(0, 1), (1, 0), (1_000_000, 1), (1, 10_000), (-1, 5)])
def test_no_number_outside_the_range_can_be_made(run, serial):
    with pytest.raises(ValueError, match="zeros are the blank's"):
        SheetNumber(run, serial)
