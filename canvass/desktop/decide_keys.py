"""The keys of the page *To decide*, and a button for each."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from canvass.desktop.calm_numbers import CalmNumbers
from canvass.desktop.deciding import Deciding
from canvass.desktop.entry_keys import VOIDS, with_letter
from canvass.desktop.keys import DECIDE_KEYS, Key, action_for, shown_keys
from canvass.desktop.reading_card import LARGEST_KEY
from canvass.desktop.reading_words import title_words
from canvass.signers.decisions import Conflict
from canvass.signers.undecided import Undecided
from canvass.wording.translation import mark, tr

SHORT = {
    "type_it": mark("Type what the paper says"),
    "no_signature": mark("Not a signature…"),
    "later": mark("Later"),
    "before": mark("Before"),
    "undo_decision": mark("Undo"),
}


class DecideKeys(QObject):
    """Makes the page's actions from the table of keys; 1 to 9 keep the reading with that number."""

    def __init__(
        self,
        page: QWidget,
        deciding: Deciding,
        type_it: Callable[[], object],
        keep: Callable[[int], object],
        may_see: Callable[[], bool],
    ) -> None:
        super().__init__(page)
        self._may_see = may_see
        self._deciding = deciding
        self.voids = self._void_menu(page)
        self.actions_by_name: dict[str, QAction] = {}
        self.buttons: dict[str, QPushButton] = {}
        does: dict[str, Callable[[], object]] = {
            "type_it": type_it,
            "no_signature": self.ask_state,
            "later": partial(deciding.go, 1),
            "before": partial(deciding.go, -1),
            "undo_decision": deciding.undo,
        }
        for key in DECIDE_KEYS:
            self.actions_by_name[key.name] = action_for(page, key, does[key.name])
            self.buttons[key.name] = self._button(key)
        self.numbers = CalmNumbers(keep, self)
        for number in range(1, LARGEST_KEY + 1):
            self._add_number(page, number)
        self.voids.aboutToShow.connect(lambda: self._let_keys(is_on=False))
        self.voids.aboutToHide.connect(lambda: self._let_keys(is_on=True))

    def ask_state(self) -> None:
        """Ask what the line is if it is no signature; a letter answers."""
        if isinstance(self._deciding.item, Conflict) and self._may_see():
            button = self.buttons["no_signature"]
            self.voids.popup(button.mapToGlobal(QPoint(0, button.height())))

    def show_for(self, item: Undecided | None) -> None:
        """Show the buttons of what can be done now, and name what undo would take back."""
        for name in ("type_it", "later", "before"):
            self.buttons[name].setVisible(item is not None)
        self.buttons["no_signature"].setVisible(isinstance(item, Conflict))
        last, undo = self._deciding.last_decided, self.buttons["undo_decision"]
        undo.setVisible(last is not None)
        if last is not None:
            device = self._deciding.session.journal.device
            said = tr("Undo: {what}").format(what=title_words(last.item, device, self._deciding.names))
            self.actions_by_name["undo_decision"].setText(said)
            undo.setAccessibleName(said)
            undo.setToolTip(said)

    def name_buttons(self, *, with_keys: bool) -> None:
        """Write on the buttons what they do, and their keys if there is room."""
        for key in DECIDE_KEYS:
            keys = f"  {shown_keys(key).split(',')[0]}" if with_keys else ""
            self.buttons[key.name].setText(tr(SHORT[key.name]) + keys)

    def _let_keys(self, *, is_on: bool) -> None:
        """Let the page's letters work, or not while the menu is open: its own S is not that of Later."""
        for action in self.actions_by_name.values():
            action.setEnabled(is_on)

    def _add_number(self, page: QWidget, number: int) -> None:
        action = QAction(page)
        action.setShortcut(QKeySequence(str(number)))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setAutoRepeat(False)  # a key held down decides once, not everything that follows
        action.triggered.connect(lambda _checked: self.numbers.press(number))
        page.addAction(action)

    def _button(self, key: Key) -> QPushButton:
        button = QPushButton()
        button.setAccessibleName(tr(key.says))
        button.setToolTip(f"{tr(key.says)}: {shown_keys(key)}")
        button.clicked.connect(self.actions_by_name[key.name].trigger)
        return button

    def _void_menu(self, page: QWidget) -> QMenu:
        menu = QMenu(tr("This line is…"), page)
        menu.setAccessibleName(tr("This line is…"))
        for state, says in VOIDS:
            action = menu.addAction(with_letter(tr(says)))
            action.triggered.connect(lambda _=False, state=state: self._deciding.keep_void(state))
        return menu
