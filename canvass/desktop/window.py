"""The one window: a page at a time, a menu, the ring of the focus. Knows no room, so that it is there at once."""

from PySide6 import QtCore  # QtCore.Qt, with all its enumerations, takes 14 ms: asked for after the first paint
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QWidget

from canvass.desktop.first_start import FirstStart
from canvass.desktop.look import Look
from canvass.desktop.page_stack import PageStack
from canvass.desktop.settings import Settings
from canvass.desktop.window_place import note_place, put_in_place
from canvass.wording.translation import mark, tr

MENUS = {
    "drive": mark("&Drive"),
    "line": mark("Li&ne"),
    "view": mark("&View"),
    "help": mark("&Help"),
}


class MainWindow(QMainWindow):
    """Shows pages; what they ask for is done elsewhere."""

    painted = Signal()
    """The window is on the screen for the first time: now the rest of the program may be loaded."""
    closing = Signal(object)
    """A `QCloseEvent`, for who wants to be asked."""

    def __init__(self, settings: Settings, look: Look) -> None:
        super().__init__()
        self.settings = settings
        self.look = look
        look.setParent(self)
        self._is_painted = False
        self._is_foot_needless = True
        self.pages = PageStack()
        self.setCentralWidget(self.pages)
        self.menus = {name: self.menuBar().addMenu("") for name in MENUS}
        self.menus["line"].menuAction().setVisible(False)
        self.first_start = FirstStart(settings, look)
        self.pages.show_page(self.first_start)
        self.show_title("")
        self.show_texts()
        put_in_place(self, settings)

    def show_texts(self) -> None:
        """Write the names of the menus in the language in use."""
        for name, title in MENUS.items():
            self.menus[name].setTitle(tr(title))
        self.menuBar().setAccessibleName(tr("Menu"))

    def show_title(self, drive: str) -> None:
        """Show the drive's name in the title: never a signer's."""
        self.setWindowTitle(f"{drive} – canvass" if drive else "canvass")

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front."""
        self.pages.show_page(page)

    def show_behind(self, said: str) -> None:
        """Say at the foot of the window what goes on behind the page; an empty text takes the foot away."""
        if said or not self._is_foot_needless:
            self._is_foot_needless = not said
            self.statusBar().setVisible(bool(said))
            self.statusBar().showMessage(said)

    def drop_page(self, page: QWidget) -> None:
        """Take a page out for good."""
        self.pages.drop_page(page)

    def raise_to_front(self) -> None:
        """Show the window over the others."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window was painted."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus on Enter, as Space does: outside dialogs Qt leaves Enter to nobody."""
        focused = self.focusWidget()
        is_enter = event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if is_enter and isinstance(focused, QAbstractButton) and focused.isEnabled() and focused.hasFocus():
            focused.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask whoever listens; close unless they ignore the event."""
        event.accept()
        note_place(self, self.settings)
        self.closing.emit(event)
