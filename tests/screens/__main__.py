"""Draw every page in every state, look, size of text and size of screen, and say what a program sees to be wrong.

    python -m tests.screens OUT_FOLDER [--only PAGE]... [--quick]

OUT_FOLDER/PAGE-STATE-LOOK-SIZE-SCREEN.png   one picture
OUT_FOLDER/sheets/PAGE-STATE.png             its twelve looks side by side; sheets/PAGE.png its states
OUT_FOLDER/findings.txt                      what was found by itself, a line each
"""

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from tests.screens.drives import Drives
    from tests.screens.states import State
    from tests.screens.visitor import Visitor

os.environ["QT_QPA_PLATFORM"] = "offscreen"
HOMES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")

LOOKS = ("light", "dark", "high_contrast")
SIZES = (100, 150)
SCREENS = {"1024x700": (1024, 672), "1366x768": (1366, 740)}
"""What a panel and the window's title leave of a screen."""

VARIANTS = [(look, size, screen) for screen in SCREENS for size in SIZES for look in LOOKS]
SPANISH = [("light", 100, "1024x700"), ("light", 150, "1366x768")]
QUICK = [("light", 100, "1366x768"), ("dark", 150, "1366x768")]


class Album(NamedTuple):
    """Where the pictures go, and what was found in them."""

    out: Path
    findings: list[str]


def main() -> None:
    """Draw what was asked for."""
    parser = argparse.ArgumentParser(description="Pictures of every page.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", action="append", metavar="PAGE")
    parser.add_argument("--quick", action="store_true", help="two looks instead of twelve, and no Spanish")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        for name in HOMES:
            os.environ[name] = home
        draw(asked.out.absolute(), Path(home), asked.only, is_quick=asked.quick)


def draw(out: Path, home: Path, only: list[str] | None, *, is_quick: bool) -> None:
    """Draw all states into `out`; what cannot be drawn is told at the end, and fails."""
    from canvass.desktop.app import make_application
    from tests.screens.contact import contact_sheet
    from tests.screens.drives import Drives
    from tests.screens.states import STATES

    application = make_application()
    drives = Drives(home / "drives")
    (out / "sheets").mkdir(parents=True, exist_ok=True)
    album = Album(out, [])
    failed: list[str] = []
    overview: dict[str, list[Path]] = {}
    begun = time.monotonic()
    for state in STATES:
        if only and state.page not in only:
            continue
        try:
            for language, variants in ({"en": QUICK} if is_quick else {"en": VARIANTS, "es": SPANISH}).items():
                with seen(application, state, language, drives) as visitor:
                    pictures = list(drawn(visitor, state, language, variants, album))
                mark = "" if language == "en" else f"-{language}"
                contact_sheet(pictures, out / "sheets" / f"{state.page}-{state.name}{mark}.png")
                if language == "en":
                    overview.setdefault(state.page, []).append(pictures[0 if is_quick else 6])
        except Exception:  # noqa: BLE001 - one page that cannot be drawn hides no other
            failed.append(f"{state.page}-{state.name}\n{traceback.format_exc()}")
    for page, pictures in overview.items():
        contact_sheet(pictures, out / "sheets" / f"{page}.png")
    (out / "findings.txt").write_text("".join(f"{line}\n" for line in album.findings), encoding="utf-8")
    kinds = Counter(line.partition(": ")[2].partition(":")[0] for line in album.findings)
    print(f"{len(list(out.glob('*.png')))} pictures in {time.monotonic() - begun:.0f} s; found: {dict(kinds)}")  # noqa: T201 - its answer
    if failed:
        sys.exit("\n".join(["not drawn:", *failed]))


@contextmanager
def seen(application: "QApplication", state: "State", language: str, drives: "Drives") -> "Iterator[Visitor]":
    """Bring a new window into a state, and close it at the end."""
    from tests.screens.visitor import visit

    with visit(application, language, drives.path(state.drive)) as visitor, state.hold(visitor, drives):
        yield visitor


def drawn(visitor, state, language, variants, album) -> "Iterator[Path]":
    """Draw a window in each variant into the album, and yield the pictures' files."""
    from tests.screens.findings import found

    for look, size, screen in variants:
        visitor.dress(look, size, *SCREENS[screen])
        shown = state.shown(visitor)
        picture = shown.grab().toImage()
        mark = "" if language == "en" else f"-{language}"
        path = album.out / f"{state.page}-{state.name}-{look}-{size}-{screen}{mark}.png"
        picture.save(str(path))
        page = visitor.page if shown is visitor.window else shown
        album.findings.extend(f"{path.stem}: {line}" for line in dict.fromkeys(found(shown, page, picture)))
        yield path


if __name__ == "__main__":
    main()
