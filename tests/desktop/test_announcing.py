"""What a screen reader is told, heard where Qt hands it to the system: behind everything of ours."""

import ctypes
import os
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent

from canvass.sheets.code import Code, code_text
from tests.batches.people import People, sheet, type_names

Key = Qt.Key
LIBRARY = Path(QtGui.__file__).parent / "Qt" / "lib" / "libQt6Gui.so.6"
HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
pytestmark = pytest.mark.skipif(not LIBRARY.exists(), reason="Qt's own hook is reached by its name in Linux' library")


@pytest.fixture
def heard():
    """What screen readers are told from now on: (text, whether it interrupts)."""
    install = ctypes.CDLL(os.fspath(LIBRARY))._ZN11QAccessible20installUpdateHandlerEPFvP16QAccessibleEventE
    install.restype, install.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    said: list[tuple[str, bool]] = []

    def listen(address: int) -> None:
        event: Any = shiboken6.wrapInstance(address, QAccessibleEvent)
        if event.type() == QAccessible.Event.Announcement:
            told: Any = shiboken6.wrapInstance(address, QAccessibleAnnouncementEvent)
            said.append((told.message(), told.politeness() == QAccessible.AnnouncementPoliteness.Assertive))

    handler = HANDLER(listen)
    before = install(ctypes.cast(handler, ctypes.c_void_p))
    QAccessible.setActive(True)
    yield said
    QAccessible.setActive(False)
    install(before)


@pytest.fixture
def people(tmp_path):
    people = People(tmp_path)
    yield people
    people.close()


def test_a_saved_line_is_told_without_interrupting(typing, heard):
    typing.line(*ADA)
    assert ("Line 1 saved", False) in heard


def test_a_refusal_is_told_at_once(typing, heard):
    typing.type("a" * 201)
    for _ in range(4):
        typing.key(Key.Key_Return)
    typing.until(lambda: typing.entry.messages.said != "")
    assert (f"Not done. {typing.entry.messages.said}", True) in heard


def test_undo_tells_what_was_taken_back(typing, heard):
    typing.line(*ADA)
    typing.ctrl(Key.Key_Z)
    typing.until(lambda: "Taken back" in typing.entry.messages.said)
    assert (f"Note. {typing.entry.messages.said}", False) in heard


def test_a_scanned_sheet_is_told_with_the_line_one_is_on(typing, heard):
    typing.type(code_text(Code(campaign=0, run=1002, serial=14, page=1)))
    typing.key(Key.Key_Return)
    typing.until(lambda: heard != [])
    assert heard == [("001002-0014-65, Line 1", False)]


def test_nothing_is_told_letter_by_letter(typing, heard):
    typing.type("Ada Lovelace")
    typing.key(Key.Key_Return)
    assert heard == []


def test_what_was_taken_in_is_told_before_and_after(people, sit_down, heard):
    headquarters = people.headquarters()
    ana = people.laptop(headquarters, "ana")
    type_names(ana, sheet(1), {1: "Ann"})
    batch = people.batch(ana)
    path = headquarters.campaign.path
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.ctrl(Key.Key_6)
    page = volunteer.desk.drive.work.page("take_in")
    page.look_at([batch])
    volunteer.until(page.take_in.hasFocus)
    assert (page.said.text(), False) in heard
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: page.messages.said != "")
    assert (f"Done. {page.messages.said}", False) in heard
