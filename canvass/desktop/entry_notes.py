"""What is said of lines on the Entry page: when one was saved, taken back or thrown away, and how long that stays."""

from PySide6.QtCore import QObject

from canvass.desktop.entry import Entry
from canvass.desktop.entry_undo import Saved, said_after, said_of_emptied, said_of_undo
from canvass.desktop.message_bar import NOTICE, PROBLEM, MessageBar
from canvass.journal.bodies import Role
from canvass.wording.translation import tr


class EntryNotes(QObject):
    """Says it in the bar; a note about a line goes when the form shows another one."""

    def __init__(self, entry: Entry, messages: MessageBar) -> None:
        super().__init__(entry)
        self._entry = entry
        self._messages = messages
        self._shown = (entry.sheet.key, entry.number)
        entry.line_shown.connect(self._on_line_shown)
        entry.line_saved.connect(self._on_line_saved)
        entry.line_taken_back.connect(self._on_line_taken_back)
        entry.line_emptied.connect(self._on_line_emptied)
        entry.rows_changed.connect(self._clear)

    def say_back(self) -> None:
        """Say that a line was being typed when the window closed."""
        self._messages.say(tr("The line you were typing is back. It is not saved yet."), NOTICE)

    def say_done(self) -> None:
        """Say that what was typed past the end of a sheet was put nowhere."""
        said = tr(
            "Every line of this sheet is typed, so nothing was put into line {line}. "
            "Ctrl+Shift+N goes to the next sheet. To change this line: Home, or a click into it."
        )
        self._messages.say(said.format(line=self._entry.number))

    def _on_line_shown(self) -> None:
        shown = (self._entry.sheet.key, self._entry.number)
        if shown != self._shown:
            self._shown = shown
            self._clear()

    def _on_line_saved(self, saved: Saved) -> None:
        may_decide = (self._entry.session.journal.role or Role.NONE) >= Role.COORDINATOR
        said = said_after(saved, is_sheet_done=self._entry.is_at_end, may_decide=may_decide)
        if said is None:
            self._messages.clear()
        else:
            self._messages.say(*said)

    def _on_line_taken_back(self, saved: Saved) -> None:
        said = said_of_undo(saved, self._entry.row, is_dirty=self._entry.is_dirty)
        self._messages.say(said, NOTICE)

    def _on_line_emptied(self) -> None:
        self._messages.say(said_of_emptied(self._entry.last_saved), NOTICE)

    def _clear(self) -> None:
        """Take a note away; what was not done stays said."""
        if self._messages.kind != PROBLEM:
            self._messages.clear()
