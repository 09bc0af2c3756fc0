"""An open campaign: made, opened for writing or reading, rescued from a full disk, closed."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from canvass.campaign import schema
from canvass.campaign.backup import copy_whole
from canvass.campaign.companions import (
    FORMAT_COPY,
    NEW,
    SQLITE_SUFFIXES,
    beside,
    clear_leftovers,
    give_name,
    has_other_names,
    make_private,
    real_path,
    remove_file,
)
from canvass.campaign.connection import Connection, DatabaseError, Mode, connect, errors_told, start_writing, told_error
from canvass.campaign.errors import (
    CampaignReadOnly,
    CampaignThere,
    DiskFull,
    HasTwoNames,
    NotStored,
    OpenToRead,
    PassphraseNeeded,
    SaveUnsure,
    refused,
)
from canvass.campaign.key import Key, derived_key, file_salt, new_key
from canvass.campaign.lock import Lock
from canvass.campaign.places import check_place
from canvass.campaign.shape import check_shape, check_writable, is_protected
from canvass.ground.progress import Report, silent


class Campaign:
    """One open campaign file and, if opened for writing, the lock on it. Belongs to the thread that opened it."""

    def __init__(self, path: Path, key: Key | None, connection: Connection, lock: Lock | None, mode: Mode) -> None:
        self.path = path
        self.key = key
        self.connection = connection
        self.mode = mode
        self.must_reopen = False
        """Whether a COMMIT failed: what the disk holds is only known after opening the file again."""
        self._lock = lock

    @property
    def is_protected(self) -> bool:
        """Whether the file can only be read with a passphrase."""
        return self.key is not None

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Run the block as one transaction that takes the write lock at once; all of it is stored, or nothing.

        When the block is left without an error, COMMIT has returned: only then may anything be called saved. After a
        COMMIT that failed this opening writes nothing more (`SaveUnsure`): the log on the disk may hold the step
        whole, and what is written next would build on a guess.
        """
        if self.mode == "rescue":
            raise OpenToRead(path=str(self.path))
        if self.must_reopen:
            raise SaveUnsure(path=str(self.path))
        with errors_told(self.path, is_plain=self.key is None):
            self.connection.execute("begin immediate")
            try:
                yield self.connection
            except BaseException:
                self._roll_back()
                raise
            try:
                self.connection.execute("commit")
            except DatabaseError as error:
                self._give_up()
                told = told_error(error, self.path)
                if isinstance(told, NotStored):
                    raise SaveUnsure(path=str(self.path)) from None
                raise

    def _roll_back(self) -> None:
        try:
            if self.connection.in_transaction:
                self.connection.execute("rollback")
        except DatabaseError:  # the first failure is the one to tell
            self.must_reopen = True

    def _give_up(self) -> None:
        self._roll_back()
        self.must_reopen = True

    def backup(self, out: Path, report: Report = silent) -> None:
        """Copy the campaign as committed to a new file, as `copy_whole` does; the writer may go on meanwhile."""
        if self.mode == "rescue":  # shares the file with nobody
            copy_whole(self.connection, out, self.key, report)
            return
        connection = self.reader()
        try:
            copy_whole(connection, out, self.key, report)
        finally:
            connection.close()

    def reader(self) -> Connection:
        """Return a new connection for the calling thread that only reads and never waits for the writer.

        A rescue shares the file with nobody, so there its own connection is the only reader.
        """
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
        try:
            self.connection.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        told = None if error is None else told_error(error, self.path, is_plain=self.key is None)
        if told is not None:
            raise told from None


def create_campaign(path: Path, passphrase: str | None = None) -> Campaign:
    """Make a new campaign file, whole or not at all, and open it for writing.

    An existing file is refused and stays as it is, and so is the log of one that was lost. Raises `campaign.errors`.
    """
    check_place(path)
    path = real_path(path.parent) / path.name
    for taken in (path, *(beside(path, suffix) for suffix in SQLITE_SUFFIXES)):
        if taken.exists() or taken.is_symlink():
            raise CampaignThere(path=str(taken))
    key = None if passphrase is None else new_key(passphrase)
    lock = Lock(path)
    lock.take()
    try:
        _make(beside(path, NEW), path, key)
    except OSError as error:
        raise refused(error, path) from None
    finally:
        lock.release()
    return _opened(path, key, "write")


def _make(part: Path, path: Path, key: Key | None) -> None:
    """Make the tables in a file that gets its name when all is there, and only if the name is still free."""
    try:
        make_private(part)
        connection = connect(part, key, "write")
        try:
            with errors_told(path):
                schema.migrate(connection)
        finally:
            connection.close()
        give_name(part, path)
    finally:
        with contextlib.suppress(OSError):
            remove_file(part)


def open_campaign(path: Path, passphrase: str | None = None, mode: Mode = "write") -> Campaign:
    """Open a campaign file: checks of place and shape, key, lock, format, settings, migrations, in this order.

    What cannot be opened for reading because the disk is full or not to be written is opened as a rescue. A file of
    an older format is brought up to ours first, whatever the mode. Raises `campaign.errors`.
    """
    path = real_path(path)
    check_shape(path)
    if mode == "write":
        check_place(path)
        check_writable(path)
        if has_other_names(path):
            raise HasTwoNames(path=str(path))
    key = _key_of(path, passphrase)
    try:
        campaign = _opened(path, key, mode)
    except (DiskFull, NotStored, CampaignReadOnly):
        if mode != "read":
            raise
        campaign = _opened(path, key, "rescue")
    if schema.format_of(campaign.connection) == schema.FORMAT:
        return campaign
    campaign.close()
    open_campaign(path, passphrase).close()
    return open_campaign(path, passphrase, mode)


def _key_of(path: Path, passphrase: str | None) -> Key | None:
    if not is_protected(path):
        return None
    if not passphrase:
        raise PassphraseNeeded(path=str(path))
    return derived_key(passphrase, file_salt(path))


def _opened(path: Path, key: Key | None, mode: Mode) -> Campaign:
    with contextlib.ExitStack() as undo:
        lock = Lock(path) if mode == "write" else None
        if lock is not None:
            lock.take()
            undo.callback(lock.release)
        connection = connect(path, key, mode)
        undo.callback(connection.close)
        with errors_told(path, is_plain=key is None):
            schema.check_format(connection, path)
            if mode == "write":
                _start(connection, path, key)
        campaign = Campaign(path, key, connection, lock, mode)
        undo.pop_all()
        return campaign


def _start(connection: Connection, path: Path, key: Key | None) -> None:
    """Make a connection to a file that is ours, and locked by us, ready to write in our format."""
    start_writing(connection, path)
    found = schema.format_of(connection)
    if found < schema.FORMAT:
        copy_whole(connection, beside(path, f"{FORMAT_COPY}{found}"), key, replace=True)
        schema.migrate(connection)
    with contextlib.suppress(OSError):  # what cannot be cleared today is tried again at the next opening
        clear_leftovers(path, is_protected=key is not None)
