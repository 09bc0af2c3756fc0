"""Undo on the Entry page says what is true: what stands in the file, what is in the form, and what is not saved."""

import pytest
from PySide6.QtCore import Qt

Key = Qt.Key
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")


def change_to(volunteer, initials):
    volunteer.key(Key.Key_F2)
    volunteer.type(initials)
    volunteer.key(Key.Key_Return)


def undo(volunteer):
    said = volunteer.entry.messages.said
    volunteer.ctrl(Key.Key_Z)
    volunteer.until(lambda: volunteer.entry.messages.said != said)
    volunteer.settle()


def mark_line(volunteer, text):
    before = volunteer.work.last_saved
    next(action for action in volunteer.entry.keys.voids.actions() if action.text().split("\t")[0] == text).trigger()
    volunteer.until(lambda: volunteer.work.last_saved is not before)
    volunteer.settle()


def enter_through(volunteer):
    for _ in range(4):
        volunteer.key(Key.Key_Return)
    volunteer.settle()


def test_a_second_typing_taken_back_is_in_the_form_again_and_the_first_stands(typing):
    change_to(typing, "AL")
    typing.line(*ADA)
    change_to(typing, "JS")
    typing.key(Key.Key_Up)
    typing.line("Ada Lovelock", *ADA[1:])
    assert typing.rows()[1].conflict == "hard"
    undo(typing)
    assert typing.fields.typed.name == "Ada Lovelock"
    assert "not saved" in typing.entry.messages.said
    assert (typing.rows()[1].name, typing.rows()[1].typist) == ("Ada Lovelace", "AL")


def test_a_correction_taken_back_is_in_the_form_and_the_line_says_what_it_said(typing):
    typing.line(*ADA)
    typing.key(Key.Key_Up)
    typing.type(" King")
    enter_through(typing)
    assert typing.rows()[1].name == "Ada Lovelace King"
    undo(typing)
    assert typing.rows()[1].name == "Ada Lovelace"
    assert typing.fields.typed.name == "Ada Lovelace King"
    assert "says again what it said before" in typing.entry.messages.said
    assert "not saved" in typing.entry.messages.said


def test_a_line_shown_for_correction_is_still_shown_after_undo_and_not_a_second_typing(typing):
    change_to(typing, "AL")
    typing.line(*ADA)
    change_to(typing, "JS")
    typing.key(Key.Key_Up)
    typing.key(Key.Key_F6)
    typing.type("!")
    enter_through(typing)
    undo(typing)
    assert typing.fields.typed.name == "Ada Lovelace!"
    enter_through(typing)
    assert (typing.rows()[1].name, typing.rows()[1].readings) == ("Ada Lovelace!", 1)


def test_a_mark_taken_back_is_told_beside_the_line(typing):
    typing.type("Ada")
    mark_line(typing, "&Crossed out")
    assert typing.rows()[1].state == "struck"
    undo(typing)
    assert typing.rows() == {}
    assert typing.fields.typed.name == "Ada"
    assert "crossed out" in typing.entry.messages.said
    assert "crossed out" in typing.entry.line_head.said.text()
    assert "saves this line as signed" in typing.entry.line_head.said.text()
    enter_through(typing)
    typing.key(Key.Key_Up)
    assert "crossed out" not in typing.entry.line_head.said.text()


def test_enter_goes_past_a_struck_line_and_leaves_it_struck(typing):
    typing.type("Ada")
    mark_line(typing, "&Crossed out")
    typing.key(Key.Key_Up)
    enter_through(typing)
    assert (typing.rows()[1].state, typing.work.number) == ("struck", 2)
    typing.key(Key.Key_Up)
    mark_line(typing, "Si&gned")
    assert (typing.rows()[1].state, typing.rows()[1].name) == ("signed", "Ada")


def test_the_mark_of_a_signed_line_taken_back_leaves_it_as_it_was(typing):
    typing.line(*ADA)
    typing.key(Key.Key_Up)
    mark_line(typing, "&Crossed out")
    undo(typing)
    assert (typing.rows()[1].state, typing.fields.typed.name) == ("signed", "Ada Lovelace")
    assert "says again what it said before" in typing.entry.messages.said
    assert "not saved" not in typing.entry.messages.said


@pytest.mark.parametrize("lines", [1, 2])
def test_the_foot_counts_the_lines_that_are_left(typing, lines):
    for _ in range(lines):
        typing.line(*ADA)
    undo(typing)
    assert typing.entry.lines_here == lines - 1
    assert typing.entry.foot.saved.text() == ("1 line on this laptop only" if lines == 2 else "Nothing typed yet")


def test_an_undo_with_nothing_left_says_so(typing):
    typing.line(*ADA)
    undo(typing)
    undo(typing)
    undo(typing)
    assert "nothing left to take back" in typing.entry.messages.said


def test_a_second_undo_empties_the_form_and_a_third_takes_back_the_line_before(typing):
    typing.line(*ADA)
    typing.line(*ADA)
    undo(typing)
    assert "Ctrl+Z once more empties the form" in typing.entry.messages.said
    undo(typing)
    assert "takes back line 1" in typing.entry.messages.said
    assert (typing.work.number, typing.fields.typed.is_empty, set(typing.rows())) == (2, True, {1})
    undo(typing)
    assert (typing.work.number, typing.fields.typed.name, typing.rows()) == (1, ADA[0], {})


def test_what_undo_took_out_of_the_form_is_put_back_by_one_key(typing):
    typing.line(*ADA)
    undo(typing)
    undo(typing)
    typing.ctrl(Key.Key_Y)
    assert typing.fields.typed.name == ADA[0]
    enter_through(typing)
    assert typing.rows()[1].name == ADA[0]


def test_a_half_typed_line_is_taken_out_only_after_that_was_said(typing):
    typing.line(*ADA)
    typing.type("Ben")
    typing.key(Key.Key_Return)
    typing.type("7 Elm")
    typing.key(Key.Key_Return)
    typing.ctrl(Key.Key_Z)
    assert "line 2 is not saved yet" in typing.entry.messages.said
    assert typing.fields.typed.address == "7 Elm"
    typing.fields.edits["city"].setFocus()
    typing.ctrl(Key.Key_Z)
    assert typing.fields.typed.is_empty
    assert set(typing.rows()) == {1}


def test_a_note_about_a_line_goes_when_the_form_shows_another(typing):
    typing.line(*ADA)
    typing.line(*ADA)
    undo(typing)
    typing.ctrl(Key.Key_Up)
    assert not typing.entry.messages.said


def test_undo_leaves_what_was_begun_on_the_line_since_in_the_form(typing):
    typing.line(*ADA)
    typing.key(Key.Key_Up)
    typing.type(" King")
    typing.key(Key.Key_Down)
    assert typing.work.number == 2
    undo(typing)
    assert typing.rows() == {}
    assert (typing.work.number, typing.fields.typed.name) == (1, "Ada Lovelace King")
