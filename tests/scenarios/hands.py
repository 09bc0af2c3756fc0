"""What a person's hands do, counted: letters and Enter are typing; F-keys, Ctrl, Alt and clicks are special."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop.conftest import Volunteer

MOST_TABS = 120
NO_LETTER = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Hands:
    """Two hands on the keyboard of a volunteer's window, and a mouse beside it."""

    def __init__(self, volunteer: Volunteer) -> None:
        self.volunteer = volunteer
        self.special: list[str] = []
        self.clicks = 0

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        """Press a key."""
        if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35 or modifiers & NO_LETTER:
            self.special.append(f"{modifiers.name} {key.name}")
        self.volunteer.key(key, modifiers)

    def ctrl(self, key):
        """Press a key with Ctrl."""
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def enter(self, *texts):
        """Type texts, Enter after each."""
        for text in texts:
            self.volunteer.type(text)
            self.key(Qt.Key.Key_Return)

    def click(self, widget):
        """Click on something in sight."""
        assert widget.isVisible()
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def tab_to(self, widget):
        """Go to a control as one does without a mouse."""
        for _ in range(MOST_TABS):
            if widget.hasFocus():
                return
            self.key(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        raise AssertionError(f"Tab does not reach {widget.accessibleName()}, but {focused}")
