"""Marks in the settings' folder: that the window runs, what was saved last, and what the last fault was.

A mark that nobody holds when the window starts tells that it stopped without closing. Marks hold places and times,
never what was typed; they are a convenience, so a folder that cannot be written is no failure.
"""

import contextlib
import faulthandler
import os
import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from io import TextIOWrapper

FOLDER = "running"
FAULT = "last-fault.txt"
MARK, LOCK, TRACE = ".json", ".lock", ".trace"
_FILE = re.compile(r'File "(?:[^"]*[/\\])?([^"/\\]+[/\\][^"/\\]+)"')
_FAILURES = (OSError, msgspec.DecodeError, msgspec.ValidationError)


class LastSaved(msgspec.Struct, frozen=True):
    """The line that was saved last: in which file, on which sheet (as `SheetRef.text` and as people say it), when."""

    path: str
    sheet: str
    sheet_name: str
    line: int
    at: datetime


class Stopped(msgspec.Struct, frozen=True):
    """A window that stopped without closing: when it was last alive, what it saved last, where it broke if known."""

    at: datetime
    saved: LastSaved | None
    report: str


class RunningMark:
    """Says in a file that this window runs; taken away when it closes as it should."""

    def __init__(self, folder: Path) -> None:
        """Put up the mark in the folder of the settings; Python's own fault handler writes beside it."""
        self._stem = folder / FOLDER / f"{os.getpid()}-{secrets.token_hex(4)}"
        self._lock = FileLock(self._file(LOCK))
        self._trace: TextIOWrapper | None = None
        self._was_enabled = faulthandler.is_enabled()
        with contextlib.suppress(*_FAILURES):
            self._stem.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            self._file(MARK).write_bytes(b"null")
            self._trace = self._file(TRACE).open("w", encoding="utf-8")
            faulthandler.enable(self._trace)

    def note_saved(self, saved: LastSaved) -> None:
        """Note the line that was saved last."""
        with contextlib.suppress(*_FAILURES):
            part = self._file(".part")
            part.write_bytes(msgspec.json.encode(saved))
            part.replace(self._file(MARK))

    def beat(self) -> None:
        """Note that the window is still alive."""
        with contextlib.suppress(*_FAILURES):
            os.utime(self._file(MARK))

    def end(self) -> None:
        """Take the mark away: the window closes as it should."""
        if self._trace is not None:
            faulthandler.disable()
            self._trace.close()
            self._trace = None
            if self._was_enabled:
                faulthandler.enable()
        self._lock.release()
        _remove(self._stem)

    def _file(self, suffix: str) -> Path:
        return self._stem.with_name(self._stem.name + suffix)


def stopped_before(folder: Path) -> Stopped | None:
    """Return the newest window that stopped without closing, and forget all of them: it is told once.

    A window that still runs holds its lock.
    """
    found: list[Stopped] = []
    with contextlib.suppress(*_FAILURES):
        for stem in list(_stems(folder / FOLDER)):
            with contextlib.suppress(Timeout, *_FAILURES), FileLock(f"{stem}{LOCK}").acquire(timeout=0):
                found += _read(stem)
                _remove(stem)
    return max(found, key=lambda stopped: stopped.at, default=None)


def keep_fault(folder: Path, report: str) -> None:
    """Keep the newest report of a fault, which goes into a report of a problem."""
    with contextlib.suppress(*_FAILURES):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        (folder / FAULT).write_text(f"{now}\n{report}", encoding="utf-8")


def kept_fault(folder: Path) -> str:
    """Return the newest report of a fault with its time, or nothing."""
    with contextlib.suppress(*_FAILURES):
        return (folder / FAULT).read_text(encoding="utf-8")
    return ""


def _stems(folder: Path) -> Iterator[Path]:
    for path in folder.glob(f"*{MARK}"):
        yield path.with_suffix("")


def _read(stem: Path) -> Iterator[Stopped]:
    """Yield what the mark says; a mark that was cut off while it was written still says when."""
    mark = stem.with_name(stem.name + MARK)
    alive = mark.stat().st_mtime
    trace = stem.with_name(stem.name + TRACE)
    said = trace.read_text(encoding="utf-8", errors="replace") if trace.exists() else ""
    if said:
        alive = max(alive, trace.stat().st_mtime)
    saved = None
    with contextlib.suppress(*_FAILURES):
        saved = msgspec.json.decode(mark.read_bytes(), type=LastSaved | None)
    yield Stopped(datetime.fromtimestamp(alive).astimezone(), saved, _without_folders(said).strip())


def _without_folders(trace: str) -> str:
    """Return a trace with only the last folder of each file: the others may be somebody's name."""
    return _FILE.sub(lambda found: f'File "{found[1]}"', trace)


def _remove(stem: Path) -> None:
    for suffix in (MARK, TRACE, ".part", LOCK):
        with contextlib.suppress(OSError):
            stem.with_name(stem.name + suffix).unlink()
