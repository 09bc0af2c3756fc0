"""A county initiative at the terminal: its own fields and texts, the same commands."""

from pathlib import Path

import pytest


@pytest.fixture
def initiative(cli):
    cli(
        *("new", "ini.canvass", "--petition", "ca-initiative-county", "--title", "keeping libraries open"),
        *("--jurisdiction", "Example County", "--registered", 600_000, "--no-passphrase"),
    )
    for name, text in (("summary", "LIBRARY HOURS\nKeeps libraries open."), ("measure", "SECTION 1. Open.")):
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    return "ini.canvass"


def test_it_is_filled_in_printed_and_looked_at(cli, initiative):
    info = cli(
        *("set", initiative, "votes_cast=345671", "proponents=Ana Ruiz", "top_funders=none", "approved=2026-01-05"),
        *("codes=yes", "--text", "summary=summary.txt", "--text", "measure=measure.txt", "--json"),
    ).json
    assert (info["petition"], info["required"], info["deadline"]) == ("ca-initiative-county", 34_568, "2026-07-04")
    assert info["earliest_start"] is None
    for paper in ("letter", "legal"):
        printed = cli("print", initiative, "--sheets", 2, "--out", f"{paper}.pdf", "--paper", paper, "--json").json
        assert printed["lines_per_sheet"] >= 5
        found = cli("preflight", f"{paper}.pdf", initiative, "--json").json
        assert "summary_type" in {finding["check"] for finding in found}
    assert cli("count", initiative, "--json").json["notice"] is None


def test_it_has_no_answer_and_no_notice_to_sign(cli, initiative):
    cli.refused("set", initiative, "--text", "answer=summary.txt", error="field_unknown")
    cli("set", initiative, "--text", "reasons=summary.txt", code=2)
    cli.refused("print", initiative, "--sheets", 1, "--notice", "--out", "run.pdf", error="no_notice")
