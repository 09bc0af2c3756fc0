"""Taking in files in the window: shown before anything is changed, one at a time, nobody refused for coming first."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStatusBar

from canvass.batches.merging import Merging
from canvass.campaign.errors import DiskFull
from canvass.campaign.file import open_campaign
from canvass.count.totals import totals
from canvass.desktop.session import OpenedCampaign, Session
from canvass.desktop.taking_in import TakingIn
from canvass.journal.bodies import Role
from canvass.journal.journal import Journal
from tests.batches.many import many_batches
from tests.batches.people import TODAY, TULIP, People, quick_passphrase, sheet, type_names
from tests.desktop.conftest import unnamed

Key = Qt.Key


@pytest.fixture
def people(tmp_path):
    people = People(tmp_path)
    yield people
    people.close()


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick of tonight"
    folder.mkdir()
    return folder


def seated(people, journal, sit_down):
    """Return a volunteer in front of the page."""
    path = journal.campaign.path
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.ctrl(Key.Key_6)
    page = volunteer.desk.drive.work.page("take_in")
    volunteer.until(lambda: volunteer.page is page)
    return volunteer


def entered(volunteer):
    return totals(volunteer.desk.drive.session.journal, TODAY).entered


def test_a_laptop_whose_file_comes_before_its_coordinators_is_let_in(qtbot, people):
    headquarters = people.headquarters()
    field = people.laptop(people.second_claimant(headquarters), "ana")
    type_names(field, sheet(1), {1: "Ann"})
    of_field = people.batch(field)
    coordinator = people.joined(people.kit(headquarters, Role.COORDINATOR), "second")
    batches = [of_field, people.batch(coordinator)]
    path = headquarters.campaign.path
    people.close()
    owner = QObject()
    session = Session(OpenedCampaign(path), owner)
    try:
        taking_in = TakingIn(session, owner)
        with qtbot.waitSignal(taking_in.foreseen, timeout=10_000) as foreseen:
            taking_in.look(batches)
        assert (foreseen.args[0].refused, len(foreseen.args[0].files)) == ((), 2)
        with qtbot.waitSignal(taking_in.finished, timeout=10_000) as finished:
            taking_in.begin()
        (merged,) = finished.args
        assert (merged.refused, merged.taken) == ((), 2)
    finally:
        session.close()


def test_what_files_would_bring_is_shown_before_anything_is_changed(people, sit_down, stick):
    headquarters = people.headquarters()
    ana, ben = people.laptop(headquarters, "ana"), people.laptop(headquarters, "ben")
    type_names(ana, sheet(1), {1: "Ann", 2: "Bo"})
    type_names(ben, sheet(1), {1: "Anna"})
    batches = [people.batch(ana), people.batch(ben)]
    (stick / "holiday.canvassbatch").write_bytes(b"not ours")
    volunteer = seated(people, headquarters, sit_down)
    page = volunteer.page
    assert page.choose_folder.hasFocus()
    page.look_at([*batches, stick])
    volunteer.until(page.take_in.hasFocus)
    assert page.said.text() == (
        "3 new lines. 0 lines are here already. About 1 line to decide. 1 file cannot be taken in."
    )
    assert page.shown.laptops.rows == [
        ("ana (new)", "2", "1", "2", "0", "about 1"),
        ("ben (new)", "1", "1", "1", "0", "about 1"),
    ]
    assert page.shown.text.startswith("Not taken in: holiday.canvassbatch is not the kind")
    assert entered(volunteer) == 0
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: page.messages.said.startswith("2 files are taken in. 3 lines are new."))
    assert "1 line more is to decide" in page.messages.said
    assert "New: ana, 2 lines" in page.shown.text
    assert entered(volunteer) == 2
    volunteer.until(page.decide.hasFocus)
    volunteer.key(Key.Key_Return)
    assert volunteer.page is volunteer.desk.drive.work.page("to_decide")


def test_not_now_leaves_everything_as_it_was(people, sit_down):
    headquarters = people.headquarters()
    laptop = people.laptop(headquarters, "ana")
    type_names(laptop, sheet(1), {1: "Ann"})
    batch = people.batch(laptop)
    volunteer = seated(people, headquarters, sit_down)
    page = volunteer.page
    page.look_at([batch])
    volunteer.until(page.take_in.hasFocus)
    page.not_now.click()
    assert page.messages.said == "Nothing was taken in and nothing was changed."
    assert entered(volunteer) == 0
    assert page.shown.isHidden()
    assert page.choose_folder.hasFocus()


def test_a_cancel_keeps_what_was_taken_in_whole_and_says_how_many_are_left(people, sit_down, stick):
    headquarters = people.headquarters()
    batches = list(many_batches(headquarters, stick, laptops=40, nights=1, lines_a_night=3))
    volunteer = seated(people, headquarters, sit_down)
    page = volunteer.page
    page.look_at([stick])
    volunteer.until(page.take_in.hasFocus)
    at_the_fifth = page.taking.progressed.connect(lambda done, _total: page.give_up.click() if done == 5 else None)
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: "Stopped" in page.messages.said)
    page.taking.progressed.disconnect(at_the_fifth)
    assert page.messages.said.startswith("5 files are taken in. Stopped: 35 files are not taken in.") or (
        page.messages.said.startswith("6 files are taken in. Stopped: 34 files are not taken in.")
    )
    assert entered(volunteer) == 3 * int(page.messages.said.split()[0])
    page.look_at(batches)
    volunteer.until(page.take_in.hasFocus)
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: page.messages.said.startswith("40 files are taken in."))
    assert entered(volunteer) == 120


def test_a_disk_that_is_full_on_the_way_is_told_with_what_was_taken_in_before(people, sit_down, stick, monkeypatch):
    headquarters = people.headquarters()
    list(many_batches(headquarters, stick, laptops=5, nights=1, lines_a_night=2))
    volunteer = seated(people, headquarters, sit_down)
    page = volunteer.page
    page.look_at([stick])
    volunteer.until(page.take_in.hasFocus)
    step = Merging.step

    def full_at_the_third(merging, journal):
        if merging.taken == 2:
            raise DiskFull(path=str(journal.campaign.path))
        step(merging, journal)

    with monkeypatch.context() as fault:
        fault.setattr(Merging, "step", full_at_the_third)
        volunteer.key(Key.Key_Return)
        volunteer.until(lambda: "2 files were taken in whole before that" in page.messages.said)
    assert "is full" in page.messages.said
    assert entered(volunteer) == 4
    page.look_at([stick])
    volunteer.until(page.take_in.hasFocus)
    assert page.said.text().startswith("6 new lines. 4 lines are here already.")
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: page.messages.said.startswith("5 files are taken in. 6 lines are new."))


def test_a_look_can_be_given_up_and_leaves_nothing(people, sit_down, stick):
    headquarters = people.headquarters()
    for _ in many_batches(headquarters, stick, laptops=30, nights=4, lines_a_night=30):
        pass
    volunteer = seated(people, headquarters, sit_down)
    page = volunteer.page
    page.look_at([stick])
    assert page.give_up.hasFocus()
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: page.messages.said == "Nothing was taken in and nothing was changed.")
    assert page.shown.isHidden()
    assert not page.taking.is_busy


def test_a_folder_without_files_says_what_they_are_called(people, sit_down, stick):
    volunteer = seated(people, people.headquarters(), sit_down)
    volunteer.page.look_at([stick])
    volunteer.until(lambda: "end in .canvassbatch" in volunteer.page.said.text())
    assert not volunteer.page.take_in.isVisible()
    assert volunteer.page.choose_folder.hasFocus()


def test_the_list_is_copied_and_saved_as_text(people, sit_down, stick, tmp_path):
    headquarters = people.headquarters()
    list(many_batches(headquarters, stick, laptops=12, nights=1, lines_a_night=2))
    volunteer = seated(people, headquarters, sit_down)
    page = volunteer.page
    page.look_at([stick])
    volunteer.until(page.take_in.hasFocus)
    assert len(page.shown.laptops.rows) == 6, "the table shows some, the list all"
    assert page.shown.text.count("From Laptop") == 12
    page.shown.copy.click()
    assert QGuiApplication.clipboard().text() == page.shown.text
    page.shown.save_to(tmp_path / "tonight.txt")
    assert (tmp_path / "tonight.txt").read_text(encoding="utf-8") == page.shown.text + "\n"
    page.shown.save_to(tmp_path / "no" / "such" / "folder.txt")
    assert "folder.txt" in page.messages.said


def test_a_file_that_a_passphrase_seals_is_asked_for_it_and_a_wrong_one_is_asked_again(sit_down, people):
    headquarters, lone = people.headquarters(), people.lone("vigil")
    type_names(lone, "L1", {1: "Ann"})
    batch = quick_passphrase(people.batch(lone, TULIP), TULIP)
    volunteer = seated(people, headquarters, sit_down)
    page = volunteer.page
    page.look_at([batch])
    volunteer.until(lambda: page.sealed.isVisible() and page.sealed.field.hasFocus())
    assert batch.name in page.sealed.said.text()
    assert page.shown.text.startswith("Locked:")
    volunteer.type("another passphrase")
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: "does not open" in page.shown.text)
    volunteer.until(page.sealed.field.hasFocus)
    volunteer.type(TULIP)
    volunteer.key(Key.Key_Return)
    volunteer.until(page.take_in.hasFocus)
    assert page.sealed.isHidden()
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: page.messages.said.startswith("1 file is taken in. 1 line is new."))


def test_a_sealed_file_that_is_left_is_told_and_the_others_are_taken_in(sit_down, people):
    headquarters, lone = people.headquarters(), people.lone("vigil")
    laptop = people.laptop(headquarters, "ana")
    type_names(lone, "L1", {1: "Ann"})
    type_names(laptop, sheet(1), {1: "Bo"})
    batches = [quick_passphrase(people.batch(lone, TULIP), TULIP), people.batch(laptop)]
    volunteer = seated(people, headquarters, sit_down)
    page = volunteer.page
    page.look_at(batches)
    volunteer.until(page.sealed.isVisible)
    page.sealed.leave.click()
    volunteer.until(page.take_in.hasFocus)
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: page.messages.said.startswith("1 file is taken in. 1 line is new. 1 file was not"))
    assert page.shown.text.startswith("Locked:")


def test_what_is_taken_in_while_another_page_is_shown_is_told_there(people, sit_down, stick):
    headquarters = people.headquarters()
    list(many_batches(headquarters, stick, laptops=20, nights=1, lines_a_night=2))
    volunteer = seated(people, headquarters, sit_down)
    page = volunteer.page
    page.look_at([stick])
    volunteer.until(page.take_in.hasFocus)
    assert volunteer.window.findChild(QStatusBar) is None
    page.take_in.click()
    volunteer.desk.drive.show_entry()
    volunteer.until(lambda: volunteer.window.findChild(QStatusBar) is not None)
    foot = volunteer.window.statusBar()
    assert foot.isVisible()
    assert "of 20. Ctrl+6 shows them." in foot.currentMessage()
    volunteer.until(lambda: volunteer.entry.messages.said.startswith("20 files are taken in."))
    assert not foot.isVisible()
    volunteer.until(lambda: volunteer.desk.drive.home.numbers["entered"].text() == "40")


@pytest.mark.parametrize("screen", [(150, 1366, 740), (100, 1024, 672)])
def test_the_page_fits_a_small_screen_full_and_named(people, sit_down, stick, screen):
    size, width, height = screen
    headquarters = people.headquarters()
    list(many_batches(headquarters, stick, laptops=12, nights=1, lines_a_night=2))
    (stick / "bad.canvassbatch").write_bytes(b"not ours")
    volunteer = seated(people, headquarters, sit_down)
    volunteer.window.look.choose(text_size=size)
    volunteer.window.resize(width, height)
    volunteer.page.look_at([stick])
    volunteer.until(volunteer.page.take_in.hasFocus)
    pages = volunteer.window.pages
    volunteer.until(lambda: pages.page.width() <= pages.viewport().width())
    assert pages.page.height() <= pages.viewport().height()
    assert unnamed(volunteer.window) == []


def test_closing_the_drive_on_the_way_leaves_whole_files_and_no_word_at_the_foot(people, sit_down, stick):
    headquarters = people.headquarters()
    list(many_batches(headquarters, stick, laptops=20, nights=1, lines_a_night=2))
    volunteer = seated(people, headquarters, sit_down)
    path = volunteer.desk.drive.session.path
    page = volunteer.page
    page.look_at([stick])
    volunteer.until(page.take_in.hasFocus)
    page.take_in.click()
    volunteer.desk.show_start()
    volunteer.until(lambda: volunteer.window.findChild(QStatusBar) is not None)
    volunteer.desk.close()
    assert not volunteer.window.statusBar().isVisible()
    with open_campaign(path) as campaign:
        lines = totals(Journal(campaign), TODAY).entered
    assert lines % 2 == 0
    assert 0 < lines <= 40
