"""The window's pages, one at a time; where a page is larger than the screen, it scrolls and follows the focus."""

from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

AROUND_FOCUS = 24


class PageStack(QScrollArea):
    """Shows one page and hides the others, so that only the one in sight decides how much room is needed.

    (A `QStackedWidget` asks all of its pages.)
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: QWidget | None = None
        self._room = QWidget()
        self._column = QVBoxLayout(self._room)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self._room)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def add_page(self, page: QWidget) -> None:
        """Take a page in, not yet in sight."""
        if self._column.indexOf(page) < 0:
            page.hide()
            self._column.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Bring a page into sight, from its top."""
        self.add_page(page)
        before, self.page = self.page, page
        if before is not None and before is not page:
            before.hide()
        page.show()
        self.verticalScrollBar().setValue(0)

    def drop_page(self, page: QWidget) -> None:
        """Take a page out for good."""
        if self.page is page:
            self.page = None
        self._column.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isAncestorOf(now):
            return
        for area in self.findChildren(QScrollArea):  # what scrolls inside of the page comes first
            if area.isAncestorOf(now) and area.widget() is not None:
                area.ensureWidgetVisible(now, 0, AROUND_FOCUS)
        self.ensureWidgetVisible(now, AROUND_FOCUS, AROUND_FOCUS)
