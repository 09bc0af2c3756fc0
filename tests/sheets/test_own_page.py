"""A page that the official approved as a PDF: drawn anew without what acts in it, codes where nothing is printed."""

import numpy as np
import pypdfium2 as pdfium
import pytest

from canvass.ground.progress import silent
from canvass.journal.bodies import Role
from canvass.journal.drive import NotHeadquarters, set_fields
from canvass.petition.template import template
from canvass.sheets.bringing import OwnPageNotApproved, OwnPageTooLate, bring_own_page, look_at_own_page
from canvass.sheets.finished import FinishedFile, PdfUnreadable
from canvass.sheets.formpart import form_parts
from canvass.sheets.forms import OnlyOwnPage, approved_form, form_page, store_forms
from canvass.sheets.own_page import CodePlaceRefused, OwnPage, OwnPageLinesRefused, OwnPageRefused, form_of, whole_of
from canvass.sheets.page_kind import rules_of
from canvass.sheets.preflight import preflight
from canvass.sheets.preview import first_sheet
from canvass.sheets.runs import ApprovalChanged, PrintOrder, draw_run, finish_run, print_blanks, print_sheets
from canvass.wording.printed import print_words
from tests.sheets.own_pdfs import LEGAL, pdf, stamped, with_script

WORDS = print_words()
RULES = template("ca-recall-local").page
DPI = 200


def pixels(content, index=0):
    document = pdfium.PdfDocument(content)
    document.init_forms()
    image = document[index].render(scale=DPI / 72, grayscale=True).to_numpy().copy()
    document.close()
    return image.reshape(image.shape[:2]).astype(int)


def form(path, lines=8, places=(), across=""):
    return form_of(OwnPage(path, lines, places), RULES, "Recall", across)


def brought(journal, path, lines=8, places=(), **fields):
    return bring_own_page(journal, look_at_own_page(journal, OwnPage(path, lines, places), WORDS), **fields)


def printed(journal, out, sheets=3, paper="letter"):
    return print_sheets(journal, PrintOrder(sheets, out, paper), WORDS, silent)


def failed(journal, path):
    return [finding for finding in preflight(path, rules_of(journal, path), silent) if not finding.holds]


@pytest.mark.parametrize("rotate", [0, 180])
@pytest.mark.parametrize("size", [(612.0, 792.0), LEGAL])
def test_the_page_prints_as_it_looks_to_the_pixel(tmp_path, size, rotate):
    source = pdf(tmp_path / "own.pdf", size, rotate=rotate)
    own = form(source)
    assert own.geometry.paper == ("legal" if size == LEGAL else "letter")
    assert (own.geometry.lines, own.geometry.is_own) == (8, True)
    assert np.array_equal(pixels(own.pdf), pixels(source))
    assert form_parts(own.pdf).form > 0
    assert form(source).hash == own.hash


def test_scripts_links_and_fields_stay_behind(tmp_path):
    source = pdf(tmp_path / "own.pdf", also=with_script)
    assert b"JavaScript" in source.read_bytes()
    assert b"registrar.example" in source.read_bytes()
    own = form(source)
    for gone in (b"JavaScript", b"registrar.example", b"/Annots", b"/AcroForm", b"/OpenAction", b"/URI"):
        assert gone not in own.pdf


def test_a_stamp_laid_on_the_page_stays_on_it(tmp_path):
    source = stamped(pdf(tmp_path / "plain.pdf"), tmp_path / "own.pdf")
    own = form(source)
    assert b"/Annots" not in own.pdf
    assert not np.array_equal(pixels(source), pixels(tmp_path / "plain.pdf"))
    assert np.array_equal(pixels(own.pdf), pixels(source))


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"password": "lamps"}, "encrypted"),
        ({"pages": 2}, "pages"),
        ({"size": (595.0, 842.0)}, "paper"),
        ({"font": "Times-Roman"}, "fonts"),
        ({"also": lambda canvas: [canvas.line(9, 9, 10, 10 + n) for n in range(20_001)]}, "too_rich"),
    ],
)
def test_a_page_that_cannot_be_printed_as_approved_is_refused(tmp_path, how, why):
    with pytest.raises(OwnPageRefused) as refused:
        form(pdf(tmp_path / "own.pdf", **how))
    assert refused.value.facts["why"] == why


def test_a_mark_that_is_on_the_screen_only_is_refused(tmp_path):
    with pdfium.PdfDocument(pdf(tmp_path / "plain.pdf")) as document:
        page = document[0]
        mark = pdfium.raw.FPDFPage_CreateAnnot(page.raw, pdfium.raw.FPDF_ANNOT_SQUARE)
        pdfium.raw.FPDFAnnot_SetRect(mark, pdfium.raw.FS_RECTF(300, 740, 360, 700))
        pdfium.raw.FPDFAnnot_SetColor(mark, pdfium.raw.FPDFANNOT_COLORTYPE_InteriorColor, 20, 20, 20, 255)
        pdfium.raw.FPDFAnnot_SetFlags(mark, 0)
        pdfium.raw.FPDFPage_CloseAnnot(mark)
        page.close()
        document.save(tmp_path / "own.pdf")
    with pytest.raises(OwnPageRefused) as refused:
        form(tmp_path / "own.pdf")
    assert refused.value.facts["why"] == "differs"


def test_a_file_larger_than_a_page_needs_to_be_is_refused_unread(tmp_path):
    larger = tmp_path / "large.pdf"
    larger.write_bytes(pdf(tmp_path / "own.pdf").read_bytes() + b"\n" * (5 << 20))
    with pytest.raises(OwnPageRefused) as refused:
        form(larger)
    assert refused.value.facts["why"] == "too_large"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%%EOF\n", b"lamps" * 100])
def test_what_is_no_pdf_is_refused(tmp_path, content):
    (tmp_path / "own.pdf").write_bytes(content)
    with pytest.raises(PdfUnreadable):
        form(tmp_path / "own.pdf")
    with pytest.raises(PdfUnreadable):
        form(tmp_path / "gone.pdf")


@pytest.mark.parametrize("lines", [0, 201, -1])
def test_the_lines_are_counted_by_a_person(tmp_path, lines):
    with pytest.raises(OwnPageLinesRefused):
        form(pdf(tmp_path / "own.pdf"), lines)


def test_codes_go_into_two_free_corners_one_or_none(tmp_path):
    both = form(pdf(tmp_path / "both.pdf")).geometry.codes
    one = form(pdf(tmp_path / "one.pdf", upper_right=True, lower_left=True)).geometry.codes
    none = form(pdf(tmp_path / "none.pdf", upper_right=True, lower_left=True, also=fill_all)).geometry.codes
    assert [len(codes) for codes in (both, one, none)] == [2, 1, 0]
    assert both[0].square.left > 500
    assert both[1].square.left < 100
    assert all(not whole_of(both[0]).meets(whole_of(code)) for code in both[1:])


def fill_all(canvas):
    for left, bottom in ((480, 40), (30, 660)):
        canvas.rect(left, bottom, 90, 60, fill=1)


def test_a_code_stands_where_a_person_says_if_nothing_is_printed_there(tmp_path):
    source = pdf(tmp_path / "own.pdf")
    (code,) = form(source, places=((120.0, 40.0),)).geometry.codes
    assert whole_of(code).left == pytest.approx(120 * 72 / 25.4, abs=0.01)
    assert code.square.top == pytest.approx(792 - 40 * 72 / 25.4, abs=0.01)
    for place, why in (((40.0, 100.0), "printed"), ((120.0, 10.0), "outside"), ((205.0, 40.0), "outside")):
        with pytest.raises(CodePlaceRefused) as refused:
            form(source, places=(place,))
        assert refused.value.facts["why"] == why


def test_sheets_of_an_approved_page_carry_their_codes_and_pass_preflight(drive, tmp_path):
    hq = drive(codes="yes")
    source = pdf(tmp_path / "own.pdf")
    brought(hq, source)
    run = printed(hq, tmp_path / "run.pdf")
    assert (run.lines_per_sheet, run.slips, run.pages) == (8, None, 3)
    with FinishedFile(tmp_path / "run.pdf") as file:
        codes = [file.page(index).codes for index in range(3)]
        numbers = [piece.text for piece in file.page(0).pieces if piece.text.count("-") == 2]
    assert [len(set(page)) for page in codes] == [1, 1, 1]
    assert [len(page) for page in codes] == [2, 2, 2]
    assert len({page[0] for page in codes}) == 3
    assert numbers == [run.first, run.first]
    assert failed(hq, tmp_path / "run.pdf") == []
    assert (tmp_path / "run.pdf").read_bytes().startswith(form_page(hq, WORDS).pdf)


def test_outside_its_codes_a_sheet_is_the_approved_page_to_the_pixel(drive, tmp_path):
    hq = drive(codes="yes")
    source = pdf(tmp_path / "own.pdf")
    geometry = brought(hq, source).geometry
    printed(hq, tmp_path / "run.pdf")
    sheet, own = pixels(tmp_path / "run.pdf", 2), pixels(source)
    for code in geometry.codes:
        whole = whole_of(code)
        rows = slice(int((792 - whole.top) * DPI / 72) - 2, int((792 - whole.bottom) * DPI / 72) + 2)
        columns = slice(int(whole.left * DPI / 72) - 2, int(whole.right * DPI / 72) + 2)
        assert (sheet[rows, columns] != own[rows, columns]).any()
        sheet[rows, columns] = own[rows, columns]
    assert np.array_equal(sheet, own)


@pytest.mark.parametrize("codes", ["no", "not-asked"])
def test_without_a_yes_the_page_stays_as_it_is_and_slips_carry_the_numbers(drive, tmp_path, codes):
    hq = drive(codes=codes)
    source = pdf(tmp_path / "own.pdf")
    brought(hq, source)
    run = printed(hq, tmp_path / "run.pdf")
    assert run.slips is not None
    assert np.array_equal(pixels(tmp_path / "run.pdf"), pixels(source))
    assert failed(hq, tmp_path / "run.pdf") == []
    assert first_sheet(hq, WORDS).codes == "none"
    print_blanks(hq, tmp_path / "blanks.pdf", WORDS, silent)
    assert np.array_equal(pixels(tmp_path / "blanks.pdf"), pixels(source))


def test_a_page_without_room_has_its_numbers_on_slips_even_after_a_yes(drive, tmp_path):
    hq = drive(codes="yes")
    source = pdf(tmp_path / "own.pdf", upper_right=True, lower_left=True, also=fill_all)
    brought(hq, source)
    assert printed(hq, tmp_path / "run.pdf").slips is not None
    assert np.array_equal(pixels(tmp_path / "run.pdf"), pixels(source))
    assert failed(hq, tmp_path / "run.pdf") == []


def test_it_takes_the_place_of_what_was_frozen_here_on_every_paper(drive, tmp_path):
    hq = drive(codes="yes")
    assert [stored.geometry.paper for stored in store_forms(hq, WORDS)] == ["letter", "legal"]
    own = brought(hq, pdf(tmp_path / "own.pdf", LEGAL))
    assert approved_form(hq, "letter") is None
    assert form_page(hq, WORDS, "legal").pdf == own.pdf
    with pytest.raises(OnlyOwnPage):
        form_page(hq, WORDS, "letter")
    assert store_forms(hq, WORDS) == ()
    set_fields(hq, {"approved": None})
    assert form_page(hq, WORDS, "letter").pdf != own.pdf


def test_it_takes_the_place_of_what_another_headquarters_froze(drive, laptop, tmp_path):
    hq = drive()
    store_forms(hq, WORDS)
    second = laptop(hq, Role.HQ, "second")
    stored = brought(second, pdf(tmp_path / "own.pdf"))
    assert form_page(second, WORDS).hash == stored.hash
    with pytest.raises(OnlyOwnPage):
        form_page(second, WORDS, "legal")


def test_sheets_drawn_while_another_page_was_approved_are_not_printed(drive, tmp_path):
    hq = drive()
    store_forms(hq, WORDS)
    with draw_run(hq, PrintOrder(2, tmp_path / "run.pdf"), WORDS, silent) as drawn:
        brought(hq, pdf(tmp_path / "own.pdf"))
        with pytest.raises(ApprovalChanged):
            finish_run(hq, drawn)
    assert not list(tmp_path.glob("run*"))


def test_the_same_page_again_changes_nothing(drive, tmp_path):
    hq = drive(codes="yes")
    source = pdf(tmp_path / "own.pdf")
    first = brought(hq, source)
    records = hq.connection.execute("select count(*) from record").fetchone()
    printed(hq, tmp_path / "run.pdf")
    after = hq.connection.execute("select count(*) from record").fetchone()
    assert brought(hq, source) == first
    assert records < after == hq.connection.execute("select count(*) from record").fetchone()


def test_once_sheets_are_printed_another_page_is_another_approval(drive, tmp_path):
    hq = drive(codes="yes")
    printed(hq, tmp_path / "run.pdf")
    with pytest.raises(OwnPageTooLate):
        brought(hq, pdf(tmp_path / "own.pdf"))
    set_fields(hq, {"approved": None})
    with pytest.raises(OwnPageNotApproved):
        brought(hq, pdf(tmp_path / "own.pdf"))
    set_fields(hq, {"approved": "2026-06-01"})
    brought(hq, tmp_path / "own.pdf")
    assert failed(hq, tmp_path / "run.pdf") == []


def test_a_coordinator_prints_it_from_the_kit_and_brings_none(drive, laptop, tmp_path):
    hq = drive(codes="yes")
    source = pdf(tmp_path / "own.pdf")
    own = brought(hq, source)
    other = laptop(hq, Role.COORDINATOR, "ana")
    assert other.role == Role.COORDINATOR
    assert form_page(other, WORDS).hash == own.hash
    assert printed(other, tmp_path / "theirs.pdf").slips is None
    assert failed(other, tmp_path / "theirs.pdf") == []
    with pytest.raises(NotHeadquarters):
        brought(other, source)


def test_in_a_practice_drive_it_says_so_across(drive, tmp_path):
    hq = drive(practice=True, codes="yes")
    brought(hq, pdf(tmp_path / "own.pdf"))
    printed(hq, tmp_path / "run.pdf")
    with pdfium.PdfDocument(tmp_path / "run.pdf") as document:
        assert "SAMPLE" in document[0].get_textpage().get_text_range()
