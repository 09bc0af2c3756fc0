"""Put canvass into a Linux desktop: its entry in the menu, its file types and their icons, for whoever runs it."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from canvass.cli.table import visible
from canvass.cli.terminal import Terminal, json_option
from canvass.ground.errors import CanvassError
from canvass.ground.files import NotWritten, write_whole
from canvass.ground.resources import resource, resource_names
from canvass.wording.translation import mark, tr

ENTRY, METAINFO, MIME = "canvass.desktop", "org.canvass.canvass.metainfo.xml", "canvass-mime.xml"
EXEC = "Exec=canvass %f"
REFRESHERS = (("update-desktop-database", "applications"), ("update-mime-database", "mime"))
"""What the desktop keeps as lists made from the files: the program that makes each anew, and of which folder."""
MOST_SECONDS = 60
MAKES_EXEC = '"`$\\'
"""Characters that a quoted argument of `Exec` escapes (Desktop Entry Specification, "The Exec key")."""


class NoMenuEntries(CanvassError):
    """This is no system with menu entries of the freedesktop kind."""


class Integrated(msgspec.Struct, frozen=True):
    """What was done: the files, whether they were taken away, and which lists could not be made anew."""

    files: tuple[str, ...]
    removed: bool
    starts: str
    stale: tuple[str, ...]


@click.command()
@click.option("--remove", is_flag=True, help="Take all of it away again.")
@json_option
@click.pass_obj
def integrate(terminal: Terminal, *, remove: bool) -> None:
    """Put canvass into the menu of this Linux desktop, with its file types and icons, for you alone.

    A double-click on a drive, a set-up file or a file for headquarters opens it in canvass from then on.
    """
    if sys.platform in ("win32", "darwin"):
        raise NoMenuEntries
    done = take_away(data_home()) if remove else put_in_place(data_home(), starting_words())
    terminal.answer(done, lambda: "\n".join(_said(done)))


def data_home() -> Path:
    """Return the folder of a person's own data: an absolute `XDG_DATA_HOME`, else `~/.local/share` (XDG Base Dir.)."""
    told = Path(os.environ.get("XDG_DATA_HOME", ""))
    return told if told.is_absolute() else Path.home() / ".local" / "share"


def starting_words() -> tuple[str, ...]:
    """Return the words that start this very program from anywhere, by whole paths."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    script = Path(sys.executable).with_name("canvass")
    return (str(script),) if script.is_file() else (sys.executable, "-m", "canvass")


def put_in_place(home: Path, words: tuple[str, ...]) -> Integrated:
    """Write the files under `home`, replacing older ones of ours; the menu starts the program by `words`.

    Raises `NotWritten`.
    """
    by_env = ("env",) if "%" in words[0] else ()  # GLib looks for the program before it halves a doubled per cent sign
    starts = " ".join(map(_quoted, (*by_env, *words)))
    for path, content in _files(home, starts):
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content, replace=True)
    return Integrated(tuple(str(path) for path, _ in _files(home, starts)), False, starts, _made_anew(home))


def take_away(home: Path) -> Integrated:
    """Remove what `put_in_place` wrote; what is not there is no failure. Raises `NotWritten`."""
    there = [path for path, _ in _files(home, "") if path.exists()]
    for path in there:
        with _told(path):
            path.unlink(missing_ok=True)
    return Integrated(tuple(map(str, there)), True, "", _made_anew(home) if there else ())


def _files(home: Path, starts: str) -> Iterator[tuple[Path, bytes]]:
    entry = resource("desktop", ENTRY).read_text(encoding="utf-8").replace(EXEC, f"Exec={starts} %f")
    yield home / "applications" / ENTRY, entry.encode()
    yield home / "metainfo" / METAINFO, resource("desktop", METAINFO).read_bytes()
    yield home / "mime" / "packages" / MIME, resource("desktop", MIME).read_bytes()
    for name in resource_names("icons"):
        kind = "mimetypes" if name.startswith("application-") else "apps"
        yield home / "icons" / "hicolor" / "scalable" / kind / name, resource("icons", name).read_bytes()


def _quoted(word: str) -> str:
    """Return a word as an argument of `Exec`, in which a per cent sign is doubled and a backslash is a value's too."""
    escaped = "".join(f"\\{letter}" if letter in MAKES_EXEC else letter for letter in word)
    return '"{}"'.format(escaped.replace("\\", "\\\\").replace("%", "%%"))


def _made_anew(home: Path) -> tuple[str, ...]:
    """Have the desktop's lists made anew, and return the programs that were not there or failed."""
    return tuple(name for name, folder in REFRESHERS if not _runs(name, home / folder))


def _runs(name: str, folder: Path) -> bool:
    program = shutil.which(name)
    if program is None:
        return False
    if not folder.is_dir():
        return True
    try:
        ran = subprocess.run([program, str(folder)], capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603 - a program of the desktop's own, and our folder
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ran.returncode == 0


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError:
        raise NotWritten(path=str(path), why="read_only") from None


def _said(done: Integrated) -> Iterator[str]:
    yield from map(visible, done.files)
    if done.removed and not done.files:
        yield tr(mark("There was nothing of canvass in the menu."))
    elif done.removed:
        yield tr(mark("canvass is out of the menu. Your drives stay where they are."))
    else:
        yield tr(mark("canvass is in the menu, and its files open in it."))
    if done.stale:
        said = mark("{programs} could not be run: the desktop may notice only when you log in again.")
        yield tr(said).format(programs=", ".join(done.stale))


COMMANDS = (integrate,)
