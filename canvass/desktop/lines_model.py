"""The lines of one sheet, or those found, as a table."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from canvass.desktop.sheet_names import with_known_pages
from canvass.signers.listing import LineRow
from canvass.wording.translation import mark, tr

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole
STATES = {
    "signed": "",
    "blank": mark("blank"),
    "struck": mark("crossed out"),
    "unreadable": mark("unreadable"),
    "not_signed": mark("not signed"),
}
HIDDEN = "•••"


class Column(IntEnum):
    """The columns, in paper order."""

    LINE = 0
    NAME = 1
    ADDRESS = 2
    CITY = 3
    ZIP = 4
    NOTE = 5
    SHEET = 6


HEADERS = {
    Column.LINE: mark("Line"),
    Column.NAME: mark("Name"),
    Column.ADDRESS: mark("Address"),
    Column.CITY: mark("City"),
    Column.ZIP: mark("ZIP"),
    Column.NOTE: mark("Remark"),
    Column.SHEET: mark("Sheet"),
}
TEXTS = {Column.NAME: "name", Column.ADDRESS: "address", Column.CITY: "city", Column.ZIP: "zip"}


class LinesModel(QAbstractTableModel):
    """Rows of lines; `is_hidden` says which may not be read by who is typing now."""

    def __init__(self, is_hidden: Callable[[LineRow], bool], device: str) -> None:
        super().__init__()
        self._device = device
        self._rows: list[LineRow] = []
        self._is_hidden = is_hidden
        self._is_private = False

    def show_rows(self, rows: Sequence[LineRow]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of everything that was typed, or the text again."""
        self.beginResetModel()
        self._is_private = is_private
        self.endResetModel()

    def row_of_line(self, number: int) -> int:
        """Return the row in which a line stands, -1 if it is not here."""
        return next((place for place, row in enumerate(self._rows) if row.line == number), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section < len(Column):
            return tr(HEADERS[Column(section)])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return a cell's text, or its whole line in the role `ROW`."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, Column(index.column()))
        return None

    def _shown(self, row: LineRow, column: Column) -> str:
        if column == Column.LINE:
            return str(row.line)
        if column == Column.SHEET:
            return with_known_pages(row.sheet, self._device)
        if column == Column.NOTE:
            return self._remark(row)
        text = getattr(row, TEXTS[column]) or ""
        return HIDDEN if text and (self._is_private or self._is_hidden(row)) else text

    def _remark(self, row: LineRow) -> str:
        if row.conflict is not None:
            return tr("typed twice, differs")
        if self._is_hidden(row):
            return tr("typed by {typist}").format(typist=row.typist or tr("somebody else"))
        note = row.note or ""
        said = [tr(STATES[row.state or "signed"]), HIDDEN if note and self._is_private else note]
        if row.readings > 1:
            said.append(tr("typed twice, agrees"))
        return ", ".join(filter(None, said))
