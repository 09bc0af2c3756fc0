"""Protecting a campaign file with a passphrase, and changing it."""

import contextlib
import os
import secrets
from pathlib import Path

from canvass.campaign import schema
from canvass.campaign.connection import Connection, connect, errors_told
from canvass.campaign.errors import CampaignDamaged, PassphraseTooShort
from canvass.campaign.file import Campaign, open_campaign
from canvass.campaign.key import Key, new_key
from canvass.campaign.lock import beside

LEAST_LETTERS = 8
WORDS = 5


def generated_passphrase(words: list[str]) -> str:
    """Return five words drawn from the list: 64 bits from a list of 7,776 (EFF's long list has as many)."""
    return " ".join(secrets.choice(words) for _ in range(WORDS))


def protect(path: Path, old: str | None, new: str) -> None:
    """Protect the closed campaign at `path` with the passphrase `new`, or change it from `old`.

    The contents are exported into a new encrypted file beside, compared, and swapped in; the old file is
    overwritten and removed. Whatever fails before the swap leaves the file as it was.
    """
    if len(new) < LEAST_LETTERS:
        raise PassphraseTooShort(least=LEAST_LETTERS)
    with open_campaign(path, old) as campaign:
        part = beside(path, ".protecting")
        part.unlink(missing_ok=True)
        key = new_key(new)
        try:
            with errors_told(path):
                _export(campaign.connection, part, key)
            _compare(campaign, part, key)
            campaign.connection.execute("pragma wal_checkpoint(truncate)")
            campaign.connection.execute("pragma journal_mode = delete")
            campaign.connection.close()
            _swap(part, path)
        finally:
            part.unlink(missing_ok=True)


def _export(connection: Connection, part: Path, key: Key) -> None:
    connection.execute(f"attach database ? as protecting key \"x'{key.hex()}'\"", (str(part),))
    try:
        connection.execute("select sqlcipher_export('protecting')")
        connection.execute(f"pragma protecting.application_id = {schema.APPLICATION_ID}")
        connection.execute(f"pragma protecting.user_version = {schema.FORMAT}")
    finally:
        connection.execute("detach database protecting")


def _compare(campaign: Campaign, part: Path, key: Key) -> None:
    """Raise `CampaignDamaged` unless the new file holds as many rows in every table and the same last record."""
    copy = connect(part, key, "read")
    try:
        tables = [row[0] for row in campaign.connection.execute("select name from sqlite_schema where type = 'table'")]
        questions = [f'select count(*) from "{table}"' for table in tables] + ["select max(n), total(length(raw)) from record"]
        for question in questions:
            if campaign.connection.execute(question).fetchone() != copy.execute(question).fetchone():
                raise CampaignDamaged(path=str(part))
    finally:
        copy.close()


def _swap(part: Path, path: Path) -> None:
    old = beside(path, ".replaced")
    old.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # a file system without links: the old bytes are freed, not overwritten
        os.link(path, old)
    os.replace(part, path)
    if old.exists():
        _overwrite(old)
        old.unlink()


def _overwrite(path: Path) -> None:
    """Overwrite a file's bytes before it is removed. On flash memory copies may remain: the screen says so."""
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(b"\x00" * min(left, 1 << 20))
        file.flush()
        os.fsync(file.fileno())
