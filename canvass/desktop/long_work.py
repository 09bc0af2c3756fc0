"""Long work off the window's thread that tells how far it is and can be given up."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from canvass.ground.progress import Cancelled, Report, Thinned
from canvass.journal.journal import Journal

T = TypeVar("T")


class LongWork(QObject):
    """Makes jobs for the session; `progressed` comes in the window's thread."""

    progressed = Signal(int, int)
    _told = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_unwanted = Event()
        self._told.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    def give_up(self) -> None:
        """Give up what is under way; nothing of it is left."""
        self._is_unwanted.set()

    def job(self, work: Callable[[Journal, Report], T]) -> Callable[[Journal], T | None]:
        """Return the work as a job that returns None if it is given up; what was made before is no longer wanted."""
        self._is_unwanted.set()
        self._is_unwanted = is_unwanted = Event()
        thinned = Thinned(self._told.emit)

        def report(done: int, total: int) -> None:
            if is_unwanted.is_set():
                raise Cancelled
            thinned(done, total)

        def run(journal: Journal) -> T | None:
            try:
                return work(journal, report)
            except Cancelled:
                return None

        return run
