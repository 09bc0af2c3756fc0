"""Typing what the paper says where no reading is right: the fields of a line, or a sheet's number."""

import itertools
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from canvass.desktop.reading_words import LABELS
from canvass.wording.translation import tr

WIDTHS = {"name": 5, "address": 5, "city": 3, "zip": 2, "sheet": 4}
LONGEST = 400


class CorrectionForm(QWidget):
    """Fields side by side in paper order; Enter in the last one, or the button, keeps what they say."""

    finished = Signal(object)
    """The fields, by name."""
    left = Signal()
    """The form is to be put away; what was typed stays in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edits: dict[str, QLineEdit] = {}
        self._labels: list[QLabel] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self.keep = QPushButton(tr("Th&is is what the paper says"))
        self.keep.setProperty("isFirst", True)
        self.keep.clicked.connect(self._finish)
        self.leave = QPushButton(tr("&Cancel"))
        self.leave.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.addWidget(self.keep)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addLayout(buttons)

    def put(self, fields: Mapping[str, str]) -> None:
        """Show these fields with these texts."""
        for part in (*self.edits.values(), *self._labels):
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.edits, self._labels = {}, []
        for column, (field, text) in enumerate(fields.items()):
            label, edit = QLabel(tr(LABELS[field])), QLineEdit(text)
            edit.setAccessibleName(tr(LABELS[field]))
            edit.setMaxLength(LONGEST)
            edit.setCursorPosition(0)
            edit.returnPressed.connect(self._go_on)
            label.setBuddy(edit)
            self._grid.addWidget(label, 0, column)
            self._grid.addWidget(edit, 1, column)
            self._grid.setColumnStretch(column, WIDTHS[field])
            self.edits[field] = edit
            self._labels.append(label)
        for before, after in itertools.pairwise([*self.edits.values(), self.keep, self.leave]):
            QWidget.setTabOrder(before, after)

    def begin(self, field: str = "") -> None:
        """Put the focus into a field, else into the first, its text ready to be typed over."""
        edit = self.edits.get(field) or next(iter(self.edits.values()))
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        edit.selectAll()

    def _go_on(self) -> None:
        edits = list(self.edits.values())
        following = next((place + 1 for place, edit in enumerate(edits) if edit.hasFocus()), len(edits))
        if following < len(edits):
            edits[following].setFocus()
            edits[following].selectAll()
        else:
            self._finish()

    def _finish(self) -> None:
        self.finished.emit({field: edit.text() for field, edit in self.edits.items()})
