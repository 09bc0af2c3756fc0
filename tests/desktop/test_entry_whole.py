"""What the Entry page keeps beside the four fields, and that nothing on it moves while one types."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from canvass.campaign.file import open_campaign
from canvass.desktop.entry_pace import Pace
from canvass.desktop.entry_state import REMARK
from canvass.desktop.lines_model import Column
from canvass.journal.journal import Journal
from canvass.sheets.carriers import tell_circulator
from canvass.sheets.ranges import SheetRange
from canvass.signers.draft import kept_draft
from canvass.signers.listing import all_lines
from tests.batches.people import RUN, People, print_run, sheet

Key = Qt.Key
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
BEN = ("Ben Bell", "14 Sunset Blvd", "Los Angeles", "90026")


def void(volunteer, letter):
    number = volunteer.work.number
    volunteer.key(Key.Key_F4)
    volunteer.until(lambda: QApplication.activePopupWidget() is volunteer.entry.keys.voids)
    volunteer.key(letter)
    volunteer.until(lambda: volunteer.work.number == number + 1)
    volunteer.settle()
    volunteer.window.activateWindow()  # as a desktop does when a menu is gone
    volunteer.until(lambda: QApplication.activePopupWidget() is None and volunteer.fields.edits["name"].hasFocus())


def reopened(volunteer, sit_down):
    path = volunteer.desk.drive.session.path
    volunteer.desk.close()
    again = sit_down(path)
    again.until(lambda: again.desk.drive is not None)
    return again


# ----------------------------------------------------------------------------------------------------- the remark


@pytest.mark.parametrize("press", [(Key.Key_F9,), (Key.Key_R, Qt.KeyboardModifier.AltModifier)])
def test_a_remark_is_typed_by_one_key_and_saved_with_its_line(typing, press):
    typing.type(ADA[0])
    typing.key(Key.Key_Return)
    typing.key(*press)
    typing.type("reads Lovelare")
    typing.key(Key.Key_Return)
    assert typing.fields.edits["address"].hasFocus(), "back to where one was"
    for text in ADA[1:]:
        typing.type(text)
        typing.key(Key.Key_Return)
    typing.settle()
    row = typing.rows()[1]
    assert (row.name, row.note) == (ADA[0], "reads Lovelare")
    assert typing.entry.model.index(0, Column.NOTE).data() == "reads Lovelare"
    assert typing.fields.typed.note == ""


def test_the_remark_is_not_on_the_way_of_enter(typing):
    typing.line(*ADA)
    assert typing.work.number == 2
    assert typing.rows()[1].note in (None, "")


def test_enter_in_the_remark_of_a_whole_line_saves_it(typing):
    for text in ADA[:3]:
        typing.type(text)
        typing.key(Key.Key_Return)
    typing.type(ADA[3])
    typing.key(Key.Key_F9)
    typing.type("torn corner")
    typing.key(Key.Key_Return)
    typing.settle()
    assert typing.rows()[1].note == "torn corner"
    assert typing.fields.edits["name"].hasFocus()


def test_a_remark_is_added_to_a_line_that_stands_and_undone_with_it(typing):
    typing.line(*ADA)
    typing.key(Key.Key_Up)
    typing.key(Key.Key_F9)
    typing.type("signed in pencil")
    typing.key(Key.Key_Return)
    typing.settle()
    assert typing.rows()[1].note == "signed in pencil"
    assert typing.rows()[1].name == ADA[0]
    typing.ctrl(Key.Key_Z)
    typing.until(lambda: not typing.rows()[1].note)


def test_a_remark_leaves_a_struck_line_struck(typing):
    typing.type("Ada")
    void(typing, Key.Key_C)
    typing.key(Key.Key_Up)
    typing.key(Key.Key_F9)
    typing.type("by herself")
    typing.key(Key.Key_Return)
    typing.settle()
    row = typing.rows()[1]
    assert (row.state, row.name, row.note) == ("struck", "Ada", "by herself")
    assert typing.entry.model.index(0, Column.NOTE).data() == "crossed out, by herself"


def test_a_blank_line_may_have_a_remark(typing):
    typing.key(Key.Key_F9)
    typing.type("coffee stain")
    void(typing, Key.Key_B)
    assert (typing.rows()[1].state, typing.rows()[1].note) == ("blank", "coffee stain")


def test_f9_goes_back_from_the_remark_too_and_f8_takes_the_remark_above(typing):
    typing.key(Key.Key_F9)
    typing.type("same hand")
    typing.key(Key.Key_F9)
    assert typing.fields.edits["name"].hasFocus()
    typing.line(*ADA)
    typing.key(Key.Key_F9)
    typing.key(Key.Key_F8)
    assert typing.fields.typed.note == "same hand"
    assert typing.fields.edits[REMARK].hasFocus()


def test_a_remark_is_hidden_with_the_names(typing):
    typing.key(Key.Key_F9)
    typing.type("knows Ben")
    typing.key(Key.Key_F9)
    typing.line(*ADA)
    typing.key(Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert typing.entry.model.index(0, Column.NOTE).data() == "•••"


# -------------------------------------------------------------------------------------------- nothing typed is lost


def test_every_half_typed_line_is_back_after_the_window_died(typing, sit_down):
    typing.type("Ada")
    typing.key(Key.Key_Down)
    typing.type("Ben")
    typing.key(Key.Key_F9)
    typing.type("left-handed")
    typing.key(Key.Key_Down)
    typing.type("Cyd")
    typing.key(Key.Key_Tab)
    again = reopened(typing, sit_down)
    assert (again.work.number, again.fields.typed.name) == (3, "Cyd")
    again.key(Key.Key_Up)
    assert (again.fields.typed.name, again.fields.typed.note) == ("Ben", "left-handed")
    again.key(Key.Key_Up)
    assert again.fields.typed.name == "Ada"


def test_a_half_typed_line_of_another_sheet_is_back_when_one_comes_to_it(typing, sit_down):
    typing.line(*ADA)
    typing.type("Ada")
    typing.key(Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    typing.line(*BEN)
    again = reopened(typing, sit_down)
    assert again.fields.typed.name == "Ada"
    assert again.entry.head.title == "Loose page 1 – this laptop"


def test_what_undo_brought_back_into_the_form_is_kept_too(typing, sit_down):
    typing.line(*ADA)
    typing.ctrl(Key.Key_Z)
    typing.until(lambda: 1 not in typing.rows())
    again = reopened(typing, sit_down)
    assert (again.work.number, again.fields.typed.name) == (1, ADA[0])


def test_nothing_is_kept_when_all_is_saved(typing):
    typing.type("Ada")
    typing.key(Key.Key_Down)
    typing.line(*BEN)
    typing.key(Key.Key_Up)
    typing.key(Key.Key_Up)
    typing.line(" Lovelace", *ADA[1:])
    path = typing.desk.drive.session.path
    typing.desk.close()
    with open_campaign(path, mode="read") as campaign:
        assert kept_draft(campaign) is None
        assert [row.name for row in all_lines(Journal(campaign))] == [ADA[0], BEN[0]]


# ------------------------------------------------------------------------------------------------- nothing moves


def places(volunteer):
    page = volunteer.entry
    edits = [edit.mapTo(page, QPoint(0, 0)) for edit in page.fields.edits.values()]
    return edits, [page.table.columnViewportPosition(column) for column in (Column.LINE, Column.NAME, Column.ZIP)]


@pytest.mark.parametrize(("size", "width", "height"), [(100, 1024, 672), (150, 1366, 740), (100, 1366, 740)])
def test_no_note_no_warning_and_no_line_moves_the_form_or_the_columns(typing, size, width, height):
    typing.window.look.choose(text_size=size)
    typing.window.resize(width, height)
    typing.qtbot.wait(50)
    before = places(typing)
    typing.entry.messages.say("A sentence that says at some length what happened, what it means and what to do. " * 2)
    typing.qtbot.wait(50)
    assert places(typing) == before
    typing.line("Ada 2", "Sunset Boulevard without a house number anywhere near it", "Los Angeles", "90026-12345")
    typing.line(*BEN)
    typing.key(Key.Key_Up)
    typing.qtbot.wait(50)
    assert typing.entry.line_head.said.text()
    assert places(typing) == before
    typing.key(Key.Key_F2)
    typing.type("BB")
    typing.key(Key.Key_Return)
    typing.key(Key.Key_Up)
    typing.qtbot.wait(50)
    assert places(typing) == before


# ------------------------------------------------------------------------------------------- who types, who carried


@pytest.mark.parametrize("field", ["typist", "place"])
def test_initials_and_place_are_refused_where_they_are_typed_and_stay(typing, field):
    edit = getattr(typing.entry.head, field)
    edit.setFocus()
    QApplication.clipboard().setText("A\u202eB")
    typing.ctrl(Key.Key_V)
    typing.key(Key.Key_Return)
    label = {"typist": "Typed by", "place": "Where"}[field]
    assert label in typing.entry.messages.said
    assert edit.text() == "A\u202eB"
    assert (typing.work.typist, typing.work.event_name) == ("", "")
    assert typing.fields.edits["name"].hasFocus(), "nobody is trapped"
    typing.line(*ADA)
    assert typing.rows()[1].name == ADA[0]


def test_what_is_too_long_for_initials_is_refused_and_not_cut(typing):
    typing.key(Key.Key_F2)
    typing.type("vigil at the church")
    typing.key(Key.Key_Return)
    assert "too long for initials" in typing.entry.messages.said
    assert typing.entry.head.typist.text() == "vigil at the church"
    assert typing.work.typist == ""


def test_who_carried_the_sheet_is_said_beside_its_lines(sit_down, tmp_path):
    people = People(tmp_path)
    headquarters = people.headquarters()
    print_run(headquarters, sheets=3)
    tell_circulator(headquarters, [SheetRange(RUN, 1, 2)], "Marisol Ortiz")
    path = headquarters.campaign.path
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.desk.drive.show_entry()
    for serial, said in ((2, "Carried by Marisol Ortiz"), (3, "")):
        assert volunteer.work.open_sheet(sheet(serial))
        assert volunteer.entry.line_head.carried.text() == said


def test_a_long_name_of_who_carried_the_sheet_leaves_room_for_the_line(typing):
    typing.entry.line_head.show_carrier("M" * 90)
    assert typing.entry.line_head.carried.text().endswith("…")


# ------------------------------------------------------------------------------------------------------- the pace


def test_the_pace_is_said_in_round_figures_without_breaks_and_not_of_a_few_lines():
    pace = Pace()
    for line in range(10):
        pace.note(line * 40.0)
    assert pace.said == ""
    pace.note(400.0)
    assert pace.said == "about 90 lines an hour"
    pace.note(400.0 + 3_600)
    pace.note(440.0 + 3_600)
    assert pace.lines_an_hour == 90, "supper counts for nothing"
    pace.note(30.0)
    assert pace.lines_an_hour == 90, "nor does a clock put back"


def test_the_foot_says_nothing_of_the_pace_of_a_beginner(typing):
    typing.line(*ADA)
    assert typing.entry.foot.pace.text() == ""
