"""What to do with a printed file: look at it, print it on paper, say how it came out."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from canvass.desktop.flow import flowing
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import NOTICE
from canvass.desktop.paper_box import PaperBox
from canvass.desktop.paper_printing import OnPaper
from canvass.desktop.printed_box import PrintedBox
from canvass.desktop.session import Session
from canvass.sheets.runs import Printed
from canvass.wording.translation import tr


class AfterPrint(QWidget):
    """The files of the run just printed, and below the question about it or about an earlier one."""

    said = Signal(str, str)
    left = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._printed: Printed | None = None
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.show_file = QPushButton(tr("Show the fi&le"))
        self.show_slips = QPushButton(tr("Show the cover slips"))
        self.on_paper = QPushButton(tr("Pri&nt on paper…"))
        self.paper = PaperBox(session)
        self.printed = PrintedBox(session, look)
        self.done = QPushButton(tr("Back to the pa&ge"))
        self._files = QWidget()
        self._lay_out()
        self.show_file.clicked.connect(lambda: self._show(is_slips=False))
        self.show_slips.clicked.connect(lambda: self._show(is_slips=True))
        self.on_paper.clicked.connect(self.ask_printer)
        self.paper.said.connect(self.said)
        self.printed.said.connect(self.said)
        self.printed.answered.connect(self.done.setFocus)
        self.done.clicked.connect(self.left)
        look.changed.connect(self._put_on)
        self._put_on()

    @property
    def file(self) -> Printed | None:
        """What was printed last and is shown."""
        return self._printed

    def show_printed(self, printed: Printed) -> None:
        """Show a run just printed: its files, and, if it has numbers, the question how it came out."""
        self._printed = printed
        self.title.setText(tr("Printed into {name}").format(name=Path(printed.pdf).name))
        self._files.show()
        self.paper.hide()
        self.show_slips.setVisible(printed.slips is not None)
        self.printed.setVisible(printed.run is not None)
        if printed.run is not None:
            self.printed.refresh(int(printed.run))

    def show_before(self) -> None:
        """Show the runs that were printed before, without their files, which may be anywhere by now."""
        self._printed = None
        self.title.setText(tr("Sheets printed before"))
        self._files.hide()
        self.paper.hide()
        self.printed.refresh()
        self.printed.show()
        self.printed.all_well.setFocus()

    def ask_printer(self) -> None:
        """Ask on which printer the sheets, and then their cover slips, are to be printed."""
        if self._printed is not None:
            self.paper.ask([Path(path) for path in (self._printed.pdf, self._printed.slips) if path is not None])

    def lead_on(self, told: OnPaper | None) -> None:
        """Lead on from the printer: to the sheets that it was not given, to the question, or back to the button."""
        run = None if self._printed is None else self._printed.run
        is_of_sheets = told is not None and self._printed is not None and told.pdf == Path(self._printed.pdf)
        if told is None or run is None:
            self.on_paper.setFocus()
        elif is_of_sheets and told.done < told.pages:
            self.printed.offer_failed(told.done + 1, told.pages)
        else:
            self.printed.all_well.setFocus()

    def be_busy(self, *, is_busy: bool) -> None:
        """Offer nothing while something goes to the printer."""
        for widget in (self.on_paper, self.printed, self.done):
            widget.setEnabled(not is_busy)

    def _lay_out(self) -> None:
        files = QVBoxLayout(self._files)
        files.setContentsMargins(0, 0, 0, 0)
        files.setSpacing(8)
        files.addLayout(flowing((self.show_file, self.show_slips, self.on_paper), 8))
        files.addWidget(self.paper)
        foot = QHBoxLayout()
        foot.addWidget(self.done)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addWidget(self.title)
        column.addWidget(self._files)
        column.addWidget(self.printed)
        column.addStretch(1)
        column.addLayout(foot)

    def _show(self, *, is_slips: bool) -> None:
        printed = self._printed
        path = None if printed is None else printed.slips if is_slips else printed.pdf
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self.said.emit(tr("No program here shows PDF files. The file is {path}.").format(path=path), NOTICE)

    def _put_on(self) -> None:
        scaled(self.title, 1.2, bold=True)
