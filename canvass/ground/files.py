"""Files written whole or not at all: beside, synced, moved into place, read back."""

import contextlib
import errno
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from canvass.ground.errors import CanvassError

if sys.platform == "darwin":
    import fcntl

_CHUNK_BYTES = 1 << 20
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_AS_IT_IS = getattr(os, "O_BINARY", 0)  # Windows would turn LF into CR LF
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ECONNABORTED, errno.ESTALE}
_CANNOT = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EPERM, errno.ENOTTY}


class AlreadyThere(CanvassError):
    """A file of that name exists, and nobody asked to replace it."""

    needs = ("path",)


class NotWritten(CanvassError):
    """The file could not be written, and its place holds the old file whole, or none if there was none.

    `why` is `full`, `read_only`, `gone` (the folder or the stick), `differs` (read back, the bytes are others) or
    `other`. Only where the failure is that of the folder's own sync may it be the new file that stands there, whole.
    """

    needs = ("path", "why")


class PartFile:
    """A file in the making, under another name beside its place.

    `publish` makes it appear whole, synced and read back. Leaving the `with` block in any other way removes the
    part, and whatever stood at `path` was never touched.
    """

    def __init__(self, path: Path, *, replace: bool = False) -> None:
        self.path = path
        self.part = path.with_name(path.name + ".canvass.part")
        self._replace = replace
        self._descriptor = -1
        self._digest = hashlib.sha256()

    def __enter__(self) -> Self:
        if not self._replace and os.path.lexists(self.path):
            raise AlreadyThere(path=str(self.path))
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_LINK | _AS_IT_IS
        with _told(self.path):
            self.part.unlink(missing_ok=True)  # what a killed run left is never anybody's only copy
            self._descriptor = os.open(self.part, flags, 0o600)
        return self

    def write(self, content: bytes) -> None:
        """Append the bytes, all of them."""
        with _told(self.path):
            _write_all(self._descriptor, content)
        self._digest.update(content)

    def sync(self) -> None:
        """Return when what was written so far would survive a power cut."""
        with _told(self.path):
            _sync(self._descriptor)

    def publish(self) -> None:
        """Move the file into place; return when it would survive a power cut there and was read back the same."""
        self.sync()
        with _told(self.path):
            self._close()
            self._read_back(self.part)
            _move(self.part, self.path, replace=self._replace)
            try:
                sync_folder(self.path.parent)
                self._read_back(self.path)
            except (OSError, NotWritten):
                if not self._replace:
                    self.path.unlink(missing_ok=True)
                raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A stick that was pulled out takes the part with it; the first failure is the one to tell.
        with contextlib.suppress(OSError):
            self._close()
        with contextlib.suppress(OSError):
            self.part.unlink(missing_ok=True)

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def _read_back(self, path: Path) -> None:
        if _digest_on_disk(path) != self._digest.digest():
            raise NotWritten(path=str(self.path), why="differs")


def write_whole(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write the file whole, readable by its owner only, or raise and leave what stood there.

    Returns when the bytes would survive a power cut and were read back the same: then "you may take the stick out"
    is true. Raises `AlreadyThere` unless `replace`, and `NotWritten`.
    """
    with PartFile(path, replace=replace) as part:
        part.write(content)
        part.publish()


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn an `OSError` into a failure that tells of this path and of a reason a person knows."""
    try:
        yield
    except FileExistsError as error:
        raise AlreadyThere(path=str(path)) from error
    except OSError as error:
        raise NotWritten(path=str(path), why=_why(error)) from error


def _why(error: OSError) -> str:
    if error.errno in _FULL:
        return "full"
    if error.errno in _READ_ONLY:
        return "read_only"
    return "gone" if error.errno in _GONE else "other"


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        # There fsync leaves the bytes in the disk's own cache (man 2 fsync); not every stick can do better.
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the folder's list of names would survive a power cut; Windows syncs it with the file."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            _sync(descriptor)
        except OSError as error:
            if error.errno not in _CANNOT:  # some file systems have no such call for folders
                raise
        finally:
            os.close(descriptor)


def _move(part: Path, path: Path, *, replace: bool) -> None:
    """Give the part its name in one step; without `replace`, never over a file that appeared meanwhile."""
    if replace:
        part.replace(path)
    else:
        move_to_free_name(part, path)


def move_to_free_name(part: Path, path: Path) -> None:
    """Give a finished file its name, or raise `FileExistsError` if one appeared there meanwhile.

    Where the file system has hard links the file keeps its other name too, which is the caller's to take away.
    """
    if sys.platform == "win32":
        part.rename(path)  # refuses there what exists
        return
    try:
        path.hardlink_to(part)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        if os.path.lexists(path):  # a stick's file system without hard links
            raise FileExistsError from None
        part.replace(path)


def _digest_on_disk(path: Path) -> bytes:
    """Return the SHA-256 of what the disk holds, not of what the system still has in memory, where it can tell."""
    digest = hashlib.sha256()
    descriptor = os.open(path, os.O_RDONLY | _AS_IT_IS)
    try:
        if sys.platform == "darwin":
            fcntl.fcntl(descriptor, fcntl.F_NOCACHE, 1)
        elif sys.platform == "linux":
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := os.read(descriptor, _CHUNK_BYTES):
            digest.update(chunk)
    finally:
        os.close(descriptor)
    return digest.digest()
