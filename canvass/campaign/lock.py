"""Who has a campaign open for writing: a lock beside the file, and a request to come to the front."""

from pathlib import Path

import filelock

from canvass.campaign.errors import CampaignInUse, CampaignReadOnly


class Lock:
    """The right to write one campaign file. Given up when released or when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = filelock.FileLock(beside(path, ".lock"), timeout=0)

    def take(self) -> None:
        """Take the right at once, or raise `CampaignInUse`."""
        try:
            self._lock.acquire()
        except filelock.Timeout:
            raise CampaignInUse(path=str(self._path)) from None
        except OSError:
            raise CampaignReadOnly(path=str(self._path)) from None

    def release(self) -> None:
        """Give the right up."""
        self._lock.release()


def beside(path: Path, suffix: str) -> Path:
    """Return the companion of a campaign file: its name with a suffix, in the same folder."""
    return path.with_name(path.name + suffix)


def ask_to_front(path: Path) -> None:
    """Leave a request that the window which has the campaign shows itself."""
    beside(path, ".show").touch()


def taken_request(path: Path) -> bool:
    """Return whether somebody asked for the window, and take the request away."""
    request = beside(path, ".show")
    if not request.exists():
        return False
    request.unlink(missing_ok=True)
    return True
