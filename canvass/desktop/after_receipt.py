"""What a receipt or a wipe changes elsewhere in the window: the Entry page and its foot."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from canvass.desktop.entry_page import EntryPage
from canvass.desktop.work_pages import WorkPages


class AfterReceipt(QObject):
    """Brings Entry up to what is here: lines that were wiped are not shown, corrected or taken back any more."""

    def __init__(self, work: WorkPages, entry: EntryPage, told: Callable[[], None]) -> None:
        super().__init__(work)
        self._entry = entry
        self._told = told
        work.held_changed.connect(self._on_held_changed)

    def _on_held_changed(self) -> None:
        entry = self._entry.entry
        entry.go_on_from(entry.memory()._replace(saved=[], lost_marks={}))
        self._entry.keys.name_undo()
        self._entry.foot.show_count(self._entry.count.read())
        self._told()
