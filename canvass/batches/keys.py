"""Who may open a batch: age identities and recipients, and a look at an age header before the library reads it."""

import re
import unicodedata
from collections.abc import Sequence

import msgspec
import pyrage

AGE_MAGIC = b"age-encryption.org/v1\n"
STANZAS_AT_MOST = 16
# scrypt with r = 8 needs 1 KiB << factor of memory. The library aims at one second, which is 18 to 20 on
# today's machines; 21 (2 GiB, some seconds) leaves room, 30 would need a terabyte.
WORK_FACTOR_AT_MOST = 21
# Sixteen stanzas of ours need 2 KiB; the library adds one of random name and up to some hundred bytes.
_HEADER_BYTES_AT_MOST = 16 * 1024
_GREASE = re.compile(rb"-> [!-~]*-grease(?: [!-~]+)*")
_X25519 = re.compile(rb"-> X25519 [A-Za-z0-9+/]{43}")
_SCRYPT = re.compile(rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)")


class SealingKeys(msgspec.Struct, frozen=True):
    """An age X25519 pair: the secret identity that opens, and the recipient that others seal to."""

    identity: str
    recipient: str

    def __repr__(self) -> str:
        """Show the public half only: a repr ends up in logs."""
        return f"SealingKeys({self.recipient})"


def new_sealing_keys() -> SealingKeys:
    """Return a fresh pair from the system's random source."""
    identity = pyrage.x25519.Identity.generate()
    return SealingKeys(str(identity), str(identity.to_public()))


def recipient_of(identity: str) -> str:
    """Return the recipient text (`age1...`) of an identity text (`AGE-SECRET-KEY-1...`)."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def is_recipient(text: str) -> bool:
    """Return whether the text is an age X25519 recipient, as a kit must name them."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


class HeaderRefused(ValueError):
    """An age header that the library is not shown; `too_hard` if only because of what it would cost."""

    def __init__(self, *, too_hard: bool) -> None:
        super().__init__("too hard" if too_hard else "malformed")
        self.too_hard = too_hard


def check_header(sealed: bytes, *, by_passphrase: bool) -> None:
    """Raise `HeaderRefused` unless the age header is one that canvass's own sealing could have written.

    At most 16 stanzas; X25519 and one meaningless "grease" stanza for recipients, a single scrypt stanza with a
    bearable work factor for a passphrase (C2SP age.md: scrypt must stand alone).
    """
    header, end, _ = sealed[:_HEADER_BYTES_AT_MOST].partition(b"\n--- ")
    if not sealed.startswith(AGE_MAGIC) or not end:
        raise HeaderRefused(too_hard=len(sealed) > _HEADER_BYTES_AT_MOST and sealed.startswith(AGE_MAGIC))
    stanzas = [line for line in header.split(b"\n") if line.startswith(b"->")]
    if len(stanzas) > STANZAS_AT_MOST:
        raise HeaderRefused(too_hard=True)
    if by_passphrase:
        _check_scrypt(stanzas)
    elif not all(_X25519.fullmatch(line) or _GREASE.fullmatch(line) for line in stanzas):
        raise HeaderRefused(too_hard=False)


def _check_scrypt(stanzas: Sequence[bytes]) -> None:
    found = _SCRYPT.fullmatch(stanzas[0]) if len(stanzas) == 1 else None
    if found is None:
        raise HeaderRefused(too_hard=False)
    if int(found[1]) > WORK_FACTOR_AT_MOST:
        raise HeaderRefused(too_hard=True)


def seal_to(recipients: Sequence[str], plain: bytes) -> bytes:
    """Return the age file that any one of the recipients can open; at most 15 of them."""
    if not 1 <= len(recipients) < STANZAS_AT_MOST:
        raise ValueError("between 1 and 15 recipients")
    sealed: bytes = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(text) for text in recipients])
    return sealed


def seal_by_passphrase(passphrase: str, plain: bytes) -> bytes:
    """Return the age file that the passphrase opens; takes about a second on purpose."""
    sealed: bytes = pyrage.passphrase.encrypt(plain, _as_typed_anywhere(passphrase))
    return sealed


def unseal(identities: Sequence[str], sealed: bytes) -> bytes:
    """Return the plain bytes, or raise `pyrage.DecryptError`."""
    plain: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(text) for text in identities])
    return plain


def unseal_by_passphrase(passphrase: str, sealed: bytes) -> bytes:
    """Return the plain bytes, or raise `pyrage.DecryptError`."""
    plain: bytes = pyrage.passphrase.decrypt(sealed, _as_typed_anywhere(passphrase))
    return plain


def _as_typed_anywhere(passphrase: str) -> str:
    """Return the passphrase in one form: a Mac may give an accented letter as two characters, paper more spaces."""
    return unicodedata.normalize("NFC", " ".join(passphrase.split()))
