"""What can be wrong with a campaign file, as codes and facts."""

from canvass.ground.errors import CanvassError


class CampaignMissing(CanvassError):
    """There is no file at that path."""

    needs = ("path",)


class CampaignThere(CanvassError):
    """A new file was asked for where one stands already."""

    needs = ("path",)


class NotACampaign(CanvassError):
    """The file is something else."""

    needs = ("path",)


class CampaignNewer(CanvassError):
    """A later canvass wrote this file in a format that this one does not know."""

    needs = ("path", "format", "ours")


class CampaignDamaged(CanvassError):
    """SQLite finds the file malformed, or it is shorter than it says it is."""

    needs = ("path",)


class CampaignInUse(CanvassError):
    """Another window or command has the file open for writing."""

    needs = ("path",)


class CampaignReadOnly(CanvassError):
    """The file or its folder cannot be written."""

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
    """The disk refused; nothing of this step was stored."""

    needs = ("path",)


class OnNetworkShare(CanvassError):
    """A live campaign file may not lie on a network share: SQLite's locks do not hold there."""

    needs = ("path",)


class InSyncedFolder(CanvassError):
    """A live campaign file may not lie in a folder that a program copies to other machines."""

    needs = ("path",)
