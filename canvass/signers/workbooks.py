"""XLSX files by their values. Whatever is in the file, no more is unpacked than lines of a petition can need."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import IO, Any

import openpyxl

from canvass.ground.errors import CanvassError
from canvass.ground.progress import Cancelled, Report, silent
from canvass.signers.cells import (
    COLUMNS_AT_MOST,
    ROWS_AT_MOST,
    Cell,
    Fault,
    Row,
    SpreadsheetUnreadable,
    TabUnknown,
    too_large,
)

UNPACKED_MB_AT_MOST = 150
"""A hundred thousand rows of ten columns unpack to less."""

PARTS_AT_MOST = 2_000
LAST_ROW = 1 << 20
"""Excel's own last row."""

FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
SEAM = 64
CHUNK = 1 << 16


def workbook_rows(content: bytes, file: str, report: Report, tab: str = "") -> tuple[str, tuple[str, ...], list[Row]]:
    """Return a sheet's name, the names of all in sight that have rows, in their order, and the sheet's rows.

    The first of them, or the one named `tab`. Raises `SpreadsheetUnreadable`, `SpreadsheetTooLarge`, `TabUnknown`,
    and what `report` raises.
    """
    has_formulas = _check_package(content, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations that we do not read
            return _read(content, report, file, tab, has_formulas=has_formulas)
    except (CanvassError, Cancelled):
        raise
    except Exception:  # noqa: BLE001 - a reader of other people's files may stumble in any way
        raise SpreadsheetUnreadable(file=file, why="damaged") from None


def _check_package(content: bytes, file: str) -> bool:
    """Refuse what is no XLSX or unpacks to too much, before it is unpacked; return whether it has formulas.

    No part gives more bytes than the directory says: Python's zipfile stops there.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > PARTS_AT_MOST or sum(part.file_size for part in parts) > UNPACKED_MB_AT_MOST << 20:
                raise too_large(file)
            if "xl/workbook.xml" not in package.namelist():
                raise SpreadsheetUnreadable(file=file, why="other")
            return any(_has_formula(package.open(part)) for part in parts if part.filename.endswith(".xml"))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        raise SpreadsheetUnreadable(file=file, why="damaged") from None


def _has_formula(part: IO[bytes]) -> bool:
    seam = b""
    with part:
        while chunk := part.read(CHUNK):
            if FORMULA.search(seam + chunk):
                return True
            seam = chunk[-SEAM:]
    return False


def _read(
    content: bytes, report: Report, file: str, tab: str, *, has_formulas: bool
) -> tuple[str, tuple[str, ...], list[Row]]:
    values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    visible = [sheet.title for sheet in values.worksheets if sheet.sheet_state == "visible"]
    tabs = tuple(name for name in visible if next(_sheet_rows(values, name, silent, file), None) is not None)
    if not tabs:
        raise SpreadsheetUnreadable(file=file, why="empty")
    if tab and tab not in tabs:
        raise TabUnknown(file=file, tab=tab, known=tabs)
    title = tab or tabs[0]
    rows = list(_sheet_rows(values, title, report, file))
    values.close()
    return title, tabs, _without_values(content, title, rows, file) if has_formulas else rows


def _sheet_rows(workbook: openpyxl.Workbook, title: str, report: Report, file: str) -> Iterator[Row]:
    """Yield a sheet's rows that have any value. What the file says of its own size is not believed."""
    sheet: Any = workbook[title]
    sheet.reset_dimensions()
    found = 0
    for number, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW), 1):
        row = _trimmed([_value(cell.value, cell.data_type) for cell in cells])
        if row:
            found += 1
            if found > ROWS_AT_MOST or len(row) > COLUMNS_AT_MOST:
                raise too_large(file)
            report(found, found)
            yield number, row


def _trimmed(row: list[Cell]) -> tuple[Cell, ...]:
    while row and row[-1] in (None, ""):
        row.pop()
    return tuple(row)


def _value(value: object, kind: str) -> Cell:
    if value is None:
        return None
    if kind == "e":
        return Fault.ERROR
    if isinstance(value, bool):
        return str(value).upper()
    return value if isinstance(value, str | int | float | date | time | timedelta) else str(value)


def _without_values(content: bytes, title: str, rows: list[Row], file: str) -> list[Row]:
    """Return the rows with a fault at each formula whose value the file does not hold, as it was never calculated."""
    formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    sheet: Any = formulas[title]
    sheet.reset_dimensions()
    values = {number: list(row) for number, row in rows}
    for number, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW), 1):
        for index, cell in enumerate(cells):
            if cell.data_type == "f":
                row = values.setdefault(number, [])
                row += [None] * (index + 1 - len(row))
                row[index] = Fault.FORMULA if row[index] is None else row[index]
    formulas.close()
    if len(values) > ROWS_AT_MOST or max(map(len, values.values())) > COLUMNS_AT_MOST:
        raise too_large(file)
    return [(number, tuple(values[number])) for number in sorted(values)]
