"""Taking in batches: each refused whole with a reason, or taken in whole, in one transaction of its own."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from canvass.batches.admission import BatchStranger, enrol, go_on_anew
from canvass.batches.broken import why_refused
from canvass.batches.errors import BatchRefused
from canvass.batches.opened import BatchRead, read_batch
from canvass.batches.quarantine import remember
from canvass.ground.progress import Report, silent
from canvass.journal.bodies import Claim, Did, Kind, Role
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.union import ChainBroken, Gap, United, gaps, unite
from canvass.signers.pages import disputed_links

SUFFIX = ".canvassbatch"
CHECKPOINT_PAGES = 20_000
"""Pages of the write-ahead log before a checkpoint while merging (80 MB), so that batches share one."""


class Refused(msgspec.Struct, frozen=True):
    """A file that was not taken in, and why."""

    file: str
    why: BatchRefused


class NewLaptop(msgspec.Struct, frozen=True):
    """A laptop heard of for the first time: its name as it says, and how many lines it typed."""

    name: str
    device: str
    lines: int


class Merged(msgspec.Struct, frozen=True):
    """What came of taking in files: records new and known, places now to decide, what is waited for and refused."""

    new: int
    known: int
    conflicts: int
    waiting: tuple[Gap, ...]
    refused: tuple[Refused, ...]
    laptops: tuple[NewLaptop, ...] = ()
    forked: tuple[str, ...] = ()
    taken: int = 0


class _Before(msgspec.Struct, frozen=True):
    """Places in conflict and laptops known before anything was taken in."""

    disputed: frozenset[int | str]
    laptops: frozenset[str]


def batch_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files themselves, and of each folder the batches in it in order of name; each file once.

    A name that begins with a dot is no batch: Macs leave such shadows of every file on a stick. A folder that cannot
    be listed is yielded itself, to be refused with a sentence.
    """
    yielded: set[Path] = set()
    for path in paths:
        try:
            inside = sorted(path.iterdir()) if path.is_dir() else [path]
        except OSError:
            inside = [path]
        for entry in inside:
            is_batch = entry == path or (entry.suffix.lower() == SUFFIX and not entry.name.startswith("."))
            if is_batch and entry not in yielded:
                yielded.add(entry)
                yield entry


class Merging:
    """Files being taken in, one a step, so that whoever owns the connection can save a line between any two steps.

    A batch from a laptop that is not known here is tried again after all others, for as long as others may speak for
    it. A step that fails through the campaign file itself, as on a full disk, leaves its batch to be taken in again.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        passphrase: str | None = None,
        read: Mapping[Path, BatchRead] | None = None,
        identities: Sequence[str] = (),
    ) -> None:
        """Files in `read` were opened before, as when they were looked at first; they are not opened again.

        `identities` are keys beside the file's own: the recovery key.
        """
        self._identities = tuple(identities)
        self._waiting = list(batch_files(paths))
        self._passphrase = passphrase
        self._read: dict[Path, BatchRead | BatchRefused] = dict(read or {})
        self._strangers: list[tuple[Path, BatchStranger]] = []
        self._round = len(self._waiting)
        self._united: list[United] = []
        self._refused: list[Refused] = []
        self._before: _Before | None = None
        self.total = len(self._waiting)
        """How many files there are."""

    @property
    def done(self) -> int:
        """How many files are taken in or refused for good."""
        return self.total - len(self._waiting) - len(self._strangers)

    @property
    def taken(self) -> int:
        """How many files are taken in."""
        return len(self._united)

    @property
    def is_finished(self) -> bool:
        """Whether no step is left."""
        return not self._waiting

    def prepare(self, journal: Journal) -> None:
        """Open the next file without changing anything, so that `step` only writes: in any thread with a journal."""
        self._begun(journal)
        if self._waiting and self._waiting[0] not in self._read:
            try:
                self._read[self._waiting[0]] = read_batch(journal, self._waiting[0], self._passphrase, self._identities)
            except BatchRefused as why:
                self._read[self._waiting[0]] = why

    def step(self, journal: Journal) -> None:
        """Take in the next file, in one transaction, or note why not."""
        self.prepare(journal)
        path = self._waiting[0]
        try:
            self._united.append(_taken_in(journal, self._read[path]))
        except BatchStranger as why:
            self._strangers.append((path, why))
        except BatchRefused as why:
            remember(journal, why)
            self._refused.append(Refused(path.name, why))
        del self._waiting[0]
        self._read.pop(path, None)
        if not self._waiting:
            self._try_strangers_again()

    def merged(self, journal: Journal) -> Merged:
        """Return what came of the steps so far."""
        before = self._begun(journal)
        return Merged(
            new=sum(result.new for result in self._united),
            known=sum(result.known for result in self._united),
            conflicts=len(_disputed(journal) - before.disputed),
            waiting=tuple(gaps(journal.connection)),
            refused=tuple(self._refused),
            laptops=_told(journal, [device for device in _laptops(journal) if device not in before.laptops]),
            forked=tuple(sorted({device for result in self._united for device in result.forked})),
            taken=self.taken,
        )

    def _begun(self, journal: Journal) -> _Before:
        """Return how it stood before the first step."""
        if self._before is None:
            self._before = _Before(frozenset(_disputed(journal)), frozenset(_laptops(journal)))
        return self._before

    def _try_strangers_again(self) -> None:
        """Begin another round with the strangers, or refuse them if the last round brought nobody to speak for them."""
        if len(self._strangers) < self._round:
            self._waiting = [path for path, _ in self._strangers]
            self._round = len(self._waiting)
        else:
            self._refused += [Refused(path.name, why) for path, why in self._strangers]
        self._strangers = []


def merge(
    journal: Journal,
    paths: Sequence[Path],
    passphrase: str | None = None,
    report: Report = silent,
    identities: Sequence[str] = (),
) -> Merged:
    """Take in batches, each in one transaction; a refused one changes nothing and is told with its reason.

    The order of files and doubles among them make no difference. A cancel keeps the batches taken in before it, and
    so does a failure of the campaign file itself, such as a full disk, which is raised. `identities` open what the
    file's own keys don't, as the recovery key.
    """
    merging = Merging(paths, passphrase, identities=identities)
    while not merging.is_finished:
        report(merging.done, merging.total)
        merging.step(journal)
    report(merging.total, merging.total)
    return merging.merged(journal)


def _taken_in(journal: Journal, batch: BatchRead | BatchRefused) -> United:
    """Take one batch in without a checkpoint on the way, so that the batches of a folder share one."""
    if isinstance(batch, BatchRefused):
        raise batch
    journal.connection.execute(f"pragma wal_autocheckpoint = {CHECKPOINT_PAGES}")
    try:
        return take_in(journal, batch)
    finally:
        journal.connection.execute("pragma wal_autocheckpoint = 1000")


def take_in(journal: Journal, batch: BatchRead) -> United:
    """Take one batch in, whole. Raises `BatchRefused` with nothing changed."""
    with journal.writing():
        try:
            result = unite(journal.connection, batch.segments, journal.campaign_id)
        except ChainBroken as broken:
            refusal = why_refused(broken, file=batch.file)
            refusal.digest = batch.digest
            raise refusal from None
        devices = {segment.device for segment in batch.segments}
        enrol(journal, devices, signer=batch.head.device, file=batch.file, by_passphrase=batch.by_passphrase)
        if journal.device in result.forked:
            go_on_anew(journal)
        if result.new:
            journal.write(Kind.DID, Did(what="merged", batch=batch.uid, records=result.new))
    return result


def _laptops(journal: Journal) -> list[str]:
    """Return the other laptops that records came from, headquarters' own left out."""
    rows = journal.connection.execute(
        "select id from device where fork = 0 and key is not null and role < ? and id <> ? order by id",
        (Role.HQ, journal.device),
    )
    return [row[0] for row in rows.fetchall()]


def _told(journal: Journal, devices: list[str]) -> tuple[NewLaptop, ...]:
    """Return laptops with the name that each gave itself and the lines it typed, corrected or not."""
    names = {
        fact.device: fact.body.name for fact in facts(journal.connection, Kind.CLAIM) if isinstance(fact.body, Claim)
    }
    lines = (
        "select count(distinct r.place) from device d cross join record r "
        "on r.n between d.n << 32 and (d.n << 32) | 4294967295 where d.id = ? and r.kind in (1, 2)"
    )
    return tuple(
        NewLaptop(names.get(device, ""), device, journal.connection.execute(lines, (device,)).fetchone()[0])
        for device in devices
    )


def _disputed(journal: Journal) -> set[int | str]:
    """Return what is to decide: places whose readings differ, and loose pages whose links do."""
    places = {row[0] for row in journal.connection.execute("select place from line where conflict > 0")}
    return places | {link.page for link in disputed_links(journal)}
