"""A disk whose power is cut: what was written since the last sync is there, not there, or there in part.

A log holds what a program asked of its disk, in order, and what it said meanwhile. Between a write and the sync that
follows the disk may do as it likes: sectors reach it in any order, some never, some torn in the middle. Names of
files in a folder are such writes, too; the folder's sync makes them last.
"""

import random
from collections.abc import Iterator

import msgspec

SECTOR = 512
CALM, WILD = 0.5, 0.1
"""How likely a sector that was not synced is lost, and how likely one that is not lost is torn."""


class Write(msgspec.Struct, frozen=True):
    """Bytes written into a file."""

    file: int
    at: int
    content: bytes


class Truncate(msgspec.Struct, frozen=True):
    """A file cut, or grown with zeros."""

    file: int
    size: int


class Sync(msgspec.Struct, frozen=True):
    """The return of a file's sync: what was written before is on the disk."""

    file: int


class Names(msgspec.Struct, frozen=True):
    """Names given in one step to files (None: taken away)."""

    given: dict[str, int | None]


class SyncFolder(msgspec.Struct, frozen=True):
    """The return of the folder's sync: names given before last."""


class Said(msgspec.Struct, frozen=True):
    """The program called something saved; the word for it."""

    what: str


Event = Write | Truncate | Sync | Names | SyncFolder | Said


class Disk:
    """What has surely reached the disk, and what waits for a sync."""

    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        """Begin with files that are whole; they are numbered 0, 1, 2… in this order."""
        given = files or {}
        self.said: list[str] = []
        self._names: dict[str, int] = {name: number for number, name in enumerate(given)}
        self._files: dict[int, bytes] = dict(enumerate(given.values()))
        self._waiting: dict[int, list[Write | Truncate]] = {}
        self._waiting_names: list[Names] = []

    def take(self, event: Event) -> None:
        """Let the next thing of a log happen."""
        match event:
            case Write(file=file) | Truncate(file=file):
                self._waiting.setdefault(file, []).append(event)
            case Sync(file=file):
                self._files[file] = _after(self._files.get(file, b""), self._waiting.pop(file, []), None)
            case Names():
                self._waiting_names.append(event)
            case SyncFolder():
                self._names = _named(self._names, self._waiting_names, None)
                self._waiting_names = []
            case Said(what=what):
                self.said.append(what)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files that a power cut leaves now."""
        names = _named(self._names, self._waiting_names, chance)
        return {
            name: _after(self._files.get(file, b""), self._waiting.get(file, []), chance)
            for name, file in names.items()
        }


def cuts(log: list[Event], disk: Disk, chance: random.Random, each: int) -> Iterator[tuple[Disk, dict[str, bytes]]]:
    """Yield the disk and what is left of it, `each` times before everything in the log and after the last."""
    for event in [*log, None]:
        for _ in range(each):
            yield disk, disk.cut(chance)
        if event is not None:
            disk.take(event)


def _named(names: dict[str, int], waiting: list[Names], chance: random.Random | None) -> dict[str, int]:
    found: dict[str, int | None] = dict(names)
    for step in waiting:
        if chance is None or chance.random() > CALM:
            found.update(step.given)
    return {name: file for name, file in found.items() if file is not None}


def _after(content: bytes, waiting: list[Write | Truncate], chance: random.Random | None) -> bytes:
    """Return a file after what waits for its sync: all of it, or what chance lets through."""
    kept = bytearray(content)
    for step in waiting:
        if isinstance(step, Truncate):
            if chance is None or chance.random() > CALM:
                del kept[step.size :]
                kept.extend(bytes(step.size - len(kept)))
        elif chance is None:
            _put(kept, step.at, step.content)
        else:
            for at, part in _sectors(step):
                if chance.random() > CALM:
                    is_torn = chance.random() < WILD
                    _put(kept, at, part[: chance.randrange(len(part))] if is_torn else part)
    return bytes(kept)


def _sectors(write: Write) -> Iterator[tuple[int, bytes]]:
    at, end = write.at, write.at + len(write.content)
    while at < end:
        following = min((at // SECTOR + 1) * SECTOR, end)
        yield at, write.content[at - write.at : following - write.at]
        at = following


def _put(kept: bytearray, at: int, content: bytes) -> None:
    if content:
        kept.extend(bytes(max(0, at - len(kept))))
        kept[at : at + len(content)] = content
