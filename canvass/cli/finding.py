"""Commands that look things up: find, a sheet's story, what is out, the loose pages."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from canvass.cli.opening import PATH, reading, today
from canvass.cli.table import table, visible
from canvass.cli.terminal import Terminal, json_option
from canvass.ground.files import write_whole
from canvass.sheets.out_list import out_list_pdf
from canvass.sheets.whereabouts import Outstanding, drive_name, outstanding
from canvass.signers.finding import Found, find, known_to_find
from canvass.signers.loose_pages import LoosePageRow, loose_pages
from canvass.signers.sheets_known import known_sheet
from canvass.signers.stories import Step, story
from canvass.wording.out_list import out_words
from canvass.wording.translation import mark, tr, tr_n

SHEET_COLUMNS = ("sheet", "state", "circulator", "since", "lines", "entered", "filled", "linked")
LINE_COLUMNS = ("sheet", "line", "state", "name", "address", "city", "zip")


@click.command("find")
@click.argument("file", type=PATH)
@click.argument("text")
@json_option
@click.pass_obj
def find_command(terminal: Terminal, file: Path, text: str) -> None:
    """Find a sheet by its number or a part of it, who carries sheets, a signer, or a place."""
    with reading(file) as journal:
        found = find(journal, text, known_to_find(journal))
    document = {name: getattr(found, name) for name in ("sheets", "people", "lines", "events")}
    document["more"] = sorted(found.more)
    terminal.answer(document, lambda: "\n\n".join(_tables(found)) or tr(mark("Nothing found in this drive.")))


def _tables(found: Found) -> Iterator[str]:
    if found.sheets:
        yield table(SHEET_COLUMNS, [[getattr(row, name) for name in SHEET_COLUMNS] for row in found.sheets])
    if found.people:
        yield table(("name", "sheets", "out"), map(msgspec.structs.astuple, found.people))
    if found.lines:
        yield table(LINE_COLUMNS, [[getattr(row, name) for name in LINE_COLUMNS] for row in found.lines])
    if found.events:
        yield table(("event", "lines"), map(msgspec.structs.astuple, found.events))
    if found.more:
        yield tr(mark("There is more than is listed here. Give more letters."))


@click.command("story")
@click.argument("file", type=PATH)
@click.argument("sheet")
@json_option
@click.pass_obj
def story_command(terminal: Terminal, file: Path, sheet: str) -> None:
    """Tell what happened to a sheet or loose page: printed, out, back, typed, linked, in order of time."""
    with reading(file) as journal:
        steps = story(journal, known_sheet(journal, sheet))
    terminal.answer(steps, lambda: _listed(Step.__struct_fields__, steps))


@click.command("outstanding")
@click.argument("file", type=PATH)
@click.option("--pdf", type=PATH, metavar="OUT", help="Write the list as pages to print, with a box for each sheet.")
@json_option
@click.pass_obj
def outstanding_command(terminal: Terminal, file: Path, pdf: Path | None) -> None:
    """List who still has which sheets and for how many days, the longest first."""
    with reading(file) as journal:
        people, drive = outstanding(journal, today()), drive_name(journal)
    if pdf is None:
        terminal.answer(people, lambda: _listed(Outstanding.__struct_fields__, people))
        return
    write_whole(pdf, out_list_pdf(out_words(people, drive, today())))
    said = tr_n("{path}: {n:,} person has sheets.", "{path}: {n:,} people have sheets.", len(people))
    terminal.answer(people, lambda: said.format(path=visible(str(pdf)), n=len(people)))


@click.command("pages")
@click.argument("file", type=PATH)
@json_option
@click.pass_obj
def pages_command(terminal: Terminal, file: Path) -> None:
    """List the loose pages, how many lines were typed on each, and which sheet each is said to be."""
    with reading(file) as journal:
        pages = loose_pages(journal)
    terminal.answer(pages, lambda: _listed(LoosePageRow.__struct_fields__, pages))


def _listed(columns: Sequence[str], rows: Sequence[msgspec.Struct]) -> str:
    return table(columns, [[_cell(getattr(row, name)) for name in columns] for row in rows])


def _cell(value: object) -> object:
    return ", ".join(str(one) for one in value) if isinstance(value, tuple) else value


COMMANDS = (find_command, story_command, outstanding_command, pages_command)
