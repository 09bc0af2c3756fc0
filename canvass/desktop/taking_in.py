"""Taking in files one after the other, so that a line can be saved between any two of them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from canvass.batches.errors import BatchNeedsPassphrase, BatchPassphraseWrong
from canvass.batches.merging import Merged, Merging, batch_files
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError

WANTS_PASSPHRASE = (BatchNeedsPassphrase, BatchPassphraseWrong)


class TakingIn(QObject):
    """Gives the writer one file at a time; `finished` tells what came of all together, as `Merged`."""

    progressed = Signal(int, int)
    finished = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._merging = Merging(())
        self._paths: Sequence[Path] = ()

    def begin(self, paths: Sequence[Path], passphrase: str | None = None) -> None:
        """Take in the files, and of each folder the batches in it; a passphrase opens those that one seals."""
        self._paths = tuple(batch_files(paths))
        self._merging = Merging(self._paths, passphrase)
        self._go_on()

    def sealed(self, taken: Merged) -> list[Path]:
        """Return the files that were refused for want of their passphrase."""
        names = {refused.file for refused in taken.refused if isinstance(refused.why, WANTS_PASSPHRASE)}
        return [path for path in self._paths if path.name in names]

    def _go_on(self) -> None:
        if self._merging.is_finished:
            self._session.write(self._merging.merged, self.finished.emit, self._on_failed)
        else:
            self.progressed.emit(self._merging.done, self._merging.total)
            self._session.write(self._merging.step, self._on_stepped, self._on_failed)

    def _on_stepped(self, _: None) -> None:
        self._go_on()

    def _on_failed(self, error: CanvassError) -> None:
        self.refused.emit(error)
