"""What each column of a spreadsheet was taken for: its heading, what stands in it, and a list to choose from."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QWidget

from canvass.desktop.lines_model import HIDDEN
from canvass.desktop.look import Look, coloured
from canvass.desktop.spreadsheet_words import FIELD_WORDS, ROWS_SHOWN
from canvass.signers.columns import FIELDS, Columns
from canvass.signers.tables import Table
from canvass.wording.translation import tr

EXAMPLES = 3
LONGEST_EXAMPLE = 60
CHOICES = ("", *FIELDS)


class CalmBox(QComboBox):
    """A list to choose from that the wheel does not change: the page scrolls under it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class SpreadsheetColumns(QWidget):
    """A row for each column; `chosen` carries the column and the field that a person gave it to."""

    chosen = Signal(int, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(1, 1)
        self._examples: list[tuple[QLabel, str]] = []
        self._is_private = False
        self.boxes: list[QComboBox] = []
        look.changed.connect(self._put_on)

    def show_table(self, table: Table) -> None:
        """Make a row for each column of the table."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes, self._examples = [], []
        for index, heading in enumerate(table.headings):
            self._add_row(index, heading, ", ".join(_examples(table, index)))
        self.hide_names(self._is_private)
        self._put_on()

    def show_mapping(self, mapping: Columns) -> None:
        """Show what each column is taken for now."""
        fields = {index: field for field, indexes in mapping.items() for index in indexes}
        for index, box in enumerate(self.boxes):
            box.setCurrentIndex(CHOICES.index(fields.get(index, "")))

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of what stands in the columns, or the text again."""
        self._is_private = is_private
        for label, text in self._examples:
            label.setText(HIDDEN if is_private and text else text)

    def _add_row(self, index: int, heading: str, example: str) -> None:
        title, shown, box = QLabel(heading), QLabel(), CalmBox()
        title.setTextFormat(Qt.TextFormat.PlainText)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        shown.setWordWrap(True)
        shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setAccessibleName(tr("What the column {heading} is").format(heading=heading))
        box.addItems([tr(FIELD_WORDS[field]) for field in CHOICES])
        box.activated.connect(partial(self._on_activated, index))
        for place, widget in enumerate((title, shown, box)):
            self._grid.addWidget(widget, index, place)
        self._examples.append((shown, example))
        self.boxes.append(box)

    def _on_activated(self, index: int, choice: int) -> None:
        self.chosen.emit(index, CHOICES[choice])

    def _put_on(self) -> None:
        for label, _ in self._examples:
            coloured(label, self._look.colours.placeholder)


def _examples(table: Table, index: int) -> Iterator[str]:
    """Yield some of what stands in the first rows of a column."""
    cells = (row[index] for _, row in table.rows[:ROWS_SHOWN] if index < len(row))
    found = dict.fromkeys(" ".join(str(cell).split())[:LONGEST_EXAMPLE] for cell in cells if cell not in (None, ""))
    yield from list(found)[:EXAMPLES]
