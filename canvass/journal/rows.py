"""Where a device's records go when they come in: one row of it, and further ones for forks, found without a search."""

from collections.abc import Mapping, Sequence

from canvass.campaign.connection import Connection
from canvass.journal.bounds import MOST_FORKS
from canvass.journal.store import Devices

KNOWN = """
    select d.n, r.n & 4294967295, r.id from device d cross join record r on r.n between d.n << 32 | ? and d.n << 32 | ?
     where d.id = ?
"""


class Numbered:
    """The records of one device that are here, between the numbers about which it is asked, and its rows."""

    def __init__(
        self, connection: Connection, devices: Devices, device: str, spans: Mapping[str, tuple[int, int]]
    ) -> None:
        """Look up what is here of a device between the first and the last number of its span."""
        self._devices, self._device = devices, device
        rows = devices.rows(device)
        self._first, self._rows = rows[0], len(rows)
        self._taken: set[int] = set()
        self._row_of: dict[tuple[int, bytes], int] = {}
        first, last = spans[device]
        for row, seq, identity in connection.execute(KNOWN, (first - 1, last, device)):
            self._keep(row, seq, identity)

    def give_all(self, first: int, ids: Sequence[bytes]) -> list[tuple[int, bytes]] | None:
        """Return the numbers here of neighbouring records, numbered from `first`, with their ids: all in the first row.

        None if anything is here of what was asked about, or was given a number meanwhile: each is asked about then.
        """
        if self._row_of:
            return None
        numbers = range(self._first << 32 | first, (self._first << 32 | first) + len(ids))
        self._taken.update(numbers)
        self._row_of.update(dict.fromkeys(zip(range(first, first + len(ids)), ids, strict=True), self._first))
        return list(zip(numbers, ids, strict=True))

    def is_first(self, n: int) -> bool:
        """Return whether a record's number here is in the device's first row."""
        return n >> 32 == self._first

    def holds(self, seq: int, identity: bytes) -> bool:
        """Return whether this very record is here, whichever row it is in."""
        return (seq, identity) in self._row_of

    def give(self, seq: int, identity: bytes, previous: bytes) -> int | None:
        """Return the number here of a record that comes now; None if its device would have too many rows.

        It continues a row that is free at its number and does not follow another record there than the one before.
        """
        row = self._free(seq, previous)
        if row is None:
            if self._rows >= MOST_FORKS:
                return None
            row = self._devices.fork(self._device)
            self._rows += 1
        self._keep(row, seq, identity)
        return row << 32 | seq

    def _free(self, seq: int, previous: bytes) -> int | None:
        before = self._row_of.get((seq - 1, previous))
        is_after_none = self._first << 32 | (seq - 1) not in self._taken
        for row in (self._first if before == self._first or is_after_none else None, before):
            if row is not None and row << 32 | seq not in self._taken:
                return row
        return None

    def _keep(self, row: int, seq: int, identity: bytes) -> None:
        self._taken.add(row << 32 | seq)
        self._row_of.setdefault((seq, identity), row)
