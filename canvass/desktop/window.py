"""The one window: a page at a time, a menu, the ring of the focus. Knows no room, so that it is there at once."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from canvass.desktop.first_start import FirstStart
from canvass.desktop.keys import WINDOW_KEYS
from canvass.desktop.look import Look
from canvass.desktop.page_stack import PageStack
from canvass.desktop.settings import LOOKS, TEXT_SIZES, Settings
from canvass.wording.translation import mark, tr

LOOK_NAMES = {
    "system": mark("As the &system"),
    "light": mark("&Light"),
    "dark": mark("&Dark"),
    "high_contrast": mark("&High contrast"),
}
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
    private_changed = Signal(bool)

    def __init__(self, settings: Settings, look: Look) -> None:
        super().__init__()
        self.settings = settings
        self.look = look
        look.setParent(self)
        self._is_painted = False
        self.pages = PageStack()
        self.setCentralWidget(self.pages)
        self.menus = {name: self.menuBar().addMenu(tr(title)) for name, title in MENUS.items()}
        self.menuBar().setAccessibleName(tr("Menu"))
        self.menus["line"].menuAction().setVisible(False)
        self.first_start = FirstStart(settings, look)
        self.pages.show_page(self.first_start)
        self.show_title("")
        self.resize(1180, 740)

    def show_title(self, drive: str) -> None:
        """Show the drive's name in the title: never a signer's."""
        self.setWindowTitle(f"{drive} – canvass" if drive else "canvass")

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front."""
        self.pages.show_page(page)

    def drop_page(self, page: QWidget) -> None:
        """Take a page out for good."""
        self.pages.drop_page(page)

    def add_action(self, menu: str, name: str, do: Callable[[], object]) -> QAction:
        """Put an action of the table of keys into a menu."""
        key = next(key for key in WINDOW_KEYS if key.name == name)
        return self._add(self.menus[menu], tr(key.says), do, key.keys)

    def add_plain(self, menu: str, text: str, do: Callable[[], object]) -> QAction:
        """Put an action without a key into a menu."""
        return self._add(self.menus[menu], text, do, ())

    def show_line_menu(self, actions: Sequence[QAction]) -> None:
        """Show the menu of the page that types, with its actions; none hide it."""
        menu = self.menus["line"]
        menu.clear()
        menu.addActions(list(actions))
        menu.menuAction().setVisible(bool(actions))

    def raise_to_front(self) -> None:
        """Show the window over the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window was painted."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask whoever listens; close unless they ignore the event."""
        event.accept()
        self.closing.emit(event)

    def change_text_size(self, step: int) -> None:
        """Make all text one size larger or smaller."""
        place = TEXT_SIZES.index(self.settings.text_size) + step
        self.look.choose(text_size=TEXT_SIZES[max(0, min(place, len(TEXT_SIZES) - 1))])

    def fill_view_menu(self) -> None:
        """Fill the menu that changes the look; not needed for the first paint."""
        view = self.menus["view"]
        group = QActionGroup(self)
        for look in LOOKS:
            action = self._add(view, tr(LOOK_NAMES[look]), partial(self.look.choose, look=look), ())
            action.setCheckable(True)
            action.setChecked(look == self.settings.look)
            group.addAction(action)
        view.addSeparator()
        self.add_action("view", "larger", lambda: self.change_text_size(1))
        self.add_action("view", "smaller", lambda: self.change_text_size(-1))
        view.addSeparator()
        self.hide_names = self.add_action("view", "hide_names", lambda: None)
        self.hide_names.setCheckable(True)
        self.hide_names.toggled.connect(self.private_changed)

    def _add(self, menu: QMenu, text: str, do: Callable[[], object], keys: tuple[str, ...]) -> QAction:
        action = menu.addAction(text)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _checked: do())
        return action
