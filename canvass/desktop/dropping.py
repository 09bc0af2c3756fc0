"""Files that come from outside the window: dropped anywhere on it, or named by the system (macOS)."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent, QFileOpenEvent
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


def dropped_paths(event: QDropEvent) -> list[Path]:
    """Return the paths of the files that are dropped; none for text, and for what lies on another computer."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
