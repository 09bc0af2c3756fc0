"""The ladder of formats: a fresh file equals an upgraded one, an upgrade is whole or nothing, and keeps a copy."""

import contextlib
import shutil
from pathlib import Path

import pytest
import sqlite_utils
from sqlcipher3 import dbapi2
from sqlite_utils.migrations import Migrations

from canvass.campaign import schema
from canvass.campaign.companions import FORMAT_COPY, beside
from canvass.campaign.file import create_campaign, open_campaign
from canvass.journal.check import differences
from tests.campaign.files import CANARY, PASSPHRASE, enter, made, names_beside

RELEASED = Path(__file__).parents[1] / "released"


def tables_of(path, passphrase=None):
    with open_campaign(path, passphrase, "read") as campaign:
        return sorted(campaign.connection.execute("select type, name, tbl_name, sql from sqlite_schema").fetchall())


@pytest.fixture
def next_format(monkeypatch):
    """Let the ladder have one more step, made of these statements; the real steps stay."""

    def add(*statements):
        ladder = Migrations("canvass")
        monkeypatch.setattr(schema, "_ladder", ladder)
        for number, step in enumerate((schema.FIRST_STEP, statements), 1):
            schema._step(number, "first tables" if number == 1 else "of tomorrow", step)
        monkeypatch.setattr(schema, "FORMAT", 2)

    return add


def test_a_new_file_says_which_format_it_has(tmp_path):
    with create_campaign(tmp_path / "drive.canvass") as campaign:
        assert schema.format_of(campaign.connection) == schema.FORMAT == len(schema.STEPS)


@pytest.mark.parametrize("file", sorted(RELEASED.glob("*.canvass")), ids=lambda file: file.name)
def test_every_released_file_opens_whole_in_the_tables_of_today(file, tmp_path):
    copy = Path(shutil.copy(file, tmp_path / "old.canvass"))
    with open_campaign(copy) as campaign:
        names = [row[0] for row in campaign.connection.execute("select name from line where name is not null")]
        assert CANARY in names
    with open_campaign(copy, None, "read") as campaign:
        assert differences(campaign.connection, campaign.text_setting("campaign") or None) == []
    made(tmp_path / "new.canvass")
    assert tables_of(copy) == tables_of(tmp_path / "new.canvass")


def test_every_format_has_a_released_file():
    assert {file.stem for file in RELEASED.glob("*.canvass")} == {f"format-{n}" for n in range(1, schema.FORMAT + 1)}


@pytest.mark.parametrize("mode", ["write", "read"])
@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_an_older_file_is_upgraded_after_a_copy_and_equals_a_fresh_one(tmp_path, next_format, passphrase, mode):
    old = tmp_path / "old" / "drive.canvass"
    old.parent.mkdir()
    with create_campaign(old, passphrase) as campaign:
        enter(campaign, CANARY, 1)
    next_format("create table tomorrow (n integer primary key) strict", "create index tomorrow_n on tomorrow (n)")
    with open_campaign(old, passphrase, mode) as campaign:
        assert schema.format_of(campaign.connection) == 2
        assert campaign.connection.execute("select name from line").fetchall() == [(CANARY,)]
    made(tmp_path / "new.canvass", passphrase)
    assert tables_of(old, passphrase) == tables_of(tmp_path / "new.canvass", passphrase)
    assert names_beside(old) == ["drive.canvass", "drive.canvass.format-1"]
    with contextlib.closing(dbapi2.connect(str(beside(old, FORMAT_COPY + "1")))) as copy:
        if passphrase:
            copy.execute(f"pragma key = '{passphrase}'")
        assert copy.execute("pragma user_version").fetchone() == (1,)
        assert copy.execute("select name from line").fetchall() == [(CANARY,)]


def test_a_step_that_fails_leaves_the_file_as_it_was_and_can_be_tried_again(tmp_path, next_format):
    path = made(tmp_path / "drive.canvass", kept="yes")
    before = tables_of(path)
    next_format("create table tomorrow (n integer primary key) strict", "create table setting (n integer) strict")
    for _ in range(2):
        with pytest.raises(dbapi2.OperationalError):
            open_campaign(path)
    with contextlib.closing(dbapi2.connect(str(path))) as tool:
        assert tool.execute("pragma user_version").fetchone() == (1,)
        assert sorted(tool.execute("select type, name, tbl_name, sql from sqlite_schema")) == before
    next_format("create table tomorrow (n integer primary key) strict")
    with open_campaign(path) as campaign:
        assert campaign.text_setting("kept") == "yes"


def test_steps_have_names_of_their_own_and_are_applied_once(tmp_path):
    with create_campaign(tmp_path / "drive.canvass") as campaign:
        schema.migrate(campaign.connection)
        applied = list(sqlite_utils.Database(campaign.connection)["_sqlite_migrations"].rows)
    assert [row["name"] for row in applied] == ["001 first tables"]


def test_what_is_stored_keeps_its_type(tmp_path):
    with create_campaign(tmp_path / "drive.canvass") as campaign:
        loose = [
            name
            for (name, sql) in campaign.connection.execute("select name, sql from sqlite_schema where type = 'table'")
            if "strict" not in sql and not name.startswith(("_sqlite", "sqlite_"))
        ]
    assert loose == []
