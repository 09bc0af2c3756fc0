"""The line in the form: on which sheet, what the file says of it, and what who is typing may see of it."""

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from canvass.desktop import sheets_open
from canvass.desktop.entry_state import VOIDED, Standing, Typed, next_open, row_at, standing, typed_of
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.signers.listing import LineRow
from canvass.signers.sheets_known import KnownSheet


class EntryLine(QObject):
    """Where one types now and what stands there. `typed` is what the form holds."""

    refused = Signal(object)
    """A `CanvassError`; what was typed stays in the form."""
    line_shown = Signal()
    """Another line, or the same one with other text, is to be put into the form."""
    busy_changed = Signal(bool)
    rows_changed = Signal()
    """Meanwhile the lines of this sheet were changed elsewhere."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.typist = ""
        self.typed = Typed()
        self.is_busy = False
        self._is_shown_anyway = False
        self.take_lines(*sheets_open.sheet_typed_last(session.journal))
        self.number = self.first_open

    @property
    def first_open(self) -> int:
        """The line after the last one that was typed here, wiped or not."""
        return next_open(self.rows, self.sheet.lines, sheets_open.wiped_to(self.session.journal, self.sheet))

    def following(self, number: int, was: Standing) -> int:
        """Return where typing goes on after a line that was saved: at what is still to be typed, else the last line.

        After a correction that is the line after the last one typed; what stands already is never gone through.
        """
        if was is Standing.SEEN:
            return self.first_open
        seen = {row.line for row in self.rows if self.standing_of(row) is Standing.SEEN}
        to_type = (line for line in range(number + 1, self.sheet.lines + 1) if line not in seen)
        return next(to_type, self.sheet.lines)

    @property
    def row(self) -> LineRow | None:
        """What the file says of this line."""
        return row_at(self.rows, self.number)

    @property
    def standing(self) -> Standing:
        """Whether this line is open, seen, or typed blind."""
        found = self.standing_of(self.row)
        return Standing.SEEN if found is Standing.BLIND and self._is_shown_anyway else found

    def standing_of(self, row: LineRow | None) -> Standing:
        """Return how a line of this sheet stands for who is typing."""
        return standing(row, self.typist, self._nobodys)

    @property
    def standing_text(self) -> Typed:
        """What the form shows of this line before anything is typed."""
        return typed_of(self.row) if self.standing is Standing.SEEN else Typed()

    @property
    def is_dirty(self) -> bool:
        """Whether the form holds something that is not saved."""
        return self.typed != self.standing_text

    @property
    def is_passed(self) -> bool:
        """Whether Enter goes past this line: nothing is typed on it, or it stands marked and nothing was changed."""
        if self.row is None or self.standing is not Standing.SEEN:
            return False
        return not self.may_be_saved or (self.row.state in VOIDED and not self.is_dirty)

    @property
    def state_to_save(self) -> str:
        """What Enter saves this line as: signed, or as it is marked if nothing but its remark was changed."""
        row = self.row
        if row is None or row.state not in VOIDED or self.standing is not Standing.SEEN:
            return "signed"
        only_remark = msgspec.structs.replace(self.typed, note="") == msgspec.structs.replace(typed_of(row), note="")
        return row.state if only_remark else "signed"

    @property
    def may_be_saved(self) -> bool:
        """Whether there is something to save: text of a signer, or another remark on a line that stands."""
        has_remark = self.row is not None and self.standing is Standing.SEEN and self.is_dirty
        return not self.typed.is_empty or (has_remark and self.state_to_save != "signed")

    def take_lines(self, sheet: KnownSheet, rows: list[LineRow]) -> None:
        """Take a sheet with its lines as they stand in the file."""
        self.sheet, self.rows = sheet, rows
        self.carrier = sheets_open.carrier_of(self.session.journal, sheet)
        self._nobodys = sheets_open.lines_without_initials(self.session.journal, sheet)

    def read_lines(self, sheet: KnownSheet) -> None:
        """Read the lines of a sheet; where that fails it is told after whoever asked is done."""
        rows, error = sheets_open.lines_again(self.session.journal, sheet, self.rows)
        self.take_lines(sheet, rows)
        if error is not None:
            QTimer.singleShot(0, self, lambda: self.refused.emit(error))

    def look_again(self) -> None:
        """Read the lines again; what is typed and not saved stays in the form."""
        rows, was_dirty = self.rows, self.is_dirty
        self.read_lines(self.sheet)
        if self.rows != rows:
            self.typed = self.typed if was_dirty else self.standing_text
            self.line_shown.emit()
            self.rows_changed.emit()

    def show_anyway(self) -> None:
        """Show what another typist typed, in order to correct it."""
        self._is_shown_anyway = True
        self.typed = typed_of(self.row)
        self.line_shown.emit()

    def change_typist(self, typist: str) -> None:
        """Somebody else types from now on; what they may see of this sheet changes with them."""
        if typist != self.typist:
            was_dirty, typed = self.is_dirty, self.typed
            self.typist = typist
            self._is_shown_anyway = False
            self.typed = typed if was_dirty else self.standing_text
            self.line_shown.emit()

    def _be_busy(self, *, is_busy: bool) -> None:
        self.is_busy = is_busy
        self.busy_changed.emit(is_busy)

    def _on_failed(self, error: CanvassError) -> None:
        self._be_busy(is_busy=False)
        self.refused.emit(error)
