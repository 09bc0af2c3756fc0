"""Files that are dropped anywhere on the window."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class Drops(QObject):
    """Takes files that are dropped anywhere on a window, on a field for text too; `came` carries their paths."""

    came = Signal(object)

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        window.setAcceptDrops(True)
        self._application = QCoreApplication.instance()
        if self._application is not None:
            self._application.installEventFilter(self)

    def stop(self) -> None:
        """Look at no event any more."""
        if self._application is not None:
            self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let files in before any widget takes their names for text."""
        if not isinstance(event, QDropEvent):  # which entering and moving are too
            return super().eventFilter(watched, event)
        paths = dropped_paths(event)
        if not paths or not isinstance(watched, QWidget) or watched.window() is not self._window:
            return super().eventFilter(watched, event)
        event.setDropAction(Qt.DropAction.CopyAction)  # never a move: the file stays where it lies
        event.accept()
        if event.type() == QEvent.Type.Drop:
            QTimer.singleShot(0, self, lambda: self.came.emit(paths))  # the program that gave them waits for us
        return True


def dropped_paths(event: QDropEvent) -> list[Path]:
    """Return the paths of the files that are dropped; none for text, and for what lies on another computer."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
