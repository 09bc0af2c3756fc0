"""Where a file for headquarters can go: the sticks that are plugged in."""

from pathlib import Path

from PySide6.QtCore import QStorageInfo

MOUNTED_UNDER = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
SYSTEM_TYPES = ("squashfs", "tmpfs", "overlay", "devtmpfs")


def sticks() -> list[tuple[str, Path]]:
    """Return name and folder of every stick or other disk that can be written and is not the system's own."""
    system = QStorageInfo.root().rootPath()
    found = []
    for volume in QStorageInfo.mountedVolumes():
        folder = volume.rootPath()
        is_other = folder.startswith(MOUNTED_UNDER) or (folder[1:3] == ":/" and folder != system)
        kind = bytes(volume.fileSystemType().data()).decode("ascii", "replace")
        if is_other and volume.isValid() and volume.isReady() and not volume.isReadOnly() and kind not in SYSTEM_TYPES:
            found.append((volume.displayName() or folder, Path(folder)))
    return found
