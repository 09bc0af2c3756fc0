# ruff: noqa: N802 - SQLite's names
"""The product's own SQL on a disk that writes down what is asked of it: apsw's VFS, under the cipher.

The same functions that run in the program (`_configure`, `start_writing`, `Journal.writing`, `enter`) run here over a
connection of apsw, which lets a test see each write and sync; sqlcipher3 does not. Never install plain apsw beside
apsw-sqlite3mc: both are called `apsw`.
"""

import contextlib
import functools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import apsw

from canvass.campaign.connection import _configure, start_writing
from canvass.campaign.file import Campaign
from canvass.campaign.key import Key
from canvass.journal.journal import Journal
from tests.faults.disk import Event, Names, Said, Sync, SyncFolder, Truncate, Write

DISK = "watched"
SHARED_MEMORY = "-shm"


class Recorder(apsw.VFS):
    """The system's files, and a log of what was asked of those that last."""

    def __init__(self) -> None:
        super().__init__(DISK, "unix")
        self.log: list[Event] = []
        self.numbers: dict[str, int] = {}

    def begin(self, name: str) -> None:
        """Forget what was asked, and call the file of this name number 0."""
        self.log, self.numbers = [], {name: 0}

    def number(self, name: str) -> int:
        """Return the number of the file that has this name, and give it to a new one."""
        if name not in self.numbers:
            self.numbers[name] = max(self.numbers.values(), default=-1) + 1
            self.log.append(Names({name: self.numbers[name]}))
        return self.numbers[name]

    def xOpen(self, name: apsw.URIFilename | str | None, flags: list[int]) -> apsw.VFSFile:
        """Open a file; one without a name is nobody's."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        return Watched(self, path, flags) if path else apsw.VFSFile("unix", name, flags)

    def xDelete(self, name: str, syncdir: bool) -> None:
        """Remove a file; SQLite says whether the folder is synced after."""
        super().xDelete(name, syncdir)
        if self.numbers.pop(Path(name).name, None) is not None:
            self.log.append(Names({Path(name).name: None}))
            if syncdir:
                self.log.append(SyncFolder())


class Watched(apsw.VFSFile):
    """A file of which writes, cuts and syncs are written down."""

    def __init__(self, recorder: Recorder, path: str, flags: list[int]) -> None:
        super().__init__("unix", path, flags)
        self._recorder = recorder
        self._is_new = Path(path).name not in recorder.numbers
        self._file = recorder.number(Path(path).name)

    def xWrite(self, data: bytes, offset: int) -> None:
        """Write."""
        super().xWrite(data, offset)
        self._recorder.log.append(Write(self._file, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        """Cut."""
        super().xTruncate(newsize)
        self._recorder.log.append(Truncate(self._file, newsize))

    def xSync(self, flags: int) -> None:
        """Sync; the first of a new log syncs its folder, too (`unixSync` in SQLite's os_unix.c)."""
        super().xSync(flags)
        self._recorder.log.append(Sync(self._file))
        if self._is_new:
            self._recorder.log.append(SyncFolder())
            self._is_new = False


class Rows:
    """What a statement found, as sqlcipher3 gives it."""

    def __init__(self, cursor: apsw.Cursor, rowcount: int) -> None:
        self._cursor = cursor
        self.rowcount = rowcount

    def fetchone(self) -> Any:
        """Return the next row."""
        return self._cursor.fetchone()

    def fetchall(self) -> Any:
        """Return the rows that are left."""
        return self._cursor.fetchall()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cursor)


class OurConnection:
    """An apsw connection with as much of sqlcipher3's as the program asks of it."""

    def __init__(self, path: Path, key: Key | None) -> None:
        cipher = "" if key is None else "&cipher=sqlcipher&legacy=4"
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
        self.apsw = apsw.Connection(f"{path.as_uri()}?mode=rw{cipher}", flags, f"multipleciphers-{DISK}")

    @property
    def in_transaction(self) -> bool:
        """Whether something is not committed yet."""
        return self.apsw.in_transaction

    def execute(self, statement: str, values: Any = ()) -> Rows:
        """Run one statement."""
        cursor = self.apsw.execute(statement, values)
        return Rows(cursor, self.apsw.changes())

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement with each of the rows."""
        self.apsw.executemany(statement, rows)

    def create_function(self, name: str, count: int, function: Callable[..., Any], *, deterministic: bool) -> None:
        """Give SQL a function."""
        self.apsw.create_scalar_function(name, function, count, deterministic=deterministic)

    def close(self) -> None:
        """Close."""
        self.apsw.close()


@contextlib.contextmanager
def watched_journal(path: Path, key: Key | None, weakened: Sequence[str] = ()) -> Iterator[tuple[Journal, list[Event]]]:
    """Open a drive's file on the watched disk as the program does, then weaken it by these statements (controls)."""
    recorder = the_recorder()
    recorder.begin(path.name)
    connection = OurConnection(path, key)
    try:
        _configure(connection, key, "write")
        start_writing(connection, path)
        for statement in weakened:
            connection.execute(statement).fetchall()
        yield Journal(Campaign(path, key, connection, None, "write")), recorder.log
    finally:
        connection.close()


@functools.cache
def the_recorder() -> Recorder:
    """Return the one recorder of this process: the cipher's layer over it holds on to it."""
    return Recorder()


def said(log: list[Event], what: str) -> None:
    """Note that something is called saved now."""
    log.append(Said(what))


def lay_out(folder: Path, left: dict[str, bytes]) -> None:
    """Put what is left of the disk into an empty folder; shared memory does not outlive the power."""
    for name in os.listdir(folder):
        (folder / name).unlink()
    for name, content in left.items():
        if not name.endswith(SHARED_MEMORY):
            (folder / name).write_bytes(content)
