"""Every key of the Entry page does what the table of keys says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from canvass.desktop.keys import ENTRY_KEYS
from canvass.sheets.code import Code, code_text

Key = Qt.Key
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
BEN = ("Ben Bell", "14 Sunset Blvd", "Los Angeles", "90026")
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_enter_goes_through_the_fields_in_paper_order_and_saves_in_the_last(typing):
    for field in ("name", "address", "city", "zip"):
        assert typing.fields.edits[field].hasFocus()
        typing.key(Key.Key_Return)
    assert typing.rows() == {}, "nothing typed: nothing saved"
    assert "F4" in typing.entry.messages.said


def test_tab_moves_without_saving(typing):
    typing.type("Ada")
    for _ in range(4):
        typing.key(Key.Key_Tab)
    assert not typing.fields.edits["zip"].hasFocus()
    typing.key(Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert typing.fields.edits["zip"].hasFocus()
    assert typing.rows() == {}
    assert typing.fields.typed.name == "Ada"


@pytest.mark.parametrize("press", [(Key.Key_F8,), (Key.Key_A, Qt.KeyboardModifier.AltModifier)])
def test_f8_takes_the_field_from_the_line_above(typing, press):
    typing.line(*ADA)
    typing.type("Ben Bell")
    typing.key(Key.Key_Return)
    typing.key(*press)
    assert typing.fields.typed.address == ADA[1]
    assert typing.fields.words["address"] == "same as line 1"
    assert typing.fields.edits["city"].hasFocus()


def test_shift_f8_takes_the_household_and_enter_then_saves(typing):
    typing.line(*ADA)
    typing.type("Ben Lovelace")
    typing.key(Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    typing.key(Key.Key_Return)
    typing.settle()
    row = typing.rows()[2]
    assert (row.name, row.address, row.city, row.zip) == ("Ben Lovelace", *ADA[1:])


@pytest.mark.parametrize(
    ("letter", "state"),
    [(Key.Key_B, "blank"), (Key.Key_C, "struck"), (Key.Key_U, "unreadable"), (Key.Key_N, "not_signed")],
)
def test_f4_and_a_letter_say_what_the_line_is(typing, letter, state):
    typing.key(Key.Key_F4)
    typing.until(lambda: QApplication.activePopupWidget() is typing.entry.keys.voids)
    typing.key(letter)
    typing.until(lambda: typing.work.number == 2)
    typing.settle()
    assert typing.rows()[1].state == state


def test_undo_takes_the_last_line_back_and_its_text_returns_to_the_form(typing):
    typing.line(*ADA)
    typing.line(*BEN)
    typing.ctrl(Key.Key_Z)
    typing.until(lambda: 2 not in typing.rows())
    typing.settle()
    assert typing.work.number == 2
    assert typing.fields.typed.name == "Ben Bell"
    assert "line 2" in typing.entry.messages.said
    assert typing.rows()[1].name == "Ada Lovelace"


def test_undo_first_takes_back_what_is_typed_and_not_saved(typing):
    typing.line(*ADA)
    typing.type("Ben")
    typing.ctrl(Key.Key_Z)
    assert typing.rows()[1].name == "Ada Lovelace"
    assert typing.fields.typed.name == ""


def test_undo_with_nothing_to_undo_says_so(typing):
    typing.ctrl(Key.Key_Z)
    assert typing.entry.messages.said


def test_undo_of_a_correction_brings_back_what_stood_there(typing):
    typing.line(*ADA)
    typing.ctrl(Key.Key_Up)
    typing.fields.edits["name"].selectAll()
    typing.type("Ada King")
    for _ in range(4):
        typing.key(Key.Key_Return)
    typing.settle()
    assert typing.rows()[1].name == "Ada King"
    typing.ctrl(Key.Key_Z)
    typing.until(lambda: typing.rows()[1].name == "Ada Lovelace")


def test_ctrl_j_jumps_to_a_line_and_refuses_one_beyond_the_form_in_place(typing):
    typing.ctrl(Key.Key_J)
    typing.type("7")
    typing.key(Key.Key_Return)
    assert typing.work.number == 7
    assert typing.fields.edits["name"].hasFocus()
    typing.type("Grace")
    typing.ctrl(Key.Key_J)
    typing.type("201")
    typing.key(Key.Key_Return)
    assert typing.work.number == 7
    assert "201" in typing.entry.messages.said
    assert "@" not in typing.entry.messages.said, "people know loose page 1, not a laptop's digits"
    assert typing.fields.typed.name == "Grace"


def test_ctrl_up_and_down_and_the_arrows_go_to_the_lines_beside(typing):
    typing.line(*ADA)
    typing.line(*BEN)
    typing.ctrl(Key.Key_Up)
    assert (typing.work.number, typing.fields.typed.name) == (2, "Ben Bell")
    typing.key(Key.Key_Up)
    assert (typing.work.number, typing.fields.typed.name) == (1, "Ada Lovelace")
    typing.ctrl(Key.Key_Down)
    typing.key(Key.Key_Down)
    assert (typing.work.number, typing.fields.typed.name) == (3, "")


def test_what_was_half_typed_is_there_again_when_one_comes_back(typing):
    typing.line(*ADA)
    typing.type("Ben")
    typing.ctrl(Key.Key_Up)
    assert typing.fields.typed.name == "Ada Lovelace"
    typing.ctrl(Key.Key_Down)
    assert typing.fields.typed.name == "Ben"


def test_a_line_reached_by_arrow_is_corrected_and_typing_goes_on_after_the_last(typing):
    typing.line(*ADA)
    typing.line(*BEN)
    typing.key(Key.Key_Up)
    typing.key(Key.Key_Up)
    typing.key(Key.Key_End)
    typing.type(" Byron")
    for _ in range(4):
        typing.key(Key.Key_Return)
    typing.settle()
    assert typing.rows()[1].name == "Ada Lovelace Byron"
    assert typing.rows()[1].readings == 1
    assert typing.work.number == 3


def test_a_click_on_a_line_opens_it(typing):
    typing.line(*ADA)
    table = typing.entry.table
    typing.qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(typing.entry.model.index(0, 1)).center()
    )
    assert (typing.work.number, typing.fields.typed.name) == (1, "Ada Lovelace")


def test_ctrl_shift_n_goes_to_the_next_loose_page_and_the_old_one_is_a_number_away(typing):
    typing.line(*ADA)
    typing.key(Key.Key_N, CONTROL_SHIFT)
    assert typing.entry.head.sheet.text() == "Loose page 2 – this laptop"
    typing.line(*BEN)
    typing.entry.head.sheet.setFocus()
    typing.entry.head.sheet.selectAll()
    typing.type("1")
    typing.key(Key.Key_Return)
    assert typing.entry.head.sheet.text() == "Loose page 1 – this laptop"
    assert typing.rows()[1].name == "Ada Lovelace"
    assert typing.work.number == 2
    assert typing.fields.edits["name"].hasFocus()


def test_a_sheet_number_opens_the_sheet_and_the_next_one_has_the_next_serial(typing):
    typing.entry.head.sheet.setFocus()
    typing.entry.head.sheet.selectAll()
    typing.type("001002001465")
    typing.key(Key.Key_Return)
    assert typing.entry.head.sheet.text() == "001002-0014-65"
    typing.line(*ADA)
    typing.key(Key.Key_N, CONTROL_SHIFT)
    assert typing.entry.head.sheet.text().startswith("001002-0015-")


def test_a_wrong_sheet_number_is_refused_and_stays_to_be_mended(typing):
    sheet = typing.entry.head.sheet
    sheet.setFocus()
    sheet.selectAll()
    typing.type("001002001466")
    typing.key(Key.Key_Return)
    assert typing.entry.messages.said
    assert sheet.hasFocus()
    assert sheet.text() == "001002001466"
    typing.key(Key.Key_Backspace)
    typing.type("5")
    typing.key(Key.Key_Return)
    assert sheet.text() == "001002-0014-65"
    assert typing.fields.edits["name"].hasFocus()


def test_a_wrong_sheet_number_that_is_left_leaves_the_sheet_as_it_was(typing):
    sheet = typing.entry.head.sheet
    sheet.setFocus()
    sheet.selectAll()
    typing.type("001002001466")
    typing.key(Key.Key_Return)
    typing.key(Key.Key_Tab)
    assert sheet.text() == "Loose page 1 – this laptop"


@pytest.mark.parametrize("field", ["name", "address", "city", "zip"])
@pytest.mark.parametrize("on", [Key.Key_Return, Key.Key_Tab])
def test_typing_in_a_field_one_came_to_goes_on_after_its_text(typing, field, on):
    typing.line(*ADA)
    typing.key(Key.Key_Up)
    for _ in range(list(typing.fields.edits).index(field)):
        typing.key(on)
    before = typing.fields.edits[field].typed
    typing.type(" 7")
    assert typing.fields.edits[field].typed == before + " 7"


def test_a_letter_typed_in_the_list_of_lines_goes_to_the_name(typing):
    typing.line(*ADA)
    typing.entry.table.setFocus()
    typing.type("Ben")
    assert typing.fields.edits["name"].hasFocus()
    assert (typing.work.number, typing.fields.typed.name) == (2, "Ben")


def test_ctrl_k_finds_and_enter_opens_the_line(typing):
    typing.line(*ADA)
    typing.line(*BEN)
    typing.ctrl(Key.Key_K)
    assert typing.page is typing.desk.drive.find
    typing.type("love sun")
    typing.key(Key.Key_Return)
    typing.until(lambda: typing.page is typing.entry)
    assert (typing.work.number, typing.fields.typed.name) == (1, "Ada Lovelace")


@pytest.mark.parametrize("press", [(Key.Key_F2,), (Key.Key_T, Qt.KeyboardModifier.AltModifier)])
def test_f2_changes_who_is_typing(typing, press):
    typing.key(*press)
    typing.type("AL")
    typing.key(Key.Key_Return)
    assert typing.fields.edits["name"].hasFocus()
    typing.line(*ADA)
    assert typing.rows()[1].typist == "AL"


def test_where_is_kept_with_the_line_and_completed_the_next_time(typing):
    place = typing.entry.head.place
    place.setFocus()
    typing.type("Vigil at City Hall")
    typing.key(Key.Key_Return)
    typing.line(*ADA)
    assert typing.rows()[1].event == "Vigil at City Hall"
    place.setFocus()
    place.selectAll()
    typing.type("vig")
    assert place.text().casefold() == "vigil at city hall"
    assert place.typed == "vig"
    typing.key(Key.Key_Return)
    assert typing.work.event_name == "Vigil at City Hall"


def test_hiding_names_hides_them_everywhere_and_typing_goes_on(typing):
    typing.line(*ADA)
    typing.key(Key.Key_L, CONTROL_SHIFT)
    assert typing.entry.model.index(0, 1).data() == "•••"
    typing.type("Ben")
    assert typing.fields.edits["name"].displayText() != "Ben"
    assert typing.fields.typed.name == "Ben"
    typing.key(Key.Key_L, CONTROL_SHIFT)
    assert typing.entry.model.index(0, 1).data() == "Ada Lovelace"


def test_every_key_of_the_table_belongs_to_an_action_of_the_page_and_no_two_share_one(typing):
    texts = [keys.toString() for action in typing.entry.actions() for keys in action.shortcuts()]
    assert sorted(texts) == sorted(text for key in ENTRY_KEYS for text in key.keys)
    assert len(set(texts)) == len(texts)


def test_every_function_key_has_a_letter_too():
    for key in ENTRY_KEYS:
        if any("F" in text.split("+")[-1] and text.split("+")[-1] != "F" for text in key.keys):
            assert any(text.startswith("Alt+") for text in key.keys), key.name


def test_the_menu_names_what_undo_takes_back(typing):
    undo = typing.entry.keys.actions_by_name["undo"]
    assert undo.text() == "Undo"
    typing.line(*ADA)
    assert undo.text() == "Undo: line 1 of loose page 1"
    assert undo in typing.window.menus["line"].actions()
    undo.trigger()
    typing.until(lambda: typing.rows() == {})
    typing.settle()
    assert undo.text() == "Undo"


def test_a_scanner_opens_the_sheet_from_whatever_field_it_types_into(typing):
    typing.type("Grace")
    typing.key(Key.Key_Return)
    typing.type(code_text(Code(campaign=7, run=1002, serial=14)))
    typing.key(Key.Key_Return)
    assert typing.entry.head.sheet.text() == "001002-0014-65"
    typing.entry.head.sheet.setFocus()
    typing.entry.head.sheet.selectAll()
    typing.type("1")
    typing.key(Key.Key_Return)
    assert (typing.fields.typed.name, typing.fields.typed.address) == ("Grace", "")


def test_a_scanned_code_of_no_sheet_is_refused_in_place(typing):
    typing.type("12345678901234567")
    typing.key(Key.Key_Return)
    assert typing.entry.messages.said
    assert typing.entry.head.sheet.text() == "Loose page 1 – this laptop"


def test_the_city_comes_from_the_zip_where_it_was_left_out(typing):
    typing.line(*ADA)
    typing.type("Ben Bell")
    typing.key(Key.Key_Return)
    typing.type("7 Elm St")
    typing.key(Key.Key_Return)
    typing.key(Key.Key_Return)
    typing.type("90026")
    assert typing.fields.typed.city == "Los Angeles"
    assert typing.fields.words["city"] == "from the ZIP"
    typing.key(Key.Key_Return)
    typing.settle()
    assert typing.rows()[2].city == "Los Angeles"


def test_the_field_that_is_clicked_after_initials_keeps_the_focus(typing):
    head = typing.entry.head
    typing.key(Key.Key_F2)
    typing.type("MR")
    QTest.mouseClick(head.sheet, Qt.MouseButton.LeftButton)
    assert head.sheet.hasFocus()
    typing.until(head.sheet.hasSelectedText)
    typing.type("000001-0001-68")
    assert head.sheet.text() == "000001-0001-68"
    assert typing.work.typist == "MR"
    assert typing.fields.edits["name"].text() == ""


def test_esc_and_the_key_of_the_first_page_lead_there_from_a_field_and_the_line_is_kept(typing):
    for keys in ((Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Key.Key_Home, Qt.KeyboardModifier.AltModifier)):
        typing.type("G")
        typing.key(*keys)
        typing.until(lambda: typing.page is typing.window.first_start)
        typing.desk.open_path(typing.desk.drive.session.path)
        assert typing.page is typing.entry
    assert typing.fields.typed.name == "GG"


def test_esc_leaves_a_grey_offer_away_and_not_the_page(typing):
    typing.line(*ADA)
    typing.line("Ben Bell", "14 Sunset Blvd", *ADA[2:])
    typing.type("Cy")
    typing.key(Key.Key_Return)
    typing.type("99 sun")
    typing.key(Key.Key_Escape)
    assert typing.page is typing.entry
    assert typing.fields.typed.address == typing.fields.edits["address"].text() == "99 sun"


def test_the_newest_line_stays_in_sight_when_the_text_gets_larger(typing):
    typing.window.resize(1024, 700)
    for number in range(12):
        typing.line("Ada " + "X" * number, *ADA[1:])
    table = typing.entry.table
    for size in (150, 100, 125):
        typing.window.look.choose(text_size=size)
        typing.qtbot.wait(50)
        last = table.model().index(table.model().rowCount() - 1, 0)
        assert table.viewport().rect().contains(table.visualRect(last).center())
