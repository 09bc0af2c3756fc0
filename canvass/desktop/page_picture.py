"""A printed page on the screen: drawn from the PDF itself, as sharp as the screen is, as wide as there is room."""

from collections.abc import Callable

import msgspec
import pypdfium2 as pdfium
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QWidget

from canvass.wording.translation import tr

LEAST_WIDTH, LEAST_HEIGHT = 220, 200
SETTLED_MS = 120
WIDEST_PX = 4_000


class Pixels(msgspec.Struct, frozen=True):
    """One page as rows of blue, green and red bytes, from the top."""

    width: int
    height: int
    stride: int
    rows: bytes


def pixels_of(pdf: bytes, width_px: int) -> Pixels:
    """Return the first page of a PDF, so many pixels wide."""
    document = pdfium.PdfDocument(pdf)
    try:
        page = document[0]
        bitmap = page.render(scale=width_px / page.get_width())
        pixels = Pixels(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        page.close()
        return pixels
    finally:
        document.close()


Draw = Callable[[bytes, int, Callable[[Pixels], None]], None]
"""Draws a page somewhere else and calls back with its pixels."""


class PagePicture(QScrollArea):
    """Shows one page, as wide as the widget; scrolls with the keys of the arrows."""

    shown = Signal()

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._pdf = b""
        self._width_px = 0
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.setWordWrap(True)
        self.setWidget(self.picture)
        self.setWidgetResizable(True)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("The page as it will be printed"))
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED_MS)
        self._settling.timeout.connect(self._ask)

    @property
    def has_page(self) -> bool:
        """Whether a page is in sight."""
        return not self.picture.pixmap().isNull()

    def show_pdf(self, pdf: bytes) -> None:
        """Show the first page of a PDF."""
        self._pdf = pdf
        self._width_px = 0
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # one that comes and goes moves the page
        self._ask()

    def clear(self, said: str = "") -> None:
        """Take the page away; say why, if there is a reason."""
        self._pdf = b""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.picture.setPixmap(QPixmap())
        self.picture.setText(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page anew when the widget has its new size for a moment."""
        super().resizeEvent(event)
        if self._pdf:
            self._settling.start()

    def _ask(self) -> None:
        wanted = min(WIDEST_PX, round(self.viewport().width() * self.devicePixelRatioF()))
        if self._pdf and wanted != self._width_px:
            self._width_px = wanted
            pdf = self._pdf
            self._draw(pdf, wanted, lambda pixels: self._on_drawn(pdf, pixels))

    def _on_drawn(self, pdf: bytes, pixels: Pixels) -> None:
        if pdf is not self._pdf:
            return
        image = QImage(pixels.rows, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_BGR888).copy()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(QPixmap.fromImage(image))
        self.shown.emit()
