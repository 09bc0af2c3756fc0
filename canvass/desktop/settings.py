"""What this person chose for the window, kept in an INI file of their own: never a signer, never a passphrase."""

import os
import re
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QSettings, QStandardPaths

from canvass.wording.translation import LANGUAGES

T = TypeVar("T")

TEXT_SIZES = (90, 100, 110, 125, 150, 175, 200)
LOOKS = ("system", "light", "dark", "high_contrast")
MOST_RECENT = 8
IN_PAPER_ORDER, ZIP_FIRST = "paper", "zip_first"
ENTRY_ORDERS = (IN_PAPER_ORDER, ZIP_FIRST)
IDLE_MINUTES = (2, 5, 10, 20, 60)
COPIES_KEPT = (1, 3, 5, 10)
AT_FIRST: dict[str, str | int | bool] = {
    "look": "system",
    "text_size": 100,
    "sounds": False,
    "idle_minutes": 10,
    "entry_order": IN_PAPER_ORDER,
    "copies_kept": 3,
}
"""What is chosen before anybody chose. Ten minutes are long enough to turn a page and talk to a neighbour."""
LONE, FIELD, PRACTICE = "lone", "field", "practice"
"""What a recent campaign file is, where it matters: begun without a set-up file, for typing only, of made-up people."""
AN_EVENING = timedelta(hours=12)
"""Initials and place are taken over within one evening; after that another person may sit here."""


def settings_file() -> Path:
    """Return where the window's settings are kept."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "canvass" / "window.ini"


class Known(NamedTuple):
    """What is remembered of a campaign file: what it is (`LONE`, a role, `PRACTICE`), how many lines it holds."""

    kind: str
    lines: int | None


class Place(NamedTuple):
    """Where the window stands when it is not maximised, in the screen's units, and whether it is maximised."""

    left: int
    top: int
    width: int
    height: int
    is_maximised: bool


class Settings:
    """The window's settings. Each is checked when read: a file edited by hand cannot break the window."""

    def __init__(self, path: Path) -> None:
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def text_size(self) -> int:
        """The size of text in per cent."""
        return _among(self._number("text_size"), TEXT_SIZES, int(AT_FIRST["text_size"]))

    @text_size.setter
    def text_size(self, per_cent: int) -> None:
        self._kept.setValue("text_size", per_cent)

    @property
    def look(self) -> str:
        """One of `LOOKS`."""
        return _among(self._text("look"), LOOKS, str(AT_FIRST["look"]))

    @look.setter
    def look(self, look: str) -> None:
        self._kept.setValue("look", look)

    @property
    def sounds(self) -> bool:
        """Whether a short sound is made when a code was scanned."""
        return self._text("sounds") == "true"

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without a key names hide themselves."""
        return _among(self._number("idle_minutes"), IDLE_MINUTES, int(AT_FIRST["idle_minutes"]))

    @property
    def entry_order(self) -> str:
        """One of `ENTRY_ORDERS`."""
        return _among(self._text("entry_order"), ENTRY_ORDERS, str(AT_FIRST["entry_order"]))

    @property
    def copies_kept(self) -> int:
        """How many copies a drive's file keeps of itself."""
        return _among(self._number("copies_kept"), COPIES_KEPT, int(AT_FIRST["copies_kept"]))

    def choose(self, name: str, value: str | int | bool) -> None:
        """Choose one of the settings of `AT_FIRST`; what is as at first is not kept."""
        if value == AT_FIRST[name]:
            self._kept.remove(name)
        else:
            self._kept.setValue(name, str(value).lower() if isinstance(value, bool) else value)

    @property
    def place(self) -> "Place | None":
        """Where the window stood when it was closed; None before the first time, or if that cannot be read."""
        numbers = self._text("window_place").split(" ")
        if len(numbers) != 4 or not all(re.fullmatch(r"-?\d{1,5}", number, re.ASCII) for number in numbers):  # noqa: PLR2004 - as many as `Place` has
            return None
        left, top, width, height = map(int, numbers)
        return Place(left, top, width, height, self._text("window_is_maximised") == "true")

    @place.setter
    def place(self, place: "Place") -> None:
        self._kept.setValue("window_place", f"{place.left} {place.top} {place.width} {place.height}")
        self._kept.setValue("window_is_maximised", "true" if place.is_maximised else "false")

    @property
    def language(self) -> str:
        """The code of a language, empty for the system's."""
        return _among(self._text("language"), ("", *LANGUAGES), "")

    @language.setter
    def language(self, code: str) -> None:
        self._kept.setValue("language", code)

    @property
    def recent(self) -> list[Path]:
        """The campaign files opened last, newest first, missing ones among them."""
        return [Path(name) for name in self._names("recent")]

    def note_recent(self, path: Path) -> None:
        """Put a campaign file at the head of the recent ones."""
        others = [known for known in self.recent if known != path]
        self._kept.setValue("recent", [str(known) for known in (path, *others)][:MOST_RECENT])

    def known(self, path: Path) -> "Known":
        """Return what was noted of a campaign file; nothing of one that is not among the recent ones."""
        for name in self._names("known"):
            kind, _, rest = name.partition("|")
            lines, _, file = rest.partition("|")
            if file == str(path):
                return Known(kind, int(lines) if lines.isascii() and lines.isdigit() else None)
        return Known("", None)

    def note_known(self, path: Path, kind: str, lines: int | None) -> None:
        """Note what a recent campaign file is, and how many lines it holds: not of a protected one."""
        self._keep_known({recent: self.known(recent) for recent in self.recent} | {path: Known(kind, lines)})

    def _keep_known(self, known: "dict[Path, Known]") -> None:
        texts = [f"{of.kind}|{'' if of.lines is None else of.lines}|{file}" for file, of in known.items()]
        self._kept.setValue("known", texts)

    def newest(self, kinds: Collection[str]) -> Path | None:
        """Return the newest recent campaign file of these kinds that is there and readable."""
        of_kind = (path for path in self.recent if self.known(path).kind in kinds)
        return next((path for path in of_kind if path.is_file() and os.access(path, os.R_OK)), None)

    def joined(self, drive: str) -> Path | None:
        """Return the file of this laptop that a set-up file of this drive made part of it, if it is still there."""
        pairs = (name.partition("|") for name in self._names("joined"))
        path = next((Path(path) for of, _, path in pairs if of == drive), None)
        return path if path is not None and path.is_file() else None

    def note_joined(self, drive: str, path: Path) -> None:
        """Note which file of this laptop is part of a drive; a later set-up file of it goes there too."""
        others = [name for name in self._names("joined") if name.partition("|")[0] != drive]
        self._kept.setValue("joined", [f"{drive}|{path}", *others][:MOST_RECENT])

    def forget_recent(self, *paths: Path) -> None:
        """Leave files out of the recent ones, and forget what was noted of them."""
        kept = [path for path in self.recent if path not in paths]
        known = {path: self.known(path) for path in kept}
        self._kept.setValue("recent", [str(path) for path in kept])
        self._keep_known(known)

    def typed_by(self, now: datetime) -> tuple[str, str]:
        """Return the initials and the place of this evening, empty when they were noted longer ago."""
        try:
            noted = datetime.fromisoformat(self._text("evening_at"))
            is_tonight = abs(now - noted) < AN_EVENING
        except (ValueError, TypeError):
            is_tonight = False
        return (self._text("typist"), self._text("event")) if is_tonight else ("", "")

    def note_typed_by(self, typist: str, event: str, now: datetime) -> None:
        """Note who types where this evening."""
        self._kept.setValue("typist", typist)
        self._kept.setValue("event", event)
        self._kept.setValue("evening_at", now.isoformat())

    @property
    def stick(self) -> str:
        """The folder that the last file for headquarters went to."""
        return self._text("stick")

    @stick.setter
    def stick(self, folder: str) -> None:
        self._kept.setValue("stick", folder)

    def store(self) -> None:
        """Write to disk what was changed."""
        self._kept.sync()

    def _names(self, name: str) -> list[str]:
        """Return a list of texts; Qt gives one that has a single text back as that text."""
        names = self._kept.value(name, [])
        names = [names] if isinstance(names, str) else names
        return [text for text in names if isinstance(text, str)] if isinstance(names, list) else []

    def _text(self, name: str) -> str:
        value = self._kept.value(name, "")
        return value if isinstance(value, str) else ""

    def _number(self, name: str) -> int:
        value = self._kept.value(name, 0)
        try:
            return int(str(value))
        except ValueError:
            return 0


def _among(value: T, allowed: tuple[T, ...], otherwise: T) -> T:
    return value if value in allowed else otherwise
