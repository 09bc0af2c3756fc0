"""Typing lines again and to the end of a sheet, as fast as keys come: nothing lands in another field or line."""

import pytest
from PySide6.QtCore import Qt

from canvass.desktop.entry_state import Typed
from canvass.journal.drive import campaign_number
from canvass.sheets.code import Code, code_text
from tests.batches.people import RUN, People, print_run, sheet

Key = Qt.Key
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
BEN = ("Ben Bell", "14 Sunset Blvd", "Los Angeles", "90026")
CY = ("Cy Young", "16 Sunset Blvd", "Los Angeles", "90026")
MEI = ("Mei Wang", "18 Sunset Blvd", "San Mateo", "94401")


def change_to(volunteer, initials):
    volunteer.key(Key.Key_F2)
    volunteer.type(initials)
    volunteer.key(Key.Key_Return)


def keys_of(volunteer, text):
    """Type key by key, each into what has the focus by then."""
    for letter in text:
        volunteer.type(letter)


def at_once(volunteer, *lines):
    """Type whole lines without looking up, also while the one before is still on its way to the disk."""
    for line in lines:
        for text in line:
            keys_of(volunteer, text)
            volunteer.key(Key.Key_Return)
    volunteer.settle()


def typed_at(volunteer, number):
    row = volunteer.rows()[number]
    return row.name, row.address, row.city, row.zip


@pytest.fixture
def on_short_sheet(sit_down, tmp_path):
    """Return a volunteer on a printed sheet of few lines."""
    people = People(tmp_path)
    headquarters = people.headquarters()
    print_run(headquarters, sheets=3)
    path = headquarters.campaign.path
    people.close()
    someone = sit_down(path)
    someone.until(lambda: someone.desk.drive is not None)
    someone.desk.drive.show_entry()
    someone.work.open_sheet(sheet(1))
    return someone


def test_a_city_typed_where_it_was_filled_goes_into_the_city_and_not_into_the_zip(typing):
    at_once(typing, ADA, BEN, MEI)
    assert typed_at(typing, 3) == MEI


def test_a_city_typed_against_an_offered_zip_is_offered_its_rest(typing):
    at_once(typing, ADA, BEN)
    typing.type(CY[0])
    typing.key(Key.Key_Return)
    typing.type(CY[1])
    typing.key(Key.Key_Return)
    assert typing.fields.edits["zip"].hasFocus()
    keys_of(typing, "los")
    assert typing.fields.edits["city"].hasFocus()
    assert typing.fields.edits["city"].text().casefold() == "los angeles"
    assert typing.fields.typed.zip == ""
    typing.key(Key.Key_Return)
    typing.type("90026")
    typing.key(Key.Key_Return)
    typing.settle()
    assert typed_at(typing, 3) == CY


def test_letters_after_the_zip_of_a_household_are_its_city(typing):
    at_once(typing, ADA, BEN)
    typing.type("Cy")
    typing.key(Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    typing.fields.edits["zip"].setFocus()
    typing.key(Key.Key_End)
    keys_of(typing, "Glendale")
    assert typing.fields.typed == Typed("Cy", BEN[1], "Glendale", BEN[3])


def test_somebody_elses_lines_typed_again_in_one_go_stay_each_in_its_place(typing):
    change_to(typing, "AL")
    at_once(typing, ADA, BEN, MEI, CY)
    change_to(typing, "JS")
    for _ in range(3):
        typing.ctrl(Key.Key_Up)
    assert typing.work.number == 2
    at_once(typing, BEN, MEI, CY)
    assert [typed_at(typing, number) for number in (1, 2, 3, 4)] == [ADA, BEN, MEI, CY]
    assert [typing.rows()[number].readings for number in (2, 3, 4)] == [2, 2, 2]
    assert typing.work.number == 5


def test_after_a_line_typed_again_the_next_one_not_typed_by_oneself_comes_and_no_name_grows(typing):
    change_to(typing, "AL")
    at_once(typing, ADA)
    change_to(typing, "JS")
    at_once(typing, BEN, CY)
    typing.work.go_to(1)
    at_once(typing, ADA, MEI)
    assert [typed_at(typing, number) for number in (1, 2, 3, 4)] == [ADA, BEN, CY, MEI]


def test_a_correction_is_followed_by_the_first_line_nobody_typed(typing):
    at_once(typing, ADA, BEN, CY)
    typing.work.go_to(2)
    typing.type(" Jr")
    for _ in range(4):
        typing.key(Key.Key_Return)
    at_once(typing, MEI)
    assert typed_at(typing, 2)[0] == "Ben Bell Jr"
    assert typed_at(typing, 3) == CY
    assert typed_at(typing, 4) == MEI


def test_what_is_typed_past_the_last_line_changes_no_line_and_is_told(on_short_sheet):
    someone = on_short_sheet
    lines = someone.work.sheet.lines
    at_once(someone, *[ADA, BEN] * (lines // 2), *[ADA] * (lines % 2))
    assert "last line" in someone.entry.messages.said
    before = [typed_at(someone, number) for number in range(1, lines + 1)]
    at_once(someone, MEI)
    assert [typed_at(someone, number) for number in range(1, lines + 1)] == before
    assert "Every line of this sheet is typed" in someone.entry.messages.said
    assert not someone.work.is_dirty


def test_the_last_line_is_still_open_for_a_change_by_a_key_that_moves(on_short_sheet):
    someone = on_short_sheet
    someone.work.go_to(someone.work.sheet.lines)
    at_once(someone, ADA)
    someone.key(Key.Key_End)
    someone.type(" King")
    for _ in range(4):
        someone.key(Key.Key_Return)
    someone.settle()
    assert typed_at(someone, someone.work.sheet.lines)[0] == "Ada Lovelace King"


def test_a_scanned_code_opens_the_next_sheet_past_the_last_line_too(on_short_sheet):
    someone = on_short_sheet
    someone.work.go_to(someone.work.sheet.lines)
    at_once(someone, ADA)
    assert someone.entry.end.is_closed
    keys_of(someone, code_text(Code(campaign_number(someone.work.session.journal), RUN, 2)))
    someone.key(Key.Key_Return)
    someone.until(lambda: "0002" in someone.work.sheet.ref.text)


def test_what_headquarters_decides_meanwhile_is_shown_on_coming_back_to_where_one_typed(on_short_sheet):
    someone = on_short_sheet
    change_to(someone, "AL")
    at_once(someone, ADA)
    change_to(someone, "JS")
    someone.ctrl(Key.Key_Up)
    at_once(someone, BEN)
    assert "Ctrl+5 decides it" in someone.entry.messages.said
    someone.type("Cy")
    someone.ctrl(Key.Key_Up)
    assert "Ctrl+5 decides it" in someone.entry.line_head.said.text()
    assert not someone.entry.messages.said
    someone.ctrl(Key.Key_Down)
    someone.ctrl(Key.Key_5)
    decide = someone.desk.drive.work.page("to_decide")
    someone.until(lambda: someone.page is decide and decide.deciding.item is not None)
    someone.type("1")
    someone.until(lambda: "Decided" in decide.messages.said)
    someone.key(Key.Key_Escape)
    assert someone.page is someone.entry
    assert someone.rows()[1].conflict is None
    assert "differs" not in (someone.entry.model.index(0, 5).data() or "")
    assert not someone.entry.messages.said
    assert (someone.work.number, someone.fields.typed.name) == (2, "Cy")
