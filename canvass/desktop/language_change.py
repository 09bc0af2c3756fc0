"""Another language while the window runs: every page is made anew, and what was typed stands on it again."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from canvass.desktop.drive_pages import DrivePages
from canvass.desktop.entry_page import EntryPage
from canvass.desktop.entry_undo import Memory
from canvass.desktop.language import language_in_use, speak
from canvass.desktop.menus import Menus
from canvass.desktop.message_bar import NOTICE
from canvass.desktop.petition_page import PetitionPage
from canvass.desktop.spreadsheet_page import SpreadsheetPage
from canvass.desktop.take_in_page import TakeInPage
from canvass.desktop.typed_over import State, type_again, typed_on
from canvass.desktop.window import MainWindow
from canvass.wording.translation import tr

if TYPE_CHECKING:
    from canvass.desktop.session import Session

SOON_MS = 400
"""What takes longer is told why the language has not changed yet."""
HOME, ENTRY, FIND, FINISH = "home", "entry", "find", "finish"
KEEPS_ITSELF = EntryPage | PetitionPage
"""Pages that keep what is typed on them in the file."""


class LanguageChange(QObject):
    """Waits until nothing is under way, so that nothing is given up; then changes all there is in one step."""

    handed_over = Signal(object)
    """An `OpenedCampaign`: its pages are to be made anew."""
    changed = Signal()
    """What else there is in words is to be made anew."""

    def __init__(self, window: MainWindow, menus: Menus, drive_open: Callable[[], DrivePages | None]) -> None:
        super().__init__(window)
        self._window = window
        self._menus = menus
        self._drive_open = drive_open
        self._spoken = language_in_use(window.settings)
        self._waits_for: Session | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._say_why_not_yet)
        window.first_start.language_chosen.connect(self.choose)
        menus.language_chosen.connect(self.choose)

    def choose(self, code: str) -> None:
        """Speak the language of this code, now and from now on; the system's if it is empty."""
        self._window.settings.language = code
        drive = self._drive_open()
        if self._waits_for is not None:
            return
        if drive is None or drive.session.is_at_rest:
            self._change()
        else:
            self._soon.start()
            self._waits_for = drive.session
            drive.session.rested.connect(self._on_rested)
            drive.session.closing.connect(self._on_rested)

    def _on_rested(self) -> None:
        """Look again: nothing is under way, or the drive in which it was is closed."""
        if self._waits_for is not None:
            self._waits_for.rested.disconnect(self._on_rested)
            self._waits_for.closing.disconnect(self._on_rested)
            self._waits_for = None
        QTimer.singleShot(0, self, lambda: self.choose(self._window.settings.language))

    def _say_why_not_yet(self) -> None:
        drive = self._drive_open()
        if drive is not None:
            drive.say(tr("The language changes as soon as what is under way is done."), NOTICE)

    def _change(self) -> None:
        self._soon.stop()
        code = language_in_use(self._window.settings)
        application = QCoreApplication.instance()
        if code == self._spoken or application is None:
            self._menus.show_texts()
            return
        self._spoken = code
        speak(code, application)
        self._window.show_texts()
        self._window.first_start.show_texts()
        self._menus.show_texts()
        shown = self._window.pages.page
        drive = self._drive_open()
        if drive is not None:
            self._make_pages_anew(drive, shown)
        self.changed.emit()

    def _make_pages_anew(self, drive: DrivePages, shown: QWidget | None) -> None:
        places = {name: typed_on(page) for name, page in _pages(drive) if not isinstance(page, KEEPS_ITSELF)}
        files = _files_in_hand(drive)
        place = next((name for name, page in _pages(drive) if page is shown), None)
        words, memory = drive.words, drive.entry.entry.memory()
        drive.entry.entry.keep_draft_now()
        opened = drive.hand_over()
        opened.settle()
        self.handed_over.emit(opened)
        anew = self._drive_open()
        if anew is None:
            return
        anew.words = words
        _go_on(anew.entry, memory)
        _type_again(anew, places)
        if place is not None:
            _show(anew, place)
        elif shown is not None and not isinstance(shown, KEEPS_ITSELF):
            self._window.show_page(shown)
        _type_again(anew, places)  # once more, into what a page fills only when it is shown
        for bring in files:
            bring(anew)


def _go_on(page: EntryPage, memory: Memory) -> None:
    """Go on typing where the page before this one was."""
    page.messages.clear()
    page.entry.go_on_from(memory)
    page.head.typist.setText(memory.typist)
    page.head.place.put(memory.event_name)
    page.keys.name_undo()


def _pages(drive: DrivePages) -> Iterator[tuple[str, QWidget]]:
    if drive.home is not None:
        yield HOME, drive.home
    yield from ((ENTRY, drive.entry), (FIND, drive.find), (FINISH, drive.finish))
    yield from drive.work.named()


def _files_in_hand(drive: DrivePages) -> list[Callable[[DrivePages], None]]:
    """Return what brings files that were shown on a page, and not taken in yet, to the same page made anew."""
    brings: list[Callable[[DrivePages], None]] = []
    for name, page in drive.work.named():
        if isinstance(page, TakeInPage) and page.taking.in_hand:
            brings.append(partial(_look_again, name, page.taking.in_hand))
        elif isinstance(page, SpreadsheetPage) and page.intake.now is not None:
            brings.append(partial(_read_again, name, page.intake.path, page.intake.now.preview.tab))
    return brings


def _look_again(name: str, paths: Sequence[Path], drive: DrivePages) -> None:
    page = drive.work.page(name)
    if isinstance(page, TakeInPage):
        page.look_at(paths)


def _read_again(name: str, path: Path, tab: str, drive: DrivePages) -> None:
    page = drive.work.page(name)
    if isinstance(page, SpreadsheetPage):
        page.open_file(path, tab)


def _show(drive: DrivePages, place: str) -> None:
    shown = {HOME: drive.show_home, ENTRY: drive.show_entry, FIND: drive.show_find, FINISH: drive.show_finish}
    if place in shown:
        shown[place]()
    else:
        drive.show_work(place)


def _type_again(drive: DrivePages, places: dict[str, list[tuple[str, State]]]) -> None:
    for name, typed in places.items():
        page = dict(_pages(drive)).get(name)
        if page is None and typed:
            page = drive.work.page(name)
        if page is not None:
            type_again(page, typed)
