"""The ways to *Find* from any page of a drive, to what was found or scanned, and back to where one was."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from canvass.desktop.entry_page import EntryPage
from canvass.desktop.find_page import FindPage
from canvass.desktop.message_bar import NOTICE, MessageBar
from canvass.desktop.scan_watch import ScanWatch
from canvass.signers.listing import LineRow
from canvass.wording.translation import tr

Show = Callable[[QWidget], None]


@runtime_checkable
class TakesScans(Protocol):
    """A page that does something with a sheet's code, wherever on it the code was scanned."""

    def take_scan(self, code: str) -> None:
        """Take the 17 digits of a code."""


class FindWays(QObject):
    """Shows the page that finds, and remembers the page and the focus before."""

    def __init__(self, find: FindPage, entry: EntryPage, show: Show, parent: QObject) -> None:
        super().__init__(parent)
        self._find = find
        self._entry = entry
        self._show = show
        self._page: QWidget | None = None
        self._focused: QWidget | None = None
        entry.find_asked.connect(self.show_find)
        find.row_chosen.connect(self._on_row_found)
        find.sheet_chosen.connect(self.open_sheet)
        find.back_asked.connect(self.go_back)
        self._scans = ScanWatch(entry, self)
        self._scans.scanned.connect(self._on_scanned)

    def note(self, page: QWidget | None) -> None:
        """Remember where one is, to come back to."""
        if page is not self._find:
            self._page, self._focused = page, QApplication.focusWidget()

    def show_find(self) -> None:
        """Show the page that finds."""
        self._entry.entry.keep_draft_now()
        self._show(self._find)
        self._find.begin()

    def look_for(self, text: str) -> None:
        """Show the page that finds, with what this finds."""
        self._entry.entry.keep_draft_now()
        self._show(self._find)
        self._find.look_for(text)

    def go_back(self) -> None:
        """Show the page that was in sight before, with the focus where it was."""
        page, focused = self._page or self._entry, self._focused
        self._show(page)
        if focused is not None and isValid(focused) and page.isAncestorOf(focused):
            focused.setFocus()
        elif page is self._entry:
            self._entry.fields.begin()

    def open_sheet(self, sheet: str) -> None:
        """Show a sheet on the page that types."""
        self._show(self._entry)
        self._entry.entry.open_sheet(sheet)

    def _on_row_found(self, row: LineRow) -> None:
        self._show(self._entry)
        self._entry.open_line(row)

    def _on_scanned(self, code: str) -> None:
        """Give a code to the page on which it was scanned; where that has no use for it, say where it has one."""
        page = QApplication.focusWidget()
        while page is not None and page is not self._entry:
            if isinstance(page, TakesScans):
                page.take_scan(code)
                return
            if isinstance(messages := getattr(page, "messages", None), MessageBar):
                said = tr("A sheet was scanned, and this page has no use for it. Find (Ctrl+K) shows where it is.")
                messages.say(said, NOTICE)
                return
            page = page.parentWidget()
        if page is self._entry:
            self._entry.head.sheet_asked.emit(code)
