import pytest

from canvass.ground.text import FieldTextRefused
from canvass.journal.bodies import STATES, Line
from canvass.signers.entry import Outcome, correct, enter, take_back
from canvass.signers.errors import LineBeyondForm
from canvass.signers.sheets_known import known_sheet
from tests.signers.laptops import (
    LINES,
    SHEET,
    STRANGE_SHEET,
    counted,
    listed,
    merge,
    names,
    record_count,
    row_at,
    rows_of,
    typed,
    undo,
)


def test_a_new_line_is_saved_as_typed(hq):
    saved = typed(hq, SHEET, 3, "Ann Lee", address="704 Main St", city="San José", zip="95112", event="Vigil")
    assert (saved.outcome, saved.is_conflict, saved.is_agreed) == (Outcome.ENTERED, False, False)
    row = row_at(hq, SHEET, 3)
    assert (row.name, row.address, row.city, row.zip) == ("Ann Lee", "704 Main St", "San José", "95112")
    assert (row.state, row.typist, row.event, row.readings, row.conflict, row.heads) == (
        "signed", "AB", "Vigil", 1, None, (),
    )  # fmt: skip


def test_the_same_typist_replaces_what_they_typed(hq):
    typed(hq, SHEET, 1, "An Lee")
    typed(hq, SHEET, 1, "Ann Lee")
    assert names(hq, SHEET) == [(1, "Ann Lee")]
    assert row_at(hq, SHEET, 1).readings == 1


def test_no_event_is_not_said_and_leaves_the_one_given_before(hq):
    typed(hq, SHEET, 1, "Ann Lee", event="Vigil")
    before = record_count(hq)
    assert typed(hq, SHEET, 1, "Ann Lee").outcome is Outcome.UNCHANGED
    assert record_count(hq) == before
    typed(hq, SHEET, 1, "Anna Lee")
    assert (row_at(hq, SHEET, 1).name, row_at(hq, SHEET, 1).event) == ("Anna Lee", "Vigil")
    typed(hq, SHEET, 1, "Anna Lee", event="Fair")
    assert row_at(hq, SHEET, 1).event == "Fair"
    assert typed(hq, SHEET, 1, "Ann Lee", typist="CD").is_conflict
    assert [head.event for head in row_at(hq, SHEET, 1).heads] == ["Fair", None]  # nobody's word for another's


def test_an_equal_line_writes_nothing(hq):
    typed(hq, SHEET, 1, "Ann Lee", zip="95112")
    before = record_count(hq)
    again = typed(hq, SHEET, 1, "  Ann Lee ", zip="95112")
    assert (again.outcome, again.record) == (Outcome.UNCHANGED, None)
    assert record_count(hq) == before


def test_another_typist_who_typed_the_same_agrees(hq):
    typed(hq, SHEET, 1, "Ann Lee", typist="AB")
    second = typed(hq, SHEET, 1, "ann  lee", typist="CD")
    assert (second.is_agreed, second.is_conflict) == (True, False)
    row = row_at(hq, SHEET, 1)
    assert (row.readings, row.conflict, row.typist) == (2, None, "AB, CD")
    assert counted(hq) == 1


def test_another_typist_who_typed_something_else_is_in_conflict_and_hides_nothing(hq):
    typed(hq, SHEET, 1, "Ann Lee", typist="AB")
    second = typed(hq, SHEET, 1, "Anne Leigh", typist="CD")
    assert (second.is_agreed, second.is_conflict) == (False, True)
    row = row_at(hq, SHEET, 1)
    assert (row.conflict, row.name, row.readings) == ("hard", None, 2)
    assert [(head.keep, head.name, head.typist) for head in row.heads] == [
        (1, "Ann Lee", "AB"),
        (2, "Anne Leigh", "CD"),
    ]
    assert counted(hq) == 1


def test_initials_in_another_case_are_the_same_person(hq):
    typed(hq, SHEET, 1, "Ann Lee", typist="AB")
    again = typed(hq, SHEET, 1, "Ann Leigh", typist="ab")
    assert (again.is_agreed, again.is_conflict) == (False, False)
    assert row_at(hq, SHEET, 1).readings == 1


def test_the_same_initials_on_another_laptop_are_a_second_reading(hq, field):
    typed(hq, SHEET, 1, "Ann Lee")
    typed(field, SHEET, 1, "Bob Ray")
    merge(field, hq)
    assert row_at(hq, SHEET, 1).conflict == "hard"


@pytest.mark.parametrize("state", STATES[1:])
def test_a_line_can_be_said_to_be_void_and_counts_no_more(hq, state):
    typed(hq, SHEET, 1, "Ann Lee")
    assert counted(hq) == 1
    typed(hq, SHEET, 1, "", state=state)
    assert row_at(hq, SHEET, 1).state == state
    assert counted(hq) == 0
    typed(hq, SHEET, 1, "Ann Lee")
    assert (row_at(hq, SHEET, 1).state, counted(hq)) == ("signed", 1)


def test_void_against_value_is_a_hard_conflict_that_counts_once(hq):
    typed(hq, SHEET, 1, "Ann Lee", typist="AB")
    assert typed(hq, SHEET, 1, "", typist="CD", state="struck").is_conflict
    assert row_at(hq, SHEET, 1).conflict == "hard"
    assert counted(hq) == 1


@pytest.mark.parametrize("number", [-1, 0, LINES + 1, 200, 256, 257])
def test_a_known_run_has_the_lines_of_its_form(hq, number):
    with pytest.raises(LineBeyondForm) as told:
        typed(hq, SHEET, number, "Ann Lee")
    assert told.value.facts == {"sheet": SHEET, "line": number, "lines": LINES}
    assert listed(hq) == []
    typed(hq, SHEET, LINES, "Ann Lee")


def test_an_unknown_run_and_a_loose_page_have_lines_1_to_200(hq):
    for sheet in (STRANGE_SHEET, "L1"):
        typed(hq, sheet, 1, "Ann Lee")
        typed(hq, sheet, 200, "Bob Ray")
        for number in (0, 201):
            with pytest.raises(LineBeyondForm):
                typed(hq, sheet, number, "Ann Lee")
    assert counted(hq) == 4


@pytest.mark.parametrize(
    ("field_name", "text", "problem"),
    [
        ("name", "A\0nn", "nul"),
        ("address", "A\nB", "control"),
        ("city", "\u202ennA", "bidi"),
        ("zip", "x" * 201, "too_long"),
        ("note", "e" + "\u0301" * 200, "marks"),
        ("event", "\ud800", "surrogate"),
    ],
)
def test_text_that_may_not_be_stored_is_refused_by_field_and_nothing_changes(hq, field_name, text, problem):
    before = record_count(hq)
    with pytest.raises(FieldTextRefused) as told:
        enter(hq, known_sheet(hq, SHEET), 1, Line(**{field_name: text}), "AB")
    assert told.value.facts == {"field": field_name, "problem": problem}
    with pytest.raises(FieldTextRefused) as told:
        enter(hq, known_sheet(hq, SHEET), 1, Line(name="Ann"), "initials too long")
    assert told.value.facts["field"] == "typist"
    assert record_count(hq) == before


@pytest.mark.parametrize(
    "name", ["👩\u200d👩\u200d👧", "O’Brien", "Robert'); DROP TABLE line;--", "%n%s", "<b>Ann</b>", "＝1"]
)
def test_every_allowed_name_is_stored_as_typed(hq, name):
    typed(hq, SHEET, 1, name)
    assert row_at(hq, SHEET, 1).name == name


# ------------------------------------------------------------------------------------------------------- correcting


def test_who_saw_the_line_replaces_all_that_this_laptop_typed(hq):
    sheet = known_sheet(hq, SHEET)
    typed(hq, SHEET, 1, "Ann Lee", typist="AB")
    typed(hq, SHEET, 1, "Anne Leigh", typist="CD")
    saved = correct(hq, sheet, 1, Line(name="Anna Lee"), "EF")
    assert (saved.outcome, saved.is_conflict) == (Outcome.ENTERED, False)
    assert (names(hq, SHEET), row_at(hq, SHEET, 1).readings) == ([(1, "Anna Lee")], 1)


def test_correcting_without_a_change_writes_nothing(hq):
    typed(hq, SHEET, 1, "Ann Lee", typist="AB")
    before = record_count(hq)
    assert correct(hq, known_sheet(hq, SHEET), 1, Line(name="Ann Lee"), "CD").outcome is Outcome.UNCHANGED
    assert record_count(hq) == before


def test_another_laptops_reading_stays_and_is_to_decide(hq, field):
    typed(hq, SHEET, 1, "Ann Lee", typist="AB")
    merge(hq, field)
    saved = correct(field, known_sheet(field, SHEET), 1, Line(name="Anne Leigh"), "CD")
    assert saved.is_conflict
    merge(field, hq)
    for journal in (field, hq):
        assert {head.name for head in row_at(journal, SHEET, 1).heads} == {"Ann Lee", "Anne Leigh"}


def test_fields_changed_apart_from_one_reading_are_a_soft_conflict(hq, field):
    typed(hq, SHEET, 1, "Ann Lee", zip="95112")
    merge(hq, field)
    correct(field, known_sheet(field, SHEET), 1, Line(name="Ann Lee", zip="95113"), "CD")
    merge(field, hq)
    assert row_at(hq, SHEET, 1).conflict == "soft"


# ------------------------------------------------------------------------------------------------------ taking back


def test_taking_a_correction_back_brings_the_earlier_line_back(hq):
    typed(hq, SHEET, 1, "Ann Lee")
    second = typed(hq, SHEET, 1, "Bob Ray")
    undo(hq, SHEET, 1, second)
    assert names(hq, SHEET) == [(1, "Ann Lee")]
    assert counted(hq) == 1


def test_taking_back_a_correction_of_two_readings_brings_both_back(hq):
    typed(hq, SHEET, 1, "Ann Lee", typist="AB")
    typed(hq, SHEET, 1, "Bob Ray", typist="CD")
    third = correct(hq, known_sheet(hq, SHEET), 1, Line(name="Cal Dee"), "EF")
    undo(hq, SHEET, 1, third, "EF")
    assert row_at(hq, SHEET, 1).conflict == "hard"


@pytest.mark.parametrize("sheet", [SHEET, STRANGE_SHEET, "L1"])
def test_a_line_taken_back_to_nothing_is_gone_from_the_list(hq, sheet):
    saved = typed(hq, sheet, 1, "Ann Lee")
    undo(hq, sheet, 1, saved)
    assert (rows_of(hq, sheet), listed(hq), counted(hq)) == ([], [], 0)
    typed(hq, sheet, 1, "Ann Lee")
    assert names(hq, sheet) == [(1, "Ann Lee")]


def test_nobody_takes_another_laptops_reading_back(hq, field):
    saved = typed(field, SHEET, 1, "Ann Lee")
    merge(field, hq)
    (record,) = hq.connection.execute("select record from head").fetchone()
    assert saved.record is not None
    take_back(hq, record, "XX")
    assert names(hq, SHEET) == [(1, "Ann Lee")]
