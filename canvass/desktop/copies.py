"""Copies that the file keeps of itself, made while one types: after a sheet, on finishing, after taking files in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from canvass.batches.merging import Merged
from canvass.campaign.generations import keep_copy, kept_copies
from canvass.desktop.bridge import Bridge
from canvass.desktop.entry_page import EntryPage
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.ground.progress import Cancelled
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr


class Copies(QObject):
    """Copies the file in a thread of its own, from a connection of its own: neither typing nor finding waits for it.

    Only what is new since the copy before is worth another; `how_many` says how many are kept.
    """

    kept = Signal()
    failed = Signal(object)
    """A `CanvassError`: the copies before are as they were."""

    def __init__(self, session: Session, how_many: Callable[[], int], *, has_lines: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._how_many = how_many
        self._kept = how_many()
        self._campaign = session.journal.campaign
        self._has_new = has_lines and not session.is_rescue and not kept_copies(session.path)
        self._is_copying = False
        self._is_unwanted = Event()
        self._bridge = Bridge(self)
        self._copying = ThreadPoolExecutor(1, thread_name_prefix="canvass-copying")
        session.closing.connect(self._on_session_closing)

    def note_new(self) -> None:
        """Something was stored that no copy has."""
        self._has_new = True

    def keep(self) -> None:
        """Make a copy in the background if there is something new; `kept` or `failed` follows."""
        if self._has_new and not self._is_copying:
            self._has_new, self._is_copying = False, True
            self._kept = self._how_many()
            self._bridge.carry(self._copying.submit(self._keep), self._on_kept, self._on_failed)

    def note_taken_in(self, taken: Merged) -> None:
        """Files were taken in: if they brought something new, copy."""
        if taken.new:
            self.note_new()
            self.keep()

    def _keep(self) -> Path:
        return keep_copy(self._campaign, self._report, self._kept)  # only its path and key are of use in another thread

    def _report(self, done: int, total: int) -> None:
        if done < total and self._is_unwanted.is_set():
            raise Cancelled

    def _on_kept(self, _: Path) -> None:
        self._is_copying = False
        self.kept.emit()

    def _on_failed(self, error: CanvassError) -> None:
        self._is_copying, self._has_new = False, True
        self.failed.emit(error)

    def _on_session_closing(self) -> None:
        """Give up a copy that is far from whole, wait for one that nearly is."""
        self._is_unwanted.set()
        self._bridge.close()
        self._copying.shutdown()


def copies_of(session: Session, page: EntryPage, parent: QObject) -> Copies:
    """Return what copies this drive's file after each sheet; `note_taken_in` copies after taking in."""
    settings = page.settings
    copies = Copies(session, lambda: settings.copies_kept, has_lines=page.lines_here > 0, parent=parent)
    page.entry.line_saved.connect(copies.note_new)
    page.entry.line_taken_back.connect(copies.note_new)
    page.entry.sheet_changed.connect(copies.keep)
    return copies


def not_copied(error: CanvassError) -> str:
    """Return what is to be known where no copy could be made."""
    return tr("Every line is saved; only the backup copy of the file was not made. {why}").format(why=sentence(error))
