"""What can be wrong with a campaign file, as codes and facts."""

import errno
from pathlib import Path
from typing import ClassVar

from canvass.ground.errors import CanvassError


class CampaignMissing(CanvassError):
    """There is no file at that path."""

    needs = ("path",)


class CampaignThere(CanvassError):
    """A new file was asked for where one stands already."""

    needs = ("path",)


class NotACampaign(CanvassError):
    """The file is something else: `why` is batch, kit, folder or other."""

    needs = ("path", "why")


class CampaignNewer(CanvassError):
    """A later canvass wrote this file in a format that this one does not know."""

    needs = ("path", "format", "ours")


class CampaignDamaged(CanvassError):
    """SQLite finds the file malformed, or it is shorter than it says it is."""

    needs: ClassVar[tuple[str, ...]] = ("path",)


class DamagedButCopied(CampaignDamaged):
    """As `CampaignDamaged`, and a whole copy lies beside it, made by this computer's clock at `made`, with `lines`.

    `why` is how it compares with what can be counted in the damaged file: `fewer` (so many), `as_many`, `uncounted`.
    """

    needs = ("path", "copy", "made", "lines", "fewer", "why")


class CampaignInUse(CanvassError):
    """Another window or command has the file open for writing."""

    needs = ("path",)


class CampaignReadOnly(CanvassError):
    """The system does not let us write the file or its folder, or not even read it."""

    needs = ("path",)


class OpenToRead(CanvassError):
    """Something was to be stored in a file that is open for reading only."""

    needs = ("path",)


class FolderMissing(CanvassError):
    """The folder for a new file does not exist."""

    needs = ("path",)


class PassphraseNeeded(CanvassError):
    """The file is protected, and no passphrase was given."""

    needs = ("path",)


class PassphraseWrong(CanvassError):
    """The passphrase does not open the file."""

    needs = ("path",)


class PassphraseTooShort(CanvassError):
    """A chosen passphrase is shorter than what protects a file that may be carried off."""

    needs = ("least",)


class DiskFull(CanvassError):
    """There is no room left; nothing of this step was stored."""

    needs = ("path",)


class NotStored(CanvassError):
    """The disk failed to read or write; nothing of this step was stored."""

    needs = ("path",)


class SaveUnsure(CanvassError):
    """The disk failed while the last step was being saved: only opening the file again tells whether it is there.

    Until then nothing more is written through this opening.
    """

    needs = ("path",)


class HasTwoNames(CanvassError):
    """The file has a second name on the disk (a hard link): each would have a log of its own beside it."""

    needs = ("path",)


class OnNetworkShare(CanvassError):
    """A live campaign file may not lie on a network share: SQLite's locks do not hold there."""

    needs = ("path",)


class InSyncedFolder(CanvassError):
    """A live campaign file may not lie in a folder that a program copies to other machines."""

    needs = ("path",)


def refused(error: OSError, path: Path) -> CanvassError:
    """Return what a person is told where the system refused to make or change a file at this path."""
    if isinstance(error, FileExistsError):
        return CampaignThere(path=str(path))
    if isinstance(error, FileNotFoundError):
        return FolderMissing(path=str(path.parent))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(path=str(path))
    return NotStored(path=str(path)) if error.errno == errno.EIO else CampaignReadOnly(path=str(path))
