"""The start of the unmodified program against bare Qt: until its first page is painted, its memory, its size on disk.

Run it by itself: `python -m tests.bench.starting`. It prints medians, and ratios to a bare Qt window with one button
that is started in turn with ours: from this source and, where `python build_spec.py` left it, from `dist/canvass`.
The goal is at most 1.3. Processor time is the steadier number where other programs are busy.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from canvass.batches.founding import create_drive
from canvass.practice.drive import PETITION, petition_fields

REPOSITORY = Path(__file__).resolve().parents[2]
FROZEN = REPOSITORY / "dist" / "canvass"
TURNS = 15
GOAL = 1.3
QUIET_S = 1.5
PAINTS = "qt.widgets.painting"
"""Qt says of itself when it brings a painted window to the screen: nothing has to be built into the program."""

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QPushButton("Type names from paper"))
window.show()
application.exec()
"""
TICKS = os.sysconf("SC_CLK_TCK")


class Start(NamedTuple):
    """One start: seconds by the clock and of the processor, megabytes in memory."""

    wall_s: float
    processor_s: float
    memory_mb: float


def started(command: Sequence[str | Path], home: Path, *, quiet_s: float = 0) -> Start:
    """Return what a new process took until its first window was on the screen, or until it then was quiet so long."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": f"{PAINTS}=true", "HOME": str(home)}
    environment |= {f"XDG_{name}_HOME": str(home) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    begun = time.perf_counter()
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        next(line for line in process.stderr if line.startswith(f"{PAINTS}: Flushing"))
        wall = time.perf_counter() - begun
        if quiet_s:
            wait_until_quiet(process, quiet_s)
        start = Start(wall, processor_s(process.pid), memory_mb(process.pid))
        process.kill()
    return start


def wait_until_quiet(process: subprocess.Popen[str], quiet_s: float) -> None:
    """Return when nothing was painted for so long."""
    assert process.stderr is not None
    last = [time.perf_counter()]

    def listen(lines: Sequence[str]) -> None:
        for _ in lines:
            last[0] = time.perf_counter()

    threading.Thread(target=listen, args=(process.stderr,), daemon=True).start()
    while time.perf_counter() - last[0] < quiet_s:
        time.sleep(0.05)


def processor_s(pid: int) -> float:
    """Return the processor time that a process has used (`man 5 proc`: fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mb(pid: int) -> float:
    """Return what a process holds in memory: that which it shares with nobody, as Linux counts (`Pss`)."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:")) / 1000


def middle(starts: Sequence[Start]) -> Start:
    """Return the medians."""
    return Start(*(statistics.median(values) for values in zip(*starts, strict=True)))


def against_bare(name: str, command: Sequence[str | Path], home: Path) -> None:
    """Start the two in turn and print what came out."""
    bare_command = [sys.executable, "-c", BARE]
    started(command, home), started(bare_command, home)  # once for the disk's sake
    pairs = [(started(command, home), started(bare_command, home)) for _ in range(TURNS)]
    ours, bare = middle([pair[0] for pair in pairs]), middle([pair[1] for pair in pairs])
    wall, processor = (statistics.median(one[of] / other[of] for one, other in pairs) for of in (0, 1))
    print(  # noqa: T201 - a bench says what it measured
        f"{name}: first window after {ours.wall_s * 1000:.0f} ms, bare Qt {bare.wall_s * 1000:.0f} ms: {wall:.2f}, "
        f"by the processor {processor:.2f} (goal {GOAL}); "
        f"memory {ours.memory_mb:.0f} MB, bare Qt {bare.memory_mb:.0f} MB: {ours.memory_mb / bare.memory_mb:.2f}"
    )
    everything = started(command, home, quiet_s=QUIET_S).memory_mb
    drive = started([*command, home / "drive.canvass"], home, quiet_s=QUIET_S).memory_mb
    print(f"{name}: memory once all is loaded {everything:.0f} MB, with a drive open {drive:.0f} MB")  # noqa: T201 - as above


def size_mb(folder: Path) -> float:
    """Return what the files of a folder take, each counted once."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


def installed_mb() -> float:
    """Return what the program and the libraries that it asks for take on this disk, without Python itself."""
    wanted, seen = {"canvass"}, set[str]()
    total = size_mb(REPOSITORY / "canvass") + size_mb(REPOSITORY / "resources")
    while wanted:
        seen.add(name := wanted.pop())
        try:
            library = distribution(name)
        except PackageNotFoundError:  # asked for on other systems
            continue
        if name != "canvass":
            paths = [Path(str(file.locate())) for file in library.files or ()]
            total += sum(path.stat().st_size for path in paths if path.is_file()) / 1e6
        asked = [text for text in library.requires or () if "extra ==" not in text]
        wanted |= {re.split(r"[^\w.-]", text, maxsplit=1)[0].lower() for text in asked} - seen
    return total


def main() -> None:
    """Measure the source, and the frozen program if there is one."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        create_drive(
            home / "drive.canvass", PETITION, petition_fields(date(2026, 5, 3)), practice=True
        ).campaign.close()
        against_bare("source", [sys.executable, "-m", "canvass"], home)
        if (FROZEN / "canvass").is_file():
            against_bare("frozen", [FROZEN / "canvass"], home)
            print(f"frozen: {size_mb(FROZEN):.0f} MB on disk")  # noqa: T201 - as above
    own = size_mb(REPOSITORY / "canvass") + size_mb(REPOSITORY / "resources")
    print(f"installed: {installed_mb():.0f} MB on disk with its libraries, of which {own:.1f} MB are our own")  # noqa: T201 - as above


if __name__ == "__main__":
    main()
