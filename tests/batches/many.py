"""Many batches made fast: real keys, real seals, real chains, but no file and no window for each laptop."""

from collections.abc import Iterator
from pathlib import Path

from canvass.batches.envelope import Sealing, open_envelope, seal
from canvass.batches.export import batch_recipients
from canvass.batches.kit import make_kit
from canvass.batches.packing import BatchHead, head_bytes, packed, read_kit_head
from canvass.batches.preamble import Kind as FileKind
from canvass.batches.preamble import campaign_tag
from canvass.ground.canonical import encode
from canvass.journal.bodies import Body, Claim, Kind, Line, Role
from canvass.journal.identity import DeviceKeys, device_id, new_device_keys, proof, sign
from canvass.journal.journal import Journal
from canvass.journal.number import SheetNumber
from canvass.journal.place import Place
from canvass.journal.record import NO_ID, Record, id_of
from canvass.journal.union import CHECKPOINT_TAG, Segment, checkpoint_text
from tests.batches.forge import admit_anybody

LINES_A_SHEET, RUN, MOST_SERIAL = 5, 7, 9_999
AT = "2026-05-03T19:42:00Z"


class Laptop:
    """A field laptop that holds a kit: its chain of records, and the batches that it would export."""

    def __init__(self, headquarters: Journal, kit: Path, name: str, first_sheet: int) -> None:
        opened = open_envelope(kit.read_bytes(), file=kit.name, kind=FileKind.KIT, admit=admit_anybody)
        head = read_kit_head(opened.head, file=kit.name)
        self.name, self._headquarters = name, headquarters
        self.keys: DeviceKeys = new_device_keys()
        self.device = device_id(self.keys.public)
        self._raws: list[bytes] = []
        self._last, self._batches, self._lines = NO_ID, 0, 0
        self._first_sheet = first_sheet
        shown = proof(bytes.fromhex(head.seed), self.keys.public).hex()
        self._write(Kind.CLAIM, Claim(kit=head.kit, name=name, proof=shown), None)

    def type(self, lines: int) -> None:
        """Type so many lines more, five a sheet."""
        for _ in range(lines):
            sheets, line = divmod(self._lines, LINES_A_SHEET)
            run, serial = divmod(self._first_sheet + sheets, MOST_SERIAL)
            place = Place.on(SheetNumber(RUN + run, serial + 1), line + 1)
            number = self._first_sheet * LINES_A_SHEET + self._lines
            body = Line(
                name=f"Signer {number}", address=f"{number} Elm St", city="Los Angeles", zip="90012", event="Vigil"
            )
            self._write(Kind.PUT, body, place)
            self._lines += 1

    def export(self, folder: Path) -> Path:
        """Write a batch of all that this laptop typed so far."""
        self._batches += 1
        seq = len(self._raws)
        signature = sign(self.keys, CHECKPOINT_TAG, checkpoint_text(self.device, seq, self._last))
        segment = Segment(self.device, self.keys.public, 1, NO_ID, tuple(self._raws), signature)
        stretches, lines = packed([segment])
        to = batch_recipients(self._headquarters)
        campaign = self._headquarters.campaign_id or ""
        head = BatchHead(
            app="test", at=AT, campaign=campaign, device=self.device, lines=self._lines, name=self.name,
            number=self._batches, records=len(lines), sheets=-(-self._lines // LINES_A_SHEET), stretches=stretches,
            to=to,
        )  # fmt: skip
        path = folder / f"canvass-{self.device[:8]}-{self._batches:04d}.canvassbatch"
        sealing = Sealing(
            kind=FileKind.BATCH, campaign=campaign_tag(campaign), keys=self.keys, head=head_bytes(head), lines=lines,
            recipients=to,
        )  # fmt: skip
        path.write_bytes(seal(sealing, file=path.name))
        return path

    def _write(self, kind: Kind, body: Body, place: Place | None) -> None:
        seq = len(self._raws) + 1
        raw = encode(
            Record(
                after=(), at=AT, body=body, device=self.device, kind=int(kind), nonce=f"{seq:032x}", place=place,
                seq=seq, typist="AB" if place else "",
            )
        )  # fmt: skip
        self._raws.append(raw)
        self._last = id_of(self._last, raw)


def many_batches(headquarters: Journal, folder: Path, laptops: int, nights: int, lines_a_night: int) -> Iterator[Path]:
    """Yield `laptops` × `nights` batches: every laptop exports once a night, each time all it has."""
    kit = folder / "field.canvasskit"
    make_kit(headquarters, Role.FIELD, kit)
    sheets = -(-nights * lines_a_night // LINES_A_SHEET)
    for number in range(laptops):
        laptop = Laptop(headquarters, kit, f"Laptop {number + 1}", number * sheets)
        for _ in range(nights):
            laptop.type(lines_a_night)
            yield laptop.export(folder)
    kit.unlink()
