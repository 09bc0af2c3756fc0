"""CSV files as people's programs write them: separated by commas, semicolons or tabs, in UTF-8."""

import csv
import io
import re
from collections.abc import Iterator

from canvass.signers.cells import COLUMNS_AT_MOST, ROWS_AT_MOST, Row, too_large
from canvass.signers.columns import ROWS_WITH_HEADINGS, recognised
from canvass.signers.errors import CsvUnreadable
from canvass.signers.rows import CSV_FAULTS, MOST_CELL
from canvass.signers.spreadsheet import as_typed

SEPARATORS = (",", ";", "\t")
SEPARATOR_LINE = re.compile(r"sep=([,;\t])\r?\n?", re.IGNORECASE)
"""What Excel writes above a table to name the separator."""

START = 1 << 16


def csv_rows(content: bytes, file: str) -> Iterator[Row]:
    """Yield a CSV file's rows, numbered as a text editor numbers lines."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise CsvUnreadable(file=file, row=row, why="encoding") from None
    said = SEPARATOR_LINE.match(text)
    skipped = text[: said.end()].count("\n") if said else 0
    text = text[said.end() :] if said else text
    separator = said[1] if said else _separator(text)
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    for count in range(ROWS_AT_MOST + ROWS_WITH_HEADINGS):
        row = reader.line_num + 1 + skipped
        try:
            cells = next(reader, None)
        except csv.Error as error:
            why = next((code for fault, code in CSV_FAULTS.items() if str(error).startswith(fault)), "quotes")
            raise CsvUnreadable(file=file, row=row, why=why) from None
        if cells is None:
            return
        if len(cells) > COLUMNS_AT_MOST or count > ROWS_AT_MOST:
            raise too_large(file)
        yield row, tuple(as_typed(cell).strip() for cell in cells)


def _separator(text: str) -> str:
    """Return the separator by which the first rows name most fields and, as much, have most columns."""
    start = io.StringIO(text[:START], newline="").readlines()[:ROWS_WITH_HEADINGS]

    def worth(separator: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(start, delimiter=separator))
        except csv.Error:
            return (0, 0)
        return max(((recognised(row), len(row)) for row in rows), default=(0, 0))

    return max(SEPARATORS, key=worth)
