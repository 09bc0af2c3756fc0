"""Whether the file says what its records say: chains followed, views built anew and compared. Repairs nothing."""

import msgspec

from canvass.campaign.connection import Connection
from canvass.ground.canonical import NotCanonical
from canvass.ground.progress import Report, silent
from canvass.journal.bodies import Kind, Malformed, Page, Run
from canvass.journal.facts import facts
from canvass.journal.identity import device_id, is_signed
from canvass.journal.place import LOOSE_BIT
from canvass.journal.record import decode_record, id_of
from canvass.journal.roles import refresh_roles
from canvass.journal.runs import refresh_runs
from canvass.journal.segments import id_before
from canvass.journal.store import NAMED, Devices, names_of
from canvass.journal.union import CHECKPOINT_TAG, checkpoint_text
from canvass.journal.views import prepare, refresh

REBUILT = ("after", "head", "line", "sheet", "link")
COPY_DEVICES = """
    insert into temp.device (n, id, fork, first, key) select n, id, fork, first, key from main.device
"""
RECORDS_A_REPORT = 5_000


class Difference(msgspec.Struct, frozen=True):
    """A part of the file that does not say what it should: which, and in how many rows."""

    part: str
    rows: int


def differences(connection: Connection, campaign_id: str | None, report: Report = silent) -> list[Difference]:
    """Return what is wrong with the file: pages, records, proofs, views, roles; an empty list if nothing is.

    Where pages are damaged nothing more is looked at, and where records are no views, which follow from them.

    All is looked at as it was at one moment: others may write meanwhile. Give it a reading connection of its own: its
    scratch tables hide the views of the same names for that connection, and nothing in the file is written.
    """
    connection.execute("pragma query_only = off")
    connection.execute("begin")
    try:
        return _found(connection, campaign_id, report)
    finally:
        connection.execute("rollback")


def _found(connection: Connection, campaign_id: str | None, report: Report) -> list[Difference]:
    damaged = [row for row in connection.execute("pragma integrity_check").fetchall() if row[0] != "ok"]
    if damaged:
        return [Difference("pages", len(damaged))]
    _scratch(connection)
    found = [
        Difference("record", _broken_records(connection, report)),
        Difference("proof", _broken_proofs(connection)),
    ]
    if any(difference.rows for difference in found):
        return [difference for difference in found if difference.rows]
    _rebuild(connection, campaign_id)
    found += [Difference(view, _unequal_rows(connection, view)) for view in (*REBUILT, "device")]
    return [difference for difference in found if difference.rows]


def _scratch(connection: Connection) -> None:
    """Make empty tables that lie before the file's own of the same names, and take over who the devices are."""
    for name in (*REBUILT, "device"):
        (made,) = connection.execute("select sql from main.sqlite_schema where name = ?", (name,)).fetchone()
        connection.execute("create temp table" + made[len("create table") :])
    connection.execute("create index temp.link_sheet on link (sheet)")
    connection.execute("create index temp.after_record on after (record)")
    connection.execute(COPY_DEVICES)
    prepare(connection)


def _broken_records(connection: Connection, report: Report) -> int:
    """Count the records that are not written canonically, not of their device and number, or not in its chain.

    Whatever the records name as seen is noted in the scratch table on the way.
    """
    (total,) = connection.execute("select count(*) from record").fetchone()
    devices = Devices(connection)
    ids = dict(connection.execute("select n, id from device").fetchall())
    broken, last_n, last_id = 0, -1, b""
    rows = connection.execute("select n, id, place, kind, typist, raw from record order by n")
    for done, (n, identity, place, kind, typist, raw) in enumerate(rows, 1):
        if done % RECORDS_A_REPORT == 0 or done == total:
            report(done, total)
        try:
            record, _ = decode_record(raw)
        except (Malformed, NotCanonical):
            broken += 1
            continue
        placed = None if record.place is None else devices.place_integer(record.place)
        columns = (ids.get(n >> 32), n & 0xFFFFFFFF, place, kind, typist)
        follows = (n == last_n + 1 and id_of(last_id, raw) == identity) or (
            id_before(connection, record.device, n & 0xFFFFFFFF, identity, raw) is not None
        )
        is_right = columns == (record.device, record.seq, placed, record.kind, record.typist)
        broken += not (is_right and follows)
        connection.executemany(NAMED, names_of(devices, n, record))
        last_n, last_id = n, identity
    return broken


def _broken_proofs(connection: Connection) -> int:
    """Count the keys that are not their device's, and the signed points and anchors that prove no record here."""
    keys = dict(connection.execute("select id, key from device where fork = 0").fetchall())
    broken: int = sum(key is not None and device_id(key) != device for device, key in keys.items())
    broken += _count(
        connection, "device d where not exists (select 1 from device f where f.n = d.first and f.id = d.id)"
    )
    checkpoints = connection.execute(
        "select c.device, c.seq, c.id, c.signature, exists (select 1 from device d cross join record r "
        "on r.n = d.n << 32 | c.seq where d.id = c.device and r.id = c.id) from checkpoint c"
    )
    for device, seq, identity, signature, is_here in checkpoints.fetchall():
        text = checkpoint_text(device, seq, identity)
        broken += not (is_here and keys.get(device) and is_signed(keys[device], CHECKPOINT_TAG, text, signature))
    for device, seq, identity in connection.execute("select device, seq, id from anchor").fetchall():
        after = connection.execute(
            "select r.id, r.raw from device d cross join record r on r.n = d.n << 32 | ? where d.id = ?",
            (seq + 1, device),
        )
        broken += not any(id_of(identity, raw) == found for found, raw in after.fetchall())
    return broken


def _rebuild(connection: Connection, campaign_id: str | None) -> None:
    """Build every view from the records alone, in the scratch tables."""
    if campaign_id is not None:
        refresh_roles(connection, campaign_id)
    refresh_runs(connection, [fact.body for fact in facts(connection, Kind.RUN) if isinstance(fact.body, Run)])
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
    return max(
        _count(connection, f"(select * from {one}.{view} except select * from {other}.{view})")
        for one, other in (("temp", "main"), ("main", "temp"))
    )


def _count(connection: Connection, rows: str) -> int:
    return int(connection.execute(f"select count(*) from {rows}").fetchone()[0])
