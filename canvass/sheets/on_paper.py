"""From a finished file to paper: its pages as grey pixels, and whether a printer has the paper they are made for."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import msgspec
import pypdfium2 as pdfium

from canvass.ground.errors import CanvassError
from canvass.sheets.boxes import PT_PER_IN
from canvass.sheets.finished import PdfUnreadable

MOST_DPI = 600
"""A module of a code is 14 dots then; twice as fine a page of legal paper has 171 million dots."""

_NO_DOT_TOO_MANY = 1 - 1e-9
"""A page has as many dots as its size rounded up: not one more because 792 × (600 / 72) is 6600 and a trillionth."""

ALIKE_PT = 2.0
"""Drivers round the sizes of papers, some to whole millimetres."""


class PaperNotOffered(CanvassError):
    """The printer does not have the paper that the page is made for: it would be shrunk, or cut off."""

    needs = ("printer", "paper")


class PrinterRefused(CanvassError):
    """The printer took nothing: it is off, gone, or nobody may use it. The file is there."""

    needs = ("printer", "path")


class PrinterStopped(CanvassError):
    """The printer took some pages and then no more."""

    needs = ("printer", "done", "pages", "path")


class GreyPage(msgspec.Struct, frozen=True):
    """A page as rows of grey from the top, each of `stride` bytes; its true size in points."""

    width: int
    height: int
    stride: int
    rows: bytes
    width_pt: float
    height_pt: float


class Pages:
    """The pages of a finished file, drawn one by one. To be used by one thread."""

    def __init__(self, path: Path) -> None:
        """Raise `PdfUnreadable`."""
        self.path = path
        try:
            self._document = pdfium.PdfDocument(path)
        except (pdfium.PdfiumError, OSError):
            raise PdfUnreadable(path=str(path)) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()

    def size_pt(self) -> tuple[float, float]:
        """Return width and height of the first page; all pages of our files are of one size."""
        width, height = self._document.get_page_size(0)
        return width, height

    def grey(self, index: int, dpi: float) -> GreyPage:
        """Return a page with so many dots to the inch."""
        page = self._document[index]
        width_pt, height_pt = page.get_size()
        bitmap = page.render(scale=dpi / PT_PER_IN * _NO_DOT_TOO_MANY, grayscale=True)
        drawn = GreyPage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), width_pt, height_pt)
        bitmap.close()
        page.close()
        return drawn


def dots_per_inch(resolution: int) -> float:
    """Return how finely to draw for a printer: its own dots, or each of ours as 2×2, 3×3... of them, 600 at most."""
    return resolution / -(-resolution // MOST_DPI)


def check_offered(size_pt: tuple[float, float], offered: Sequence[tuple[float, float]], printer: str) -> None:
    """Raise `PaperNotOffered` unless a paper of this width and height is among those that the printer has.

    A printer that tells of no paper at all is believed to have it.
    """
    alike = (all(abs(is_ - has) <= ALIKE_PT for is_, has in zip(size_pt, one, strict=True)) for one in offered)
    if offered and not any(alike):
        raise PaperNotOffered(printer=printer, paper=" × ".join(f"{side / PT_PER_IN:g}" for side in size_pt))
