"""A page of one's own that the official approved, brought from a terminal, printed and looked over."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
import zxingcpp

from tests.cli.conftest import COMPLETE
from tests.sheets.own_pdfs import pdf


@pytest.fixture
def page(tmp_path):
    return pdf(tmp_path / "registrar.pdf")


def codes(path, index=0):
    with pdfium.PdfDocument(path) as document:
        return {code.text for code in zxingcpp.read_barcodes(document[index].render(scale=3).to_pil())}


def test_the_approved_page_is_brought_printed_and_passes(cli, hq, page):
    cli("set", hq, "approved=2022-01-27", "codes=yes", "--page", page, "--lines", "8")
    run = cli("print", hq, "--sheets", "2", "--out", "run.pdf", "--json").json
    assert (run["lines_per_sheet"], run["pages"], run["slips"]) == (8, 2, None)
    assert len(codes("run.pdf")) == len(codes("run.pdf", 1)) == 1
    assert codes("run.pdf") != codes("run.pdf", 1)
    found = cli("preflight", "run.pdf", hq, "--json").json
    assert {finding["check"] for finding in found} >= {"paper", "print_scaling", "codes", "sheet_once"}
    assert all(finding["holds"] for finding in found)
    rows = cli("sheets", hq, "--json").json
    assert [row["lines"] for row in rows] == [8, 8]
    cli("check", hq)


def test_without_a_yes_to_codes_the_numbers_go_on_slips(cli, hq, page):
    cli("set", hq, "approved=2022-01-27", "--page", page, "--lines", "8", "--code-at", "120x40")
    run = cli("print", hq, "--sheets", "2", "--out", "run.pdf", "--json").json
    assert codes("run.pdf") == set()
    assert len(codes(run["slips"])) == 2
    assert all(finding["holds"] for finding in cli("preflight", "run.pdf", hq, "--json").json)


def test_it_needs_the_day_of_approval_and_changes_nothing_without(cli, hq, page):
    cli.refused("set", hq, "office=Mayor", "--page", page, "--lines", "8", error="own_page_not_approved")
    with_office = cli("set", hq, "title=Recall", "--json").json
    assert with_office["approved"] is None
    cli("set", hq, *COMPLETE[:3], "approved=2022-01-27")
    cli("set", hq, "--page", page, "--lines", "8")


def test_a_refused_page_changes_no_field(cli, hq, page):
    given = ("set", hq, "title=Other", "approved=2022-01-27", "--lines", "8")
    cli.refused(*given, "--page", "gone.pdf", error="pdf_unreadable")
    cli.refused(*given, "--page", pdf(Path("two.pdf"), pages=2), error="own_page_refused")
    said = cli.refused(*given, "--page", page, "--code-at", "40x100", error="code_place_refused")["message"]
    assert "40.0 mm from the left" in said
    info = cli("info", hq, "--json").json
    assert (info["title"], info["approved"]) == ("Recall of Sam Smith", None)


@pytest.mark.parametrize(
    "options",
    [
        ("--lines", "8"),
        ("--code-at", "120x40"),
        ("--page", "registrar.pdf"),
        ("--page", "registrar.pdf", "--lines", "8", "--code-at", "lamps"),
        ("--page", "registrar.pdf", "--lines", "8", *("--code-at", "120x40") * 3),
    ],
)
def test_what_does_not_belong_together_is_a_mistake_of_usage(cli, hq, page, options):
    cli("set", hq, *options, code=2)
