"""The window's start: Qt and the first page, then, once they are on the screen, everything else."""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from canvass.desktop.crash_watch import CrashWatch
from canvass.desktop.language import language_in_use, speak
from canvass.desktop.look import Look
from canvass.desktop.settings import Settings, settings_file
from canvass.desktop.window import MainWindow
from canvass.ground.resources import resource

if TYPE_CHECKING:
    from canvass.desktop.desk import Desk
    from canvass.desktop.named_files import NamedFiles
    from canvass.desktop.stop_notice import StopWatch

NAME, STYLE = "canvass", "Fusion"


THREADS_SWITCH_S = 0.001
"""How long a thread that computes keeps the window's waiting: a fifth of Python's own, so that keys are shown at once
while files are taken in (`tests/bench/typing_while_merging.py`)."""


def make_application() -> QApplication:
    """Return Qt's application, with the names by which desktops know its windows (the entry of the menu has them).

    The style is asked for by argument: `setStyle` returns one, and its enumerations alone take 5 ms of the start.
    """
    sys.setswitchinterval(THREADS_SWITCH_S)
    application = QApplication([*sys.argv[:1], "-style", STYLE])
    application.setApplicationName(NAME)
    application.setDesktopFileName(NAME)
    return application


def make_window(application: QApplication) -> MainWindow:
    """Return the window, not yet shown."""
    settings = Settings(settings_file())
    speak(language_in_use(settings), application)
    return MainWindow(settings, Look(application, settings))


def make_desk(window: MainWindow) -> "Desk":
    """Load the rooms and return what the window works with: the one place that does so after the first paint."""
    from canvass.desktop.desk import Desk  # noqa: PLC0415 - after the first paint

    return Desk(window)


def named_files(application: QApplication) -> "NamedFiles":
    """Return what collects the files that the system names while the window is not there yet."""
    from canvass.desktop.named_files import NamedFiles  # noqa: PLC0415 - only where a system does so

    return NamedFiles(application)


def make_stop_watch(window: MainWindow, desk: "Desk") -> "StopWatch":
    """Return what notes that the window runs, and knows of one that stopped without closing."""
    from canvass.desktop.stop_notice import StopWatch  # noqa: PLC0415 - after the first paint

    stop = StopWatch(window, desk.open_path)
    desk.drive_opened.connect(stop.watch)
    return stop


def open_window(path: Path | None = None) -> int:
    """Show the window, with the drive at `path` if one is given, until it is closed; return the exit code."""
    application = make_application()
    named = named_files(application) if sys.platform == "darwin" else None
    window = make_window(application)
    watch = CrashWatch(window)
    watch.install()
    stops: list[StopWatch] = []

    def load_rooms() -> None:
        application.setWindowIcon(QIcon(str(resource("icons", "canvass.svg"))))
        desk = make_desk(window)
        stops.append(make_stop_watch(window, desk))
        gc.enable()
        if path is not None:
            desk.files_came([path])
        if named is not None:
            named.came.connect(desk.files_came)
            named.hear()
        stops[0].tell()

    window.painted.connect(load_rooms)
    window.show()
    window.first_start.begin()
    try:
        return application.exec()
    finally:
        for stop in stops:
            stop.end()
        watch.remove()
