"""The four fields of a line, with a word under each where something is worth a look, and beside them its remark."""

import itertools
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from canvass.desktop.completing_edit import CompletingEdit, Suggest
from canvass.desktop.entry_order import ORDERS, Spot
from canvass.desktop.entry_state import FIELDS, REMARK, TEXTS, Doubt, Typed, warnings_of
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.scan_watch import TAKES_SCANS
from canvass.desktop.settings import IN_PAPER_ORDER
from canvass.sheets.scanned import split_scan
from canvass.wording.translation import mark, tr

LABELS = {
    "name": mark("Name"),
    "address": mark("Address"),
    "city": mark("City"),
    "zip": mark("ZIP"),
    REMARK: mark("Remark"),
}

WARNINGS = {
    Doubt.NO_HOUSE: mark("No house number. It is saved as it is."),
    Doubt.ZIP_SHAPE: mark("Not five digits. It is saved as it is."),
    Doubt.DIGITS_IN_NAME: mark("A name with digits? It is saved as it is."),
    Doubt.NO_NAME: mark("No name. It is saved as it is."),
}
TEXT_FACTOR = 1.25
MOST_LETTERS = 400
"""More than a field may hold, so that what is too long is refused in words instead of being cut."""


class EntryFields(QWidget):
    """Name, address, city, ZIP. Enter goes on; in the last field the line is finished. The remark is not on its way."""

    finished = Signal()
    """Enter was pressed in the last field that was not filled by a key."""
    typed_changed = Signal()
    going_on = Signal(str)
    """Enter was pressed in this field; what follows may still be filled before the next one is chosen."""
    field_left = Signal()
    remark_entered = Signal()
    """Enter was pressed in the remark."""
    undo_asked = Signal()
    scanned = Signal(str)
    """A scanner typed a sheet's code into some field."""
    line_asked = Signal(int)
    """Up or Down was pressed: the line before (-1) or after (1)."""

    def __init__(self, look: Look, suggestions: Mapping[str, Suggest], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._order = ORDERS[IN_PAPER_ORDER]
        self._came_from = FIELDS[0]
        self._filled: set[str] = set()
        self._left: set[str] = set()
        self.edits: dict[str, CompletingEdit] = {}
        self._labels: dict[str, QLabel] = {}
        self._words: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        for field in TEXTS:
            self._make(field, suggestions.get(field))
        self.take_order(IN_PAPER_ORDER)
        look.changed.connect(self._put_on)
        self._put_on()

    def take_order(self, order: str) -> None:
        """Put the fields where this order of `ORDERS` has them, and let Enter and Tab go through them so."""
        self._order = ORDERS[order]
        for field, spot in self._order.spots.items():
            _put_at(self._grid, spot, self._labels[field], self.edits[field], self._words[field])
        for column, stretch in enumerate(self._order.stretches):
            self._grid.setColumnStretch(column, stretch)
        for before, after in itertools.pairwise((*self._order.fields, REMARK)):
            self.setTabOrder(self.edits[before], self.edits[after])

    def _make(self, field: str, suggest: Suggest | None) -> None:
        """Make a field's parts; the word of the remark is never in sight."""
        edit, label, word = CompletingEdit(suggest), QLabel(tr(LABELS[field]), self), QLabel(self)
        edit.setObjectName(field)
        edit.setProperty(TAKES_SCANS, True)
        edit.setAccessibleName(tr(LABELS[field]))
        edit.setMaxLength(MOST_LETTERS)
        edit.installEventFilter(self)
        edit.entered.connect(lambda: self._go_on(field))
        edit.typed_changed.connect(lambda: self._on_typed(field))
        edit.undo_asked.connect(self.undo_asked)
        label.setBuddy(edit)
        word.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # no word moves a field
        word.setVisible(field != REMARK)
        self.edits[field], self._labels[field], self._words[field] = edit, label, word

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(*(self.edits[field].typed for field in TEXTS))

    @property
    def field(self) -> str:
        """The field in which one types, else the first."""
        return next((field for field in TEXTS if self.edits[field].hasFocus()), self._order.fields[0])

    @property
    def first(self) -> CompletingEdit:
        """The field in which a line begins."""
        return self.edits[self._order.fields[0]]

    @property
    def words(self) -> dict[str, str]:
        """The words under the fields, where there are any."""
        return {field: word.text() for field, word in self._words.items() if word.text()}

    def put(self, typed: Typed) -> None:
        """Show another line's text; what was warned of before is gone."""
        self._filled.clear()
        self._left.clear()
        self.blockSignals(True)
        for field in TEXTS:
            self.edits[field].put(getattr(typed, field))
            self.edits[field].setCursorPosition(0)
        self.blockSignals(False)
        self._left = {field for field in FIELDS if getattr(typed, field)}
        self._show_words()

    def fill(self, field: str, text: str, why: str) -> None:
        """Fill one field by a key or a rule; Enter passes over it, and the word under it says where it is from."""
        self.edits[field].put(text)
        self._filled.add(field)
        self._show_words()
        self._words[field].setText(why)
        self.edits[field].setAccessibleDescription(why)
        coloured(self._words[field], self._look.colours.placeholder)

    def is_filled(self, field: str) -> bool:
        """Return whether a key or a rule filled this field, and nobody typed in it since."""
        return field in self._filled

    def empty(self, field: str) -> None:
        """Take out what was filled; Enter stops in this field again."""
        self._filled.discard(field)
        self.edits[field].put("")

    def begin(self) -> None:
        """Put the focus into the first field."""
        self.go_to(self._order.fields[0])
        self.first.end(False)

    def go_to_remark(self) -> None:
        """Put the focus into the remark; asked there, back to the field it came from."""
        if self.edits[REMARK].hasFocus():
            self.leave_remark()
        else:
            self._came_from = self.field
            self.edits[REMARK].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to(self, field: str) -> None:
        """Put the focus into a field, after its text."""
        self.edits[field].setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_remark(self) -> None:
        """Put the focus back into the field from which one came to the remark."""
        self.go_to(self._came_from)

    def go_on_if_filled(self) -> None:
        """Go to the next field that is still to be typed, if there is one and this one was just filled."""
        if self.field in self._filled and self._following(self.field) is not None:
            self._go_on(self.field)

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of letters, or the letters again; typing goes on."""
        mode = CompletingEdit.EchoMode.Password if is_private else CompletingEdit.EchoMode.Normal
        for edit in self.edits.values():
            edit.setEchoMode(mode)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that a field was left; take Up and Down for the line before and after."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._left.add(watched.objectName())
            self._show_words()
            self.field_left.emit()
        elif event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):  # type: ignore[attr-defined]  # a key event has its key
            self.line_asked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)  # type: ignore[attr-defined]  # as above
            return True
        return super().eventFilter(watched, event)

    def _go_on(self, field: str) -> None:
        typed, code = split_scan(self.edits[field].typed)
        if code:
            self.edits[field].put(typed)
            self.scanned.emit(code)
            return
        if field == REMARK:
            self.remark_entered.emit()
            return
        self.going_on.emit(field)
        target = self._following(field)
        if target is None:
            self.finished.emit()
        else:
            self.edits[target].setFocus(Qt.FocusReason.TabFocusReason)

    def _following(self, field: str) -> str | None:
        order = self._order.fields
        following = () if field == REMARK else order[order.index(field) + 1 :]
        return next((other for other in following if other not in self._filled), None)

    def _on_typed(self, field: str) -> None:
        self._filled.discard(field)
        self._show_words()
        self.typed_changed.emit()

    def _show_words(self) -> None:
        """Show the warnings of the fields that were left; nobody is warned of what is half typed."""
        warnings = warnings_of(self.typed)
        for field, word in self._words.items():
            if field in self._filled:
                continue
            found = warnings.get(field) if field in self._left else None
            word.setText(tr(WARNINGS[found]) if found else "")
            coloured(word, self._look.colours.warn)
            self.edits[field].setAccessibleDescription(word.text())

    def _put_on(self) -> None:
        for field in TEXTS:
            scaled(self.edits[field], TEXT_FACTOR)
            scaled(self._labels[field], 1.0)
            scaled(self._words[field], 0.9)
            self._words[field].setFixedHeight(QFontMetrics(self._words[field].font()).lineSpacing() + 2)
        self._show_words()


def _put_at(grid: QGridLayout, spot: Spot, label: QLabel, edit: QLineEdit, word: QLabel) -> None:
    """Put a field's parts below each other; a word that is never in sight takes no place."""
    for below, (part, wide) in enumerate(((label, spot.wide), (edit, spot.wide), (word, spot.word_wide))):
        grid.removeWidget(part)
        if not part.isHidden() or part is not word:
            grid.addWidget(part, spot.row + below, spot.column, 1, wide)
