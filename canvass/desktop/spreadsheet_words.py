"""What *Take in a spreadsheet* says: of the file, of each column, of the rows, of what came of it."""

from collections.abc import Sequence

import msgspec

from canvass.desktop.lines_model import HIDDEN, STATES
from canvass.desktop.sheet_names import sheet_title
from canvass.signers.columns import FIELDS, Columns
from canvass.signers.spreadsheets import Imported, Preview, PreviewRow
from canvass.signers.tables import Table
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr, tr_n

ROWS_SHOWN = 50
LETTERS = 26

FIELD_WORDS = {
    "": mark("not taken in"),
    "name": mark("name"),
    "address": mark("address"),
    "city": mark("city"),
    "zip": mark("ZIP"),
    "sheet": mark("sheet number"),
    "line": mark("line"),
    "note": mark("note"),
    "state": mark("what the line is (signed, blank, crossed out…)"),
    "typist": mark("typed by"),
    "event": mark("where"),
}


def column_letters(index: int) -> str:
    """Return a column's name as spreadsheets show it: A, B… Z, AA."""
    name = ""
    while index >= 0:
        index, place = divmod(index, LETTERS)
        name, index = chr(ord("A") + place) + name, index - 1
    return name


def named_apart(table: Table) -> Table:
    """Return the table with headings by which each column can be told: empty and repeated ones get their letters."""
    headings: list[str] = []
    seen: set[str] = set()
    for index, heading in enumerate(table.headings):
        name = heading or tr("column {letters}").format(letters=column_letters(index))
        if name.casefold() in seen:
            name = tr("{heading} (column {letters})").format(heading=name, letters=column_letters(index))
        seen.add(name.casefold())
        headings.append(name)
    return msgspec.structs.replace(table, headings=tuple(headings))


def moved_column(mapping: Columns, index: int, field: str) -> Columns:
    """Return the columns with one of them given to a field, behind those that it has; an empty field takes it out."""
    kept = {known: tuple(one for one in mapping.get(known, ()) if one != index) for known in FIELDS}
    if field:
        kept[field] = (*kept[field], index)
    return kept


def said_columns(mapping: Columns, headings: Sequence[str]) -> dict[str, list[str]]:
    """Return every field's columns by their headings, as a person named them."""
    return {field: [headings[index] for index in mapping.get(field, ())] for field in FIELDS}


def row_cells(row: PreviewRow, device: str, *, is_private: bool) -> tuple[str, ...]:
    """Return a row as it would be taken in: row, where it goes, name, address, city, ZIP, remark."""
    where = (
        tr("new loose page {page}").format(page=(row.page or 0) + 1)
        if row.sheet is None
        else sheet_title(row.sheet.ref, device)
    )
    line = row.line
    state = STATES.get(line.state, "")
    remark = ", ".join(filter(None, (tr(state) if state else "", line.note)))
    texts = [HIDDEN if is_private and text else text for text in (line.name, line.address, line.city, line.zip, remark)]
    return (f"{row.row:,}", tr("{sheet}, line {line}").format(sheet=where, line=row.number), *texts)


def bad_lines(preview: Preview) -> list[str]:
    """Return a line for each thing that is wrong in any row, with the row's number as the spreadsheet shows it."""
    said = tr("Row {row}, {field}: {why}")
    return [
        said.format(row=bad.row, field=tr(FIELD_WORDS.get(bad.field, bad.field)), why=sentence(bad.why))
        for bad in preview.bad
    ]


def goes_onto(preview: Preview) -> str:
    """Return the sentence that says how many lines would be taken in, and onto what."""
    numbered = {row.sheet.key for row in preview.rows if row.sheet is not None}
    parts = []
    if numbered:
        parts.append(tr_n("{sheets:,} sheet", "{sheets:,} sheets", len(numbered)).format(sheets=len(numbered)))
    if preview.new_pages:
        pages = preview.new_pages
        parts.append(tr_n("{pages:,} new loose page", "{pages:,} new loose pages", pages).format(pages=pages))
    said = [_lines(len(preview.rows), tr(" and ").join(parts))]
    if preview.skipped:
        rows = len(preview.skipped)
        left_out = tr_n(
            "{rows:,} row without any text is left out.", "{rows:,} rows without any text are left out.", rows
        )
        said.append(left_out.format(rows=rows))
    if preview.other_tabs:
        told = tr("Read is the table “{tab}” of the file; not read: {others}.")
        said.append(told.format(tab=preview.tab, others=", ".join(preview.other_tabs)))
    return " ".join(said)


def stands_against(preview: Preview) -> str:
    """Return why it cannot be taken in as it is, empty if it can."""
    if "name" not in preview.mapping:
        return tr("No column seems to have the names. Choose below which one does.")
    if preview.bad:
        rows = len({bad.row for bad in preview.bad})
        said = tr_n(
            "{rows:,} row cannot be taken in as it is. Nothing is taken in until it is set right.",
            "{rows:,} rows cannot be taken in as they are. Nothing is taken in until they are set right.",
            rows,
        )
        return said.format(rows=rows)
    return "" if preview.rows else tr("No row has a line to take in.")


def before_words(preview: Preview) -> str:
    """Return what is said of a file that was taken in before, empty of a new one."""
    if not preview.was_imported:
        return ""
    if not preview.new_pages:
        return tr("This very file was taken in before. Lines that are here already stay as they are.")
    return tr("This very file was taken in before. Its lines without a sheet would count a second time.")


def taken_words(imported: Imported, file: str) -> str:
    """Return what came of it."""
    taken = tr_n("{lines:,} line of {file} taken in.", "{lines:,} lines of {file} taken in.", imported.entered)
    said = [taken.format(lines=imported.entered, file=file)]
    if imported.unchanged:
        here = tr_n("{lines:,} was here already.", "{lines:,} were here already.", imported.unchanged)
        said.append(here.format(lines=imported.unchanged))
    if imported.pages:
        first, last = (page.split("@")[0].removeprefix("L") for page in (imported.pages[0], imported.pages[-1]))
        one, several = tr("New: loose page {first} of this laptop."), tr("New: loose pages {first} to {last}.")
        said.append((one if first == last else several).format(first=first, last=last))
    if imported.conflicts:
        differ = tr_n(
            "{lines:,} line differs from what was typed before: see To decide.",
            "{lines:,} lines differ from what was typed before: see To decide.",
            imported.conflicts,
        )
        said.append(differ.format(lines=imported.conflicts))
    return " ".join(said)


def _lines(count: int, onto: str) -> str:
    if not count:
        return tr("No line would be taken in.")
    said = tr_n("{lines:,} line goes onto {onto}.", "{lines:,} lines go onto {onto}.", count)
    return said.format(lines=count, onto=onto)
