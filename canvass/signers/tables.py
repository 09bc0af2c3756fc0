"""Spreadsheets as rows under their headings, whatever kind of file they come in."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from canvass.ground.progress import Report, silent
from canvass.signers.cells import FILE_MB_AT_MOST, Cell, Row, SpreadsheetUnreadable, TabUnknown, too_large
from canvass.signers.columns import ROWS_WITH_HEADINGS, recognised
from canvass.signers.delimited import csv_rows
from canvass.signers.errors import FileMissing
from canvass.signers.workbooks import workbook_rows

FIELDS_IN_HEADINGS = 2
ZIP_MAGIC, OLD_MAGIC = b"PK", b"\xd0\xcf\x11\xe0"
"""XLSX is a ZIP file; the older XLS, and an XLSX with a password, are not."""


class Table(msgspec.Struct, frozen=True):
    """A spreadsheet's rows under their headings, each with its number there; rows without any text are left out.

    `tabs` are the sheets of a workbook that have rows, in their order, `tab` the one that was read.
    """

    file: str
    digest: str
    is_csv: bool
    tab: str
    tabs: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def other_tabs(self) -> tuple[str, ...]:
        """The sheets that have rows and were not read."""
        return tuple(tab for tab in self.tabs if tab != self.tab)


def read_spreadsheet(path: Path, report: Report = silent, tab: str = "") -> Table:
    """Return the table in a CSV or XLSX file, told apart by what is in it. Nothing of it is run or calculated.

    Of a workbook the first sheet that has rows, or the one named `tab`. Raises `FileMissing`, `SpreadsheetUnreadable`,
    `SpreadsheetTooLarge`, `CsvUnreadable`, `TabUnknown`.
    """
    file = str(path)
    content = _content(path)
    if content.startswith(OLD_MAGIC):
        raise SpreadsheetUnreadable(file=file, why="old")
    is_csv = not content.startswith(ZIP_MAGIC)
    if is_csv and tab:
        raise TabUnknown(file=file, tab=tab, known=())
    read = ("", (), list(csv_rows(content, file))) if is_csv else workbook_rows(content, file, report, tab)
    title, tabs, rows = read
    kept = [(number, row) for number, row in rows if any(cell not in (None, "") for cell in row)]
    if not kept:
        raise SpreadsheetUnreadable(file=file, why="empty")
    first = _headings_at([row for _, row in kept[:ROWS_WITH_HEADINGS]])
    headings = tuple(_heading(cell) for cell in kept[first][1])
    digest = hashlib.sha256(content)
    if title != (tabs[0] if tabs else ""):
        digest.update(b"\0" + title.encode())  # another sheet of a file that was taken in is no file taken in twice
    return Table(file, digest.hexdigest(), is_csv, title, tabs, headings, tuple(kept[first + 1 :]))


def _content(path: Path) -> bytes:
    most = FILE_MB_AT_MOST << 20
    try:
        with path.open("rb") as opened:
            content = opened.read(most + 1)
    except OSError:
        raise FileMissing(file=str(path)) from None
    if len(content) > most:
        raise too_large(str(path))
    return content


def _heading(cell: Cell) -> str:
    return " ".join(str(cell).split()) if isinstance(cell, str | int | float | date) else ""


def _headings_at(rows: Sequence[Sequence[Cell]]) -> int:
    """Return which row names the columns: the first that names two fields or more, else the first of all."""
    named = (
        index for index, row in enumerate(rows) if recognised([_heading(cell) for cell in row]) >= FIELDS_IN_HEADINGS
    )
    return next(named, 0)
