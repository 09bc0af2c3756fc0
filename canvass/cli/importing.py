"""The command that takes in somebody's spreadsheet, whatever its columns are called."""

from collections.abc import Iterator
from pathlib import Path

import click

from canvass.cli.codes import DONE, FOR_A_PERSON, REFUSED
from canvass.cli.opening import PATH, reading, writing
from canvass.cli.table import pairs, visible
from canvass.cli.terminal import Terminal, json_option
from canvass.journal.journal import Journal
from canvass.signers.columns import FIELDS
from canvass.signers.rows import Defaults
from canvass.signers.spreadsheets import Imported, Preview, enter_spreadsheet, preview_spreadsheet
from canvass.signers.tables import Table, read_spreadsheet
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr


@click.command("import")
@click.argument("file", type=PATH)
@click.argument("table", type=PATH, metavar="SHEETFILE")
@click.option("--map", "said", multiple=True, metavar="FIELD=COLUMN", help=f"A column for {', '.join(FIELDS)}.")
@click.option("--tab", default="", metavar="NAME", help="Which sheet of a workbook; else the first that has rows.")
@click.option("--dry-run", is_flag=True, help="Show what would be taken in, and change nothing.")
@click.option("--again", is_flag=True, help="Take in a file that was taken in before, as new lines.")
@click.option("--typist", default="", help="Initials of who typed, where a row has none.")
@click.option("--event", default="", help="Where these lines were signed, where a row does not say.")
@json_option
@click.pass_obj
def import_command(
    terminal: Terminal,
    file: Path,
    table: Path,
    *,
    said: tuple[str, ...],
    tab: str,
    dry_run: bool,
    again: bool,
    typist: str,
    event: str,
) -> int:
    """Take in a CSV or XLSX file with columns of any names: all of it or, if any row is bad, nothing.

    Columns are guessed from their headings; --map name=First --map name=Last joins two, --map note= leaves one out.
    Rows that name no sheet go on a new loose page.
    """
    named, defaults = _named(said), Defaults(typist=typist, event=event)
    with terminal.progress(tr(mark("Reading"))) as report:
        read = read_spreadsheet(table, report, tab)
    if dry_run:
        with reading(file) as journal:
            preview = _preview(terminal, journal, read, named, defaults)
        terminal.answer(_document(preview), lambda: "\n".join(_shown(preview)))
        return DONE if _can_be_taken(preview) else REFUSED
    with writing(file) as journal:
        preview = _preview(terminal, journal, read, named, defaults)
        with terminal.progress(tr(mark("Entering"))) as report:
            imported = enter_spreadsheet(journal, preview, again=again, report=report)
    terminal.answer(imported, lambda: _told(imported))
    return FOR_A_PERSON if imported.conflicts else DONE


def _named(said: tuple[str, ...]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for pair in said:
        field, sign, column = pair.partition("=")
        if not sign:
            raise click.UsageError(tr(mark("--map wants FIELD=COLUMN, as in --map name=Signer.")))
        named.setdefault(field.strip().lower(), []).append(column)
    return named


def _preview(
    terminal: Terminal, journal: Journal, read: Table, named: dict[str, list[str]], defaults: Defaults
) -> Preview:
    with terminal.progress(tr(mark("Looking at rows"))) as report:
        return preview_spreadsheet(journal, read, named, defaults, report)


def _can_be_taken(preview: Preview) -> bool:
    return "name" in preview.mapping and not preview.bad


def _mapping(preview: Preview) -> dict[str, list[str]]:
    return {field: [preview.columns[index] for index in indexes] for field, indexes in preview.mapping.items()}


def _document(preview: Preview) -> dict[str, object]:
    """Return the preview as scripts read it; rows as numbers, since they are in the file."""
    return {
        "tab": preview.tab or None,
        "other_tabs": preview.other_tabs,
        "columns": preview.columns,
        "mapping": _mapping(preview),
        "rows": len(preview.rows),
        "skipped": preview.skipped,
        "pages": preview.new_pages,
        "was_imported": preview.was_imported,
        "bad": [{"row": bad.row, "field": bad.field, "message": sentence(bad.why)} for bad in preview.bad],
    }


def _shown(preview: Preview) -> Iterator[str]:
    mapped = _mapping(preview)
    yield pairs((field, " + ".join(mapped.get(field, ()))) for field in FIELDS)
    said = tr(
        mark("Rows to take in {rows:,} · new loose pages {pages:,} · rows without text {skipped:,} · bad {bad:,}")
    )
    yield said.format(
        rows=len(preview.rows), pages=preview.new_pages, skipped=len(preview.skipped), bad=len(preview.bad)
    )
    if preview.other_tabs:
        told = tr(
            mark(
                "Read is the sheet “{tab}” of the file; these have rows too and were not read: {others}. "
                "--tab NAME reads another."
            )
        )
        yield told.format(tab=visible(preview.tab), others=visible(", ".join(preview.other_tabs)))
    if "name" not in preview.mapping:
        yield tr(mark("No column seems to have the names. Say which one does: --map name=COLUMN."))
    for bad in preview.bad:
        yield tr(mark("Row {row}, {field}: {said}")).format(row=bad.row, field=bad.field, said=sentence(bad.why))


def _told(imported: Imported) -> str:
    said = tr(mark("Entered {entered:,} · unchanged {unchanged:,} · to decide {conflicts:,}"))
    told = said.format(entered=imported.entered, unchanged=imported.unchanged, conflicts=imported.conflicts)
    if not imported.pages:
        return told
    pages = tr(mark("On new loose pages: {pages}")).format(pages=", ".join(imported.pages))
    return f"{told}\n{pages}"


COMMANDS = (import_command,)
