"""Places at which several readings stand: agreement asked in Python, since they are few, and stored in `line`."""

from collections import defaultdict

import msgspec

from canvass.campaign.connection import Connection
from canvass.journal.agreement import Agreement, Head, agreement, first_text, in_order
from canvass.journal.bodies import Kind, Line
from canvass.journal.folding import fold

SEVERAL = """
    select h.place, d.id, r.n & 4294967295, r.typist, r.raw, r.kind, r.n
      from (select h.place from touched t cross join head h on h.place = t.place
             where (t.place & 255) <> 0 group by h.place having count(*) > 1) several
      cross join head h on h.place = several.place
      cross join record r on r.n = h.record
      cross join device d on d.n = r.n >> 32
     order by d.id, r.n & 4294967295, r.id
"""

ANCESTORS = """
    with recursive up (record) as (
        values (:head)
        union
        select x.n from up cross join record y on y.n = up.record
         cross join after a on a.record = y.n
         cross join device named on named.n = a.earlier >> 32
         cross join device f on f.id = named.id
         cross join record x on x.n = (f.n << 32) | (a.earlier & 4294967295) and substr(x.id, 1, 8) = a.mark
         where x.kind <> 4)
    select record from up
"""

STORE = """
    insert into line (place, state, conflict, entered, readings, agreed, decided, record,
                      name, address, city, zip, note, typist, event, name_folded, address_folded)
    values (?, ?, ?, ?, ?, ?, ?, null, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class _Reading(msgspec.Struct, frozen=True):
    body: Line


_reading = msgspec.json.Decoder(_Reading)


def line_of_raw(raw: bytes) -> Line:
    """Return what the reading with these bytes, checked when they came in, says."""
    return _reading.decode(raw).body


def heads_at(connection: Connection, place: int) -> list[tuple[int, Head]]:
    """Return the readings that stand at a place with their record numbers, in order of device and number."""
    rows = connection.execute(
        "select r.n, d.id, r.typist, r.raw, r.kind from head h cross join record r on r.n = h.record "
        "cross join device d on d.n = r.n >> 32 where h.place = ? order by d.id, r.n & 4294967295, r.id",
        (place,),
    )
    return [
        (n, Head(device, n & 0xFFFFFFFF, typist, line_of_raw(raw), is_decision=kind == Kind.DECIDE))
        for n, device, typist, raw, kind in rows.fetchall()
    ]


def base_of(connection: Connection, heads: list[int]) -> Line | None:
    """Return what all the heads were changed from: their one nearest common ancestor by `after`, if there is one."""
    lines_up = [{row[0] for row in connection.execute(ANCESTORS, {"head": head})} for head in heads]
    common = set.intersection(*lines_up)
    nearest = common - {
        above for record in common for (above,) in connection.execute(ANCESTORS, {"head": record}) if above != record
    }
    if len(nearest) != 1:
        return None
    row = connection.execute("select raw from record where n = ?", (nearest.pop(),)).fetchone()
    return line_of_raw(row[0])


def refresh_disputed(connection: Connection) -> None:
    """Store the lines of touched places at which several readings stand."""
    at_place: dict[int, list[tuple[int, Head]]] = defaultdict(list)
    for place, device, seq, typist, raw, kind, n in connection.execute(SEVERAL).fetchall():
        at_place[place].append((n, Head(device, seq, typist, line_of_raw(raw), is_decision=kind == Kind.DECIDE)))
    for place, heads in at_place.items():
        told = agreement([head for _, head in heads], base_of(connection, [n for n, _ in heads]))
        connection.execute(STORE, _row(place, [head for _, head in heads], told))


def _row(place: int, heads: list[Head], told: Agreement) -> tuple[object, ...]:
    """Return the row of a place; in conflict its fields are null, and the event is the first that anyone gave."""
    states = {head.line.state for head in heads}
    state = states.pop() if len(states) == 1 else None
    typists = ", ".join(sorted({head.typist for head in heads if head.typist}))
    opening = (place, state, told.conflict, told.is_entered, len(heads), told.is_agreed, told.is_decided)
    line = told.line
    if told.conflict or line is None:
        return (*opening, None, None, None, None, None, typists, first_text(in_order(heads), "event"), None, None)
    return (
        *opening,
        line.name,
        line.address,
        line.city,
        line.zip,
        line.note,
        typists,
        line.event,
        fold(line.name),
        fold(line.address),
    )
