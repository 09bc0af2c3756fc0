"""Sheets asked for on the Entry page: by a number typed at its head, or by a code that a scanner typed."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from canvass.desktop.announce import announce
from canvass.desktop.entry import Entry
from canvass.desktop.entry_head import EntryHead, LineHead
from canvass.desktop.settings import Settings
from canvass.desktop.sheets_open import text_asked_for
from canvass.desktop.sounds import scan_sound
from canvass.ground.errors import CanvassError


class SheetsAsked(QObject):
    """Opens them; a number that is refused is left to be mended."""

    def __init__(
        self,
        entry: Entry,
        heads: tuple[EntryHead, LineHead],
        settings: Settings,
        refuse: Callable[[CanvassError], None],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._entry = entry
        self._head, self._line_head = heads
        self._settings = settings
        self._refuse = refuse
        self._page = page
        self._head.sheet_asked.connect(self._on_typed)

    def open_scanned(self, code: str) -> None:
        """Open the sheet with this code, and let the ear know it."""
        if self._is_open(code):
            scan_sound(self._settings)
            announce(self._page, self._line_head.said_aloud(self._head.title))

    def _on_typed(self, text: str) -> None:
        if not self._is_open(text):
            self._head.mend_sheet(text)

    def _is_open(self, text: str) -> bool:
        try:
            return self._entry.open_sheet(text_asked_for(self._entry.session.journal, text))
        except CanvassError as error:
            self._refuse(error)
            return False
