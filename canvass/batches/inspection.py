"""A look at a file that travels, changing nothing: what its clear part tells anyone, and what a key shows inside."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from canvass.batches.envelope import Opened, open_envelope
from canvass.batches.errors import BatchForged, BatchNeedsPassphrase, BatchNotForUs
from canvass.batches.founding import own_identities
from canvass.batches.incoming import read_file
from canvass.batches.joining import is_for_practice
from canvass.batches.packing import read_batch_head, read_kit_head, unpacked
from canvass.batches.preamble import Kind as FileKind
from canvass.batches.preamble import Mode, Preamble, read_preamble
from canvass.batches.receipt import receipt_of
from canvass.ground.canonical import NotCanonical
from canvass.journal.bodies import Body, Form, Malformed, Role, Setting
from canvass.journal.identity import device_id
from canvass.journal.journal import Journal
from canvass.journal.record import decode_record
from canvass.journal.union import ChainBroken, Segment, chain_ids

B = TypeVar("B", bound=Body)
SEALED = {Mode.SEALED: "keys", Mode.PASSPHRASE: "passphrase", Mode.OPEN: "open"}


class DeviceRecords(msgspec.Struct, frozen=True):
    """What a file holds of one device: how many records, between its first and its last number."""

    device: str
    first: int
    last: int
    records: int


class BatchContents(msgspec.Struct, frozen=True):
    """What a batch says inside: who wrote it, when by their clock, for whom, and what it holds.

    Lines and sheets are those that its writer's file held then. `campaign` is None for a file that belonged to none.
    """

    device: str
    name: str
    at: str
    app: str
    campaign: str | None
    number: int
    records: int
    lines: int
    sheets: int
    to: tuple[str, ...]
    devices: tuple[DeviceRecords, ...]


class FormTold(msgspec.Struct, frozen=True):
    """An approved page in a kit: its paper, how many lines it has, the SHA-256 of its PDF."""

    paper: str
    lines: int
    hash: str


class KitContents(msgspec.Struct, frozen=True):
    """What a kit says inside: of which drive, what it makes of whose laptop, who made it, and what it brings."""

    device: str
    at: str
    campaign: str
    practice: bool
    petition: str | None
    title: str | None
    kit: str
    role: str
    name: str
    printer: int | None
    forms: tuple[FormTold, ...]
    records: int
    devices: tuple[DeviceRecords, ...]


class LaptopTold(msgspec.Struct, frozen=True):
    """What a receipt confirms of one laptop: on how many lines it typed, and up to which number all is held."""

    device: str
    lines: int
    held: int


class ReceiptContents(msgspec.Struct, frozen=True):
    """What a receipt says: which headquarters of which drive holds what of how many laptops."""

    device: str
    at: str
    campaign: str
    laptops: int
    devices: tuple[LaptopTold, ...]


class Inspected(msgspec.Struct, frozen=True):
    """A file that travels: its clear part, and `contents` where a key opens it, else None.

    `sealed` is keys, passphrase or open; `campaign` (8 bytes as hex, None for none) and `device` (4 bytes) only hint
    at the ids inside.
    """

    file: str
    kind: str
    version: int
    bytes: int
    campaign: str | None
    batch: str
    device: str
    sealed: str
    contents: BatchContents | KitContents | ReceiptContents | None


def inspect(
    path: Path, journal: Journal | None = None, passphrase: str | None = None, identities: Sequence[str] = ()
) -> Inspected:
    """Return what can be told of a batch or kit, by the keys of an open campaign file, a passphrase or other keys.

    The whole of it is checked as for taking in, but not whether it may be taken in: a stranger's and another drive's
    are told too. Raises `BatchRefused` for what is damaged, forged or no such file, and for a wrong passphrase.
    """
    content = read_file(path)
    preamble = read_preamble(content, file=path.name)
    return Inspected(
        file=path.name,
        kind=preamble.kind.name.lower(),
        version=preamble.version,
        bytes=len(content),
        campaign=preamble.campaign.hex() if any(preamble.campaign) else None,
        batch=preamble.uid.hex(),
        device=preamble.device.hex(),
        sealed=SEALED[preamble.mode],
        contents=_contents(
            content, preamble, path.name, (*(own_identities(journal) if journal else ()), *identities), passphrase
        ),
    )


def _contents(
    content: bytes, preamble: Preamble, file: str, identities: Sequence[str], passphrase: str | None
) -> BatchContents | KitContents | ReceiptContents | None:
    try:
        opened = open_envelope(
            content,
            file=file,
            kind=preamble.kind,
            admit=lambda _key, _head: None,
            identities=identities,
            passphrase=passphrase,
        )
    except (BatchNotForUs, BatchNeedsPassphrase):
        return None
    return TELLERS[preamble.kind](opened, file)


def _of_receipt(opened: Opened, file: str) -> ReceiptContents:
    receipt = receipt_of(opened, file)
    if receipt.head.device != device_id(opened.public_key):
        raise BatchForged(file=file)
    return ReceiptContents(
        device=receipt.head.device,
        at=receipt.head.at,
        campaign=receipt.head.campaign,
        laptops=receipt.head.laptops,
        devices=tuple(
            LaptopTold(held.device, held.lines, max((point.seq for point in held.points), default=0))
            for held in receipt.held
        ),
    )


def _of_batch(opened: Opened, file: str) -> BatchContents:
    head = read_batch_head(opened.head, file=file)
    if head.device != device_id(opened.public_key):
        raise BatchForged(file=file)
    segments = unpacked(head.stretches, opened.lines, file=file)
    return BatchContents(
        device=head.device,
        name=head.name,
        at=head.at,
        app=head.app,
        campaign=head.campaign or None,
        number=head.number,
        records=len(opened.lines),
        lines=head.lines,
        sheets=head.sheets,
        to=head.to,
        devices=_devices(segments, file),
    )


def _of_kit(opened: Opened, file: str) -> KitContents:
    head = read_kit_head(opened.head, file=file)
    segments = unpacked(head.stretches, opened.lines, file=file)
    devices = _devices(segments, file)
    bodies = _bodies(segments, file)
    settings = {said.field: said.value for said in sorted(_of(bodies, Setting), key=lambda said: said.revision)}
    pages = {page.hash for page in head.forms}
    return KitContents(
        device=device_id(opened.public_key),
        at=head.at,
        campaign=head.campaign,
        practice=is_for_practice(segments, head.campaign, file=file),
        petition=_text(settings.get("template")),
        title=_text(settings.get("title")),
        kit=head.kit,
        role=Role(head.role).name.lower(),
        name=head.name,
        printer=head.printer,
        forms=tuple(FormTold(form.paper, form.lines, form.form) for form in _of(bodies, Form) if form.form in pages),
        records=len(opened.lines),
        devices=devices,
    )


TELLERS: dict[FileKind, Callable[[Opened, str], BatchContents | KitContents | ReceiptContents]] = {
    FileKind.BATCH: _of_batch,
    FileKind.KIT: _of_kit,
    FileKind.RECEIPT: _of_receipt,
}


def _devices(segments: Iterable[Segment], file: str) -> tuple[DeviceRecords, ...]:
    """Return what there is of each device, in order of device, once its chains are proved."""
    found: dict[str, DeviceRecords] = {}
    for segment in segments:
        try:
            chain_ids(segment)
        except ChainBroken:
            raise BatchForged(file=file) from None
        before = found.get(segment.device, DeviceRecords(segment.device, segment.first, segment.last, 0))
        found[segment.device] = DeviceRecords(
            segment.device,
            min(before.first, segment.first),
            max(before.last, segment.last),
            before.records + len(segment.raws),
        )
    return tuple(found[device] for device in sorted(found))


def _bodies(segments: Iterable[Segment], file: str) -> list[Body]:
    try:
        return [decode_record(raw)[1] for segment in segments for raw in segment.raws]
    except (Malformed, NotCanonical):
        raise BatchForged(file=file) from None


def _of(bodies: Iterable[Body], kind: type[B]) -> list[B]:
    return [body for body in bodies if isinstance(body, kind)]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
