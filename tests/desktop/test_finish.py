"""Finish for tonight: one file on the stick, one sentence; then the offer to protect what stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from canvass.campaign.shape import is_protected
from canvass.desktop import finish_page

Key = Qt.Key
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")


@pytest.fixture
def finishing(typing, tmp_path):
    typing.line(*ADA)
    typing.key(Key.Key_F, Qt.KeyboardModifier.AltModifier)
    typing.until(lambda: typing.page is typing.desk.drive.finish)
    stick = tmp_path / "stick"
    stick.mkdir()
    typing.desk.drive.finish.choose_folder(str(stick))
    return typing, typing.desk.drive.finish, stick


def press(volunteer, button):
    button.setFocus()
    volunteer.key(Key.Key_Space)


def test_one_file_lies_on_the_stick_and_one_sentence_says_so(finishing):
    volunteer, page, stick = finishing
    press(volunteer, page.write)
    volunteer.until(lambda: page.messages.said != "")
    (batch,) = stick.iterdir()
    assert batch.suffix == ".canvassbatch"
    assert page.messages.said.startswith("1 line is in the file")
    assert "It was read back" in page.messages.said
    assert "Lovelace" not in batch.read_bytes().decode("latin-1")


def test_another_folder_is_asked_for_where_files_are_and_not_where_the_program_was_started(
    typing, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    typing.desk.drive.show_finish()
    typing.desk.drive.finish.elsewhere.click()
    dialog = typing.desk.drive.finish.findChild(QFileDialog)
    assert dialog.directory().absolutePath() != str(tmp_path)
    dialog.reject()


def test_only_a_stick_is_said_to_be_taken_out_and_the_folder_is_named(finishing, monkeypatch):
    volunteer, page, stick = finishing
    press(volunteer, page.write)
    volunteer.until(lambda: "It was read back" in page.messages.said)
    assert str(stick) in page.messages.said
    assert "stick out" not in page.messages.said
    monkeypatch.setattr(finish_page, "sticks", lambda: [("stick", stick)])
    press(volunteer, page.write)
    volunteer.until(lambda: "you may take the stick out" in page.messages.said)


def test_a_half_typed_line_is_told_not_to_be_in_the_file_and_the_foot_says_what_is(typing, tmp_path):
    typing.line(*ADA)
    typing.type("Ben")
    typing.desk.drive.show_finish()
    page = typing.desk.drive.finish
    assert page.holds.text() == "In the file: 1 line. 1 half-typed line is not in it: it is not saved yet."
    page.choose_folder(str(tmp_path))
    page.write.click()
    typing.until(lambda: "1 half-typed line" in page.messages.said)
    foot = typing.entry.foot.saved
    (batch,) = tmp_path.glob("*.canvassbatch")
    assert foot.text().endswith(f"1 line, all in the file {batch.stem}")
    typing.desk.drive.show_entry()
    for _ in range(4):
        typing.key(Key.Key_Return)
    typing.settle()
    typing.until(lambda: foot.text().endswith("2 lines, 1 of them not yet in a file"))


def test_outside_a_drive_a_passphrase_seals_the_file(finishing):
    volunteer, page, stick = finishing
    assert len(page.passphrase.text().split()) == 5
    page.passphrase.clear()
    press(volunteer, page.write)
    volunteer.until(lambda: page.messages.said != "")
    assert list(stick.iterdir()) == []


def test_a_stick_that_was_pulled_out_is_told_and_nothing_is_lost(finishing):
    volunteer, page, stick = finishing
    stick.rmdir()
    press(volunteer, page.write)
    volunteer.until(lambda: page.messages.said != "")
    assert page.write.isEnabled()
    assert volunteer.rows()[1].name == "Ada Lovelace"


def test_without_a_place_nothing_can_be_written_and_the_page_says_why(typing):
    typing.line(*ADA)
    typing.desk.drive.show_finish()
    page = typing.desk.drive.finish
    if page.folder.count() == 0:
        assert not page.write.isEnabled()
        assert page.no_stick.isVisible()
        assert page.elsewhere.hasFocus()


def test_the_file_here_is_protected_by_five_words_typed_back(finishing):
    volunteer, page, _ = finishing
    press(volunteer, page.write)
    volunteer.until(lambda: not page.protect_too.isHidden())
    press(volunteer, page.protect_too)
    offer = volunteer.page
    path = volunteer.desk.drive.session.path
    volunteer.type("not these words")
    volunteer.key(Key.Key_Return)
    assert offer.messages.said
    assert not is_protected(path)
    volunteer.type(offer.generated)
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: volunteer.desk.drive is not None and volunteer.desk.drive.session.is_protected)
    assert is_protected(path)
    assert volunteer.rows()[1].name == "Ada Lovelace"
    assert "protected" in volunteer.entry.messages.said


def test_a_passphrase_of_ones_own_is_typed_twice(typing):
    typing.line(*ADA)
    typing.window.close()
    offer = typing.page
    offer.own.click()
    assert offer.shown.isHidden()
    offer.typed.setFocus()
    typing.type("short")
    typing.key(Key.Key_Return)
    typing.type("short")
    typing.key(Key.Key_Return)
    assert "8 letters" in offer.messages.said
    offer.typed.setText("my long passphrase")
    offer.again.setText("my long passphrasr")
    offer.protect.click()
    assert "not the same" in offer.messages.said
    assert offer.again.hasFocus()
    asked: list[str] = []
    offer.protect_asked.disconnect()
    offer.protect_asked.connect(asked.append)
    typing.type("my  long passphrase")
    typing.key(Key.Key_Return)
    assert asked == ["my long passphrase"]


def test_capital_letters_count_when_the_words_are_typed_back_as_at_the_opening(typing):
    typing.line(*ADA)
    typing.window.close()
    offer = typing.page
    typing.type(offer.generated.upper())
    typing.key(Key.Key_Return)
    assert "small letters" in offer.messages.said
    assert offer.protect.isEnabled()


def test_the_first_close_offers_protection_once_and_not_now_closes(typing):
    typing.line(*ADA)
    path = typing.desk.drive.session.path
    typing.window.close()
    assert typing.window.isVisible()
    press(typing, typing.page.not_now)
    typing.until(lambda: not typing.window.isVisible())
    assert not is_protected(path)
    assert typing.desk.drive is None


def test_protecting_at_the_close_closes(typing):
    typing.line(*ADA)
    path = typing.desk.drive.session.path
    typing.window.close()
    typing.type(typing.page.generated)
    typing.key(Key.Key_Return)
    typing.until(lambda: not typing.window.isVisible())
    assert is_protected(path)


def test_an_empty_drive_closes_without_a_question(typing):
    typing.window.close()
    assert not typing.window.isVisible()


def test_the_second_close_asks_no_more(typing, sit_down):
    typing.line(*ADA)
    path = typing.desk.drive.session.path
    typing.window.close()
    press(typing, typing.page.not_now)
    typing.until(lambda: not typing.window.isVisible())
    again = sit_down(path)
    again.until(lambda: again.desk.drive is not None)
    again.window.close()
    assert not again.window.isVisible()


def test_the_menu_protects_by_the_same_words_for_as_long_as_the_drive_is_open(typing):
    typing.line(*ADA)
    typing.desk.keeping.show_possible()
    typing.desk.keeping.protect.trigger()
    words = typing.page.generated
    typing.page.back.click()
    typing.desk.keeping.protect.trigger()
    assert typing.page.generated == words


def test_the_menu_makes_a_backup_copy_that_opens(typing, sit_down, tmp_path):
    typing.line(*ADA)
    typing.desk.keeping.back_up_to(tmp_path / "copy.canvass")
    typing.until(lambda: "copy.canvass" in typing.entry.messages.said)
    other = sit_down(tmp_path / "copy.canvass")
    other.until(lambda: other.desk.drive is not None)
    assert other.rows()[1].name == "Ada Lovelace"


def test_lines_left_half_typed_on_other_sheets_are_told_too(typing):
    typing.line(*ADA)
    typing.type("Ben")
    typing.key(Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    typing.desk.drive.show_finish()
    page = typing.desk.drive.finish
    assert page.holds.text() == "In the file: 1 line. 1 half-typed line is not in it: it is not saved yet."
    typing.desk.drive.show_entry()
    typing.type("Cleo")
    typing.desk.drive.show_finish()
    assert page.holds.text() == "In the file: 1 line. 2 half-typed lines are not in it: they are not saved yet."
