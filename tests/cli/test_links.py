from pathlib import Path

import pytest

from canvass.campaign.file import open_campaign
from canvass.journal.journal import Journal
from tests.cli.conftest import DRIVE
from tests.cli.rows import csv, row
from tests.signers.laptops import merge as take_in

SHEET, OTHER = "001002-0014-65", "001002-0015-62"


@pytest.fixture
def drives(cli):
    """A drive's headquarters and a laptop of it whose first loose page headquarters says is SHEET."""
    cli("new", "hq.canvass", *DRIVE, "--no-passphrase")
    cli("kit", "hq.canvass", "--role", "field", "--out", "ana.canvasskit", "--name", "Ana")
    cli("join", "ana.canvasskit", "ana.canvass")
    cli("enter", "ana.canvass", "-", "--typist", "AB", stdin=csv(row(1), row(2)))
    exported(cli)
    cli("merge", "hq.canvass", "stick")
    page = cli("lines", "ana.canvass", "--json").json[0]["sheet"]
    cli("link", "hq.canvass", page, SHEET)
    return page


def exported(cli) -> None:
    cli("export", "ana.canvass", "--out", "stick")


def test_links_that_differ_are_to_decide_and_headquarters_decides_by_linking(cli, drives):
    cli("link", "ana.canvass", "L1", OTHER)
    assert cli("conflicts", "hq.canvass", "--json").json == []
    exported(cli)
    merged = cli("merge", "hq.canvass", "stick", "--json", code=3).json
    assert (merged["conflicts"], merged["waiting"], merged["refused"]) == (1, [], [])
    (found,) = cli("conflicts", "hq.canvass", "--json").json
    assert (found["sheet"], found["line"], found["conflict"]) == (drives, None, "link")
    assert (found["differing"], found["combined"]) == (["sheet"], None)
    assert [list(head) for head in found["heads"]] == [["keep", "sheet", "typist", "laptop"]] * 2
    assert {head["sheet"] for head in found["heads"]} == {SHEET, OTHER}
    shown = cli("conflicts", "hq.canvass").out
    assert all(text in shown for text in (drives, SHEET, OTHER, "canvass link"))
    assert {one["state"] for one in cli("sheets", "hq.canvass", "--json").json if one["sheet"] == drives} == {"loose"}
    assert cli("link", "hq.canvass", drives, OTHER, "--json").json == {"page": drives, "sheet": OTHER}
    assert cli("conflicts", "hq.canvass", "--json").json == []
    assert cli("merge", "hq.canvass", "stick", "--json").json["conflicts"] == 0
    assert cli("count", "hq.canvass", "--json").json["entered"] == 2


def test_a_link_that_is_not_the_last_word_is_said_to_be_to_decide(cli, drives):
    with open_campaign(Path("hq.canvass")) as hq, open_campaign(Path("ana.canvass")) as ana:
        take_in(Journal(hq), Journal(ana))
    assert cli("lines", "ana.canvass", "--json").json[0]["sheet"] == SHEET
    for _ in range(2):
        ran = cli("link", "ana.canvass", "L1", OTHER, code=3)
        assert "is sheet" not in ran.out
        assert "stays a loose page" in ran.out
    assert cli("link", "ana.canvass", "L1", OTHER, "--json", code=3).json == {"page": drives, "sheet": None}
    assert cli("link", "ana.canvass", "L1", SHEET, "--json").json == {"page": drives, "sheet": SHEET}


def test_a_page_that_nobody_began_is_linked_to_nothing(cli):
    cli("new", "lone.canvass", "--no-passphrase")
    cli.refused("link", "lone.canvass", "L1", SHEET, error="loose_page_unknown")
    assert cli("sheets", "lone.canvass", "--json").json == []
