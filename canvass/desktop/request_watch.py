"""Looks whether another start of the program asks for the drive that is open here to come to the front."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from canvass.campaign.lock import taken_request

WATCH_MS = 500


class RequestWatch(QObject):
    """`requested` when somebody asks for the file that `path_open` tells, if one is open."""

    requested = Signal()

    def __init__(self, path_open: Callable[[], Path | None], parent: QObject) -> None:
        super().__init__(parent)
        self._path_open = path_open
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._look)
        self._watch.start()

    def stop(self) -> None:
        """Look no more."""
        self._watch.stop()

    def _look(self) -> None:
        path = self._path_open()
        if path is not None and taken_request(path):
            self.requested.emit()
