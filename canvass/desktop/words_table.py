"""A small table of words and numbers that are not edited, as tall as its rows: a chart's twin."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from canvass.desktop.look import Look

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
PADDING = 24
"""What the style takes at both sides of a cell, which Qt leaves out when it asks how high a row is."""


class WordsModel(QAbstractTableModel):
    """Rows of texts under titles; the columns in `numbers` stand to the right."""

    def __init__(self, titles: Sequence[str], numbers: frozenset[int]) -> None:
        super().__init__()
        self._titles = list(titles)
        self._numbers = numbers
        self.rows: list[Sequence[str]] = []

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._titles):
            return None
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else self._aligned(section, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return a cell's text."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()][index.column()]
        return self._aligned(index.column(), role)

    def text(self) -> str:
        """Return the whole table as lines with tabs, for a spreadsheet."""
        return "\n".join("\t".join(row) for row in [self._titles, *self.rows])

    def _aligned(self, column: int, role: int) -> int | None:
        if role != Qt.ItemDataRole.TextAlignmentRole:
            return None
        side = Qt.AlignmentFlag.AlignRight if column in self._numbers else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)


class WrappingCells(QStyledItemDelegate):
    """Asks for as much height as the text needs in the room that the cell's padding leaves."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room for a cell's text."""
        narrower = QStyleOptionViewItem(option)
        if option.rect.width() > PADDING:
            narrower.rect = option.rect.adjusted(0, 0, -PADDING, 0)
        return super().sizeHint(narrower, index)


class WordsTable(QTableView):
    """Shows a `WordsModel` whole; Ctrl+C copies it."""

    def __init__(self, model: WordsModel, look: Look, name: str, wide: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = model
        self.setModel(model)
        self.setItemDelegate(WrappingCells(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column in range(model.columnCount()):
            how = QHeaderView.ResizeMode.Stretch if column == wide else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, how)
        model.modelReset.connect(self._be_as_tall_as_rows)
        header.sectionResized.connect(self._be_as_tall_as_rows)
        look.changed.connect(self._be_as_tall_as_rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the whole table; the arrows go through its rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._words.text())
        else:
            super().keyPressEvent(event)

    def _be_as_tall_as_rows(self) -> None:
        self.resizeRowsToContents()
        header = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + self.verticalHeader().length() + 2 * self.frameWidth() + 2)
