"""Taking in files one after the other, so that a line can be saved between any two of them."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from canvass.batches.merging import Merged, NewLaptop, Refused, batch_files, merge
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.journal.union import Gap


class TakenIn(msgspec.Struct, frozen=True):
    """What came of all the files together; `waiting` is how it stands after the last."""

    new: int = 0
    known: int = 0
    conflicts: int = 0
    waiting: tuple[Gap, ...] = ()
    refused: tuple[Refused, ...] = ()
    laptops: tuple[NewLaptop, ...] = ()


def with_file(taken: TakenIn, merged: Merged) -> TakenIn:
    """Return the sum with one more file."""
    return TakenIn(
        new=taken.new + merged.new,
        known=taken.known + merged.known,
        conflicts=taken.conflicts + merged.conflicts,
        waiting=merged.waiting,
        refused=(*taken.refused, *merged.refused),
        laptops=(*taken.laptops, *merged.laptops),
    )


class TakingIn(QObject):
    """Gives the writer one file at a time."""

    progressed = Signal(int, int)
    finished = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._left: list[Path] = []
        self._total = 0
        self._taken = TakenIn()

    def begin(self, paths: Sequence[Path]) -> None:
        """Take in the files, and of each folder the batches in it."""
        self._left = list(batch_files(paths))
        self._total = len(self._left)
        self._taken = TakenIn()
        self._go_on()

    def _go_on(self) -> None:
        if not self._left:
            self.finished.emit(self._taken)
            return
        self.progressed.emit(self._total - len(self._left), self._total)
        path = self._left.pop(0)
        self._session.write(lambda journal: merge(journal, [path]), self._on_merged, self._on_failed)

    def _on_merged(self, merged: Merged) -> None:
        self._taken = with_file(self._taken, merged)
        self._go_on()

    def _on_failed(self, error: CanvassError) -> None:
        self._left = []
        self.refused.emit(error)
