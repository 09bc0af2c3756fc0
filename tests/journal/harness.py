"""Real campaign files for tests of the journal, and what a file shows, free of its local numbers."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from canvass.campaign.connection import Connection
from canvass.campaign.file import Campaign, create_campaign
from canvass.journal.bodies import Kind, Line
from canvass.journal.check import Difference, differences
from canvass.journal.identity import device_id, keys_from_seed
from canvass.journal.journal import Journal
from canvass.journal.number import SheetNumber, sheet_number
from canvass.journal.place import LOOSE_BIT, Place, device_of_key
from canvass.journal.segments import whole_journal
from canvass.journal.store import Devices
from canvass.journal.union import Segment, United, unite
from tests.journal.model import Item

TABLES = (
    "setting", "device", "record", "after", "checkpoint", "anchor", "head", "line", "sheet", "link",
)  # fmt: skip
LINE_COLUMNS = ["state", "conflict", "entered", "readings", "agreed", "decided", "name", "address", "city", "zip"]
LINE_COLUMNS += ["note", "typist", "event"]
SHEETS = [SheetNumber(1001, serial).text for serial in (1, 2, 3)]


class WildClock:
    """A clock that a volunteer's laptop might have: it jumps about by decades, forward and back."""

    def __init__(self, jumps: Sequence[int] = (0,)) -> None:
        self._jumps = itertools.cycle(jumps)
        self._now = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self._now + timedelta(days=next(self._jumps))


def new_file(path: Path) -> Campaign:
    """Make a campaign file that need not survive a power cut."""
    campaign = create_campaign(path)
    campaign.connection.execute("pragma synchronous = off")
    return campaign


def emptied(campaign: Campaign) -> Campaign:
    """Make a used file as good as new."""
    with campaign.transaction() as connection:
        for table in TABLES:
            connection.execute(f"delete from {table}")
    return campaign


def journal_of(campaign: Campaign, number: int, clock: WildClock | None = None) -> Journal:
    """Return the journal of an empty file whose device has the key pair of that number."""
    keys = keys_from_seed(bytes([number + 1]) * 32)
    with campaign.transaction() as connection:
        campaign.note_setting("seed", keys.seed)
        campaign.note_setting("device", device_id(keys.public))
        n = Devices(connection).number(device_id(keys.public))
        connection.execute("update device set key = ? where n = ?", (keys.public, n))
    return Journal(campaign, clock or WildClock())


def exported(journal: Journal) -> list[Segment]:
    """Return a batch of everything the file holds now."""
    return list(whole_journal(journal.connection, journal.keys))


def take_in(journal: Journal, *batches: Iterable[Segment]) -> United:
    """Take batches in, in one transaction."""
    with journal.writing():
        return unite(journal.connection, itertools.chain(*batches), journal.campaign_id)


def put(journal: Journal, place: Place, name: str, typist: str = "", after: Sequence[int] = (), **fields: str) -> int:
    """Write one reading in a transaction of its own."""
    line = Line(name=name, **fields)
    with journal.writing():
        return journal.write(
            Kind.VOID if line.is_void else Kind.PUT, line, place=place, after=after, typist=typist
        )  # fmt: skip


def items(connection: Connection) -> list[Item]:
    rows = connection.execute(
        "select d.id, r.n & 4294967295, r.id, r.raw from record r join device d on d.n = r.n >> 32"
    )
    return [Item(*row) for row in rows.fetchall()]


def public_keys(connection: Connection) -> dict[str, bytes]:
    return dict(connection.execute("select id, key from device where key is not null").fetchall())


def records(connection: Connection) -> set[tuple[Any, ...]]:
    """Every record of the file, by device id and number."""
    return set(
        connection.execute(
            "select d.id, r.n & 4294967295, r.id, r.kind, r.typist, r.raw "
            "from record r join device d on d.n = r.n >> 32"
        )
    )


def shown(connection: Connection) -> dict[str, Any]:
    """Everything the file shows, by device id and sheet text."""
    devices = dict(connection.execute("select n, id from device").fetchall())

    def sheet_text(key: int) -> str:
        return f"L{key & 0xFFFF}@{devices[device_of_key(key)]}" if key & LOOSE_BIT else sheet_number(key).text

    def place_text(place: int) -> tuple[str, int, int]:
        return sheet_text(place >> 12), place >> 8 & 15, place & 255

    def record_key(n: int) -> tuple[str, int, bytes]:
        return (
            devices[n >> 32],
            n & 0xFFFFFFFF,
            connection.execute("select id from record where n = ?", (n,)).fetchone()[0],
        )

    heads: dict[tuple[str, int, int], set[tuple[str, int, bytes]]] = {}
    for place, n in connection.execute("select place, record from head").fetchall():
        heads.setdefault(place_text(place), set()).add(record_key(n))
    lines = {
        place_text(row[0]): dict(zip(LINE_COLUMNS, row[1:], strict=True))
        for row in connection.execute(f"select place, {', '.join(LINE_COLUMNS)} from line").fetchall()
    }
    totals = connection.execute(
        "select coalesce(sum(entered), 0), coalesce(sum(agreed), 0), coalesce(sum(decided), 0), "
        "coalesce(sum(conflict > 0), 0) from line"
    ).fetchone()
    return {
        "roles": dict(connection.execute("select id, role from device where role > 0 and fork = 0").fetchall()),
        "links": {
            sheet_text(page): sheet_text(sheet) for page, sheet in connection.execute("select page, sheet from link")
        },
        "heads": heads,
        "lines": lines,
        "counts": dict(zip(("entered", "agreed", "decided", "disputed"), totals, strict=True)),
    }


def printed_sheet(connection: Connection, run: int, serial: int) -> tuple[Any, ...] | None:
    """What the file shows of a sheet of a run: lines, state, holder, lines filled, time; None if no run has it."""
    row: tuple[Any, ...] | None = connection.execute(
        "select lines, state, holder, filled, since from sheet where key = ? and run is not null",
        (run * 10_000 + serial,),
    ).fetchone()
    return row


def sheets(connection: Connection) -> set[tuple[Any, ...]]:
    """The sheet view by text."""
    devices = dict(connection.execute("select n, id from device").fetchall())
    return {
        (f"L{key & 0xFFFF}@{devices[device_of_key(key)]}" if key & LOOSE_BIT else sheet_number(key).text, *rest)
        for key, *rest in connection.execute("select * from sheet").fetchall()
    }


def checked(journal: Journal) -> list[Difference]:
    """Return what `check` finds, by a reading connection of its own."""
    reader = journal.campaign.reader()
    try:
        return differences(reader, journal.campaign_id)
    finally:
        reader.close()
