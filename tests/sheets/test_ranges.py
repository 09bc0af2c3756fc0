"""A range of sheets is taken as people write one; a lone number stays as strict as it is."""

import pytest

from canvass.journal.number import SheetNumber, SheetNumberRefused
from canvass.sheets.ranges import RangeRefused, SheetRange, parse_range, parse_ranges
from canvass.wording.sentence import sentence

FIRST = SheetNumber(1, 1).text


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST} to 10",
        f"{FIRST} TO 0010",
        f"{FIRST} a 10",
        f"{FIRST} - 10",
        f"{FIRST} \u2013 0010",
        f"{FIRST}..10",
        "000001-0001 to 0010",
        "000001-0001 to 10",
        "000001-0001 - 0010",
        "000001-0001 \u2013 000001-0010",
        f"000001-0001 to {SheetNumber(1, 10).text}",
        f"{FIRST} - {SheetNumber(1, 10).text}",
    ],
)
def test_a_range_is_taken_as_people_write_it(text):
    assert parse_range(text) == SheetRange(1, 1, 10)


def test_ranges_written_so_stand_in_a_list():
    assert parse_ranges(f"{FIRST} to 3, 000001-0007 a 9") == [SheetRange(1, 1, 3), SheetRange(1, 7, 9)]


def test_a_number_typed_with_spaced_dashes_stays_one_sheet():
    spaced = FIRST.replace("-", " - ")
    assert parse_range(spaced) == SheetRange(1, 1, 1)
    run, serial, check = FIRST.split("-")
    assert parse_range(f"{run}-{serial} - {check}") == SheetRange(1, 1, 1)


@pytest.mark.parametrize(
    "text", ["000001-0001", "000001-0001 - 70", "000001 - 0001 - 70", "000001-0001-6", "000001 - 0010"]
)
def test_a_lone_number_is_not_guessed_into_a_range(text):
    with pytest.raises(SheetNumberRefused):
        parse_range(text)


@pytest.mark.parametrize("text", [f"{FIRST} through 10", f"{FIRST} hasta 10", f"{FIRST}to10", f"{FIRST}-0010"])
def test_what_looks_like_a_range_is_refused_with_how_one_is_typed(text):
    with pytest.raises(RangeRefused) as refused:
        parse_range(text)
    assert "001002-0001..0200" in sentence(refused.value)


@pytest.mark.parametrize("text", [f"{FIRST} to 0", f"{FIRST} to 12345", "000001-0009 to 2", f"{FIRST} to 2 to 3"])
def test_an_end_that_cannot_be_is_refused(text):
    with pytest.raises((SheetNumberRefused, RangeRefused)):
        parse_range(text)
