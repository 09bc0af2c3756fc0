"""The offer of a passphrase: the page with the five words, and what comes of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from canvass.desktop.drive_pages import DrivePages
from canvass.desktop.protect_page import ProtectPage
from canvass.desktop.typed_over import type_again, typed_on
from canvass.desktop.window import MainWindow
from canvass.wording.translation import tr


class Protecting(QObject):
    """Offers a passphrase for the open drive, at its close or when asked; the drive is closed and sealed elsewhere."""

    protect_asked = Signal(object, str)
    """The path of the drive and its passphrase: the page is gone by then."""

    def __init__(self, window: MainWindow, drive: Callable[[], DrivePages | None]) -> None:
        super().__init__(window)
        self._window = window
        self._drive = drive
        self.is_closing = False
        """Whether the window is to be closed when the drive is sealed."""
        self._after = ""
        self._is_offered_at_close = False

    def make_anew(self) -> None:
        """Offer it in the language in use, if it is being offered: the same words, and what was typed of them."""
        before = self._window.pages.page
        if isinstance(before, ProtectPage):
            self.offer(is_closing=self._is_offered_at_close)
            if self._window.pages.page is not None:
                type_again(self._window.pages.page, typed_on(before))
            self._window.drop_page(before)

    def offer(self, *, is_closing: bool = False) -> None:
        """Show the five words: the same ones for as long as the drive is open."""
        drive = self._drive()
        page = ProtectPage(self._window.look, is_closing=is_closing, words="" if drive is None else drive.words)
        self._is_offered_at_close = is_closing
        page.protect_asked.connect(lambda words: self._protect(page, words, is_closing=is_closing))
        page.declined.connect(lambda: self._end(page, is_closing=is_closing))
        page.back_asked.connect(lambda: self._end(page, is_closing=False))
        self._window.show_page(page)
        page.begin()

    def is_offered_at_close(self) -> bool:
        """Offer it once to whoever closes a drive with real names in it, and return whether it was offered now."""
        drive = self._drive()
        if drive is None or not drive.wants_protection():
            return False
        drive.note_protection_offered()
        self.offer(is_closing=True)
        return True

    def sealed(self, *, is_protected: bool) -> str:
        """Return what is to be said now that a drive is open that was to be sealed: once, and nothing if it is not."""
        said, self._after = self._after, ""
        if not is_protected:
            self.give_up()
            return ""
        return said

    def give_up(self) -> None:
        """Forget what was to be done after sealing: nothing was sealed."""
        self.is_closing = False
        self._after = ""

    def _protect(self, page: ProtectPage, words: str, *, is_closing: bool) -> None:
        drive = self._drive()
        if drive is None:
            return
        path = drive.session.path
        self.is_closing = is_closing
        self._after = tr("The file is protected. Keep the paper with the five words apart from the laptop.")
        self._window.drop_page(page)
        self.protect_asked.emit(path, words)

    def _end(self, page: ProtectPage, *, is_closing: bool) -> None:
        drive = self._drive()
        if drive is not None:
            drive.show_home()
        self._window.drop_page(page)
        if is_closing:
            self._window.close()
