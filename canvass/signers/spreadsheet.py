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
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def inert(text: str) -> str:
    """Return the text with a leading apostrophe if a spreadsheet could take it for a formula, else as it is."""
    return "'" + text if text.lstrip(" ").startswith((*RISKY, "'")) else text


def as_typed(cell: str) -> str:
    """Return the text of a cell that `inert` wrote."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip(" ").startswith((*RISKY, "'")) else cell


def csv_of(rows: Iterable[LineRow]) -> bytes:
    """Return the lines as CSV: UTF-8 with BOM, CRLF, every cell quoted, RFC 4180. Voids and conflicts included."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (getattr(row, column) for column in COLUMNS)
        writer.writerow([inert("" if cell is None else str(cell)) for cell in cells])
    return (BOM + out.getvalue()).encode()
