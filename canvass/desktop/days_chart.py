"""A chart: lines typed over the days, against what is needed. Painted; its table says the same in numbers."""

from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from canvass.count.days import DayCount
from canvass.desktop.count_words import Against
from canvass.desktop.days_words import chart_words, far_words, short_day
from canvass.desktop.look import Look
from canvass.wording.translation import tr

LINES_HIGH, PADDING, WIDE = 13, 8.0, 2.5
LEAST_SHARE = 0.1
"""What the lines are at least of the picture's height: a need ten times higher is told in words, not drawn."""
ROOM_ABOVE = 1.08
SHARP = 2.0
"""A saved picture has twice the points of the screen, so that it can be printed."""


class Scale(NamedTuple):
    """What the picture spans: its days from the first to the last, and lines up to its top edge."""

    first: date
    last: date
    top: float


def scale_of(days: list[DayCount], against: Against) -> Scale | None:
    """Return the span of a chart of these days, or None where there is no day. Pure."""
    known = [one.day for one in days if one.day is not None]
    if not known:
        return None
    there = max(days[-1].so_far, 1)
    marks = [mark for mark in (against.needed, against.goal) if mark and mark * LEAST_SHARE <= there]
    return Scale(known[0], known[-1], max([there, *marks]) * ROOM_ABOVE)


class DaysChart(QWidget):
    """The rising line of all lines typed so far; read aloud as one sentence."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.days: list[DayCount] = []
        self.against = Against(0, None, None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self._put_on)

    def show_days(self, days: list[DayCount], against: Against) -> None:
        """Show these days against what is needed and the goal."""
        self.days, self.against = days, against
        self.setAccessibleName(chart_words(days))
        self._put_on()

    def sizeHint(self) -> QSize:
        """Ask for room by the size of the letters."""
        letter = self.fontMetrics()
        return QSize(30 * letter.averageCharWidth(), LINES_HIGH * letter.height())

    def minimumSizeHint(self) -> QSize:
        """Ask for no less: words are never cut off."""
        return self.sizeHint()

    def picture(self) -> QImage:
        """Return the chart as a picture."""
        image = QImage(self.size() * SHARP, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SHARP)
        image.fill(QColor(self._look.colours.base))
        painter = QPainter(image)
        self._draw(painter)
        painter.end()
        return image

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart."""
        del event
        painter = QPainter(self)
        self._draw(painter)
        painter.end()

    def _draw(self, painter: QPainter) -> None:
        scale = scale_of(self.days, self.against)
        if scale is None:
            return
        letter, colours = self.fontMetrics(), self._look.colours
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours.base))
        left = letter.horizontalAdvance(f"{int(scale.top):,}") + 2 * PADDING
        high = letter.height()
        room = QRectF(left, 1.6 * high, self.width() - left - 2 * PADDING, self.height() - 3.4 * high)
        self._draw_axes(painter, room, scale)
        self._draw_marks(painter, room, scale)
        self._draw_line(painter, room, scale)

    def _draw_axes(self, painter: QPainter, room: QRectF, scale: Scale) -> None:
        letter, colours = self.fontMetrics(), self._look.colours
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.setPen(QColor(colours.text))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value in (0, self.days[-1].so_far):
            y = room.bottom() - room.height() * value / scale.top
            box = QRectF(0, y - letter.height() / 2, room.left() - PADDING, letter.height())
            painter.drawText(box, right, f"{value:,}")
        below = QRectF(room.left(), room.bottom() + PADDING / 2, room.width(), letter.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, short_day(scale.first))
        if scale.last != scale.first:
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, short_day(scale.last))

    def _draw_marks(self, painter: QPainter, room: QRectF, scale: Scale) -> None:
        """Draw what is needed and the goal as lines where they are in the picture, else say above how far they are."""
        letter, far = self.fontMetrics(), []
        painter.setPen(QColor(self._look.colours.text))
        named = (
            (self.against.needed, tr("needed: {number:,}"), Qt.PenStyle.SolidLine),
            (self.against.goal, tr("goal: {number:,}"), Qt.PenStyle.DashLine),
        )
        for value, says, style in named:
            if not value:
                continue
            if value > scale.top:
                far.append(far_words(says.format(number=value)))
                continue
            y = room.bottom() - room.height() * value / scale.top
            painter.setPen(QPen(QColor(self._look.colours.text), WIDE, style))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            box = QRectF(room.left() + PADDING, y - letter.height() - 2, room.width(), letter.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, says.format(number=value))
        painter.setPen(QColor(self._look.colours.text))
        for row, text in enumerate(far[:1]):
            box = QRectF(PADDING, PADDING / 2 + row * letter.height(), self.width() - 2 * PADDING, letter.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, text)

    def _draw_line(self, painter: QPainter, room: QRectF, scale: Scale) -> None:
        """Draw all lines so far as steps: flat on days without any."""
        whole = max((scale.last - scale.first).days + 1, 1)
        points, before = [QPointF(room.left(), room.bottom())], 0
        if self.days[0].day is None:
            before = self.days[0].so_far
        if scale.first == scale.last:
            before = self.days[-1].so_far  # one day is a block: its slope would tell of hours, which nobody counted
        for one in self.days:
            if one.day is None:
                continue
            start = room.left() + room.width() * (one.day - scale.first).days / whole
            end = room.left() + room.width() * (one.day + timedelta(days=1) - scale.first).days / whole
            points.append(QPointF(start, room.bottom() - room.height() * before / scale.top))
            points.append(QPointF(end, room.bottom() - room.height() * one.so_far / scale.top))
            before = one.so_far
        filled = QColor(self._look.colours.highlight)
        filled.setAlphaF(0.25)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(filled)
        painter.drawPolygon(QPolygonF([*points, QPointF(points[-1].x(), room.bottom())]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._look.colours.link), WIDE))
        painter.drawPolyline(QPolygonF(points[1:]))

    def _put_on(self) -> None:
        self.updateGeometry()
        self.update()
