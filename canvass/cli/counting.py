"""The command that counts."""

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from canvass.cli.opening import PATH, reading, today
from canvass.cli.table import pairs, table
from canvass.cli.terminal import Terminal, json_option
from canvass.count.totals import EventCount, Totals, totals
from canvass.wording.translation import mark, tr


@click.command()
@click.argument("file", type=PATH)
@json_option
@click.pass_obj
def count(terminal: Terminal, file: Path) -> None:
    """Count what was typed so far, by event, beside what the petition needs and by when."""
    with reading(file) as journal:
        counted = totals(journal, today())
    terminal.answer(counted, lambda: "\n".join(_said(counted)))


def _said(counted: Totals) -> Iterator[str]:
    apart = {"events", "notice"}
    yield pairs((name, value) for name, value in msgspec.structs.asdict(counted).items() if name not in apart)
    if counted.events:
        rows = [(row.event or tr(mark("(no event)")), row.entered, row.loose) for row in counted.events]
        yield ""
        yield table(EventCount.__struct_fields__, rows)
    if counted.notice:
        yield ""
        yield tr(mark("The notice of intention, which is in none of these:"))
        yield pairs(msgspec.structs.asdict(counted.notice).items())


COMMANDS = (count,)
