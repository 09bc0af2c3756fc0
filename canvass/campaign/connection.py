"""Connections to a campaign file: their settings, and SQLite's errors in our words."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from sqlcipher3 import dbapi2

from canvass.campaign.companions import has_wal
from canvass.campaign.errors import (
    CampaignDamaged,
    CampaignInUse,
    CampaignMissing,
    CampaignReadOnly,
    DiskFull,
    NotStored,
    OnNetworkShare,
    PassphraseWrong,
)
from canvass.campaign.key import Key
from canvass.ground.errors import CanvassError

Connection = Any
"""A `sqlcipher3` connection; the package ships no types."""

SQLITE_AT_LEAST = (3, 51, 3)
"""The first release in which the WAL-reset bug is mended (3.7.0 to 3.51.2 can lose a commit)."""

Mode = Literal["write", "read", "rescue"]

DatabaseError: type[Exception] = dbapi2.DatabaseError

_MESSAGES: tuple[tuple[str, type[CanvassError]], ...] = (
    ("not a database", PassphraseWrong),
    ("image is malformed", CampaignDamaged),
    ("malformed database schema", CampaignDamaged),
    ("Could not decode to UTF-8", CampaignDamaged),
    ("locked", CampaignInUse),
    ("busy", CampaignInUse),
    ("disk is full", DiskFull),
    ("readonly", CampaignReadOnly),
    ("unable to open", CampaignReadOnly),
    ("disk I/O", NotStored),
)

_ASKS_SQLITE = {"execute", "executemany", "fetchone", "fetchall"}

ROOM_TO_WORK = 64 * 1024
"""Bytes of free disk below which a failure is told as a full disk: WAL's shared memory file alone takes 32 KiB."""


def connect(path: Path, key: Key | None, mode: Mode) -> Connection:
    """Open one connection to an existing file for the calling thread; nothing is written yet.

    `write` is for the one writer, who calls `start_writing` next; `read` refuses every change and in WAL never
    waits; `rescue` is `read` without a shared memory file, so it still reads all on a full disk, and a file that was
    closed in order on a disk that takes no writing. Raises the errors of `campaign.errors`.
    """
    if tuple(int(part) for part in dbapi2.sqlite_version.split(".")) < SQLITE_AT_LEAST:
        raise RuntimeError(f"SQLite {dbapi2.sqlite_version} has the WAL-reset bug")
    with errors_told(path, is_plain=key is None):
        connection = dbapi2.connect(
            _uri(path, mode), uri=True, isolation_level=None, timeout=5.0, check_same_thread=True
        )
        try:
            _configure(connection, key, mode)
        except BaseException:
            connection.close()
            raise
    return connection


def _uri(path: Path, mode: Mode) -> str:
    """Return the path as SQLite takes it without creating a file, and without reading meaning into the name."""
    uri = path.absolute().as_uri()
    if not uri.startswith("file:///"):
        uri = "file:////" + uri.removeprefix("file://")  # SQLite knows no servers, but Windows' own spelling of them
    is_frozen = mode == "rescue" and not os.access(path.parent, os.W_OK) and not has_wal(path)
    return uri + ("?immutable=1" if is_frozen else "?mode=rw")


def _configure(connection: Connection, key: Key | None, mode: Mode) -> None:
    if key is not None:
        connection.execute("pragma cipher_log_level = NONE")
        connection.execute(f"pragma key = \"x'{key.hex()}'\"")
    if mode == "rescue":
        connection.execute("pragma locking_mode = exclusive")
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma cell_size_check = on")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma temp_store = memory")
    connection.execute("select count(*) from sqlite_schema").fetchone()
    if mode != "write":
        connection.execute("pragma query_only = on")


def start_writing(connection: Connection, path: Path) -> None:
    """Give a connection to a file that is known to be ours the settings under which *saved* is a promise."""
    if connection.execute("pragma journal_mode = wal").fetchone() != ("wal",):
        raise OnNetworkShare(path=str(path))  # a file system without shared memory
    connection.execute("pragma synchronous = full")
    connection.execute("pragma fullfsync = 1")
    connection.execute("pragma checkpoint_fullfsync = 1")
    connection.execute("pragma secure_delete = on")


@contextlib.contextmanager
def errors_told(path: Path, *, is_plain: bool = False) -> Iterator[None]:
    """Turn SQLite's exceptions inside the block into errors a person can act on; bugs stay what they are."""
    try:
        yield
    except (DatabaseError, UnicodeDecodeError) as error:
        told = told_error(error, path, is_plain=is_plain)
        if told is None:
            raise
        raise told from None


def told_error(error: BaseException, path: Path, *, is_plain: bool = False) -> CanvassError | None:
    """Return our error for SQLite's message (`sqlite3ErrStr`, stable since 3.0), or None for a bug of ours."""
    if isinstance(error, UnicodeDecodeError) and _is_of_sqlite(error):
        return CampaignDamaged(path=str(path))  # every text in a file of ours is UTF-8
    message = str(error) if isinstance(error, DatabaseError) else ""
    kind = next((kind for part, kind in _MESSAGES if part in message), None)
    if kind is PassphraseWrong and is_plain:
        kind = CampaignDamaged
    if kind is CampaignReadOnly and not path.exists():
        kind = CampaignMissing
    if kind in (CampaignReadOnly, NotStored) and is_disk_full(path):
        kind = DiskFull
    if kind is NotStored and not os.access(path.parent, os.W_OK):
        kind = CampaignReadOnly  # not even the small files that reading needs can be made there
    return None if kind is None else kind(path=str(path))


def _is_of_sqlite(error: UnicodeDecodeError) -> bool:
    """Return whether it was SQLite that was asked for text, not we who read some other file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and not _ASKS_SQLITE.isdisjoint(trace.tb_frame.f_code.co_names)


def is_disk_full(path: Path) -> bool:
    """Return whether the disk that holds the file has no room left to work with."""
    try:
        return shutil.disk_usage(path.parent).free < ROOM_TO_WORK
    except OSError:
        return False
