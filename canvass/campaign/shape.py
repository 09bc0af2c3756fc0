"""What lies at a path, found out before SQLite touches it: a campaign file, something else, a stump."""

import os
import struct
import sys
from pathlib import Path

from canvass.campaign.companions import has_wal
from canvass.campaign.errors import CampaignDamaged, CampaignMissing, CampaignReadOnly, NotACampaign
from canvass.campaign.key import PLAIN_HEADER

APPLICATION_ID = 0x43565331
"""`CVS1`: tells a campaign file from any other SQLite file."""

TRAVELLING = {b"\x89CVB": "batch", b"\x89CVK": "kit", b"\x89CVR": "receipt"}
"""How the files that travel begin, which are easily taken for the drive itself."""

PAGE = 4096
HEADER_BYTES = 100
FEWEST_BYTE_VALUES = 240
"""An encrypted page holds at least so many of the 256 byte values (fewer than 250: less than once in 10^15 files)."""


def check_shape(path: Path) -> None:
    """Refuse what cannot be a campaign file: nothing, another kind of file, one that was cut short."""
    try:
        if not path.exists():
            raise CampaignMissing(path=str(path))
        if not path.is_file():  # never open a pipe or a device: that may wait for ever
            raise NotACampaign(path=str(path), why="folder" if path.is_dir() else "other")
        size = path.stat().st_size
        with path.open("rb") as file:
            page = file.read(PAGE)
    except OSError:
        raise CampaignReadOnly(path=str(path)) from None
    why = next((kind for magic, kind in TRAVELLING.items() if page.startswith(magic)), "")
    if why:
        raise NotACampaign(path=str(path), why=why)
    if page.startswith(PLAIN_HEADER):
        _check_plain(path, page, size)
    elif page[68:72] == struct.pack(">I", APPLICATION_ID):
        raise CampaignDamaged(path=str(path))  # ours by its mark, with the first letters gone
    elif len(set(page)) < FEWEST_BYTE_VALUES or (size % PAGE and not has_wal(path)):
        raise NotACampaign(path=str(path), why="other")


def _check_plain(path: Path, page: bytes, size: int) -> None:
    """Look at SQLite's own header (its file format, 1.3). How many pages there are may still stand in the log."""
    if len(page) < HEADER_BYTES:
        raise NotACampaign(path=str(path), why="other")
    (application,) = struct.unpack(">I", page[68:72])
    if application != APPLICATION_ID:  # in the file itself from its making on, whatever its log holds
        raise NotACampaign(path=str(path), why="other")
    (page_size,) = struct.unpack(">H", page[16:18])
    (pages,) = struct.unpack(">I", page[28:32])
    if size < page_size * pages and not has_wal(path):
        raise CampaignDamaged(path=str(path))


def check_writable(path: Path) -> None:
    """Refuse a file or folder without any permission to write, which the superuser would otherwise write anyway."""
    places = (path,) if sys.platform == "win32" else (path, path.parent)  # Windows marks folders for other reasons
    if not all(place.stat().st_mode & 0o222 and os.access(place, os.W_OK) for place in places):
        raise CampaignReadOnly(path=str(path))


def is_protected(path: Path) -> bool:
    """Return whether the campaign file asks for a passphrase; raises as `open_campaign` does for its shape."""
    check_shape(path)
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) != PLAIN_HEADER
