"""Commands for where sheets are: handed out, back, counted, spoiled, lost."""

from pathlib import Path

import click

from canvass.cli.opening import PATH, writing
from canvass.cli.terminal import Terminal, json_option
from canvass.journal.bodies import UNDONE
from canvass.sheets.carriers import tell_circulator
from canvass.sheets.custody import TOLD_BY_PEOPLE, Moved, Order, move_sheets, take_back_last
from canvass.sheets.ranges import parse_ranges
from canvass.wording.translation import mark, tr

CARRIED = "carried"


@click.command()
@click.argument("file", type=PATH)
@click.argument("state", type=click.Choice((*TOLD_BY_PEOPLE, CARRIED, UNDONE)))
@click.argument("sheets", nargs=-1, required=True, metavar="SHEET|FIRST..LAST...")
@click.option("--to", "holder", default="", metavar="NAME", help="Who gets the sheets.")
@click.option("--filled", type=click.IntRange(min=0), metavar="N", help="How many lines of each are filled.")
@click.option("--typist", default="", help="Initials of who says so.")
@json_option
@click.pass_obj
def move(
    terminal: Terminal, file: Path, state: str, sheets: tuple[str, ...], *, holder: str, filled: int | None, typist: str
) -> None:
    """Tell where sheets are now: all those named or none. `undone` takes back what was told of them last.

    `carried` --to NAME says or corrects who carried them, and leaves where they are as it was told.

    A sheet number, a range such as 001002-0001..0200, or several of them. Told the same twice, nothing changes.
    """
    if state == UNDONE and (holder or filled is not None):
        raise click.UsageError(tr(mark("--to and --filled say nothing of a move that is taken back.")))
    if state == CARRIED and filled is not None:
        raise click.UsageError(tr(mark("--filled says nothing of who carried a sheet.")))
    ranges = [named for text in sheets for named in parse_ranges(text)]
    with writing(file) as journal:
        if state == UNDONE:
            moved = take_back_last(journal, ranges)
        elif state == CARRIED:
            moved = tell_circulator(journal, ranges, holder, typist)
        else:
            moved = move_sheets(journal, ranges, Order(state, holder, filled, typist))
    document = {"moved": moved.moved, "sheets": moved.sheets, "unchanged": moved.unchanged}
    terminal.answer(document, lambda: _told(moved))


def _told(moved: Moved) -> str:
    said = tr(mark("Sheets moved: {moved:,} · unchanged {unchanged:,}"))
    return said.format(moved=moved.moved, unchanged=len(moved.unchanged))


COMMANDS = (move,)
