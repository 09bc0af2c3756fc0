"""The pages of one open drive: Entry for whoever types, Home for coordinators and headquarters, find, finish."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from canvass.campaign.connection import errors_told
from canvass.campaign.damage import told_with_copy
from canvass.campaign.errors import CampaignDamaged
from canvass.campaign.passphrase import generated_passphrase
from canvass.desktop.after_receipt import AfterReceipt
from canvass.desktop.behind import Behind
from canvass.desktop.copies import copies_of, not_copied
from canvass.desktop.entry_page import EntryPage
from canvass.desktop.find_page import FindPage
from canvass.desktop.find_ways import FindWays
from canvass.desktop.finish_page import FinishPage
from canvass.desktop.home_page import HomePage
from canvass.desktop.last_file import last_file
from canvass.desktop.menus import Menus
from canvass.desktop.message_bar import NOTICE, PROBLEM, MessageBar
from canvass.desktop.session import OpenedCampaign, Session
from canvass.desktop.settings import LONE, PRACTICE, Settings
from canvass.desktop.window import MainWindow
from canvass.desktop.word_list import passphrase_words
from canvass.desktop.work_pages import WorkPages, pages_of
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Role
from canvass.journal.drive import petition_of, practice
from canvass.journal.journal import Journal
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr

OFFERED = "protection_offered"
MOST_CHECKED_BYTES = 64 << 20
"""A second's reading on a slow disk: closing the window waits for it."""


class DrivePages(QObject):
    """Makes the pages as they are asked for, and takes them away when the drive is closed."""

    card_asked = Signal(str)
    start_asked = Signal()
    """Back was asked for on Entry where that is home."""
    protect_asked = Signal()
    refused = Signal(object)

    def __init__(self, window: MainWindow, menus: Menus, session: Session, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self.window = window
        self.menus = menus
        self.session = session
        self._last: QWidget | None = None
        self._came_from: QWidget | None = None
        self._was_offered = False
        self.words = generated_passphrase(passphrase_words())
        look = window.look
        self.home = HomePage(session, look, today) if self._has_home() else None
        self.entry = EntryPage(session, window.settings, look)
        self.find = FindPage(session, look)
        self.find_ways = FindWays(self.find, self.entry, self._show, self)
        self.finish = FinishPage(session, window.settings, look)
        self.work = WorkPages(session, window.settings, look, today, self)
        for page in self._pages():
            window.pages.add_page(page)
        window.settings.note_recent(session.path)
        self._note_typed()
        self.copies = copies_of(session, self.entry, self)
        self._connect()
        session.look(_check_quickly, lambda _: None, self.refused.emit)
        self.hide_names(menus.hide_names.isChecked())

    @property
    def is_lone(self) -> bool:
        """Whether the file belongs to no drive yet."""
        return self.session.journal.campaign_id is None

    @property
    def title(self) -> str:
        """The drive's name: the petition's title, or the file's name before there is one."""
        petition = petition_of(self.session.journal)
        name = petition.title if petition is not None and petition.title else self.session.path.stem
        return tr("{name} (practice)").format(name=name) if practice(self.session.journal) else name

    @property
    def messages(self) -> MessageBar:
        """The bar for messages of the page in sight; Entry's where that has none."""
        messages = getattr(self.window.pages.page, "messages", None)
        return messages if isinstance(messages, MessageBar) else self.entry.messages

    def show_home(self) -> None:
        """Show Home, or Entry where that is home."""
        if self.home is None:
            self.show_entry()
        else:
            self._show(self.home)
            self.home.begin()

    def show_entry(self) -> None:
        """Show the Entry page."""
        self._show(self.entry)
        self.entry.fields.begin()

    def show_find(self) -> None:
        """Show the page that finds sheets, people and lines."""
        self.find_ways.show_find()

    def show_finish(self) -> None:
        """Show the page that writes the file for headquarters."""
        self.entry.entry.keep_draft_now()
        self.copies.keep()
        self.finish.show_half_typed(self.entry.entry.begun)
        self._show(self.finish)
        self.finish.begin()

    def show_work(self, name: str) -> None:
        """Show a page of those who lead the drive."""
        self.entry.entry.keep_draft_now()
        if self.work.saves_first(name, partial(self.show_work, name)):
            return
        page = self.work.page(name)
        self._show(page)
        page.begin()

    def show_before(self) -> None:
        """Show the page from which one came to those that have a way back: Entry or Home."""
        if self._came_from is self.entry:
            self.show_entry()
        else:
            self.show_home()

    def show_last(self) -> None:
        """Show the page of this drive that was shown last."""
        if self._last is self.entry or self._last is None:
            self.show_entry()
        else:
            self._show(self._last)

    def say(self, text: str, kind: str) -> None:
        """Say something on the page in sight."""
        self.messages.say(text, kind)

    def refuse(self, error: CanvassError) -> None:
        """Say on the page in sight why something was not done."""
        self.say(sentence(error), PROBLEM)

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of names, or the names again."""
        self.entry.hide_names(is_private)
        self.find.hide_names(is_private)
        self.work.hide_names(is_private)

    def wants_protection(self) -> bool:
        """Return whether the file holds real names, is unprotected, and protection was never offered for it."""
        return not self._was_offered and _is_worth_protecting(self.session, self.entry.lines_here)

    def note_protection_offered(self) -> None:
        """Note it, so that it is not asked again at every close."""
        self._was_offered = True
        self.session.write(_note_offered, lambda _: None, self.refused.emit)

    def close(self) -> None:
        """Keep the draft, finish what is being saved, close the file, take the pages away."""
        self.hand_over().close()

    def hand_over(self) -> OpenedCampaign:
        """Do as `close` does, but leave the file open, and return it for pages made anew."""
        self.entry.entry.keep_draft_now()
        self.menus.show_line_menu([])
        self.menus.show_pages([])
        self.work.close_down()
        opened = self.session.hand_over()
        for page in (*self._pages(), *self.work.made()):
            self.window.drop_page(page)
        self.deleteLater()
        return opened

    def _note_typed(self) -> None:
        try:
            with errors_told(self.session.path):
                _note_known(self.window.settings, self.session, self.entry.lines_here, is_counted=self.home is None)
                self.entry.foot.show_file(last_file(self.session.journal))
        except CanvassError as error:
            self.refused.emit(error)

    def _has_home(self) -> bool:
        return self.session.journal.role in {Role.COORDINATOR, Role.HQ}

    def _pages(self) -> list[QWidget]:
        return [page for page in (self.home, self.entry, self.find, self.finish) if page is not None]

    def _show(self, page: QWidget) -> None:
        if page is self.find:
            self.find_ways.note(self._last)
        if self._last in (self.entry, self.home):
            self._came_from = self._last
        self._last = page
        self.window.show_page(page)
        self.menus.show_line_menu(self.entry.actions() if page is self.entry else [])

    def _connect(self) -> None:
        self.entry.entry.line_saved.connect(self._note_typed)
        self.entry.entry.line_taken_back.connect(self._note_typed)
        self.entry.finish_asked.connect(self.show_finish)
        self.entry.privacy_asked.connect(lambda: self.card_asked.emit("privacy"))
        self.finish.back_asked.connect(self.show_before)
        self.finish.written.connect(self._note_typed)
        self.finish.protect_asked.connect(self.protect_asked)
        self.copies.failed.connect(self._on_copy_failed)
        self.work.page_asked.connect(self.show_work)
        self.work.back_asked.connect(self.show_before)
        self.work.changed.connect(lambda: self.window.show_title(self.title))
        self.work.typing_asked.connect(self.show_entry)
        self.work.sheet_chosen.connect(self.find_ways.open_sheet)
        self.work.find_asked.connect(self.find_ways.look_for)
        Behind(self.window, self.work, self.copies, self.home)
        AfterReceipt(self.work, self.entry, self._note_typed)
        in_sight = pages_of(self.session.journal.role)
        shown = [(name, partial(self.show_work, name)) for name in in_sight]
        self.menus.show_pages([("find", self.show_find), *shown])
        if self.home is not None:
            self.home.typing_asked.connect(self.show_entry)
            self.home.finish_asked.connect(self.show_finish)
            self.home.page_asked.connect(self.show_work)
            self.home.take_in_asked.connect(self.work.take_in)
        _on_escape(self.entry, self.start_asked.emit if self.home is None else self.show_home)

    def _on_copy_failed(self, error: CanvassError) -> None:
        """Say it on the page in sight, except over the sentence that lets one take the stick out."""
        if self.window.pages.page is self.finish and self.finish.messages.said:
            self.entry.messages.say(not_copied(error), NOTICE)
        else:
            self.say(not_copied(error), NOTICE)


def _on_escape(page: QWidget, do: Callable[[], object]) -> None:
    where = Qt.ShortcutContext.WidgetWithChildrenShortcut
    QShortcut(QKeySequence(Qt.Key.Key_Escape), page, do, context=where)


def _note_known(settings: Settings, session: Session, lines: int, *, is_counted: bool) -> None:
    """Note for the first page what this file is and how many lines were typed in it."""
    journal = session.journal
    role = LONE if journal.role is None else journal.role.name.lower()
    shown = lines if is_counted and not session.is_protected else None
    settings.note_known(session.path, PRACTICE if practice(journal) else role, shown)


def _check_quickly(journal: Journal) -> None:
    """Raise `CampaignDamaged` unless every page of the file is sound; a very large file is left to `canvass check`."""
    path = journal.campaign.path
    if path.stat().st_size > MOST_CHECKED_BYTES:
        return
    if journal.connection.execute("pragma quick_check(1)").fetchone() != ("ok",):
        raise told_with_copy(CampaignDamaged(path=str(path)), path, key=journal.campaign.key)


def _is_worth_protecting(session: Session, lines_here: int) -> bool:
    journal = session.journal
    is_open = not (session.is_protected or session.is_rescue or practice(journal))
    return is_open and lines_here > 0 and journal.campaign.setting(OFFERED) != 1


def _note_offered(journal: Journal) -> None:
    with journal.campaign.transaction():
        journal.campaign.note_setting(OFFERED, 1)
