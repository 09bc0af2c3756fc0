"""Buttons in a row that goes on in the next one where a language is longer or text larger than the window is wide."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lays widgets out like words: as many in a row as there is room for."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one of them out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that more room than needed is of no use."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that a narrower window makes more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the rows are together."""
        return self._rows(QRect(0, 0, width, 0), is_placed=False)

    def setGeometry(self, room: QRect) -> None:
        """Place everything."""
        super().setGeometry(room)
        self._rows(room, is_placed=True)

    def sizeHint(self) -> QSize:
        """Return the room for one single row."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the room for the widest alone in its row."""
        sizes = [item.minimumSize().expandedTo(item.sizeHint()) for item in self._shown()]
        widest = max((size.width() for size in sizes), default=0)
        return QSize(widest, max((size.height() for size in sizes), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, room: QRect, *, is_placed: bool) -> int:
        """Go through the rows, place the widgets if asked to, each in the middle of its row; return the height."""
        y = room.y()
        for row in self._broken(room.width()):
            height = max(item.sizeHint().height() for item in row)
            x = room.x()
            for item in row if is_placed else ():
                size = item.sizeHint()
                item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self.spacing()
            y += height + self.spacing()
        return max(0, y - self.spacing() - room.y())

    def _broken(self, width: int) -> list[list[QLayoutItem]]:
        """Return the rows that there is room for."""
        rows: list[list[QLayoutItem]] = []
        x = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if not rows or x + wide > width:
                rows.append([])
                x = 0
            rows[-1].append(item)
            x += wide + self.spacing()
        return rows


class FlowingRow(QWidget):
    """A row that goes on in the next one, for a page too low for it: the page scrolls then, and no rows overlap."""

    def __init__(self, widgets: Iterable[QWidget], spacing: int) -> None:
        super().__init__()
        self._flow = flowing(widgets, spacing)
        self.setLayout(self._flow)

    def event(self, event: QEvent) -> bool:
        """Insist on the height of the rows whenever the width, or what is in them, changes."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.setMinimumHeight(self._flow.heightForWidth(self.width()))
        return done


def flowing(widgets: Iterable[QWidget], spacing: int) -> Flow:
    """Return a row of widgets that goes on in the next one where it has to."""
    row = Flow(spacing)
    for widget in widgets:
        row.addWidget(widget)
    return row
