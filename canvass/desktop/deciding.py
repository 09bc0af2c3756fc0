"""Deciding one thing after the other: the work behind the page *To decide*, which only shows it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from canvass.count.totals import Totals, totals
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.journal.journal import Journal
from canvass.signers.decisions import Conflict, decide_value, decide_void, keep
from canvass.signers.errors import NothingToUndo, ReadingsChanged
from canvass.signers.pages import DisputedLink, link_page
from canvass.signers.undecided import Undecided, check_page, laptop_names, shown_sheet, take_decision_back, undecided


class Waiting(NamedTuple):
    """What was read of the file at once: the queue, the laptops' names, and how the drive stands."""

    queue: list[Undecided]
    names: dict[str, str]
    counted: Totals


class Decided(NamedTuple):
    """Something that was decided in this window: where it stood in the queue, and the records that say so."""

    item: Undecided
    at: int
    records: list[int]


class Deciding(QObject):
    """The queue, what of it is in sight, and what is done about it."""

    item_shown = Signal()
    decided = Signal(object)
    """A `Decided`: COMMIT has returned."""
    taken_back = Signal(object)
    refused = Signal(object)
    """A `CanvassError`; the choice is still there."""

    def __init__(self, session: Session, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.typist = ""
        self.queue: list[Undecided] = []
        self.names: dict[str, str] = {}
        self.counted: Totals | None = None
        self.at = 0
        self._under_way = 0
        self._today = today
        self._done: list[Decided] = []
        self._unlinked: set[str] = set()

    @property
    def item(self) -> Undecided | None:
        """What is to be decided now; None if there is nothing, or nothing was read yet."""
        return self.queue[self.at] if self.queue else None

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or written, so that nothing can be decided now."""
        return self._under_way > 0

    @property
    def last_decided(self) -> Decided | None:
        """What undo would take back."""
        return self._done[-1] if self._done else None

    def read(self) -> None:
        """Read the queue anew, away from the window's thread; what was in sight stays so if it is still there."""
        today = self._today

        def work(journal: Journal) -> Waiting:
            return Waiting(undecided(journal), laptop_names(journal), totals(journal, today))

        self._under_way += 1
        self.session.look(work, self._on_read, self._on_failed)

    def go(self, step: int) -> None:
        """Show the next thing to decide, or the one before; the first follows the last."""
        if self.queue and not self.is_busy:
            self.at = (self.at + step) % len(self.queue)
            self.item_shown.emit()

    def keep(self, number: int) -> None:
        """Decide that the reading with this number, or what the page is said to be by it, is right."""
        item, typist = self.item, self.typist
        if isinstance(item, DisputedLink) and 1 <= number <= len(item.heads):
            self._link(item, item.heads[number - 1].sheet)
        elif isinstance(item, Conflict) and 1 <= number <= len(item.row.heads):
            self._decide(item, lambda journal: keep(journal, shown_sheet(journal, item), item.line, number, typist))

    def keep_value(self, fields: Mapping[str, str]) -> None:
        """Decide that the paper says this."""
        item, typist, said = self.item, self.typist, dict(fields)
        if isinstance(item, DisputedLink):
            self._link(item, said["sheet"].strip() or None)
        elif isinstance(item, Conflict):
            line = item.line
            self._decide(item, lambda journal: decide_value(journal, shown_sheet(journal, item), line, said, typist))

    def keep_void(self, state: str) -> None:
        """Decide that the line is blank, struck, unreadable or not signed."""
        item, typist = self.item, self.typist
        if isinstance(item, Conflict):
            line = item.line
            self._decide(item, lambda journal: decide_void(journal, shown_sheet(journal, item), line, state, typist))

    def undo(self) -> None:
        """Take back what was decided last in this window; it is to be decided again.

        A link cannot be unsaid: the page is said to be no sheet, until it is told again which it is.
        """
        last, typist = self.last_decided, self.typist
        if self.is_busy:
            return
        if last is None:
            self.refused.emit(NothingToUndo())
            return
        item = last.item

        def work(journal: Journal) -> None:
            if isinstance(item, DisputedLink):
                link_page(journal, item.page, None, typist)
            else:
                take_decision_back(journal, last.records, typist)

        self._under_way += 1
        self.session.write(work, lambda _: self._on_taken_back(last), self._on_failed)

    def _link(self, item: DisputedLink, sheet: str | None) -> None:
        typist, is_retold = self.typist, item.page in self._unlinked

        def work(journal: Journal) -> list[int]:
            if not is_retold:
                check_page(journal, item)
            link_page(journal, item.page, sheet, typist)
            return []

        self._decide(item, work)

    def _decide(self, item: Undecided, work: Callable[[Journal], list[int]]) -> None:
        if self.is_busy:
            return
        self._under_way += 1
        self.session.write(work, lambda records: self._on_decided(item, records), self._on_failed)

    def _on_decided(self, item: Undecided, records: list[int]) -> None:
        self._under_way -= 1
        done = Decided(item, self.queue.index(item) if item in self.queue else 0, records)
        self._done.append(done)
        self.queue = [other for other in self.queue if other != item]
        self.at = done.at if done.at < len(self.queue) else 0
        self.decided.emit(done)
        if self.queue:
            self.item_shown.emit()
        else:
            self.read()

    def _on_taken_back(self, last: Decided) -> None:
        self._under_way -= 1
        self._done.remove(last)
        if isinstance(last.item, DisputedLink):
            self._unlinked.add(last.item.page)
        self.at = min(last.at, len(self.queue))
        self.queue.insert(self.at, last.item)
        self.taken_back.emit(last)
        self.item_shown.emit()

    def _on_read(self, waiting: Waiting) -> None:
        before = self.item
        self._under_way -= 1
        self.queue, self.names, self.counted = waiting
        places = [where(item) for item in self.queue]
        self.at = places.index(where(before)) if before is not None and where(before) in places else 0
        self.item_shown.emit()

    def _on_failed(self, error: CanvassError) -> None:
        self._under_way -= 1
        self.refused.emit(error)
        if isinstance(error, ReadingsChanged):
            self.read()


def where(item: Undecided) -> tuple[str, int]:
    """Return the sheet and line of what is to be decided; line 0 for a loose page as a whole."""
    return (item.page, 0) if isinstance(item, DisputedLink) else (item.sheet, item.line)
