"""Headquarters' keys: what batches are sealed to, the recovery key's card, and a key typed or read from a file."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import click
import msgspec

from canvass.batches.recovery import (
    SealingKey,
    check_key,
    forget_recovery_key,
    is_card_due,
    read_key,
    recovery_key,
    sealing_keys,
)
from canvass.cli.opening import PATH, asked, from_environment, reading, today, writing
from canvass.cli.table import table, visible
from canvass.cli.terminal import Terminal, json_option
from canvass.ground.files import write_whole
from canvass.journal.drive import petition_needed
from canvass.journal.journal import Journal
from canvass.sheets.card import card_pdf
from canvass.signers.errors import FileMissing
from canvass.wording.recovery_card import recovery_card
from canvass.wording.translation import mark, tr

Command = TypeVar("Command", bound=Callable[..., object])
RECOVERY_KEY = "CANVASS_RECOVERY_KEY"
TYPED = "-"
CARD_DUE = mark(
    "The recovery key is only in this drive’s file: if this computer is lost, so is what other laptops wrote for "
    "headquarters. Print its card with “canvass keys FILE --card PDF”."
)
MOST_LETTERS = 1_000
"""More than any key has, so that a file named by mistake is not read whole."""


def recovery_key_option(command: Command) -> Command:
    """Give a command the option `--recovery-key`; `key_given` reads it."""
    return click.option(
        "--recovery-key",
        metavar="FILE|-",
        help=tr(mark("Open files with the drive’s recovery key: in a file, or “-” to type it from its card.")),
    )(command)


def key_given(named: str | None) -> str | None:
    """Return the key that `--recovery-key` or CANVASS_RECOVERY_KEY gives, None if neither does.

    Raises `RecoveryKeyUnreadable` and `FileMissing`.
    """
    if named is None:
        typed = from_environment(RECOVERY_KEY)
        return None if typed is None else read_key(typed)
    if named != TYPED:
        return read_key(_text_of(Path(named)))
    typed = asked(tr(mark("Recovery key, all groups"))) if sys.stdin.isatty() else sys.stdin.readline(MOST_LETTERS)
    return read_key(typed or "")


def _text_of(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(MOST_LETTERS)
    except OSError:
        raise FileMissing(file=str(path)) from None


class Keys(msgspec.Struct, frozen=True):
    """What `keys` tells: the keys, and the card that was written, if one was. Never a secret."""

    keys: tuple[SealingKey, ...]
    card: str | None
    tried: bool | None


@click.command("keys")
@click.argument("file", type=PATH)
@click.option("--card", type=PATH, metavar="PDF", help="Write the recovery key’s card, to print and lock away.")
@click.option("--on-paper", metavar="GROUP", help="One group of six, typed back from the printed card.")
@recovery_key_option
@json_option
@click.pass_obj
def keys_command(
    terminal: Terminal, file: Path, *, card: Path | None, on_paper: str | None, recovery_key: str | None
) -> None:
    """Tell to which keys the files for headquarters are sealed; print the recovery key's card.

    --on-paper takes the recovery key out of the file, once it is on paper: from then on the card alone has it.
    --recovery-key tells whether a card is this drive's.
    """
    if on_paper is not None:
        with writing(file) as journal:
            forget_recovery_key(journal, on_paper)
    key = key_given(recovery_key) if recovery_key is not None else None
    with reading(file) as journal:
        if card is not None:
            _write_card(journal, card, today())
        if key is not None:
            check_key(journal, key)
        found, is_due = sealing_keys(journal), is_card_due(journal)
    document = Keys(found, None if card is None else str(card), None if key is None else True)
    terminal.answer(document, lambda: "\n".join(_told(document)))
    if is_due and card is None:
        terminal.aside(tr(CARD_DUE))


def _write_card(journal: Journal, out: Path, day: date) -> None:
    drive = petition_needed(journal).title or journal.campaign.path.stem
    write_whole(out, card_pdf(recovery_card(recovery_key(journal), drive, day)))


def _told(found: Keys) -> Sequence[str]:
    lines = [table(SealingKey.__struct_fields__, map(msgspec.structs.astuple, found.keys))]
    if found.card is not None:
        said = tr(
            mark(
                "The card is {path}. Print it, lock it away, never with the laptop; then type one of its groups back "
                "with --on-paper, and delete the PDF."
            )
        )
        lines.append(said.format(path=visible(found.card)))
    if found.tried:
        lines.append(tr(mark("That is this drive’s recovery key: the card is readable.")))
    return lines


COMMANDS = (keys_command,)
