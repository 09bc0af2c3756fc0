"""What is in the window's menus; filled after the first paint."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from canvass.desktop.keys import WINDOW_KEYS
from canvass.desktop.look import Look
from canvass.desktop.settings import LOOKS, TEXT_SIZES, Settings
from canvass.wording.translation import languages, mark, tr

LOOK_NAMES = {
    "system": mark("As the &system"),
    "light": mark("&Light"),
    "dark": mark("&Dark"),
    "high_contrast": mark("&High contrast"),
}


class Menus(QObject):
    """Adds actions to the menus by name: drive, line, view, help."""

    private_changed = Signal(bool)
    language_chosen = Signal(str)

    def __init__(self, menus: dict[str, QMenu], settings: Settings, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._menus = menus
        self._settings = settings
        self._look = look
        self._pages: list[QAction] = []
        self._texts: dict[QAction, str] = {}
        self._languages: dict[str, QAction] = {}
        self._fill_view()
        self.show_texts()

    def add(self, menu: str, name: str, do: Callable[[], object]) -> QAction:
        """Add an action of the table of keys."""
        key = next(key for key in WINDOW_KEYS if key.name == name)
        return self._add(self._menus[menu], key.says, do, key.keys)

    def add_plain(self, menu: str, text: str, do: Callable[[], object]) -> QAction:
        """Add an action without a key; `text` is a marked one, which is translated here."""
        return self._add(self._menus[menu], text, do, ())

    def show_texts(self) -> None:
        """Write every action in the language in use, and mark which one is chosen."""
        for action, text in self._texts.items():
            action.setText(tr(text))
        self._languages[self._settings.language].setChecked(True)

    def show_line_menu(self, actions: Sequence[QAction]) -> None:
        """Show the menu of the page that types, with its actions; none hide it."""
        menu = self._menus["line"]
        menu.clear()
        menu.addActions(list(actions))
        menu.menuAction().setVisible(bool(actions))

    def show_pages(self, pages: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show the pages of the open drive at the head of its menu, in place of those of the one before."""
        for action in self._pages:
            self._menus["drive"].removeAction(action)
            self._texts.pop(action, None)
            action.deleteLater()
        first = next(iter(self._menus["drive"].actions()), None)
        self._pages = [self.add("drive", name, do) for name, do in pages]
        if self._pages:
            self._pages.append(self._menus["drive"].addSeparator())
        if first is not None:
            self._menus["drive"].insertActions(first, self._pages)

    def change_text_size(self, step: int) -> None:
        """Make all text one size larger or smaller."""
        place = TEXT_SIZES.index(self._settings.text_size) + step
        self._look.choose(text_size=TEXT_SIZES[max(0, min(place, len(TEXT_SIZES) - 1))])

    def _fill_view(self) -> None:
        view = self._menus["view"]
        group = QActionGroup(self)
        for look in LOOKS:
            action = self._add(view, LOOK_NAMES[look], partial(self._look.choose, look=look), ())
            action.setCheckable(True)
            action.setChecked(look == self._settings.look)
            group.addAction(action)
        view.addSeparator()
        self.add("view", "larger", lambda: self.change_text_size(1))
        self.add("view", "smaller", lambda: self.change_text_size(-1))
        view.addSeparator()
        self.hide_names = self.add("view", "hide_names", lambda: None)
        self.hide_names.setCheckable(True)
        self.hide_names.toggled.connect(self.private_changed)
        view.addSeparator()
        self._fill_languages(view.addMenu(""))

    def _fill_languages(self, menu: QMenu) -> None:
        """Offer each language in its own name: whoever cannot read the menu finds it all the same."""
        self._texts[menu.menuAction()] = mark("Lan&guage")
        group = QActionGroup(self)
        for code, name in {"": mark("As the &system"), **languages()}.items():
            action = self._add(menu, name, partial(self.language_chosen.emit, code), ())
            action.setCheckable(True)
            group.addAction(action)
            self._languages[code] = action

    def _add(self, menu: QMenu, text: str, do: Callable[[], object], keys: tuple[str, ...]) -> QAction:
        action = menu.addAction(tr(text))
        self._texts[action] = text
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _checked: do())
        return action
