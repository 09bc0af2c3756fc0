"""A laptop that nobody touches hides the names on its screen; the next key or click shows them again."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

MINUTE_MS = 60 * 1_000
IDLE_MS = 10 * MINUTE_MS
"""Long enough to turn a page and talk to a neighbour, shorter than a break."""

TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress)
"""Not the mouse's moving: somebody who bumps the table is not at work."""


class Idle(QObject):
    """Checks the action that hides names after a while, and unchecks it only if it was not a person who checked it."""

    def __init__(self, hide_names: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self._hide_names = hide_names
        self._is_hiding = False
        self.clock = QTimer(self)
        self.clock.setSingleShot(True)
        self.clock.setInterval(IDLE_MS)
        self.clock.timeout.connect(self._on_clock_timeout)
        self.clock.start()
        hide_names.triggered.connect(self._on_names_triggered)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one, or no window

    def wait_minutes(self, minutes: int) -> None:
        """Wait this long from now on."""
        self.clock.start(minutes * MINUTE_MS)

    def stop(self) -> None:
        """Look at no event any more: one that comes while the program ends would find nobody here."""
        self.clock.stop()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # as above

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start waiting anew at each key or click."""
        if event.type() in TOUCHES:
            self.clock.start()
            if self._is_hiding:
                self._is_hiding = False
                self._hide_names.setChecked(False)
        return super().eventFilter(watched, event)

    def _on_clock_timeout(self) -> None:
        if not self._hide_names.isChecked():
            self._is_hiding = True
            self._hide_names.setChecked(True)

    def _on_names_triggered(self) -> None:
        """Leave as it is what a person chose."""
        self._is_hiding = False
