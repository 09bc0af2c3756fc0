"""How commands come to an open file: passphrases, reading or writing, and the day it is."""

import contextlib
import os
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from canvass.campaign.connection import Mode
from canvass.campaign.damage import told_with_copy
from canvass.campaign.errors import CampaignDamaged, NotACampaign, PassphraseWrong
from canvass.campaign.file import Campaign, open_campaign
from canvass.campaign.shape import is_protected
from canvass.journal.journal import Journal
from canvass.wording.translation import mark, tr

PASSPHRASE = "CANVASS_PASSPHRASE"  # noqa: S105 - the name of a variable
NEW_PASSPHRASE = "CANVASS_NEW_PASSPHRASE"  # noqa: S105 - the name of a variable
BATCH_PASSPHRASE = "CANVASS_BATCH_PASSPHRASE"  # noqa: S105 - the name of a variable

PATH = click.Path(path_type=Path, readable=False)
"""What cannot be read is refused by the room that reads it, in its own words."""


def today() -> date:
    """Return the day it is where the computer stands: deadlines are days of the county."""
    return datetime.now().astimezone().date()


@contextlib.contextmanager
def reading(path: Path) -> Iterator[Journal]:
    """Open a campaign file for reading. Never waits for a window that has it; refuses as `open_campaign` does."""
    with _opened(path, "read") as campaign:
        yield Journal(campaign)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[Journal]:
    """Open a campaign file for writing, or be refused because a window or another command has it."""
    with _opened(path, "write") as campaign:
        yield Journal(campaign)


@contextlib.contextmanager
def _opened(path: Path, mode: Mode) -> Iterator[Campaign]:
    """Open a campaign file; where it is found damaged, tell of the newest whole copy beside it."""
    given, key = from_environment(PASSPHRASE), None
    try:
        given = passphrase_of(path)
        with open_campaign(path, given, mode) as campaign:
            key = campaign.key
            yield campaign
    except (CampaignDamaged, NotACampaign, PassphraseWrong) as error:
        raise told_with_copy(error, path, given, key) from None


def passphrase_of(path: Path) -> str | None:
    """Return the passphrase for a protected file from the environment or, in a terminal, from a hidden prompt."""
    if not is_protected(path):
        return None
    return from_environment(PASSPHRASE) or asked(tr(mark("Passphrase")))


def from_environment(name: str) -> str | None:
    """Return a passphrase from the environment, None if there is none."""
    return os.environ.get(name) or None


def asked(label: str, *, twice: bool = False) -> str | None:
    """Ask for a passphrase without showing it, on stderr; None where there is no terminal to ask at."""
    if not sys.stdin.isatty():
        return None
    answer: str = click.prompt(label, hide_input=True, err=True, confirmation_prompt=twice)
    return answer
