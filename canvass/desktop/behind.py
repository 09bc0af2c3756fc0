"""What goes on behind the page in sight: files being taken in, told at the foot of the window and at their end."""

from PySide6.QtCore import QObject

from canvass.batches.merging import Merged
from canvass.desktop.copies import Copies
from canvass.desktop.home_page import HomePage
from canvass.desktop.message_bar import NOTICE, MessageBar
from canvass.desktop.window import MainWindow
from canvass.desktop.work_pages import TAKE_IN, WorkPages


class Behind(QObject):
    """Tells of taking in wherever one is, and copies the file after it."""

    def __init__(self, window: MainWindow, work: WorkPages, copies: Copies, home: HomePage | None) -> None:
        super().__init__(work)
        self._window = window
        self._work = work
        self._copies = copies
        self._home = home
        work.progressed.connect(self._on_progressed)
        work.taken_in.connect(self._on_taken_in)

    @property
    def _is_in_sight(self) -> bool:
        return self._window.pages.page is self._work.page(TAKE_IN)

    def _on_progressed(self, said: str) -> None:
        self._window.show_behind("" if self._is_in_sight else said)

    def _on_taken_in(self, taken: Merged, said: str) -> None:
        """Copy the file, and say what came where the page that took it in is not in sight."""
        self._copies.note_taken_in(taken)
        messages = getattr(self._window.pages.page, "messages", None)
        if isinstance(messages, MessageBar) and not self._is_in_sight:
            messages.say(said, NOTICE)
        if self._home is not None:
            self._home.show_totals()
