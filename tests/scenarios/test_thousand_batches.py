"""A folder of a thousand files taken in at headquarters, by keyboard alone: one summary, and twice is nothing new."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from canvass.count.totals import totals
from tests.batches.many import many_batches
from tests.batches.people import TODAY, people_in
from tests.desktop.conftest import sit_down  # noqa: F401 - the window of the desktop's tests

LAPTOPS, NIGHTS, LINES_A_NIGHT = 98, 10, 3
DOUBLED, BAD = 10, 2
GOOD = LAPTOPS * NIGHTS

pytestmark = pytest.mark.slow
"""Half a minute: a thousand files are sealed, opened, looked at and taken in, twice."""


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


@pytest.fixture
def folder(people, tmp_path):
    """A folder of 1,000 files: 988 laptops' files, 10 of them doubled, one cut, one of another drive."""
    folder = tmp_path / "all the sticks"
    folder.mkdir()
    headquarters = people.headquarters()
    made = list(many_batches(headquarters, folder, LAPTOPS, NIGHTS, LINES_A_NIGHT))
    extra = list(many_batches(headquarters, folder, 1, 1_000 - GOOD - DOUBLED - BAD, 1))
    for number, path in enumerate(made[:: len(made) // DOUBLED][:DOUBLED]):
        shutil.copyfile(path, folder / f"copy-{number}.canvassbatch")
    (folder / "cut.canvassbatch").write_bytes(made[-1].read_bytes()[:-30])
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (foreign,) = many_batches(people.headquarters("others"), elsewhere, 1, 1, 1)
    shutil.copyfile(foreign, folder / "foreign.canvassbatch")
    assert len(list(folder.iterdir())) == 1_000
    path = headquarters.campaign.path
    people.close()
    return path, folder, GOOD + len(extra)


def choose_folder(volunteer, folder):
    """Choose a folder as one does by keyboard: its button, its name, Enter."""
    page = volunteer.page
    volunteer.until(page.choose_folder.hasFocus)
    volunteer.key(Qt.Key.Key_Space)
    volunteer.until(lambda: isinstance(QApplication.activeWindow(), QFileDialog))
    dialog = QApplication.activeWindow()
    assert dialog is not None
    volunteer.type(str(folder))
    volunteer.key(Qt.Key.Key_Return)
    volunteer.until(lambda: QApplication.activeWindow() is not dialog or not dialog.isVisible())
    volunteer.window.activateWindow()
    volunteer.qtbot.waitUntil(page.take_in.hasFocus, timeout=60_000)


def test_a_folder_of_a_thousand_files_comes_in_with_one_summary_and_nothing_new_the_second_time(folder, sit_down):  # noqa: F811
    path, stick, good = folder
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.key(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    page = volunteer.page
    lines = LAPTOPS * NIGHTS * LINES_A_NIGHT + good - GOOD

    choose_folder(volunteer, stick)
    assert page.said.text().startswith(f"{lines:,} new lines.")
    assert page.said.text().endswith("2 files cannot be taken in.")
    assert "cut.canvassbatch is cut at" in page.shown.text
    assert "foreign.canvassbatch belongs to another drive" in page.shown.text
    assert totals(volunteer.desk.drive.session.journal, TODAY).entered == 0
    volunteer.key(Qt.Key.Key_Return)
    volunteer.qtbot.waitUntil(lambda: "taken in" in page.messages.said, timeout=60_000)
    assert page.messages.said.startswith(f"{good + DOUBLED:,} files are taken in. {lines:,} lines are new.")
    assert page.messages.said.endswith("2 files were not taken in.")
    assert page.shown.text.count("New: ") == LAPTOPS + 1
    assert "Waiting for" not in page.shown.text
    assert totals(volunteer.desk.drive.session.journal, TODAY).entered == lines - (good - GOOD)

    page.messages.clear()
    choose_folder(volunteer, stick)
    assert page.said.text().startswith("0 new lines.")
    volunteer.key(Qt.Key.Key_Return)
    volunteer.qtbot.waitUntil(lambda: "taken in" in page.messages.said, timeout=60_000)
    assert page.messages.said.startswith(f"{good + DOUBLED:,} files are taken in. Nothing in it was new.")
    assert totals(volunteer.desk.drive.session.journal, TODAY).entered == lines - (good - GOOD)
