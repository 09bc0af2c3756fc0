from pathlib import Path

import pytest

from canvass.cli.opening import reading
from canvass.sheets.printed_runs import are_blanks_printed
from tests.cli.rows import csv, row

PRINT_KEYS = ["run", "first", "last", "sheets", "lines_per_sheet", "pages", "pdf", "slips"]
SHEET_KEYS = ["sheet", "run", "lines", "entered", "filled", "form", "state", "holder", "since", "circulator"]
FINDING_KEYS = ["check", "holds", "measured", "asked", "page"]


def test_a_run_is_printed_and_its_sheets_exist(cli, approved):
    printed = cli("print", approved, "--sheets", 3, "--out", "run.pdf", "--event", "Vigil", "--json").json
    assert list(printed) == PRINT_KEYS
    assert (printed["run"], printed["sheets"], printed["pages"]) == ("000001", 3, 3)
    assert (printed["first"][:11], printed["last"][:11]) == ("000001-0001", "000001-0003")
    assert (printed["pdf"], printed["slips"]) == ("run.pdf", None)
    assert Path("run.pdf").read_bytes().startswith(b"%PDF")
    listed = cli("sheets", approved, "--json").json
    assert [list(sheet) for sheet in listed] == [SHEET_KEYS] * 3
    assert {(sheet["state"], sheet["entered"], sheet["lines"]) for sheet in listed} == {
        ("printed", 0, printed["lines_per_sheet"])
    }
    cli("enter", approved, "-", stdin=csv(row(1, sheet=printed["first"])))
    assert cli("sheets", approved, "--json").json[0]["entered"] == 1
    assert printed["last"] in cli("sheets", approved).out


def test_without_the_registrars_yes_the_numbers_are_on_slips(cli, approved):
    cli("set", approved, "codes=no")
    printed = cli("print", approved, "--sheets", 2, "--out", "run.pdf", "--json").json
    assert printed["slips"] == "run-slips.pdf"
    assert Path("run-slips.pdf").exists()
    assert "run2-slips.pdf" in cli("print", approved, "--sheets", 2, "--out", "run2.pdf").out


def test_drafts_and_blanks_have_no_number(cli, approved):
    cli("set", approved, "approved=")
    for words, pages in ((("--sheets", 3), 3), (("--blanks",), 2)):
        printed = cli("print", approved, *words, "--out", f"{pages}.pdf", "--json").json
        assert list(printed) == PRINT_KEYS
        assert [printed[key] for key in ("run", "first", "last", "slips")] == [None] * 4
        assert printed["pages"] == pages
    assert cli("sheets", approved, "--json").json == []
    assert "DRAFT" in cli("print", approved, "--sheets", 1, "--out", "draft.pdf").out
    assert "registrar" in cli("print", approved, "--blanks", "--out", "blanks.pdf").out
    with reading(Path(approved)) as journal:
        assert are_blanks_printed(journal)


def test_a_print_that_cannot_be_leaves_no_file_and_no_sheets(cli, approved, hq, lone, tmp_path):
    Path("there.pdf").write_text("mine", encoding="utf-8")
    cli.refused("print", approved, "--sheets", 1, "--out", "there.pdf", error="already_there")
    cli.refused("print", approved, "--sheets", 0, "--out", "run.pdf", error="sheets_refused")
    cli.refused("print", approved, "--sheets", 1, "--out", "run.pdf", "--paper", "a4", error="paper_unknown")
    cli.refused("print", approved, "--sheets", 1, "--out", "no/run.pdf", error="not_written")
    cli.refused("print", lone, "--sheets", 1, "--out", "run.pdf", error="no_petition")
    cli.refused("preflight", "there.pdf", approved, error="pdf_unreadable")
    cli.refused("preflight", "there.pdf", lone, error="no_petition")
    assert Path("there.pdf").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.glob("*.pdf*")] == ["there.pdf"]
    assert cli("sheets", approved, "--json").json == []


@pytest.mark.parametrize("words", [(), ("--sheets", 1, "--blanks"), ("--blanks", "--event", "x"), ("--sheets", "x")])
def test_a_print_is_of_sheets_or_of_blanks(cli, approved, words):
    cli("print", approved, *words, "--out", "run.pdf", code=2)
    assert not Path("run.pdf").exists()


def test_a_petition_that_lacks_its_texts_is_not_printed(cli, hq):
    cli.refused("print", hq, "--sheets", 1, "--out", "run.pdf", error="petition_incomplete")


def test_preflight_holds_for_what_was_printed_and_fails_for_another_page(cli, approved):
    cli("print", approved, "--sheets", 2, "--out", "run.pdf")
    found = cli("preflight", "run.pdf", approved, "--json").json
    assert {tuple(finding) for finding in found} == {tuple(FINDING_KEYS)}
    assert all(finding["holds"] for finding in found)
    cli("set", approved, "codes=no")
    cli("print", approved, "--sheets", 2, "--out", "other.pdf")
    ran = cli("preflight", "other-slips.pdf", approved, "--json", code=1)
    assert not all(finding["holds"] for finding in ran.json)
    assert "checks fail" in ran.err
    assert "no" in cli("preflight", "other-slips.pdf", approved, code=1).out


def test_loose_pages_are_listed_beside_sheets(cli, lone):
    page = cli("page", lone).out.strip()
    cli("enter", lone, "-", stdin=csv(row(1), row(1, sheet="001002-0014-65")))
    unknown, loose = cli("sheets", lone, "--json").json
    assert (unknown["sheet"], unknown["state"], unknown["lines"]) == ("001002-0014-65", "unknown", None)
    assert (loose["sheet"], loose["state"], loose["run"], loose["form"]) == (page, "loose", None, None)


def test_a_run_can_be_handed_out_in_the_same_step(cli, approved):
    cli("print", approved, "--sheets", 2, "--to", "Ana Maria", "--out", "run.pdf")
    rows = cli("sheets", approved, "--json").json
    assert {(row["state"], row["holder"]) for row in rows} == {("handed_out", "Ana Maria")}


def test_a_ruler_page_needs_no_drive_and_replaces_no_file(cli):
    assert "100 mm" in cli("ruler", "ruler.pdf").out
    assert cli("ruler", "legal.pdf", "--paper", "legal", "--json").json == {"pdf": "legal.pdf"}
    assert "ruler.pdf" in cli("ruler", "ruler.pdf", code=1).err
    assert "a4" in cli("ruler", "a4.pdf", "--paper", "a4", code=1).err
