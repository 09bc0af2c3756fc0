"""Nothing typed is lost: drafts through a crash, text through a failure, files that cannot be opened."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from canvass.batches.founding import create_lone
from canvass.campaign.errors import CampaignMissing, DiskFull
from canvass.campaign.file import open_campaign
from canvass.campaign.passphrase import protect
from canvass.desktop.drafts import PAUSE_MS
from canvass.desktop.session import OpenedCampaign
from canvass.signers.draft import kept_draft
from tests.desktop.conftest import is_root

Key = Qt.Key
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")


def draft_in(volunteer):
    return kept_draft(volunteer.work.session.journal.campaign)


def test_a_draft_is_kept_at_once_when_a_field_is_left_and_within_half_a_second_otherwise(typing):
    typing.type("Grace")
    typing.key(Key.Key_Tab)
    typing.until(lambda: draft_in(typing) is not None and draft_in(typing).name == "Grace")
    typing.type("7 Elm")
    typing.qtbot.waitUntil(lambda: draft_in(typing).address == "7 Elm", timeout=2 * PAUSE_MS)
    assert PAUSE_MS < 500, "a machine that dies takes no more than the last letters"


def test_a_saved_line_leaves_no_draft(typing):
    typing.line(*ADA)
    typing.until(lambda: draft_in(typing) is None)


def test_text_that_was_deleted_again_leaves_no_draft(typing):
    typing.type("Gr")
    typing.work.keep_draft_now()
    typing.until(lambda: draft_in(typing) is not None)
    typing.key(Key.Key_Backspace)
    typing.key(Key.Key_Backspace)
    typing.until(lambda: draft_in(typing) is None)


def test_the_line_being_typed_is_back_after_the_window_died(typing, sit_down, tmp_path):
    typing.line(*ADA)
    typing.entry.head.place.setFocus()
    typing.type("Vigil")
    typing.key(Key.Key_Return)
    typing.type("Grace Hopper")
    typing.key(Key.Key_Return)
    typing.type("7 Elm")
    typing.work.keep_draft_now()
    typing.until(lambda: draft_in(typing) is not None and draft_in(typing).address == "7 Elm")
    path = typing.desk.drive.session.path
    dead = tmp_path / "after-the-crash.canvass"
    for suffix in ("", "-wal"):  # what a killed program leaves on the disk, byte for byte
        (tmp_path / (dead.name + suffix)).write_bytes(path.with_name(path.name + suffix).read_bytes())
    again = sit_down(dead)
    again.until(lambda: again.desk.drive is not None and again.page is again.entry)
    assert (again.work.number, again.fields.typed.name, again.fields.typed.address) == (2, "Grace Hopper", "7 Elm")
    assert again.entry.head.place.text() == "Vigil"
    assert "not saved yet" in again.entry.messages.said
    for _ in range(4):
        again.key(Key.Key_Return)
    again.settle()
    assert again.rows()[2].name == "Grace Hopper"


def test_a_line_begun_elsewhere_is_back_when_the_line_in_the_form_was_emptied(typing, sit_down, tmp_path):
    typing.line(*ADA)
    typing.type("Grace Hopper")
    typing.key(Key.Key_Up)
    for field in ("name", "address", "city", "zip"):
        typing.fields.edits[field].setFocus()
        typing.fields.edits[field].selectAll()
        typing.key(Key.Key_Delete)
    typing.work.keep_draft_now()
    typing.until(lambda: draft_in(typing) is not None and draft_in(typing).is_empty)
    path = typing.desk.drive.session.path
    dead = tmp_path / "after-the-crash.canvass"
    for suffix in ("", "-wal"):
        (tmp_path / (dead.name + suffix)).write_bytes(path.with_name(path.name + suffix).read_bytes())
    again = sit_down(dead)
    again.until(lambda: again.desk.drive is not None and again.page is again.entry)
    assert (again.work.number, again.fields.typed.name) == (2, "Grace Hopper")


def test_a_file_that_could_not_be_protected_is_open_again_and_never_said_to_be_protected(typing):
    typing.line(*ADA)
    path = typing.desk.drive.session.path
    in_the_way = path.with_name(f"{path.name}.protecting")
    in_the_way.mkdir()
    typing.desk.protecting.offer(is_closing=True)
    typing.page.protect_asked.emit("one two three four five")
    typing.until(lambda: typing.desk.drive is not None and typing.entry.messages.kind == "problem")
    assert "Nothing was changed" in typing.entry.messages.said
    assert typing.window.isVisible()
    assert not typing.desk.drive.session.is_protected
    assert typing.rows()[1].name == ADA[0]
    before = typing.desk.drive
    typing.desk.open_path(path.with_name("gone.canvass"))
    typing.desk.open_path(path)
    typing.until(lambda: typing.desk.drive not in (None, before))
    assert "protected" not in typing.entry.messages.said


def test_if_saving_fails_the_text_stays_and_a_sentence_says_so(typing, monkeypatch):
    typing.line(*ADA)

    def full(*_):
        raise DiskFull(path="/x")

    with monkeypatch.context() as fault:
        fault.setattr("canvass.desktop.entry.enter", full)
        typing.line("Grace Hopper", "7 Elm St", "Glendale", "91201")
        assert typing.fields.typed.name == "Grace Hopper"
        assert typing.fields.typed.zip == "91201"
        assert typing.entry.messages.said
        assert "Not saved" in typing.entry.foot.saved.text()
    for _ in range(4):
        typing.key(Key.Key_Return)
    typing.settle()
    assert typing.rows()[2].name == "Grace Hopper"
    assert typing.entry.foot.saved.text().startswith("Saved")


def test_text_that_may_not_be_stored_is_refused_in_place(typing):
    typing.fields.edits["name"].setText("Ada\u202eecalevoL")
    typing.fields.edits["name"].typed_changed.emit()
    for _ in range(4):
        typing.key(Key.Key_Return)
    typing.settle()
    assert typing.entry.messages.said
    assert typing.rows() == {}
    assert typing.fields.typed.name.startswith("Ada")


@pytest.mark.parametrize(
    ("field", "text"), [("name", "Ada 3"), ("address", "Sunset Blvd"), ("zip", "9002")], ids=["name", "address", "zip"]
)
def test_a_warning_never_blocks(typing, field, text):
    texts = {"name": "Ada", "address": "12 Sunset Blvd", "city": "LA", "zip": "90026", field: text}
    for place, value in enumerate(texts.values()):
        typing.type(value)
        if place < 3:
            typing.key(Key.Key_Return)
    if field != "zip":
        assert "It is saved as it is" in typing.fields.words[field]
    typing.key(Key.Key_Return)
    typing.settle()
    assert getattr(typing.rows()[1], field) == text
    typing.key(Key.Key_Up)
    assert "It is saved as it is" in typing.fields.words[field]


def test_a_missing_drive_is_told_on_the_first_page(volunteer, tmp_path):
    volunteer.desk.open_path(tmp_path / "gone.canvass")
    volunteer.until(lambda: volunteer.desk.messages.said != "")
    assert "gone.canvass" in volunteer.desk.messages.said
    assert volunteer.page is volunteer.window.first_start


def test_a_recent_drive_that_is_gone_says_so(volunteer, tmp_path):
    volunteer.window.settings.note_recent(tmp_path / "vigil.canvass")
    volunteer.desk.show_start()
    texts = [button.text() for button in volunteer.window.first_start.recent_buttons()]
    assert texts == ["vigil – not there any more"]


@pytest.mark.skipif(os.name == "nt", reason="Windows marks folders for other reasons")
def test_a_read_only_drive_is_refused_with_a_sentence(typing, sit_down):
    typing.line(*ADA)
    path = typing.desk.drive.session.path
    typing.desk.close()
    path.chmod(0o400)
    again = sit_down(path)
    again.until(lambda: again.desk.messages.said != "")
    assert again.desk.drive is None
    path.chmod(0o600)
    assert is_root() or path.exists()


def test_a_drive_open_in_another_window_is_told_and_that_window_is_asked_to_the_front(typing, sit_down, monkeypatch):
    raised = []
    monkeypatch.setattr(typing.window, "raise_to_front", lambda: raised.append(True))
    other = sit_down(typing.desk.drive.session.path)
    other.until(lambda: other.desk.messages.said != "")
    typing.until(lambda: raised == [True])
    assert other.desk.drive is None


def test_a_protected_drive_asks_for_its_passphrase_and_a_wrong_one_can_be_typed_again(typing, sit_down):
    typing.line(*ADA)
    path = typing.desk.drive.session.path
    typing.desk.close()
    protect(path, None, "pelt sterling paralyses fondue chitchat")
    again = sit_down(path)
    again.until(lambda: again.desk.opening.box is not None and again.desk.opening.box.isVisible())
    box = again.desk.opening.box
    assert box.field.echoMode() == QLineEdit.EchoMode.Password
    box.field.setFocus()
    again.type("something else")
    again.key(Key.Key_Return)
    again.until(box.refusal.isVisible)
    assert box.isVisible()
    again.type("pelt sterling paralyses fondue chitchat")
    again.key(Key.Key_Return)
    again.until(lambda: again.desk.drive is not None)
    assert again.rows()[1].name == "Ada Lovelace"


def test_what_is_typed_can_be_shown_and_damage_is_named_only_at_the_second_refusal(typing, sit_down):
    path = typing.desk.drive.session.path
    typing.desk.close()
    protect(path, None, "pelt sterling paralyses fondue chitchat")
    again = sit_down(path)
    again.until(lambda: again.desk.opening.box is not None and again.desk.opening.box.isVisible())
    box = again.desk.opening.box
    box.shows.click()
    assert box.field.echoMode() == QLineEdit.EchoMode.Normal
    for is_damage_named in (False, True):
        box.field.setText("Pelt sterling paralyses fondue chitchat")
        box.refusal.clear()
        box.go_on.click()
        again.until(lambda: box.refusal.text() != "")
        assert ("damaged" in box.refusal.text()) == is_damage_named
    box.field.setText("  pelt  sterling paralyses fondue chitchat ")
    box.go_on.click()
    again.until(lambda: again.desk.drive is not None)


def test_no_ring_is_drawn_on_the_page_behind_the_passphrase(typing, sit_down):
    path = typing.desk.drive.session.path
    typing.desk.close()
    protect(path, None, "pelt sterling paralyses fondue chitchat")
    again = sit_down(path)
    again.until(lambda: again.desk.opening.box is not None and again.desk.opening.box.field.hasFocus())
    assert again.desk.ring.isHidden()


def test_giving_up_the_passphrase_leaves_the_first_page(typing, sit_down):
    path = typing.desk.drive.session.path
    typing.desk.close()
    protect(path, None, "pelt sterling paralyses fondue chitchat")
    again = sit_down(path)
    again.until(lambda: again.desk.opening.box is not None and again.desk.opening.box.isVisible())
    again.key(Key.Key_Escape)
    again.until(lambda: again.desk.opening.box is None)
    assert again.page is again.window.first_start


def test_the_file_is_open_for_others_once_the_window_is_closed(typing):
    path = typing.desk.drive.session.path
    typing.window.close()
    with open_campaign(path):
        pass


def test_waiting_for_the_writer_does_not_fail_where_the_file_is_gone(tmp_path):
    path = tmp_path / "names.canvass"
    create_lone(path).campaign.close()
    opened = OpenedCampaign(path)

    def as_after_a_failed_commit(campaign):
        campaign.must_reopen = True

    assert opened.writer is not None
    opened.writer.submit(as_after_a_failed_commit).result()
    path.rename(tmp_path / "elsewhere.canvass")
    opened.settle()
    with pytest.raises(CampaignMissing):
        opened.writer.submit(lambda _: None).result()
    opened.close()
