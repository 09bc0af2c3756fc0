"""What taking in would bring, for a terminal: `canvass merge --dry-run`, which changes nothing."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from canvass.batches.errors import BatchNeedsPassphrase
from canvass.batches.foreseeing import Foreseeing, Foreseen
from canvass.batches.merging import batch_files
from canvass.cli.codes import DONE, FOR_A_PERSON, REFUSED
from canvass.cli.opening import BATCH_PASSPHRASE, asked, from_environment, reading
from canvass.cli.table import table, visible
from canvass.cli.terminal import Terminal
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr

COLUMNS = ("laptop", "lines", "sheets", "new", "known", "to_decide")


def tell_foreseen(terminal: Terminal, file: Path, batches: Sequence[Path], identities: Sequence[str] = ()) -> int:
    """Look at batches without taking them in, tell what they would bring, and return the exit code."""
    looking = Foreseeing(identities)
    with reading(file) as journal, terminal.progress(tr(mark("Looking"))) as report:
        foreseen = looking.look(journal, batches, from_environment(BATCH_PASSPHRASE), report)
    sealed = {refused.file for refused in foreseen.refused if isinstance(refused.why, BatchNeedsPassphrase)}
    passphrase = asked(tr(mark("Passphrase of the files"))) if sealed and sys.stdin.isatty() else None
    if passphrase:
        again = [path for path in batch_files(batches) if path.name in sealed]
        with reading(file) as journal, terminal.progress(tr(mark("Looking"))) as report:
            foreseen = looking.look(journal, again, passphrase, report)
    terminal.answer(_document(foreseen), lambda: "\n".join(_told(foreseen)))
    for refused in foreseen.refused:
        terminal.aside(sentence(refused.why))
    if foreseen.refused and not foreseen.files:
        return REFUSED
    return FOR_A_PERSON if foreseen.refused or foreseen.conflicts else DONE


def _document(foreseen: Foreseen) -> dict[str, object]:
    refused = [{"file": visible(one.file), "why": sentence(one.why)} for one in foreseen.refused]
    told = {name: getattr(foreseen, name) for name in ("new", "known", "conflicts", "laptops", "files")}
    return {**msgspec.to_builtins(told), "refused": refused}


def _told(foreseen: Foreseen) -> Iterator[str]:
    said = tr(mark("Nothing was changed. New {new:,} · already here {known:,} · to decide, about {conflicts:,}"))
    yield said.format(new=foreseen.new, known=foreseen.known, conflicts=foreseen.conflicts)
    if foreseen.laptops:
        yield ""
        yield table(
            COLUMNS,
            [
                (one.name or one.device[:8], one.lines, one.sheets, one.new, one.known, one.conflicts)
                for one in foreseen.laptops
            ],
        )
