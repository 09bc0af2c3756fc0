"""The ways to *Find* from any page of a drive, from there to what was found, and back to where one was."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from canvass.desktop.entry_page import EntryPage
from canvass.desktop.find_page import FindPage
from canvass.signers.listing import LineRow

Show = Callable[[QWidget], None]


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

    def note(self, page: QWidget | None) -> None:
        """Remember where one is, to come back to."""
        if page is not self._find:
            self._page, self._focused = page, QApplication.focusWidget()

    def show_find(self) -> None:
        """Show the page that finds."""
        self._entry.entry.keep_draft_now()
        self._show(self._find)
        self._find.begin()

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
