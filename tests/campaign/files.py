"""Campaign files for the tests of the room: made, looked at, damaged, opened by another process."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from canvass.campaign.companions import beside
from canvass.campaign.file import Campaign, create_campaign, open_campaign
from canvass.journal.bodies import Kind, Line
from canvass.journal.journal import Journal
from canvass.journal.place import LoosePage, Place

PASSPHRASE = "five plain words of ours"
CANARY = "Zebulonia Quetzalcoatl"
"""A name that stands nowhere else, so that finding its bytes finds a leak."""


def made(path: Path, passphrase: str | None = None, **settings: str) -> Path:
    """Make a closed campaign file with these settings and return its path."""
    with create_campaign(path, passphrase) as campaign:
        note(campaign, **settings)
    return path


def note(campaign: Campaign, **settings: str) -> None:
    """Store the settings in one transaction."""
    with campaign.transaction():
        for name, value in settings.items():
            campaign.note_setting(name, value)


def noted(path: Path, name: str, passphrase: str | None = None) -> str:
    """Open the file for reading and return what it notes under the name."""
    with open_campaign(path, passphrase, "read") as campaign:
        return campaign.text_setting(name)


def enter(campaign: Campaign, name: str, line: int) -> None:
    """Type a name on a line of the device's first loose page."""
    journal = Journal(campaign)
    with journal.writing():
        place = Place.on(LoosePage(1, journal.device), line)
        journal.write(Kind.PUT, Line(name=name), place=place, typist="XX")


def names_beside(path: Path) -> list[str]:
    """Return the names of all files in the campaign's folder."""
    return sorted(file.name for file in path.parent.iterdir())


def killed_with(path: Path, work: str) -> None:
    """Let a process of its own do the work with the open `campaign`, and die of kill -9 before closing it."""
    program = (
        "import os, signal\nfrom pathlib import Path\n"
        "from canvass.campaign.file import create_campaign, open_campaign\n"
        f"path = Path({str(path)!r})\n"
        "campaign = open_campaign(path) if path.exists() else create_campaign(path)\n"
        f"{work}\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == -9, done.stderr


@contextlib.contextmanager
def held_elsewhere(path: Path) -> Iterator[None]:
    """While the block runs, another process has the campaign open for writing."""
    program = (
        "from pathlib import Path\nfrom canvass.campaign.file import open_campaign\n"
        f"with open_campaign(Path({str(path)!r})) as campaign:\n"
        "    with campaign.transaction():\n        campaign.note_setting('elsewhere', 'stored')\n"
        "    print('open', flush=True)\n    input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield
        process.stdin.write("\n")
        process.stdin.close()
        assert process.wait(30) == 0


def cut(path: Path, size: int) -> None:
    """Cut the file to so many bytes."""
    with path.open("r+b") as file:
        file.truncate(size)


def flip(path: Path, offset: int) -> None:
    """Turn one bit of the file."""
    content = bytearray(path.read_bytes())
    content[offset] ^= 0x04
    path.write_bytes(content)


def log_of(path: Path) -> Path:
    """Return the path of the file's write-ahead log."""
    return beside(path, "-wal")
