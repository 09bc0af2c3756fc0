"""Where the window stands: as it was closed, moved and made smaller where the screen has shrunk since."""

from collections.abc import Sequence

from PySide6 import QtCore  # QtCore.Qt takes 14 ms: asked for only where it is needed
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from canvass.desktop.settings import Place, Settings

AT_FIRST = QSize(1180, 740)
SMALLEST_SCREEN = QSize(1000, 600)
"""A screen smaller than the smallest that the pages are made for is left to the system."""

SMALLEST_WINDOW = QSize(320, 240)


def put_in_place(window: QMainWindow, settings: Settings) -> None:
    """Give a window that is not shown yet its size and place."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    kept = settings.place
    if kept is None:
        window.resize(fitted(QRect(screens[0].topLeft(), AT_FIRST), screens).size() if screens else AT_FIRST)
        return
    window.setGeometry(fitted(QRect(kept.left, kept.top, kept.width, kept.height), screens))
    if kept.is_maximised:
        window.setWindowState(QtCore.Qt.WindowState.WindowMaximized)


def note_place(window: QMainWindow, settings: Settings) -> None:
    """Note where the window stands now, for the next start."""
    is_maximised = window.isMaximized() or window.isFullScreen()
    normal = window.normalGeometry() if is_maximised else window.geometry()
    if normal.isValid() and not normal.isEmpty():
        settings.place = Place(normal.left(), normal.top(), normal.width(), normal.height(), is_maximised)


def fitted(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """Return the rectangle inside the screen that shows most of it, else inside the first one; no larger than that."""
    if not screens:
        return wanted
    screen = max(screens, key=lambda of: _area(of.intersected(wanted)))
    room = screen.size().expandedTo(SMALLEST_SCREEN)
    size = wanted.size().expandedTo(SMALLEST_WINDOW).boundedTo(room)
    left = max(screen.left(), min(wanted.left(), screen.left() + room.width() - size.width()))
    top = max(screen.top(), min(wanted.top(), screen.top() + room.height() - size.height()))
    return QRect(left, top, size.width(), size.height())


def _area(of: QRect) -> int:
    return max(0, of.width()) * max(0, of.height())
