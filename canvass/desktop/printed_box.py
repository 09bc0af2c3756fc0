"""Did every sheet come out of the printer? Those that failed are told spoiled, and can be told otherwise again."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from canvass.desktop.flow import flowing
from canvass.desktop.hints import Hints
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.message_bar import DONE, PROBLEM
from canvass.desktop.out_words import spans
from canvass.desktop.print_words import said_of_run, said_of_spoiled
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.journal.journal import Journal
from canvass.sheets.custody import Moved
from canvass.sheets.printed_runs import PrintedRun, all_printed, last_runs, some_failed, take_back_failed
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr, tr_n


class Failed(NamedTuple):
    """What was told last here: of which run, in which words, and what came of it."""

    run: PrintedRun
    text: str
    moved: Moved

    @property
    def sheets(self) -> str:
        """The sheets that undo takes back: as they were typed, without those that were spoiled before."""
        return ", ".join(spans(self.moved.sheets)) if self.moved.unchanged else self.text.strip()


class PrintedBox(QWidget):
    """The runs of this laptop, the newest first, and the two answers. `said` carries a sentence and its kind.

    `learned` carries the runs whenever they were read anew.
    """

    said = Signal(str, str)
    answered = Signal()
    learned = Signal(list)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._last: list[Failed] = []
        self.runs: list[PrintedRun] = []
        self.question = QLabel(tr("Did every sheet come out of the printer well?"))
        self.question.setWordWrap(True)
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Which print run"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.setMinimumContentsLength(12)
        self.all_well = QPushButton(tr("&Yes, all"))
        self.some_failed = QPushButton(tr("Some fa&iled…"))
        self.failed = QLineEdit()
        Hints(self.failed).offer([tr("such as 3-5, 9"), "3-5, 9"])
        self.failed.setAccessibleName(tr("Which sheets failed"))
        self.tell = QPushButton(tr("&These failed"))
        self.undo = QPushButton()
        self._asks = QWidget()
        self._lay_out()
        self._connect()
        self.undo.hide()
        self._ask_which(is_asked=False)
        look.changed.connect(self._put_on)
        self._put_on()

    @property
    def run(self) -> PrintedRun | None:
        """The run that is asked about."""
        row = self.which.currentIndex()
        return self.runs[row] if 0 <= row < len(self.runs) else None

    def learn(self, runs: Sequence[PrintedRun], *, run: int | None = None) -> None:
        """Show these runs, and ask about one of them; without one, about the newest that nobody spoke of."""
        before = None if self.run is None else self.run.run
        self.runs = list(runs)
        with QSignalBlocker(self.which):
            self.which.clear()
            self.which.addItems([said_of_run(known) for known in self.runs])
            unanswered = (known.run for known in self.runs if not known.is_answered)
            wanted = run if run is not None else next(unanswered, before)
            numbers = [known.run for known in self.runs]
            self.which.setCurrentIndex(numbers.index(wanted) if wanted in numbers else 0)
        self.which.setToolTip(self.which.currentText())
        self.setVisible(bool(self.runs))
        if self.run is None or self.run.run != before:
            self._ask_which(is_asked=False)
        self.learned.emit(self.runs)

    def refresh(self, run: int | None = None) -> None:
        """Read anew what was printed, away from the window's thread."""
        self._session.look(last_runs, lambda runs: self.learn(runs, run=run), self._on_refused)

    def offer_failed(self, first: int, last: int) -> None:
        """Offer the sheets that the printer was not given."""
        self._ask_which(is_asked=True)
        self.failed.setText(f"{first}-{last}" if first < last else f"{first}")
        self.failed.setFocus()

    def _lay_out(self) -> None:
        asks = QHBoxLayout(self._asks)
        asks.setContentsMargins(0, 0, 0, 0)
        asks.addWidget(self.failed, 1)
        asks.addWidget(self.tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.question, self.which):
            column.addWidget(widget)
        column.addLayout(flowing((self.all_well, self.some_failed), 8))
        column.addWidget(self._asks)
        column.addLayout(flowing((self.undo,), 8))

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(lambda _row: self._ask_which(is_asked=False))
        self.all_well.clicked.connect(self._on_all_well)
        self.some_failed.clicked.connect(self._on_some_failed)
        self.failed.returnPressed.connect(self._on_tell)
        self.tell.clicked.connect(self._on_tell)
        self.undo.clicked.connect(self.take_back)

    def _ask_which(self, *, is_asked: bool) -> None:
        self._asks.setVisible(is_asked)

    def _on_some_failed(self) -> None:
        self._ask_which(is_asked=True)
        self.failed.setFocus()

    def _on_all_well(self) -> None:
        run = self.run
        if run is None:
            return

        def then(runs: list[PrintedRun]) -> None:
            self.learn(runs, run=run.run)
            self._ask_which(is_asked=False)
            said = tr_n("Noted: the sheet came out well.", "Noted: all {n:,} sheets came out well.", run.sheets)
            self.said.emit(said.format(n=run.sheets), DONE)
            self.answered.emit()

        def write(journal: Journal) -> list[PrintedRun]:
            all_printed(journal, run.run)
            return last_runs(journal)

        self._session.write(write, then, self._on_refused)

    def _on_tell(self) -> None:
        run, text = self.run, self.failed.text()
        if run is None:
            return

        def write(journal: Journal) -> tuple[Moved, list[PrintedRun]]:
            return some_failed(journal, run, text), last_runs(journal)

        self._session.write(write, lambda told: self._on_told(Failed(run, text, told[0]), told[1]), self._on_refused)

    def _on_told(self, failed: Failed, runs: list[PrintedRun]) -> None:
        if failed.moved.records:
            self._last.append(failed)
        self.failed.clear()
        self._ask_which(is_asked=False)
        self.learn(runs, run=failed.run.run)
        self._offer_undo()
        self.said.emit(said_of_spoiled(failed.moved.sheets or failed.moved.unchanged), DONE)
        self.answered.emit()

    def take_back(self) -> None:
        """Take back what was told last here; in a field being typed in, its own undo comes first."""
        if not self._last:
            return
        failed = self._last.pop()

        def write(journal: Journal) -> list[PrintedRun]:
            take_back_failed(journal, failed.moved.records)
            return last_runs(journal)

        def then(runs: list[PrintedRun]) -> None:
            self.learn(runs, run=failed.run.run)
            self._offer_undo()
            said = tr("Undone: sheets {text} of this print run are not spoiled.")
            self.said.emit(said.format(text=failed.sheets), DONE)
            self.all_well.setFocus()

        def refused(error: CanvassError) -> None:
            self._last.append(failed)
            self._on_refused(error)

        self._session.write(write, then, refused)

    def _offer_undo(self) -> None:
        self.undo.setVisible(bool(self._last))
        if self._last:
            self.undo.setText(tr("Undo: sheets {text} failed").format(text=self._last[-1].sheets))

    def _on_refused(self, error: CanvassError) -> None:
        self.said.emit(sentence(error), PROBLEM)
        if self._asks.isVisible():
            self.failed.setFocus()

    def _put_on(self) -> None:
        scaled(self.question, 1.15, bold=True)
        coloured(self.question, self._look.colours.text)
