"""Commands for paper: a run of sheets, the registrar's blanks, a look at the finished file, the list of sheets."""

from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from canvass.cli.codes import DONE, REFUSED
from canvass.cli.opening import PATH, reading, writing
from canvass.cli.table import table, visible
from canvass.cli.terminal import Terminal, json_option
from canvass.sheets.forms import LETTER
from canvass.sheets.listing import SheetRow, sheets
from canvass.sheets.page_kind import rules_of
from canvass.sheets.preflight import Finding, preflight
from canvass.sheets.printed_runs import note_blanks
from canvass.sheets.ruler import write_ruler
from canvass.sheets.runs import Printed, PrintOrder, print_blanks, print_sheets
from canvass.wording.printed import print_words, ruler_words
from canvass.wording.translation import mark, tr, tr_n

HASH_DIGITS = 64


@click.command("print")
@click.argument("file", type=PATH)
@click.option("--sheets", "number", type=int, metavar="N", help="How many sheets.")
@click.option("--blanks", is_flag=True, help="Instead, the two clean blanks that the registrar decides on.")
@click.option("--notice", is_flag=True, help="With --sheets: sheets of the notice of intention, not of the petition.")
@click.option("--out", required=True, type=PATH, metavar="PDF", help="The new file to write.")
@click.option("--paper", default=LETTER, show_default=True, metavar="letter|legal")
@click.option("--event", default="", metavar="NAME", help="Where the sheets are to be signed.")
@click.option("--to", "holder", default="", metavar="NAME", help="Who gets them all: they are handed out at once.")
@json_option
@click.pass_obj
def print_command(
    terminal: Terminal,
    file: Path,
    *,
    number: int | None,
    blanks: bool,
    notice: bool,
    out: Path,
    paper: str,
    event: str,
    holder: str,
) -> None:
    """Print petition sheets into a new PDF, each with its own number; before approval a draft without.

    With --notice, sheets of the notice of intention: they need no approval, and who signs them becomes public.
    """
    if blanks == (number is not None) or (blanks and (event or notice or holder)):
        raise click.UsageError(tr(mark("Give --sheets N, with --event, --to or --notice if you like, or --blanks.")))
    with writing(file) as journal, terminal.progress(tr(mark("Printing"))) as report:
        if number is None:
            printed = print_blanks(journal, out, print_words(), report, paper)
            note_blanks(journal)
        else:
            order = PrintOrder(number, out, paper, event, notice, holder)
            printed = print_sheets(journal, order, print_words(), report)
    terminal.answer(printed, lambda: _told(printed, is_blank=blanks))
    if notice:
        said = mark("Who signs the notice of intention becomes public: it is served and published. Say so before.")
        terminal.aside(tr(said))


def _told(printed: Printed, *, is_blank: bool) -> str:
    pdf = visible(printed.pdf)
    if is_blank:
        return tr(mark("{pdf}: {sheets} clean blanks for the registrar.")).format(pdf=pdf, sheets=printed.sheets)
    if printed.run is None:
        said = tr_n(
            "{pdf}: {sheets:,} sheet as a DRAFT. It has no number: nobody may sign it.",
            "{pdf}: {sheets:,} sheets as a DRAFT. They have no numbers: nobody may sign them.",
            printed.sheets,
        )
        return said.format(pdf=pdf, sheets=printed.sheets)
    said = tr_n(
        "{pdf}: {sheets:,} sheet with {lines} lines, {first}.",
        "{pdf}: {sheets:,} sheets with {lines} lines each, {first} to {last}.",
        printed.sheets,
    )
    made = said.format(
        pdf=pdf, sheets=printed.sheets, lines=printed.lines_per_sheet, first=printed.first, last=printed.last
    )
    if printed.slips is None:
        return made
    slips = tr(mark("{path}: their numbers on cover slips.")).format(path=visible(printed.slips))
    return f"{made}\n{slips}"


@click.command("preflight")
@click.argument("pdf", type=PATH)
@click.argument("file", type=PATH)
@json_option
@click.pass_obj
def preflight_command(terminal: Terminal, pdf: Path, file: Path) -> int:
    """Look at a finished PDF as the registrar would: margins, type, codes, numbering. Exit 1 if anything fails."""
    with reading(file) as journal:
        rules = rules_of(journal, pdf)
    with terminal.progress(tr(mark("Looking at pages"))) as report:
        found = preflight(pdf, rules, report)
    columns = Finding.__struct_fields__
    terminal.answer(found, lambda: table(columns, map(msgspec.structs.astuple, found)))
    failed = sum(not finding.holds for finding in found)
    if not failed:
        return DONE
    said = tr_n(
        "{pdf} should not be handed out: {failed} check fails. Nothing was changed. Print it again.",
        "{pdf} should not be handed out: {failed} checks fail. Nothing was changed. Print it again.",
        failed,
    )
    terminal.aside(said.format(pdf=visible(str(pdf)), failed=failed))
    return REFUSED


@click.command("sheets")
@click.argument("file", type=PATH)
@json_option
@click.pass_obj
def sheets_command(terminal: Terminal, file: Path) -> None:
    """List the sheets that are printed or typed from, and the loose pages."""
    with reading(file) as journal:
        rows = sheets(journal)
    terminal.answer_rows(rows, _listing)


def _listing(rows: Iterable[SheetRow]) -> str:
    shortened = (msgspec.structs.replace(row, form=_short(row.form)) for row in rows)
    return table(SheetRow.__struct_fields__, map(msgspec.structs.astuple, shortened))


def _short(form: str | None) -> str | None:
    """Return enough of an approved page's hash to tell it apart; the notice's name is not cut."""
    return form[:8] if form and len(form) == HASH_DIGITS else form


@click.command("ruler")
@click.argument("pdf", type=PATH)
@click.option("--paper", default=LETTER, show_default=True, metavar="letter|legal")
@json_option
@click.pass_obj
def ruler_command(terminal: Terminal, pdf: Path, *, paper: str) -> None:
    """Write a page to measure a printer with: two lines of 100 mm. It is no petition page and needs no drive."""
    write_ruler(pdf, ruler_words(), paper)
    said = tr(mark("{pdf}: print it at 100 % (actual size), and measure its lines: each should be 100 mm long."))
    terminal.answer({"pdf": str(pdf)}, lambda: said.format(pdf=visible(str(pdf))))


COMMANDS = (ruler_command, print_command, preflight_command, sheets_command)
