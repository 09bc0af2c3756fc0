"""Number keys that a person presses one at a time; a scanner's, which come together, do nothing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

SCANNER_MS = 60
"""Scanners type a digit every few thousandths of a second, people none faster than this twice."""

QUIET_MS = 300


class CalmNumbers(QObject):
    """Calls `do` with the number of a key a moment after it was pressed, unless another one comes within it."""

    def __init__(self, do: Callable[[int], object], parent: QObject) -> None:
        super().__init__(parent)
        self._do = do
        self._number = 0
        self._wait, self._quiet = QTimer(self), QTimer(self)
        for timer, length in ((self._wait, SCANNER_MS), (self._quiet, QUIET_MS)):
            timer.setSingleShot(True)
            timer.setInterval(length)
        self._wait.timeout.connect(lambda: self._do(self._number))

    def press(self, number: int) -> None:
        """Take note of a key."""
        if self._wait.isActive() or self._quiet.isActive():
            self._wait.stop()
            self._quiet.start()
        else:
            self._number = number
            self._wait.start()
