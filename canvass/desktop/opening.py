"""Opening and making drives, off the window's thread; asking for a passphrase; a drive that is open elsewhere."""

import itertools
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from canvass.batches.founding import create_drive, create_lone
from canvass.batches.joining import join
from canvass.campaign.damage import copy_out, told_with_copy
from canvass.campaign.errors import CampaignInUse, DamagedButCopied, PassphraseNeeded, PassphraseWrong
from canvass.campaign.lock import ask_to_front
from canvass.campaign.passphrase import protect
from canvass.campaign.places import default_folder, fresh_path
from canvass.desktop.bridge import Bridge, Failed
from canvass.desktop.passphrase_box import PassphraseBox
from canvass.desktop.session import OpenedCampaign
from canvass.ground.errors import CanvassError
from canvass.ground.progress import Cancelled
from canvass.practice.walk import walk
from canvass.sheets.forms import PrintWords
from canvass.wording.translation import tr

T = TypeVar("T")
PRACTICE_SHEETS = 8


class Opening(QObject):
    """Opens one drive after the other in the task thread; `opened` carries an `OpenedCampaign`."""

    opened = Signal(object)
    refused = Signal(object)
    given_up = Signal()
    """Nobody gave the passphrase."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self._bridge = Bridge(self)
        self._tasks = ThreadPoolExecutor(1, thread_name_prefix="canvass-task")
        self._is_unwanted = Event()
        self.box: PassphraseBox | None = None

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        """Do long work in the task thread."""
        self._bridge.carry(self._tasks.submit(work), then, failed)

    def make_lone(self, *, stem: str, is_practice: bool = False) -> None:
        """Make a new file in the folder that the program chooses, and open it."""
        self._open(lambda: _made(stem, is_practice=is_practice))

    def begin_drive(self, kind: str, fields: Mapping[str, object], failed: Failed) -> None:
        """Make the file of a new drive in the folder that the program chooses, and open it."""
        self.run(lambda: _begun(kind, fields), self._on_opened, failed)

    def make_practice(self, words: PrintWords, today: date) -> None:
        """Walk a practice drive with made-up people, and open its headquarters' file."""
        self._open(lambda: self._practised(words, today))

    def join_kit(self, kit: Path) -> None:
        """Make a new file, which is part of the drive that a set-up file is from, and open it."""
        self._open(lambda: _joined(kit))

    def open_path(self, path: Path, passphrase: str | None = None) -> None:
        """Open a drive's file; a passphrase is asked for if it needs one."""
        self.run(lambda: OpenedCampaign(path, passphrase), self._on_opened, lambda error: self._on_failed(error, path))

    def open_copy(self, damaged: DamagedButCopied) -> None:
        """Give the whole copy beside a damaged file a name of its own, and open it; the damaged file stays."""
        path, copy = Path(str(damaged.facts["path"])), Path(str(damaged.facts["copy"]))
        self.run(lambda: _copied_out(path, copy), self.open_path, self.refused.emit)

    def look_for_copy(self, error: CanvassError, opened: OpenedCampaign) -> None:
        """Refuse a file that was opened and then found damaged, after looking whether a whole copy lies beside it."""
        self.run(lambda: told_with_copy(error, opened.path, key=opened.key), self.refused.emit, self.refused.emit)

    def protect(self, path: Path, passphrase: str) -> None:
        """Protect a closed file and open it again; refused, it is opened as it was."""

        def work() -> OpenedCampaign:
            protect(path, None, passphrase)
            return OpenedCampaign(path, passphrase)

        self.run(work, self._on_opened, lambda error: self._open_as_it_was(path, error))

    def close(self) -> None:
        """Give up what can be given up, wait for what is under way, and end the thread."""
        self._is_unwanted.set()
        self._bridge.close()
        self._tasks.shutdown()

    def _open_as_it_was(self, path: Path, refused: CanvassError) -> None:
        """Open a file that was not protected, then say why it was not."""

        def then(opened: OpenedCampaign) -> None:
            self._on_opened(opened)
            self.refused.emit(refused)

        self.run(lambda: OpenedCampaign(path), then, lambda _: self.refused.emit(refused))

    def _open(self, work: Callable[[], OpenedCampaign]) -> None:
        self.run(work, self._on_opened, self.refused.emit)

    def _practised(self, words: PrintWords, today: date) -> OpenedCampaign:
        home = default_folder()
        names = (tr("practice drive {number}").format(number=number) for number in itertools.count(1))
        folder = next(home / name for name in names if not (home / name).exists())
        walked = walk(folder, sheets=PRACTICE_SHEETS, seed=1, words=words, today=today, report=self._report)
        return OpenedCampaign(walked.hq)

    def _report(self, _done: int, _total: int) -> None:
        if self._is_unwanted.is_set():
            raise Cancelled

    def _on_opened(self, opened: OpenedCampaign) -> None:
        if self.box is not None:
            self.box.done_with()
            self.box = None
        self.opened.emit(opened)

    def _on_failed(self, error: CanvassError, path: Path) -> None:
        if isinstance(error, PassphraseNeeded | PassphraseWrong):
            self._ask_passphrase(path, error)
            return
        if isinstance(error, CampaignInUse):
            ask_to_front(path)
        if self.box is not None:
            self.box.done_with()
            self.box = None
        self.refused.emit(error)

    def _ask_passphrase(self, path: Path, error: CanvassError) -> None:
        if self.box is not None:
            self.box.refuse(error)
            return
        parent = self.parent()
        self.box = PassphraseBox(tr("“{name}” is protected.").format(name=path.stem), parent)
        self.box.given.connect(lambda passphrase: self.open_path(path, passphrase))
        self.box.rejected.connect(self._on_box_rejected)
        self.box.open()

    def _on_box_rejected(self) -> None:
        self.box = None
        self.given_up.emit()


def _made(stem: str, *, is_practice: bool) -> OpenedCampaign:
    path = fresh_path(default_folder(), stem)
    create_lone(path, practice=is_practice).campaign.close()
    return OpenedCampaign(path)


def _copied_out(path: Path, copy: Path) -> Path:
    out = fresh_path(path.parent, tr("{name} from its copy").format(name=path.stem))
    copy_out(copy, out)
    return out


def _begun(kind: str, fields: Mapping[str, object]) -> OpenedCampaign:
    path = fresh_path(default_folder(), str(fields.get("title", "")))
    create_drive(path, kind, fields).campaign.close()
    return OpenedCampaign(path)


def _joined(kit: Path) -> OpenedCampaign:
    target = fresh_path(default_folder(), kit.stem)
    journal, _ = join(kit, target)
    journal.campaign.close()
    return OpenedCampaign(target)
