"""The file copies itself while one types, and a copy that fails is told and stops nobody."""

import pytest
from PySide6.QtCore import Qt

from canvass.campaign.errors import DiskFull
from canvass.campaign.file import open_campaign
from canvass.campaign.generations import kept_copies
from canvass.desktop.message_bar import NOTICE
from canvass.journal.journal import Journal
from canvass.signers.listing import all_lines
from tests.batches.people import People, sheet, type_names

Key = Qt.Key
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")


def next_sheet(volunteer):
    volunteer.key(Key.Key_N, CONTROL_SHIFT)


def names_in(path):
    with open_campaign(path, mode="read") as campaign:
        return [row.name for row in all_lines(Journal(campaign))]


def test_after_each_sheet_with_new_lines_the_file_is_copied(typing):
    path = typing.desk.drive.session.path
    with typing.qtbot.waitSignal(typing.desk.drive.copies.kept, timeout=10_000):
        typing.line(*ADA)
        next_sheet(typing)
    (copy,) = kept_copies(path)
    assert names_in(copy) == ["Ada Lovelace"]
    next_sheet(typing)
    with typing.qtbot.waitSignal(typing.desk.drive.copies.kept, timeout=10_000):
        typing.line("Ben Bell")
        next_sheet(typing)
    newest, before = kept_copies(path)
    assert names_in(newest) == ["Ada Lovelace", "Ben Bell"]
    assert names_in(before) == ["Ada Lovelace"], "a sheet without new lines makes no copy"


def test_finishing_copies_what_no_copy_has(typing):
    typing.line(*ADA)
    with typing.qtbot.waitSignal(typing.desk.drive.copies.kept, timeout=10_000):
        typing.desk.drive.show_finish()
    assert [names_in(copy) for copy in kept_copies(typing.desk.drive.session.path)] == [["Ada Lovelace"]]


def test_a_copy_that_fails_is_told_and_the_next_sheet_tries_again(typing, monkeypatch):
    copies = typing.desk.drive.copies

    def full(campaign, report, kept):
        raise DiskFull(path=str(campaign.path))

    with monkeypatch.context() as fault:
        fault.setattr("canvass.desktop.copies.keep_copy", full)
        typing.line(*ADA)
        with typing.qtbot.waitSignal(copies.failed, timeout=10_000):
            next_sheet(typing)
    assert "backup copy" in typing.entry.messages.said
    assert "is full" in typing.entry.messages.said
    assert typing.entry.messages.kind == NOTICE
    typing.type("Ben")
    assert typing.fields.typed.name == "Ben"
    with typing.qtbot.waitSignal(copies.kept, timeout=10_000):
        next_sheet(typing)


def test_a_failed_copy_does_not_hide_that_the_stick_may_be_taken_out(typing, monkeypatch):
    typing.line(*ADA)
    typing.desk.drive.show_finish()
    typing.desk.drive.finish.messages.say("It was read back: you may take the stick out.")
    typing.desk.drive.copies.failed.emit(DiskFull(path="/x"))
    assert "take the stick out" in typing.desk.drive.finish.messages.said
    assert "backup copy" in typing.entry.messages.said


def test_closing_in_the_middle_of_a_copy_leaves_the_file_whole_and_no_half_copy(typing):
    path = typing.desk.drive.session.path
    typing.line(*ADA)
    next_sheet(typing)
    typing.desk.close()
    assert names_in(path) == ["Ada Lovelace"]
    assert all(names_in(copy) == ["Ada Lovelace"] for copy in kept_copies(path))
    assert not list(path.parent.glob("*.part"))


@pytest.fixture
def people(tmp_path):
    people = People(tmp_path)
    yield people
    people.close()


def taken_in(volunteer, page, batch):
    volunteer.desk.drive.home.take_in_paths([batch])
    volunteer.until(lambda: page.take_in.isVisible() and page.take_in.isEnabled())
    page.take_in.click()


def test_headquarters_copies_after_taking_in_something_new(sit_down, people):
    headquarters = people.headquarters()
    field = people.laptop(headquarters, "ana")
    type_names(field, sheet(1), {1: "Ann"})
    batch = people.batch(field)
    path = headquarters.campaign.path
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    drive = volunteer.desk.drive
    page = drive.work.page("take_in")
    with volunteer.qtbot.waitSignal(drive.copies.kept, timeout=10_000):
        taken_in(volunteer, page, batch)
    (copy,) = kept_copies(path)
    assert names_in(copy) == ["Ann"]
    with volunteer.qtbot.waitSignal(page.taken_in, timeout=10_000):
        taken_in(volunteer, page, batch)
    assert kept_copies(path) == [copy], "the same file again brings nothing new"
