"""Reading a spreadsheet, looking at its rows, and taking them in: off the window's thread, with progress and cancel."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from canvass.desktop.long_work import LongWork
from canvass.desktop.session import Session
from canvass.desktop.spreadsheet_words import bad_lines, moved_column, named_apart, said_columns, stands_against
from canvass.ground.errors import CanvassError
from canvass.ground.progress import Report
from canvass.journal.journal import Journal
from canvass.signers.rows import Defaults
from canvass.signers.spreadsheets import Imported, Preview, enter_spreadsheet, preview_spreadsheet
from canvass.signers.tables import Table, read_spreadsheet

Said = dict[str, list[str]]


class Looked(NamedTuple):
    """A table, how it would be taken in, what is wrong in words, and, if it was taken in, what came of it."""

    table: Table
    preview: Preview
    bad: list[str]
    imported: Imported | None = None


def looked_at(table: Table, preview: Preview) -> Looked:
    """Return the table with what is wrong in words, which for many rows takes its time."""
    return Looked(table, preview, bad_lines(preview))


class SpreadsheetIntake(QObject):
    """One file at a time. `looked` carries a `Looked`, `given_up` says that the work was cancelled."""

    progressed = Signal(int, int)
    looked = Signal(object)
    taken_in = Signal(object)
    given_up = Signal()
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._work = LongWork(self)
        self._work.progressed.connect(self.progressed)
        self._asked = 0
        self._said: Said | None = None
        self.is_busy = False
        self.path = Path()
        """The file that was read last."""
        self.now: Looked | None = None

    def read(self, path: Path, defaults: Defaults, tab: str = "") -> None:
        """Read a file, or one table of it, and look at its rows with the columns guessed."""
        self._said, self.now, self.path = None, None, path

        def work(journal: Journal, report: Report) -> Looked:
            table = named_apart(read_spreadsheet(path, report, tab))
            return looked_at(table, preview_spreadsheet(journal, table, None, defaults, report))

        asked = self._begin()
        self._session.look(self._work.job(work), partial(self._on_looked, asked), partial(self._on_failed, asked))

    def choose(self, index: int, field: str, defaults: Defaults) -> None:
        """Take a column for another field."""
        if self.now is not None:
            mapping = self.now.preview.mapping if self._said is None else self._said_mapping(self.now.table)
            self._said = said_columns(moved_column(mapping, index, field), self.now.table.headings)
            self.look_again(defaults)

    def look_again(self, defaults: Defaults) -> None:
        """Look at the rows with the columns as they are chosen now."""
        if self.now is None:
            return
        table, said = self.now.table, self._said

        def work(journal: Journal, report: Report) -> Looked:
            return looked_at(table, preview_spreadsheet(journal, table, said, defaults, report))

        asked = self._begin()
        self._session.look(self._work.job(work), partial(self._on_looked, asked), partial(self._on_failed, asked))

    def take_in(self, defaults: Defaults, *, again: bool) -> None:
        """Take in all rows or none; looked at once more by the writer, since others type meanwhile."""
        if self.now is None:
            return
        table, said = self.now.table, self._said

        def work(journal: Journal, report: Report) -> Looked:
            preview = preview_spreadsheet(journal, table, said, defaults, report)
            if stands_against(preview):
                return looked_at(table, preview)
            return Looked(table, preview, [], enter_spreadsheet(journal, preview, again=again, report=report))

        asked = self._begin()
        self._session.write(self._work.job(work), partial(self._on_looked, asked), partial(self._on_failed, asked))

    def give_up(self) -> None:
        """Give up what is under way; nothing of it is left."""
        self._work.give_up()

    def _said_mapping(self, table: Table) -> dict[str, tuple[int, ...]]:
        places = {heading: index for index, heading in enumerate(table.headings)}
        return {field: tuple(places[name] for name in names) for field, names in (self._said or {}).items()}

    def _begin(self) -> int:
        self._asked += 1
        self.is_busy = True
        return self._asked

    def _on_looked(self, asked: int, looked: Looked | None) -> None:
        if asked != self._asked:
            return
        self.is_busy = False
        if looked is None:
            self.given_up.emit()
        elif looked.imported is not None:
            self.now = None
            self.taken_in.emit(looked)
        else:
            self.now = looked
            self.looked.emit(looked)

    def _on_failed(self, asked: int, error: CanvassError) -> None:
        if asked == self._asked:
            self.is_busy = False
            self.refused.emit(error)
