"""The tables of a campaign file, as one ladder of migrations; a step is single statements, never a script.

Queries stand in the rooms that use them. A released step is never changed: a new one is added.
"""

from collections.abc import Callable
from pathlib import Path

import sqlite_utils
from sqlite_utils.migrations import Migrations

from canvass.campaign.connection import Connection
from canvass.campaign.errors import CampaignNewer, NotACampaign
from canvass.campaign.shape import APPLICATION_ID

FIRST_STEP = (
    # What this installation alone knows: its keys, its role, whom it seals to. Never leaves the file.
    "create table setting (name text primary key, value any) strict, without rowid",
    # Devices by local number. A fork (other bytes under the same numbers) is a further row of the same device;
    # first is the n of the device's row with fork 0. Views: role: 0 none, 1 field, 2 coordinator, 3 headquarters;
    # printers: the numbers that its kits gave it to print under, with spaces between.
    """create table device (
        n integer primary key, id text not null, fork integer not null, first integer not null,
        key blob, role integer not null default 0, printers text not null default '', unique (id, fork)
    ) strict""",
    # Every record a campaign knows. n = device.n << 32 | seq; place is null for facts.
    """create table record (
        n integer primary key, id blob not null, place integer, kind integer not null,
        typist text not null, raw blob not null
    ) strict""",
    "create index record_place on record (place)",
    # Which earlier record a reading names; mark = first 8 bytes of the id it saw.
    """create table after (
        earlier integer not null, record integer not null, mark blob not null,
        primary key (earlier, record, mark)
    ) strict, without rowid""",
    "create index after_record on after (record)",
    # Signed points of the devices' chains, by which a batch proves the records before them.
    """create table checkpoint (
        device text not null, seq integer not null, id blob not null, signature blob not null,
        primary key (device, seq, id)
    ) strict, without rowid""",
    # Ids of records that are not here but come right before one that is.
    """create table anchor (
        device text not null, seq integer not null, id blob not null, primary key (device, seq, id)
    ) strict, without rowid""",
    # Views: functions of `record`, kept for the touched places and rebuilt at will.
    """create table head (
        place integer not null, record integer not null, primary key (place, record)
    ) strict, without rowid""",
    """create table line (
        place integer primary key, state text, conflict integer not null, entered integer not null,
        readings integer not null, agreed integer not null, decided integer not null, record integer,
        name text, address text, city text, zip text, note text, typist text, event text,
        name_folded text, address_folded text
    ) strict""",
    "create index line_conflict on line (place) where conflict > 0",
    """create table sheet (
        key integer primary key, run integer, lines integer, form text, entered integer not null, filled integer,
        state text not null, holder text, since text
    ) strict""",
    """create table link (
        page integer primary key, sheet integer not null
    ) strict""",
    "create index link_sheet on link (sheet)",
    # The drawn pages of forms, by the SHA-256 of their bytes; geometry is JSON: lines, and where codes go.
    "create table form (hash text primary key, pdf blob not null, geometry text not null) strict, without rowid",
    # The line being typed, kept through a crash and never exported.
    "create table draft (n integer primary key check (n = 1), content text not null) strict",
)

_ladder = Migrations("canvass")


def _step(number: int, name: str, statements: tuple[str, ...]) -> Callable[[sqlite_utils.Database], None]:
    def apply(db: sqlite_utils.Database) -> None:
        for statement in (*statements, f"pragma user_version = {number}"):
            db.execute(statement)

    return _ladder(name=f"{number:03} {name}")(apply)


STEPS = (_step(1, "first tables", FIRST_STEP),)
FORMAT = len(STEPS)


def format_of(connection: Connection) -> int:
    """Return the format that the file says it has."""
    (version,) = connection.execute("pragma user_version").fetchone()
    return int(version)


def check_format(connection: Connection, path: Path) -> None:
    """Refuse other programs' files and later formats."""
    (application,) = connection.execute("pragma application_id").fetchone()
    if application != APPLICATION_ID:
        raise NotACampaign(path=str(path), why="other")
    version = format_of(connection)
    if version > FORMAT:
        raise CampaignNewer(path=str(path), format=version, ours=FORMAT)


def migrate(connection: Connection) -> None:
    """Bring the file up to this program's format, step by step, each whole or not at all."""
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    _ladder.apply(sqlite_utils.Database(connection, recursive_triggers=False))
