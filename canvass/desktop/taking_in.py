"""Files on their way in: looked at first, then taken in one after the other, so that a line can be saved in between."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from canvass.batches.errors import BatchNeedsPassphrase, BatchPassphraseWrong
from canvass.batches.foreseeing import Foreseeing, Foreseen
from canvass.batches.merging import Merged, Merging
from canvass.desktop.long_work import LongWork
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.ground.progress import Report
from canvass.journal.journal import Journal

WANTS_PASSPHRASE = (BatchNeedsPassphrase, BatchPassphraseWrong)


class TakingIn(QObject):
    """One lot of files at a time. Opening them is done beside the writer, which gets one file at a time to store.

    `foreseen` carries what they would bring, `finished` what came of all together, also of those taken in before a
    cancel. `given_up` says that the looking was cancelled: nothing is left of it.
    """

    progressed = Signal(int, int)
    foreseen = Signal(object)
    finished = Signal(object)
    given_up = Signal()
    refused = Signal(object, int)
    """What went wrong, and how many files were taken in before."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._work = LongWork(self)
        self._work.progressed.connect(self.progressed)
        self._looking = Foreseeing()
        self._merging = Merging(())
        self._paths: tuple[Path, ...] = ()
        self.is_looking = False
        self.is_taking = False
        self.is_stopped = False

    @property
    def is_busy(self) -> bool:
        """Whether files are looked at or taken in."""
        return self.is_looking or self.is_taking

    @property
    def in_hand(self) -> tuple[Path, ...]:
        """The files and folders that were looked at and are not taken in yet."""
        return self._paths

    @property
    def taken(self) -> int:
        """How many files were taken in up to now."""
        return self._merging.taken if self.is_taking else 0

    @property
    def left(self) -> int:
        """How many files were not taken in because of a cancel."""
        return self._merging.total - self._merging.done

    def look(self, paths: Sequence[Path], passphrase: str | None = None) -> None:
        """Look at the files, and of each folder at the batches in it, beside those that were looked at before."""
        self._paths = tuple(dict.fromkeys((*self._paths, *paths)))
        self.is_looking = True
        looking = self._looking

        def work(journal: Journal, report: Report) -> Foreseen:
            return looking.look(journal, paths, passphrase, report)

        self._session.look(self._work.job(work), self._on_looked, self._on_failed)

    def sealed(self) -> list[Path]:
        """Return the files that wait for their passphrase."""
        return [path for path, why in self._looking.refused.items() if isinstance(why, WANTS_PASSPHRASE)]

    def leave(self, path: Path) -> None:
        """Leave a file out."""
        self._looking.refused.pop(path, None)

    def begin(self) -> None:
        """Take in what was looked at."""
        self.is_taking, self.is_stopped = True, False
        self._merging = Merging(self._paths, read=self._looking.kept)
        self.forget()
        self._go_on()

    def give_up(self) -> None:
        """Stop: a look leaves nothing, a taking in leaves the files that were taken in whole."""
        self.is_stopped = True
        self._work.give_up()

    def forget(self) -> None:
        """Begin anew with other files."""
        self._looking, self._paths = Foreseeing(), ()

    def _on_looked(self, foreseen: Foreseen | None) -> None:
        self.is_looking = False
        if foreseen is None:
            self.forget()
            self.given_up.emit()
        else:
            self.foreseen.emit(foreseen)

    def _go_on(self) -> None:
        if self._merging.is_finished or self.is_stopped:
            self._session.look(self._merging.merged, self._on_merged, self._on_failed)
        else:
            self.progressed.emit(self._merging.done, self._merging.total)
            self._session.look(self._merging.prepare, self._on_prepared, self._on_failed)

    def _on_prepared(self, _: None) -> None:
        self._session.write(self._merging.step, self._on_stepped, self._on_failed)

    def _on_stepped(self, _: None) -> None:
        self._go_on()

    def _on_merged(self, merged: Merged) -> None:
        self.is_taking = False
        self.finished.emit(merged)

    def _on_failed(self, error: CanvassError) -> None:
        taken = self.taken
        self.is_looking = self.is_taking = False
        self.refused.emit(error, taken)
