"""Wiping: what headquarters has confirmed goes from this laptop for good, and typing goes on.

Why nothing breaks by it:

- Only readings go: they hold what signers wrote. Facts stay, and with them names of pages, runs, keys, history.
- A line goes whole or not at all: if any reading that stands at it is not confirmed, all of it stays. So every view
  still is the function of the records that are here, and no line ever shows half of what was said of it.
- Chains stay proved. The id of each record that was wiped right before one that stays is kept as an anchor, as it is
  where a batch brought a later stretch first; signed points at wiped records go with them. The file's own next number
  follows a fact that says how many lines were wiped, written before they go: no number is ever used twice.
- An export afterwards holds what is here, in stretches that each follow from their anchor. Headquarters, which has the
  rest, knows them all; another headquarters waits for the rest, and lists it.
- A batch that holds the wiped records, taken in again here, brings them back: it is the same set union as ever. They
  are wiped again by the next wipe.

Bytes go by `secure_delete`, a `VACUUM` (pages that were emptied only in part), and a checkpoint that cuts the log; the
copies beside the file are overwritten and removed, and one new copy is made. If that is cut off, the file says so, and
the next wipe ends it. What a flash disk keeps of overwritten blocks no program reaches: a passphrase helps there.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from canvass.campaign.companions import overwrite_and_remove, own_copies
from canvass.campaign.connection import Connection, errors_told
from canvass.campaign.errors import OpenToRead, refused
from canvass.campaign.generations import keep_copy
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Did, Kind, Role
from canvass.journal.confirmed import CONFIRMED, KINDS, Confirmed, confirmed, only_here
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.place import LOOSE_BIT
from canvass.journal.wiped import WIPED, Wiped, wiped

CHOSEN = f"""
    with reading as (
        select r.n, r.place, coalesce(l.sheet << 12 | (r.place & 4095), r.place) as stands,
               (r.n & 4294967295) <= coalesce(c.value ->> '$.seq', 0)
                   and not exists (select 1 from device f where f.id = d.id and f.fork > 0) as is_confirmed
          from record r cross join device d on d.n = r.n >> 32
          left join link l on l.page = r.place >> 12
          left join json_each(:confirmed) c on c.key = d.id
         where r.kind in ({KINDS}))
    select n, place, stands from reading
     where stands in (select stands from reading group by stands having min(is_confirmed) = 1)
"""
"""The readings at lines of which headquarters holds everything; a device that forked here is confirmed in nothing."""

ANCHORS = """
    insert or ignore into anchor (device, seq, id)
    select d.id, w.n & 4294967295, r.id from temp.wiping w cross join record r on r.n = w.n
      cross join device d on d.n = w.n >> 32
     where exists (select 1 from record later where later.n = w.n + 1)
       and not exists (select 1 from temp.wiping too where too.n = w.n + 1)
"""
WAS = """
    exists (select 1 from temp.wiping w cross join device d on d.n = w.n >> 32
             where d.id = {table}.device and (w.n & 4294967295) = {table}.seq + {after})
"""
STEPS = (
    f"delete from anchor where {WAS.format(table='anchor', after=1)}",  # what it proved is not here any more
    ANCHORS,
    f"delete from checkpoint where {WAS.format(table='checkpoint', after=0)}",
    "insert or ignore into touched (place) select place from record where n in (select n from temp.wiping)",
    "delete from after where record in (select n from temp.wiping)",
    "delete from record where n in (select n from temp.wiping)",
)


class NothingConfirmed(CanvassError):
    """No line here is one that headquarters confirmed to hold, so nothing may be wiped."""

    needs = ("path",)


class NotWipedAtHeadquarters(CanvassError):
    """Headquarters holds what others wipe; it is never wiped by a receipt."""

    needs = ("path",)


class WipeUnfinished(CanvassError):
    """The lines are gone from the drive, but somebody is still reading the file's log, which may hold their bytes."""

    needs = ("path",)


class Wipe(msgspec.Struct, frozen=True):
    """What a wipe takes or took away: lines and readings; how many lines stay because they are only here."""

    lines: int
    records: int
    stay: int


def foreseen_wipe(journal: Journal) -> Wipe:
    """Return what a wipe would take away now; nothing is changed. Raises `NotWipedAtHeadquarters`."""
    if journal.role == Role.HQ:
        raise NotWipedAtHeadquarters(path=str(journal.campaign.path))
    chosen = _chosen(journal)
    return Wipe(len({stands for _, _, stands in chosen}), len(chosen), only_here(journal) or 0)


def wipe(journal: Journal) -> Wipe:
    """Wipe what headquarters confirmed from this file, its log and its copies, and return when the bytes are gone.

    A line that is being typed is no reading yet, and stays. Raises `NothingConfirmed`, `NotWipedAtHeadquarters`,
    `WipeUnfinished` and `campaign.errors`: what was not wiped then is wiped by doing it again.
    """
    foreseen = foreseen_wipe(journal)
    if not foreseen.records and not wiped(journal.connection).is_unfinished:
        raise NothingConfirmed(path=str(journal.campaign.path))
    if journal.campaign.mode != "write":
        raise OpenToRead(path=str(journal.campaign.path))
    if foreseen.records:
        with journal.writing():
            _take_away(journal, foreseen)
    finish_wiping(journal)
    return foreseen


def finish_wiping(journal: Journal) -> None:
    """Take the wiped bytes out of the file, its log and its copies, if that is still to do."""
    noted = wiped(journal.connection)
    if not noted.is_unfinished:
        return
    campaign = journal.campaign
    with errors_told(campaign.path, is_plain=not campaign.is_protected):
        campaign.connection.execute("vacuum")
        _cut_log(journal)
    try:
        for copy in own_copies(campaign.path):
            overwrite_and_remove(copy)
    except OSError as error:
        raise refused(error, campaign.path) from None
    keep_copy(campaign)
    with campaign.transaction():
        _note(journal, msgspec.structs.replace(noted, is_unfinished=False))


def _cut_log(journal: Journal) -> None:
    """Bring all pages into the file and cut the log, which holds what pages said before."""
    is_busy, *_ = journal.connection.execute("pragma wal_checkpoint(truncate)").fetchone()
    if is_busy:
        raise WipeUnfinished(path=str(journal.campaign.path))


def _chosen(journal: Journal) -> list[tuple[int, int, int]]:
    """Return the readings to wipe: number, place as written, place at which it stands."""
    known = journal.campaign.text_setting(CONFIRMED) or "{}"
    rows: list[tuple[int, int, int]] = journal.connection.execute(CHOSEN, {"confirmed": known}).fetchall()
    return rows


def _take_away(journal: Journal, foreseen: Wipe) -> None:
    """Delete the readings and bring everything that follows from them up to date, inside `Journal.writing`."""
    connection = journal.connection
    chosen = _chosen(journal)
    connection.execute("create temp table if not exists wiping (n integer primary key)")
    connection.execute("delete from temp.wiping")
    connection.executemany("insert into temp.wiping (n) values (?)", [(n,) for n, _, _ in chosen])
    journal.write(Kind.DID, Did(what="wiped", lines=foreseen.lines, records=len(chosen)))
    for statement in STEPS:
        connection.execute(statement)
    connection.execute("delete from temp.wiping")
    journal.settle()
    _forget_pages(connection, {place >> 12 for _, place, _ in chosen})
    _note(journal, _with(wiped(connection), journal, chosen, foreseen))


def _forget_pages(connection: Connection, keys: set[int]) -> None:
    """Forget loose pages that only the wiped lines told of: no fact names them, and nothing stands on them."""
    told = {LOOSE_BIT | n << 16 | page for n, page in _told_pages(connection)}
    loose = [key for key in sorted(keys) if key & LOOSE_BIT and key not in told]
    connection.executemany(
        "delete from sheet where key = ?1 and not exists "
        "(select 1 from record where place between ?1 << 12 and (?1 << 12) | 4095)",
        [(key,) for key in loose],
    )


def _told_pages(connection: Connection) -> Iterator[tuple[int, int]]:
    numbers = dict(connection.execute("select id, n from device where fork = 0").fetchall())
    for fact in facts(connection, Kind.PAGE):
        body: Any = fact.body
        yield numbers[fact.device], body.page


def _with(before: Wiped, journal: Journal, chosen: list[tuple[int, int, int]], foreseen: Wipe) -> Wiped:
    """Return what was wiped before with this in it."""
    known = confirmed(journal)
    devices, sheets = dict(before.devices), dict(before.sheets)
    for key, line in {(at >> 12, at & 255) for _, place, stands in chosen for at in (place, stands)}:
        sheets[key] = max(line, sheets.get(key, 0))
    ids = dict(journal.connection.execute("select n, id from device").fetchall())
    for device in {ids[n >> 32] for n, _, _ in chosen}:
        devices[device] = known[device].seq
    return Wiped(
        lines=before.lines + foreseen.lines,
        at=journal.now(),
        confirmed=_newest(known),
        devices=devices,
        sheets=sheets,
        is_unfinished=True,
    )


def _newest(known: Mapping[str, Confirmed]) -> str:
    return max((one.at for one in known.values()), default="")


def _note(journal: Journal, what: Wiped) -> None:
    journal.campaign.note_setting(WIPED, msgspec.json.encode(what).decode())
