"""Receipts by commands: headquarters confirms, a laptop accepts and wipes, scripts read what came of it."""

from pathlib import Path

import pytest

from tests.cli.rows import csv, row

SHEET = "001002-0014-65"


@pytest.fixture
def laptop(cli, hq):
    """A laptop whose two lines headquarters took in."""
    cli("kit", hq, "--role", "field", "--out", "field.canvasskit", "--name", "Ana's laptop")
    cli("join", "field.canvasskit", "ana.canvass")
    cli("enter", "ana.canvass", "-", "--typist", "AN", stdin=csv(row(1, sheet=SHEET), row(2, "Bo Li", SHEET)))
    cli("export", "ana.canvass", "--out", "stick")
    cli("merge", hq, "stick")
    return Path("ana.canvass")


def test_a_laptop_is_confirmed_and_wiped(cli, hq, laptop):
    made = cli("receipt", hq, "--out", "all.canvassreceipt", "--json").json
    (told,) = made["laptops"]
    assert (made["receipt"], told["name"], told["lines"]) == ("all.canvassreceipt", "Ana's laptop", 2)
    counted = cli("count", laptop, "--json").json
    assert (counted["entered"], counted["only_here"], counted["wiped"]) == (2, 2, 0)
    accepted = cli("accept", laptop, "all.canvassreceipt", "--json").json
    assert list(accepted) == ["lines", "only_here", "seq", "at", "up_to", "new", "forked"]
    assert (accepted["lines"], accepted["only_here"], accepted["new"], accepted["forked"]) == (2, 0, True, False)
    would = cli("wipe", laptop, "--dry-run", "--json").json
    assert would == {"lines": 2, "records": 2, "only_here": 0, "wiped": False}
    assert cli("lines", laptop, "--json").json != []
    assert cli("wipe", laptop, "--json").json == {**would, "wiped": True}
    assert cli("lines", laptop, "--json").json == []
    counted = cli("count", laptop, "--json").json
    assert (counted["entered"], counted["only_here"], counted["wiped"]) == (0, 0, 2)
    told = cli("info", laptop, "--json").json
    assert (told["only_here"], told["wiped"]) == (0, 2)
    assert cli("check", laptop, "--json").json == {"ok": True, "differences": []}
    assert cli("count", hq, "--json").json["only_here"] is None


def test_it_is_said_for_a_person_too(cli, hq, laptop):
    assert "The receipt for 1 laptop is" in cli("receipt", hq, "--out", "all.canvassreceipt").out
    said = cli("accept", laptop, "all.canvassreceipt").out
    assert "Headquarters holds 2 lines of this laptop." in said
    assert "0 lines are on this laptop only." in said
    assert "2 lines would be wiped" in cli("wipe", laptop, "--dry-run").out
    assert "2 lines were wiped" in cli("wipe", laptop).out


def test_nothing_is_wiped_unasked_or_unconfirmed(cli, hq, laptop):
    refused = cli("wipe", laptop, "--json", code=1)
    assert (refused.code, refused.json["error"]["code"]) == (1, "nothing_confirmed")
    assert cli("wipe", hq, "--json", code=1).json["error"]["code"] == "not_wiped_at_headquarters"
    assert len(cli("lines", laptop, "--json").json) == 2


def test_a_receipt_for_another_laptop_and_a_wrong_file_are_refused(cli, hq, laptop):
    cli("join", "field.canvasskit", "ben.canvass")
    cli("receipt", hq, "--out", "all.canvassreceipt")
    for receipt, code in (("all.canvassreceipt", "receipt_for_others"), ("field.canvasskit", "batch_not_one")):
        refused = cli("accept", "ben.canvass", receipt, "--json", code=1)
        assert (refused.code, refused.json["error"]["code"]) == (1, code)
    cli("receipt", hq, "--device", "ffff", "--out", "no.canvassreceipt", code=1)
    assert not Path("no.canvassreceipt").exists()
    refused = cli("receipt", laptop, "--out", "no.canvassreceipt", "--json", code=1)
    assert refused.json["error"]["code"] == "not_headquarters"


def test_a_receipt_can_be_for_one_laptop_and_looked_at(cli, hq, laptop):
    device = cli("info", laptop, "--json").json["device"]
    cli("receipt", hq, "--device", device[:8], "--out", "ana.canvassreceipt")
    told = cli("inspect", "ana.canvassreceipt", "--json").json
    assert (told["kind"], told["sealed"], told["contents"]["laptops"]) == ("receipt", "open", 1)
    assert told["contents"]["devices"][0]["device"] == device
    assert device[:8] in cli("inspect", "ana.canvassreceipt").out
