"""Printing finished files on paper, page by page, off the window's thread, with progress and cancel."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import NamedTuple

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from canvass.desktop.printers import Printers, set_to_true_size
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.sheets.boxes import PT_PER_IN
from canvass.sheets.on_paper import Pages, PrinterRefused, PrinterStopped, check_offered, dots_per_inch


class OnPaper(NamedTuple):
    """How many pages of a file the printer took, of how many."""

    pdf: Path
    done: int
    pages: int


class PaperJob:
    """One file on its way to one printer. Made in the window's thread, then used by the looking one alone.

    Qt lets a thread of its own paint on a printer. A job for each page: whatever else is looked up comes in between.
    """

    def __init__(self, printer: QPrinter, name: str, pdf: Path) -> None:
        self.pdf = pdf
        self.done = 0
        self.total = 0
        self._printer = printer
        self._name = name
        self._painter = QPainter()
        self._pages: Pages | None = None

    def print_next(self) -> OnPaper:
        """Give the printer the next page; after the last one the printer begins. Raises the printer's failures."""
        try:
            self._paint(self._begun())
            self.done += 1
            self._end_after_last()
        except BaseException:
            self.give_up()
            raise
        return OnPaper(self.pdf, self.done, self.total)

    def give_up(self) -> None:
        """Have the printer forget the job, where its system can; where it cannot, it prints what it was given."""
        if self._painter.isActive():
            self._printer.abort()
        self._end()

    def _begun(self) -> Pages:
        """Have the printer begin with the file, or with its next page."""
        if self._pages is None:
            self._pages = Pages(self.pdf)
            self.total = len(self._pages)
            if not self._painter.begin(self._printer):
                raise PrinterRefused(printer=self._name, path=str(self.pdf))
            # Without it Qt may send a picture as JPEG, with grey dust around every letter and module.
            self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        elif not self._printer.newPage():
            raise self._stopped()
        return self._pages

    def _end_after_last(self) -> None:
        if self.done == self.total and not self._end():
            raise self._stopped()

    def _end(self) -> bool:
        if self._pages is not None:
            self._pages.close()
        ended = not self._painter.isActive() or self._painter.end()
        return ended and self._printer.printerState() != QPrinter.PrinterState.Error

    def _paint(self, pages: Pages) -> None:
        """Paint a page so that a point is a 72nd of an inch, whatever the printer's resolution."""
        resolution = self._printer.resolution()
        page = pages.grey(self.done, dots_per_inch(resolution))
        image = QImage(page.rows, page.width, page.height, page.stride, QImage.Format.Format_Grayscale8)
        scale = resolution / PT_PER_IN
        self._painter.drawImage(QRectF(0, 0, page.width_pt * scale, page.height_pt * scale), image)

    def _stopped(self) -> PrinterStopped:
        return PrinterStopped(printer=self._name, done=self.done, pages=self.total, path=str(self.pdf))


class PaperPrinting(QObject):
    """Prints one file after the other. `finished` carries an `OnPaper` for the last; fewer pages than all: given up."""

    progressed = Signal(int, int)
    begun = Signal(object)
    finished = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, printers: Printers, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.printers = printers
        self._waiting: list[Path] = []
        self._sizes: dict[Path, tuple[float, float]] = {}
        self._name = ""
        self._job: PaperJob | None = None
        self._is_unwanted = Event()
        self.is_busy = False

    def begin(self, name: str, pdfs: Sequence[Path]) -> None:
        """Print these files. The paper of all of them is looked at before anything goes to the printer."""
        self._is_unwanted.clear()
        self.is_busy = True
        self._name = name
        self._waiting = list(pdfs)
        self._session.look(lambda _: {pdf: _size_pt(pdf) for pdf in pdfs}, self._on_sizes, self._on_refused)

    def give_up(self) -> None:
        """Stop after the page that is under way."""
        self._is_unwanted.set()

    def close_down(self) -> None:
        """Stop, and let go of the printer before the drive is closed."""
        self.give_up()
        job, self._job = self._job, None
        if job is not None:
            self._session.look(lambda _: job.give_up(), lambda _: None, lambda _: None)

    def _on_sizes(self, sizes: dict[Path, tuple[float, float]]) -> None:
        self._sizes = sizes
        try:
            offered = self.printers.papers(self._name)
            for size_pt in sizes.values():
                check_offered(size_pt, offered, self._name)
            self._open_next()
        except CanvassError as error:
            self._on_refused(error)

    def _open_next(self) -> None:
        pdf = self._waiting.pop(0)
        printer = self.printers.opened(self._name)
        set_to_true_size(printer, self._sizes[pdf], self._name, pdf)
        self._job = PaperJob(printer, self._name, pdf)
        self.begun.emit(pdf)
        self._go_on(self._job)

    def _go_on(self, job: PaperJob) -> None:
        self._session.look(lambda _: job.print_next(), self._on_page, self._on_refused)

    def _on_page(self, told: OnPaper) -> None:
        self.progressed.emit(told.done, told.pages)
        job = self._job
        if job is None:
            return
        if told.done < told.pages and self._is_unwanted.is_set():
            self._session.look(lambda _: job.give_up(), lambda _: self._end(told), self._on_refused)
        elif told.done < told.pages:
            self._go_on(job)
        elif self._waiting and not self._is_unwanted.is_set():
            try:
                self._open_next()
            except CanvassError as error:
                self._on_refused(error)
        else:
            self._end(told)

    def _end(self, told: OnPaper) -> None:
        self._job = None
        self.is_busy = False
        self.finished.emit(told)

    def _on_refused(self, error: CanvassError) -> None:
        self._job = None
        self.is_busy = False
        self.refused.emit(error)


def _size_pt(pdf: Path) -> tuple[float, float]:
    with Pages(pdf) as pages:
        return pages.size_pt()
