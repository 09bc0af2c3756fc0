"""A table of lines: one row at a time, Enter or a click opens it, Tab goes past it."""

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from canvass.desktop.lines_model import ROW, Column, LinesModel
from canvass.desktop.look import Look
from canvass.desktop.row_table import choose_rows_in

STRETCHED = (Column.NAME, Column.ADDRESS, Column.CITY, Column.NOTE)
WIDEST = {Column.LINE: "0000", Column.ZIP: "90000-0000"}
"""The longest text of the columns that keep one width: what is typed moves no column."""
NO_LETTER = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def is_letter(event: QKeyEvent) -> bool:
    """Return whether a key press types something that can be seen, and is no shortcut."""
    text = event.text()
    return text.isprintable() and not text.isspace() and bool(text) and not event.modifiers() & NO_LETTER


class LinesTable(QTableView):
    """Shows a `LinesModel`; `row_chosen` carries the line that was clicked or entered."""

    row_chosen = Signal(object)

    def __init__(self, model: LinesModel, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.types_into: QWidget | None = None
        """Where a letter typed here goes."""
        self.setModel(model)
        self.setAccessibleName(name)
        choose_rows_in(self)
        self.setAlternatingRowColors(True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(Column.SHEET, QHeaderView.ResizeMode.ResizeToContents)
        for column in STRETCHED:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in WIDEST:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._choose)
        look.changed.connect(self._put_on)
        self._put_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row in which one stands; a letter goes to where one types."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        elif self.types_into is not None and is_letter(event):
            self.types_into.setFocus(Qt.FocusReason.OtherFocusReason)
            QCoreApplication.sendEvent(self.types_into, event)
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.row_chosen.emit(index.data(ROW))

    def _put_on(self) -> None:
        row = int(self.fontMetrics().height() * 1.5)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setMinimumHeight(2 * row + 8)
        header, letter = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        for column, widest in WIDEST.items():
            wide = self.fontMetrics().horizontalAdvance(widest) + 2 * letter
            self.setColumnWidth(column, max(wide, header.sectionSizeHint(column)))
        QTimer.singleShot(0, self, self._keep_place)

    def _keep_place(self) -> None:
        """Keep in sight the line in the form, else the newest: rows of another height have moved them."""
        chosen = self.selectionModel().selectedRows()
        if chosen:
            self.scrollTo(chosen[0])
        else:
            self.scrollToBottom()
