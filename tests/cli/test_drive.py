from datetime import date
from pathlib import Path

import pytest

from canvass.campaign.file import open_campaign
from canvass.campaign.shape import is_protected
from canvass.cli import drive as drive_commands
from tests.cli.conftest import COMPLETE, DRIVE
from tests.cli.rows import csv, row

INFO_KEYS = [
    *("title", "petition", "jurisdiction", "registered", "required", "goal", "earliest_start", "approved", "codes"),
    *("deadline", "days_left", "role", "device", "practice", "protected", "only_here", "wiped"),
]
GOOD, OTHER = "correct horse battery staple", "another good long passphrase"


@pytest.fixture(autouse=True)
def _on_a_fixed_day(monkeypatch):
    monkeypatch.setattr(drive_commands, "today", lambda: date(2022, 6, 24))


def test_the_kinds_of_petition_are_listed(cli):
    initiative, kind = cli("petitions", "--json").json
    assert (initiative["name"], initiative["kind"]) == ("ca-initiative-county", "initiative")
    assert list(kind) == list(initiative) == ["name", "title", "kind", "law_from", "law_to", "confirmed"]
    assert (kind["name"], kind["kind"], kind["law_to"]) == ("ca-recall-local", "recall", None)
    assert "ca-recall-local" in cli("petitions").out


def test_a_file_alone_belongs_to_no_drive(cli):
    info = cli("new", "lone.canvass", "--json").json
    assert list(info) == INFO_KEYS
    assert {key: value for key, value in info.items() if value is not None} == {
        "device": info["device"],
        "practice": False,
        "protected": False,
        "only_here": 0,
        "wiped": 0,
    }
    assert cli("info", "lone.canvass", "--json").json == info
    assert "no drive yet" in cli("info", "lone.canvass").out


def test_a_drive_knows_what_the_law_makes_of_it(cli):
    cli("new", "hq.canvass", *DRIVE, "--approved", "2022-01-27", "--goal", "716000", "--no-passphrase")
    cli("set", "hq.canvass", "took_office=2020-12-07")
    info = cli("info", "hq.canvass", "--json").json
    assert list(info) == INFO_KEYS
    assert info.pop("device")
    assert info == {
        "title": "Recall of Sam Smith",
        "petition": "ca-recall-local",
        "jurisdiction": "Los Angeles County",
        "registered": 5_668_570,
        "required": 566_857,
        "goal": 716_000,
        "earliest_start": "2021-03-08",
        "approved": "2022-01-27",
        "codes": "not-asked",
        "deadline": "2022-07-06",
        "days_left": 12,
        "role": "hq",
        "practice": False,
        "protected": False,
        "only_here": None,
        "wiped": 0,
    }


def test_practice_is_said_of_lone_files_and_of_drives(cli):
    assert cli("new", "lone.canvass", "--practice", "--json").json["practice"] is True
    assert cli("new", "hq.canvass", *DRIVE, "--practice", "--json").json["practice"] is True


@pytest.mark.parametrize(
    "words",
    [
        ("--title", "T"),
        ("--petition", "ca-recall-local"),
        ("--petition", "ca-recall-local", "--title", "T", "--registered", "5"),
    ],
)
def test_half_a_drive_is_no_way_to_begin(cli, words, tmp_path):
    cli("new", "hq.canvass", *words, code=2)
    assert list(tmp_path.iterdir()) == []


def test_what_a_drive_cannot_be_begun_with_leaves_no_file(cli, tmp_path):
    unknown = ["no-such-kind" if word == "ca-recall-local" else word for word in DRIVE]
    cli.refused("new", "hq.canvass", *unknown, error="template_unknown")
    cli.refused("new", "hq.canvass", *DRIVE, "--approved", "2022-02-30", error="field_refused")
    cli.refused("new", "hq.canvass", *DRIVE, error="passphrase_too_short", CANVASS_PASSPHRASE="short")
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".canvass"] == []


def test_fields_are_changed_all_or_none(cli, hq):
    assert cli("set", hq, "title=New title", "goal=600,000", "--json").json["goal"] == 600_000
    before = cli("info", hq, "--json").json
    cli.refused("set", hq, "title=Another", "goal=many", error="field_refused")
    cli.refused("set", hq, "title=Another\u202e", error="field_text_refused")
    assert cli("info", hq, "--json").json == before
    assert cli("set", hq, "goal=", "--json").json["goal"] is None


@pytest.mark.parametrize(
    "words", [("colour=red",), ("grounds=x",), ("title",), (), ("--text", "title=x"), ("--text", "x")]
)
def test_an_unknown_field_is_a_matter_of_usage(cli, hq, words):
    before = cli("info", hq, "--json").json
    ran = cli("set", hq, *words, "--json", code=2)
    assert ran.out == ""
    assert ran.err
    assert cli("info", hq, "--json").json == before


def test_texts_come_from_files_in_utf_8(cli, hq):
    Path("good.txt").write_text("Señor Smith did it.", encoding="utf-8")
    Path("latin.txt").write_bytes(b"Se\xf1or Smith did it.")
    Path("long.txt").write_text("word " * 201, encoding="utf-8")
    cli("set", hq, "--text", "grounds=good.txt")
    assert "Latin" not in cli.refused("set", hq, "--text", "grounds=latin.txt", error="field_text_refused")["message"]
    cli.refused("set", hq, "--text", "answer=long.txt", error="text_too_long")
    cli.refused("set", hq, "--text", "answer=none.txt", error="file_missing")


def test_only_headquarters_sets_fields_and_a_lone_file_has_none(cli, hq, lone):
    cli("kit", hq, "--role", "field", "--out", "ana.canvasskit")
    cli("join", "ana.canvasskit", "ana.canvass")
    cli.refused("set", "ana.canvass", "title=Mine", error="not_headquarters")
    cli.refused("set", lone, "title=Mine", error="no_petition")


def test_the_approved_page_is_frozen_as_soon_as_the_petition_is_complete(cli, hq):
    Path("text.txt").write_text("A text.", encoding="utf-8")
    cli("set", hq, *COMPLETE, "--text", "grounds=text.txt", "--text", "answer=text.txt")
    cli("set", hq, "approved=2022-01-27")
    with open_campaign(hq, mode="read") as campaign:
        assert campaign.connection.execute("select count(*) from form").fetchone()[0] >= 1


def test_a_passphrase_from_the_environment_protects_at_once(cli):
    assert cli("new", "lone.canvass", "--json", CANVASS_PASSPHRASE=GOOD).json["protected"] is True
    cli.refused("info", "lone.canvass", error="passphrase_needed")
    assert "In a script, set CANVASS_PASSPHRASE." in cli("info", "lone.canvass", code=1).err
    cli.refused("info", "lone.canvass", error="passphrase_wrong", CANVASS_PASSPHRASE=OTHER)
    assert cli("info", "lone.canvass", "--json", CANVASS_PASSPHRASE=GOOD).json["protected"] is True
    assert cli("new", "open.canvass", "--no-passphrase", "--json", CANVASS_PASSPHRASE=GOOD).json["protected"] is False


def test_a_file_is_protected_and_its_passphrase_changed(cli, lone):
    cli("enter", lone, "-", stdin=csv(row(1)))
    listed = cli("lines", lone, "--json").out
    assert cli("passphrase", lone, "--json", CANVASS_NEW_PASSPHRASE=GOOD).json == {"protected": True}
    assert is_protected(lone)
    assert b"Ann Lee" not in lone.read_bytes()
    cli("passphrase", lone, CANVASS_PASSPHRASE=GOOD, CANVASS_NEW_PASSPHRASE=OTHER)
    cli.refused("lines", lone, error="passphrase_wrong", CANVASS_PASSPHRASE=GOOD)
    assert cli("lines", lone, "--json", CANVASS_PASSPHRASE=OTHER).out == listed


def test_a_passphrase_that_will_not_do_changes_nothing(cli, lone):
    before = lone.read_bytes()
    cli("passphrase", lone, code=2)
    cli.refused("passphrase", lone, error="passphrase_too_short", CANVASS_NEW_PASSPHRASE="short")
    cli.refused("passphrase", "no.canvass", error="campaign_missing", CANVASS_NEW_PASSPHRASE=GOOD)
    assert lone.read_bytes() == before
    cli("passphrase", lone, CANVASS_NEW_PASSPHRASE=GOOD)
    cli.refused("passphrase", lone, error="passphrase_needed", CANVASS_NEW_PASSPHRASE=OTHER)
    cli.refused("passphrase", lone, error="passphrase_wrong", CANVASS_PASSPHRASE="x", CANVASS_NEW_PASSPHRASE=OTHER)
    cli("info", lone, CANVASS_PASSPHRASE=GOOD)


def test_a_backup_is_the_drive_whole_with_the_same_passphrase(cli):
    cli("new", "lone.canvass", CANVASS_PASSPHRASE=GOOD)
    cli("enter", "lone.canvass", "-", stdin=csv(row(1)), CANVASS_PASSPHRASE=GOOD)
    made = cli("backup", "lone.canvass", "copy.canvass", "--json", CANVASS_PASSPHRASE=GOOD).json
    assert made == {"backup": "copy.canvass", "bytes": Path("copy.canvass").stat().st_size}
    ask = {"CANVASS_PASSPHRASE": GOOD}
    assert cli("lines", "copy.canvass", "--json", **ask).out == cli("lines", "lone.canvass", "--json", **ask).out
    assert cli("check", "copy.canvass", "--json", **ask).json == {"ok": True, "differences": []}


def test_in_a_terminal_a_passphrase_is_asked_for_and_not_shown(cli):
    cli("new", "lone.canvass", CANVASS_PASSPHRASE=GOOD)
    assert cli("info", "lone.canvass", "--json", typed=[GOOD]).json["protected"] is True
    changed = cli("passphrase", "lone.canvass", typed=[GOOD, OTHER, OTHER])
    assert OTHER not in changed.out + changed.err
    cli("info", "lone.canvass", CANVASS_PASSPHRASE=OTHER)
    cli("info", "lone.canvass", typed=[], code=130)
