"""An open campaign: made, opened for writing or reading, rescued from a full disk, closed."""

import contextlib
import os
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlite_utils

from canvass.campaign import schema
from canvass.campaign.backup import copy_whole
from canvass.campaign.connection import Connection, Mode, connect, errors_told, transaction
from canvass.campaign.errors import (
    CampaignDamaged,
    CampaignMissing,
    CampaignReadOnly,
    CampaignThere,
    NotACampaign,
    PassphraseNeeded,
)
from canvass.campaign.key import Key, derived_key, file_salt, is_plain, new_key
from canvass.campaign.lock import Lock, beside
from canvass.campaign.places import check_place

PAGE = 4096
ROOM_TO_WORK = 64 * 1024
"""Bytes below which a disk counts as full at opening: WAL's shared memory file alone takes 32 KiB."""


class Campaign:
    """One open campaign file and, if opened for writing, the lock on it. Belongs to the thread that opened it."""

    def __init__(self, path: Path, key: Key | None, connection: Connection, lock: Lock | None, mode: Mode) -> None:
        self.path = path
        self.key = key
        self.connection = connection
        self.mode = mode
        self.tables = sqlite_utils.Database(connection)
        self._lock = lock

    @property
    def is_protected(self) -> bool:
        """Whether the file can only be read with a passphrase."""
        return self.key is not None

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Run the block as one transaction; when it is left without an error, everything in it is stored."""
        with transaction(self.connection, self.path):
            yield self.connection

    def reader(self) -> Connection:
        """Return a new connection for the calling thread that only reads and never waits for the writer."""
        return connect(self.path, self.key, "read")

    def setting(self, name: str) -> object:
        """Return what this installation noted under `name`, or None."""
        row = self.connection.execute("select value from setting where name = ?", (name,)).fetchone()
        return None if row is None else row[0]

    def note_setting(self, name: str, value: str | int | bytes | None) -> None:
        """Note a value under `name`, inside the caller's transaction."""
        self.connection.execute("insert or replace into setting (name, value) values (?, ?)", (name, value))

    def text_setting(self, name: str) -> str:
        """Return a noted text, empty if there is none."""
        value = self.setting(name)
        return value if isinstance(value, str) else ""

    def close(self) -> None:
        """Close the connection and give up the lock."""
        self.connection.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def create_campaign(path: Path, passphrase: str | None = None) -> Campaign:
    """Make a new campaign file and open it for writing. An existing file is refused and stays as it is."""
    check_place(path)
    if path.exists() or path.is_symlink():
        raise CampaignThere(path=str(path))
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError:
        raise CampaignReadOnly(path=str(path)) from None
    try:
        return _opened(path, new_key(passphrase) if passphrase else None, "write")
    except BaseException:
        remove_file(path)
        raise


def open_campaign(path: Path, passphrase: str | None = None, mode: Mode = "write") -> Campaign:
    """Open a campaign file: checks of place and shape, key, lock, settings, format, migrations, in this order.

    With a full disk a file that would be opened for reading is opened as a rescue. Raises `campaign.errors`.
    """
    _check_shape(path)
    if mode == "write":
        check_place(path)
        _check_writable(path)
    key = _key_of(path, passphrase)
    if mode == "read" and _is_disk_full(path):
        mode = "rescue"
    return _opened(path, key, mode)


def _opened(path: Path, key: Key | None, mode: Mode) -> Campaign:
    lock = Lock(path) if mode == "write" else None
    if lock is not None:
        lock.take()
    try:
        with contextlib.ExitStack() as undo:
            connection = connect(path, key, mode)
            undo.callback(connection.close)
            found = schema.check_format(connection, path)
            if mode == "write" and found < schema.FORMAT:
                with errors_told(path):
                    if found:
                        copy_whole(connection, beside(path, f".format-{found}"), key)
                    schema.migrate(connection)
            undo.pop_all()
            return Campaign(path, key, connection, lock, mode)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _key_of(path: Path, passphrase: str | None) -> Key | None:
    if path.stat().st_size == 0 or is_plain(path):
        return None
    if not passphrase:
        raise PassphraseNeeded(path=str(path))
    return derived_key(passphrase, file_salt(path))


def _check_shape(path: Path) -> None:
    """Refuse what cannot be a campaign file before SQLite touches it: no file, another kind, cut short."""
    if not path.exists():
        raise CampaignMissing(path=str(path))
    if not path.is_file():
        raise NotACampaign(path=str(path))
    size = path.stat().st_size
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except PermissionError:
        raise CampaignReadOnly(path=str(path)) from None
    if is_plain(path):
        if len(header) < 100 or struct.unpack(">I", header[68:72])[0] != schema.APPLICATION_ID:
            raise NotACampaign(path=str(path))
        if size < PAGE * struct.unpack(">I", header[28:32])[0] and not beside(path, "-wal").exists():
            raise CampaignDamaged(path=str(path))
    elif size == 0 or size % PAGE:
        raise NotACampaign(path=str(path))


def _check_writable(path: Path) -> None:
    """Refuse a file or folder without any permission to write, which the superuser would otherwise write anyway."""
    writable = 0o222
    if not (path.stat().st_mode & writable and path.parent.stat().st_mode & writable) or not os.access(path, os.W_OK):
        raise CampaignReadOnly(path=str(path))


def _is_disk_full(path: Path) -> bool:
    return shutil.disk_usage(path.parent).free < ROOM_TO_WORK


def remove_file(path: Path) -> None:
    """Remove a campaign file that nobody has open, and its companions."""
    for companion in (path, beside(path, "-wal"), beside(path, "-shm"), beside(path, ".lock")):
        companion.unlink(missing_ok=True)


def is_protected(path: Path) -> bool:
    """Return whether the campaign file asks for a passphrase; raises as `open_campaign` does for its shape."""
    _check_shape(path)
    return not is_plain(path)
