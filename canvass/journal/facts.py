"""Facts: records about anything but a line. Their views are functions of all of them, whatever order they came in."""

import functools
from collections.abc import Iterator

import msgspec

from canvass.campaign.connection import Connection
from canvass.journal.bodies import Body, Kind
from canvass.journal.record import decode_record

MOST_N = (1 << 63) - 1


class Fact(msgspec.Struct, frozen=True):
    """A fact with the device that wrote it, its number there, and its number and id in this file."""

    device: str
    seq: int
    n: int
    id: bytes
    at: str
    body: Body


def facts(connection: Connection, kind: Kind, writer: int | None = None) -> Iterator[Fact]:
    """Yield all facts of a kind in order of device and number: the same order in every file.

    Only those of one writer (a device by local number) where it is given.
    """
    first, last = (0, MOST_N) if writer is None else (writer << 32, writer << 32 | 0xFFFFFFFF)
    rows = connection.execute(
        "select d.id, r.n, r.id, r.raw from record r cross join device d on d.n = r.n >> 32 "
        "where r.place is null and r.n between ? and ? and r.kind = ? order by d.id, r.n & 4294967295, r.id",
        (first, last, kind),
    )
    for device, n, identity, raw in rows.fetchall():
        at, body = _said(raw)
        yield Fact(device, n & 0xFFFFFFFF, n, identity, at, body)


@functools.lru_cache(maxsize=20_000)
def _said(raw: bytes) -> tuple[str, Body]:
    """Return what a stored fact says, and when by its writer's clock.

    Remembered: roles are worked out from all facts of their kinds again and again, and a thousand laptops have three
    thousand of these.
    """
    record, body = decode_record(raw)
    return record.at, body
