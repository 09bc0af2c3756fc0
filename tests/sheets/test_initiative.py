"""A county initiative is printed by the same code: its page holds, and a measure that is too long is refused."""

from datetime import date
from typing import Any

import msgspec
import pytest

from canvass.batches.founding import create_drive
from canvass.count.totals import totals
from canvass.ground.progress import silent
from canvass.petition.template import template
from canvass.sheets.forms import NoNotice
from canvass.sheets.layout import PageTooLongForAnyPaper
from canvass.sheets.preflight import preflight
from canvass.sheets.runs import PrintOrder, print_blanks, print_sheets
from canvass.wording.printed import print_words

NAME = "ca-initiative-county"
RULES = template(NAME).page


@pytest.fixture
def initiative(tmp_path, some_words):
    fields = {
        "title": "keeping libraries open",
        "jurisdiction": "Example County",
        "registered": 600_000,
        "votes_cast": 345_671,
        "approved": "2026-01-05",
        "proponents": ("Ana Maria Delgado", "Benjamin Okafor"),
        "top_funders": "sheet",
        "codes": "yes",
        "summary": "COUNTY LIBRARY HOURS\n" + some_words(120),
        "measure": "SECTION 1. Title.\n" + some_words(150),
    }
    made: list[Any] = []

    def make(**changed):
        made.append(create_drive(tmp_path / f"drive{len(made)}.canvass", NAME, fields | changed))
        return made[-1]

    yield make
    for journal in made:
        journal.campaign.close()


def run(journal, out, **fields):
    return print_sheets(journal, PrintOrder(2, out, **fields), print_words(), silent)


@pytest.mark.parametrize("size", [("letter", 2), ("legal", 8)])
def test_its_sheets_hold(initiative, tmp_path, size):
    paper, least = size
    printed = run(initiative(), tmp_path / "run.pdf", paper=paper)
    assert printed.lines_per_sheet >= least
    findings = preflight(tmp_path / "run.pdf", RULES, silent)
    assert [finding for finding in findings if not finding.holds] == []
    measured = {finding.check: (finding.measured, finding.asked) for finding in findings}
    checks = ("summary_type", "public_notice_type", "smallest_type")
    assert [measured[check] for check in checks] == [(11, 11), (11, 11), (8, 8)]


def test_a_summary_in_smaller_type_is_found(initiative, tmp_path):
    run(initiative(), tmp_path / "run.pdf")
    assert RULES.summary_min_pt is not None
    larger = msgspec.structs.replace(RULES.summary_min_pt, value=11.5)
    parts = tuple(
        msgspec.structs.replace(part, size_pt=11.5) if part.kind == "summary" else part for part in RULES.parts
    )
    rules = msgspec.structs.replace(RULES, summary_min_pt=larger, parts=parts)
    failed = [f.check for f in preflight(tmp_path / "run.pdf", rules, silent) if not f.holds]
    assert failed == ["summary_type", "summary_type"]


def test_a_measure_that_fits_on_no_paper_is_refused(initiative, tmp_path, some_words):
    journal = initiative(measure=some_words(700), summary=some_words(500))
    with pytest.raises(PageTooLongForAnyPaper):
        run(journal, tmp_path / "run.pdf", paper="legal")
    assert not (tmp_path / "run.pdf").exists()


def test_it_counts_without_a_notice_and_brings_blanks_to_show(initiative, tmp_path):
    journal = initiative(approved=None)
    counted = totals(journal, date(2026, 2, 1))
    assert (counted.required, counted.notice) == (34_568, None)
    assert print_blanks(journal, tmp_path / "blanks.pdf", print_words(), silent).sheets == 2
    with pytest.raises(NoNotice) as refused:
        run(journal, tmp_path / "notice.pdf", notice=True)
    assert refused.value.facts == {"petition": "California: county initiative"}
