"""Taking in other devices' records: set union, with chains proved, forks kept apart and gaps listed."""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from canvass.campaign.connection import Connection
from canvass.ground.canonical import NotCanonical
from canvass.journal.bodies import Body, Malformed, Move, Page, Role, Run
from canvass.journal.bounds import Asked
from canvass.journal.identity import device_id, is_signed, is_strong_key
from canvass.journal.newcomers import MOST_AT_ONCE, welcome
from canvass.journal.record import MOST_SEQ, NO_ID, Record, decode_record, id_of
from canvass.journal.roles import ROLE_KINDS
from canvass.journal.rows import Numbered
from canvass.journal.store import Devices, Said, store_records, tell_sheets
from canvass.journal.views import touch
from canvass.journal.wiped import wiped

CHECKPOINT_TAG = b"canvass-checkpoint-1\x00"

RECORDS_AT_ONCE = 2_000
"""Decoded at once: records are small, but each can name 64 others."""

Arrived = tuple[int, bytes, bytes, Record[Any], Body]


class Segment(msgspec.Struct, frozen=True):
    """Neighbouring records of one device, from number `first` on, with what proves them.

    `before` is the id of the record before the first, zeros for the first of all; `signature` is the device's own
    over the id of the last.
    """

    device: str
    key: bytes
    first: int
    before: bytes
    raws: tuple[bytes, ...]
    signature: bytes

    @property
    def last(self) -> int:
        """The number of the last record."""
        return self.first + len(self.raws) - 1


class ChainBroken(ValueError):
    """Records do not follow from each other as their device signed them; the kinds below are about a single record."""


class RecordUnfit(ChainBroken):
    """A record of a proven chain breaks its form: the `row`-th of all that came together, from 1."""

    def __init__(self, row: int) -> None:
        super().__init__(f"record {row}")
        self.row = row


class TooMuch(RecordUnfit):
    """With this record all that came together would be more than any drive brings (`bounds.py`)."""


class Gap(msgspec.Struct, frozen=True):
    """Records of a device that later ones show to exist and that have not arrived: numbers `start` to `end`."""

    device: str
    start: int
    end: int


class United(msgspec.Struct, frozen=True):
    """What a union brought: records new and already here, and devices found forked."""

    new: int
    known: int
    forked: tuple[str, ...]


def checkpoint_text(device: str, seq: int, identity: bytes) -> bytes:
    """Return what a device signs at a point of its chain."""
    return b"%s %d %s" % (device.encode(), seq, identity.hex().encode())


def chain_ids(segment: Segment) -> list[bytes]:
    """Return the ids of a segment's records. Raises `ChainBroken` unless key, chain and signature fit together."""
    if not segment.raws or not is_strong_key(segment.key) or device_id(segment.key) != segment.device:
        raise ChainBroken("key")
    if len(segment.before) != hashlib.sha256().digest_size or (segment.first == 1) != (segment.before == NO_ID):
        raise ChainBroken("before")
    if not 1 <= segment.first <= segment.last <= MOST_SEQ:
        raise ChainBroken("first")
    ids, previous = [], segment.before
    for raw in segment.raws:
        previous = id_of(previous, raw)
        ids.append(previous)
    if not is_signed(
        segment.key, CHECKPOINT_TAG, checkpoint_text(segment.device, segment.last, previous), segment.signature
    ):
        raise ChainBroken("signature")
    return ids


def unite(connection: Connection, segments: Iterable[Segment], campaign_id: str | None) -> United:
    """Take the segments in, inside the caller's `Journal.writing`: all of them, or `ChainBroken` and nothing.

    Union is commutative, associative and idempotent: any order, grouping and repetition gives the same records.
    A record with other bytes under a number already known goes to a further row of its device. What is decoded is
    held for some thousand records at a time only.
    """
    segments = tuple(segments)
    union = _Union(connection, segments)
    for segment in segments:
        union.take(segment)
    if campaign_id is not None and union.of_roles:
        welcome(connection, campaign_id, union.of_roles)
    tell_sheets(connection, union.devices, union.said)
    return United(union.new, union.row - union.new, tuple(union.forked))


class _Union:
    """Segments on their way in: what they came to so far, and the facts that speak of sheets."""

    def __init__(self, connection: Connection, segments: Iterable[Segment]) -> None:
        self._connection = connection
        self.devices = Devices(connection)
        self._spans: dict[str, tuple[int, int]] = {}
        for segment in segments:
            first, last = self._spans.get(segment.device, (segment.first, segment.last))
            self._spans[segment.device] = (min(first, segment.first), max(last, segment.last))
        self._here: dict[str, Numbered] = {}
        self._asked = Asked()
        self.new = self.row = 0
        self.said: list[Said] = []
        self.of_roles: list[Said] = []
        self.forked: list[str] = []

    def take(self, segment: Segment) -> None:
        ids = chain_ids(segment)
        if segment.device not in self._here:
            self._here[segment.device] = Numbered(self._connection, self.devices, segment.device, self._spans)
        here = self._here[segment.device]
        new = here.give_all(segment.first, ids)
        if new is None:
            new = self._placed(segment, ids, here)
        for start in range(0, len(new), RECORDS_AT_ONCE):
            self._store(segment, new[start : start + RECORDS_AT_ONCE])
        _keep_proof(self._connection, segment, ids[-1])
        self.new += len(new)
        self.row += len(segment.raws)
        if any(not here.is_first(n) for n, _ in new):
            self.forked.append(segment.device)

    def _placed(self, segment: Segment, ids: list[bytes], here: Numbered) -> list[tuple[int, bytes]]:
        """Return the records of a segment that are new, each with its number here and its id."""
        new: list[tuple[int, bytes]] = []
        previous = segment.before
        for seq, identity in enumerate(ids, segment.first):
            if not here.holds(seq, identity):
                n = here.give(seq, identity, previous)
                if n is None:
                    raise TooMuch(self.row + seq - segment.first + 1)
                new.append((n, identity))
            previous = identity
        return new

    def _store(self, segment: Segment, new: list[tuple[int, bytes]]) -> None:
        arrived: list[Arrived] = []
        for n, identity in new:
            seq = n & 0xFFFFFFFF
            record, body = proven_record(segment, seq, self.row, self._asked)
            arrived.append((n, identity, segment.raws[seq - segment.first], record, body))
        touched, said = store_records(self._connection, self.devices, arrived)
        touch(self._connection, touched)
        self.said += [one for one in said if isinstance(one[1], Run | Move | Page)]
        if len(self.of_roles) <= MOST_AT_ONCE:
            self.of_roles += [one for one in said if one[0].kind in ROLE_KINDS]


def proven_record(segment: Segment, seq: int, rows_before: int, asked: Asked) -> tuple[Record[Any], Body]:
    """Return the record with this number of a segment before which so many came, counted with what they asked.

    Raises `RecordUnfit`, or `TooMuch`.
    """
    row = rows_before + seq - segment.first + 1
    try:
        record, body = decode_record(segment.raws[seq - segment.first])
    except (Malformed, NotCanonical):
        raise RecordUnfit(row) from None
    if record.device != segment.device or record.seq != seq:
        raise RecordUnfit(row)
    if not asked.is_within(record, body):
        raise TooMuch(row)
    return record, body


def _keep_proof(connection: Connection, segment: Segment, last_id: bytes) -> None:
    connection.execute("update device set key = ? where id = ? and key is null", (segment.key, segment.device))
    connection.execute(
        "insert or ignore into checkpoint (device, seq, id, signature) values (?, ?, ?, ?)",
        (segment.device, segment.last, last_id, segment.signature),
    )
    if segment.first > 1:
        connection.execute(
            "insert or ignore into anchor (device, seq, id) values (?, ?, ?)",
            (segment.device, segment.first - 1, segment.before),
        )


def gaps(connection: Connection) -> list[Gap]:
    """Return what is waited for, in order of device and number.

    Headquarters' records travel outward only in part (a kit carries facts, no readings): nobody waits for the rest.
    Nor does anybody for what was wiped here, because headquarters holds it.
    """
    gone = wiped(connection).devices
    rows = connection.execute(
        "select id, previous + 1, seq - 1 from ("
        " select d.id, r.n & 4294967295 as seq,"
        "        lag(r.n & 4294967295, 1, 0) over (partition by d.id order by r.n & 4294967295) as previous"
        "   from record r cross join device d on d.n = r.n >> 32 where d.role < ?)"
        " where seq > previous + 1 order by id, seq",
        (Role.HQ,),
    )
    found = (Gap(device, max(start, gone.get(device, 0) + 1), end) for device, start, end in rows.fetchall())
    return [gap for gap in found if gap.start <= gap.end]
