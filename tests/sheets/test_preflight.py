"""Preflight holds on what is printed, and each check turns red when its rule is broken in the finished file."""

import io

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from reportlab.pdfgen.canvas import Canvas

from canvass.ground.progress import Cancelled, silent
from canvass.sheets.code import Code, code_text
from canvass.sheets.draw import draw_form
from canvass.sheets.finished import PdfUnreadable
from canvass.sheets.preflight import preflight
from canvass.sheets.stamping import identical_stamp
from canvass.sheets.write import PagePlan, Placement, Stamp, write_pages

CHECKS = {
    "print_scaling", "paper", "blank_top", "blank_bottom", "smallest_type", "public_notice_type", "fonts_embedded",
    "line_height", "official_column", "official_column_blank", "numbering", "codes", "number_beside_code", "sheet_once",
}  # fmt: skip


def red(path, rules):
    return {finding.check for finding in preflight(path, rules, silent) if not finding.holds}


def changed(path, change, index=0):
    """Apply `change(document, page)` to a page of the file with another maker's library."""
    document = pdfium.PdfDocument(path)
    page = document[index]
    change(document, page)
    page.gen_content()
    result = path.with_name("changed.pdf")
    document.save(result)
    document.close()
    return result


def ink(left, bottom, width=20, height=3, grey=0):
    """Return a change that puts a filled rectangle on the page."""

    def add(document, page):
        thing = pdfium.PdfObject(pdfium_c.FPDFPageObj_CreateNewRect(left, bottom, width, height), pdf=document)
        pdfium_c.FPDFPageObj_SetFillColor(thing, grey, grey, grey, 255)
        pdfium_c.FPDFPath_SetDrawMode(thing, pdfium_c.FPDF_FILLMODE_WINDING, False)
        page.insert_obj(thing)

    return add


def scaled(factor):
    def scale(document, page):
        for thing in page.get_objects(max_depth=1):
            thing.transform(pdfium.PdfMatrix().scale(factor, factor))

    return scale


def test_what_is_printed_holds(printed, stamps, rules):
    findings = preflight(printed(stamps(3)), rules, silent)
    assert [finding for finding in findings if not finding.holds] == []
    assert {finding.check for finding in findings} == CHECKS
    assert all(finding.page is None for finding in findings)


@pytest.mark.parametrize("paper", ["letter", "legal"])
@pytest.mark.parametrize("top_funders", ["none", "sheet", "on_page"])
def test_every_kind_of_page_holds(printed, laid_out, rules, paper, top_funders):
    form = draw_form(laid_out(paper=paper, top_funders=top_funders), "Petition")
    assert red(printed([identical_stamp(417, practice=False)], onto=form), rules) == set()


def test_the_registrars_blanks_hold(printed, rules):
    alike = identical_stamp(417, practice=False)
    assert red(printed([alike, alike]), rules) == set()


def test_a_practice_page_holds(printed, laid_out, rules, stamps):
    form = draw_form(laid_out(), "Practice", across="SAMPLE - NOT A PETITION")
    code = Code(417, 1002, 1, practice=True)
    assert red(printed([Stamp(code_text(code), stamps(1)[0].number)], onto=form), rules) == set()


def test_a_page_shrunk_to_94_percent_is_found_by_its_type(printed, stamps, rules):
    path = changed(printed(stamps(1)), scaled(0.94))
    findings = {finding.check: finding for finding in preflight(path, rules, silent)}
    smallest = findings["smallest_type"]
    assert not smallest.holds
    assert smallest.measured == pytest.approx(8 * 0.94, abs=0.01)
    assert smallest.asked == 8
    assert smallest.page == 1
    assert not findings["public_notice_type"].holds
    assert not findings["official_column"].holds


def test_sheets_placed_at_94_percent_inside_another_form_are_found(printed, stamps, rules, tmp_path):
    inner = pdfium.PdfDocument(printed(stamps(1)))
    outer = pdfium.PdfDocument.new()
    page = outer.new_page(612, 792)
    form = inner.page_as_xobject(0, dest_pdf=outer)
    placed = form.as_pageobject()
    placed.set_matrix(pdfium.PdfMatrix().scale(0.94, 0.94).translate(18, 24))
    page.insert_obj(placed)
    page.gen_content()
    outer.save(tmp_path / "outer.pdf")
    assert {"smallest_type", "public_notice_type", "print_scaling"} <= red(tmp_path / "outer.pdf", rules)


@pytest.mark.parametrize(
    ("place", "check"),
    [
        ((300, 760), "blank_top"),
        ((0, 721), "blank_top"),
        ((300, 20), "blank_bottom"),
        ((540, 300), "official_column_blank"),
        ((560, 420, 3, 1), "official_column_blank"),
    ],
)
def test_ink_where_it_must_be_blank_turns_one_check_red(printed, stamps, rules, place, check):
    assert red(changed(printed(stamps(1)), ink(*place)), rules) == {check}


def test_pale_ink_in_the_blank_inch_is_ink(printed, stamps, rules):
    assert red(changed(printed(stamps(1)), ink(300, 760, grey=235)), rules) == {"blank_top"}


def test_the_page_at_fault_is_named(printed, stamps, rules):
    findings = preflight(changed(printed(stamps(3)), ink(300, 760), index=1), rules, silent)
    assert [(finding.check, finding.page) for finding in findings if not finding.holds] == [("blank_top", 2)]


def test_one_code_covered_is_found(printed, stamps, rules, form):
    square = form.geometry.codes[0].square
    path = changed(printed(stamps(1)), ink(square.left, square.bottom, square.width, square.height, grey=255))
    assert red(path, rules) == {"codes"}


def test_a_code_that_is_not_ours_is_found(printed, rules):
    assert red(printed([Stamp("1" * 17)]), rules) == {"codes"}


def test_another_number_beside_the_code_is_found(printed, stamps, rules):
    first, second = stamps(2)
    assert red(printed([Stamp(first.code, second.number)]), rules) == {"number_beside_code"}


def test_a_sheet_printed_twice_in_a_file_is_found(printed, stamps, rules):
    first, second = stamps(2)
    assert red(printed([first, second, first]), rules) == {"sheet_once"}


def test_a_draft_has_no_codes(printed, laid_out, rules):
    form = draw_form(laid_out(), "Draft", across="DRAFT")
    assert red(printed([Stamp()], onto=form), rules) == {"codes"}


def test_numbering_that_does_not_start_at_1_is_found(printed, laid_out, stamps, rules):
    assert red(printed(stamps(1), onto=draw_form(laid_out(first_line=2), "Petition")), rules) == {"numbering"}


def test_a_section_of_two_pages_is_numbered_through(printed, laid_out, rules, stamps, tmp_path):
    """The second page of a section goes on where the first ended: two forms, one file."""
    number = stamps(1)[0].number
    paths = []
    for page, first_line in ((1, 1), (2, 6)):
        form = draw_form(laid_out(lines=5, first_line=first_line), "Petition")
        path = printed([Stamp(code_text(Code(417, 1002, 1, page)), number)], onto=form)
        paths.append(path.rename(tmp_path / f"page{page}.pdf"))
    whole = pdfium.PdfDocument(paths[0])
    whole.import_pages(pdfium.PdfDocument(paths[1]))
    whole.save(tmp_path / "whole.pdf")
    assert red(tmp_path / "whole.pdf", rules) == set()
    swapped = pdfium.PdfDocument(paths[1])
    swapped.import_pages(pdfium.PdfDocument(paths[1]))
    swapped.save(tmp_path / "swapped.pdf")
    assert "numbering" in red(tmp_path / "swapped.pdf", rules)


def test_other_paper_is_found(form, stamps, rules, tmp_path):
    out = io.BytesIO()
    plan = PagePlan(595, 842, form.geometry.codes)
    write_pages(form.pdf, plan, [(Placement(stamps(1)[0]),)], out, silent)
    (tmp_path / "a4.pdf").write_bytes(out.getvalue())
    assert red(tmp_path / "a4.pdf", rules) == {"paper"}


def test_a_font_of_the_readers_own_and_a_page_without_lines_are_found(rules, tmp_path):
    canvas = Canvas(str(tmp_path / "other.pdf"), pagesize=(612, 792))
    canvas.drawString(100, 500, "Sign here")
    canvas.save()
    findings = {finding.check: finding for finding in preflight(tmp_path / "other.pdf", rules, silent)}
    assert findings["fonts_embedded"].measured == "Helvetica"
    for check in ("fonts_embedded", "line_height", "official_column", "official_column_blank", "numbering"):
        assert not findings[check].holds
    assert not findings["print_scaling"].holds


def test_preflight_can_be_cancelled(printed, stamps, rules):
    def cancel(done, total):
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        preflight(printed(stamps(3)), rules, cancel)


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_refused(rules, tmp_path, content):
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    with pytest.raises(PdfUnreadable):
        preflight(path, rules, silent)


def test_a_missing_file_is_refused(rules, tmp_path):
    with pytest.raises(PdfUnreadable):
        preflight(tmp_path / "none.pdf", rules, silent)
