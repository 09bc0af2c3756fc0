"""What taking in files would bring, told before anything is changed: opened once, compared, nothing written."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from canvass.batches.admission import BatchStranger, role_of
from canvass.batches.arriving import READINGS, Arriving, Numbers, arriving, disputed_then
from canvass.batches.broken import why_refused
from canvass.batches.errors import BatchRefused
from canvass.batches.merging import Refused, batch_files
from canvass.batches.opened import BatchRead, read_batch
from canvass.ground.progress import Report, silent
from canvass.journal.bodies import Claim, Kind, Kit, Role
from canvass.journal.bounds import Asked
from canvass.journal.facts import Fact, facts
from canvass.journal.identity import is_proof
from canvass.journal.journal import Journal
from canvass.journal.roles import ROLE_KINDS, roles_with
from canvass.journal.union import ChainBroken, Segment, chain_ids, proven_record

KEPT_BYTES_AT_MOST = 64 << 20
"""Of the records of opened files, so that most need not be opened twice; a thousand small ones stay far below."""

HERE = """
    select distinct r.place from device d cross join record r
        on r.n between d.n << 32 | :first and d.n << 32 | :last
     where d.id = :device and r.kind in (1, 2, 3)
"""


class FromLaptop(msgspec.Struct, frozen=True):
    """What the files hold that one laptop typed: its lines, on how many sheets; of these new and already here.

    conflicts: of the new ones about how many would be to decide. is_new: nothing of it is here yet.
    """

    device: str
    name: str
    is_new: bool
    lines: int
    sheets: int
    new: int
    known: int
    conflicts: int


class FileSeen(msgspec.Struct, frozen=True):
    """A file that could be taken in: whose it is, how many records it holds and how many of these are new.

    lines: how many its writer's file held; new_lines: at how many places it brings a reading that is not here.
    """

    file: str
    device: str
    name: str
    records: int
    new: int
    lines: int
    new_lines: int


class Foreseen(msgspec.Struct, frozen=True):
    """What taking the files in would bring: records new and known, lines to decide (about), laptops, files, refusals.

    The records are counted as `Merged` counts them. What somebody types meanwhile is not in it.
    """

    new: int
    known: int
    conflicts: int
    laptops: tuple[FromLaptop, ...]
    files: tuple[FileSeen, ...]
    refused: tuple[Refused, ...]


class _Looked(msgspec.Struct):
    """What is new in one file, and its segments with the last id of each; `lines` are places by laptop."""

    ids: list[bytes]
    readings: list[tuple[int, Arriving]]
    facts: list[Fact]
    lines: list[tuple[str, int]]
    spans: list[tuple[Segment, bytes]]


class Foreseeing:
    """Files looked at, some more at each call of `look`; those that fit are kept opened for the taking in."""

    def __init__(self, identities: Sequence[str] = ()) -> None:
        """Take keys beside the file's own, as the recovery key."""
        self._identities = tuple(identities)
        self.kept: dict[Path, BatchRead] = {}
        self._kept_bytes = 0
        self._ids: set[bytes] = set()
        self._whole: dict[bytes, int] = {}
        self._readings: dict[int, list[Arriving]] = defaultdict(list)
        self._facts: list[Fact] = []
        self._keys: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self._lines: dict[str, set[int]] = defaultdict(set)
        self._spans: dict[str, tuple[int, int]] = {}
        self._vouched: set[str] = set()
        self._files: list[FileSeen] = []
        self._known = 0
        self.refused: dict[Path, BatchRefused] = {}
        self._seen: set[Path] = set()
        self._hq_kits: Mapping[str, Kit] | None = None
        self._numbers = Numbers()

    def look(
        self, journal: Journal, paths: Sequence[Path], passphrase: str | None = None, report: Report = silent
    ) -> Foreseen:
        """Look at files, and at the batches of folders, and return what all those looked at so far would bring.

        A file of a laptop that is not known is looked at again after the others, as taking in does, and at later
        calls. Only reads. After a cancel the object is of no use any more.
        """
        unknown = [path for path, why in self.refused.items() if isinstance(why, BatchStranger)]
        files = [path for path in dict.fromkeys((*batch_files(paths), *unknown)) if path not in self._seen]
        strangers: list[Path] = []
        for done, path in enumerate(files):
            report(done, len(files))
            self._look_at(journal, path, passphrase, strangers)
        tried = len(strangers) + 1
        while 0 < len(strangers) < tried:
            tried, again, strangers = len(strangers), strangers, []
            for path in again:
                report(len(files) - 1, len(files))
                self._look_at(journal, path, passphrase, strangers)
        for path in strangers:
            self.kept.pop(path, None)
        report(len(files), len(files))
        return self._foreseen(journal)

    def _look_at(self, journal: Journal, path: Path, passphrase: str | None, strangers: list[Path]) -> None:
        """Look at one file; if nobody speaks for its laptop yet, put it to the strangers."""
        self.refused.pop(path, None)
        try:
            batch = self.kept.get(path) or read_batch(journal, path, passphrase, self._identities)
            self._keep(path, batch)
            found = self._compared(journal, batch)
        except BatchRefused as why:
            self.kept.pop(path, None)
            self.refused[path] = why
            return
        if self._is_stranger(journal, batch, found):
            strangers.append(path)
            self.refused[path] = BatchStranger(file=path.name, laptop=batch.head.device[:8])
            return
        self._seen.add(path)
        self._take(journal, batch, found)

    def _keep(self, path: Path, batch: BatchRead) -> None:
        """Keep it opened if there is room, and one that a passphrase opens in any case: it is not asked for again."""
        if path not in self.kept and (batch.by_passphrase or self._kept_bytes + batch.size <= KEPT_BYTES_AT_MOST):
            self.kept[path] = batch
            self._kept_bytes += batch.size

    def _compared(self, journal: Journal, batch: BatchRead) -> _Looked:
        """Return what of a batch is neither here nor in a file looked at before. Raises `BatchRefused`."""
        found, asked, row = _Looked([], [], [], [], []), Asked(), 0
        for segment in batch.segments:
            try:
                ids = chain_ids(segment)
                found.spans.append((segment, ids[-1]))
                if self._whole.get(ids[-1], segment.first + 1) > segment.first:
                    self._add_new(journal, segment, ids, found, asked=asked, row=row)
            except ChainBroken as broken:
                raise why_refused(broken, file=batch.file) from None
            row += len(segment.raws)
        return found

    def _add_new(
        self, journal: Journal, segment: Segment, ids: list[bytes], found: _Looked, *, asked: Asked, row: int
    ) -> None:
        here = _ids_here(journal, segment)
        for seq, identity in enumerate(ids, segment.first):
            if identity in here or identity in self._ids:
                continue
            record, body = proven_record(segment, seq, row, asked)
            found.ids.append(identity)
            if record.kind in ROLE_KINDS:
                found.facts.append(Fact(record.device, seq, 0, identity, record.at, body))
            reading = arriving(record, body)
            if reading is not None and record.place is not None:
                place = self._numbers.place(journal.connection, record.place)
                found.readings.append((place, reading))
                if record.kind in READINGS:
                    found.lines.append((record.device, place))

    def _is_stranger(self, journal: Journal, batch: BatchRead, found: _Looked) -> bool:
        """Return whether the batch would be refused because nobody speaks for its laptop; the rule of `enrol`."""
        signer, campaign = batch.head.device, journal.campaign_id
        if campaign is None or batch.by_passphrase or signer == journal.device or signer in self._vouched:
            return False
        if role_of(journal, signer) > Role.NONE:
            return False
        keys = self._keys | {segment.device: segment.key for segment in batch.segments}
        if any(holds_field_kit(fact, self._kits(journal), keys) for fact in found.facts if fact.device == signer):
            return False
        return not roles_with(journal.connection, campaign, [*self._facts, *found.facts], keys).get(signer)

    def _kits(self, journal: Journal) -> Mapping[str, Kit]:
        """Return the set-up files for field laptops that headquarters has told of here: what most laptops show."""
        if self._hq_kits is None:
            made = ((role_of(journal, fact.device), fact.body) for fact in facts(journal.connection, Kind.KIT))
            self._hq_kits = {kit.kit: kit for role, kit in made if isinstance(kit, Kit) and role == Role.HQ}
        return self._hq_kits

    def _take(self, journal: Journal, batch: BatchRead, found: _Looked) -> None:
        """Count a batch that would be let in among those looked at."""
        for segment, last_id in found.spans:
            self._whole[last_id] = min(segment.first, self._whole.get(last_id, segment.first))
            self._keys[segment.device] = segment.key
            first, last = self._spans.get(segment.device, (segment.first, segment.last))
            self._spans[segment.device] = (min(first, segment.first), max(last, segment.last))
        self._ids.update(found.ids)
        self._facts += found.facts
        for place, reading in found.readings:
            self._readings[place].append(reading)
        for device, place in found.lines:
            self._lines[device].add(place)
        if journal.role == Role.HQ and (batch.by_passphrase or role_of(journal, batch.head.device) >= Role.COORDINATOR):
            self._vouched |= {segment.device for segment in batch.segments}
        self._names[batch.head.device] = batch.head.name
        self._known += batch.head.records - len(found.ids)
        self._files.append(
            FileSeen(
                file=batch.file,
                device=batch.head.device,
                name=batch.head.name,
                records=batch.head.records,
                new=len(found.ids),
                lines=batch.head.lines,
                new_lines=len({place for _, place in found.lines}),
            )
        )

    def _foreseen(self, journal: Journal) -> Foreseen:
        roles = dict(journal.connection.execute("select id, role from device where fork = 0").fetchall())
        disputed = set(disputed_then(journal.connection, self._readings, roles))
        return Foreseen(
            new=sum(file.new for file in self._files),
            known=self._known,
            conflicts=len(disputed),
            laptops=tuple(self._laptops(journal, disputed)),
            files=tuple(self._files),
            refused=tuple(Refused(path.name, why) for path, why in self.refused.items()),
        )

    def _laptops(self, journal: Journal, disputed: set[int]) -> list[FromLaptop]:
        """Return what there is of each laptop, this one and headquarters without lines left out; most new first."""
        names = {
            fact.device: fact.body.name
            for fact in (*facts(journal.connection, Kind.CLAIM), *self._facts)
            if isinstance(fact.body, Claim) and fact.body.name
        }
        signers = {file.device for file in self._files}
        heard_of = {row[0] for row in journal.connection.execute("select id from device where key is not null")}
        found = []
        for device, (first, last) in self._spans.items():
            new = self._lines.get(device, set())
            span = {"device": device, "first": first, "last": last}
            here = {row[0] for row in journal.connection.execute(HERE, span).fetchall()} - new
            if device == journal.device or not (new or here or device in signers):
                continue
            found.append(
                FromLaptop(
                    device=device,
                    name=names.get(device, self._names.get(device, "")),
                    is_new=device not in heard_of,
                    lines=len(new) + len(here),
                    sheets=len({place >> 12 for place in new | here}),
                    new=len(new),
                    known=len(here),
                    conflicts=len(new & disputed),
                )
            )
        return sorted(found, key=lambda laptop: (-laptop.new, laptop.name, laptop.device))


def holds_field_kit(fact: Fact, kits: Mapping[str, Kit], keys: Mapping[str, bytes]) -> bool:
    """Return whether a fact proves that its laptop holds one of these set-up files, and that one for field laptops."""
    claim = fact.body
    kit = kits.get(claim.kit) if isinstance(claim, Claim) else None
    if kit is None or kit.role != Role.FIELD or not isinstance(claim, Claim):
        return False
    return is_proof(bytes.fromhex(kit.key), keys[fact.device], bytes.fromhex(claim.proof))


def _ids_here(journal: Journal, segment: Segment) -> set[bytes]:
    """Return the ids that this file holds under a segment's numbers, forks among them."""
    rows = journal.connection.execute(
        "select r.id from device d cross join record r on r.n between d.n << 32 | ? and d.n << 32 | ? where d.id = ?",
        (segment.first, segment.last, segment.device),
    )
    return {row[0] for row in rows.fetchall()}
