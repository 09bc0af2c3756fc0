"""The line in the form while it is typed: kept through a crash, put aside, taken out of the form and put back."""

from PySide6.QtCore import QObject, Signal

from canvass.desktop.begun_lines import BegunLines, Where
from canvass.desktop.entry_line import EntryLine
from canvass.desktop.entry_state import Standing, Typed
from canvass.desktop.session import Session


class EntryKept(EntryLine):
    """Which line the form shows, and what is typed on it and on others that were begun."""

    line_emptied = Signal()
    """What was typed and not saved was taken out of the form; `put_back` brings it again."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self.event_name = ""
        self.is_at_end = False
        """Whether the form shows a line to which nobody went, since every line of the sheet is typed."""
        self.is_told = False
        """Whether it was said that undo takes out of the form what stands in it."""
        self._emptied: tuple[Where, Typed] | None = None
        self._begun = BegunLines(session, self._on_failed, self)

    @property
    def _where(self) -> Where:
        return self.sheet.key, self.number

    def note_typed(self, typed: Typed) -> None:
        """Take what the form holds now; it is kept through a crash."""
        self.typed = typed
        self.is_told = False
        self._keep_begun()

    def keep_draft_now(self) -> None:
        """Store what the form holds, on leaving a field."""
        self._begun.keep_now()

    def empty(self) -> None:
        """Take what is typed and not saved out of the form, which then shows what stands on the line."""
        self._emptied = self._where, self.typed
        self._put(self.standing_text)
        self.line_emptied.emit()

    def put_back(self) -> None:
        """Put what was taken out last into the form again, on its line, unless other text is there."""
        if self._emptied is not None and self._emptied[0] == self._where and not self.is_dirty:
            typed, self._emptied = self._emptied[1], None
            self._put(typed)

    def _put(self, typed: Typed) -> None:
        self.typed = typed
        self._begun.typed.pop(self._where, None)
        self.line_shown.emit()
        self._keep_begun()

    def _arrive(self, number: int) -> None:
        """Show a line to which nobody went; where it stands already, every line of the sheet does."""
        self._show(number, is_arrived=True)

    def _show(self, number: int, *, is_shown_anyway: bool = False, is_arrived: bool = False) -> None:
        self.number = number
        self.is_told = False
        self._is_shown_anyway = is_shown_anyway
        self.typed = self._begun.typed.get((self.sheet.key, number)) or self.standing_text
        self.is_at_end = is_arrived and self.standing is Standing.SEEN and not self.is_dirty
        self.line_shown.emit()

    def _leave(self) -> None:
        """Put aside what is typed and not saved; it is there again when one comes back to this line."""
        if self.is_dirty:
            self._begun.typed[self._where] = self.typed
            self._begun.keep_now()
        else:
            self._begun.typed.pop(self._where, None)

    def _keep_begun(self) -> None:
        """Have all that is typed and not saved kept through a crash."""
        typed = self.typed if self.is_dirty else None
        self._begun.keep(self.sheet, self.number, typed, self.event_name, self.typist)
