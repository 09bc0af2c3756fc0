"""What can be wrong with a file that travelled. Every one of these means: nothing was taken from it."""

from typing import ClassVar

from canvass.ground.errors import CanvassError


class BatchRefused(CanvassError):
    """A file that was not taken in; the kinds below say why. `file` is its name, for a person."""

    needs: ClassVar[tuple[str, ...]] = ("file",)

    digest: str = ""
    """SHA-256 of the file's bytes as hex, where they could be read."""


class BatchRefusedBefore(BatchRefused):
    """These very bytes were refused here on `day`; `why` is forged, strange or too_much."""

    needs = ("file", "day", "why")


class BatchUnreadable(BatchRefused):
    """The system could not read it: gone, forbidden, or the stick was pulled."""


class BatchNotOne(BatchRefused):
    """Not a file of canvass's at all, or one of another kind; a folder, a link, a pipe."""


class BatchTooLarge(BatchRefused):
    """More bytes than may be read or unpacked."""

    needs = ("file", "size", "limit")


class BatchTooLong(BatchRefused):
    """More records than one batch may carry."""

    needs = ("file", "lines", "limit")


class BatchTooMuch(BatchRefused):
    """Well written, but with the `row`-th record it asks more of a computer than any drive does."""

    needs = ("file", "row")


class BatchCut(BatchRefused):
    """The end is missing: the file has `have` bytes of `expected`."""

    needs = ("file", "have", "expected")


class BatchDamaged(BatchRefused):
    """Bytes changed on the way."""


class BatchNewer(BatchRefused):
    """Written for a later canvass: format `version` is needed to read it."""

    needs = ("file", "version")


class BatchForeign(BatchRefused):
    """From another campaign."""


class BatchForPractice(BatchRefused):
    """One of the two is for practice and the other is not."""


class BatchNotForUs(BatchRefused):
    """Sealed to keys that this campaign file does not hold."""


class BatchNeedsPassphrase(BatchRefused):
    """Sealed by a passphrase, and none was given."""


class BatchPassphraseWrong(BatchRefused):
    """Sealed by another passphrase."""


class BatchTooHard(BatchRefused):
    """Opening it would cost more memory and time than canvass's own sealing ever asks."""


class BatchForged(BatchRefused):
    """The signature does not fit, or it was taken out of another file."""


class BatchMalformed(BatchRefused):
    """Well signed, but not built as canvass builds: lengths or counts that are not true."""


class BatchNotCanonical(BatchRefused):
    """A record (the `row`-th, from 1) is not written in the one way that counts."""

    needs = ("file", "row")
