"""A damaged drive: the window says which copy is whole and what it lacks, and opens it by one key."""

import pytest
from PySide6.QtCore import Qt

from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.generations import keep_copy
from canvass.journal.journal import Journal
from tests.campaign.files import PASSPHRASE, enter
from tests.campaign.test_damage import page_of, spoil

Key = Qt.Key


def damaged(folder, table, word=None):
    path = folder / "names.canvass"
    with create_campaign(path, word) as campaign:
        Journal(campaign)
        enter(campaign, "Ada Lovelace", 1)
        keep_copy(campaign)
        enter(campaign, "Ben Bell", 2)
    spoil(path, page_of(path, table, word))
    return path, path.read_bytes()


def of_the_copy(volunteer):
    volunteer.until(lambda: volunteer.desk.drive is not None and "copy" in volunteer.desk.drive.session.path.name)
    return volunteer.desk.drive.session.path


@pytest.mark.parametrize("table", ["setting", "line", "device"])
def test_a_file_that_is_found_damaged_at_opening_is_told_with_its_copy_which_return_opens(sit_down, tmp_path, table):
    path, content = damaged(tmp_path, table)
    volunteer = sit_down(path)
    bar = volunteer.desk.messages
    volunteer.until(lambda: "A whole copy lies beside it" in bar.said)
    assert "1 fewer" in bar.said
    assert bar.offered.hasFocus()
    volunteer.key(Key.Key_Return)
    copy = of_the_copy(volunteer)
    assert copy.name == "names from its copy.canvass"
    assert volunteer.rows()[1].name == "Ada Lovelace"
    volunteer.desk.close()
    assert path.read_bytes() == content, "the damaged file is kept as it is"


def test_damage_that_the_check_after_opening_finds_is_told_on_the_page_with_the_copy(sit_down, tmp_path):
    path, _ = damaged(tmp_path, "checkpoint")
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    messages = volunteer.entry.messages
    volunteer.until(lambda: "A whole copy lies beside it" in messages.said)
    messages.offered.click()
    of_the_copy(volunteer)


def test_the_copy_of_a_protected_file_asks_for_the_same_passphrase(sit_down, tmp_path):
    path, _ = damaged(tmp_path, "setting", PASSPHRASE)
    volunteer = sit_down(path)
    for _ in range(2):
        volunteer.until(lambda: volunteer.desk.opening.box is not None and volunteer.desk.opening.box.isVisible())
        volunteer.desk.opening.box.field.setText(PASSPHRASE)
        volunteer.desk.opening.box.given.emit(PASSPHRASE)
        if volunteer.desk.drive is None:
            volunteer.until(lambda: volunteer.desk.messages.offered.isVisible() or volunteer.desk.drive is not None)
            volunteer.desk.messages.offered.click()
    copy = of_the_copy(volunteer)
    volunteer.desk.close()
    open_campaign(copy, PASSPHRASE).close()
