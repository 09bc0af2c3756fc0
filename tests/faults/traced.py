"""What the real program asked of its disk, read off by strace while it ran, as a log whose power can be cut."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.faults.disk import Event, Names, Said, Sync, SyncFolder, Truncate, Write

CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,unlink,unlinkat"
CALL = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (\d+)")
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
HELD = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)>")
LAST_NUMBERS = re.compile(r"(\d+)(?:, (\d+))?$")
MOST_BYTES = 1 << 24
SHORT_LIVED = ("-shm", ".lock", ".show")
"""What does not outlive the power; shared memory is the only file that is written without a call."""
STDOUT = "1"


def may_trace() -> None:
    """Skip the test where no process can be traced."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        pytest.skip("the program is watched by strace, which is not installed")
    if subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this container lets no process trace another")


def traced(
    command: Sequence[str], folder: Path, out: Path, text: str = "", *, known: Sequence[str] = ()
) -> list[Event]:
    """Run a command that works on files of this folder, and return what it asked of the disk and said.

    `known` are the names of the files that are there before, in the order of their numbers.
    """
    watch = ["strace", "-f", "-qq", "-y", "-z", "-xx", "-s", str(MOST_BYTES), "-o", str(out), "-e", f"trace={CALLS}"]
    done = subprocess.run(
        [*watch, *command], input=text, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    reader = _Reader(folder, known)
    calls = filter(None, map(CALL.match, out.read_text().splitlines()))
    return [event for call in calls for event in reader.events(call[1], call[2])]


class _Reader:
    """Reads a trace call by call; knows which file has which name now."""

    def __init__(self, folder: Path, known: Sequence[str]) -> None:
        self._folder = folder
        self._numbers = {name: number for number, name in enumerate(known)}
        self._made = len(known)
        self._line = ""

    def events(self, call: str, arguments: str) -> Iterator[Event]:
        """Yield what one call comes to; calls about other files come to nothing."""
        found = STRING.findall(arguments)
        assert not any(is_cut_short for _, is_cut_short in found)
        strings = [bytes.fromhex(text.replace("\\x", "")) for text, _ in found]
        held = HELD.match(arguments)
        if held is None:
            yield from self._named(call, arguments, [Path(text.decode()) for text in strings])
        elif call == "write" and held[1] == STDOUT:
            *whole, self._line = (self._line + strings[0].decode()).split("\n")
            yield from map(Said, whole)
        else:
            path = Path(bytes.fromhex(held[2].replace("\\x", "")).decode())
            if path == self._folder and call in ("fsync", "fdatasync"):
                yield SyncFolder()
            elif path.parent == self._folder and path.name in self._numbers:
                yield _of_file(call, self._numbers[path.name], arguments, strings)

    def _named(self, call: str, arguments: str, paths: list[Path]) -> Iterator[Event]:
        names = [path.name for path in paths if path.parent == self._folder]
        if not names or names[-1].endswith(SHORT_LIVED):
            return
        numbers, first, last = self._numbers, names[0], names[-1]
        if call == "openat" and "O_CREAT" in arguments and first not in numbers:
            numbers[first] = self._made
            self._made += 1
            yield Names({first: numbers[first]})
        elif call.startswith("rename"):
            numbers[last] = numbers.pop(first)
            yield Names({first: None, last: numbers[last]})
        elif call.startswith("link"):
            numbers[last] = numbers[first]
            yield Names({last: numbers[last]})
        elif call.startswith("unlink") and first in numbers:
            del numbers[first]
            yield Names({first: None})


def _of_file(call: str, number: int, arguments: str, strings: list[bytes]) -> Event:
    """Return what was asked of an open file. One opened for appending is not among those that are watched."""
    last = LAST_NUMBERS.search(arguments)
    if call == "pwrite64":
        assert last is not None
        return Write(number, int(last[2]), strings[0][: int(last[1])])
    if call == "ftruncate":
        assert last is not None
        return Truncate(number, int(last[1]))
    if call in ("fsync", "fdatasync"):
        return Sync(number)
    raise AssertionError(f"{call} into a file of the drive is not understood")
