"""The printers of this computer, asked for only when somebody wants paper, and set to print at true size."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintEngine, QPrinter, QPrinterInfo

from canvass.sheets.on_paper import PrinterRefused, check_offered

CUPS_OPTIONS = 0xFE00
"""The key under which Qt's engine for CUPS takes options that Qt has no names for; other engines pass over it."""

TRUE_SIZE = ["print-scaling", "none", "number-up", "1"]
"""Names and values in turn: a queue's own "fit to page" or several pages on one must not shrink a sheet."""


class Printers:
    """What is set up on this computer."""

    def names(self) -> list[str]:
        """Return the printers' names, the usual one first."""
        usual = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name.casefold()))

    def papers(self, name: str) -> list[tuple[float, float]]:
        """Return width and height in points of the papers that a printer has; empty if it does not tell."""
        sizes = [size.size(QPageSize.Unit.Point) for size in QPrinterInfo.printerInfo(name).supportedPageSizes()]
        return [(size.width(), size.height()) for size in sizes]

    def opened(self, name: str) -> QPrinter:
        """Return the printer as the system has it set up."""
        return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


def set_to_true_size(printer: QPrinter, size_pt: tuple[float, float], name: str, pdf: Path) -> None:
    """Have a printer print pages of this size edge to edge, one on each paper, on one side, once.

    On Windows a full page still begins at the printable corner unless the margins are set to nothing as well
    (QTBUG-5363). Raises `PrinterRefused` if the printer is not there any more, `PaperNotOffered` if it kept another
    paper than was asked for.
    """
    is_nobodys = printer.outputFormat() == QPrinter.OutputFormat.PdfFormat and not printer.outputFileName()
    if is_nobodys or not printer.isValid():
        raise PrinterRefused(printer=name, path=str(pdf))
    width_pt, height_pt = size_pt
    size = QPageSize(QSizeF(width_pt, height_pt), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setDocName(pdf.stem)
    printer.setFullPage(True)
    printer.setPageSize(size)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setCopyCount(1)
    printer.setPageOrder(QPrinter.PageOrder.FirstPageFirst)
    printer.printEngine().setProperty(QPrintEngine.PrintEnginePropertyKey(CUPS_OPTIONS), TRUE_SIZE)
    paper = printer.pageLayout().fullRectPoints().size()
    check_offered(size_pt, [(float(paper.width()), float(paper.height()))], name)
