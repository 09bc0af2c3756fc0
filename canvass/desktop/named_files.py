"""Files that the system names to the running program, as macOS does where others start it with the file's name."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent


class NamedFiles(QObject):
    """Collects the files that the system names to the running program, one event each; `came` carries their paths."""

    came = Signal(object)

    def __init__(self, application: QObject) -> None:
        super().__init__(application)
        self._paths: list[Path] = []
        self._is_heard = False
        application.installEventFilter(self)

    def hear(self) -> None:
        """Tell of files from now on, and of those that were named before."""
        self._is_heard = True
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the file; those named at once are told together."""
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return super().eventFilter(watched, event)
        self._paths.append(Path(event.file()))
        QTimer.singleShot(0, self, self._tell)
        return True

    def _tell(self) -> None:
        if self._is_heard and self._paths:
            paths, self._paths = self._paths, []
            self.came.emit(paths)
