"""Printing on paper straight away: which printer, then go."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from canvass.desktop.flow import flowing
from canvass.desktop.message_bar import DONE, NOTICE, PROBLEM
from canvass.desktop.paper_printing import OnPaper, PaperPrinting
from canvass.desktop.printers import Printers
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr, tr_n


class PaperBox(QWidget):
    """The choice of a printer, hidden until files are asked to be printed. `said` carries a sentence and its kind.

    `begun` when something goes to the printer; `ended` with the last `OnPaper`, or None if nothing came of it.
    """

    said = Signal(str, str)
    begun = Signal()
    ended = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.printing = PaperPrinting(session, Printers(), self)
        self._pdfs: list[Path] = []
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Which printer"))
        self.which.setMinimumContentsLength(10)
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.go = QPushButton(tr("Print now"))
        self.leave = QPushButton(tr("Not now"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.which)
        column.addLayout(flowing((self.go, self.leave), 8))
        self.go.clicked.connect(self._on_go)
        self.leave.clicked.connect(self._on_leave)
        self.printing.begun.connect(self._on_begun)
        self.printing.finished.connect(self._on_finished)
        self.printing.refused.connect(self._on_refused)
        self.hide()

    def ask(self, pdfs: Sequence[Path]) -> None:
        """Ask on which printer these files are to be printed; say so if there is none."""
        names = self.printing.printers.names()
        self._pdfs = list(pdfs)
        self.which.clear()
        self.which.addItems(names)
        self.setVisible(bool(names))
        if names:
            self.go.setFocus()
            return
        said = tr(
            "No printer is set up on this computer. Save the PDF and print it elsewhere at 100 % (actual size), "
            "one-sided."
        )
        self.said.emit(said, NOTICE)
        self.ended.emit(None)

    def _on_go(self) -> None:
        self.hide()
        self.begun.emit()
        self.printing.begin(self.which.currentText(), self._pdfs)

    def _on_leave(self) -> None:
        self.hide()
        self.ended.emit(None)

    def _on_begun(self, pdf: Path) -> None:
        said = tr("{name} goes to the printer {printer}, at 100 %, one-sided…")
        self.said.emit(said.format(name=pdf.name, printer=self.which.currentText()), NOTICE)

    def _on_finished(self, told: OnPaper) -> None:
        if told.done < told.pages:
            said = tr("Stopped: {done:,} of {pages:,} pages went to the printer and may still come out.")
            self.said.emit(said.format(done=told.done, pages=told.pages), NOTICE)
        else:
            said = tr_n("{pages:,} page went to the printer.", "All {pages:,} pages went to the printer.", told.pages)
            self.said.emit(said.format(pages=told.pages), DONE)
        self.ended.emit(told)

    def _on_refused(self, error: CanvassError) -> None:
        self.said.emit(sentence(error), PROBLEM)
        stopped = error.facts if "done" in error.facts else None
        pdf = Path(str(error.facts.get("path", "")))
        is_partly = stopped is not None
        self.ended.emit(OnPaper(pdf, _number(error, "done"), _number(error, "pages")) if is_partly else None)


def _number(error: CanvassError, fact: str) -> int:
    value = error.facts[fact]
    return value if isinstance(value, int) else 0
