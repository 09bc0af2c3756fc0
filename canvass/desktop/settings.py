"""What this person chose for the window, kept in an INI file of their own: never a signer, never a passphrase."""

import os
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QSettings, QStandardPaths

T = TypeVar("T")

TEXT_SIZES = (90, 100, 110, 125, 150, 175, 200)
LOOKS = ("system", "light", "dark", "high_contrast")
MOST_RECENT = 8
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


class Settings:
    """The window's settings. Each is checked when read: a file edited by hand cannot break the window."""

    def __init__(self, path: Path) -> None:
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def text_size(self) -> int:
        """The size of text in per cent."""
        return _among(self._number("text_size"), TEXT_SIZES, 100)

    @text_size.setter
    def text_size(self, per_cent: int) -> None:
        self._kept.setValue("text_size", per_cent)

    @property
    def look(self) -> str:
        """One of `LOOKS`."""
        return _among(self._text("look"), LOOKS, "system")

    @look.setter
    def look(self, look: str) -> None:
        self._kept.setValue("look", look)

    @property
    def recent(self) -> list[Path]:
        """The campaign files opened last, newest first, missing ones among them."""
        names = self._kept.value("recent", [])
        names = [names] if isinstance(names, str) else names
        return [Path(name) for name in names if isinstance(name, str)] if isinstance(names, list) else []

    def note_recent(self, path: Path) -> None:
        """Put a campaign file at the head of the recent ones."""
        others = [known for known in self.recent if known != path]
        self._kept.setValue("recent", [str(known) for known in (path, *others)][:MOST_RECENT])

    def known(self, path: Path) -> "Known":
        """Return what was noted of a campaign file; nothing of one that is not among the recent ones."""
        names = self._kept.value("known", [])
        names = [names] if isinstance(names, str) else names
        for name in names if isinstance(names, list) else []:
            kind, _, rest = str(name).partition("|")
            lines, _, file = rest.partition("|")
            if file == str(path):
                return Known(kind, int(lines) if lines.isascii() and lines.isdigit() else None)
        return Known("", None)

    def note_known(self, path: Path, kind: str, lines: int | None) -> None:
        """Note what a recent campaign file is, and how many lines it holds: not of a protected one."""
        known = {recent: self.known(recent) for recent in self.recent} | {path: Known(kind, lines)}
        texts = [f"{of.kind}|{'' if of.lines is None else of.lines}|{file}" for file, of in known.items()]
        self._kept.setValue("known", texts)

    def newest(self, kinds: Collection[str]) -> Path | None:
        """Return the newest recent campaign file of these kinds that is there and readable."""
        of_kind = (path for path in self.recent if self.known(path).kind in kinds)
        return next((path for path in of_kind if path.is_file() and os.access(path, os.R_OK)), None)

    def forget_recent(self, path: Path) -> None:
        """Leave a file out of the recent ones."""
        self._kept.setValue("recent", [str(known) for known in self.recent if known != path])

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
