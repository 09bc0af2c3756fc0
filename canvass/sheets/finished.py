"""Reading a finished page back: its type, its rules, its codes and where ink is. Nothing here knows who wrote it."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import zxingcpp

from canvass.ground.errors import CanvassError
from canvass.sheets.boxes import PT_PER_IN, Rect

DPI = 200  # what an office scanner does
SCALE = DPI / PT_PER_IN
_PAPER_WHITE = 250  # of 255: paler than this is no ink
_INK = bytes(0 if grey < _PAPER_WHITE else 255 for grey in range(256))  # ink becomes 0
_THIN_PT = 2.5  # a path thinner than this is a rule
_LONG_PT = 8.0


class PdfUnreadable(CanvassError):
    """The file is no PDF, or it is damaged."""

    needs = ("path",)


class Piece(msgspec.Struct, frozen=True):
    """A stretch of type as it stands on the page, whatever scaled it on the way there."""

    text: str
    size_pt: float
    place: Rect
    font: str
    is_embedded: bool


class Picture(msgspec.Struct, frozen=True):
    """The page in grey, 200 dots to the inch, rows from the top."""

    width: int
    height: int
    grey: bytes

    def inked_rows(self) -> list[int]:
        """Return the rows, from the top, that have any ink."""
        return list(self._inked(range(self.height), 0, self.width))

    def has_ink(self, area: Rect, page_height_pt: float) -> bool:
        """Tell whether there is ink in an area of the page, the ruled lines around it left out."""
        top, bottom = page_height_pt - area.top + _THIN_PT, page_height_pt - area.bottom - _THIN_PT
        left, right = area.left + _THIN_PT, area.right - _THIN_PT
        rows = range(round(top * SCALE), round(bottom * SCALE))
        return any(True for _ in self._inked(rows, round(left * SCALE), round(right * SCALE)))

    def _inked(self, rows: range, left: int, right: int) -> Iterator[int]:
        for row in rows:
            start = row * self.width
            if b"\x00" in self.grey[start + left : start + right].translate(_INK):
                yield row


class FinishedPage(msgspec.Struct, frozen=True):
    """What is on one page of a finished file."""

    width_pt: float
    height_pt: float
    pieces: tuple[Piece, ...]
    rules: tuple[Rect, ...]
    picture: Picture
    codes: tuple[str, ...]

    def levels(self, across: Rect) -> list[float]:
        """Return the heights, from the top, of the horizontal rules that cross the whole width of an area."""
        found = {
            round((rule.top + rule.bottom) / 2, 2)
            for rule in self.rules
            if rule.height < _THIN_PT
            and rule.left <= across.left + 1
            and rule.right >= across.right - 1
            and across.bottom <= rule.top
            and rule.bottom <= across.top
        }
        return sorted(found, reverse=True)

    def uprights(self) -> list[Rect]:
        """Return the vertical rules, from the left."""
        return sorted((rule for rule in self.rules if rule.width < _THIN_PT), key=lambda rule: rule.left)


class FinishedFile:
    """A finished PDF file, page by page."""

    def __init__(self, file: Path | bytes) -> None:
        """Open a file, or what is to be one. Raises `PdfUnreadable`."""
        try:
            self._document = pdfium.PdfDocument(file)
        except (pdfium.PdfiumError, OSError):
            raise PdfUnreadable(path="" if isinstance(file, bytes) else str(file)) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    @property
    def scales_when_printed(self) -> bool:
        """Whether a viewer is free to shrink pages to the printer's margins."""
        return bool(pdfium_c.FPDF_VIEWERREF_GetPrintScaling(self._document))

    def page(self, index: int) -> FinishedPage:
        """Read one page."""
        page = self._document[index]
        try:
            width_pt, height_pt = page.get_size()
            textpage = page.get_textpage()
            pieces = tuple(_pieces(page, textpage))
            textpage.close()
            picture = picture_of(page)
            return FinishedPage(width_pt, height_pt, pieces, tuple(_rules(page)), picture, read_codes(picture))
        finally:
            page.close()


def read_codes(picture: Picture) -> tuple[str, ...]:
    """Return the texts of all QR codes, in no order."""
    image = memoryview(picture.grey).cast("B", (picture.height, picture.width))
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return tuple(code.text for code in found)


def picture_of(page: pdfium.PdfPage) -> Picture:
    """Return the page in grey as a viewer shows it, with annotations and filled-in fields."""
    bitmap = page.render(scale=SCALE, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    raw = bytes(bitmap.buffer)
    bitmap.close()
    if stride != width:
        raw = b"".join(raw[row * stride : row * stride + width] for row in range(height))
    return Picture(width, height, raw)


def _pieces(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Iterator[Piece]:
    for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], textpage=textpage):
        text = thing.extract().strip()
        if text:
            font, around = thing.get_font(), _around(thing)
            own = thing.get_matrix().multiply(around)
            size_pt = thing.get_font_size() * math.sqrt(abs(own.a * own.d - own.b * own.c))
            yield Piece(text, size_pt, _place(thing, around), font.get_base_name(), bool(font.is_embedded))


def _rules(page: pdfium.PdfPage) -> Iterator[Rect]:
    for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH]):
        place = _place(thing, _around(thing))
        if min(place.width, place.height) < _THIN_PT and max(place.width, place.height) > _LONG_PT:
            yield place


def _around(thing: pdfium.PdfObject) -> pdfium.PdfMatrix:
    """Return what the forms around an object do to it: shrink it, say."""
    matrix, container = pdfium.PdfMatrix(), thing.container
    while container is not None:
        matrix = matrix.multiply(container.get_matrix())
        container = container.container
    return matrix


def _place(thing: pdfium.PdfObject, around: pdfium.PdfMatrix) -> Rect:
    return Rect(*around.on_rect(*thing.get_bounds()))
