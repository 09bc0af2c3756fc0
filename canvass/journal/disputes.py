"""Places at which several readings stand: agreement asked in Python, since they are few, and stored in `line`."""

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from canvass.campaign.connection import Connection
from canvass.ground.canonical import encode
from canvass.journal.agreement import Agreement, Head, agreement, first_text, in_order
from canvass.journal.bodies import Line
from canvass.journal.folding import fold

SEVERAL = """
    select h.place, d.id, r.n & 4294967295, r.typist, r.raw, r.kind = 3 and d.role >= 2, r.n
      from (select h.place from touched t cross join head h on h.place = t.place
             where (t.place & 255) <> 0 group by h.place having count(*) > 1) several
      cross join head h on h.place = several.place
      cross join record r on r.n = h.record
      cross join device d on d.n = r.n >> 32
     order by d.id, r.n & 4294967295, r.id
"""

STANDS = "coalesce((select (l.sheet << 12) | (x.place & 4095) from link l where l.page = x.place >> 12), x.place)"
"""The place at which the reading x stands: where its page is linked to, else where it was written."""

LINEAGE = f"""
    with recursive up (later, record, place) as (
        select null, x.n, {STANDS} from json_each(:heads) top cross join record x on x.n = top.value
        union
        select up.record, x.n, up.place from up
         cross join after a on a.record = up.record
         cross join device named on named.n = a.earlier >> 32
         cross join device f on f.id = named.id
         cross join record x on x.n = (f.n << 32) | (a.earlier & 4294967295) and substr(x.id, 1, 8) = a.mark
         where x.kind in (1, 2, 3) and {STANDS} = up.place
         limit :most)
    select later, record from up
"""
"""The heads, and which earlier reading each reading names, all at one place. What else is named, a fact or a reading
of another place, is no ancestor: it could arrive when nobody looks at this place again."""

MOST_STEPS = 256
"""Heads and names of earlier readings that are followed to find what heads were changed from; people need a few."""

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
        "select r.n, d.id, r.typist, r.raw, r.kind = 3 and d.role >= 2 from head h "
        "cross join record r on r.n = h.record cross join device d on d.n = r.n >> 32 "
        "where h.place = ? order by d.id, r.n & 4294967295, r.id",
        (place,),
    )
    return [
        (n, Head(device, n & 0xFFFFFFFF, typist, line_of_raw(raw), is_decision=bool(is_decision)))
        for n, device, typist, raw, is_decision in rows.fetchall()
    ]


def base_of(connection: Connection, heads: list[int]) -> Line | None:
    """Return what all the heads were changed from: their one nearest common ancestor at their place by `after`.

    None if there is none, or more than one, or if their history is longer than any that people make.
    """
    named = {"heads": encode(heads).decode(), "most": MOST_STEPS + 1}
    steps = connection.execute(LINEAGE, named).fetchall()
    if len(steps) > MOST_STEPS:
        return None
    earlier: dict[int, set[int]] = defaultdict(set)
    for later, record in steps:
        earlier[later].add(record)
    common = set.intersection(*(_lineage(head, earlier) for head in heads))
    nearest = common.difference(*(earlier.get(record, ()) for record in common))
    if len(nearest) != 1:
        return None
    row = connection.execute("select raw from record where n = ?", (nearest.pop(),)).fetchone()
    return line_of_raw(row[0])


def _lineage(head: int, earlier: Mapping[int, set[int]]) -> set[int]:
    """Return a reading and all that it was changed from."""
    found, ahead = {head}, [head]
    while ahead:
        new = earlier.get(ahead.pop(), set()) - found
        found |= new
        ahead += new
    return found


def refresh_disputed(connection: Connection) -> None:
    """Store the lines of touched places at which several readings stand."""
    at_place: dict[int, list[tuple[int, Head]]] = defaultdict(list)
    for place, device, seq, typist, raw, is_decision, n in connection.execute(SEVERAL).fetchall():
        at_place[place].append((n, Head(device, seq, typist, line_of_raw(raw), is_decision=bool(is_decision))))
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
