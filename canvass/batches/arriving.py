"""Readings on their way in: where they would stand, and which lines would then be to decide. Nothing is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from canvass.campaign.connection import Connection
from canvass.ground.canonical import encode
from canvass.journal.agreement import agree_text
from canvass.journal.bodies import Body, Kind, Line, Role
from canvass.journal.disputes import line_of_raw
from canvass.journal.place import LoosePage, Place, parse_sheet, place_key, sheet_key, sheet_named
from canvass.journal.record import Record

READINGS = frozenset({Kind.PUT, Kind.VOID, Kind.DECIDE})
PLACES_AT_ONCE = 1_000
UNKNOWN_FROM = 1 << 28
"""Local numbers given here to laptops that this file has never heard of: above all that it gives itself."""

STANDING = """
    select t.value, d.id, r.n & 4294967295, r.kind, r.raw, coalesce(l.conflict, 0) > 0
      from json_each(?) t cross join head h on h.place = t.value cross join record r on r.n = h.record
      cross join device d on d.n = r.n >> 32 left join line l on l.place = t.value
"""
"""What stands at these places now: by whom, what it says, and whether it is to decide already."""


class Arriving(msgspec.Struct, frozen=True, gc=False):
    """One reading: whose and which, what it says as one text (None: it takes others back), which ones it names."""

    device: str
    seq: int
    kind: int
    text: str | None
    names: tuple[tuple[str, int], ...] = ()


class Numbers:
    """Places as integers of this file; laptops that it has not heard of get numbers that only count here."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._linked: dict[int, int | None] = {}

    def place(self, connection: Connection, place: Place) -> int:
        """Return the integer of the place at which a reading of this place stands: where its page is linked to."""
        sheet = sheet_named(place.sheet) or parse_sheet(place.sheet)
        if not isinstance(sheet, LoosePage):
            return place_key(sheet_key(sheet), place.copy, place.line)
        key = sheet_key(sheet, self._number(connection, sheet.device))
        if key not in self._linked:
            row = connection.execute("select sheet from link where page = ?", (key,)).fetchone()
            self._linked[key] = row[0] if row else None
        return place_key(self._linked[key] or key, place.copy, place.line)

    def _number(self, connection: Connection, device: str) -> int:
        if device not in self._numbers:
            row = connection.execute("select n from device where id = ? and fork = 0", (device,)).fetchone()
            self._numbers[device] = row[0] if row else UNKNOWN_FROM + len(self._numbers)
        return self._numbers[device]


def arriving(record: Record[Any], body: Body) -> Arriving | None:
    """Return a record as a reading on its way in, or None for what is none: a fact, a link of a page."""
    if record.kind not in READINGS and record.kind != Kind.RETRACT:
        return None
    return Arriving(
        device=record.device,
        seq=record.seq,
        kind=record.kind,
        text=agree_text(body) if isinstance(body, Line) else None,
        names=tuple((seen.device, seen.seq) for seen in record.after),
    )


def disputed_then(
    connection: Connection, coming: Mapping[int, list[Arriving]], roles: Mapping[str, Role]
) -> Iterator[int]:
    """Yield the places that are not to decide now and would be with these readings, by all that can be seen here.

    What was replaced long ago and would stand again, because what replaced it is taken back, is not looked for.
    """
    places = sorted(coming)
    for start in range(0, len(places), PLACES_AT_ONCE):
        some = places[start : start + PLACES_AT_ONCE]
        here: dict[int, list[Arriving]] = defaultdict(list)
        disputed = set()
        for place, device, seq, kind, raw, is_disputed in connection.execute(STANDING, (encode(some).decode(),)):
            here[place].append(Arriving(device, seq, kind, agree_text(line_of_raw(raw))))
            if is_disputed:
                disputed.add(place)
        for place in some:
            alone = len(coming[place]) == 1 and place not in here
            if not alone and place not in disputed and _differ([*here[place], *coming[place]], roles):
                yield place


def _differ(readings: Iterable[Arriving], roles: Mapping[str, Role]) -> bool:
    """Return whether what stands of these readings says different things: the rule of the journal's views."""
    known = {(reading.device, reading.seq): reading for reading in readings}
    taken_back = {
        name for one in known.values() if one.kind == Kind.RETRACT for name in one.names if name[0] == one.device
    }
    replaced = {
        name
        for key, one in known.items()
        if key not in taken_back
        for name in one.names
        if name[0] == one.device or (one.kind == Kind.DECIDE and roles.get(one.device, Role.NONE) >= Role.COORDINATOR)
    }
    return len({one.text for key, one in known.items() if one.text is not None and key not in replaced}) > 1
