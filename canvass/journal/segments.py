"""Records made ready to travel: neighbouring ones together, each stretch with what proves it."""

from collections.abc import Collection, Iterator

from canvass.campaign.connection import Connection
from canvass.journal.identity import DeviceKeys, device_id, sign
from canvass.journal.record import NO_ID, id_of
from canvass.journal.union import CHECKPOINT_TAG, Segment, checkpoint_text

Row = tuple[int, bytes, bytes]
"""A record's number here, its id, its bytes."""

ALL = """
    select r.n, r.id, r.raw, r.kind, d.id = ? and d.fork = 0 from record r cross join device d on d.n = r.n >> 32
     where d.key is not null order by d.id, d.fork, r.n
"""


def whole_journal(connection: Connection, keys: DeviceKeys, alone: Collection[int] = ()) -> Iterator[Segment]:
    """Yield all records of the file in stretches that follow from each other, in order of device, fork and number.

    This device signs the end of its own; of others each stretch goes as far as their newest signed point in it. At a
    record of the kinds `alone` a stretch ends too if it can: whoever gets it may pass that record on by itself.
    """
    stretch: list[Row] = []
    for n, identity, raw, kind, is_own in connection.execute(ALL, (device_id(keys.public),)):
        if stretch and (n != stretch[-1][0] + 1 or id_of(stretch[-1][1], raw) != identity):
            yield from _proven(connection, keys, stretch)
            stretch = []
        stretch.append((n, identity, raw))
        if kind in alone and (is_own or _is_signed(connection, n, identity)):
            yield from _proven(connection, keys, stretch)
            stretch = []
    if stretch:
        yield from _proven(connection, keys, stretch)


def single_records(connection: Connection, keys: DeviceKeys, numbers: Collection[int]) -> Iterator[Segment]:
    """Yield each of the records as a stretch of its own, so that whoever gets it can pass on any of them.

    Left out is what can't be proved alone: another device's record at which it did not sign.
    """
    for n in sorted(numbers):
        row = connection.execute("select n, id, raw from record where n = ?", (n,)).fetchone()
        if row is not None:
            yield from _proven(connection, keys, [row])


def _proven(connection: Connection, keys: DeviceKeys, stretch: list[Row]) -> Iterator[Segment]:
    number, first = stretch[0][0] >> 32, stretch[0][0] & 0xFFFFFFFF
    device, key, primary = connection.execute("select id, key, first from device where n = ?", (number,)).fetchone()
    before = id_before(connection, device, first, stretch[0][1], stretch[0][2])
    if before is None:
        return
    if device == device_id(keys.public) and number == primary:
        last_seq, last_id = stretch[-1][0] & 0xFFFFFFFF, stretch[-1][1]
        signature = sign(keys, CHECKPOINT_TAG, checkpoint_text(device, last_seq, last_id))
        yield Segment(device, key, first, before, tuple(raw for *_, raw in stretch), signature)
        return
    signed = connection.execute(
        "select seq - :first, id, signature from checkpoint where device = :device and seq between :first and :last "
        "order by seq desc",
        {"device": device, "first": first, "last": first + len(stretch) - 1},
    )
    for last, identity, proof in signed.fetchall():
        if stretch[last][1] == identity:
            yield Segment(device, key, first, before, tuple(raw for *_, raw in stretch[: last + 1]), proof)
            return


def _is_signed(connection: Connection, n: int, identity: bytes) -> bool:
    """Return whether the writer of a record signed its chain at this very point."""
    found = connection.execute(
        "select 1 from device d cross join checkpoint c on c.device = d.id where d.n = ? and c.seq = ? and c.id = ?",
        (n >> 32, n & 0xFFFFFFFF, identity),
    )
    return found.fetchone() is not None


def id_before(connection: Connection, device: str, seq: int, identity: bytes, raw: bytes) -> bytes | None:
    """Return the id of the record before this one: zeros before the first of all, None if it is not known here."""
    if seq == 1:
        return NO_ID
    candidates = connection.execute(
        "select r.id from device d cross join record r on r.n = d.n << 32 | (:seq - 1) where d.id = :device "
        "union all select id from anchor where device = :device and seq = :seq - 1",
        {"device": device, "seq": seq},
    )
    return next((before for (before,) in candidates.fetchall() if id_of(before, raw) == identity), None)
