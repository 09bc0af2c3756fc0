"""Sheets of the notice of intention: their page, their run, and that the petition's own are not touched by them."""

import pypdfium2 as pdfium
import pytest

from canvass.batches.founding import create_lone
from canvass.ground.progress import Cancelled, silent
from canvass.journal.bodies import Kind, Role, Run
from canvass.journal.drive import NoPetition, set_fields
from canvass.journal.facts import facts
from canvass.journal.number import SheetNumber
from canvass.journal.runs import notice_runs
from canvass.petition.template import notice_template, template
from canvass.petition.wording_of_page import PetitionIncomplete, page_texts
from canvass.sheets.boxes import PT_PER_IN, PT_PER_MM
from canvass.sheets.finished import FinishedFile, PdfUnreadable, read_codes
from canvass.sheets.fonts import measure
from canvass.sheets.forms import store_forms
from canvass.sheets.layout import PaperUnknown, layout_page
from canvass.sheets.listing import sheets
from canvass.sheets.page_kind import rules_of
from canvass.sheets.preflight import preflight
from canvass.sheets.runs import PrintNotAllowed, PrintOrder, print_blanks, print_sheets
from canvass.wording.printed import print_words

WORDS = print_words()
NAME = "ca-recall-local-notice"


@pytest.fixture(scope="module")
def page():
    notice = notice_template(template("ca-recall-local"))
    assert notice is not None
    return notice.page


def run(journal, out, count=3, report=silent, **fields):
    return print_sheets(journal, PrintOrder(count, out, **fields), WORDS, report)


def text_of(path, index=0):
    document = pdfium.PdfDocument(path)
    text = " ".join(document[index].get_textpage().get_text_range().split())
    document.close()
    return text


def red(path, rules):
    return [finding for finding in preflight(path, rules, silent) if not finding.holds]


def before_approval(drive, **fields):
    """A drive as it is at its first vigil: no proponents, no approval, nothing asked about codes or funders."""
    return drive(
        approved=None, codes=None, proponents=None, top_funders=None, answer=None, notice_served=None, **fields
    )


def test_a_notice_is_printed_before_there_is_a_petition(drive, tmp_path):
    hq = before_approval(drive)
    printed = run(hq, tmp_path / "notice.pdf", 4, event="Vigil", notice=True)
    assert (printed.run, printed.sheets, printed.pages, printed.slips) == ("000001", 4, 4, None)
    assert (printed.first, printed.last) == (SheetNumber(1, 1).text, SheetNumber(1, 4).text)
    (told,) = [fact.body for fact in facts(hq.connection, Kind.RUN)]
    assert isinstance(told, Run)
    assert (told.notice, told.event, told.sheets, told.lines) == (True, "Vigil", 4, printed.lines_per_sheet)
    assert notice_runs(hq.connection) == {1}


def test_its_sheets_are_listed_by_the_notice_s_name(drive, tmp_path):
    hq = drive()
    run(hq, tmp_path / "notice.pdf", 1, notice=True)
    run(hq, tmp_path / "petition.pdf", 1)
    notice, petition = sheets(hq)
    assert (notice.form, notice.state, notice.run) == (NAME, "printed", "000001")
    assert (len(petition.form or ""), petition.run) == (64, "000002")
    assert notice_runs(hq.connection) == {1}


def test_every_sheet_has_its_own_code_whatever_was_said_of_the_petition_s(drive, tmp_path):
    hq = drive(codes="no")
    out = tmp_path / "notice.pdf"
    printed = run(hq, out, 3, notice=True)
    with FinishedFile(out) as file:
        read = [set(file.page(index).codes) for index in range(3)]
    assert [len(codes) for codes in read] == [1, 1, 1]
    assert len(set.union(*read)) == 3
    assert printed.first in text_of(out)
    assert not (tmp_path / "notice-slips.pdf").exists()


def test_a_notice_freezes_no_form_and_leaves_the_petition_s_alone(drive, tmp_path):
    hq = drive()
    run(hq, tmp_path / "notice.pdf", notice=True)
    assert list(facts(hq.connection, Kind.FORM)) == []
    assert hq.connection.execute("select count(*) from form").fetchone() == (0,)
    store_forms(hq, WORDS)
    stored = hq.connection.execute("select hash from form order by hash").fetchall()
    run(hq, tmp_path / "again.pdf", notice=True)
    assert hq.connection.execute("select hash from form order by hash").fetchall() == stored


def test_which_rules_a_file_has_to_keep_is_read_from_its_code(drive, page, rules, tmp_path):
    hq = drive()
    run(hq, tmp_path / "notice.pdf", 1, notice=True)
    run(hq, tmp_path / "petition.pdf", 1)
    print_blanks(hq, tmp_path / "blanks.pdf", WORDS, silent)
    (tmp_path / "text.pdf").write_text("no page", encoding="utf-8")
    assert rules_of(hq, tmp_path / "notice.pdf") == page
    assert rules_of(hq, tmp_path / "petition.pdf") == rules_of(hq, tmp_path / "blanks.pdf") == rules != page
    with pytest.raises(PdfUnreadable):
        rules_of(hq, tmp_path / "text.pdf")


def test_records_of_petition_runs_keep_their_bytes(drive, tmp_path):
    hq = drive()
    run(hq, tmp_path / "petition.pdf", 1)
    run(hq, tmp_path / "notice.pdf", 1, notice=True)
    petition, notice = (
        row[0] for row in hq.connection.execute("select raw from record where kind = ? order by n", (Kind.RUN,))
    )
    assert b"notice" not in petition
    assert b'"notice":true' in notice


def test_reasons_that_changed_between_runs_show_in_the_runs_forms(drive, tmp_path):
    hq = drive()
    for number, grounds in enumerate(("One reason.", "One reason.", "Another reason.")):
        set_fields(hq, {"grounds": grounds})
        run(hq, tmp_path / f"{number}.pdf", notice=True)
    first, second, third = (fact.body.form for fact in facts(hq.connection, Kind.RUN) if isinstance(fact.body, Run))
    assert first == second != third


@pytest.mark.parametrize("size", [("letter", 11, 7), ("legal", 14, 11)])
def test_the_finished_page_holds_on_both_papers_with_full_reasons(drive, page, some_words, tmp_path, size):
    paper, height_in, least = size
    out = tmp_path / "notice.pdf"
    printed = run(before_approval(drive, grounds=some_words(200)), out, 2, paper=paper, notice=True)
    assert red(out, page) == []
    assert printed.lines_per_sheet >= least
    with FinishedFile(out) as file:
        finished = file.page(1)
    assert (finished.width_pt, finished.height_pt) == (8.5 * 72, height_in * 72)
    text = text_of(out, 1)
    for words in ("NOTICE OF INTENTION TO CIRCULATE RECALL PETITION", "Jordan A. Example", "Section 11023", "BECOMES"):
        assert words in text


def test_the_lines_are_high_and_nothing_stands_in_them_or_on_the_codes(page, petition, some_words):
    layout = layout_page(page, page_texts(page, petition(grounds=some_words(200))), measure)
    grid = layout.grid
    assert grid.row_height_pt >= 18 * PT_PER_MM
    assert (grid.first_line, grid.lines) == (1, 7)
    assert grid.official.width >= 0.8 * PT_PER_IN
    for code in layout.codes:
        assert not code.whole.meets(grid.area)
        assert code.whole.top <= layout.height_pt - page.blank_top_in.value * PT_PER_IN
    warned = next(text.y for text in layout.texts if "BECOMES PUBLIC" in text.text)
    assert warned > grid.area.top
    assert next(text.y for text in layout.texts if "11023." in text.text) < grid.area.bottom


def test_a_petition_s_page_on_legal_paper_is_printed_and_holds(drive, rules, tmp_path):
    out = tmp_path / "legal.pdf"
    printed = run(drive(), out, 2, paper="legal")
    assert printed.lines_per_sheet >= 11
    assert red(out, rules) == []


def test_a_notice_for_practice_says_so(drive, tmp_path):
    out = tmp_path / "notice.pdf"
    run(drive(practice=True), out, 1, notice=True)
    assert "SAMPLE" in text_of(out)
    with FinishedFile(out) as file:
        (code,) = set(read_codes(file.page(0).picture))
    assert code.startswith("9")


def test_a_notice_never_carries_the_draft_s_word(drive, tmp_path):
    out = tmp_path / "notice.pdf"
    run(before_approval(drive), out, 1, notice=True)
    assert "DRAFT" not in text_of(out)


def test_coordinators_print_notices_and_field_laptops_do_not(drive, laptop, tmp_path):
    hq = before_approval(drive)
    printed = run(laptop(hq, Role.COORDINATOR, "ana"), tmp_path / "ana.pdf", 1, notice=True)
    assert printed.run == "001001"
    with pytest.raises(PrintNotAllowed):
        run(laptop(hq, Role.FIELD, "ben"), tmp_path / "ben.pdf", 1, notice=True)


def test_a_notice_that_cannot_be_drawn_leaves_nothing(drive, tmp_path):
    hq = drive(grounds=None)
    with pytest.raises(PetitionIncomplete) as refused:
        run(hq, tmp_path / "notice.pdf", notice=True)
    assert refused.value.facts == {"fields": "grounds"}
    with pytest.raises(PaperUnknown):
        run(drive("other"), tmp_path / "notice.pdf", notice=True, paper="a4")
    lone = create_lone(tmp_path / "lone.canvass")
    with pytest.raises(NoPetition):
        run(lone, tmp_path / "notice.pdf", notice=True)
    lone.campaign.close()
    assert sorted(path.name for path in tmp_path.glob("*.pdf*")) == []
    assert sheets(hq) == []


def test_a_cancelled_notice_run_leaves_no_file_and_no_sheets(drive, tmp_path):
    hq = before_approval(drive)

    def cancel(done, total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        run(hq, tmp_path / "notice.pdf", 5, cancel, notice=True)
    assert list(tmp_path.glob("*.pdf*")) == []
    assert sheets(hq) == []
    assert run(hq, tmp_path / "notice.pdf", 1, notice=True).run == "000001"


def test_two_runs_told_under_one_number_are_what_the_first_device_printed(drive):
    hq = drive()
    with hq.writing():
        for notice in (False, True):
            hq.write(Kind.RUN, Run(lines=5, run=9, sheets=2, notice=notice))
        hq.write(Kind.RUN, Run(lines=5, run=10, sheets=2, notice=True))
    assert notice_runs(hq.connection) == {10}
