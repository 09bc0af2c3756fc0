"""Records as rows: devices by local number, places as integers, what each record names, what its facts change."""

from collections.abc import Iterable, Sequence
from typing import Any

from canvass.campaign.connection import Connection
from canvass.journal.bodies import Body, Move, Page, Run
from canvass.journal.place import LoosePage, Place, parse_sheet, place_key, sheet_key, sheet_named
from canvass.journal.record import Record
from canvass.journal.runs import refresh_runs

NAMED = "insert or ignore into after (earlier, record, mark) values (?, ?, ?)"
INSERT = "insert into record (n, id, place, kind, typist, raw) values (?, ?, ?, ?, ?, ?)"

Said = tuple[Record[Any], Body]
"""A fact: its record, and what it says."""


class Devices:
    """Local numbers of devices, looked up once each, and given to whoever is named for the first time.

    For use inside one transaction: a number given in one that is rolled back is nobody's.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._sheets: dict[str, int] = {}

    def number(self, device: str) -> int:
        """Return the local number of a device (of its first row), giving it one if it has none."""
        known = self._numbers.get(device)
        if known is None:
            row = self._connection.execute("select n from device where id = ? and fork = 0", (device,)).fetchone()
            known = self._numbers[device] = self._new(device) if row is None else row[0]
        return known

    def fork(self, device: str) -> int:
        """Return the local number of a further row of a device, for records with other bytes under known numbers."""
        n = self._next()
        self._connection.execute(
            "insert into device (n, id, fork, first, key, role, printers) "
            "select ?, id, (select max(fork) + 1 from device where id = ?), n, key, role, printers "
            "from device where n = ?",
            (n, device, self.number(device)),
        )
        return n

    def rows(self, device: str) -> list[int]:
        """Return the local numbers of a device and its forks, first row first."""
        self.number(device)
        rows = self._connection.execute("select n from device where id = ? order by fork", (device,))
        return [row[0] for row in rows]

    def place_integer(self, place: Place) -> int:
        """Return the integer of a record's place in this file."""
        key = self._sheets.get(place.sheet)
        if key is None:
            sheet = sheet_named(place.sheet) or parse_sheet(place.sheet)
            number = self.number(sheet.device) if isinstance(sheet, LoosePage) else 0
            key = self._sheets[place.sheet] = sheet_key(sheet, number)
        return place_key(key, place.copy, place.line)

    def _new(self, device: str) -> int:
        n = self._next()
        self._connection.execute("insert into device (n, id, fork, first) values (?, ?, 0, ?)", (n, device, n))
        return n

    def _next(self) -> int:
        (n,) = self._connection.execute("select coalesce(max(n), 0) + 1 from device").fetchone()
        return int(n)


def store_records(
    connection: Connection, devices: Devices, arrived: Iterable[tuple[int, bytes, bytes, Record[Any], Body]]
) -> tuple[list[int], list[Said]]:
    """Insert records, each given as (number, id, bytes, record, body), and return the places they touch and the facts.

    Once roles are right the caller gives the facts to `tell_sheets`.
    """
    rows: list[tuple[object, ...]] = []
    named: list[tuple[int, int, bytes]] = []
    said: list[Said] = []
    touched: list[int] = []
    for n, identity, raw, record, body in arrived:
        place = None if record.place is None else devices.place_integer(record.place)
        rows.append((n, identity, place, record.kind, record.typist, raw))
        if record.after:
            named += names_of(devices, n, record)
        if place is None:
            said.append((record, body))
        else:
            touched.append(place)
    connection.executemany(INSERT, rows)
    connection.executemany(NAMED, named)
    return touched, said


def names_of(devices: Devices, n: int, record: Record[Any]) -> list[tuple[int, int, bytes]]:
    """Return what the record with this number names as seen: number of the earlier one, its own, the earlier mark."""
    return [((devices.number(seen.device) << 32) | seen.seq, n, bytes.fromhex(seen.mark)) for seen in record.after]


def tell_sheets(connection: Connection, devices: Devices, said: Sequence[Said]) -> None:
    """Bring the sheet view up to the facts that speak of sheets or pages; other facts are read where needed."""
    refresh_runs(connection, [body for _, body in said if isinstance(body, (Run, Move))])
    pages = (
        sheet_key(LoosePage(body.page, record.device), devices.number(record.device))
        for record, body in said
        if isinstance(body, Page)
    )
    connection.executemany(
        "insert or ignore into sheet (key, entered, state) values (?, 0, 'loose')", ((page,) for page in pages)
    )
