"""What the window does: opens drives, shows their pages, closes them. Loaded after the first paint."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject

from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.places import default_folder
from canvass.desktop.bridge import Bridge
from canvass.desktop.entry_page import EntryPage
from canvass.desktop.session import OpenedCampaign, Session
from canvass.desktop.window import MainWindow
from canvass.ground.errors import CanvassError
from canvass.wording.sentence import sentence

WATCH_MS = 500


class Desk(QObject):
    """One drive at a time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.session: Session | None = None
        self.entry_page: EntryPage | None = None
        self._bridge = Bridge(self)
        self._work = ThreadPoolExecutor(1, thread_name_prefix="canvass-task")
        window.first_start.typing_asked.connect(self.begin_typing)
        window.first_start.file_chosen.connect(self.open_path)
        window.closing.connect(lambda _event: self.close())

    def begin_typing(self) -> None:
        """Make a new local file and open the Entry page in it, without a question."""
        folder = default_folder()
        folder.mkdir(parents=True, exist_ok=True)
        path = fresh_path(folder, "names")
        self._open(lambda: OpenedCampaign(lambda: create_campaign(path)))

    def open_path(self, path: Path) -> None:
        """Open a drive's file."""
        self._open(lambda: OpenedCampaign(lambda: open_campaign(path)))

    def _open(self, opening: Callable[[], OpenedCampaign]) -> None:
        self._bridge.carry(self._work.submit(opening), self._on_opened, self._on_refused)

    def _on_refused(self, error: CanvassError) -> None:
        self.window.first_start.messages.say(sentence(error))

    def _on_opened(self, opened: OpenedCampaign) -> None:
        self.session = Session(opened, self)
        self.entry_page = EntryPage(self.session, self.window.settings, self.window.look)
        self.window.show_page(self.entry_page)
        self.entry_page.fields.begin()
        self.window.settings.note_recent(self.session.path)
        self.window.show_title(self.session.path.stem)

    def close(self) -> None:
        """Close the drive and end the threads."""
        if self.entry_page is not None:
            self.entry_page.entry.keep_draft_now()
        if self.session is not None:
            self.session.close()
            self.session = None
        self._bridge.close()
        self._work.shutdown()
        self.window.settings.store()


def fresh_path(folder: Path, stem: str) -> Path:
    """Return a path in the folder that no file has."""
    path = folder / f"{stem}.canvass"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.canvass"
        number += 1
    return path
