"""What the window does: opens drives, shows their pages, closes them. Loaded after the first paint."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from canvass.campaign.connection import errors_told
from canvass.campaign.errors import DamagedButCopied
from canvass.campaign.places import default_folder
from canvass.desktop.arriving import Arriving
from canvass.desktop.beginning import Beginning
from canvass.desktop.choosing import Choosing
from canvass.desktop.drive_pages import DrivePages
from canvass.desktop.dropping import Drops
from canvass.desktop.focus_ring import FocusRing
from canvass.desktop.helping import Helping
from canvass.desktop.idle import Idle
from canvass.desktop.language_change import LanguageChange
from canvass.desktop.menus import Menus
from canvass.desktop.message_bar import DONE, NOTICE, PROBLEM, MessageBar
from canvass.desktop.opening import Opening
from canvass.desktop.out_folder import stick_folder
from canvass.desktop.protecting import Protecting
from canvass.desktop.request_watch import RequestWatch
from canvass.desktop.safe_keeping import SafeKeeping
from canvass.desktop.session import OpenedCampaign, Session
from canvass.desktop.setting_up import SettingUp
from canvass.desktop.system_look import SystemLook
from canvass.desktop.window import MainWindow
from canvass.desktop.work_pages import PETITION, PRINT
from canvass.ground.errors import CanvassError
from canvass.wording.printed import print_words
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr


class Desk(QObject):
    """One drive at a time, and the pages that belong to none."""

    drive_opened = Signal(object)  # a `DrivePages`

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.opening = Opening(window)
        window.pages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.drive: DrivePages | None = None
        self.protecting = Protecting(window, lambda: self.drive)
        self.protecting.protect_asked.connect(self._protect)
        self.beginning = Beginning(window, self.opening, self._leave_drive)
        self.setting_up = SettingUp(window, self.opening, lambda: self.drive, self._leave_drive, self.open_path)
        self.arriving = Arriving(window, lambda: self.drive, self.open_path, self.setting_up.take, self.tell)
        self._drops = Drops(window, self)
        self._drops.came.connect(self.files_came)
        self._watch = RequestWatch(lambda: self.drive.session.path if self.drive is not None else None, self)
        self._watch.requested.connect(window.raise_to_front)
        self.opening.opened.connect(self._on_opened)
        self.opening.refused.connect(self._on_refused)
        self.opening.given_up.connect(self._on_given_up)
        window.closing.connect(self._on_closing)
        self.messages = MessageBar(window.look)
        window.first_start.take_messages(self.messages)
        self.system_look = SystemLook(window.look, self)
        self.ring = FocusRing(window, window.look)
        self.menus = Menus(window.menus, window.settings, window.look, self)
        self.menus.private_changed.connect(self._on_private_changed)
        self.idle = Idle(self.menus.hide_names, self)
        self.choosing = Choosing(window, self.menus, self.idle, lambda: self.drive, self)
        self.choosing.back_asked.connect(self._go_back)
        self.choosing.protect_asked.connect(self.protecting.offer)
        self.language = LanguageChange(window, self.menus, lambda: self.drive)
        self.language.handed_over.connect(self._on_opened)
        self.language.changed.connect(self._on_language_changed)
        self._connect_first_start()
        self._fill_menus()

    def _connect_first_start(self) -> None:
        first = self.window.first_start
        first.new_file_asked.connect(lambda: self._leave_drive(lambda: self.opening.make_lone(stem=tr("names"))))
        first.practice_asked.connect(self._practise)
        first.sheets_asked.connect(self.ask_sheets)
        self.beginning.back_asked.connect(self.show_start)
        self.setting_up.back_asked.connect(self.show_start)
        self.setting_up.handed_over.connect(self._on_opened)
        first.open_asked.connect(self.ask_file)
        first.kit_asked.connect(self.ask_kit)
        first.file_chosen.connect(self.open_path)

    def _fill_menus(self) -> None:
        menus = self.menus
        menus.add("drive", "start", self.show_start)
        menus.add("drive", "open", self.ask_file)
        menus.add_plain("drive", mark("Take a &set-up file…"), self.ask_kit)
        self.keeping = SafeKeeping(self.window, menus, lambda: self.drive, self.protecting.offer)
        menus.add("drive", "settings", self.choosing.show)
        menus.add("drive", "quit", self.window.close)
        self.helping = Helping(self.window, menus, lambda: self.drive)
        self.helping.back_asked.connect(self._go_back)
        self.helping.protect_asked.connect(self.protecting.offer)
        self.show_card = self.helping.show

    def _practise(self) -> None:
        self.messages.say(tr("Making up people and their paper…"), NOTICE)
        today = date.today()  # noqa: DTZ011 - the day where one sits
        self._leave_drive(lambda: self.opening.make_practice(print_words(), today))

    # -------------------------------------------------------------------------------------------------- drives

    def open_path(self, path: Path) -> None:
        """Open a drive's file in place of the one that is open."""
        if self.drive is not None and self.drive.session.path == path:
            self.drive.show_home()
            return
        self._leave_drive(lambda: self.opening.open_path(path))

    def files_came(self, paths: Sequence[Path]) -> None:
        """Do with files from outside the window what is done with their kind."""
        self.arriving.files_came(paths)

    def ask_file(self) -> None:
        """Ask for the file of a drive."""
        ask_path(self.window, tr("Open a drive"), tr("Drives (*.canvass)"), default_folder(), self.open_path)

    def ask_kit(self) -> None:
        """Ask for a set-up file; what is open joins its drive if it belongs to none yet, else a new file does."""
        kinds = tr("Set-up files (*.canvasskit)")
        ask_path(self.window, tr("Set-up file"), kinds, stick_folder(), self.setting_up.take)

    def ask_sheets(self) -> None:
        """Print sheets of the drive that is open here, or begin a drive for them."""
        if self.drive is not None and self.drive.home is not None:
            self.drive.show_work(PRINT)
        else:
            self.beginning.show()

    def show_start(self) -> None:
        """Show the first page; the drive stays open behind it."""
        self.menus.show_line_menu([])
        self.window.first_start.show_recent()
        self.window.show_page(self.window.first_start)
        self.window.first_start.begin()

    def _on_opened(self, opened: OpenedCampaign) -> None:
        session = Session(opened, self)
        try:
            with errors_told(session.path):
                drive = DrivePages(self.window, self.menus, session, date.today(), self)  # noqa: DTZ011 - the day where one sits
        except CanvassError as error:
            session.close()
            self.opening.look_for_copy(error, opened)
            return
        self.drive = drive
        self.drive_opened.emit(drive)
        self.drive.card_asked.connect(self.show_card)
        self.drive.start_asked.connect(self.show_start)
        self.drive.protect_asked.connect(self.protecting.offer)
        self.drive.refused.connect(self._on_refused)
        self.messages.clear()
        self.window.show_title(self.drive.title)
        self.drive.show_home()
        if self.beginning.end():
            self.drive.show_work(PETITION)
        self.setting_up.go_on(self.drive)
        self.arriving.go_on(self.drive)
        if said := self.protecting.sealed(is_protected=session.is_protected):
            self.drive.say(said, DONE)
        elif session.is_rescue:
            self.drive.say(rescued(session.path), NOTICE)
        if self.protecting.is_closing:
            self.window.close()

    def _on_refused(self, error: CanvassError) -> None:
        self.protecting.give_up()
        self._on_given_up()
        self.tell(sentence(error))
        if isinstance(error, DamagedButCopied):
            bar_of(self).offer(tr("&Open the copy"), lambda: self._leave_drive(lambda: self.opening.open_copy(error)))

    def _on_given_up(self) -> None:
        """Forget what was to be done with a drive that was not opened."""
        self.setting_up.give_up()
        self.arriving.give_up()

    def tell(self, said: str) -> None:
        """Say on the page in sight, or on one that can say it, why something was not done."""
        if self.drive is None or self.window.pages.page is self.window.first_start:
            self.show_start()
        elif not hasattr(self.window.pages.page, "messages"):
            self.drive.show_home()
        bar_of(self).say(said, PROBLEM)

    def _leave_drive(self, then: Callable[[], None]) -> None:
        """Close the drive that is open, if any, and go on."""
        if self.drive is not None:
            self.drive.close()
            self.drive = None
            self.window.show_title("")
        then()

    # ------------------------------------------------------------------------------------------------- closing

    def _protect(self, path: Path, words: str) -> None:
        self._leave_drive(lambda: self.opening.protect(path, words))

    def _on_closing(self, event: QCloseEvent) -> None:
        if self.protecting.is_offered_at_close():
            event.ignore()
        else:
            self.close()

    def close(self) -> None:
        """Close the drive, wait for what is under way, store the settings."""
        self._watch.stop()
        self.idle.stop()
        self._drops.stop()
        if self.drive is not None:
            self.drive.close()
            self.drive = None
        self.opening.close()
        self.window.settings.store()

    def _on_language_changed(self) -> None:
        """Make anew the pages that belong to no drive."""
        for pages in (self.helping, self.protecting, self.beginning, self.setting_up, self.choosing):
            pages.make_anew()

    def _go_back(self) -> None:
        if self.drive is not None:
            self.drive.show_last()
        else:
            self.show_start()

    def _on_private_changed(self, is_private: bool) -> None:
        if self.drive is not None:
            self.drive.hide_names(is_private)


def bar_of(desk: Desk) -> MessageBar:
    """Return the bar for messages of the page in sight."""
    is_first = desk.window.pages.page is desk.window.first_start
    return desk.messages if desk.drive is None or is_first else desk.drive.messages


def rescued(path: Path) -> str:
    """Return what is to be known of a drive that was opened from a full disk."""
    said = tr(
        "The disk that holds {path} is full, so the drive is open for reading only: look, find, and write the file for "
        "headquarters onto a stick. Make room by removing other files and open the drive again to type on."
    )
    return said.format(path=path)


def ask_path(over: QWidget, title: str, kinds: str, folder: Path, then: Callable[[Path], None]) -> None:
    """Ask for an existing file, in this folder first, and call `then` with it."""
    dialog = QFileDialog(over, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
