"""The keys of the Entry page, and what they do."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from canvass.desktop.entry_fields import EntryFields
from canvass.desktop.entry_state import FIELDS, REMARK, VOIDED, Standing, above
from canvass.desktop.flow import Flow, flowing
from canvass.desktop.keys import ENTRY_KEYS, WINDOW_KEYS, Key, action_for, shown_keys
from canvass.desktop.sheet_names import with_known_pages
from canvass.signers.errors import StillInForm
from canvass.wording.translation import mark, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from canvass.desktop.entry import Entry
    from canvass.desktop.held_keys import HeldKeys

VOIDS = (
    ("blank", mark("&Blank")),
    ("struck", mark("&Crossed out")),
    ("unreadable", mark("&Unreadable")),
    ("not_signed", mark("&Not signed")),
    ("signed", mark("Si&gned")),
)
HOUSEHOLD = ("address", "city", "zip")
FIND = next(key for key in WINDOW_KEYS if key.name == "find")
ON_BUTTONS = ("same_as_above", "same_household", "line_is", "next_sheet", "find")


class EntryKeys(QObject):
    """Makes the page's actions from the table of keys, and buttons for those worth one."""

    def __init__(self, page: QWidget, entry: "Entry", fields: EntryFields, held: "HeldKeys") -> None:
        super().__init__(page)
        self._entry = entry
        self._fields = fields
        self.voids = self._void_menu(page)
        self.actions_by_name: dict[str, QAction] = {}
        self._buttons: dict[Key, QPushButton] = {}
        does: dict[str, Callable[[], object]] = {
            "same_as_above": self.same_as_above,
            "same_household": self.same_household,
            "line_is": self.ask_state,
            "undo": self.undo,
            "redo": self.redo,
            "line_before": lambda: entry.go_to(entry.number - 1),
            "line_after": lambda: entry.go_to(entry.number + 1),
            "next_sheet": entry.open_next_sheet,
            "show_anyway": self._show_anyway,
        }
        for edit in fields.edits.values():
            edit.redo_asked.connect(self.redo)
        for key in ENTRY_KEYS:
            if key.name in does:
                do = does[key.name]
                self.actions_by_name[key.name] = action_for(page, key, partial(held.run, do))

    def add(self, page: QWidget, name: str, do: Callable[[], object]) -> None:
        """Add the action of a key that the page itself answers; one that the whole window answers lends its button."""
        key = next(key for key in (*ENTRY_KEYS, FIND) if key.name == name)
        self.actions_by_name[name] = action_for(page, key, do)
        if key is FIND:
            self.actions_by_name[name].setShortcuts([])
            self.actions_by_name[name].setText(f"{tr(key.says)}\t{shown_keys(key)}")

    def buttons(self) -> Flow:
        """Return a row of buttons, one for each key worth one; on each stands its key."""
        self._buttons = {key: self._button(key) for key in (*ENTRY_KEYS, FIND) if key.name in ON_BUTTONS}
        return flowing(self._buttons.values(), 8)

    def name_buttons(self, *, with_keys: bool) -> None:
        """Write on the buttons what they do, and their keys if there is room."""
        remark = next(key for key in ENTRY_KEYS if key.name == "remark")
        said = tr("{key}: whatever is odd about this line").format(key=shown_keys(remark).split(",")[0])
        self._fields.edits[REMARK].setPlaceholderText(said if with_keys else "")
        for key, button in self._buttons.items():
            keys = f"  {shown_keys(key).split(',')[0]}" if with_keys else ""
            button.setText(tr(SHORT[key.name]) + keys)

    def same_as_above(self) -> None:
        """Fill the field in which one types with that of the nearest line above."""
        self._fill(self._fields.field)
        self._fields.go_on_if_filled()

    def same_household(self) -> None:
        """Fill address, city and ZIP with those of the nearest line above that has an address."""
        source = above(self._entry.rows, self._entry.number, "address")
        if source is None:
            return
        for field in HOUSEHOLD:
            self._fields.fill(field, getattr(source, field) or "", tr("same as line {line}").format(line=source.line))
        if self._fields.field in HOUSEHOLD:
            self._fields.edits["zip"].setFocus()

    def ask_state(self) -> None:
        """Ask what this line is; a letter answers."""
        row = self._entry.row
        self.voids.actions()[-1].setVisible(row is not None and row.state in VOIDED)
        below = self._fields.edits[FIELDS[0]]
        self.voids.popup(below.mapToGlobal(QPoint(0, below.height())))

    def undo(self) -> None:
        """Take back what was saved last; what is typed and not saved first, at the second press."""
        if not self._entry.is_dirty:
            self._entry.undo()
        elif self._entry.is_told:
            self._entry.empty()
        else:
            self._entry.is_told = True
            self._entry.refused.emit(StillInForm(line=self._entry.number))

    def redo(self) -> None:
        """Put back what undo took out of the form."""
        self._entry.put_back()

    def name_undo(self) -> None:
        """Say in the menu what undo would take back."""
        last, undo = self._entry.last_saved, self.actions_by_name["undo"]
        name = "" if last is None else with_known_pages(last.sheet.ref.short, self._entry.session.device)
        undo.setText(
            tr("Undo") if last is None else tr("Undo: line {line} of {sheet}").format(line=last.number, sheet=name)
        )

    def _fill(self, field: str) -> None:
        source = above(self._entry.rows, self._entry.number, field)
        if source is not None:
            self._fields.fill(field, getattr(source, field), tr("same as line {line}").format(line=source.line))

    def _show_anyway(self) -> None:
        if self._entry.standing is Standing.BLIND:
            self._entry.show_anyway()

    def _void_menu(self, page: QWidget) -> QMenu:
        menu = QMenu(tr("This line is…"), page)
        menu.setAccessibleName(tr("This line is…"))
        for state, says in VOIDS:
            action = menu.addAction(with_letter(tr(says)))
            action.triggered.connect(lambda _=False, state=state: self._entry.save(state))
        return menu

    def _button(self, key: Key) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"button_{key.name}")
        button.setToolTip(f"{tr(key.says)}: {shown_keys(key)}")
        button.setAccessibleName(tr(key.says))
        button.clicked.connect(self.actions_by_name[key.name].trigger)
        return button


def with_letter(text: str) -> str:
    """Return the text of a menu's line with its letter in the column of keys: not every system underlines it."""
    return f"{text}\t{text[text.index('&') + 1].upper()}"


SHORT = {
    "same_as_above": mark("Same as above"),
    "same_household": mark("Same household"),
    "line_is": mark("This line is…"),
    "next_sheet": mark("Next sheet"),
    "find": mark("Find"),
}
