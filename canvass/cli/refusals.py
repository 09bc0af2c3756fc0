"""The command that lists the files refused for what is in them."""

from pathlib import Path

import click
import msgspec

from canvass.batches.quarantine import refused_files
from canvass.cli.opening import PATH, reading
from canvass.cli.table import table
from canvass.cli.terminal import Terminal, json_option
from canvass.wording.translation import mark, tr

COLUMNS = ("file", "why", "record", "at", "version", "sha256")


@click.command()
@click.argument("file", type=PATH)
@json_option
@click.pass_obj
def refused(terminal: Terminal, file: Path) -> None:
    """List the files that were refused for what is in them, the last first: forged, strange, or asking too much.

    The very same file is refused again unopened; a newer canvass tries it once more.
    """
    with reading(file) as journal:
        found = refused_files(journal)
    rows = [[getattr(one, column) for column in COLUMNS] for one in found]
    terminal.answer(
        [msgspec.structs.asdict(one) for one in found],
        lambda: table(COLUMNS, rows) if rows else tr(mark("No file was refused for what is in it.")),
    )


COMMANDS = (refused,)
