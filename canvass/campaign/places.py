"""Where a live campaign file may lie: on a local disk, in a folder that nothing copies elsewhere."""

import itertools
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

import platformdirs

from canvass.campaign.errors import FolderMissing, InSyncedFolder, OnNetworkShare
from canvass.ground.errors import CanvassError

SYNCED = re.compile(
    r"(onedrive( ?- ?.*)?|dropbox( \(.*\))?|google ?drive( .*)?|my drive|icloud ?drive|mobile documents|cloudstorage"
    r"|nextcloud\d*|owncloud\d*|box sync|pcloud ?(drive|sync)|megasync|proton ?drive|kdrive|seafile|syncthing"
    r"|yandex\.disk|resilio sync|tresorit|spideroak hive)",
    re.IGNORECASE,
)
"""Folder names that synchronising programs give their roots."""

MARKS = (".stfolder", ".dropbox.cache", ".owncloudsync.log", ".nextcloudsync.log", ".tmp.driveupload")
"""What synchronising programs leave in their roots, whatever those are called."""

VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
"""Where Windows keeps the roots of OneDrive."""

NETWORK_TYPES = re.compile(
    r"nfs4?|cifs|smb3|smbfs|afpfs|webdav|davfs|afs|acfs|ncpfs|coda|ceph|lustre|gfs2|ocfs2|beegfs|glusterfs"
    r"|fuse\.(sshfs|rclone|gvfsd-fuse|davfs2?|s3fs|goofys|gcsfuse|smbnetfs|curlftpfs|glusterfs|onedriver"
    r"|google-drive-ocamlfuse|ceph)"
)
"""File systems of other machines. 9p and virtiofs are not among them: virtual machines have their own disk on those."""

MOUNTS = Path("/proc/mounts")
DARWIN_MOUNT = re.compile(r"^.+? on (?P<point>/.*) \((?P<kind>[a-z0-9]+)[,)]", re.MULTILINE)
EXTENSION = ".canvass"
LONGEST_STEM = 80


def default_folder() -> Path:
    """Return the local, unsynced folder of this user in which new campaign files are made, making it if need be."""
    folder = Path(platformdirs.user_data_dir("canvass", appauthor=False, roaming=False))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def fresh_path(folder: Path, stem: str) -> Path:
    """Return the path of a file `STEM.canvass`, `STEM 2.canvass`... that is not there, for a new campaign.

    What a file name cannot hold on some system is left out of the stem.
    """
    words = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]', " ", stem).split()
    name = " ".join(words)[:LONGEST_STEM].strip(". ") or "drive"
    if PurePath(name).stem.upper() in _WINDOWS_DEVICES:
        name = f"drive {name}"
    taken = {file.name.casefold() for file in folder.iterdir()}
    names = (_numbered(name, number) for number in itertools.count(1))
    # A log that outlived its file would be taken for the new one's.
    return folder / next(file for file in names if not any(other.startswith(file.casefold()) for other in taken))


_WINDOWS_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}


def _numbered(name: str, number: int) -> str:
    return f"{name}{EXTENSION}" if number == 1 else f"{name} {number}{EXTENSION}"


def check_place(path: Path, mounts: str | None = None, environment: Mapping[str, str] = os.environ) -> None:
    """Raise the `CanvassError` that says why a live file may not lie at `path`, or return.

    `mounts` is the text of `/proc/mounts`, as the system tells it if not given.
    """
    folder = Path(os.path.realpath(path.parent))
    if not folder.is_dir():
        raise FolderMissing(path=str(folder))
    problem = _problem(folder, told_mounts() if mounts is None else mounts, environment)
    if problem is not None:
        raise problem


def is_synced(folder: Path) -> bool:
    """Return whether a synchronising program is known to copy what lies in a folder elsewhere."""
    return isinstance(_problem(Path(os.path.realpath(folder)), told_mounts(), os.environ), InSyncedFolder)


def _problem(folder: Path, mounts: str, environment: Mapping[str, str]) -> CanvassError | None:
    if is_server_path(str(folder)) or NETWORK_TYPES.fullmatch(file_system(folder, mounts.splitlines())):
        return OnNetworkShare(path=str(folder))
    roots = [Path(root) for root in map(environment.get, VARIABLES) if root]
    for above in (folder, *folder.parents):
        if SYNCED.fullmatch(above.name) or above in roots or any((above / mark).exists() for mark in MARKS):
            return InSyncedFolder(path=str(folder))
    return None


def is_server_path(folder: str) -> bool:
    r"""Return whether Windows spells the path as one on a server; a drive letter that stands for one is resolved.

    `\\?\C:\...` is a local path in its long spelling, `\\?\UNC\...` is not.
    """
    spelling = folder.replace("/", "\\").upper()
    return spelling.startswith("\\\\") and (not spelling.startswith("\\\\?\\") or spelling.startswith("\\\\?\\UNC\\"))


def told_mounts() -> str:
    """Return what is mounted where, one a line as Linux tells it; empty where the system does not say."""
    if sys.platform == "darwin":
        told = subprocess.run(["/sbin/mount"], capture_output=True, check=False, text=True, errors="replace")
        return mounts_of_darwin(told.stdout)
    return MOUNTS.read_text(encoding="utf-8", errors="replace") if MOUNTS.exists() else ""


def mounts_of_darwin(told: str) -> str:
    """Return what macOS's `mount` prints in the form of Linux."""
    return "\n".join(
        f"- {match['point'].replace(' ', _SPACE)} {match['kind']}" for match in DARWIN_MOUNT.finditer(told)
    )


_SPACE = "\\040"


def file_system(folder: Path, mounts: Iterable[str]) -> str:
    """Return the type of the file system that holds the folder: that of the longest mount point above it."""
    best, kind = "", ""
    for mount in mounts:
        parts = mount.split(" ")
        if len(parts) < 3:  # noqa: PLR2004 - device, mount point, type
            continue
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), parts[1])
        if folder.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, parts[2]
    return kind
