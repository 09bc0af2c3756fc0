"""Who has a campaign open for writing: a lock beside the file, and a request to come to the front."""

import contextlib
import sys
from pathlib import Path

import filelock

from canvass.campaign.companions import beside
from canvass.campaign.errors import CampaignInUse, refused

_TRIES = 3


class Lock:
    """The right to write one campaign file. Given up when released or when the process ends, however it ends.

    The file is removed with the right, so that nobody takes a leftover for a sign that the drive is open. What a
    killed program leaves holds nobody up: the right is the system's lock on the file, not the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = beside(path, ".lock")
        self._lock = filelock.FileLock(self._file, timeout=0)

    def take(self) -> None:
        """Take the right at once, or raise `CampaignInUse`."""
        try:
            for _ in range(_TRIES):
                self._lock.acquire()
                if self._file.exists():
                    return
                self._lock.release()  # we opened the file just before its holder removed it: that lock guards no name
        except filelock.Timeout:
            pass
        except OSError as error:
            raise refused(error, self._path) from None
        raise CampaignInUse(path=str(self._path))

    def release(self) -> None:
        """Give the right up."""
        if not self._lock.is_locked:
            return
        with contextlib.suppress(OSError):
            if sys.platform != "win32":
                self._file.unlink()  # still held: nobody can take a file that is about to lose its name
        self._lock.release()
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                self._file.unlink()  # refused there while anybody else has it open


def ask_to_front(path: Path) -> None:
    """Leave a request that the window which has the campaign shows itself."""
    with contextlib.suppress(OSError):  # a full or read-only disk: the person is told that the drive is open anyway
        beside(path, ".show").touch()


def taken_request(path: Path) -> bool:
    """Return whether somebody asked for the window, and take the request away."""
    try:
        beside(path, ".show").unlink()
    except OSError:
        return False
    return True
