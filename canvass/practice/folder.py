"""The folder of a demonstration: new or empty when it begins, and as it was before if it is given up."""

import contextlib
import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

from canvass.campaign.errors import FolderMissing
from canvass.ground.errors import CanvassError
from canvass.ground.files import NotWritten

HEADQUARTERS = "headquarters.canvass"
ANA = "ana.canvass"
BEN = "ben.canvass"
VIGIL = "vigil.canvass"
SHEETS = "sheets.pdf"
KITS = "kits"
BATCHES = "batches"
ORDERS = "orders"
OURS = (HEADQUARTERS, ANA, BEN, VIGIL, SHEETS, KITS, BATCHES, ORDERS)


class FolderNotEmpty(CanvassError):
    """The demonstration wants a folder to itself, and something is there."""

    needs = ("path",)


@contextlib.contextmanager
def demonstration_folder(folder: Path) -> Iterator[Path]:
    """Give the folder, made if need be; if the block is left by any error, a cancel too, what it made is removed.

    Raises `FolderNotEmpty`, `FolderMissing` for a folder in a folder that is not there, and `NotWritten`.
    """
    is_new = _taken(folder)
    try:
        with _told(folder):
            (folder / KITS).mkdir()
            (folder / BATCHES).mkdir()
        yield folder
    except BaseException:
        _clear(folder)
        if is_new:
            with contextlib.suppress(OSError):  # somebody else put a file there meanwhile: it stays
                folder.rmdir()
        raise


def _taken(folder: Path) -> bool:
    """Take the folder and return whether it was made for that; one that was there has to be empty."""
    if not folder.parent.is_dir():
        raise FolderMissing(path=str(folder.parent))
    with _told(folder):
        try:
            folder.mkdir()
        except FileExistsError:
            if not folder.is_dir() or any(folder.iterdir()):
                raise FolderNotEmpty(path=str(folder)) from None
            return False
    return True


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn what the system says into what a person can act on."""
    try:
        yield
    except OSError as error:
        is_forbidden = isinstance(error, PermissionError) or error.errno == errno.EROFS
        raise NotWritten(path=str(folder), why="read_only" if is_forbidden else "other") from None


def _clear(folder: Path) -> None:
    """Remove what the demonstration made: its own names, and what SQLite and others put beside them."""
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name in OURS:
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name.startswith(OURS):
            with contextlib.suppress(OSError):  # Windows: a viewer has it open
                entry.unlink()
