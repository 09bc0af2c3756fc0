"""A ring around whatever has the focus, seen from across a table."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenuBar, QWidget
from shiboken6 import isValid

from canvass.desktop.look import Look

WIDTH = 3
FOLLOWED = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}
)


class FocusRing(QWidget):
    """Lies over its window, lets every click through, and follows the focus and whatever moves it.

    Of a control that is scrolled half out of sight only the half in sight has it.
    """

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._look = look
        self._followed: list[QWidget] = []
        self._whole = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        look.changed.connect(self.update)
        self._on_focus_changed(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what moves."""
        if event.type() in FOLLOWED:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.colours.focus), WIDTH))
        inset = WIDTH // 2 + 1
        painter.drawRoundedRect(self._whole.translated(-self.pos()).adjusted(inset, inset, -inset, -inset), 5, 5)
        painter.end()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        for widget in filter(isValid, self._followed):
            widget.removeEventFilter(self)
        self._followed = []
        now = None if isinstance(now, QMenuBar) or (now is not None and now.window() is not self.window()) else now
        while now is not None and now is not self.window():
            self._followed.append(now)
            now = now.parentWidget()
        if now is None:
            self._followed = []
        for widget in self._followed:
            widget.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        focused = QApplication.focusWidget()
        if focused is None or focused not in self._followed or not focused.isVisible():
            self.hide()
            return
        self._whole = self._around(focused)
        in_sight = self._whole
        for widget in self._followed[1:]:
            area = widget.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is widget:
                in_sight = in_sight.intersected(self._around(widget))
        self.setVisible(not in_sight.isEmpty())
        self.setGeometry(in_sight)
        self.update()
        self.raise_()

    def _around(self, widget: QWidget) -> QRect:
        """Return where a widget is in the window, and as much around it as the ring is wide."""
        corner = widget.mapTo(self.window(), QPoint(0, 0))
        return QRect(corner, widget.size()).adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH)
