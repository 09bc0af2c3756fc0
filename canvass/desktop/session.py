"""The campaign that the window has open: its writer, its reading connections, and results in the window's thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject

from canvass.campaign.file import Campaign
from canvass.campaign.writer import Writer
from canvass.desktop.bridge import Bridge, Failed
from canvass.journal.journal import Journal

T = TypeVar("T")


class OpenedCampaign:
    """A campaign opened in its writer's thread, not yet seen by the window; made in any thread."""

    def __init__(self, open_it: Callable[[], Campaign]) -> None:
        """Raise what `open_it` raises."""
        self.writer = Writer(open_it)
        self._journal: Journal | None = None
        try:
            self.path, self.is_protected, self._campaign = self.writer.submit(self._begin).result()
        except BaseException:
            self.writer.close()
            raise

    def _begin(self, campaign: Campaign) -> tuple[Path, bool, Campaign]:
        self._journal = Journal(campaign)
        return campaign.path, campaign.is_protected, campaign

    def write(self, work: Callable[[Journal], T]) -> "Future[T]":
        """Queue work for the writer's thread."""

        def job(_campaign: Campaign) -> T:
            if self._journal is None:
                raise RuntimeError("the writer has begun with a journal")
            return work(self._journal)

        return self.writer.submit(job)

    def reading_journal(self) -> Journal:
        """Return a journal for the calling thread, on a connection that only reads and never waits."""
        of_writer = self._campaign
        return Journal(Campaign(of_writer.path, of_writer.key, of_writer.reader(), None, "read"))


class Session(QObject):
    """What the pages work on. Reads are done at once; writing and long looking come back through the bridge."""

    def __init__(self, opened: OpenedCampaign, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._bridge = Bridge(self)
        self._looking = ThreadPoolExecutor(1, thread_name_prefix="canvass-looking")
        self._looker: Journal | None = None
        self.journal = opened.reading_journal()

    @property
    def path(self) -> Path:
        """The campaign file."""
        return self._opened.path

    @property
    def is_protected(self) -> bool:
        """Whether the file asks for a passphrase."""
        return self._opened.is_protected

    def write(self, work: Callable[[Journal], T], then: Callable[[T], None], failed: Failed) -> None:
        """Do `work` in the writer's thread; `then` is called when its transactions are stored."""
        self._bridge.carry(self._opened.write(work), then, failed)

    def look(self, work: Callable[[Journal], T], then: Callable[[T], None], failed: Failed) -> None:
        """Do `work`, which reads for longer than a blink, in another thread with a connection of its own."""
        self._bridge.carry(self._looking.submit(self._look, work), then, failed)

    def close(self) -> None:
        """Finish what was given to the writer, then close the file. No result arrives any more."""
        self._bridge.close()
        self._looking.submit(self._stop_looking)
        self._looking.shutdown()
        self.journal.campaign.close()
        self._opened.writer.close()

    def _look(self, work: Callable[[Journal], T]) -> T:
        if self._looker is None:
            self._looker = self._opened.reading_journal()
        return work(self._looker)

    def _stop_looking(self) -> None:
        if self._looker is not None:
            self._looker.campaign.close()
