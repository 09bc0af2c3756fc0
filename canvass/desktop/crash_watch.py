"""Watches for exceptions that nobody took, and shows the crash window for them, whatever thread they came from."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from canvass.desktop.settings import settings_file

if TYPE_CHECKING:
    from canvass.desktop.crash_window import ReportWindow

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class CrashWatch(QObject):
    """Shows one crash window at a time."""

    _told = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.shown: ReportWindow | None = None
        self._told.connect(self._on_told)
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
        from canvass.desktop.crash_marks import keep_fault  # noqa: PLC0415 - nothing of it is needed at the start
        from canvass.desktop.crash_window import report_of  # noqa: PLC0415 - as above

        if error is None:
            return
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(type(error), error, error.__traceback__)
            return
        report = report_of(error)
        if sys.stderr is not None:
            print(report, file=sys.stderr)  # noqa: T201 - where somebody started it from a terminal
        self._told.emit(report)
        keep_fault(settings_file().parent, report)

    def _on_told(self, report: str) -> None:
        from canvass.desktop.crash_window import ReportWindow  # noqa: PLC0415 - as above

        if self.shown is None:
            self.shown = ReportWindow(report, self._over)
            self.shown.destroyed.connect(self._on_closed)
            self.shown.open()

    def _on_closed(self) -> None:
        self.shown = None
