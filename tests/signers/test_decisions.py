import pytest

from canvass.ground.text import FieldTextRefused
from canvass.journal.bodies import STATES, Kind, Line, Role, Run
from canvass.journal.record import MOST_AFTER
from canvass.signers.decisions import (
    MayNotDecide,
    NoSuchReading,
    NothingToDecide,
    conflicts,
    decide_value,
    decide_void,
    keep,
)
from canvass.signers.entry import correct
from canvass.signers.errors import LineBeyondForm, StateRefused
from canvass.signers.pages import link_page
from canvass.signers.sheets_known import known_sheet
from tests.signers.laptops import (
    LAST_SHEET,
    LINES,
    OTHER_SHEET,
    SHEET,
    STRANGE_SHEET,
    counted,
    merge,
    record_count,
    row_at,
    taken_in,
    typed,
)


@pytest.fixture
def disputed(hq):
    """Headquarters, where two people typed line 1 of a sheet differently."""
    typed(hq, SHEET, 1, "Ann Lee", typist="AB", address="704 Main St", event="Vigil")
    typed(hq, SHEET, 1, "Anne Leigh", typist="CD", address="704 MAIN  ST", zip="95112")
    return hq


def test_a_conflict_is_listed_with_its_readings_and_what_differs(disputed):
    (found,) = conflicts(disputed)
    assert (found.sheet, found.line, found.conflict, found.combined) == (SHEET, 1, "hard", None)
    assert found.differing == ("name", "zip")  # case and spaces are no difference
    assert [head.name for head in found.row.heads] == ["Ann Lee", "Anne Leigh"]


def test_conflicts_are_listed_in_order_of_sheet_and_line(disputed):
    for sheet, number in ((LAST_SHEET, 2), (LAST_SHEET, 1), (OTHER_SHEET, 5), ("L1", 3)):
        for typist in ("AB", "CD"):
            typed(disputed, sheet, number, f"Ann {typist}", typist=typist)
    found = [(conflict.sheet[:13], conflict.line) for conflict in conflicts(disputed)]
    assert found == sorted(found, key=lambda place: (place[0].startswith("L"), place))
    assert len(found) == 5


@pytest.mark.parametrize(("kept", "name"), [(1, "Ann Lee"), (2, "Anne Leigh")])
def test_keeping_a_reading_makes_it_the_line(disputed, kept, name):
    keep(disputed, known_sheet(disputed, SHEET), 1, kept, "HQ")
    row = row_at(disputed, SHEET, 1)
    assert (row.name, row.conflict, row.readings, row.typist) == (name, None, 1, "HQ")
    assert row.event == "Vigil"  # a decision is about the paper; where it was signed stays known
    assert (conflicts(disputed), counted(disputed)) == ([], 1)


@pytest.mark.parametrize("kept", [-1, 0, 3])
def test_a_reading_that_is_not_there_cannot_be_kept(disputed, kept):
    before = record_count(disputed)
    with pytest.raises(NoSuchReading) as told:
        keep(disputed, known_sheet(disputed, SHEET), 1, kept)
    assert told.value.facts == {"keep": kept, "readings": 2}
    assert record_count(disputed) == before


def test_a_value_is_decided_field_by_field_over_the_first_reading(disputed):
    decide_value(disputed, known_sheet(disputed, SHEET), 1, {"name": "Anna Lee", "zip": "95113"})
    row = row_at(disputed, SHEET, 1)
    assert (row.name, row.address, row.zip, row.conflict) == ("Anna Lee", "704 Main St", "95113", None)


def test_a_soft_conflict_offers_what_both_changes_make_together(hq, field):
    typed(hq, SHEET, 1, "Ann Lee", zip="95112", city="San Jose")
    merge(hq, field)
    correct(hq, known_sheet(hq, SHEET), 1, Line(name="Ann Leigh", zip="95112", city="San Jose"), "AB")
    correct(field, known_sheet(field, SHEET), 1, Line(name="Ann Lee", zip="95113", city="San Jose"), "CD")
    merge(field, hq)
    (found,) = conflicts(hq)
    assert found.conflict == "soft"
    assert found.combined is not None
    assert (found.combined.name, found.combined.zip) == ("Ann Leigh", "95113")
    decide_value(hq, known_sheet(hq, SHEET), 1, {"city": "Campbell"})
    row = row_at(hq, SHEET, 1)
    assert (row.name, row.zip, row.city, row.conflict) == ("Ann Leigh", "95113", "Campbell", None)


def test_a_value_decided_against_void_starts_from_the_reading_that_has_one(hq):
    typed(hq, SHEET, 1, "", typist="AB", state="struck")
    typed(hq, SHEET, 1, "Ann Lee", typist="CD", address="704 Main St")
    decide_value(hq, known_sheet(hq, SHEET), 1, {"zip": "95112"})
    row = row_at(hq, SHEET, 1)
    assert (row.state, row.name, row.address, row.zip) == ("signed", "Ann Lee", "704 Main St", "95112")


@pytest.mark.parametrize("state", STATES[1:])
def test_a_line_can_be_decided_void(disputed, state):
    decide_void(disputed, known_sheet(disputed, SHEET), 1, state)
    row = row_at(disputed, SHEET, 1)
    assert (row.state, row.name, row.conflict, counted(disputed)) == (state, "", None, 0)


@pytest.mark.parametrize("state", ["signed", "", "void"])
def test_only_a_void_state_can_be_decided_as_one(disputed, state):
    with pytest.raises(StateRefused):
        decide_void(disputed, known_sheet(disputed, SHEET), 1, state)


def test_a_decided_text_is_held_to_the_same_rules(disputed):
    with pytest.raises(FieldTextRefused):
        decide_value(disputed, known_sheet(disputed, SHEET), 1, {"name": "A\0"})
    assert len(conflicts(disputed)) == 1


def test_a_field_laptop_decides_nothing(hq, field):
    typed(field, SHEET, 1, "Ann Lee", typist="AB")
    typed(field, SHEET, 1, "Bob Ray", typist="CD")
    before = record_count(field)
    sheet = known_sheet(field, SHEET)
    for decide in (
        lambda: keep(field, sheet, 1, 1),
        lambda: keep(field, sheet, 1, 99),
        lambda: decide_value(field, sheet, 1, {"name": "Ann"}),
        lambda: decide_void(field, sheet, 1, "blank"),
    ):
        with pytest.raises(MayNotDecide):
            decide()
    assert record_count(field) == before


def test_a_coordinator_decides_for_everybody(hq, field, coordinator):
    typed(field, SHEET, 1, "Ann Lee", typist="AB")
    typed(hq, SHEET, 1, "Bob Ray", typist="CD")
    for source in (field, hq):
        merge(source, coordinator)
    kept = next(h.keep for h in row_at(coordinator, SHEET, 1).heads if h.name == "Bob Ray")
    keep(coordinator, known_sheet(coordinator, SHEET), 1, kept)
    merge(coordinator, hq)
    assert (row_at(hq, SHEET, 1).name, conflicts(hq)) == ("Bob Ray", [])


def test_a_file_outside_any_campaign_decides_between_its_own_readings(lone):
    typed(lone, "L1", 1, "Ann Lee", typist="AB")
    typed(lone, "L1", 1, "Bob Ray", typist="CD")
    keep(lone, known_sheet(lone, "L1"), 1, 2)
    assert row_at(lone, "L1", 1).name == "Bob Ray"


def test_a_file_outside_any_campaign_decides_nothing_between_its_own_reading_and_anothers(laptops, lone):
    other = laptops.lone("other")
    typed(lone, SHEET, 1, "Ann Lee")
    typed(other, SHEET, 1, "Bob Ray")
    merge(other, lone)
    before = record_count(lone)
    with pytest.raises(MayNotDecide):
        keep(lone, known_sheet(lone, SHEET), 1, 1)
    assert (record_count(lone), len(conflicts(lone))) == (before, 1)


@pytest.mark.parametrize("readings", [MOST_AFTER, MOST_AFTER + 1, 2 * MOST_AFTER, 150])
def test_one_decision_settles_any_number_of_readings(hq, field, readings):
    header = "sheet,line,name,address,city,zip,typist"
    taken_in(field, *(f"{SHEET},1,Ann {n},,,,T{n}" for n in range(readings)), header=header)
    merge(field, hq)
    (name,) = [head.name for head in row_at(hq, SHEET, 1).heads if head.keep == 7]
    keep(hq, known_sheet(hq, SHEET), 1, 7)
    row = row_at(hq, SHEET, 1)
    assert (row.name, row.readings, conflicts(hq)) == (name, 1, [])


def test_a_late_reading_reopens_what_was_decided(disputed, field):
    typed(field, SHEET, 1, "Cal Dee", typist="EF")
    keep(disputed, known_sheet(disputed, SHEET), 1, 1)
    merge(field, disputed)
    (found,) = conflicts(disputed)
    assert {head.name for head in found.row.heads} == {"Ann Lee", "Cal Dee"}
    keep(disputed, known_sheet(disputed, SHEET), 1, 1)
    assert conflicts(disputed) == []
    merge(field, disputed)
    assert conflicts(disputed) == []


def test_nothing_is_decided_where_nothing_is_typed(hq):
    before = record_count(hq)
    with pytest.raises(NothingToDecide) as told:
        keep(hq, known_sheet(hq, SHEET), 2, 1)
    assert told.value.facts == {"sheet": SHEET, "line": 2}
    for number in (-1, 0, LINES + 1, 300):
        with pytest.raises(LineBeyondForm):
            decide_value(hq, known_sheet(hq, SHEET), number, {"name": "Ann"})
    assert record_count(hq) == before


def test_a_line_typed_before_its_form_was_known_can_be_decided(hq):
    for typist in ("AB", "CD"):
        typed(hq, STRANGE_SHEET, 30, f"Ann {typist}", typist=typist)
    with hq.writing():
        hq.write(Kind.RUN, Run(lines=LINES, run=900_123, sheets=9))
    shorter = known_sheet(hq, STRANGE_SHEET)
    assert shorter.lines == LINES
    decide_void(hq, shorter, 30, "blank")
    assert conflicts(hq) == []


def test_a_decision_on_a_linked_page_stands_on_its_sheet(hq):
    for typist in ("AB", "CD"):
        typed(hq, "L1", 1, f"Ann {typist}", typist=typist)
    link_page(hq, "L1", SHEET)
    keep(hq, known_sheet(hq, "L1"), 1, 2)
    assert (row_at(hq, SHEET, 1).name, conflicts(hq)) == ("Ann CD", [])
    assert hq.role is Role.HQ


def test_the_same_readings_given_again_after_a_decision_are_nothing_new(hq):
    files = {"AB": f"{SHEET},1,Ann Lee,,,", "CD": f"{SHEET},1,Anne Leigh,,,"}
    for typist, row in files.items():
        taken_in(hq, row, typist=typist, event="Vigil")
    decide_value(hq, known_sheet(hq, SHEET), 1, {"name": "Anna Lee"})
    before = record_count(hq)
    for typist, row in files.items():
        assert taken_in(hq, row, typist=typist, event="Vigil").unchanged == 1
        assert taken_in(hq, row, typist=typist).unchanged == 1  # no event is not said
    assert (record_count(hq), row_at(hq, SHEET, 1).name) == (before, "Anna Lee")
    assert taken_in(hq, f"{SHEET},1,Bob Ray,,,", typist="AB").conflicts == 1
    assert {head.name for head in row_at(hq, SHEET, 1).heads} == {"Anna Lee", "Bob Ray"}
