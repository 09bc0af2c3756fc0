"""A column of a page that scrolls by itself where the screen is too low for it, and follows the focus."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

AROUND_FOCUS = 12
LEAST_HEIGHT = 160


class FocusKeeper(QObject):
    """Keeps what has the focus in sight when a message above or within takes room from what scrolls."""

    def __init__(self, area: QScrollArea, inside: QWidget) -> None:
        super().__init__(area)
        self._area, self._inside = area, inside
        area.viewport().installEventFilter(self)
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll to what has the focus once everything has its new place."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._keep)
        return super().eventFilter(watched, event)

    def _keep(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self._inside.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused, 0, AROUND_FOCUS)
            self._area.horizontalScrollBar().setValue(0)  # what is as wide as the page moves nothing sideways


class ScrollColumn(QScrollArea):
    """Never scrolls sideways: it is as wide as what is in it needs."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = inside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(inside)
        inside.installEventFilter(self)
        self._keeper = FocusKeeper(self, inside)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def minimumSizeHint(self) -> QSize:
        """Return the width of what is inside and of the bar, which may come at any time, and a height to scroll in."""
        inside = self._inside.minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(inside.width() + bar, min(LEAST_HEIGHT, inside.height()))

    def sizeHint(self) -> QSize:
        """Return the width of what is inside, and little height: whoever asks for more makes the whole page scroll."""
        return QSize(self._inside.sizeHint().width(), self.minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be laid out anew when what is inside needs another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, AROUND_FOCUS, AROUND_FOCUS)
