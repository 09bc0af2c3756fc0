"""Segments as they travel inside an envelope: proofs in the head, records as lines of the body."""

from collections.abc import Iterable, Sequence

import msgspec

from canvass.batches.errors import BatchMalformed, BatchNotCanonical
from canvass.batches.keys import STANZAS_AT_MOST, is_recipient
from canvass.ground.canonical import NotCanonical, decode, encode
from canvass.journal.bodies import HEX, HEX32, Role
from canvass.journal.identity import SEED_BYTES
from canvass.journal.texts import is_storable
from canvass.journal.union import Segment

MOST_NUMBER = 1 << 53
"""Above it a number in JSON is no longer the same number everywhere."""

MOST_RECIPIENTS = STANZAS_AT_MOST - 1


class Stretch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a head says of neighbouring records of one device: how many the body holds, and their proof (hex)."""

    before: str
    count: int
    device: str
    first: int
    key: str
    signature: str


class BatchHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The head of a batch: whose it is, for whom, what it proves. `at` and `app` are claims.

    `practice` stands in it only where the file is for practice.
    """

    app: str
    at: str
    campaign: str
    device: str
    lines: int
    name: str
    number: int
    records: int
    sheets: int
    stretches: tuple[Stretch, ...]
    to: tuple[str, ...]
    practice: bool = False


class FormPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A drawn page in a kit: its geometry (JSON), SHA-256 and base64 of its PDF."""

    geometry: str
    hash: str
    pdf: bytes


class KitHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The head of a kit: the campaign, what role it gives and the seed that proves it, whom to seal to.

    `forked` are field laptops whose numbers two files have used: such a laptop can't know it of itself.
    """

    at: str
    campaign: str
    forked: tuple[str, ...]
    forms: tuple[FormPage, ...]
    hub: str
    kit: str
    name: str
    printer: int | None
    printers: int
    role: int
    seed: str
    stretches: tuple[Stretch, ...]

    def __repr__(self) -> str:
        """Tell no seed: a repr ends up in logs."""
        return f"KitHead({self.kit}, {len(self.stretches)} stretches)"


_batch_head = msgspec.json.Decoder(BatchHead)
_kit_head = msgspec.json.Decoder(KitHead)


def packed(segments: Iterable[Segment]) -> tuple[tuple[Stretch, ...], list[bytes]]:
    """Return segments as stretches for the head and lines for the body."""
    stretches: list[Stretch] = []
    lines: list[bytes] = []
    for segment in segments:
        stretches.append(
            Stretch(
                before=segment.before.hex(),
                count=len(segment.raws),
                device=segment.device,
                first=segment.first,
                key=segment.key.hex(),
                signature=segment.signature.hex(),
            )
        )
        lines += segment.raws
    return tuple(stretches), lines


def unpacked(stretches: Sequence[Stretch], lines: Sequence[bytes], *, file: str) -> list[Segment]:
    """Return the segments that a head and its body's lines make. Raises `BatchMalformed` if they do not fit."""
    segments: list[Segment] = []
    start = 0
    for stretch in stretches:
        end = start + stretch.count
        if stretch.count < 1 or end > len(lines):
            raise BatchMalformed(file=file)
        try:
            proofs = (bytes.fromhex(stretch.key), bytes.fromhex(stretch.before), bytes.fromhex(stretch.signature))
        except ValueError:
            raise BatchMalformed(file=file) from None
        key, before, signature = proofs
        segments.append(Segment(stretch.device, key, stretch.first, before, tuple(lines[start:end]), signature))
        start = end
    if start != len(lines):
        raise BatchMalformed(file=file)
    return segments


def read_batch_head(head: bytes, *, file: str) -> BatchHead:
    """Return the head of a batch. Raises `BatchNotCanonical` (row 0), or `BatchMalformed` for ids that are none."""
    try:
        read = decode(head, _batch_head)
    except NotCanonical:
        raise BatchNotCanonical(file=file, row=0) from None
    if not HEX32.fullmatch(read.device) or (read.campaign and not HEX32.fullmatch(read.campaign)):
        raise BatchMalformed(file=file)
    _check_shown((read.app, read.at, read.name), (read.lines, read.number, read.records, read.sheets), file)
    if len(read.to) > MOST_RECIPIENTS or not all(map(is_recipient, read.to)):
        raise BatchMalformed(file=file)
    return read


def read_kit_head(head: bytes, *, file: str) -> KitHead:
    """Return the head of a kit. Raises `BatchNotCanonical` (row 0), or `BatchMalformed` for a bad id or key."""
    try:
        read = decode(head, _kit_head)
    except NotCanonical:
        raise BatchNotCanonical(file=file, row=0) from None
    is_seed = HEX.fullmatch(read.seed) and len(read.seed) == 2 * SEED_BYTES
    if not is_seed or not HEX32.fullmatch(read.campaign) or read.role not in tuple(Role)[1:]:
        raise BatchMalformed(file=file)
    if read.hub and not is_recipient(read.hub):
        raise BatchMalformed(file=file)
    _check_shown((read.at, read.kit, read.name), (read.printer or 0, read.printers), file)
    return read


def _check_shown(texts: Iterable[str], numbers: Iterable[int], file: str) -> None:
    """Raise `BatchMalformed` for a text that no record may hold either, or a number below zero or past all counting.

    A head is shown before anything is taken in; nobody else has looked at it.
    """
    if not all(map(is_storable, texts)) or not all(0 <= number <= MOST_NUMBER for number in numbers):
        raise BatchMalformed(file=file)


def head_bytes(head: BatchHead | KitHead) -> bytes:
    """Return the one spelling of a head."""
    return encode(head)
