"""A set-up file, from when it is asked for until a file of this laptop is part of its drive."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from canvass.batches.errors import BatchRefused
from canvass.batches.incoming import read_file
from canvass.batches.joining import Joined, KitOfAnotherCampaign, join_open
from canvass.batches.preamble import read_preamble
from canvass.desktop.day_words import moment_words
from canvass.desktop.drive_pages import DrivePages
from canvass.desktop.message_bar import DONE
from canvass.desktop.opening import Opening
from canvass.desktop.recent_words import last_written, lines_words
from canvass.desktop.settings import LONE
from canvass.desktop.take_along_page import TakeAlongPage
from canvass.desktop.window import MainWindow
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Role
from canvass.wording.translation import tr


class SettingUp(QObject):
    """Joins what is open, in its own session, so that no passphrase is asked again; else a new file."""

    back_asked = Signal()
    handed_over = Signal(object)
    """An `OpenedCampaign` that has joined: its pages are to be made anew."""

    def __init__(
        self,
        window: MainWindow,
        opening: Opening,
        drive_open: Callable[[], DrivePages | None],
        leave_drive: Callable[[Callable[[], None]], None],
        open_path: Callable[[Path], None],
    ) -> None:
        super().__init__(opening)
        self._window = window
        self._opening = opening
        self._drive_open = drive_open
        self._leave_drive = leave_drive
        self._open_path = open_path
        self._kit: Path | None = None
        self._joined_new: Path | None = None
        self._said = ""
        self.page: TakeAlongPage | None = None
        self._asked: tuple[Path, Path] | None = None

    def take(self, kit: Path) -> None:
        """Take a set-up file; asked on the first page, where lines were typed before, whether they come along."""
        drive = self._drive_open()
        if drive is not None and self._window.pages.page is not self._window.first_start:
            self._join_here(drive, kit)
            return
        typed = self._window.settings.newest((LONE,))
        joined = self._window.settings.joined(drive_of(kit))
        if typed is not None and self._window.settings.known(typed).lines != 0:
            self._ask(kit, typed)
        elif joined is not None:
            self._join_in(joined, kit)
        else:
            self._join_new(kit)

    def go_on(self, drive: DrivePages) -> None:
        """Go on with the set-up file that waits for this drive to be open, and say what came of one that has joined."""
        kit, self._kit = self._kit, None
        new, self._joined_new = self._joined_new, None
        if new is not None:
            self._window.settings.note_joined(drive_of(new), drive.session.path)
            self._said = belongs(drive, 0)
        if kit is not None:
            self._join_here(drive, kit)
        elif self._said:
            drive.say(self._said, DONE)
            self._said = ""

    def give_up(self) -> None:
        """Forget the set-up file: the drive that was to join could not be opened."""
        self._kit = self._joined_new = None

    def make_anew(self) -> None:
        """Ask again in the language in use, if it is being asked."""
        if self.page is not None and self._asked is not None:
            self._ask(*self._asked)

    def _ask(self, kit: Path, typed: Path) -> None:
        self._drop_page()
        self._asked = kit, typed
        when = moment_words(last_written(typed), datetime.now().astimezone())
        page = TakeAlongPage(self._window.look, typed.stem, self._window.settings.known(typed).lines, when)
        page.along_asked.connect(lambda: self._take_along(kit, typed))
        page.new_asked.connect(lambda: self._join_new(kit))
        page.back_asked.connect(self._on_back)
        self.page = page
        self._window.show_page(page)
        page.begin()

    def _take_along(self, kit: Path, typed: Path) -> None:
        self._join_in(typed, kit)
        self._drop_page()

    def _join_in(self, path: Path, kit: Path) -> None:
        """Let a file that need not be open become part of the kit's drive, or learn what the kit says."""
        drive = self._drive_open()
        if drive is not None and drive.session.path == path:
            drive.show_home()
            self._join_here(drive, kit)
        else:
            self._kit = kit
            self._open_path(path)

    def _join_new(self, kit: Path) -> None:
        self._joined_new = kit
        self._leave_drive(lambda: self._opening.join_kit(kit))
        self._drop_page()

    def _join_here(self, drive: DrivePages, kit: Path) -> None:
        def refused(error: CanvassError) -> None:
            if isinstance(error, KitOfAnotherCampaign):
                self._join_new(kit)
            else:
                drive.refuse(error)

        drive.session.write(
            lambda journal: join_open(kit, journal), lambda joined: self._on_joined(drive, kit, joined), refused
        )

    def _on_joined(self, drive: DrivePages, kit: Path, joined: Joined) -> None:
        self._window.settings.note_joined(drive_of(kit), drive.session.path)
        lines = drive.entry.lines_here
        if joined.is_update:
            self._said = tr("The set-up file was taken in: this laptop knows what it says.")
        else:
            self._said = belongs(drive, lines)
        self.handed_over.emit(drive.hand_over())

    def _on_back(self) -> None:
        self.back_asked.emit()
        self._drop_page()

    def _drop_page(self) -> None:
        if self.page is not None:
            self._window.drop_page(self.page)
            self.page = None


def belongs(drive: DrivePages, lines: int) -> str:
    """Return to which drive a laptop belongs that has taken a set-up file, and what that means for what is typed."""
    if lines:
        said = tr(
            "This laptop belongs to {drive} now, with the {lines} you typed; what you type goes to its headquarters."
        )
    else:
        said = tr("This laptop belongs to {drive} now; what you type goes to its headquarters.")
    if drive.session.journal.role == Role.HQ:
        said = tr("This laptop belongs to {drive} now, as one of its headquarters.")
    return said.format(drive=drive.title, lines=lines_words(lines))


def drive_of(kit: Path) -> str:
    """Return what stands for its drive in the clear part of a set-up file; nothing for one that joining refuses."""
    try:
        return read_preamble(read_file(kit), file=kit.name).campaign.hex()
    except BatchRefused:
        return ""
