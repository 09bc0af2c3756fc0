"""The page that begins a drive, from when it is asked for until the drive is there."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from canvass.desktop.begin_page import BeginPage
from canvass.desktop.opening import Opening
from canvass.desktop.typed_over import type_again, typed_on
from canvass.desktop.window import MainWindow
from canvass.ground.errors import CanvassError


class Beginning(QObject):
    """Keeps the page, with what was typed in it."""

    back_asked = Signal()

    def __init__(self, window: MainWindow, opening: Opening, leave_drive: Callable[[Callable[[], None]], None]) -> None:
        super().__init__(opening)
        self._window = window
        self._opening = opening
        self._leave_drive = leave_drive
        self._is_asked = False
        self.page: BeginPage | None = None

    def show(self) -> None:
        """Show the page."""
        if self.page is None:
            self.page = self._made()
        self._window.show_page(self.page)
        self.page.begin()

    def make_anew(self) -> None:
        """Make the page anew in the language in use, with what was typed in it."""
        if self.page is None:
            return
        before, shown = self.page, self._window.pages.page
        self.page = self._made()
        type_again(self.page, typed_on(before))
        if shown is before:
            self.show()
        self._window.drop_page(before)

    def refuse(self, error: CanvassError) -> None:
        """Say on the page why no drive was begun."""
        self._is_asked = False
        if self.page is not None:
            self.page.refuse(error)

    def end(self) -> bool:
        """Take the page away if the drive it asked for is there now; return whether it is."""
        if self.page is None or not self._is_asked:
            return False
        self._is_asked = False
        self._window.drop_page(self.page)
        self.page = None
        return True

    def _made(self) -> BeginPage:
        page = BeginPage(self._window.look)
        page.back_asked.connect(self.back_asked)
        page.asked.connect(self._on_asked)
        return page

    def _on_asked(self, kind: str, fields: dict[str, object]) -> None:
        self._is_asked = True
        self._leave_drive(lambda: self._opening.begin_drive(kind, fields, self.refuse))
