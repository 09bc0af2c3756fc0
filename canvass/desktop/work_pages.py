"""The pages that are opened from Home or from the menu, each made when it is first asked for."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from canvass.desktop.approved_page import ApprovedPage
from canvass.desktop.count_page import CountPage
from canvass.desktop.decide_page import DecidePage
from canvass.desktop.hq_keys_page import HqKeysPage
from canvass.desktop.kit_page import KitPage
from canvass.desktop.look import Look
from canvass.desktop.loose_page import LoosePages
from canvass.desktop.out_page import OutPage
from canvass.desktop.petition_page import PetitionPage
from canvass.desktop.print_page import PrintPage
from canvass.desktop.receipt_page import ReceiptPage
from canvass.desktop.receipt_writing import ReceiptWriting
from canvass.desktop.session import Session
from canvass.desktop.settings import Settings
from canvass.desktop.spreadsheet_page import SpreadsheetPage
from canvass.desktop.take_in_page import TakeInPage
from canvass.journal.bodies import Role
from canvass.wording.translation import mark

PRINT, PETITION, KIT, HQ_KEYS = "print", "petition", "kit", "hq_keys"
OWN_PAGE = "own_page"
"""Opened from what the petition says, and goes back there."""
TAKE_IN, TO_DECIDE, COUNT = "take_in", "to_decide", "count"
OUT_BACK, LOOSE, SPREADSHEET, RECEIPT = "out_back", "loose", "spreadsheet", "receipt"
WorkPage = (
    PrintPage
    | PetitionPage
    | ApprovedPage
    | KitPage
    | HqKeysPage
    | DecidePage
    | CountPage
    | OutPage
    | LoosePages
    | ReceiptPage
    | SpreadsheetPage
    | TakeInPage
)
NAMES = {
    PRINT: mark("&Print sheets"),
    PETITION: mark("What the petition &says"),
    KIT: mark("Set-&up file for another laptop"),
    HQ_KEYS: mark("Headquarters’ &keys"),
    OUT_BACK: mark("Sheets out and &back"),
    LOOSE: mark("&Loose pages"),
    TAKE_IN: mark("Take in &files"),
    TO_DECIDE: mark("To d&ecide"),
    COUNT: mark("&Count"),
    SPREADSHEET: mark("Take in a sp&readsheet"),
    RECEIPT: mark("What headquarters &holds"),
}


def pages_of(role: Role | None) -> tuple[str, ...]:
    """Return the pages that are in sight of a role, in the order of Home."""
    if role == Role.HQ:
        return (PRINT, PETITION, KIT, HQ_KEYS, OUT_BACK, LOOSE, TAKE_IN, TO_DECIDE, COUNT, SPREADSHEET)
    if role == Role.COORDINATOR:
        return (PRINT, KIT, OUT_BACK, LOOSE, TAKE_IN, TO_DECIDE, COUNT, SPREADSHEET, RECEIPT)
    return (LOOSE, SPREADSHEET, COUNT, RECEIPT) if role == Role.FIELD else (LOOSE, SPREADSHEET, COUNT)


class WorkPages(QObject):
    """Makes the pages and keeps them until the drive is closed."""

    back_asked = Signal()
    page_asked = Signal(str)
    typing_asked = Signal()
    sheet_chosen = Signal(str)
    find_asked = Signal(str)
    changed = Signal()
    held_changed = Signal()
    """What headquarters is known to hold, or what is still here, is not as it was."""
    progressed = Signal(str)
    """How far files are on their way in, in words; empty when they are done."""
    taken_in = Signal(object, str)
    """A `Merged`, and what is said of it."""

    def __init__(self, session: Session, settings: Settings, look: Look, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._look = look
        self._today = today
        self._is_private = False
        self._made: dict[str, WorkPage] = {}

    def page(self, name: str) -> WorkPage:
        """Return a page, which is made if it was not yet."""
        if name not in self._made:
            makers: dict[str, Callable[[], WorkPage]] = {
                PRINT: self._print,
                PETITION: self._petition,
                OWN_PAGE: self._own_page,
                KIT: self._kit,
                HQ_KEYS: self._hq_keys,
                OUT_BACK: self._out_back,
                LOOSE: self._loose,
                TAKE_IN: self._take_in,
                TO_DECIDE: self._to_decide,
                COUNT: self._count,
                SPREADSHEET: self._spreadsheet,
                RECEIPT: self._receipt,
            }
            self._made[name] = makers[name]()
        return self._made[name]

    def made(self) -> Iterator[WorkPage]:
        """Yield the pages that are there."""
        yield from self._made.values()

    def named(self) -> Iterator[tuple[str, WorkPage]]:
        """Yield the pages that are there, each with its name."""
        yield from self._made.items()

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of what was typed on the pages that show it, or the text again."""
        self._is_private = is_private
        for page in self._made.values():
            if isinstance(page, DecidePage | SpreadsheetPage | PetitionPage | OutPage | PrintPage):
                page.hide_names(is_private)

    def saves_first(self, name: str, then: Callable[[], None]) -> bool:
        """Save what was typed of the petition before its sheets are printed; return whether that has to wait."""
        page = self._made.get(PETITION)
        return name == PRINT and isinstance(page, PetitionPage) and page.save_first(then)

    def close_down(self) -> None:
        """Give up what is under way on any page."""
        for page in self._made.values():
            page.close_down()

    def _print(self) -> PrintPage:
        page = PrintPage(self._session, self._look)
        page.hide_names(self._is_private)
        page.back_asked.connect(self.back_asked)
        page.petition_asked.connect(lambda: self.page_asked.emit(PETITION))
        return page

    def _petition(self) -> PetitionPage:
        page = PetitionPage(self._session, self._look, self._today)
        page.back_asked.connect(self.back_asked)
        page.print_asked.connect(lambda: self.page_asked.emit(PRINT))
        page.own_page_asked.connect(lambda: self.page_asked.emit(OWN_PAGE))
        page.saved.connect(self.changed)
        page.sight_asked.connect(lambda: self.page_asked.emit(PETITION))
        page.hide_names(self._is_private)
        return page

    def _own_page(self) -> ApprovedPage:
        page = ApprovedPage(self._session, self._look)
        for done in (page.back_asked, page.taken):
            done.connect(lambda: self.page_asked.emit(PETITION))
        return page

    def _kit(self) -> KitPage:
        page = KitPage(self._session, self._look)
        page.back_asked.connect(self.back_asked)
        page.keys_asked.connect(lambda: self.page_asked.emit(HQ_KEYS))
        return page

    def _hq_keys(self) -> HqKeysPage:
        page = HqKeysPage(self._session, self._look, self._today)
        page.back_asked.connect(self.back_asked)
        page.taken_in.connect(self.taken_in)
        return page

    def _out_back(self) -> OutPage:
        page = OutPage(self._session, self._settings, self._look, self._today)
        page.hide_names(self._is_private)
        page.back_asked.connect(self.back_asked)
        page.find_asked.connect(self.find_asked)
        page.print_asked.connect(lambda: self.page_asked.emit(PRINT))
        return page

    def _loose(self) -> LoosePages:
        page = LoosePages(self._session, self._settings, self._look)
        page.back_asked.connect(self.back_asked)
        page.sheet_chosen.connect(self.sheet_chosen)
        page.typing_asked.connect(self.typing_asked)
        return page

    def _take_in(self) -> TakeInPage:
        page = TakeInPage(self._session, self._look)
        page.back_asked.connect(self.back_asked)
        page.decide_asked.connect(lambda: self.page_asked.emit(TO_DECIDE))
        page.taken_in.connect(self.taken_in)
        page.progressed.connect(self.progressed)
        ReceiptWriting(self._session, page, self._today)
        return page

    def take_in(self, paths: Sequence[Path]) -> None:
        """Show on its page what these files and folders would bring."""
        self.page_asked.emit(TAKE_IN)
        page = self.page(TAKE_IN)
        if isinstance(page, TakeInPage):
            page.look_at(paths)

    def _to_decide(self) -> DecidePage:
        page = DecidePage(self._session, self._settings, self._look, self._today)
        page.hide_names(self._is_private)
        page.back_asked.connect(self.back_asked)
        return page

    def _spreadsheet(self) -> SpreadsheetPage:
        page = SpreadsheetPage(self._session, self._settings, self._look)
        page.hide_names(self._is_private)
        page.back_asked.connect(self.back_asked)
        return page

    def _receipt(self) -> ReceiptPage:
        page = ReceiptPage(self._session, self._look)
        page.back_asked.connect(self.back_asked)
        page.changed.connect(self.held_changed)
        return page

    def _count(self) -> CountPage:
        page = CountPage(self._session, self._look, self._today)
        page.back_asked.connect(self.back_asked)
        page.typing_asked.connect(self.typing_asked)
        return page
