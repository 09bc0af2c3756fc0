"""A drive on a full disk: it opens for reading, says so, writes its file onto a stick, and refuses typing in words."""

import pytest
from PySide6.QtCore import Qt

from canvass.campaign.file import create_campaign
from canvass.journal.bodies import Line
from canvass.journal.journal import Journal
from canvass.signers.entry import enter
from canvass.signers.sheets_known import known_sheet
from tests.campaign.test_full_disk import disk, fill

Key = Qt.Key
__all__ = ["disk"]
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")


@pytest.fixture
def rescued(disk, sit_down):
    path = disk / "names.canvass"
    with create_campaign(path) as campaign:
        journal = Journal(campaign)
        enter(journal, known_sheet(journal, "L1"), 1, Line(name=ADA[0], address=ADA[1], city=ADA[2], zip=ADA[3]), "AL")
    fill(disk)
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    return volunteer


def test_it_opens_for_reading_and_says_so(rescued):
    assert "is full" in rescued.entry.messages.said
    assert rescued.rows()[1].name == "Ada Lovelace"
    rescued.ctrl(Key.Key_K)
    rescued.type("love")
    rescued.until(lambda: rescued.desk.drive.find.found.text() == "1 found")


def test_the_file_for_headquarters_can_be_written_onto_a_stick(rescued, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    rescued.desk.drive.show_finish()
    page = rescued.desk.drive.finish
    page.choose_folder(str(stick))
    page.write.click()
    rescued.until(lambda: "It was read back" in page.messages.said)
    assert len(list(stick.glob("*.canvassbatch"))) == 1
    assert page.protect_too.isHidden()


def test_typing_is_refused_in_words_and_the_text_stays(rescued):
    rescued.line("Ben Bell", *ADA[1:])
    rescued.until(
        lambda: "for reading only" in rescued.entry.messages.said and "not saved" in rescued.entry.messages.said
    )
    assert rescued.fields.typed.name == "Ben Bell"
    assert list(rescued.rows()) == [1]


def test_it_closes_without_a_question(rescued):
    rescued.window.close()
    assert not rescued.window.isVisible()
