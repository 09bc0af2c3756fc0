"""Where a live campaign file may lie: on a local disk, in a folder that nothing copies elsewhere."""

import re
from collections.abc import Iterable
from pathlib import Path

import platformdirs

from canvass.campaign.errors import FolderMissing, InSyncedFolder, OnNetworkShare
from canvass.ground.errors import CanvassError

SYNCED = re.compile(r"^(onedrive( - .*)?|dropbox|google drive|googledrive|my drive|icloud ?drive|mobile documents|nextcloud|owncloud)$", re.I)
"""Folder names that the common synchronising programs give their roots."""

NETWORK_TYPES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "afs", "ncpfs", "davfs"})
MOUNTS = Path("/proc/mounts")


def default_folder() -> Path:
    """Return the local, unsynced folder of this user in which new campaign files are made."""
    return Path(platformdirs.user_data_dir("canvass", appauthor=False, roaming=False))


def check_place(path: Path, mounts: str | None = None) -> None:
    """Raise the `CanvassError` that says why a live file may not lie at `path`, or return.

    `mounts` is the text of `/proc/mounts`; read here where the system has it.
    """
    folder = path.parent.resolve()
    if not folder.is_dir():
        raise FolderMissing(path=str(folder))
    if mounts is None:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="replace") if MOUNTS.exists() else ""
    problem = _problem(folder, mounts)
    if problem is not None:
        raise problem


def _problem(folder: Path, mounts: str) -> CanvassError | None:
    if str(folder).startswith(("\\\\", "//")) or _file_system(folder, mounts.splitlines()) in NETWORK_TYPES:
        return OnNetworkShare(path=str(folder))
    if any(SYNCED.match(part) for part in folder.parts):
        return InSyncedFolder(path=str(folder))
    return None


def _file_system(folder: Path, mounts: Iterable[str]) -> str:
    """Return the type of the file system that holds the folder: that of the longest mount point above it."""
    best, kind = "", ""
    for mount in mounts:
        parts = mount.split(" ")
        if len(parts) < 3:  # noqa: PLR2004 - device, mount point, type
            continue
        point = parts[1].replace("\\040", " ")
        if folder.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, parts[2]
    return kind
