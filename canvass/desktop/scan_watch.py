"""A scanner types 17 digits and Enter into whatever has the focus: caught here, so that no name field gets a code."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from canvass.desktop.completing_edit import CompletingEdit
from canvass.sheets.code import DIGITS
from canvass.sheets.scanned import is_code

TAKES_SCANS = "takesScans"
"""The property of a field that expects codes and answers Enter itself."""

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
NO_DIGIT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


@dataclass
class Before:
    """What stood in a control when the first digit came."""

    control: QWidget
    text: str
    place: int

    def put_back(self, more: str) -> None:
        """Put it back, with what a person typed right before the code."""
        control, whole = self.control, self.text[: self.place] + more + self.text[self.place :]
        if isinstance(control, CompletingEdit):
            control.drop_offer()
        if isinstance(control, QLineEdit):
            control.selectAll()
            if whole:
                control.insert(whole)
            else:
                control.del_()
            control.setCursorPosition(self.place + len(more))
        elif isinstance(control, QPlainTextEdit):
            control.selectAll()
            control.insertPlainText(whole)
        elif isinstance(control, QSpinBox):
            control.setValue(int(self.text))


def before(control: QWidget) -> Before:
    """Note what stands in a control now."""
    if isinstance(control, QLineEdit):
        text = control.typed if isinstance(control, CompletingEdit) else control.text()
        start = control.selectionStart()
        return Before(control, text, min(control.cursorPosition() if start < 0 else start, len(text)))
    if isinstance(control, QPlainTextEdit):
        return Before(control, control.toPlainText(), control.textCursor().selectionStart())
    return Before(control, str(control.value()) if isinstance(control, QSpinBox) else "", 0)


class ScanWatch(QObject):
    """Watches the keys of the window of `inside`; `scanned` carries the code, and nothing of it is left anywhere."""

    scanned = Signal(str)

    def __init__(self, inside: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._inside = inside
        self._digits = ""
        self._before: Before | None = None
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count digits that come one after the other; take the Enter that ends a code.

        Digits are counted as they are offered as shortcuts, which comes before they are typed, and for each key.
        """
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        if watched is not QApplication.focusWidget() or not isinstance(watched, QWidget):
            return False
        if watched.window() is not self._inside.window() or watched.property(TAKES_SCANS):
            self._digits = ""
            return False
        if event.type() == QEvent.Type.KeyPress:
            return event.key() in ENTER and self._is_taken()
        self._count(watched, event)
        return False

    def _count(self, control: QWidget, event: QKeyEvent) -> None:
        text = event.text()
        if text.isascii() and text.isdigit() and not event.modifiers() & NO_DIGIT:
            if self._before is None or not self._digits or self._before.control is not control:
                self._digits, self._before = "", before(control)
            self._digits += text
        elif event.key() not in ENTER:
            self._digits = ""

    def _is_taken(self) -> bool:
        digits, self._digits = self._digits, ""
        if len(digits) < DIGITS or not is_code(digits[-DIGITS:]):
            return False
        if self._before is not None:
            self._before.put_back(digits[:-DIGITS])
        self.scanned.emit(digits[-DIGITS:])
        return True
