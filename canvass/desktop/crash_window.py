"""The window for our own faults: says what is safe, shows what a helper needs, sends nothing.

It must work when half the program is broken, so it knows Qt and nothing of ours but the version and translation.
"""

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from canvass import __version__
from canvass.wording.translation import tr

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def report_of(error: BaseException) -> str:
    """Return what a helper needs: versions, the kind of error, and files with lines. No values, no messages.

    A message or a local could hold what somebody typed; the names of our own files cannot.
    """
    lines = [
        f"canvass {__version__} – Python {platform.python_version()} – PySide6 {PySide6.__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        "",
    ]
    while True:
        lines.append(type(error).__qualname__)
        for frame in traceback.extract_tb(error.__traceback__):
            parts = frame.filename.replace("\\", "/").split("/")
            lines.append(f"  {'/'.join(parts[-2:])}:{frame.lineno} {frame.name}")
        earlier = error.__cause__ or error.__context__
        if earlier is None:
            return "\n".join(lines)
        lines.append("after")
        error = earlier


class CrashWindow(QDialog):
    """What happened, what it means for the lines, and the report to copy."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("canvass has a fault"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said = QLabel(
            tr(
                "canvass has a fault, and what you just asked for was not done. Every line that was said to be saved "
                "is safe in the file. You can go on; if it happens again, close canvass and start it anew."
            )
        )
        said.setWordWrap(True)
        told = QLabel(
            tr("For whoever helps you. It holds no names and nothing that was typed. Nothing is sent anywhere.")
        )
        told.setWordWrap(True)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(tr("Report"))
        self.copy = QPushButton(tr("&Copy the report"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        close = QPushButton(tr("C&lose"))
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for part in (said, told, self.report):
            column.addWidget(part)
        column.addLayout(row)
        self.resize(760, 480)


class CrashWatch(QObject):
    """Shows a `CrashWindow` for every exception that nobody took, from whatever thread; one at a time."""

    _told = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.shown: CrashWindow | None = None
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._before: tuple[Hook, Callable[[threading.ExceptHookArgs], object]] | None = None

    def install(self) -> None:
        """Take the place of Python's own hooks."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = lambda _kind, error, _trace: self.tell(error)
        threading.excepthook = lambda hook: self.tell(hook.exc_value)

    def remove(self) -> None:
        """Give the hooks back."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None

    def tell(self, error: BaseException | None) -> None:
        """Report an exception; callable from any thread."""
        if error is None:
            return
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(type(error), error, error.__traceback__)
            return
        report = report_of(error)
        if sys.stderr is not None:
            print(report, file=sys.stderr)  # noqa: T201 - where somebody started it from a terminal
        self._told.emit(report)

    def _on_told(self, report: str) -> None:
        if self.shown is None:
            self.shown = CrashWindow(report, self._over)
            self.shown.destroyed.connect(self._on_closed)
            self.shown.open()

    def _on_closed(self) -> None:
        self.shown = None
