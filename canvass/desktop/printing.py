"""Printing a run into a file, with progress and cancel, and looking the file over, off the window's thread."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.ground.progress import Cancelled, Report, Thinned
from canvass.journal.journal import Journal
from canvass.sheets.page_kind import rules_of
from canvass.sheets.preflight import Finding, preflight
from canvass.sheets.runs import Printed, PrintOrder, print_blanks, print_sheets
from canvass.wording.printed import print_words

T = TypeVar("T")


class Printing(QObject):
    """One file at a time. `finished` carries a `Printed`, or None when it was given up; `looked` the findings."""

    progressed = Signal(int, int)
    finished = Signal(object)
    refused = Signal(object)
    looked = Signal(object)
    _told = Signal(int, int)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._is_unwanted = Event()
        self.is_busy = False
        self._told.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    def print_run(self, order: PrintOrder) -> None:
        """Print a run of sheets."""
        words = print_words()
        self._begin(lambda journal, report: print_sheets(journal, order, words, report))

    def print_blanks(self, out: Path, paper: str) -> None:
        """Print the clean blanks for the official."""
        words = print_words()
        self._begin(lambda journal, report: print_blanks(journal, out, words, report, paper))

    def give_up(self) -> None:
        """Give up what is under way; nothing of it is left."""
        self._is_unwanted.set()

    def look_over(self, pdf: Path) -> None:
        """Look at a finished file as the official would; `looked` tells what was found, None if it was given up."""

        def work(journal: Journal, report: Report) -> list[Finding]:
            return preflight(pdf, rules_of(journal, pdf), report)

        self._session.look(self._cancellable(work), self._on_looked, self._on_refused)

    def _begin(self, work: Callable[[Journal, Report], Printed]) -> None:
        self._session.write(self._cancellable(work), self._on_printed, self._on_refused)

    def _cancellable(self, work: Callable[[Journal, Report], T]) -> Callable[[Journal], T | None]:
        """Return the work as a job that tells how far it is, and that returns None if it is given up."""
        self._is_unwanted = is_unwanted = Event()
        self.is_busy = True
        thinned = Thinned(self._told.emit)

        def report(done: int, total: int) -> None:
            if is_unwanted.is_set():
                raise Cancelled
            thinned(done, total)

        def job(journal: Journal) -> T | None:
            try:
                return work(journal, report)
            except Cancelled:
                return None

        return job

    def _on_printed(self, printed: Printed | None) -> None:
        self.is_busy = False
        self.finished.emit(printed)

    def _on_looked(self, findings: list[Finding] | None) -> None:
        self.is_busy = False
        self.looked.emit(findings)

    def _on_refused(self, error: CanvassError) -> None:
        self.is_busy = False
        self.refused.emit(error)
