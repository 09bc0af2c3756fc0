"""The files beside a campaign file: their names, and the clearing of what a killed program left."""

import contextlib
import os
from pathlib import Path

from canvass.campaign.errors import CampaignThere
from canvass.campaign.key import is_plain
from canvass.ground.files import move_to_free_name, sync_folder

SQLITE_SUFFIXES = ("-wal", "-shm", "-journal")
NEW = ".new"
"""A new file until its tables are made."""
PROTECTING = ".protecting"
"""The new file while a passphrase is being set."""
REPLACED = ".replaced"
"""The old file, from the moment the new one has its name until its bytes are overwritten."""
FORMAT_COPY = ".format-"
"""The copy made before a migration; the format it has follows."""
BACKUP = ".backup-"
"""A copy the file keeps of itself; 1 is the newest."""
_CHUNK_BYTES = 1 << 20


def beside(path: Path, suffix: str) -> Path:
    """Return the companion of a campaign file: its name with a suffix, in the same folder."""
    return path.with_name(path.name + suffix)


def real_path(path: Path) -> Path:
    """Return where the file really lies: two names of one file must meet at one lock."""
    return Path(os.path.realpath(path))


def has_other_names(path: Path) -> bool:
    """Return whether the disk has the file under another name that is not one of ours, left by a killed program."""
    ours = [beside(path, suffix) for suffix in (NEW, PROTECTING, REPLACED)]
    return path.stat().st_nlink - sum(name.exists() and name.samefile(path) for name in ours) > 1


def has_wal(path: Path) -> bool:
    """Return whether the newest pages may still stand in the write-ahead log instead of the file."""
    log = beside(path, "-wal")
    return log.exists() and log.stat().st_size > 0


def make_private(path: Path) -> None:
    """Make an empty file for SQLite to fill, readable by its owner only, in place of what a killed run left."""
    remove_file(path)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def remove_file(path: Path) -> None:
    """Remove a campaign file that nobody has open, and its companions."""
    for suffix in ("", *SQLITE_SUFFIXES, ".lock", ".show"):
        beside(path, suffix).unlink(missing_ok=True)


def own_copies(path: Path) -> list[Path]:
    """Return the copies that lie beside a campaign file: made before migrations, and kept as backups."""
    prefixes = (path.name + FORMAT_COPY, path.name + BACKUP)
    return sorted(file for file in path.parent.iterdir() if file.name.startswith(prefixes))


def clear_leftovers(path: Path, *, is_protected: bool) -> None:
    """Remove what a killed `create_campaign` or `protect` left beside a file that was just opened.

    Plain text is overwritten first.
    """
    for unfinished in (NEW, PROTECTING):
        remove_file(beside(path, unfinished))
    replaced = beside(path, REPLACED)
    if replaced.exists() and replaced.samefile(path):
        replaced.unlink()  # killed before the new file got the name: a second name of the file itself
    if is_protected:
        for plain in (replaced, *own_copies(path)):
            if plain.exists() and is_plain(plain):
                overwrite_and_remove(plain)
        replaced.unlink(missing_ok=True)


def overwrite_and_remove(path: Path) -> None:
    """Overwrite a file's bytes, then remove it. On flash memory copies may remain: the screen says so."""
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(b"\x00" * min(left, _CHUNK_BYTES))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def give_name(part: Path, path: Path) -> None:
    """Give a finished file its name, for good, and never over a file that appeared meanwhile: `CampaignThere`."""
    try:
        move_to_free_name(part, path)
    except FileExistsError:
        raise CampaignThere(path=str(path)) from None
    part.unlink(missing_ok=True)
    sync_names(path.parent)


def sync_names(folder: Path) -> None:
    """Return when a change of names in the folder would survive a power cut, where the system can promise it."""
    with contextlib.suppress(OSError):
        sync_folder(folder)
