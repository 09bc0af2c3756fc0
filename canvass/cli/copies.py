"""Commands for the file itself: copying it whole, looking whether it is whole, going back to its newest whole copy."""

from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from canvass.campaign.backup import copy_whole
from canvass.campaign.damage import copy_out, told_with_copy
from canvass.campaign.errors import CampaignDamaged, DamagedButCopied
from canvass.cli.codes import DONE, REFUSED
from canvass.cli.opening import PATH, reading
from canvass.cli.table import table, visible
from canvass.cli.terminal import Terminal, json_option
from canvass.journal.check import Difference, differences
from canvass.journal.journal import Journal
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr

PAGES = "pages"
"""What `differences` calls damage of the file itself."""


@click.command()
@click.argument("file", type=PATH)
@click.argument("out", type=PATH)
@json_option
@click.pass_obj
def backup(terminal: Terminal, file: Path, out: Path) -> None:
    """Copy a file whole to a new one, also while a window has it open. The copy has the same passphrase."""
    with reading(file) as journal, terminal.progress(tr(mark("Copying"))) as report:
        copy_whole(journal.connection, out, journal.campaign.key, report)
    said = tr(mark("Copied to {path}.")).format(path=visible(str(out)))
    terminal.answer({"backup": str(out), "bytes": out.stat().st_size}, lambda: said)


@click.command()
@click.argument("file", type=PATH)
@click.option("--copy-to", type=PATH, metavar="OUT", help="If the file is damaged, write its newest whole copy here.")
@json_option
@click.pass_obj
def check(terminal: Terminal, file: Path, *, copy_to: Path | None) -> int:
    """Look whether a file is whole and says what its records say. Changes and repairs nothing."""
    try:
        with reading(file) as journal, terminal.progress(tr(mark("Checking"))) as report:
            found = differences(journal.connection, journal.campaign_id, report)
            _refuse_damaged(journal, found)
    except DamagedButCopied as damaged:
        if copy_to is None:
            raise
        return _go_back(terminal, damaged, copy_to)
    terminal.answer({"ok": not found, "differences": found}, lambda: _findings(found))
    if not found:
        return DONE
    said = mark(
        "{path} does not say what its records say. Nothing was changed. Keep it, and go on with a backup of it."
    )
    terminal.aside(tr(said).format(path=visible(str(file))))
    return REFUSED


def _refuse_damaged(journal: Journal, found: Sequence[Difference]) -> None:
    """Raise `DamagedButCopied` where pages of the file are damaged and a whole copy lies beside it."""
    if any(difference.part == PAGES for difference in found):
        path = journal.campaign.path
        told = told_with_copy(CampaignDamaged(path=str(path)), path, key=journal.campaign.key)
        if isinstance(told, DamagedButCopied):
            raise told


def _go_back(terminal: Terminal, damaged: DamagedButCopied, out: Path) -> int:
    """Write the whole copy to `out`; the damaged file stays as it is."""
    copy_out(Path(str(damaged.facts["copy"])), out)
    terminal.aside(sentence(damaged))
    said = tr(mark("The whole copy is {path}.")).format(path=visible(str(out)))
    terminal.answer({"ok": False, "copy": str(out), "lines": damaged.facts["lines"]}, lambda: said)
    return REFUSED


def _findings(found: Sequence[Difference]) -> str:
    if not found:
        return tr(mark("The file is whole, and says what its records say."))
    return table(Difference.__struct_fields__, map(msgspec.structs.astuple, found))


COMMANDS = (backup, check)
