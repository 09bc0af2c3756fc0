"""A real window on the offscreen platform, with the rooms loaded behind it."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from canvass.desktop.app import make_desk, make_window

Key = Qt.Key


class KeyCounter(QObject):
    """Counts key presses that reach a widget."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.KeyPress and watched.isWidgetType()
        return False


class Volunteer:
    """A person at the keyboard of one window."""

    def __init__(self, qtbot, window, desk):
        self.qtbot = qtbot
        self.window = window
        self.desk = desk

    @property
    def page(self):
        return self.window.pages.page

    @property
    def entry(self):
        return self.desk.drive.entry

    @property
    def work(self):
        return self.entry.entry

    @property
    def fields(self):
        return self.entry.fields

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self._target(), key, modifiers)

    def ctrl(self, key):
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text):
        QTest.keyClicks(self._target(), text)

    def _target(self):
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    def until(self, condition):
        self.qtbot.waitUntil(condition, timeout=10_000)

    def settle(self):
        """Wait until what was given to the writer is shown."""
        self.until(lambda: not self.work.is_busy and not self.entry.held.is_holding)

    def start_typing(self):
        self.key(Key.Key_Return)
        self.until(lambda: self.desk.drive is not None and self.page is self.entry)
        self.until(self.fields.edits["name"].hasFocus)

    def line(self, name, address="", city="", zip_code=""):
        """Type one line by keys alone and wait until it is saved."""
        for text in (name, address, city, zip_code):
            self.type(text)
            self.key(Key.Key_Return)
        self.settle()

    def rows(self):
        return {row.line: row for row in self.work.rows}


@pytest.fixture
def sit_down(qtbot, qapp):
    """Return a function that opens a window, with or without a file, and gives it a volunteer."""
    windows = []

    def open_one(path: Path | None = None) -> Volunteer:
        window = make_window(qapp)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        desk = make_desk(window)
        windows.append((window, desk))
        volunteer = Volunteer(qtbot, window, desk)
        if path is not None:
            desk.open_path(path)
        else:
            window.first_start.begin()
        return volunteer

    yield open_one
    for window, desk in windows:
        desk.close()
        window.hide()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def volunteer(sit_down):
    return sit_down()


@pytest.fixture
def typing(volunteer):
    """A volunteer who has just opened the Entry page of a new file."""
    volunteer.start_typing()
    return volunteer


def unnamed(root: QWidget) -> list[str]:
    """Return the focusable children that a screen reader could not name."""
    found = []
    for child in root.findChildren(QWidget):
        is_reached = child.focusPolicy() != Qt.FocusPolicy.NoFocus and child.isVisibleTo(root)
        if is_reached and not QAccessible.queryAccessibleInterface(child).text(QAccessible.Text.Name):
            found.append(f"{type(child).__name__} {child.objectName()}")
    return found


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
