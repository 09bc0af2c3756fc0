"""Lines from a CSV file: all of it read and checked before anything is entered, every bad row listed."""

import csv
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from canvass.ground.errors import BadRow, RowsRefused
from canvass.ground.text import FieldTextRefused
from canvass.journal.bodies import STATES, Line
from canvass.journal.journal import Journal
from canvass.journal.number import SheetNumberRefused
from canvass.journal.place import LoosePage, SheetRefused
from canvass.signers.entry import TEXTS, clean_line, clean_typist
from canvass.signers.errors import (
    CsvColumns,
    CsvUnreadable,
    DeviceAmbiguous,
    DeviceUnknown,
    LineBeyondForm,
    LineRefused,
    LoosePageUnknown,
    RowInConflict,
    RowShort,
    StateRefused,
)
from canvass.signers.sheets_known import KnownSheet, check_line, known_sheet
from canvass.signers.spreadsheet import as_typed

NEEDED = ("sheet", "line", "name", "address", "city", "zip")
OPTIONAL = ("state", "note", "typist", "event")
IGNORED = ("readings", "conflict")
"""Columns that our own listing has. A row that it shows in conflict says nothing about what is on paper."""

MOST_CELL = 1_000_000
MOST_DIGITS = 6
SURPLUS = "\x00cells"
COLUMNS_KEY = "\x00columns"
NONE = "–"
CSV_FAULTS = {"new-line character": "line_ends", "field larger": "cell"}
"""What Python's reader says of a file, and our reason; anything else is about quotation marks."""

SHEET_ERRORS = (SheetNumberRefused, SheetRefused, DeviceUnknown, DeviceAmbiguous, LoosePageUnknown)


class TypedRow(msgspec.Struct, frozen=True):
    """One row of the file, checked: what is on which line, typed by whom."""

    row: int
    sheet: KnownSheet
    number: int
    line: Line
    typist: str


class Defaults(msgspec.Struct, frozen=True):
    """What counts where a row does not say it."""

    typist: str = ""
    event: str = ""


def read_rows(journal: Journal, lines: Iterable[bytes], file: str, defaults: Defaults) -> list[TypedRow]:
    """Return all rows of a CSV file, or raise: `CsvUnreadable`, `CsvColumns`, or `RowsRefused` with every bad row.

    Columns: sheet, line, name, address, city, zip and optionally state, note, typist, event. UTF-8, with or
    without BOM. Rows are numbered as a text editor numbers lines: the header is row 1.
    """
    typed: list[TypedRow] = []
    bad: list[BadRow] = []
    begun = 0
    for row, cells in split_rows(lines, file):
        checked = checked_row(journal, row, cells, defaults, begun)
        if isinstance(checked, TypedRow):
            typed.append(checked)
            begun = max(begun, _own_page(journal, checked.sheet))
        else:
            bad += checked
    if bad:
        raise RowsRefused(file, bad)
    return typed


def split_rows(lines: Iterable[bytes], file: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row's number and its cells by column, as lines arrive. Raises `CsvUnreadable` or `CsvColumns`."""
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(_decoded(lines, file), strict=True)
    columns: tuple[str, ...] = ()
    while True:
        row = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            why = next((code for fault, code in CSV_FAULTS.items() if str(error).startswith(fault)), "quotes")
            raise CsvUnreadable(file=file, row=row, why=why) from None
        if cells is None:
            break
        if not columns:
            columns = _columns(cells, file)
        elif cells:
            yield row, _by_column(columns, cells)
    if not columns:
        raise CsvColumns(file=file, missing=", ".join(NEEDED), unknown=NONE, doubled=NONE)


def _decoded(lines: Iterable[bytes], file: str) -> Iterator[str]:
    for row, line in enumerate(lines, 1):
        try:
            text = line.decode("utf-8-sig" if row == 1 else "utf-8")
        except UnicodeDecodeError:
            raise CsvUnreadable(file=file, row=row, why="encoding") from None
        yield text


def _columns(cells: Sequence[str], file: str) -> tuple[str, ...]:
    columns = tuple(cell.strip().lower() for cell in cells)
    missing = [column for column in NEEDED if column not in columns]
    unknown = [column for column in columns if column not in NEEDED + OPTIONAL + IGNORED]
    doubled = [column for column in dict.fromkeys(columns) if columns.count(column) > 1]
    if missing or unknown or doubled:
        raise CsvColumns(file=file, missing=_listed(missing), unknown=_listed(unknown), doubled=_listed(doubled))
    return columns


def _listed(columns: Sequence[str]) -> str:
    """Return the names as a sentence lists them; one without letters is shown in quotation marks."""
    return ", ".join(column or '""' for column in columns) or NONE


def _by_column(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells by column; a row with other cells than columns is kept for its error."""
    if len(cells) != len(columns):
        return {SURPLUS: str(len(cells)), COLUMNS_KEY: str(len(columns))}
    return {column: as_typed(cell) for column, cell in zip(columns, cells, strict=True)}


def checked_row(
    journal: Journal, row: int, cells: dict[str, str], defaults: Defaults, begun: int = 0
) -> TypedRow | list[BadRow]:
    """Return the row as it would be entered, or everything that is wrong in it. `begun` as in `known_sheet`."""
    if SURPLUS in cells:
        return [BadRow(row, "row", RowShort(cells=int(cells[SURPLUS]), columns=int(cells[COLUMNS_KEY])))]
    bad: list[BadRow] = []
    if cells.get("conflict", "").strip():
        bad.append(BadRow(row, "conflict", RowInConflict()))
    sheet = _sheet(journal, row, cells["sheet"], begun, bad)
    number = _number(row, cells["line"], sheet, bad)
    line = _line(row, cells, defaults, bad)
    typist = defaults.typist
    try:
        typist = clean_typist(cells.get("typist", "") or defaults.typist)
    except FieldTextRefused as refused:
        bad.append(BadRow(row, "typist", refused))
    if bad or sheet is None:
        return bad
    return TypedRow(row, sheet, number, line, typist)


def _own_page(journal: Journal, sheet: KnownSheet) -> int:
    """Return the number of this laptop's loose page, 0 for any other sheet."""
    ref = sheet.ref
    return ref.page if isinstance(ref, LoosePage) and ref.device == journal.device else 0


def _sheet(journal: Journal, row: int, text: str, begun: int, bad: list[BadRow]) -> KnownSheet | None:
    try:
        return known_sheet(journal, text, begun)
    except SHEET_ERRORS as refused:
        bad.append(BadRow(row, "sheet", refused))
        return None


def _number(row: int, text: str, sheet: KnownSheet | None, bad: list[BadRow]) -> int:
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < MOST_DIGITS):
        bad.append(BadRow(row, "line", LineRefused(text=text[:40])))
        return 0
    number = int(digits)
    if sheet is not None:
        try:
            check_line(sheet, number)
        except LineBeyondForm as refused:
            bad.append(BadRow(row, "line", refused))
    return number


def _line(row: int, cells: dict[str, str], defaults: Defaults, bad: list[BadRow]) -> Line:
    """Return what the row says is on its line; every text that may not be stored is listed in `bad`."""
    state = cells.get("state", "").strip().lower() or STATES[0]
    if state not in STATES:
        bad.append(BadRow(row, "state", StateRefused(text=state[:40])))
        state = STATES[0]
    texts = {field: cells.get(field, "") for field in TEXTS}
    texts["event"] = texts["event"] or defaults.event
    clean_texts = {}
    for field, text in texts.items():
        try:
            clean_texts[field] = getattr(clean_line(Line(**{field: text})), field)
        except FieldTextRefused as refused:
            bad.append(BadRow(row, field, refused))
    return Line(state=state, **clean_texts)
