"""The notice of intention at the terminal: printed, looked at, listed, typed and counted apart."""

from pathlib import Path

import pytest

from tests.cli.rows import csv, row


@pytest.fixture
def begun(cli, hq):
    """A drive before its petition: officer, office and grounds are known, and nothing else."""
    Path("grounds.txt").write_text("These are the grounds of the recall.", encoding="utf-8")
    cli("set", hq, "office=District Attorney", "took_office=2020-12-07", "--text", "grounds=grounds.txt")
    return hq


def test_a_vigil_from_paper_to_count(cli, begun):
    printed = cli("print", begun, "--sheets", 2, "--notice", "--out", "notice.pdf", "--event", "Vigil", "--json").json
    assert (printed["run"], printed["pages"], printed["slips"]) == ("000001", 2, None)
    found = cli("preflight", "notice.pdf", begun, "--json").json
    assert all(finding["holds"] for finding in found)
    assert {sheet["form"] for sheet in cli("sheets", begun, "--json").json} == {"ca-recall-local-notice"}
    assert "ca-recall-local-notice" in cli("sheets", begun).out
    cli("enter", begun, "-", stdin=csv(row(1, sheet=printed["first"]), row(2, sheet=printed["first"])))
    counted = cli("count", begun, "--json").json
    assert (counted["entered"], counted["loose"], counted["events"]) == (0, 0, [])
    assert counted["notice"] == {
        "entered": 2,
        "agreed": 0,
        "disputed": 0,
        "required": 100,
        "earliest": "2021-03-08",
    }
    said = cli("count", begun).out
    assert "notice of intention" in said
    assert "2021-03-08" in said


def test_whoever_prints_a_notice_is_told_that_its_signers_become_public(cli, begun):
    assert "becomes public" in cli("print", begun, "--sheets", 1, "--notice", "--out", "notice.pdf").err
    assert "becomes public" not in cli("print", begun, "--sheets", 1, "--notice", "--out", "no/where.pdf", code=1).err


def test_the_number_of_proponents_can_be_set(cli, begun):
    cli("set", begun, "proponents_needed=40")
    assert cli("count", begun, "--json").json["notice"]["required"] == 40


def test_both_pages_are_printed_on_legal_paper(cli, approved):
    for words in ((), ("--notice",)):
        out = f"legal{len(words)}.pdf"
        letter = cli("print", approved, "--sheets", 1, *words, "--out", f"letter-{out}", "--json").json
        legal = cli("print", approved, "--sheets", 1, *words, "--out", out, "--paper", "legal", "--json").json
        assert legal["lines_per_sheet"] > letter["lines_per_sheet"]
        assert "14.00" in str(cli("preflight", out, approved, "--json").json[1]["measured"])


def test_the_registrar_s_blanks_are_of_the_petition_alone(cli, begun):
    cli("print", begun, "--blanks", "--notice", "--out", "run.pdf", code=2)
    assert not Path("run.pdf").exists()


def test_a_notice_without_reasons_or_a_petition_is_refused(cli, hq, lone):
    cli.refused("print", hq, "--sheets", 1, "--notice", "--out", "run.pdf", error="petition_incomplete")
    cli.refused("print", lone, "--sheets", 1, "--notice", "--out", "run.pdf", error="no_petition")
    assert not Path("run.pdf").exists()
