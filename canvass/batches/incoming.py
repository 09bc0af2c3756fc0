"""Reading a file that somebody brought: whatever stands under its name, without hanging and without end."""

import os
import stat
from pathlib import Path

from canvass.batches.errors import BatchNotOne, BatchTooLarge, BatchUnreadable
from canvass.batches.preamble import FILE_BYTES_AT_MOST

_PIECE_BYTES = 1024 * 1024
# where a system lacks a flag it lacks the danger too: no FIFO among Windows' files, no text mode elsewhere
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


def read_file(path: Path) -> bytes:
    """Return the content of a regular file of at most 64 MiB.

    A link, folder, pipe or device is `BatchNotOne`, looked at before it is opened and again after, so that it
    cannot be swapped in between. Raises `BatchTooLarge`, and `BatchUnreadable` for whatever the system refuses.
    """
    file = path.name
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise BatchNotOne(file=file)
        descriptor = os.open(path, _FLAGS)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise BatchNotOne(file=file)
            if found.st_size > FILE_BYTES_AT_MOST:
                raise BatchTooLarge(file=file, size=found.st_size, limit=FILE_BYTES_AT_MOST)
            return _read_all(descriptor, file)
        finally:
            os.close(descriptor)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        raise BatchUnreadable(file=file) from None


def _read_all(descriptor: int, file: str) -> bytes:
    """Return what there is to read, also of a file that still grows; never more than one piece over the limit."""
    pieces: list[bytes] = []
    size = 0
    while piece := os.read(descriptor, _PIECE_BYTES):
        pieces.append(piece)
        size += len(piece)
        if size > FILE_BYTES_AT_MOST:
            raise BatchTooLarge(file=file, size=size, limit=FILE_BYTES_AT_MOST)
    return b"".join(pieces)
