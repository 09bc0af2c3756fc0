"""What was found, as a table: the kind once, what it is, what is known of it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from canvass.desktop.find_words import KINDS, FoundRow
from canvass.desktop.lines_table import is_letter
from canvass.desktop.look import Look
from canvass.desktop.row_table import choose_rows_in
from canvass.wording.translation import mark, tr

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole
KIND, TITLE, DETAIL = range(3)
HEADERS = (mark("Kind"), mark("Found"), mark("What is known of it"))
ROWS_IN_SIGHT = 3
TITLE_PERCENT = 34


class FoundModel(QAbstractTableModel):
    """Rows of what was found, names hidden or not."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[FoundRow] = []
        self._is_private = False

    def show_rows(self, rows: Sequence[FoundRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of people's names, or the names again."""
        self.beginResetModel()
        self._is_private = is_private
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return the title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section < len(HEADERS):
            return tr(HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return a cell's text, or its whole row in the role `ROW`. The kind is shown once, and read out every time."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if index.column() == KIND:
            is_first = index.row() == 0 or self.rows[index.row() - 1].kind != row.kind
            if role == Qt.ItemDataRole.AccessibleTextRole or (role == Qt.ItemDataRole.DisplayRole and is_first):
                return tr(KINDS[row.kind])
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            shown = (row.private_title, row.private_detail) if self._is_private else (row.title, row.detail)
            return shown[index.column() - TITLE]
        return None


class FoundTable(QTableView):
    """Shows a `FoundModel`; `row_chosen` carries the row that was clicked or entered."""

    row_chosen = Signal(object)

    def __init__(self, model: FoundModel, look: Look, types_into: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._types_into = types_into
        self.setModel(model)
        self.setAccessibleName(tr("What was found"))
        choose_rows_in(self)
        header = self.horizontalHeader()
        header.setSectionResizeMode(KIND, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(DETAIL, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(lambda _index: self.choose())
        look.changed.connect(self._put_on)
        self._put_on()

    @property
    def row(self) -> FoundRow | None:
        """The row in which one stands, or None."""
        found = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return found if isinstance(found, FoundRow) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is known more room than what was found: it says more."""
        super().resizeEvent(event)
        self.horizontalHeader().resizeSection(TITLE, self.viewport().width() * TITLE_PERCENT // 100)

    def go_by(self, event: QKeyEvent) -> None:
        """Move as the key says, wherever the focus is."""
        super().keyPressEvent(event)

    def choose(self) -> None:
        """Open the row in which one stands."""
        if self.row is not None:
            self.row_chosen.emit(self.row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row in which one stands; a letter goes to where one types."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & CONTROL:
            self.choose()
        elif is_letter(event):
            self._types_into.setFocus(Qt.FocusReason.OtherFocusReason)
            QCoreApplication.sendEvent(self._types_into, event)
        else:
            super().keyPressEvent(event)

    def _put_on(self) -> None:
        row = int(self.fontMetrics().height() * 1.5)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setMinimumHeight(ROWS_IN_SIGHT * row + 8)


CONTROL = Qt.KeyboardModifier.ControlModifier
