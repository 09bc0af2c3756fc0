"""Made-up people are the same for the same seed, look like a real sheet's, and can all be stored."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.ground.text import is_clean
from canvass.journal.agreement import comparable
from canvass.practice.people import chance, people, slip

MANY = people(1, 2_000)


def test_the_same_seed_makes_the_same_people():
    assert people(7, 50) == people(7, 50)
    assert people(7, 50) != people(8, 50)
    assert people(7, 80)[:50] == people(7, 50)


def test_nobody_is_made_twice():
    assert len({(signer.name, signer.address) for signer in MANY}) == len(MANY)


def test_all_of_them_can_be_stored_as_they_are():
    assert [
        text for signer in MANY for text in (signer.name, signer.address, signer.city, signer.zip) if not text
    ] == []
    assert all(is_clean(text) for signer in MANY for text in (signer.name, signer.address, signer.city, signer.zip))


@pytest.mark.parametrize("part", ["'", "-", "ñ", "Nguyễn", "de la ", "van der ", " Jr."])
def test_names_are_of_many_kinds(part):
    assert any(part in signer.name for signer in MANY)


def test_people_live_in_households():
    sizes = Counter(signer.address for signer in MANY)
    assert {1, 2, 3} <= set(sizes.values())
    homes = [[signer for signer in MANY if signer.address == address] for address in list(sizes)[:200]]
    assert any(len({signer.name.split()[-1] for signer in home}) == 1 for home in homes if len(home) > 1)
    assert any(len({signer.name.split()[-1] for signer in home}) > 1 for home in homes if len(home) > 1)


def test_zip_codes_are_five_digits_of_the_county():
    assert all(signer.zip.isdigit() and 90001 <= int(signer.zip) <= 93599 for signer in MANY)


@given(st.integers(0, 1_999), st.integers(0, 10_000))
def test_a_slip_is_one_letter_that_makes_another_reading(index, seed):
    address = MANY[index].address
    read = slip(address, chance(seed, "slips"))
    assert comparable(read) != comparable(address)
    assert sum(one != other for one, other in zip(address, read, strict=True)) == 1


def test_a_text_without_look_alikes_is_read_otherwise_too():
    assert slip("???", chance(1, "slips")) == "??"
