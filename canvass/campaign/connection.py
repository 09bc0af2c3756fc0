"""Connections to a campaign file: their settings, their transactions, and SQLite's errors in our words."""

import contextlib
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Literal

from sqlcipher3 import dbapi2

from canvass.campaign.errors import (
    CampaignDamaged,
    CampaignInUse,
    CampaignMissing,
    CampaignReadOnly,
    DiskFull,
    NotStored,
    PassphraseWrong,
)
from canvass.campaign.key import Key

Connection = Any
"""A `sqlcipher3` connection; the package ships no types."""

SQLITE_AT_LEAST = (3, 51, 3)
"""The first release in which the WAL-reset bug is mended (3.7.0 to 3.51.2 can lose a commit)."""

Mode = Literal["write", "read", "rescue"]

DatabaseError: type[Exception] = dbapi2.DatabaseError


def connect(path: Path, key: Key | None, mode: Mode) -> Connection:
    """Open one connection for the calling thread.

    `write` is for the one writer, `read` refuses every change and in WAL never waits, `rescue` needs no shared
    memory file and so still reads all on a full disk. Raises the errors of `campaign.errors`.
    """
    if tuple(int(part) for part in dbapi2.sqlite_version.split(".")) < SQLITE_AT_LEAST:
        raise RuntimeError(f"SQLite {dbapi2.sqlite_version} has the WAL-reset bug")
    connection = dbapi2.connect(str(path), isolation_level=None, timeout=5.0, check_same_thread=True)
    try:
        with errors_told(path):
            _configure(connection, key, mode)
    except BaseException:
        connection.close()
        raise
    return connection


def _configure(connection: Connection, key: Key | None, mode: Mode) -> None:
    if key is not None:
        connection.execute("pragma cipher_log_level = NONE")
        connection.execute(f"pragma key = \"x'{key.hex()}'\"")
    if mode == "rescue":
        connection.execute("pragma locking_mode = exclusive")
    connection.execute("pragma trusted_schema = off")
    connection.execute("select count(*) from sqlite_schema").fetchone()
    if mode == "write":
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma fullfsync = 1")
        connection.execute("pragma checkpoint_fullfsync = 1")
        connection.execute("pragma secure_delete = on")
    else:
        connection.execute("pragma query_only = on")
    connection.execute("pragma cell_size_check = on")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma temp_store = memory")
    connection.execute("pragma recursive_triggers = off")


@contextlib.contextmanager
def errors_told(path: Path) -> Iterator[None]:
    """Turn SQLite's exceptions inside the block into errors a person can act on; bugs stay what they are."""
    try:
        yield
    except DatabaseError as error:
        told = _told(str(error), path)
        if told is None:
            raise
        raise told from None


def _told(message: str, path: Path) -> Exception | None:
    """Return our error for SQLite's message (`sqlite3ErrStr`, stable since 3.0), or None for a bug of ours."""
    name = str(path)
    if "not a database" in message:
        return PassphraseWrong(path=name)
    if "malformed" in message or "corrupt" in message:
        return CampaignDamaged(path=name)
    if "locked" in message or "busy" in message:
        return CampaignInUse(path=name)
    if "disk is full" in message:
        return DiskFull(path=name)
    if "readonly" in message or "read-only" in message:
        return CampaignReadOnly(path=name)
    if "unable to open" in message:
        return CampaignReadOnly(path=name) if path.exists() else CampaignMissing(path=name)
    if "disk I/O" in message:
        return NotStored(path=name)
    return None


@contextlib.contextmanager
def transaction(connection: Connection, path: Path) -> Generator[None, None, None]:
    """Run the block as one transaction that takes the write lock at once; all of it is stored, or nothing.

    When the block is left without an error, COMMIT has returned: only then may anything be called saved.
    """
    with errors_told(path):
        connection.execute("begin immediate")
        try:
            yield
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise
