"""The page of settings, from when it is asked for; what is chosen on it takes effect at once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from canvass.desktop.drive_pages import DrivePages
from canvass.desktop.idle import Idle
from canvass.desktop.menus import Menus
from canvass.desktop.settings_page import SettingsPage
from canvass.desktop.window import MainWindow


class Choosing(QObject):
    """Makes the page anew each time, so that it shows the drive that is open and speaks the language in use."""

    back_asked = Signal()
    protect_asked = Signal()

    def __init__(
        self, window: MainWindow, menus: Menus, idle: Idle, drive_open: Callable[[], DrivePages | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._menus = menus
        self._idle = idle
        self._drive_open = drive_open
        self.page: SettingsPage | None = None
        idle.wait_minutes(window.settings.idle_minutes)

    def show(self) -> None:
        """Show the page."""
        before = self.page
        page = SettingsPage(self._window.settings, self._window.look)
        page.back_asked.connect(self.back_asked)
        page.protect_asked.connect(self.protect_asked)
        page.chosen.connect(self._on_chosen)
        drive = self._drive_open()
        if drive is not None:
            session = drive.session
            may = not session.is_protected and not session.is_rescue
            page.show_drive(session.path, is_protected=session.is_protected, may_be_protected=may)
        self.page = page
        self._menus.show_line_menu([])
        self._window.show_page(page)
        page.begin()
        if before is not None:
            self._window.drop_page(before)

    def make_anew(self) -> None:
        """Show the page in another language if it is in sight; the focus goes to where one chose."""
        if self.page is not None and self._window.pages.page is self.page:
            self.show()
            self.page.choices["language"].box.setFocus()

    def _on_chosen(self, name: str, value: object) -> None:
        settings, drive = self._window.settings, self._drive_open()
        if name == "look":
            self._window.look.choose(look=str(value))
        elif name == "text_size" and isinstance(value, int):
            self._window.look.choose(text_size=value)
        elif name == "language":
            # once this choice has been dealt with: the page it was made on goes away
            QTimer.singleShot(0, self, lambda: self._menus.language_chosen.emit(str(value)))
        elif isinstance(value, str | int):
            settings.choose(name, value)
        if name == "idle_minutes":
            self._idle.wait_minutes(settings.idle_minutes)
        elif name == "entry_order" and drive is not None:
            drive.entry.take_order()
