"""The campaign that the window has open: its writer, its reading connections, and results in the window's thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from canvass.campaign.connection import Mode, connect, errors_told
from canvass.campaign.damage import told_with_copy
from canvass.campaign.errors import DiskFull
from canvass.campaign.file import Campaign, open_campaign
from canvass.campaign.key import Key
from canvass.campaign.writer import Writer
from canvass.desktop.bridge import Bridge, Failed
from canvass.ground.errors import CanvassError
from canvass.journal.journal import Journal

T = TypeVar("T")


class OpenedCampaign:
    """A campaign opened by its writer's thread, not yet seen by the window; may be made in any thread."""

    def __init__(self, path: Path, passphrase: str | None = None) -> None:
        """Raise the errors of `open_campaign`; from a full disk the file is opened as a rescue, without a writer."""
        self._journal: Journal | None = None
        self.writer: Writer | None = None
        try:
            self.writer = Writer(lambda: open_campaign(path, passphrase))
            self.path, self.key = self.writer.submit(self._begin).result()
        except DiskFull:
            self.close()
            self.writer = None
            with open_campaign(path, passphrase, "read") as campaign:
                self.path, self.key = campaign.path, campaign.key
        except CanvassError as error:
            self.close()
            raise told_with_copy(error, path, passphrase) from None
        except BaseException:
            self.close()
            raise

    def _begin(self, campaign: Campaign) -> tuple[Path, Key | None]:
        self._journal = Journal(campaign)
        return campaign.path, campaign.key

    def close(self) -> None:
        """Finish what was given to the writer, and close the file."""
        if self.writer is not None:
            self.writer.close()

    def settle(self) -> None:
        """Wait until what was given to the writer is stored."""
        if self.writer is not None:
            wait([self.writer.submit(lambda _: None)])  # a file that cannot be opened again is told by what comes next

    def write(self, writer: Writer, work: Callable[[Journal], T]) -> Future[T]:
        """Queue work for the writer's thread; its journal is made anew when the writer had to open the file again."""

        def job(campaign: Campaign) -> T:
            if self._journal is None or self._journal.campaign is not campaign:
                self._journal = Journal(campaign)
            return work(self._journal)

        return writer.submit(job)

    def reading_journal(self) -> Journal:
        """Return a journal that only reads, on a new connection of the calling thread."""
        mode: Mode = "rescue" if self.writer is None else "read"
        return Journal(Campaign(self.path, self.key, connect(self.path, self.key, mode), None, mode))


class Session(QObject):
    """What the pages work on. Reads are done at once; writing and long looking come back through the bridge."""

    closing = Signal()
    """The file is about to be closed: whoever works on it in a thread of its own ends that first."""
    rested = Signal()
    """Nothing that was asked for is under way any more."""

    def __init__(self, opened: OpenedCampaign, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._bridge = Bridge(self)
        self._bridge.rested.connect(self.rested)
        self._looking = ThreadPoolExecutor(1, thread_name_prefix="canvass-looking")
        self._looker: Journal | None = None
        self.journal = opened.reading_journal()
        self.device = self.journal.device
        """This laptop's id, read once: a page that shows a sheet's name asks for it at every line."""

    @property
    def path(self) -> Path:
        """The campaign file."""
        return self._opened.path

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing that was asked for is under way."""
        return self._bridge.is_at_rest

    @property
    def is_protected(self) -> bool:
        """Whether the file asks for a passphrase."""
        return self._opened.key is not None

    @property
    def is_rescue(self) -> bool:
        """Whether the disk was full at the opening: all is read through one connection, and nothing is written."""
        return self._opened.writer is None

    def write(self, work: Callable[[Journal], T], then: Callable[[T], None], failed: Failed) -> None:
        """Do `work` in the writer's thread; `then` is called when its transactions are stored."""
        writer = self._opened.writer
        self._bridge.carry(self._done_here(work) if writer is None else self._opened.write(writer, work), then, failed)

    def look(self, work: Callable[[Journal], T], then: Callable[[T], None], failed: Failed) -> None:
        """Do `work`, which reads for longer than a blink, in another thread with a connection of its own."""
        looked = self._done_here(work) if self.is_rescue else self._looking.submit(self._look, work)
        self._bridge.carry(looked, then, failed)

    def close(self) -> None:
        """Finish what was given to the writer, then close the file. No result arrives any more."""
        self.hand_over().close()

    def hand_over(self) -> OpenedCampaign:
        """Close all but the writer, and return the campaign for another session: its passphrase is not asked again."""
        self.closing.emit()
        self._bridge.close()
        self._looking.submit(self._stop_looking)
        self._looking.shutdown()
        self.journal.campaign.close()
        return self._opened

    def _done_here(self, work: Callable[[Journal], T]) -> Future[T]:
        """Do work in the window's thread: a rescue shares the file with no other connection."""
        done: Future[T] = Future()
        try:
            with errors_told(self.path):
                done.set_result(work(self.journal))
        except Exception as error:  # noqa: BLE001 - handed on like that of another thread
            done.set_exception(error)
        return done

    def _look(self, work: Callable[[Journal], T]) -> T:
        if self._looker is None:
            self._looker = self._opened.reading_journal()
        with errors_told(self.path):
            return work(self._looker)

    def _stop_looking(self) -> None:
        if self._looker is not None:
            self._looker.campaign.close()
