"""Records: the immutable items a campaign is made of, their canonical bytes and their chain of ids."""

import hashlib
import re
from typing import Any, Generic, TypeVar

import msgspec

from canvass.ground.canonical import NotCanonical, decode
from canvass.journal.bodies import BODIES, HEX32, PLACED, Body, Kind, Malformed, check_body, is_hex32
from canvass.journal.place import Place, is_well_formed
from canvass.journal.texts import is_storable

TAG = b"canvass-record-1\x00"
NO_ID = b"\x00" * 32
MOST_AFTER = 64
RECORD_BYTES_AT_MOST = 16 * 1024
MOST_SEQ = (1 << 32) - 1
MARK_BYTES = 8
HEX16 = re.compile(r"[0-9a-f]{16}", re.ASCII)
TYPIST_LETTERS = 12
CLOCK_LETTERS = 32


class Seen(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A record that the writer of another one knew at that place: `[device, seq, first 8 bytes of id as hex]`."""

    device: str
    seq: int
    mark: str


B = TypeVar("B", bound=Body)


class Record(msgspec.Struct, Generic[B], frozen=True, forbid_unknown_fields=True, gc=False):
    """One item as its device wrote it. `at` is what the device's clock claimed; no rule looks at it."""

    after: tuple[Seen, ...]
    at: str
    body: B
    device: str
    kind: int
    nonce: str
    place: Place | None
    seq: int
    typist: str


class _Kind(msgspec.Struct, frozen=True):
    kind: int


_kind = msgspec.json.Decoder(_Kind)
_decoders: dict[int, msgspec.json.Decoder[Record[Any]]] = {
    kind: msgspec.json.Decoder(Record[body])  # type: ignore[valid-type]  # a type for each kind, made at run time
    for kind, body in BODIES.items()
}


def decode_record(raw: bytes) -> tuple[Record[Any], Body]:
    """Return the record of canonical bytes and what it says. Raises `Malformed` or `NotCanonical`."""
    if len(raw) > RECORD_BYTES_AT_MOST:
        raise Malformed("size")
    try:
        decoder = _decoders.get(_kind.decode(raw).kind)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise NotCanonical(type(error).__name__) from None
    if decoder is None:
        raise Malformed("kind")
    record = decode(raw, decoder)
    _check_frame(record)
    check_body(record.kind, record.body)
    return record, record.body


def _check_frame(record: Record[Any]) -> None:
    if not (is_hex32(record.device) and HEX32.fullmatch(record.nonce) and 1 <= record.seq <= MOST_SEQ):
        raise Malformed("device, nonce or seq")
    if not is_storable(record.typist, TYPIST_LETTERS) or not is_storable(record.at, CLOCK_LETTERS):
        raise Malformed("typist or at")
    place = record.place
    if (place is not None) != (record.kind in PLACED) or (place is not None and not is_well_formed(place)):
        raise Malformed("place")
    if place is not None and (place.line == 0) != (record.kind == Kind.LINK):
        raise Malformed("line")
    if len(record.after) > MOST_AFTER:
        raise Malformed("after")
    for seen in record.after:
        if not (is_hex32(seen.device) and 1 <= seen.seq <= MOST_SEQ and HEX16.fullmatch(seen.mark)):
            raise Malformed("after")


def id_of(previous: bytes, raw: bytes) -> bytes:
    """Return a record's id: SHA-256 over a tag, the id of the device's previous record and the record's bytes."""
    return hashlib.sha256(TAG + previous + raw).digest()
