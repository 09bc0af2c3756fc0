"""The window's pages, one at a time; where a page is larger than the screen, it scrolls and follows the focus."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget

AROUND_FOCUS = 24


class PageStack(QScrollArea):
    """Only the page in sight decides how much room is needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = QStackedWidget()
        self.setWidget(self._stack)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @property
    def page(self) -> QWidget | None:
        """The page in sight."""
        return self._stack.currentWidget()

    def add_page(self, page: QWidget) -> None:
        """Take a page in, not yet in sight."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
            self._let_only_current_count()

    def show_page(self, page: QWidget) -> None:
        """Bring a page into sight."""
        self.add_page(page)
        self._stack.setCurrentWidget(page)
        self._let_only_current_count()

    def drop_page(self, page: QWidget) -> None:
        """Take a page out for good."""
        self._stack.removeWidget(page)
        page.deleteLater()
        self._let_only_current_count()

    def _let_only_current_count(self) -> None:
        for place in range(self._stack.count()):
            page = self._stack.widget(place)
            is_current = page is self._stack.currentWidget()
            how = QSizePolicy.Policy.Preferred if is_current else QSizePolicy.Policy.Ignored
            if page is not None:
                page.setSizePolicy(how, how)
        self._stack.updateGeometry()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, AROUND_FOCUS, AROUND_FOCUS)
