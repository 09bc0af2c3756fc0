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
from canvass.sheets.printed_runs import note_blanks
from canvass.sheets.runs import DrawnRun, Printed, PrintOrder, draw_run, finish_run, print_blanks
from canvass.sheets.unfinished import close_unfinished
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
        self._waiting: DrawnRun | None = None
        self._told.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    def print_run(self, order: PrintOrder) -> None:
        """Print a run of sheets: drawn beside the writer, so that lines can be saved meanwhile, then registered."""
        words = print_words()

        def draw(journal: Journal, report: Report) -> DrawnRun:
            self._waiting = drawn = draw_run(journal, order, words, report)
            try:
                report(order.sheets, order.sheets)
            except Cancelled:
                drawn.close()
                raise
            return drawn

        job = self._cancellable(draw)
        self._session.write(
            close_unfinished,
            lambda _: self._session.look(job, self._on_drawn, self._on_refused),
            self._on_refused,
        )

    def print_blanks(self, out: Path, paper: str) -> None:
        """Print the clean blanks for the official."""
        words = print_words()

        def draw(journal: Journal, report: Report) -> Printed:
            return print_blanks(journal, out, words, report, paper)

        self._session.look(self._cancellable(draw), self._on_blanks, self._on_refused)

    def close_down(self) -> None:
        """Give up what is under way, and take away what is drawn and waits to be registered."""
        self.give_up()
        if self._waiting is not None:
            self._waiting.close()

    def give_up(self) -> None:
        """Give up what is under way; nothing of it is left."""
        self._is_unwanted.set()

    def look_over(self, pdf: Path) -> None:
        """Look at a finished file as the official would; `looked` tells what was found, None if it was given up."""

        def work(journal: Journal, report: Report) -> list[Finding]:
            return preflight(pdf, rules_of(journal, pdf), report)

        self._session.look(self._cancellable(work), self._on_looked, self._on_refused)

    def _on_drawn(self, drawn: DrawnRun | None) -> None:
        self._waiting = None
        if drawn is None or self._is_unwanted.is_set():
            if drawn is not None:
                drawn.close()
            self._on_printed(None)
            return

        def finish(journal: Journal) -> Printed:
            with drawn:
                return finish_run(journal, drawn)

        self._session.write(finish, self._on_printed, self._on_refused)

    def _on_blanks(self, printed: Printed | None) -> None:
        """Note that they are printed; a file that takes no note, as on a full disk, does not make them undone."""
        if printed is None:
            self._on_printed(None)
        else:
            self._session.write(note_blanks, lambda _: self._on_printed(printed), lambda _: self._on_printed(printed))

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
