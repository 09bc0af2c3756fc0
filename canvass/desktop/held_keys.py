"""Keys pressed while a line is on its way to the disk: kept in order, and given to the next line."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


class HeldKeys(QObject):
    """An event filter that holds key presses back, so that fast typing never lands in the line before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_holding = False
        self._waiting: list[QKeyEvent | Callable[[], object]] = []

    @property
    def is_holding(self) -> bool:
        """Whether keys are held back now."""
        return self._is_holding

    def watch(self, *widgets: QWidget) -> None:
        """Hold the keys of these widgets."""
        for widget in widgets:
            widget.installEventFilter(self)

    def hold(self, is_holding: bool) -> None:
        """Begin to hold, or give what was held, in order, to whatever has the focus by then."""
        self._is_holding = is_holding
        while self._waiting and not self._is_holding:
            held = self._waiting.pop(0)
            target = QApplication.focusWidget()
            if not isinstance(held, QKeyEvent):
                held()
            elif target is not None:
                QCoreApplication.sendEvent(target, held)

    def run(self, do: Callable[[], object]) -> None:
        """Do it now, or in its turn."""
        if self._is_holding:
            self._waiting.append(do)
        else:
            do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take key presses out while holding."""
        if self._is_holding and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._waiting.append(event.clone())
            return True
        return super().eventFilter(watched, event)
