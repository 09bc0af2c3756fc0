"""Typing on one sheet after the other: the work behind the Entry page, which only shows it."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from canvass.desktop import sheets_open
from canvass.desktop.entry_kept import EntryKept
from canvass.desktop.entry_state import Standing, Typed, line_of
from canvass.desktop.entry_undo import Memory, Saved
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Line
from canvass.signers.completion import Streets
from canvass.signers.draft import Draft
from canvass.signers.entry import clean_line, correct, enter, take_back
from canvass.signers.errors import NothingToUndo
from canvass.signers.sheets_known import check_line


class Entry(EntryKept):
    """What is done about the line in the form: gone to, kept, saved, taken back."""

    line_saved = Signal(object)
    """A `Saved`: COMMIT has returned."""
    line_taken_back = Signal(object)
    sheet_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self.streets = Streets()
        self._saved: list[Saved] = []
        self._lost_marks: dict[tuple[int, int], str] = {}

    @property
    def last_saved(self) -> Saved | None:
        """What undo would take back."""
        return self._saved[-1] if self._saved else None

    @property
    def lost_mark(self) -> str:
        """How this line was marked before that was taken back, as long as nothing is saved on it again."""
        return self._lost_marks.get(self._where, "")

    def resume(self, draft: Draft | None) -> bool:
        """Show the line to begin with; return whether a line that was being typed came back."""
        begun = None if draft is None else self._begun.take_from(draft)
        if begun is None:
            self._arrive(self.number)
            return False
        sheet, newest = begun
        self.read_lines(sheet)
        self.event_name = newest.event or self.event_name
        self._show(newest.line)
        return self.is_dirty

    @property
    def begun(self) -> int:
        """How many lines are half typed: the one in the form, and those left on other lines and sheets."""
        begun = self._begun.with_line(self._where, self.typed if self.is_dirty else None)
        return sum(not typed.is_empty for typed in begun.values())

    def memory(self) -> Memory:
        """Return what this window knows of typing beside what is in the file."""
        aside = self._begun.with_line(self._where, self.typed if self.is_dirty else None)
        return Memory(
            self.sheet, self.number, self._is_shown_anyway, self.typist, self.event_name, aside, self._lost_marks,
            self._saved,
        )  # fmt: skip

    def go_on_from(self, memory: Memory) -> None:
        """Go on where the page before this one, in another language, was."""
        self.typist, self.event_name = memory.typist, memory.event_name
        self._begun.typed, self._lost_marks, self._saved = memory.aside, memory.lost_marks, memory.saved
        self.read_lines(memory.sheet)
        self._show(memory.number, is_shown_anyway=memory.is_shown_anyway)

    def open_sheet(self, text: str) -> bool:
        """Go to a sheet or loose page, to its first open line; return whether there is such a sheet."""
        try:
            sheet, rows = sheets_open.sheet_and_lines(self.session.journal, text)
        except CanvassError as error:
            self.refused.emit(error)
            return False
        self._leave()
        self.take_lines(sheet, rows)
        self._arrive(self.first_open)
        self.sheet_changed.emit()
        return True

    def open_next_sheet(self) -> None:
        """Go to the sheet with the next serial, or to this laptop's next loose page."""
        try:
            self.open_sheet(sheets_open.next_sheet(self.session.journal, self.sheet))
        except CanvassError as error:
            self.refused.emit(error)

    def go_to(self, number: int) -> None:
        """Go to a line of this sheet; beyond its form this is refused."""
        try:
            check_line(self.sheet, number)
        except CanvassError as error:
            self.refused.emit(error)
            return
        self._leave()
        self._show(number)

    def save(self, state: str = "") -> None:
        """Save this line as it is typed, marked so or else as it was; `line_saved` or `refused` follows."""
        if self.is_busy:
            return
        state = state or self.state_to_save
        sheet, number, typed, typist = self.sheet, self.number, self.typed, self.typist
        was_shown = self._is_shown_anyway
        store = correct if self.standing is Standing.SEEN else enter
        try:
            unseen = self.row if self.standing is Standing.BLIND else None
            line = clean_line(line_of(typed, state, self.event_name, unseen))
        except CanvassError as error:
            self.refused.emit(error)
            return
        self._be_busy(is_busy=True)
        self.session.write(
            lambda journal: store(journal, sheet, number, line, typist),
            lambda entered: self._on_saved(Saved(sheet, number, typed, typist, entered, state, was_shown), line),
            self._on_failed,
        )

    def undo(self) -> None:
        """Take back what was saved last in this window; its text returns to the form."""
        last = self.last_saved
        if last is None:
            self.refused.emit(NothingToUndo())
            return
        work = partial(take_back, record=last.entered.record or 0, typist=last.typist)
        self._be_busy(is_busy=True)
        self.session.write(work, lambda _: self._on_taken_back(last), self._on_failed)

    def _on_saved(self, saved: Saved, line: Line) -> None:
        was = self.standing
        if saved.entered.record is not None:
            self._saved.append(saved)
        self._begun.typed.pop((saved.sheet.key, saved.number), None)
        self._lost_marks.pop((saved.sheet.key, saved.number), None)
        self.streets.learn(line.address, line.city, line.zip)
        self.read_lines(self.sheet)
        self._be_busy(is_busy=False)
        self._arrive(self.following(saved.number, was))
        self._keep_begun()
        self.line_saved.emit(saved)

    def _on_taken_back(self, last: Saved) -> None:
        self._saved.remove(last)
        self._leave()
        self.read_lines(last.sheet)
        if last.typed != Typed():
            self._begun.typed.setdefault((last.sheet.key, last.number), last.typed)  # what was begun since is newer
        if last.state != "signed":
            self._lost_marks[last.sheet.key, last.number] = last.state
        self._be_busy(is_busy=False)
        self._show(last.number, is_shown_anyway=last.was_shown)
        self._keep_begun()
        self.is_told = True
        self.line_taken_back.emit(last)
