"""Whether the file says what its records say: chains followed, views built anew beside and compared. Repairs nothing."""

import msgspec

from canvass.campaign.connection import Connection
from canvass.ground.canonical import NotCanonical
from canvass.ground.progress import Report, silent
from canvass.journal.agreement import agree_text
from canvass.journal.bodies import Kind, Line, Malformed, Move, Page, Run
from canvass.journal.facts import facts
from canvass.journal.place import LOOSE_BIT
from canvass.journal.record import decode_record, id_of
from canvass.journal.roles import refresh_roles
from canvass.journal.runs import refresh_runs
from canvass.journal.store import Devices
from canvass.journal.views import prepare, refresh

VIEWS = ("head", "line", "sheet", "link")
SCRATCH = (
    "create temp table head (place integer, record integer, primary key (place, record)) without rowid",
    "create temp table line as select * from main.line where false",
    "create temp table link (page integer primary key, sheet integer not null)",
    "create temp table device as select n, id, fork, first, key, 0 as role from main.device",
    "create temp table sheet (key integer primary key, run, lines, form, entered, filled, state, holder, since)",
)
RECORDS_A_REPORT = 5_000


class Difference(msgspec.Struct, frozen=True):
    """A part of the file that does not say what it should: which, and in how many rows."""

    part: str
    rows: int


def differences(connection: Connection, campaign_id: str | None, report: Report = silent) -> list[Difference]:
    """Return what is wrong with the file: pages, records, views, roles; an empty list if nothing is.

    Give it a reading connection of its own: its scratch tables hide the views of the same names for that
    connection, and nothing in the file is written.
    """
    found: list[Difference] = []
    damaged = [row for row in connection.execute("pragma integrity_check").fetchall() if row[0] != "ok"]
    if damaged:
        return [Difference("pages", len(damaged))]
    broken = _broken_records(connection, report)
    if broken:
        found.append(Difference("record", broken))
    _rebuild(connection, campaign_id)
    for view in (*VIEWS, "device"):
        rows = _unequal_rows(connection, view)
        if rows:
            found.append(Difference(view, rows))
    return found


def _broken_records(connection: Connection, report: Report) -> int:
    """Count the records that are not written canonically, not of their device and number, or not in its chain."""
    (total,) = connection.execute("select count(*) from record").fetchone()
    devices = Devices(connection)
    ids = dict(connection.execute("select n, id from device").fetchall())
    broken, last_n, last_id = 0, -1, b""
    rows = connection.execute("select n, id, place, kind, typist, agree, raw from record order by n")
    for done, (n, identity, place, kind, typist, agree, raw) in enumerate(rows, 1):
        try:
            record, body = decode_record(raw)
        except (Malformed, NotCanonical):
            broken += 1
            continue
        placed = None if record.place is None else devices.place_integer(record.place)
        columns = (ids.get(n >> 32), n & 0xFFFFFFFF, placed, agree_text(body) if isinstance(body, Line) else "")
        follows = n != last_n + 1 or id_of(last_id, raw) == identity
        if (
            columns != (record.device, record.seq, place, agree)
            or (kind, typist) != (record.kind, record.typist)
            or not follows
        ):
            broken += 1
        last_n, last_id = n, identity
        if done % RECORDS_A_REPORT == 0 or done == total:
            report(done, total)
    return broken


def _rebuild(connection: Connection, campaign_id: str | None) -> None:
    """Build every view from the records alone, in scratch tables that lie before the file's own."""
    connection.execute("pragma query_only = off")
    for statement in SCRATCH:
        connection.execute(statement)
    prepare(connection)
    if campaign_id is not None:
        refresh_roles(connection, campaign_id)
    runs = [fact.body for kind in (Kind.RUN, Kind.MOVE) for fact in facts(connection, kind)]
    refresh_runs(connection, {body.run for body in runs if isinstance(body, (Run, Move))})
    devices = Devices(connection)
    pages = [
        (LOOSE_BIT | devices.number(fact.device) << 16 | fact.body.page,)
        for fact in facts(connection, Kind.PAGE)
        if isinstance(fact.body, Page)
    ]
    connection.executemany("insert or ignore into sheet (key, entered, state) values (?, 0, 'loose')", pages)
    connection.execute("insert or ignore into touched (place) select place from record where place is not null")
    refresh(connection)


def _unequal_rows(connection: Connection, view: str) -> int:
    question = f"select count(*) from (select * from temp.{view} except select * from main.{view})"
    back = f"select count(*) from (select * from main.{view} except select * from temp.{view})"
    return max(int(connection.execute(sql).fetchone()[0]) for sql in (question, back))
