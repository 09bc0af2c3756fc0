"""Import of somebody's spreadsheet: shown as it would be taken in, then taken in, all of it or nothing."""

from collections.abc import Mapping, Sequence

import msgspec

from canvass.ground.errors import BadRow, CanvassError, RowsRefused
from canvass.ground.progress import Report, silent
from canvass.journal.bodies import MOST_PAGES, STATES, Did, Kind, Line
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.place import MOST_LINES, LoosePage
from canvass.signers.cells import Cell, CellRefused, cell_text
from canvass.signers.columns import FIELDS, Columns, guessed, set_right
from canvass.signers.errors import RowShort
from canvass.signers.intake import summary, write_rows
from canvass.signers.rows import IGNORED, Defaults, TypedRow, checked_row
from canvass.signers.sheets_known import KnownSheet, known_sheet, last_page
from canvass.signers.tables import Table

IMPORTED = "imported"
DIGEST_DIGITS = 32
SIGNER = ("name", "address", "city", "zip")


class RowWithoutSigner(CanvassError):
    """A row has a note, but nobody's name, address, city or ZIP, and does not say why."""


class RowTwice(CanvassError):
    """Two rows of the file stand on the same line of the same sheet; `first` is the earlier one's number."""

    needs = ("first",)


class NoNameColumn(CanvassError):
    """It is not known which column has the names."""

    needs = ("file", "known")


class ImportedBefore(CanvassError):
    """This very file was taken in before, and its rows without a sheet would count a second time."""

    needs = ("file",)


class PreviewRow(msgspec.Struct, frozen=True):
    """A row as it would be taken in. Without a sheet it goes on a new loose page; `page` counts those from 0."""

    row: int
    sheet: KnownSheet | None
    page: int | None
    number: int
    line: Line
    typist: str


class Preview(msgspec.Struct, frozen=True):
    """What would be taken in, and everything that stands against it.

    columns: the headings; mapping: for each field the columns it is read from; skipped: rows in which no field has
    any text; bad: everything that is wrong in any row; new_pages: loose pages that would be begun; was_imported:
    whether this very file was taken in before.
    """

    file: str
    tab: str
    other_tabs: tuple[str, ...]
    columns: tuple[str, ...]
    mapping: Columns
    rows: tuple[PreviewRow, ...]
    skipped: tuple[int, ...]
    bad: tuple[BadRow, ...]
    new_pages: int
    digest: str
    was_imported: bool


class Imported(msgspec.Struct, frozen=True):
    """What came of it: lines stored, lines that said nothing new, places now to decide, and the pages begun."""

    entered: int
    unchanged: int
    conflicts: int
    pages: tuple[str, ...]


def preview_spreadsheet(
    journal: Journal,
    table: Table,
    said: Mapping[str, Sequence[str]] | None = None,
    defaults: Defaults | None = None,
    report: Report = silent,
) -> Preview:
    """Return what a table would bring, changing nothing. `said` are columns that a person named, by field.

    Rows that name a sheet go on its line; those that name none go on new loose pages of this laptop, 200 lines each,
    in the order of the file, whatever line they name. Where no column is known to have the names, no row is looked
    at. Raises `MapFieldUnknown` and `MapColumnUnknown`.
    """
    mapping = set_right(table.headings, guessed(table.headings, _state_columns(table)), said or {})
    looked_at = table if "name" in mapping else msgspec.structs.replace(table, rows=())
    rows, skipped, bad = _checked_rows(journal, looked_at, mapping, defaults or Defaults(), report)
    loose = sum(row.sheet is None for row in rows)
    return Preview(
        file=table.file,
        tab=table.tab,
        other_tabs=table.other_tabs,
        columns=table.headings,
        mapping=mapping,
        rows=tuple(rows),
        skipped=tuple(skipped),
        bad=tuple(bad),
        new_pages=-(-loose // MOST_LINES),
        digest=table.digest[:DIGEST_DIGITS],
        was_imported=_was_imported(journal, table.digest[:DIGEST_DIGITS]),
    )


def enter_spreadsheet(journal: Journal, preview: Preview, *, again: bool = False, report: Report = silent) -> Imported:
    """Take in what the preview shows: all of it or, with the first failure or cancelled, nothing.

    Raises `NoNameColumn`, `RowsRefused` with every bad row, and `ImportedBefore` unless `again`.
    """
    if "name" not in preview.mapping:
        raise NoNameColumn(file=preview.file, known=preview.columns)
    if preview.bad:
        raise RowsRefused(preview.file, list(preview.bad))
    with journal.writing():
        if preview.new_pages and not again and _was_imported(journal, preview.digest):
            raise ImportedBefore(file=preview.file)
        last = max([last_page(journal), *(_own_page(journal, row.sheet) for row in preview.rows)])
        typed = [_typed(journal, row, last) for row in preview.rows]
        written = write_rows(journal, typed, report)
        journal.write(Kind.DID, Did(what=IMPORTED, batch=preview.digest, lines=len(typed)))
    taken = summary(journal, written)
    pages = tuple(LoosePage(last + 1 + page, journal.device).short for page in range(preview.new_pages))
    return Imported(taken.entered, taken.unchanged, taken.conflicts, pages)


def _was_imported(journal: Journal, digest: str) -> bool:
    said = (fact.body for fact in facts(journal.connection, Kind.DID))
    return any(isinstance(did, Did) and did.what == IMPORTED and did.batch == digest for did in said)


def _own_page(journal: Journal, sheet: KnownSheet | None) -> int:
    """Return the number of this laptop's loose page that a row names, 0 if it names none."""
    ref = None if sheet is None else sheet.ref
    return ref.page if isinstance(ref, LoosePage) and ref.device == journal.device else 0


def _typed(journal: Journal, row: PreviewRow, last: int) -> TypedRow:
    """Return the row with its sheet; the new page that it goes on is one after the `last`."""
    sheet = row.sheet or known_sheet(journal, f"L{last + 1 + (row.page or 0)}", MOST_PAGES)
    return TypedRow(row.row, sheet, row.number, row.line, row.typist)


def _state_columns(table: Table) -> list[int]:
    """Return the columns in which every cell with text says what a line can be."""
    found = []
    for index in range(len(table.headings)):
        cells = {row[index] for _, row in table.rows if index < len(row)} - {None, ""}
        if cells and all(isinstance(cell, str) and cell.strip().lower() in STATES for cell in cells):
            found.append(index)
    return found


def _checked_rows(
    journal: Journal, table: Table, mapping: Columns, defaults: Defaults, report: Report
) -> tuple[list[PreviewRow], list[int], list[BadRow]]:
    """Return the rows as they would be taken in, the numbers of those without any text, and all that is wrong."""
    rows: list[PreviewRow] = []
    skipped: list[int] = []
    bad: list[BadRow] = []
    standing: dict[tuple[int, int], int] = {}
    begun = loose = 0
    for done, (number, cells) in enumerate(table.rows, 1):
        report(done, len(table.rows))
        row = _checked_row(journal, table, mapping, (number, cells), defaults=defaults, begun=begun)
        if row is None:
            skipped.append(number)
        elif isinstance(row, list):
            bad += row
        elif row.sheet is None:
            page, line = divmod(loose, MOST_LINES)
            rows.append(msgspec.structs.replace(row, page=page, number=line + 1))
            loose += 1
        else:
            begun = max(begun, _own_page(journal, row.sheet))
            first = standing.setdefault((row.sheet.key, row.number), number)
            if first != number:
                bad.append(BadRow(number, "line", RowTwice(first=first)))
            rows.append(row)
    return rows, skipped, bad


def _checked_row(
    journal: Journal,
    table: Table,
    mapping: Columns,
    numbered: tuple[int, Sequence[Cell]],
    *,
    defaults: Defaults,
    begun: int,
) -> PreviewRow | list[BadRow] | None:
    """Return one row as it would be taken in, everything that is wrong in it, or None if no field has any text."""
    number, cells = numbered
    if table.is_csv and any(cells[len(table.headings) :]):
        return [BadRow(number, "row", RowShort(cells=len(cells), columns=len(table.headings)))]
    texts, bad = _texts(number, cells, mapping)
    texts |= _conflict(table.headings, cells)
    if bad:
        return bad
    is_signed = texts["state"].lower() in ("", STATES[0])
    if is_signed and not any(texts[field] for field in (*SIGNER, "conflict")):
        return [BadRow(number, "name", RowWithoutSigner())] if texts["note"] else None
    is_loose = not texts["sheet"]
    if is_loose:
        texts |= {"sheet": f"L{last_page(journal) + 1}", "line": "1"}
    checked = checked_row(journal, number, texts, defaults, begun)
    if not isinstance(checked, TypedRow):
        return checked
    return PreviewRow(
        row=number,
        sheet=None if is_loose else checked.sheet,
        page=0 if is_loose else None,
        number=checked.number,
        line=checked.line,
        typist=checked.typist,
    )


def _texts(number: int, cells: Sequence[Cell], mapping: Columns) -> tuple[dict[str, str], list[BadRow]]:
    """Return the text of every field, and the fields of which a cell says nothing that can be kept."""
    texts = dict.fromkeys(FIELDS, "")
    bad: list[BadRow] = []
    for field, columns in mapping.items():
        found = [cells[index] for index in columns if index < len(cells)]
        try:
            texts[field] = " ".join(filter(None, (cell_text(cell, field) for cell in found)))
        except CellRefused as refused:
            bad.append(BadRow(number, field, refused))
    return texts, bad


def _conflict(headings: Sequence[str], cells: Sequence[Cell]) -> dict[str, str]:
    """Return what our own listing says of a place still to decide: such a row does not say what is on the paper."""
    if not set(IGNORED) <= set(headings):
        return {"conflict": ""}
    index = headings.index("conflict")
    return {"conflict": str(cells[index] or "") if index < len(cells) else ""}
