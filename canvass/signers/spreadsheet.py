"""Lines as CSV for a spreadsheet, inert there: no cell can be taken for a formula (OWASP ASVS 1.2.10)."""

import csv
import io
from collections.abc import Iterable

from canvass.signers.listing import LineRow

BOM = "\ufeff"
COLUMNS = (
    "sheet",
    "line",
    "state",
    "name",
    "address",
    "city",
    "zip",
    "note",
    "typist",
    "event",
    "readings",
    "conflict",
)
SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
CONTROLS = ("\t", "\r", "\n", "\x00")


def inert(text: str) -> str:
    """Return the text with a leading apostrophe if a spreadsheet could take it for a formula, else as it is."""
    return "'" + text if _is_risky(text) or text.lstrip().startswith("'") else text


def as_typed(cell: str) -> str:
    """Return the text of a cell that `inert` wrote."""
    rest = cell[1:]
    return rest if cell.startswith("'") and (_is_risky(rest) or rest.lstrip().startswith("'")) else cell


def _is_risky(text: str) -> bool:
    """Return whether a sign that begins a formula comes first, whatever spaces stand before it."""
    return text.lstrip().startswith(SIGNS) or text.lstrip(" ").startswith(CONTROLS)


def csv_of(rows: Iterable[LineRow]) -> bytes:
    """Return the lines as CSV: UTF-8 with BOM, CRLF, every cell quoted, RFC 4180. Voids and conflicts included."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (getattr(row, column) for column in COLUMNS)
        writer.writerow([inert("" if cell is None else str(cell)) for cell in cells])
    return (BOM + out.getvalue()).encode()
