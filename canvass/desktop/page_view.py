"""What would be printed now: the sheet, and, where it has one, its cover slip."""

from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from canvass.desktop.page_picture import Draw, PagePicture
from canvass.sheets.preview import Preview
from canvass.wording.translation import tr


class PageView(QWidget):
    """The picture of the page, under two tabs if there are two pages to look at."""

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[bytes, bytes] = (b"", b"")
        self.which = QTabBar()
        self.which.addTab(tr("The sheet"))
        self.which.addTab(tr("Its cover slip"))
        self.which.setAccessibleName(tr("Which page is shown"))
        self.which.setExpanding(False)
        self.which.setDrawBase(False)
        self.which.hide()
        self.picture = PagePicture(draw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.which)
        column.addWidget(self.picture, 1)
        self.which.currentChanged.connect(self._on_chosen)

    def show_preview(self, preview: Preview) -> None:
        """Show the sheet; offer its slip if it has one."""
        self._pages = (preview.pdf, preview.slip)
        self.which.setVisible(bool(preview.slip))
        if self.which.currentIndex() and not preview.slip:
            self.which.setCurrentIndex(0)
        else:
            self._on_chosen(self.which.currentIndex())

    def clear(self, said: str) -> None:
        """Show no page, and say why."""
        self.which.hide()
        self.picture.clear(said)

    def _on_chosen(self, index: int) -> None:
        self.picture.show_pdf(self._pages[index])
