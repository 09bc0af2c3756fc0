"""Somebody who looks at one window, opened outside of the tests but in the same way as in them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from canvass.desktop.app import make_desk, make_window
from canvass.desktop.settings import Settings, settings_file
from tests.desktop.conftest import Volunteer

WAIT_S = 20
SETTLE_TURNS = 4
REST_S, LATE_MS = 1.0, 1000


class Waiter:
    """Waits as pytest-qt's `qtbot` does."""

    def waitUntil(self, condition: Callable[[], object], timeout: int = WAIT_S * 1000) -> None:  # noqa: N802 - its name
        end = time.monotonic() + timeout / 1000
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("what the picture was to show did not come")
            QTest.qWait(5)


class Visitor(Volunteer):
    """A person at one window, who can have it drawn in another look, size of text and size of screen."""

    def dress(self, look: str, text_size: int, width: int, height: int) -> None:
        self.window.look.choose(look=look, text_size=text_size)
        self.window.resize(width, height)
        self.settle_down()
        self.rest()

    def rest(self) -> None:
        """Wait a moment for what another thread reads or draws anew, as the preview of a page; not for long work."""
        end = time.monotonic() + REST_S
        while not self.is_at_rest() and time.monotonic() < end:
            QTest.qWait(10)
        self.settle_down()

    def is_at_rest(self) -> bool:
        """Whether nothing is read, and no page waits a moment before it draws anew."""
        waits = (timer for timer in self.window.pages.findChildren(QTimer) if timer.isSingleShot() and timer.isActive())
        drive = self.desk.drive
        return (drive is None or drive.session.is_at_rest) and not any(timer.interval() < LATE_MS for timer in waits)

    def settle_down(self) -> None:
        """Let what was put off to the next turns of the loop happen: layouts, counts, pictures of pages."""
        for _ in range(SETTLE_TURNS):
            QTest.qWait(1)
            QApplication.sendPostedEvents()

    def until(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(condition)

    def said(self) -> str:
        return str(getattr(getattr(self.page, "messages", None), "said", ""))


@contextmanager
def visit(application: QApplication, language: str, path: Path | None = None) -> Iterator[Visitor]:
    """Open a window in a language, with a drive if one is given, and close it at the end."""
    settings = Settings(settings_file())
    settings.language = language
    settings.store()
    window = make_window(application)
    window.show()
    window.activateWindow()
    waiter = Waiter()
    waiter.waitUntil(window.isActiveWindow)
    desk = make_desk(window)
    visitor = Visitor(waiter, window, desk)
    try:
        if path is None:
            window.first_start.begin()
        else:
            desk.open_path(path)
            visitor.until(lambda: desk.drive is not None and visitor.page is not window.first_start)
        yield visitor
    finally:
        desk.close()
        window.hide()
        window.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
