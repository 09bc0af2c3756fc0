"""The key of a protected file: SQLCipher's own derivation, done once for each opening and then used raw."""

import hashlib
import secrets
import unicodedata
from pathlib import Path

from canvass.campaign.errors import PassphraseTooShort

SALT_BYTES = 16
ROUNDS = 256_000
"""SQLCipher 4's own: PBKDF2-HMAC-SHA512 over the passphrase and the first 16 bytes of the file."""

LEAST_LETTERS = 8
PLAIN_HEADER = b"SQLite format 3\x00"


class Key:
    """A raw key with its salt. Its `repr` says nothing."""

    def __init__(self, secret: bytes, salt: bytes) -> None:
        self._secret = secret
        self.salt = salt

    def hex(self) -> str:
        """Return key and salt as SQLCipher takes them: 64 and 32 hex digits."""
        return self._secret.hex() + self.salt.hex()


def derived_key(passphrase: str, salt: bytes) -> Key:
    """Return the key of a passphrase and a file's salt (about 100 ms).

    Accented letters count in their composed form (NFC), however a keyboard sent them; spaces as `same_spaces` has it.
    """
    # A terminal that is not UTF-8 hands over lone surrogates: any fixed spelling of them will do.
    letters = unicodedata.normalize("NFC", same_spaces(passphrase)).encode("utf-8", "surrogatepass")
    return Key(hashlib.pbkdf2_hmac("sha512", letters, salt, ROUNDS, 32), salt)


def same_spaces(passphrase: str) -> str:
    """Return the passphrase without spaces around it and with one between words: what is read off paper has more.

    Capital letters count, here and at every opening.
    """
    return " ".join(passphrase.split())


def check_long_enough(passphrase: str) -> None:
    """Raise `PassphraseTooShort` for one that would not hold where a file is carried off."""
    if len("".join(passphrase.split())) < LEAST_LETTERS:
        raise PassphraseTooShort(least=LEAST_LETTERS)


def new_key(passphrase: str) -> Key:
    """Return a key with a fresh salt, for a file that is about to be written. Raises `PassphraseTooShort`."""
    check_long_enough(passphrase)
    return derived_key(passphrase, secrets.token_bytes(SALT_BYTES))


def is_plain(path: Path) -> bool:
    """Return whether the file is readable by any SQLite tool, that is, not protected."""
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) == PLAIN_HEADER


def file_salt(path: Path) -> bytes:
    """Return the salt at the head of a protected file."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)
