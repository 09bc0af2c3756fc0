"""The command that counts."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
import msgspec

from canvass.cli.opening import PATH, reading, today
from canvass.cli.table import pairs, table
from canvass.cli.terminal import Terminal, json_option
from canvass.count.days import DayCount, days
from canvass.count.totals import EventCount, Totals, totals
from canvass.journal.confirmed import only_here
from canvass.journal.wiped import wiped
from canvass.wording.translation import mark, tr


@click.command()
@click.argument("file", type=PATH)
@json_option
@click.pass_obj
def count(terminal: Terminal, file: Path) -> None:
    """Count what was typed so far, by event and by day, beside what the petition needs and by when."""
    with reading(file) as journal:
        counted, by_day = totals(journal, today()), days(journal)
        here = {"only_here": only_here(journal), "wiped": wiped(journal.connection).lines}
    document = msgspec.structs.asdict(counted) | {
        "days": [{"day": one.day, "entered": one.entered} for one in by_day],
        **here,
    }
    terminal.answer(document, lambda: "\n".join([*_said(counted, by_day), *_here(here)]))


def _here(here: Mapping[str, int | None]) -> Iterator[str]:
    """Return what is said of this laptop: which lines headquarters has not confirmed, and which are gone from here."""
    yield ""
    yield pairs(here.items())


def _said(counted: Totals, by_day: Sequence[DayCount]) -> Iterator[str]:
    apart = {"events", "notice"}
    yield pairs((name, value) for name, value in msgspec.structs.asdict(counted).items() if name not in apart)
    if counted.events:
        rows = [(row.event or tr(mark("(no event)")), row.entered, row.loose) for row in counted.events]
        yield ""
        yield table(EventCount.__struct_fields__, rows)
    if by_day:
        yield ""
        yield table(DayCount.__struct_fields__, map(msgspec.structs.astuple, by_day))
    if counted.notice:
        yield ""
        yield tr(mark("The notice of intention, which is in none of these:"))
        yield pairs(msgspec.structs.asdict(counted.notice).items())


COMMANDS = (count,)
