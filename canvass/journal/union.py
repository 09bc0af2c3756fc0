"""Taking in other devices' records: set union, with chains proved, forks kept apart and gaps listed."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from canvass.campaign.connection import Connection
from canvass.ground.canonical import NotCanonical
from canvass.journal.bodies import Body, Malformed, Role
from canvass.journal.identity import device_id, is_signed, is_strong_key
from canvass.journal.record import MOST_SEQ, NO_ID, Record, decode_record, id_of
from canvass.journal.roles import ROLE_KINDS, refresh_roles
from canvass.journal.store import Devices, Said, store_records, tell_sheets
from canvass.journal.views import touch

CHECKPOINT_TAG = b"canvass-checkpoint-1\x00"

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
    """Records do not follow from each other as their device signed them, or a record breaks its form."""


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
    A record with other bytes under a number already known goes to a further row of its device.
    """
    devices = Devices(connection)
    new = known = 0
    forked: list[str] = []
    facts: list[Said] = []
    for segment in segments:
        ids = chain_ids(segment)
        arrived, is_forked = _placed(connection, devices, segment, ids)
        touched, said = store_records(connection, devices, arrived)
        touch(connection, touched)
        facts += said
        _keep_proof(connection, segment, ids[-1])
        new += len(arrived)
        known += len(segment.raws) - len(arrived)
        forked += [segment.device] if is_forked else []
    if campaign_id is not None and any(record.kind in ROLE_KINDS for record, _ in facts):
        refresh_roles(connection, campaign_id)
    tell_sheets(connection, devices, facts)
    return United(new, known, tuple(forked))


def _placed(connection: Connection, devices: Devices, segment: Segment, ids: list[bytes]) -> tuple[list[Arrived], bool]:
    """Return the records of a segment that are new, each with its number here, and whether they fork their device."""
    rows = devices.rows(segment.device)
    here = _known(connection, rows, segment.first - 1, segment.last)
    numbered = list(enumerate(ids, segment.first))
    if not any(here.values()):
        return _decoded(segment, [(rows[0] << 32 | seq, identity) for seq, identity in numbered]), False
    new: list[tuple[int, bytes]] = []
    row, previous = rows[0], segment.before
    for seq, identity in numbered:
        if not any(here[n].get(seq) == identity for n in rows):
            row = _row_for(devices, segment.device, rows, here, seq=seq, previous=previous)
            here[row][seq] = identity
            new.append((row << 32 | seq, identity))
        previous = identity
    return _decoded(segment, new), any(n >> 32 != rows[0] for n, _ in new)


def _known(connection: Connection, rows: Sequence[int], first: int, last: int) -> dict[int, dict[int, bytes]]:
    """Return the ids that each row of a device holds between two numbers."""
    found = {}
    for n in rows:
        span = (n << 32 | first, n << 32 | last)
        found[n] = dict(
            connection.execute("select n & 4294967295, id from record where n between ? and ?", span).fetchall()
        )
    return found


def _row_for(
    devices: Devices, device: str, rows: list[int], here: dict[int, dict[int, bytes]], *, seq: int, previous: bytes
) -> int:
    """Return the row that a new record continues: free at its number, and not after another record's successor."""
    for row in rows:
        if (
            seq not in here[row]
            and here[row].get(seq - 1, previous) == previous
            and (row == rows[0] or seq - 1 in here[row])
        ):
            return row
    fork = devices.fork(device)
    rows.append(fork)
    here[fork] = {}
    return fork


def _decoded(segment: Segment, new: list[tuple[int, bytes]]) -> list[Arrived]:
    """Return the records of a segment with these numbers here. Raises `ChainBroken` for a malformed one."""
    arrived: list[Arrived] = []
    device, first, raws = segment.device, segment.first, segment.raws
    for n, identity in new:
        seq = n & 0xFFFFFFFF
        raw = raws[seq - first]
        try:
            record, body = decode_record(raw)
        except (Malformed, NotCanonical):
            raise ChainBroken(f"record {seq}") from None
        if record.device != device or record.seq != seq:
            raise ChainBroken(f"record {seq}")
        arrived.append((n, identity, raw, record, body))
    return arrived


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
    """
    rows = connection.execute(
        "select id, previous + 1, seq - 1 from ("
        " select d.id, r.n & 4294967295 as seq,"
        "        lag(r.n & 4294967295, 1, 0) over (partition by d.id order by r.n & 4294967295) as previous"
        "   from record r cross join device d on d.n = r.n >> 32 where d.role < ?)"
        " where seq > previous + 1 order by id, seq",
        (Role.HQ,),
    )
    return [Gap(*row) for row in rows.fetchall()]
