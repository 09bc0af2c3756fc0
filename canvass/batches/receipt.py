"""Receipts: headquarters tells laptops what it holds of each of them, so that they need not hold it any more.

One file for all laptops: it goes back on the stick that the batches came on, and ten people use it one after the
other; each laptop takes out what is said of itself. It is signed by headquarters' device and goes unsealed, as field
laptops have no key that anything could be sealed to. So it holds no signer and nothing made of one: ids of laptops,
how many records and lines of each are held, and ids of records, which the random number in every record keeps from
answering whether somebody signed.

A laptop is told a *point* of its chain: a number, and the id of the record there. An id hashes over all records before
it, and headquarters follows the whole chain from the first record to the point before it says so. A laptop on whose
own chain the same id stands at that number knows that headquarters holds its very records, every one up to there. A
laptop that was copied or put back from a backup has another id there, and learns it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from canvass.batches.admission import role_of
from canvass.batches.envelope import Opened, open_envelope
from canvass.batches.errors import BatchForeign, BatchForged, BatchMalformed, BatchNotCanonical, BatchRefused
from canvass.batches.incoming import read_file
from canvass.batches.preamble import Kind as FileKind
from canvass.batches.preamble import campaign_tag
from canvass.ground.canonical import NotCanonical, decode
from canvass.journal.bodies import HEX, HEX32, Role
from canvass.journal.identity import device_id
from canvass.journal.journal import Journal
from canvass.journal.record import MOST_SEQ, NO_ID

MOST_POINTS = 32
"""The newest points that are told of one laptop: another's laptop may carry its records up to an older one."""


class ReceiptStranger(BatchRefused):
    """The laptop that signed the receipt is not headquarters, by all that is known here."""

    needs = ("file", "laptop")


class ReceiptBeforeJoining(BatchRefused):
    """This file belongs to no drive yet, so no headquarters is known here."""


class Point(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A point of a laptop's chain up to which headquarters holds every record: `[number, id as hex]`."""

    seq: int
    id: str


class Held(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What headquarters holds of one laptop: on how many lines it typed, and points of its chain, newest first."""

    device: str
    lines: int
    points: tuple[Point, ...]


class ReceiptHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The head of a receipt: whose it is, in which drive. `at` and `app` are claims."""

    app: str
    at: str
    campaign: str
    device: str
    laptops: int


class Receipt(msgspec.Struct, frozen=True):
    """A receipt as written or read: its head, what is held of which laptop, and its own name."""

    head: ReceiptHead
    held: tuple[Held, ...]
    uid: str


_head = msgspec.json.Decoder(ReceiptHead)
_held = msgspec.json.Decoder(Held)


def read_receipt(journal: Journal, path: Path) -> Receipt:
    """Return a receipt of this file's headquarters, checked as a batch is, or raise `BatchRefused`. Only reads."""
    if journal.campaign_id is None:
        raise ReceiptBeforeJoining(file=path.name)
    return receipt_of(opened_receipt(read_file(path), path.name, journal), path.name)


def opened_receipt(content: bytes, file: str, journal: Journal) -> Opened:
    """Return a receipt opened by the checks of every file that travels, and signed by a headquarters known here."""

    def admit(key: bytes, head: bytes) -> None:
        said, signer = read_receipt_head(head, file=file), device_id(key)
        if said.device != signer:
            raise BatchForged(file=file)
        if said.campaign != journal.campaign_id:
            raise BatchForeign(file=file)
        if role_of(journal, signer) != Role.HQ:
            raise ReceiptStranger(file=file, laptop=signer[:8])

    tags = {campaign_tag(journal.campaign_id or "")}
    return open_envelope(content, file=file, kind=FileKind.RECEIPT, admit=admit, campaigns=tags)


def read_receipt_head(head: bytes, *, file: str) -> ReceiptHead:
    """Return the head of a receipt. Raises `BatchNotCanonical` (row 0), or `BatchMalformed` for ids that are none."""
    try:
        said = decode(head, _head)
    except NotCanonical:
        raise BatchNotCanonical(file=file, row=0) from None
    if not (HEX32.fullmatch(said.device) and HEX32.fullmatch(said.campaign)):
        raise BatchMalformed(file=file)
    return said


def receipt_of(opened: Opened, file: str) -> Receipt:
    """Return what an envelope says whose checks have passed."""
    head = read_receipt_head(opened.head, file=file)
    held = tuple(read_held(opened.lines, file=file))
    devices = [one.device for one in held]
    if head.laptops != len(held) or devices != sorted(set(devices)):
        raise BatchMalformed(file=file)
    return Receipt(head, held, opened.preamble.uid.hex())


def read_held(lines: Sequence[bytes], *, file: str) -> Iterator[Held]:
    """Yield what the lines of a receipt say of each laptop. Raises `BatchNotCanonical` or `BatchMalformed`."""
    for row, line in enumerate(lines, start=1):
        try:
            one = decode(line, _held)
        except NotCanonical:
            raise BatchNotCanonical(file=file, row=row) from None
        seqs = [point.seq for point in one.points]
        are_ids = all(len(point.id) == 2 * len(NO_ID) and HEX.fullmatch(point.id) for point in one.points)
        if not (HEX32.fullmatch(one.device) and one.lines >= 0 and are_ids and len(seqs) <= MOST_POINTS):
            raise BatchMalformed(file=file)
        if seqs != sorted(seqs, reverse=True) or not all(1 <= seq <= MOST_SEQ for seq in seqs):
            raise BatchMalformed(file=file)
        yield one
