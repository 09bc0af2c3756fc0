"""Help from wherever one is: the page of help, all keys, privacy, about, cards to print, the report of a problem."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from shiboken6 import isValid

from canvass.desktop.cards import AboutPage
from canvass.desktop.crash_window import ReportWindow
from canvass.desktop.drive_pages import DrivePages
from canvass.desktop.help_page import HelpPage
from canvass.desktop.help_topics import topic_of
from canvass.desktop.keys_overlay import KeysOverlay
from canvass.desktop.menus import Menus
from canvass.desktop.message_bar import DONE, PROBLEM
from canvass.desktop.out_folder import documents_folder
from canvass.desktop.privacy_page import PrivacyPage
from canvass.desktop.problem_report import PROBLEM as PROBLEM_WORDS
from canvass.desktop.problem_report import problem_report
from canvass.desktop.window import MainWindow
from canvass.ground.errors import CanvassError
from canvass.ground.files import write_whole
from canvass.journal.bodies import Role
from canvass.wording.hand_cards import PRIVACY, VOLUNTEER, card_file
from canvass.wording.sentence import sentence
from canvass.wording.translation import language, mark, tr

ABOUT, HELP = "about", "help"
CARD_FILES = {VOLUNTEER: mark("canvass card for volunteers"), PRIVACY: mark("canvass card on privacy")}


class Helping(QObject):
    """Remembers the page one came from, and goes back there."""

    back_asked = Signal()
    """There is no page to go back to any more."""
    protect_asked = Signal()

    def __init__(self, window: MainWindow, menus: Menus, drive_open: Callable[[], DrivePages | None]) -> None:
        super().__init__(window)
        self._window = window
        self._menus = menus
        self._drive_open = drive_open
        self._made: dict[str, HelpPage | PrivacyPage | AboutPage] = {}
        self._came_from: list[tuple[QWidget, QWidget | None]] = []
        self.report: ReportWindow | None = None
        self.overlay = KeysOverlay(window, window.look)
        menus.add("help", "help", self.show_help)
        menus.add("help", "keys", lambda: self.overlay.show_for(self.topic))
        menus.add_plain("help", mark("&Volunteer card to print…"), lambda: self.ask_card(VOLUNTEER, [language()]))
        menus.add_plain("help", mark("&Privacy"), lambda: self.show(PRIVACY))
        menus.add_plain("help", mark("&Report a problem…"), self.show_report)
        menus.add_plain("help", mark("&About canvass"), lambda: self.show(ABOUT))

    @property
    def topic(self) -> str:
        """The topic of help for the page in sight."""
        drive = self._drive_open()
        return topic_of(self._window.pages.page, is_hq=drive is not None and drive.session.journal.role == Role.HQ)

    def show_help(self) -> None:
        """Show help for the page in sight; on the page of help, how to use it."""
        topic = self.topic
        self.show(HELP)
        page = self._page(HELP)
        if isinstance(page, HelpPage):
            page.open_topic(topic)

    def show(self, name: str) -> None:
        """Show one of the pages: help, privacy, about."""
        page = self._page(name)
        before = self._window.pages.page
        if before is not None and before is not page:
            known = [came for came, _focus in self._came_from]
            del self._came_from[known.index(before) if before in known else len(known) :]
            self._came_from.append((before, QApplication.focusWidget()))
        self._menus.show_line_menu([])
        self._put_in_sight(page)

    def make_anew(self) -> None:
        """Make the pages anew in another language; the one in sight stays there."""
        shown = next((name for name, page in self._made.items() if page is self._window.pages.page), None)
        before = self._made.get(HELP)
        topic = before.topic.name if isinstance(before, HelpPage) else ""
        made, self._made = self._made, {}
        if shown is not None:
            page = self._page(shown)
            if isinstance(page, HelpPage):
                page.open_topic(topic)
            self._put_in_sight(page)
        for old in made.values():
            self._window.drop_page(old)

    def go_back(self) -> None:
        """Show the page one came from, the focus where it was."""
        here = self._window.pages.page
        while self._came_from:
            page, focus = self._came_from.pop()
            if isValid(page) and page is not here:
                self._show_again(page, focus)
                return
        self.back_asked.emit()

    def _show_again(self, page: QWidget, focus: QWidget | None) -> None:
        drive = self._drive_open()
        self._window.show_page(page)
        self._menus.show_line_menu(drive.entry.actions() if drive is not None and page is drive.entry else [])
        if focus is not None and isValid(focus) and page.isAncestorOf(focus):
            focus.setFocus()
        elif hasattr(page, "begin"):
            page.begin()

    # ---------------------------------------------------------------------------------------- cards and reports

    def ask_card(self, name: str, languages: Sequence[str]) -> None:
        """Ask where a card to print is to be saved, and save it there."""
        dialog = QFileDialog(self._window, tr("Save a card to print"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Pages to print (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(str(documents_folder()))
        dialog.selectFile(f"{tr(CARD_FILES[name])}.pdf")
        dialog.fileSelected.connect(lambda path: self.save_card(name, languages, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_card(self, name: str, languages: Sequence[str], out: Path) -> None:
        """Write a card as a PDF in place of any file there (the dialog asked), and say so."""
        try:
            write_whole(out, card_file(name, languages), replace=True)
        except CanvassError as error:
            self._say(sentence(error), PROBLEM)
        else:
            self._say(tr("The card is {path}. Print it on letter paper.").format(path=out), DONE)

    def show_report(self) -> None:
        """Show the report of a problem."""
        drive = self._drive_open()
        session = None if drive is None else drive.session
        text = problem_report(self._window.settings, self.topic, session)
        self.report = ReportWindow(text, self._window, PROBLEM_WORDS)
        self.report.destroyed.connect(self._on_report_closed)
        self.report.open()

    def _say(self, text: str, kind: str) -> None:
        if not hasattr(self._window.pages.page, "messages"):
            self.show(PRIVACY)
        page = self._window.pages.page
        if page is not None and hasattr(page, "messages"):
            page.messages.say(text, kind)

    def _page(self, name: str) -> HelpPage | PrivacyPage | AboutPage:
        if name not in self._made:
            page = {HELP: HelpPage, PRIVACY: PrivacyPage, ABOUT: AboutPage}[name](self._window.look)
            page.back_asked.connect(self.go_back)
            if isinstance(page, PrivacyPage):
                page.card_asked.connect(self.ask_card)
                page.protect_asked.connect(self.protect_asked)
            elif isinstance(page, AboutPage):
                page.report.clicked.connect(self.show_report)
            else:
                page.card_asked.connect(lambda: self.ask_card(VOLUNTEER, [language()]))
            self._made[name] = page
        return self._made[name]

    def _put_in_sight(self, page: HelpPage | PrivacyPage | AboutPage) -> None:
        if isinstance(page, PrivacyPage):
            drive = self._drive_open()
            page.show_file(None if drive is None else drive.session)
        self._window.show_page(page)
        page.begin()

    def _on_report_closed(self) -> None:
        self.report = None
