"""The bytes of a file that travels: signed inside, sealed outside, read with each check before the next reads more.

    preamble    64 bytes, clear (`preamble.py`)
    payload     an age v1 file to X25519 recipients or a passphrase; in a kit or receipt the inner part as it is
      inner head  160 bytes: magic · SHA-256 of the preamble · public key · four lengths · signature · 8 zero
      head        canonical JSON, opaque here
      body        one zlib stream of canonical JSON lines, each ended by LF, opaque here

The signature covers the kind's tag, the inner head with a zero signature, the head, and the compressed body.
Numbers are big-endian.
"""

import secrets
import struct
from collections.abc import Callable, Collection, Sequence

import msgspec
import pyrage

from canvass.batches import keys
from canvass.batches.body import compressed, inflated
from canvass.batches.errors import (
    BatchDamaged,
    BatchForeign,
    BatchForged,
    BatchMalformed,
    BatchNeedsPassphrase,
    BatchNotForUs,
    BatchNotOne,
    BatchPassphraseWrong,
    BatchTooHard,
    BatchTooLarge,
)
from canvass.batches.preamble import (
    FILE_BYTES_AT_MOST,
    PREAMBLE_BYTES,
    Kind,
    Mode,
    Preamble,
    fingerprint,
    read_preamble,
    write_preamble,
)
from canvass.journal.identity import DeviceKeys, device_id, is_signed, is_strong_key, sign

HEAD_BYTES_AT_MOST = 8 * 1024 * 1024

# magic · fingerprint of the preamble · public key · head, body, raw body in bytes · lines · signature · 8 zero
_INNER = struct.Struct(">8s32s32sIIII64s8s")
_INNER_MAGIC = b"CVBINNR1"
_NO_SIGNATURE = bytes(64)
_DEVICE_TAG_BYTES = 4

Admit = Callable[[bytes, bytes], None]
"""`admit(public_key, head)` raises if this device is not known; the head is not proven yet, only well cut out."""


class Sealing(msgspec.Struct, frozen=True):
    """What is to travel, from whom and to whom. Kits and receipts go open; a batch has recipients or a passphrase."""

    kind: Kind
    campaign: bytes
    keys: DeviceKeys
    head: bytes
    lines: Sequence[bytes]
    recipients: tuple[str, ...] = ()
    passphrase: str = ""
    uid: bytes = b""
    """16 bytes; drawn if left out."""

    def __repr__(self) -> str:
        """Tell no content and no passphrase: a repr ends up in logs."""
        return f"Sealing({self.kind.name}, {len(self.lines)} lines)"


class Opened(msgspec.Struct, frozen=True):
    """What a file says, once all checks of this module have passed."""

    preamble: Preamble
    public_key: bytes
    head: bytes
    lines: list[bytes]

    def __repr__(self) -> str:
        """Tell no content: a repr ends up in logs."""
        return f"Opened({self.preamble.kind.name}, {device_id(self.public_key)}, {len(self.lines)} lines)"


class _Inner(msgspec.Struct, frozen=True):
    """The inner part, cut along its lengths; the body still compressed."""

    preamble_hash: bytes
    public_key: bytes
    raw_bytes: int
    line_count: int
    signature: bytes
    signed: bytes
    head: bytes
    body: bytes


def seal(sealing: Sealing, *, file: str) -> bytes:
    """Return the whole file. `file` is the name to tell if it would be too large to be read again.

    Raises `BatchTooLarge` or `BatchTooLong`; what only a bug of ours can cause is a `ValueError`.
    """
    preamble = Preamble(
        kind=sealing.kind,
        mode=_mode(sealing),
        campaign=sealing.campaign,
        uid=sealing.uid or secrets.token_bytes(16),
        device=_device_tag(sealing.keys.public),
        total_bytes=0,
    )
    inner = _write_inner(sealing, preamble, file)
    if preamble.mode is Mode.SEALED:
        payload = keys.seal_to(sealing.recipients, inner)
    elif preamble.mode is Mode.PASSPHRASE:
        payload = keys.seal_by_passphrase(sealing.passphrase, inner)
    else:
        payload = inner
    if PREAMBLE_BYTES + len(payload) > FILE_BYTES_AT_MOST:
        raise BatchTooLarge(file=file, size=PREAMBLE_BYTES + len(payload), limit=FILE_BYTES_AT_MOST)
    return write_preamble(preamble, payload) + payload


def _mode(sealing: Sealing) -> Mode:
    if sealing.kind.is_open and not sealing.recipients and not sealing.passphrase:
        return Mode.OPEN
    if not sealing.kind.is_open and bool(sealing.recipients) != bool(sealing.passphrase):
        return Mode.SEALED if sealing.recipients else Mode.PASSPHRASE
    raise ValueError("a kit or receipt goes open; a batch has either recipients or a passphrase")


def _device_tag(public_key: bytes) -> bytes:
    return bytes.fromhex(device_id(public_key))[:_DEVICE_TAG_BYTES]


def _write_inner(sealing: Sealing, preamble: Preamble, file: str) -> bytes:
    if len(sealing.head) > HEAD_BYTES_AT_MOST or not sealing.head:
        raise ValueError("a head of that size")
    raw_bytes, body = compressed(sealing.lines, file=file)

    def inner_head(signature: bytes) -> bytes:
        lengths = (len(sealing.head), len(body), raw_bytes, len(sealing.lines))
        return _INNER.pack(_INNER_MAGIC, fingerprint(preamble), sealing.keys.public, *lengths, signature, bytes(8))

    signature = sign(sealing.keys, sealing.kind.signing_tag, inner_head(_NO_SIGNATURE) + sealing.head + body)
    return inner_head(signature) + sealing.head + body


def open_envelope(
    content: bytes,
    *,
    file: str,
    kind: Kind,
    admit: Admit,
    campaigns: Collection[bytes] | None = None,
    identities: Sequence[str] = (),
    passphrase: str | None = None,
) -> Opened:
    """Return what the file says, or refuse it whole with a `BatchRefused`; `file` is the name to tell.

    `campaigns` are the tags that may stand in the preamble; None if any may. In this order, each check before
    the next reads more: length, preamble, kind, campaign, age header, decryption, inner head, `admit`,
    signature over the compressed bytes, lengths, inflating with a hard stop, lines.
    """
    preamble = read_preamble(content, file=file)
    if preamble.kind is not kind:
        raise BatchNotOne(file=file)
    if campaigns is not None and preamble.campaign not in campaigns:
        raise BatchForeign(file=file)
    plain = _decrypt(content[PREAMBLE_BYTES:], preamble, identities, passphrase, file)
    inner = _cut_inner(plain, file)
    if not is_strong_key(inner.public_key) or preamble.device != _device_tag(inner.public_key):
        raise BatchForged(file=file)
    admit(inner.public_key, inner.head)
    if not is_signed(inner.public_key, kind.signing_tag, inner.signed, inner.signature):
        raise BatchForged(file=file)
    if inner.preamble_hash != fingerprint(preamble):
        raise BatchForged(file=file)
    lines = inflated(inner.body, raw_bytes=inner.raw_bytes, line_count=inner.line_count, file=file)
    return Opened(preamble, inner.public_key, inner.head, lines)


def _decrypt(payload: bytes, preamble: Preamble, identities: Sequence[str], passphrase: str | None, file: str) -> bytes:
    # a kit goes open and a batch never does: the mode alone, which anybody can write, decides nothing
    if (preamble.mode is Mode.OPEN) != preamble.kind.is_open:
        raise BatchMalformed(file=file)
    if preamble.mode is Mode.OPEN:
        return payload
    by_passphrase = preamble.mode is Mode.PASSPHRASE
    try:
        keys.check_header(payload, by_passphrase=by_passphrase)
    except keys.HeaderRefused as refused:
        raise (BatchTooHard(file=file) if refused.too_hard else BatchDamaged(file=file)) from None
    if by_passphrase:
        return _decrypt_by_passphrase(payload, passphrase, file)
    try:
        return keys.unseal(identities, payload)
    except pyrage.DecryptError as error:
        # the library tells its failures apart by text only
        raise (BatchNotForUs(file=file) if "No matching keys" in str(error) else BatchDamaged(file=file)) from None


def _decrypt_by_passphrase(payload: bytes, passphrase: str | None, file: str) -> bytes:
    if not passphrase:
        raise BatchNeedsPassphrase(file=file)
    try:
        return keys.unseal_by_passphrase(passphrase, payload)
    except pyrage.DecryptError as error:
        if "xcessive work" in str(error):
            raise BatchTooHard(file=file) from None
        raise BatchPassphraseWrong(file=file) from None


def _cut_inner(plain: bytes, file: str) -> _Inner:
    """Return the inner part along its lengths, which must add up to exactly what there is."""
    if len(plain) < _INNER.size:
        raise BatchMalformed(file=file)
    magic, preamble_hash, public_key, head_bytes, body_bytes, raw_bytes, line_count, signature, spare = (
        _INNER.unpack_from(plain)
    )
    if magic != _INNER_MAGIC or spare != bytes(8) or not 0 < head_bytes <= HEAD_BYTES_AT_MOST:
        raise BatchMalformed(file=file)
    if _INNER.size + head_bytes + body_bytes != len(plain):
        raise BatchMalformed(file=file)
    signature_at = _INNER.size - len(spare) - len(signature)
    signed = plain[:signature_at] + _NO_SIGNATURE + plain[signature_at + len(signature) :]
    body_at = _INNER.size + head_bytes
    head, body = plain[_INNER.size : body_at], plain[body_at:]
    return _Inner(preamble_hash, public_key, raw_bytes, line_count, signature, signed, head, body)
