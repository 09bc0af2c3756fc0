"""Past the last line of a sheet: what is typed there belongs to no line, so that it never changes one that stands."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from canvass.desktop.completing_edit import GOING_ON
from canvass.sheets.scanned import split_scan

OPENING = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
)
"""Keys that say that the text in the field is to be changed."""
NO_TEXT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class SheetEnd(QObject):
    """Takes what is typed while the form shows a line to which nobody went, on a sheet that is typed to its end.

    A key that moves or deletes, or a click, opens the line for a change. A scanned code is passed on.
    """

    typed_past = Signal()
    """Something was typed that belongs to no line of this sheet."""
    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_closed = False
        self._taken = ""

    @property
    def is_closed(self) -> bool:
        """Whether what is typed is kept out of the fields."""
        return self._is_closed

    def watch(self, *fields: QWidget) -> None:
        """Watch the fields of the line."""
        for field in fields:
            field.installEventFilter(self)

    def close(self, is_closed: bool) -> None:
        """Keep text out of the fields from now on, or let it in."""
        self._is_closed, self._taken = is_closed, ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take letters and digits; tell of them as soon as they are no code."""
        if self._is_closed and event.type() == QEvent.Type.MouseButtonPress:
            self.close(False)
        if not self._is_closed or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in GOING_ON:
            return self._is_end_of_text()
        if event.key() in OPENING or (event.modifiers() & NO_TEXT and event.text()):
            self.close(False)
        elif event.text().isprintable() and event.text():
            self._taken += event.text()
            if not self._taken.isdigit():
                self.typed_past.emit()
            return True
        return super().eventFilter(watched, event)

    def _is_end_of_text(self) -> bool:
        """Pass a scanned code on, tell of any other text; return whether there was one."""
        taken, self._taken = self._taken, ""
        _, code = split_scan(taken)
        if code:
            self.scanned.emit(code)
        elif taken:
            self.typed_past.emit()
        return bool(taken)
