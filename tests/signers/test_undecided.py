"""What waits for a person: in the order of its effect, decided only as it was shown, taken back whole."""

import pytest

from canvass.batches.merging import merge
from canvass.journal.bodies import Line
from canvass.signers.decisions import Conflict, decide_void, keep
from canvass.signers.entry import enter
from canvass.signers.errors import ReadingsChanged
from canvass.signers.pages import DisputedLink, link_page
from canvass.signers.sheets_known import known_sheet
from canvass.signers.undecided import (
    check_page,
    laptop_names,
    shown_sheet,
    take_decision_back,
    undecided,
    undecided_count,
)
from tests.batches.people import People, people_in, sheet, type_line


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


@pytest.fixture
def hq(people: People):
    """Headquarters, where two typists differ: in one field (2), hard (3), and one says the line is struck (4)."""
    hq = people.headquarters()
    type_line(hq, sheet(1), 2, "Ann", "AL")
    type_line(hq, sheet(1), 2, "", "BO", address="2 Elm St")
    type_line(hq, sheet(1), 3, "Ann", "AL")
    type_line(hq, sheet(1), 3, "Anna", "BO")
    type_line(hq, sheet(1), 4, "Ann", "AL")
    enter(hq, known_sheet(hq, sheet(1)), 4, Line(state="struck"), "BO")
    return hq


def lines_undecided(hq):
    return [found for found in undecided(hq) if isinstance(found, Conflict)]


def test_what_has_most_effect_comes_first(hq):
    assert [(found.line, found.conflict) for found in lines_undecided(hq)] == [(4, "hard"), (3, "hard"), (2, "soft")]


def test_a_decision_is_made_of_what_was_shown_only(hq):
    shown = lines_undecided(hq)[0]
    assert shown_sheet(hq, shown).ref.text == sheet(1)
    type_line(hq, sheet(1), 4, "Annie", "CP")
    with pytest.raises(ReadingsChanged):
        shown_sheet(hq, shown)


def test_a_decision_taken_back_leaves_what_stood_before(hq):
    before = lines_undecided(hq)
    records = [keep(hq, shown_sheet(hq, before[1]), 3, 2), decide_void(hq, shown_sheet(hq, before[0]), 4, "struck")]
    assert [found.line for found in lines_undecided(hq)] == [2]
    for decided in records:
        take_decision_back(hq, decided)
    assert lines_undecided(hq) == before


def test_a_decision_over_very_many_readings_is_taken_back_whole(hq):
    for typist in range(70):
        type_line(hq, sheet(2), 1, f"Ann {typist}", f"T{typist}")
    before = lines_undecided(hq)
    decided = keep(hq, known_sheet(hq, sheet(2)), 1, 1)
    assert len(decided) > 1
    take_decision_back(hq, decided)
    assert lines_undecided(hq) == before


def test_a_loose_page_is_decided_only_as_it_was_shown(people, hq):
    field = people.laptop(hq, "ana")
    type_line(field, "L1", 1, "Ann")
    merge(hq, [people.batch(field)])
    link_page(hq, f"L1@{field.device}", sheet(8))
    link_page(field, "L1", sheet(9))
    merge(hq, [people.batch(field)])
    (page,) = [found for found in undecided(hq) if isinstance(found, DisputedLink)]
    check_page(hq, page)
    assert [getattr(found, "line", None) for found in undecided(hq)] == [4, 3, None, 2]
    assert undecided_count(hq) == 4
    assert laptop_names(hq)[field.device[:8]] == "ana"
    link_page(hq, page.page, sheet(8))
    with pytest.raises(ReadingsChanged):
        check_page(hq, page)
