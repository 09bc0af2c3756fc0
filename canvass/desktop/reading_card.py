"""One of several readings, as a card to choose: who typed it, what it says, in what it differs."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.reading_words import LABELS, Part, spoken
from canvass.wording.translation import tr

LARGEST_KEY = 9
LEAST_LETTERS = 34
WIDEST_LETTERS = 60
TEXT_FACTOR = 1.2


class ReadingCard(QFrame):
    """`chosen` carries the number by which the reading is kept."""

    chosen = Signal(int)

    def __init__(self, number: int, who: str, parts: Sequence[Part], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self._look = look
        self._quiet: list[QLabel] = []
        self._warned: list[QLabel] = []
        self.texts: list[QLabel] = []
        self.who = QLabel(who)
        self.who.setTextFormat(Qt.TextFormat.PlainText)
        self.who.setWordWrap(True)
        key = f"  {number}" if number <= LARGEST_KEY else ""
        self.choose = QPushButton(tr("This is right") + key)
        self.choose.setAccessibleName(tr("Reading {number} is right").format(number=number))
        self.choose.setAccessibleDescription(f"{who}. {spoken(parts)}")
        self.choose.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.choose.clicked.connect(lambda: self.chosen.emit(number))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, part in enumerate(parts):
            self._add(grid, row, part)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.who)
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.put_on()

    def minimumSizeHint(self) -> QSize:
        """Ask for room for most names and streets on one line, and for the longest word in any case."""
        return super().minimumSizeHint().expandedTo(QSize(LEAST_LETTERS * self.fontMetrics().averageCharWidth(), 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and an edge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.colours.edge), 1))
        painter.setBrush(QColor(self._look.colours.base))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _add(self, grid: QGridLayout, row: int, part: Part) -> None:
        label, text = QLabel(tr(LABELS[part.field])), QLabel(part.marked)
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setWordWrap(True)
        text.setAccessibleName(f"{tr(LABELS[part.field])}: {part.text}")
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text, row, 1, Qt.AlignmentFlag.AlignTop)
        self._quiet.append(label)
        self.texts.append(text)
        if part.is_differing:
            word = QLabel(tr("differs"))
            grid.addWidget(word, row, 2, Qt.AlignmentFlag.AlignTop)
            self._warned.append(word)

    def put_on(self) -> None:
        """Take on the size of text and the colours in use."""
        self.setMaximumWidth(WIDEST_LETTERS * self.fontMetrics().averageCharWidth())
        scaled(self.who, 1.0, bold=True)
        for text in self.texts:
            scaled(text, TEXT_FACTOR)
        for label in self._quiet:
            coloured(label, self._look.colours.placeholder)
        for word in self._warned:
            coloured(word, self._look.colours.warn)
        self.update()
