"""The clear first 64 bytes of a file that travels: what can be told about it, and its damage, without any key."""

import hashlib
import struct
import zlib
from enum import Enum, IntEnum

import msgspec

from canvass.batches.errors import BatchCut, BatchDamaged, BatchNewer, BatchNotOne, BatchTooLarge

PREAMBLE_BYTES = 64
FILE_BYTES_AT_MOST = 64 * 1024 * 1024
VERSION = 1

# magic · version · oldest reader · length of the file · campaign · uid · device · mode · 7 zero · CRC of the payload
_LAYOUT = struct.Struct(">8sHHQ8s16s4sB7sI")
_CHECKED_BYTES = _LAYOUT.size  # 60: a CRC-32 over them follows
_CRC = struct.Struct(">I")
_CAMPAIGN_TAG = b"canvass-campaign-1\0"


class Kind(Enum):
    """The files that travel, by their magic: as PNG's, it shows stripped bits and changed line ends at once."""

    BATCH = b"\x89CVB\r\n\x1a\n"
    KIT = b"\x89CVK\r\n\x1a\n"
    RECEIPT = b"\x89CVR\r\n\x1a\n"

    @property
    def suffix(self) -> str:
        """Return what the file's name ends in."""
        return f".canvass{self.name.lower()}"

    @property
    def signing_tag(self) -> bytes:
        """Return what is signed before the content, so that no kit passes for a batch."""
        return f"canvass-{self.name.lower()}-1\0".encode()

    @property
    def is_open(self) -> bool:
        """Return whether files of this kind go unsealed: kits, and receipts, which hold no signer."""
        return self is not Kind.BATCH


class Mode(IntEnum):
    """How the payload is sealed: to age recipients, by an age passphrase, or not at all (kits, receipts)."""

    SEALED = 1
    PASSPHRASE = 2
    OPEN = 3


class Preamble(msgspec.Struct, frozen=True):
    """What the clear part says. Nothing of it is proven until the signature inside was checked."""

    kind: Kind
    mode: Mode
    campaign: bytes
    """8 bytes, `campaign_tag` of the campaign; zero for a file that belongs to none yet."""
    uid: bytes
    """16 random bytes, the name of this very file."""
    device: bytes
    """4 bytes, the beginning of the device id."""
    total_bytes: int
    version: int = VERSION
    oldest_reader: int = VERSION


def campaign_tag(campaign_id: str) -> bytes:
    """Return the 8 bytes that stand for a campaign in the clear; zeros if there is none yet (empty id)."""
    if not campaign_id:
        return bytes(8)
    return hashlib.sha256(_CAMPAIGN_TAG + bytes.fromhex(campaign_id)).digest()[:8]


def _pack(preamble: Preamble, total_bytes: int, payload_crc: int) -> bytes:
    return _LAYOUT.pack(
        preamble.kind.value,
        preamble.version,
        preamble.oldest_reader,
        total_bytes,
        preamble.campaign,
        preamble.uid,
        preamble.device,
        preamble.mode,
        bytes(7),
        payload_crc,
    )


def write_preamble(preamble: Preamble, payload: bytes) -> bytes:
    """Return the 64 bytes that go before the payload."""
    checked = _pack(preamble, PREAMBLE_BYTES + len(payload), zlib.crc32(payload))
    return checked + _CRC.pack(zlib.crc32(checked))


def fingerprint(preamble: Preamble) -> bytes:
    """Return the SHA-256 that the signed part holds, so that it cannot be put behind another preamble.

    Length and CRC of the payload are zero in it: age adds a stanza of random size, so both are known only after
    sealing, and both are checked against the file itself.
    """
    return hashlib.sha256(_pack(preamble, 0, 0)).digest()


def read_preamble(content: bytes, *, file: str) -> Preamble:
    """Return what the clear part says, after checking that the whole file arrived as it was written.

    Raises `BatchNotOne`, `BatchCut`, `BatchDamaged`, `BatchNewer`, `BatchTooLarge`; `file` is the name to tell.
    """
    if len(content) > FILE_BYTES_AT_MOST:
        raise BatchTooLarge(file=file, size=len(content), limit=FILE_BYTES_AT_MOST)
    kind = _kind(content, file)
    if len(content) < PREAMBLE_BYTES:
        raise BatchCut(file=file, have=len(content), expected=PREAMBLE_BYTES)
    checked, (crc,) = content[:_CHECKED_BYTES], _CRC.unpack_from(content, _CHECKED_BYTES)
    if zlib.crc32(checked) != crc:
        raise BatchDamaged(file=file)
    _, version, oldest_reader, total_bytes, campaign, uid, device, mode, spare, payload_crc = _LAYOUT.unpack(checked)
    if oldest_reader > VERSION:
        raise BatchNewer(file=file, version=oldest_reader)
    if len(content) < total_bytes:
        raise BatchCut(file=file, have=len(content), expected=total_bytes)
    payload_intact = zlib.crc32(memoryview(content)[PREAMBLE_BYTES:]) == payload_crc
    if not (payload_intact and len(content) == total_bytes and mode in set(Mode) and spare == bytes(7)):
        raise BatchDamaged(file=file)
    return Preamble(kind, Mode(mode), campaign, uid, device, total_bytes, version, oldest_reader)


def _kind(content: bytes, file: str) -> Kind:
    """Return the kind by its magic; what is shorter than a magic, but begins like one, is cut."""
    magic = content[:8]
    for kind in Kind:
        if magic == kind.value:
            return kind
        if len(magic) < len(kind.value) and kind.value.startswith(magic):
            raise BatchCut(file=file, have=len(content), expected=PREAMBLE_BYTES)
    if any(magic[1:4] == kind.value[1:4] for kind in Kind):
        raise BatchDamaged(file=file)
    raise BatchNotOne(file=file)
