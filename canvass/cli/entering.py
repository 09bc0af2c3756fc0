"""Commands for lines: beginning and linking loose pages, entering, listing and finding."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from canvass.cli.codes import DONE, FOR_A_PERSON, REFUSED
from canvass.cli.opening import PATH, reading, writing
from canvass.cli.table import table, visible
from canvass.cli.terminal import Terminal, json_option
from canvass.ground.errors import CanvassError, RowsRefused
from canvass.ground.files import write_whole
from canvass.journal.journal import Journal
from canvass.signers.errors import CsvUnreadable, FileMissing
from canvass.signers.intake import Intake, enter_each, enter_file
from canvass.signers.listing import LineRow, all_lines, found_lines, lines_of_sheet
from canvass.signers.pages import begin_page, disputed_links, link_page
from canvass.signers.rows import Defaults, TypedRow
from canvass.signers.sheets_known import known_sheet
from canvass.signers.spreadsheet import csv_of
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr, tr_n

UNREADABLE = {
    "encoding": mark("it is not UTF-8 text."),
    "quotes": mark("a quotation mark near it is not closed."),
    "cell": mark("a cell that begins near it has more than a million letters; a quotation mark may be open there."),
    "line_ends": mark("it ends in a way that canvass does not read."),
}
"""Why a file that is entered row by row could not be read further."""

TO_DECIDE = "select count(*) from line where conflict > 0"
LISTED = ("sheet", "line", "state", "name", "address", "city", "zip", "note", "typist", "event", "readings", "conflict")


@click.command()
@click.argument("file", type=PATH)
@json_option
@click.pass_obj
def page(terminal: Terminal, file: Path) -> None:
    """Begin a loose page: paper without a sheet number. Prints what to call it."""
    with writing(file) as journal:
        begun = begin_page(journal)
    terminal.answer({"page": begun.short}, lambda: begun.short)


@click.command()
@click.argument("file", type=PATH)
@click.argument("loose_page", metavar="PAGE")
@click.argument("sheet", metavar="SHEET|none")
@json_option
@click.pass_obj
def link(terminal: Terminal, file: Path, loose_page: str, sheet: str) -> int:
    """Say which numbered sheet a loose page is, or `none` to take that back."""
    number = None if sheet.lower() == "none" else sheet
    with writing(file) as journal:
        before = _to_decide(journal)
        link_page(journal, loose_page, number)
        named = known_sheet(journal, loose_page).ref.short
        is_disputed = any(link.page == named for link in disputed_links(journal))
        linked = None if number is None or is_disputed else known_sheet(journal, number).ref.short
        new = _to_decide(journal) - before
    said = mark("{page} is sheet {sheet}.") if linked else mark("{page} is a loose page again.")
    if is_disputed:
        said = mark("{page} stays a loose page: another laptop says otherwise. Coordinator or headquarters decide.")
    terminal.answer({"page": named, "sheet": linked}, lambda: tr(said).format(page=named, sheet=linked))
    return FOR_A_PERSON if new > 0 or is_disputed else DONE


def _to_decide(journal: Journal) -> int:
    return int(journal.connection.execute(TO_DECIDE).fetchone()[0])


@click.command()
@click.argument("file", type=PATH)
@click.argument("csv", type=PATH)
@click.option("--each", is_flag=True, help="Save row by row as rows arrive, and say so after each.")
@click.option("--typist", default="", help="Initials of who typed, where a row has none.")
@click.option("--event", default="", help="Where these lines were signed, where a row does not say.")
@json_option
@click.pass_obj
def enter(terminal: Terminal, file: Path, csv: Path, *, each: bool, typist: str, event: str) -> int:
    """Enter lines from a CSV file, or from `-`: all of them or, if any row is bad, none.

    Columns: sheet, line, name, address, city, zip; optionally state, note, typist, event. UTF-8.
    """
    if each and terminal.is_json:
        raise click.UsageError(tr(mark("--each speaks row by row and cannot be combined with --json.")))
    defaults = Defaults(typist=typist, event=event)
    named = tr(mark("the standard input")) if str(csv) == "-" else str(csv)
    with writing(file) as journal:
        if each:
            return _enter_each(terminal, journal, csv, named, defaults)
        with terminal.progress(tr(mark("Entering"))) as report:
            intake = enter_file(journal, _rows_of(csv), named, defaults, report)
    terminal.answer(intake, lambda: _summary(intake))
    return FOR_A_PERSON if intake.conflicts else DONE


def _enter_each(terminal: Terminal, journal: Journal, csv: Path, named: str, defaults: Defaults) -> int:
    """Enter row by row; what was saved before a failure is counted beside its sentence, since it stays."""
    kept = 0

    def saved(row: TypedRow) -> None:
        nonlocal kept
        kept += 1
        terminal.say(f"saved {row.sheet.ref.short} {row.number}")

    try:
        intake = enter_each(journal, _rows_of(csv), named, defaults, saved)
    except CanvassError as error:
        terminal.aside(_ending(error, named))
        terminal.aside(tr(mark("Rows before it that are saved and stay: {kept}.")).format(kept=kept))
        return REFUSED
    terminal.aside(_summary(intake))
    return FOR_A_PERSON if intake.conflicts else DONE


def _ending(error: CanvassError, named: str) -> str:
    """Return what ended a file that was entered row by row: the sentence for a whole file says nothing was changed."""
    said = sentence(error)
    if isinstance(error, RowsRefused):
        opening = tr(mark("{file} was taken in only up to a bad row. Correct the row and go on with it."))
        return "\n".join([opening.format(file=named), *said.splitlines()[1:]])
    if isinstance(error, CsvUnreadable):
        opening = tr(mark("{file} was taken in only up to line {row}: {why} Correct it and go on with that row."))
        why = tr(UNREADABLE[str(error.facts["why"])])
        return opening.format(file=named, row=error.facts["row"], why=why)
    return said


def _rows_of(csv: Path) -> Iterator[bytes]:
    """Yield the lines of a file or of the standard input as they arrive."""
    if str(csv) == "-":
        yield from sys.stdin.buffer
        return
    try:
        with csv.open("rb") as file:
            yield from file
    except OSError:
        raise FileMissing(file=str(csv)) from None


def _summary(intake: Intake) -> str:
    said = tr(mark("Entered {entered:,} · unchanged {unchanged:,} · to decide {conflicts:,}"))
    return said.format(entered=intake.entered, unchanged=intake.unchanged, conflicts=intake.conflicts)


@click.command()
@click.argument("file", type=PATH)
@click.option("--sheet", metavar="SHEET", help="Only the lines of this sheet or loose page.")
@click.option("--find", metavar="TEXT", help="Only lines with these words in the name or the address.")
@click.option("--csv", type=PATH, metavar="OUT", help="Write them to a new CSV file, inert in a spreadsheet.")
@json_option
@click.pass_obj
def lines(terminal: Terminal, file: Path, *, sheet: str | None, find: str | None, csv: Path | None) -> None:
    """List what was typed, in order of sheet and line."""
    with reading(file) as journal:
        rows = _chosen(journal, sheet, find)
        if csv is None:
            terminal.answer_rows(rows, _listing)
            return
        kept = list(rows)
    write_whole(csv, csv_of(kept))
    said = tr_n("{count:,} line written to {path}.", "{count:,} lines written to {path}.", len(kept))
    terminal.answer(kept, lambda: said.format(count=len(kept), path=visible(str(csv))))


def _chosen(journal: Journal, sheet: str | None, find: str | None) -> Iterable[LineRow]:
    of_sheet = None if sheet is None else lines_of_sheet(journal, known_sheet(journal, sheet))
    if find is None:
        return all_lines(journal) if of_sheet is None else of_sheet
    found = found_lines(journal, find)
    if of_sheet is None:
        return found
    places = {(row.sheet, row.line) for row in of_sheet}
    return [row for row in found if (row.sheet, row.line) in places]


def _listing(rows: Iterable[LineRow]) -> str:
    return table(LISTED, ([getattr(row, column) for column in LISTED] for row in rows))


COMMANDS = (page, link, enter, lines)
