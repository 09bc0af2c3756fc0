"""How drives opened before are named on the first page: by name, lines and day."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from canvass.desktop.day_words import moment_words
from canvass.desktop.settings import Settings
from canvass.wording.translation import tr, tr_n

LONGEST_NAME = 28


def short_name(path: Path) -> str:
    """Return the file's name as it fits on a button."""
    return path.stem if len(path.stem) <= LONGEST_NAME else path.stem[: LONGEST_NAME - 1] + "…"


def lines_words(lines: int) -> str:
    """Return how many lines."""
    return tr_n("{lines:,} line", "{lines:,} lines", lines).format(lines=lines)


def how_it_stands(path: Path, settings: Settings, now: datetime) -> str:
    """Return lines and when the file was last written; of a protected one, or one of another kind, only when."""
    lines = settings.known(path).lines
    when = moment_words(last_written(path).astimezone(now.tzinfo), now)
    return when if lines is None else tr("{lines}, {when}").format(lines=lines_words(lines), when=when)


def last_written(path: Path) -> datetime:
    """Return when the file was written, its log counted in: there the newest lines are while it is open."""
    files = (path, path.with_name(f"{path.name}-wal"))
    written = max(file.stat().st_mtime for file in files if file.exists())
    return datetime.fromtimestamp(written, UTC).astimezone()


def recent_texts(paths: Sequence[Path], settings: Settings, now: datetime) -> list[str]:
    """Return a line for each file: its folder only where two have one name; one that is not there says so."""
    names = Counter(path.stem for path in paths)
    texts = []
    for path in paths:
        name = (
            tr("{name} in {folder}").format(name=path.stem, folder=path.parent) if names[path.stem] > 1 else path.stem
        )
        try:
            texts.append(tr("{name} – {how}").format(name=name, how=how_it_stands(path, settings, now)))
        except (OSError, ValueError):  # nothing there, or nothing that may be looked at
            texts.append(tr("{name} – not there any more").format(name=name))
    return texts
