"""A bar: what is there against what is needed and the goal. Its numbers stand in the table beside it, too."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from canvass.desktop.count_words import Against, against_words
from canvass.desktop.look import Look
from canvass.wording.translation import tr

ROOM_BEYOND = 1.06
LEAST_SEEN = 3.0
MARK = 3.0
GAP = 6.0


class AgainstBar(QWidget):
    """Painted, so that it is sharp on every screen; read aloud as one sentence."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.against = Against(0, None, None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._put_on)

    def show_against(self, against: Against) -> None:
        """Show these numbers."""
        self.against = against
        self.setAccessibleName(against_words(against))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a thick bar and a line of words for each mark."""
        letter = self.fontMetrics()
        return QSize(20 * letter.averageCharWidth(), int(letter.height() * (1.2 + len(self._marks())) + 2 * GAP))

    def minimumSizeHint(self) -> QSize:
        """Ask for no less: words are never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rail, what is there, and the marks with their words under them."""
        del event
        colours, marks = self._look.colours, self._marks()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rail = QRectF(1, 1, self.width() - 2, self.fontMetrics().height() * 1.2)
        whole = max([self.against.there, *(value for value, _ in marks), 1]) * (ROOM_BEYOND if marks else 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.base))
        painter.drawRect(rail)
        painter.setBrush(QColor(colours.highlight))
        if self.against.there:
            there = max(rail.width() * self.against.there / whole, LEAST_SEEN)
            painter.drawRect(QRectF(rail.left(), rail.top(), there, rail.height()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.drawRect(rail)
        for row, (value, says) in enumerate(marks):
            self._draw_mark(painter, rail, rail.left() + rail.width() * value / whole, says, row)
        painter.end()

    def _draw_mark(self, painter: QPainter, rail: QRectF, x: float, says: str, row: int) -> None:
        letter = self.fontMetrics()
        top = rail.bottom() + GAP + row * letter.height()
        colour = QColor(self._look.colours.text)
        painter.setPen(QPen(QColor(self._look.colours.base), MARK + 4))
        painter.drawLine(int(x), int(rail.top() + 1), int(x), int(rail.bottom() - 1))
        painter.setPen(QPen(colour, MARK, Qt.PenStyle.SolidLine if row == 0 else Qt.PenStyle.DotLine))
        painter.drawLine(int(x), int(rail.top()), int(x), int(top + letter.height() - 2))
        wide = letter.horizontalAdvance(says) + GAP
        left = x - wide - GAP if x - wide - GAP >= 0 else x + GAP
        painter.setPen(colour)
        painter.drawText(
            QRectF(left, top, wide, letter.height()), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, says
        )

    def _marks(self) -> list[tuple[int, str]]:
        """Return what is marked, what is needed first."""
        found = []
        if self.against.needed:
            found.append((self.against.needed, tr("needed: {number:,}").format(number=self.against.needed)))
        if self.against.goal:
            found.append((self.against.goal, tr("goal: {number:,}").format(number=self.against.goal)))
        return found

    def _put_on(self) -> None:
        self.updateGeometry()
        self.update()
