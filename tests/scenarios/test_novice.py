"""Ten minutes: somebody who never saw the program types a sheet of five lines and hands in the file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from canvass.batches.founding import create_drive
from canvass.batches.merging import merge
from canvass.desktop import finish_page
from canvass.signers.listing import all_lines
from tests.desktop.conftest import sit_down, volunteer  # noqa: F401 - the window of the desktop's tests
from tests.scenarios.hands import Hands

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
MOST_SPECIAL_KEYS, MOST_CLICKS = 4, 2


@pytest.fixture
def hands(volunteer):  # noqa: F811 - pytest's way to name a fixture
    return Hands(volunteer)


def type_the_sheet(hands):
    """Five lines: a couple, one left blank, a neighbour, and one that was first typed wrong."""
    novice = hands.volunteer
    hands.enter("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
    novice.settle()
    hands.enter("William Lovelace")
    hands.key(Key.Key_F8, SHIFT)  # the button says so: Same household
    hands.key(Key.Key_Return)
    novice.settle()
    hands.key(Key.Key_F4)  # the button says so: This line is…
    novice.until(lambda: QApplication.activePopupWidget() is novice.entry.keys.voids)
    novice.type("b")
    novice.until(lambda: novice.work.number == 4)
    novice.settle()
    novice.window.activateWindow()  # as a desktop does when a menu is gone
    novice.until(novice.fields.edits["name"].hasFocus)
    hands.enter("Ben Bell", "14 Sunset Blvd", "Los Angeles", "90026")
    novice.settle()
    hands.enter("Cyd Choo", "16 Sunset", "")  # the street, its city and its ZIP are known by now
    novice.settle()
    hands.ctrl(Key.Key_Z)  # one o too many: the menu says Undo
    novice.until(lambda: 5 not in novice.rows())
    novice.settle()
    hands.key(Key.Key_Backspace)
    hands.enter("", "", "", "")
    novice.settle()


def test_a_novice_types_a_sheet_of_five_lines_with_at_most_four_special_keys(hands):
    hands.key(Key.Key_Return)
    novice = hands.volunteer
    novice.until(lambda: novice.desk.drive is not None and novice.fields.edits["name"].hasFocus())
    type_the_sheet(hands)
    typed = [(row.state, row.name, row.address, row.city, row.zip) for row in novice.rows().values()]
    assert typed == [
        ("signed", "Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026"),
        ("signed", "William Lovelace", "12 Sunset Blvd", "Los Angeles", "90026"),
        ("blank", "", "", "", ""),
        ("signed", "Ben Bell", "14 Sunset Blvd", "Los Angeles", "90026"),
        ("signed", "Cyd Cho", "16 Sunset Blvd", "Los Angeles", "90026"),
    ]
    assert len(hands.special) <= MOST_SPECIAL_KEYS, hands.special
    assert hands.clicks == 0


def test_finish_for_tonight_takes_two_clicks_and_headquarters_reads_what_was_typed(hands, tmp_path, monkeypatch):
    hands.key(Key.Key_Return)
    novice = hands.volunteer
    novice.until(lambda: novice.desk.drive is not None and novice.fields.edits["name"].hasFocus())
    type_the_sheet(hands)
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(finish_page, "sticks", lambda: [("STICK", stick)])  # one is plugged in
    hands.click(novice.entry.foot.finish)
    page = novice.desk.drive.finish
    novice.until(lambda: novice.page is page and page.write.isVisible())
    hands.click(page.write)
    novice.until(lambda: "you may take the stick out" in page.messages.said)
    assert page.messages.said.startswith("5 lines are in the file")
    assert hands.clicks <= MOST_CLICKS
    headquarters = create_drive(tmp_path / "hq.canvass", "ca-recall-local", {"title": "Recall"})
    merged = merge(headquarters, [stick], page.passphrase.text())
    assert (merged.refused, merged.conflicts) == ((), 0)
    assert [row.name for row in all_lines(headquarters)] == [
        "Ada Lovelace", "William Lovelace", "", "Ben Bell", "Cyd Cho",
    ]  # fmt: skip
    headquarters.campaign.close()
