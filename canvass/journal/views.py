"""The views of the journal: which readings stand, what a line and a sheet say. Set-based, for the touched places.

Every view is a function of the set of records. The caller fills `touched` and calls `refresh` in the transaction
that brought the records. Joins that start from `touched` or `standing` say `cross join`: without statistics the
planner would scan the big side.
"""

from collections.abc import Iterable

from canvass.campaign.connection import Connection
from canvass.journal import roles
from canvass.journal.disputes import refresh_disputed
from canvass.journal.folding import fold
from canvass.journal.place import LOOSE_BIT

TEMPORARY = (
    "create temp table if not exists touched (place integer primary key)",
    """create temp table if not exists standing (
        record integer primary key, place integer not null, kind integer not null
    )""",
    """create temp table if not exists edge (
        earlier integer not null, later integer not null, kind integer not null, primary key (earlier, later)
    ) without rowid""",
    "create temp table if not exists moved (page integer primary key, was integer, now integer)",
)

STANDING = """
    insert into standing (record, place, kind)
    select r.n, t.place, r.kind from touched t cross join record r on r.place = t.place
     where (t.place & 255) = 0 or not exists (select 1 from link where page = t.place >> 12)
    union all
    select r.n, t.place, r.kind from touched t cross join link l on l.sheet = t.place >> 12
     cross join record r on r.place = (l.page << 12) | (t.place & 4095)
     where (t.place & 255) <> 0
"""

EDGE = """
    insert or ignore into edge (earlier, later, kind)
    select x.record, y.record, y.kind
      from standing y
      cross join after a on a.record = y.record
      cross join device named on named.n = a.earlier >> 32
      cross join device xd on xd.id = named.id
      cross join standing x on x.record = (xd.n << 32) | (a.earlier & 4294967295) and x.place = y.place
      cross join record xr on xr.n = x.record and substr(xr.id, 1, 8) = a.mark
      cross join device yd on yd.n = y.record >> 32
     where x.kind <> 4 and (xd.id = yd.id or (y.kind in (3, 5) and yd.role >= 2))
"""
"""Which standing record replaces which: a device its own; a decision or link of coordinator or headquarters any it saw.
Nothing replaces a retraction: what was taken back is typed anew."""

HEAD = """
    insert into head (place, record)
    select s.place, s.record from standing s
     where s.kind <> 4 and not exists (
        select 1 from edge e where e.earlier = s.record and not exists (
            select 1 from edge undone where undone.earlier = e.later and undone.kind = 4))
"""
"""Heads: what no standing record replaces. A retracted record replaces nothing; a retraction is no head itself."""

LINE = """
    with single as materialized (
        select h.place, min(h.record) as record
          from touched t cross join head h on h.place = t.place
         where (t.place & 255) <> 0 group by h.place having count(*) = 1),
    read as materialized (
        select s.place, s.record, r.typist, cast(r.raw as text) as raw,
               r.kind = 3 and (select role from device where n = r.n >> 32) >= 2 as decided
          from single s cross join record r on r.n = s.record),
    told as (
        select place, record, decided, typist,
               coalesce(raw ->> '$.body.state', 'signed') as state,
               coalesce(raw ->> '$.body.name', '') as name,
               coalesce(raw ->> '$.body.address', '') as address,
               coalesce(raw ->> '$.body.city', '') as city,
               coalesce(raw ->> '$.body.zip', '') as zip,
               coalesce(raw ->> '$.body.note', '') as note,
               coalesce(raw ->> '$.body.event', '') as event
          from read)
    insert into line (place, state, conflict, entered, readings, agreed, decided, record,
                      name, address, city, zip, note, typist, event, name_folded, address_folded)
    select place, state, 0, state = 'signed', 1, 0, decided, record,
           name, address, city, zip, note, typist, event, fold(name), fold(address)
      from told
"""

SHEET = """
    insert into sheet (key, entered, state)
    select key, (select count(*) from line where place between key << 12 and (key << 12) | 4095 and entered = 1),
           case when key & :loose then 'loose' else 'unknown' end
      from (select distinct place >> 12 as key from touched) where true
    on conflict (key) do update set entered = excluded.entered
"""

FORGOTTEN = """
    delete from sheet where run is null and entered = 0 and not key & :loose
       and key in (select place >> 12 from touched)
       and not exists (select 1 from line where place between key << 12 and (key << 12) | 4095)
"""
"""A number no known run has, and on which nothing stands any more: as if it had never been typed."""


def prepare(connection: Connection) -> None:
    """Give a writing connection the temporary tables and the function that the views need."""
    connection.create_function("fold", 1, fold, deterministic=True)
    for statement in (*TEMPORARY, *roles.TEMPORARY):
        connection.execute(statement)


def touch(connection: Connection, places: Iterable[int]) -> None:
    """Name places whose readings changed."""
    connection.executemany("insert or ignore into touched (place) values (?)", ((place,) for place in places))


def refresh(connection: Connection) -> None:
    """Bring the views of the touched places up to date and forget which they were."""
    _refresh_links(connection)
    heads = _refresh_heads(connection)
    connection.execute("delete from line where place in (select place from touched)")
    if connection.execute(LINE).rowcount < heads:
        refresh_disputed(connection)
    loose = {"loose": LOOSE_BIT}
    connection.execute(SHEET, loose)
    connection.execute(FORGOTTEN, loose)
    for table in ("touched", "standing", "edge", "moved"):
        connection.execute(f"delete from temp.{table}")


def _refresh_heads(connection: Connection) -> int:
    """Find what stands at the touched places anew, and return how many readings and links do."""
    connection.execute("delete from standing")
    connection.execute("delete from edge")
    connection.execute(STANDING)
    connection.execute(EDGE)
    connection.execute("delete from head where place in (select place from touched)")
    return int(connection.execute(HEAD).rowcount)


def _refresh_links(connection: Connection) -> None:
    """Bring the links of touched loose pages up to date, and touch every place whose readings they move.

    A reading written on a linked page is touched at the sheet, where it stands.
    """
    loose_page = "(place >> 12) & :loose and (place & 4095) = 0"
    if connection.execute(f"select 1 from touched where {loose_page} limit 1", {"loose": LOOSE_BIT}).fetchone():
        _refresh_heads(connection)
        connection.execute(MOVED, {"loose": LOOSE_BIT})
        connection.execute("delete from link where page in (select page from moved)")
        connection.execute("insert into link (page, sheet) select page, now from moved where now is not null")
        connection.execute(
            "insert or ignore into touched (place) select r.place from moved m "
            "cross join record r on r.place between m.page << 12 and (m.page << 12) | 4095"
        )
        for sheet in ("was", "now"):
            connection.execute(
                f"insert or ignore into touched (place) select (m.{sheet} << 12) | (r.place & 4095) from moved m "
                f"cross join record r on r.place between m.page << 12 and (m.page << 12) | 4095 "
                f"where m.{sheet} is not null and (r.place & 255) <> 0"
            )
    connection.execute(
        "insert or ignore into touched (place) select (l.sheet << 12) | (t.place & 4095) "
        "from touched t cross join link l on l.page = t.place >> 12 where (t.place & 255) <> 0"
    )


MOVED = """
    with said as materialized (
        select h.place >> 12 as page, cast(r.raw as text) ->> '$.body.sheet' as sheet
          from touched t cross join head h on h.place = t.place
          cross join record r on r.n = h.record
          cross join device d on d.n = r.n >> 32
          cross join device owner on owner.n = ((h.place >> 12) & ~:loose) >> 16
         where (t.place >> 12) & :loose and (t.place & 4095) = 0
           and r.kind = 5 and (d.id = owner.id or d.role >= 2)),
    together as materialized (
        select page, case when min(coalesce(sheet, '')) = max(coalesce(sheet, '')) then
                     cast(substr(min(sheet), 1, 6) || substr(min(sheet), 8, 4) as integer) end as sheet
          from said group by page)
    insert into moved (page, was, now)
    select place >> 12, l.sheet, s.sheet
      from touched left join link l on l.page = place >> 12 left join together s on s.page = place >> 12
     where (place >> 12) & :loose and (place & 4095) = 0 and l.sheet is not s.sheet
"""
"""Pages that another sheet is linked to than before. The standing links of those who may link a page name one sheet
together, or none where they differ, say none, or nobody's stand."""
