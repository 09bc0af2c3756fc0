"""A field laptop that is truly enrolled and writes whatever it likes: its own chain, its own heads, its own seals."""

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import msgspec

from canvass.batches.envelope import Sealing, open_envelope, seal
from canvass.batches.export import batch_recipients
from canvass.batches.keys import seal_to
from canvass.batches.packing import BatchHead, packed, read_kit_head
from canvass.batches.preamble import Kind as FileKind
from canvass.batches.preamble import Mode, Preamble, campaign_tag, fingerprint, write_preamble
from canvass.ground.canonical import encode
from canvass.journal.bodies import Body, Claim, Kind, Line, Role
from canvass.journal.identity import DeviceKeys, device_id, new_device_keys, proof, sign
from canvass.journal.journal import Journal
from canvass.journal.number import SheetNumber
from canvass.journal.place import Place
from canvass.journal.record import NO_ID, Record, Seen, id_of
from canvass.journal.union import CHECKPOINT_TAG, Segment, checkpoint_text
from tests.batches.forge import INNER, admit_anybody
from tests.batches.people import RUN, People

SHEETS, LINES = 3, 10
AT = "2026-05-03T19:42:00Z"


def put(name: str, **fields: str) -> Line:
    """Return a line as somebody types it."""
    return Line(name=name, address="1 Elm St", city="Example", zip="90001", **fields)


def at(serial: int, line: int, run: int = RUN) -> Place:
    """Return a place on a numbered sheet."""
    return Place.on(SheetNumber(run, serial), line)


class Crook:
    """One key pair with a place in the drive, and every record that it has written so far."""

    def __init__(self, headquarters: Journal, kit: Path, name: str = "Crook") -> None:
        opened = open_envelope(kit.read_bytes(), file=kit.name, kind=FileKind.KIT, admit=admit_anybody)
        head = read_kit_head(opened.head, file=kit.name)
        self.headquarters, self.name, self.kit = headquarters, name, head.kit
        self.keys: DeviceKeys = new_device_keys()
        self.device = device_id(self.keys.public)
        self.raws: list[bytes] = []
        self.ids: list[bytes] = []
        self._files = 0
        shown = proof(bytes.fromhex(head.seed), self.keys.public).hex()
        self.say(Kind.CLAIM, Claim(kit=head.kit, name=name, proof=shown))

    def record(self, kind: Kind, body: Body, place: Place | None = None, **other: Any) -> dict[str, Any]:
        """Return the next record as what JSON is made of, with anything in it changed."""
        seq = len(self.raws) + 1
        said = Record(
            after=(), at=AT, body=body, device=self.device, kind=int(kind), nonce=f"{seq:032x}", place=place, seq=seq,
            typist="CR" if place else "",
        )  # fmt: skip
        built: dict[str, Any] = msgspec.to_builtins(said)
        return built | other

    def say(self, kind: Kind, body: Body, place: Place | None = None, **other: Any) -> Seen:
        """Write a record, chained to those before it, and return how others name it."""
        return self.say_raw(encode(self.record(kind, body, place, **other)))

    def say_raw(self, raw: bytes) -> Seen:
        """Chain any bytes whatsoever."""
        self.raws.append(raw)
        self.ids.append(id_of(self.ids[-1] if self.ids else NO_ID, raw))
        return Seen(self.device, len(self.raws), self.ids[-1][:8].hex())

    def type_base(self) -> None:
        """Type 3 sheets of 10 lines: records 2 to 31, after the claim."""
        for number in range(SHEETS * LINES):
            self.say(Kind.PUT, put(f"Signer {number}"), at(number // LINES + 1, number % LINES + 1))

    def go_back_to(self, seq: int) -> None:
        """Forget what was written after this record, as a disk put back does."""
        del self.raws[seq:], self.ids[seq:]

    def segment(self, first: int = 1, last: int | None = None, **other: Any) -> Segment:
        """Return the records from one number to another with what proves them, any of it changed."""
        last = last or len(self.raws)
        text = checkpoint_text(self.device, last, self.ids[last - 1])
        told = {
            "device": self.device, "key": self.keys.public, "first": first,
            "before": self.ids[first - 2] if first > 1 else NO_ID, "raws": tuple(self.raws[first - 1 : last]),
            "signature": sign(self.keys, CHECKPOINT_TAG, text),
        }  # fmt: skip
        return Segment(**{**told, **other})

    def far(self, raw: bytes, seq: int) -> Segment:
        """Return a record alone, with a number of its own choice and nothing known before it."""
        before = b"\1" * 32
        text = checkpoint_text(self.device, seq, id_of(before, raw))
        return Segment(self.device, self.keys.public, seq, before, (raw,), sign(self.keys, CHECKPOINT_TAG, text))

    def sealing(self, segments: Sequence[Segment] = (), told: Mapping[str, Any] | None = None) -> Sealing:
        """Return a batch about to be sealed to headquarters, its head with anything in it changed."""
        stretches, lines = packed(segments or [self.segment()])
        to = batch_recipients(self.headquarters)
        campaign = self.headquarters.campaign_id or ""
        said = BatchHead(
            app="canvass", at=AT, campaign=campaign, device=self.device, lines=0, name=self.name, number=1,
            records=len(lines), sheets=0, stretches=stretches, to=to,
        )  # fmt: skip
        return Sealing(
            kind=FileKind.BATCH, campaign=campaign_tag(campaign), keys=self.keys,
            head=encode(msgspec.to_builtins(said) | dict(told or {})), lines=lines, recipients=to,
        )  # fmt: skip

    def stranger(self) -> Self:
        """Return somebody who knows all that the crook knows, and whom nobody ever gave a kit."""
        other = copy.copy(self)
        other.keys = new_device_keys()
        other.device = device_id(other.keys.public)
        other.raws, other.ids = [], []
        return other

    def file(self, folder: Path, content: bytes) -> Path:
        """Put a file where others can take it in."""
        self._files += 1
        path = folder / f"{self.name.lower()}-{self._files:03}.canvassbatch"
        path.write_bytes(content)
        return path

    def sealed(self, segments: Sequence[Segment] = (), **told: Any) -> bytes:
        """Return a batch sealed as canvass seals."""
        return seal(self.sealing(segments, told), file="crook")

    def batch(self, folder: Path, segments: Sequence[Segment] = (), **told: Any) -> Path:
        """Write a batch sealed as canvass seals."""
        return self.file(folder, self.sealed(segments, **told))

    def handmade(self, sealing: Sealing, **told: Any) -> bytes:
        """Return a batch whose every part is as `told`, signed and sealed as if all of it were true.

        body, raw_bytes, lines · public, signature · tag (of the device, in the clear) · recipients.
        """
        preamble = Preamble(
            FileKind.BATCH, Mode.SEALED, sealing.campaign, bytes(16), told.get("tag", bytes.fromhex(self.device)[:4]), 0
        )
        body = told["body"]

        def inner_head(signature: bytes) -> bytes:
            lengths = (len(sealing.head), len(body), told["raw_bytes"], told["lines"])
            public = told.get("public", self.keys.public)
            return INNER.pack(b"CVBINNR1", fingerprint(preamble), public, *lengths, signature, bytes(8))

        signature = sign(self.keys, FileKind.BATCH.signing_tag, inner_head(bytes(64)) + sealing.head + body)
        inner = inner_head(told.get("signature", signature)) + sealing.head + body
        payload = seal_to(told.get("recipients", sealing.recipients), inner)
        return write_preamble(preamble, payload) + payload


def crook_of(people: People, headquarters: Journal, name: str = "Crook", role: Role = Role.FIELD) -> Crook:
    """Return a laptop that opened a kit of this headquarters."""
    return Crook(headquarters, people.kit(headquarters, role, name), name)
