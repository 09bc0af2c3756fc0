"""Typing at headquarters while a thousand files are taken in: how long a key and a saved line take, beside without.

`python tests/bench/typing_while_merging.py [laptops] [nights] [lines a night]` (100, 10 and 20). A real window, keys
pressed through Qt; a key is done when the window has nothing left to do for it, a line when the page says it is saved.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from canvass.batches.founding import create_drive
from canvass.desktop.app import make_application, make_desk, make_window
from canvass.desktop.desk import Desk
from canvass.desktop.take_in_page import TakeInPage
from tests.batches.many import many_batches
from tests.batches.people import FIELDS, PETITION
from tests.bench.harness import reading, tell

QUIET_LINES, MOST_LINES = 40, 2_000
GOAL_MS = 100.0
PAUSE_MS = 30
"""Between two keys: a very fast typist. Without a pause the window would never get to anything else."""


class Typing:
    """Types made-up lines and keeps how long each key and each saving took, in milliseconds."""

    def __init__(self, desk: Desk) -> None:
        if desk.drive is None:
            raise RuntimeError("no drive")
        self.entry = desk.drive.entry
        self.keys: list[float] = []
        self.saves: list[float] = []
        self._number = 500_000

    def line(self) -> None:
        """Type one line, key by key, and wait until it is saved."""
        self._number += 1
        typed = reading(self._number)
        start = time.perf_counter()
        for text in (typed.name, typed.address, typed.city, typed.zip):
            for letter in text:
                self._key(partial(press, letter))
            start = time.perf_counter()
            self._key(enter)
        while self.entry.entry.is_busy or self.entry.held.is_holding:
            QTest.qWait(1)
        self.saves.append((time.perf_counter() - start) * 1_000)

    def _key(self, pressed: Callable[[], None]) -> None:
        start = time.perf_counter()
        pressed()
        QApplication.processEvents()
        self.keys.append((time.perf_counter() - start) * 1_000)
        QTest.qWait(PAUSE_MS)


def focused() -> QWidget:
    """Return what the next key goes to."""
    widget = QApplication.focusWidget()
    if widget is None:
        raise RuntimeError("nothing has the focus")
    return widget


def press(letter: str) -> None:
    """Press a letter; QTest knows the keys of ASCII only, but people have other letters in their names."""
    if letter.isascii():
        QTest.keyClicks(focused(), letter)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(focused(), key)


def enter() -> None:
    """Press Enter where the focus is."""
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def said(name: str, times: list[float]) -> str:
    """Return median, 99th of a hundred, and longest."""
    p99 = statistics.quantiles(times, n=100)[98] if len(times) > 1 else times[0]
    return f"{name} median {statistics.median(times):.1f} ms, p99 {p99:.1f} ms, longest {max(times):.1f} ms"


def main() -> None:
    """Print how long keys and lines take with and without taking in; exit 1 if a key took more than 100 ms."""
    laptops, nights, lines = map(int, sys.argv[1:] or ("100", "10", "20"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ.update(HOME=folder, XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder, XDG_STATE_HOME=folder)
        stick, path = Path(folder) / "stick", Path(folder) / "hq.canvass"
        stick.mkdir()
        headquarters = create_drive(path, PETITION, FIELDS)
        files = len(list(many_batches(headquarters, stick, laptops, nights, lines)))
        headquarters.campaign.close()
        window = make_window(make_application())
        window.show()
        desk = make_desk(window)
        desk.open_path(path)
        while desk.drive is None:
            QTest.qWait(10)
        quiet, busy, took_s = typed_twice(desk, stick)
        desk.close()
    tell(f"{files:,} files taken in within {took_s:.1f} s while {len(busy.saves)} lines were typed")
    for name, typing in (("without", quiet), ("with", busy)):
        tell(f"{name:8} {said('key', typing.keys)}; {said('line saved', typing.saves)}")
    slow = sum(key > GOAL_MS for key in busy.keys)
    tell(f"keys over {GOAL_MS:.0f} ms while taking in: {slow} of {len(busy.keys):,}")
    sys.exit(slow > 0)


def typed_twice(desk: Desk, stick: Path) -> tuple[Typing, Typing, float]:
    """Type some lines in quiet, then for as long as the files are looked at and taken in."""
    drive = desk.drive
    if drive is None:
        raise RuntimeError("no drive")
    drive.show_entry()
    QTest.qWait(300)
    Typing(desk).line()
    quiet, busy = Typing(desk), Typing(desk)
    for _ in range(QUIET_LINES):
        quiet.line()
    drive.work.take_in([stick])
    page = drive.work.page("take_in")
    if not isinstance(page, TakeInPage):
        raise TypeError(page)
    drive.show_entry()
    busy._number += QUIET_LINES
    start = time.monotonic()
    page.taking.foreseen.connect(lambda _: page.take_in.click())
    done: list[object] = []
    page.taken_in.connect(lambda taken, _: done.append(taken))
    while not done and len(busy.saves) < MOST_LINES:
        busy.line()
    return quiet, busy, time.monotonic() - start


main()
