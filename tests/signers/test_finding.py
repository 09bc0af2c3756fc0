"""Finding from one field: sheets by number or part of it, who carried them, signers, places."""

import pytest

from canvass.journal.bodies import Role
from canvass.journal.drive import campaign_number
from canvass.journal.number import SheetNumber
from canvass.sheets.code import Code, code_text
from canvass.sheets.custody import Order, move_sheets
from canvass.sheets.ranges import SheetRange
from canvass.signers import finding
from canvass.signers.entry import enter
from canvass.signers.finding import find, known_to_find, lines_query
from canvass.signers.pages import begin_page, link_page
from canvass.signers.sheets_known import known_sheet, standing_key
from canvass.signers.stories import story
from tests.signers.laptops import LAST_SHEET, OTHER_SHEET, SHEET, STRANGE_SHEET, merge, typed


def found(journal, text):
    return find(journal, text, known_to_find(journal))


def numbers(journal, text):
    return [row.sheet for row in found(journal, text).sheets]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (SHEET, SHEET),
        (SHEET.replace("-", ""), SHEET),
        (SHEET[:-3], SHEET),
        ("001001-0014-99", SHEET),
        ("14", SHEET),
        ("0014", SHEET),
        ("1001-14", SHEET),
        ("001001-001", SheetNumber(1001, 10).text),
    ],
)
def test_a_sheet_is_found_by_its_number_or_a_part_of_it(hq, text, first):
    assert numbers(hq, text)[0] == first


def test_a_sheet_is_found_by_its_code_and_none_by_that_of_another_drive(hq):
    number = campaign_number(hq)
    assert numbers(hq, code_text(Code(number, 1001, 14, practice=True))) == [SHEET]
    assert numbers(hq, code_text(Code(number, 1001, 14))) == []
    assert numbers(hq, code_text(Code(number + 1, 1001, 14, practice=True))) == []


def test_a_well_formed_number_that_nothing_speaks_of_is_offered_as_such(hq):
    (row,) = found(hq, STRANGE_SHEET).sheets
    assert (row.sheet, row.state) == (STRANGE_SHEET, "missing")
    assert numbers(hq, "999999-9999-99999999") == []
    assert numbers(hq, "0" * 17) == []


def test_a_sheet_says_how_far_it_has_come_and_who_carried_it(hq):
    move_sheets(hq, [SheetRange(1001, 14, 14)], Order("handed_out", "M. Ortiz"))
    typed(hq, SHEET, 2, "Ann")
    row = found(hq, SHEET).sheets[0]
    assert (row.state, row.circulator, row.lines, row.entered) == ("entered", "M. Ortiz", 5, 1)


def test_a_loose_page_is_found_with_the_sheet_that_it_is(hq):
    begin_page(hq)
    typed(hq, "L1", 1, "Ann")
    page = found(hq, "L1").sheets[0]
    assert (page.sheet, page.state, page.entered, page.linked) == (f"L1@{hq.device[:8]}", "loose", 1, None)
    assert numbers(hq, "1")[0] == page.sheet
    assert numbers(hq, f"L1@{hq.device[:4]}") == [page.sheet]
    assert numbers(hq, "L2") == []
    link_page(hq, "L1", SHEET)
    assert found(hq, "L1").sheets[0].linked == SHEET
    assert standing_key(hq.connection, known_sheet(hq, "L1").key) == known_sheet(hq, SHEET).key


def test_who_carried_sheets_is_found_and_by_the_whole_name_all_their_sheets(hq):
    move_sheets(hq, [SheetRange(1001, 1, 3)], Order("handed_out", "M. Ortiz"))
    move_sheets(hq, [SheetRange(1001, 1, 1)], Order("returned"))
    (person,) = found(hq, "ort").people
    assert (person.name, person.sheets, person.out) == ("M. Ortiz", 3, 2)
    whole = found(hq, "m. ortiz")
    assert whole.whose == "M. Ortiz"
    assert [(row.sheet, row.state) for row in whole.sheets] == [
        (SheetNumber(1001, serial).text, state)
        for serial, state in ((1, "returned"), (2, "handed_out"), (3, "handed_out"))
    ]


def test_a_place_is_found_and_by_its_whole_name_the_lines_signed_there(hq):
    typed(hq, SHEET, 1, "Ann", event="Vigil at City Hall")
    typed(hq, SHEET, 2, "Bob", event="Table")
    (event,) = found(hq, "vigil").events
    assert (event.event, event.lines) == ("Vigil at City Hall", 1)
    whole = found(hq, "vigil at city hall")
    assert (whole.where, [row.name for row in whole.lines]) == ("Vigil at City Hall", ["Ann"])


def test_a_signer_is_found_by_parts_of_name_and_address_also_in_a_conflict(laptops, hq):
    other = laptops.joined(hq, "other")
    typed(hq, SHEET, 1, "Ann Lee", address="12 Oak Ave")
    typed(hq, OTHER_SHEET, 1, "Ann Lee", address="14 Elm St")
    typed(hq, LAST_SHEET, 1, "Annie Leigh")
    typed(other, LAST_SHEET, 1, "Ann Leigh", typist="XY")
    merge(other, hq)
    assert [row.sheet for row in found(hq, "ann lee").lines] == [SHEET, OTHER_SHEET]
    assert [row.sheet for row in found(hq, "lee oak").lines] == [SHEET]
    assert [row.sheet for row in found(hq, "annie").lines] == [LAST_SHEET]
    assert found(hq, "nobody").lines == ()


def test_no_more_than_can_be_read_is_listed_and_it_is_said_that_there_is_more(hq, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 3)
    for line in range(1, 6):
        typed(hq, SHEET, line, f"Ann {line}")
    some = found(hq, "ann")
    assert (len(some.lines), some.more) == (3, frozenset({"lines"}))
    assert found(hq, "ann 1").more == frozenset()


def test_nothing_is_found_by_nothing(hq):
    typed(hq, SHEET, 1, "Ann")
    assert found(hq, "  ") == found(hq, "-.") == finding.Found()


def plan(journal, query, values):
    return [row[3] for row in journal.connection.execute(f"explain query plan {query}", values).fetchall()]


def test_looking_for_a_signer_goes_once_through_the_lines_in_order_and_ends_when_it_has_enough(hq):
    steps = plan(hq, lines_query(2), {"w0": "a", "w1": "b", "most": 9})
    assert steps == ["SCAN line"]  # in the order of its integer key: nothing is sorted, so the limit ends the scan


def test_a_sheet_by_the_beginning_of_its_number_is_looked_up(hq):
    steps = plan(hq, finding.NUMBERS_FROM, {"first": 1, "last": 2, "most": 9})
    assert steps == ["SEARCH sheet USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"]


def test_a_sheets_story_tells_every_move_and_who_typed_which_lines(laptops, hq):
    field = laptops.joined(hq, "field")
    move_sheets(hq, [SheetRange(1001, 14, 14)], Order("handed_out", "Ana"))
    move_sheets(hq, [SheetRange(1001, 14, 14)], Order("counted", filled=3))
    for line in (1, 2):
        typed(field, SHEET, line, "Ann", typist="BK")
    begin_page(field)
    typed(field, "L1", 3, "Cy", typist="BK")
    link_page(field, "L1", SHEET, "BK")
    merge(field, hq)
    told = [(step.what, step.holder, step.filled, step.lines, step.who) for step in story(hq, known_sheet(hq, SHEET))]
    assert sorted(told, key=str) == sorted(
        [
            ("printed", None, None, (), ""),
            ("handed_out", "Ana", None, (), ""),
            ("counted", None, 3, (), ""),
            ("typed", None, None, (1, 2), "BK"),
            ("typed", None, None, (3,), "BK"),
            ("linked", None, None, (), "BK"),
        ],
        key=str,
    )
    page = story(hq, known_sheet(hq, f"L1@{field.device[:8]}"))
    assert {step.what for step in page} == {"begun", "typed", "linked"}
    assert next(step.sheet for step in page if step.what == "linked") == SHEET


def test_what_was_taken_back_is_told_as_such(hq):
    moved = move_sheets(hq, [SheetRange(1001, 14, 14)], Order("handed_out", "Ana"))
    move_sheets(hq, [SheetRange(1001, 14, 14)], Order("handed_out", "Ben"))
    steps = [step for step in story(hq, known_sheet(hq, SHEET)) if step.what == "handed_out"]
    assert {(step.holder, step.stands) for step in steps} == {("Ana", False), ("Ben", True)}
    assert moved.records


def test_a_field_laptop_finds_what_its_own_file_holds_and_no_more(laptops, hq):
    field = laptops.joined(hq, "field", Role.FIELD)
    typed(hq, SHEET, 1, "Ann Lee")
    enter(field, known_sheet(field, OTHER_SHEET), 1, typed_line("Ann Lee"), "BK")
    assert [row.sheet for row in found(field, "lee").lines] == [OTHER_SHEET]


def typed_line(name):
    from canvass.journal.bodies import Line

    return Line(name=name)
