"""What a spreadsheet is made of: cells as values, within the bounds of what lines of a petition can need."""

import re
from datetime import date, datetime, time, timedelta
from enum import Enum

from canvass.ground.errors import CanvassError

FILE_MB_AT_MOST = 50
ROWS_AT_MOST = 100_000
COLUMNS_AT_MOST = 100

MAY_BE_DATES = ("note", "event")
MAY_BE_NUMBERS = ("zip", "line", "sheet")
WHOLE = re.compile(r"([0-9]{1,12})\.0+", re.ASCII)
CARRIAGE_RETURN = "_x000D_"
"""How Excel writes a line end inside a cell (ECMA-376 part 1, 22.9.2.19)."""

ZIP_DIGITS, ZIP4_DIGITS, SHEET_DIGITS = 5, 9, 12
MOST_EXACT = 10**15
"""Up to here a spreadsheet keeps every digit of a number."""


class Fault(Enum):
    """A cell without a value: a formula that was never calculated, or one that went wrong."""

    FORMULA = "formula"
    ERROR = "error"


Cell = str | int | float | date | time | timedelta | Fault | None
Row = tuple[int, tuple[Cell, ...]]
"""A row's number in its file, and its cells."""


class SpreadsheetUnreadable(CanvassError):
    """The file is no spreadsheet that can be read; `why` is old, other, damaged or empty."""

    needs = ("file", "why")


class TabUnknown(CanvassError):
    """A workbook has no sheet of this name that is in sight and has rows; `known` are those that do."""

    needs = ("file", "tab", "known")


class SpreadsheetTooLarge(CanvassError):
    """The file is larger, has more rows or columns, or unpacks to more than lines of a petition can need."""

    needs = ("file", "most_mb", "most_rows", "most_columns")


class CellRefused(CanvassError):
    """A cell says nothing that can be kept; `why` is date, formula or error."""

    needs = ("why",)


def too_large(file: str) -> SpreadsheetTooLarge:
    """Return the failure of a file beyond any of the bounds."""
    return SpreadsheetTooLarge(file=file, most_mb=FILE_MB_AT_MOST, most_rows=ROWS_AT_MOST, most_columns=COLUMNS_AT_MOST)


def cell_text(cell: Cell, field: str) -> str:
    """Return what a cell says of a field, on one line. Raises `CellRefused`.

    A number is written as people write it there: a ZIP code with the zeros that a spreadsheet drops, a sheet number
    with its twelve digits. A day may stand in a note; elsewhere a spreadsheet has made it of something else.
    """
    if isinstance(cell, Fault):
        raise CellRefused(why=cell.value)
    if isinstance(cell, datetime | date | time | timedelta):
        if field not in MAY_BE_DATES:
            raise CellRefused(why="date")
        return str(cell).removesuffix(" 00:00:00")
    if isinstance(cell, str):
        text = " ".join(cell.replace(CARRIAGE_RETURN, " ").split())
        whole = WHOLE.fullmatch(text) if field in MAY_BE_NUMBERS else None
        return _number_text(int(whole[1]), field) if whole else text
    if cell is None:
        return ""
    is_whole = float(cell).is_integer() and abs(cell) < MOST_EXACT
    return _number_text(int(cell), field) if is_whole else f"{cell:.15g}"


def _number_text(number: int, field: str) -> str:
    digits = str(number)
    if field == "zip" and number > 0:
        if len(digits) > ZIP_DIGITS:
            whole = digits.zfill(ZIP4_DIGITS)
            return f"{whole[:ZIP_DIGITS]}-{whole[ZIP_DIGITS:]}"
        return digits.zfill(ZIP_DIGITS)
    return digits.zfill(SHEET_DIGITS) if field == "sheet" else digits
