"""Sheets as finished files, looked at by programs that know nothing of ours."""

import io

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
import zxingcpp

from canvass.ground.progress import Cancelled, silent
from canvass.sheets.boxes import CODE_MODULES, PT_PER_IN
from canvass.sheets.code import code_text, identical_code
from canvass.sheets.draw import draw_form
from canvass.sheets.formpart import FormDamaged
from canvass.sheets.slips import SlipTexts, write_slips
from canvass.sheets.stamping import identical_stamp
from canvass.sheets.write import Stamp, write_sheets

DPI = 200


def pixels(path, index, dpi=DPI):
    document = pdfium.PdfDocument(path)
    image = document[index].render(scale=dpi / 72, grayscale=True).to_numpy().copy()
    document.close()
    return image.reshape(image.shape[:2])


def text_of(path, index):
    document = pdfium.PdfDocument(path)
    text = " ".join(document[index].get_textpage().get_text_range().split())
    document.close()
    return text


def without_codes(image, codes, height_pt):
    masked = image.copy()
    for code in codes:
        whole = code.whole
        left, right = int(code.number_x * DPI / 72) - 2, int((code.number_x + 80) * DPI / 72)
        top, bottom = int((height_pt - whole.top) * DPI / 72), int((height_pt - whole.bottom) * DPI / 72) + 2
        masked[top:bottom, left:right] = 255
    return masked


def test_forty_sheets_are_read_back_from_pixels_by_two_decoders(printed, stamps):
    wanted = stamps(40)
    path = printed(wanted)
    assert len(pdfium.PdfDocument(path)) == 40
    detector = cv2.QRCodeDetectorAruco()
    for index, stamp in enumerate(wanted):
        image = pixels(path, index)
        assert [found.text for found in zxingcpp.read_barcodes(image)] == [stamp.code, stamp.code]
        _, texts, _, _ = detector.detectAndDecodeMulti(image)
        assert list(texts) == [stamp.code, stamp.code]
        assert text_of(path, index).count(stamp.number) == 2


def test_the_two_codes_stand_in_opposite_corners_at_their_size(printed, stamps):
    first, second = zxingcpp.read_barcodes(pixels(printed(stamps(1)), 0))
    corners = [(code.position.top_left, code.position.bottom_right) for code in (first, second)]
    (upper, _), (lower, _) = sorted(corners, key=lambda corner: corner[0].y)
    assert upper.x > 4 * lower.x
    assert lower.y > 9 * DPI
    for top_left, bottom_right in corners:
        assert bottom_right.x - top_left.x == pytest.approx(CODE_MODULES * 0.6 / 25.4 * DPI, abs=3)


def test_every_sheet_and_every_reprint_is_alike_outside_code_and_number(printed, stamps, form):
    path = printed(stamps(3))
    first, third = (without_codes(pixels(path, i), form.geometry.codes, form.geometry.height_pt) for i in (0, 2))
    assert np.array_equal(first, third)
    assert not np.array_equal(pixels(path, 0), pixels(path, 2))
    again = printed(stamps(1, run=999_999))
    assert np.array_equal(first, without_codes(pixels(again, 0), form.geometry.codes, form.geometry.height_pt))


def test_the_approved_form_stands_unchanged_at_the_head_of_every_print(printed, stamps, form):
    content = printed(stamps(150)).read_bytes()
    assert content.startswith(form.pdf)
    assert content.count(b"/FontFile2") == 2
    assert len(content) < len(form.pdf) + 150 * 1000


def test_the_page_tree_holds_for_many_pages(printed, stamps):
    wanted = stamps(251)
    document = pdfium.PdfDocument(printed(wanted))
    assert len(document) == 251
    for index in (0, 99, 100, 199, 200, 250):
        assert wanted[index].number in document[index].get_textpage().get_text_range()


def test_all_text_can_be_extracted_and_every_font_travels_along(printed, stamps, some_words):
    path = printed(stamps(1))
    assert some_words(120) in text_of(path, 0)
    assert "Eleanor Whitfield-Jones" in text_of(path, 0)
    content = path.read_bytes()
    assert b"Helvetica" not in content
    assert content.count(b"/BaseFont /") == content.count(b"/FontFile2 ") == 2


def test_the_page_is_letter_to_the_point_and_asks_not_to_be_scaled(printed, stamps):
    document = pdfium.PdfDocument(printed(stamps(2)))
    assert document[1].get_size() == (8.5 * PT_PER_IN, 11 * PT_PER_IN)
    assert document.get_metadata_value("Title") == "Petition for recall"
    content = printed(stamps(2)).read_bytes()
    assert b"/PrintScaling /None" in content
    assert b"/DisplayDocTitle true" in content


def test_the_same_layout_draws_the_same_bytes(laid_out):
    assert draw_form(laid_out(), "Petition") == draw_form(laid_out(), "Petition")


def test_a_draft_has_its_word_across_and_neither_number_nor_code(printed, laid_out):
    draft = draw_form(laid_out(), "Draft", across="DRAFT")
    path = printed([Stamp(), Stamp()], onto=draft)
    assert "DRAFT" in text_of(path, 1)
    assert zxingcpp.read_barcodes(pixels(path, 1)) == []
    assert "-0001-" not in text_of(path, 1)


def test_the_word_across_leaves_official_column_and_declaration_alone(printed, laid_out):
    layout = laid_out()
    plain = pixels(printed([Stamp()], onto=draw_form(layout, "x")), 0)
    marked = pixels(printed([Stamp()], onto=draw_form(layout, "x", across="SAMPLE - NOT A PETITION")), 0)
    rows, columns = np.nonzero(plain != marked)
    grid = layout.grid
    assert rows.min() > (layout.height_pt - grid.area.top) * DPI / 72 - 1
    assert rows.max() < (layout.height_pt - grid.area.bottom) * DPI / 72 + 1
    assert columns.max() < grid.official.left * DPI / 72
    assert columns.max() - columns.min() > 0.6 * (grid.official.left - grid.area.left) * DPI / 72


def test_pages_that_are_all_alike_carry_the_identical_code_and_are_alike_in_every_pixel(printed):
    code = code_text(identical_code(417))
    path = printed([identical_stamp(417, practice=False)] * 2)
    for index in (0, 1):
        assert [found.text for found in zxingcpp.read_barcodes(pixels(path, index))] == [code, code]
    assert np.array_equal(pixels(path, 0), pixels(path, 1))


def test_a_cancelled_print_stops_where_it_is(form, stamps):
    def cancel(done, total):
        assert total == 50
        if done == 7:
            raise Cancelled

    out = io.BytesIO()
    with pytest.raises(Cancelled):
        write_sheets(form.pdf, form.geometry, stamps(50), out, cancel)
    assert not out.getvalue().rstrip().endswith(b"%%EOF")


def test_progress_ends_with_all_sheets(form, stamps):
    told = []
    write_sheets(form.pdf, form.geometry, stamps(5), io.BytesIO(), lambda done, total: told.append((done, total)))
    assert told[0] == (0, 5)
    assert told[-1] == (5, 5)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda pdf: b"",
        lambda pdf: pdf[:-40],
        lambda pdf: pdf[:2000],
        lambda pdf: pdf.replace(b"/Subtype /Form", b"/Subtype /Fern"),
        lambda pdf: pdf.replace(b"/Kids", b"/Kinds"),
        lambda pdf: pdf.replace(b"xref\n0", b"xrof\n0"),
    ],
)
def test_a_damaged_form_is_refused_before_anything_is_written(form, stamps, spoil):
    out = io.BytesIO()
    with pytest.raises(FormDamaged):
        write_sheets(spoil(form.pdf), form.geometry, stamps(1), out, silent)
    assert out.getvalue() == b""


def test_a_number_that_is_no_number_is_never_drawn(form):
    with pytest.raises(ValueError, match="digits and dashes"):
        write_sheets(form.pdf, form.geometry, [Stamp("", "12) Tj (")], io.BytesIO(), silent)


def test_slips_carry_each_sheets_code_and_number_two_to_a_page(stamps, tmp_path):
    wanted = stamps(5)
    path = tmp_path / "slips.pdf"
    with path.open("wb") as out:
        write_slips(wanted, SlipTexts("Cover slip", ("Keep it with the sheet.",)), out, silent)
    found = []
    for index in range(3):
        codes = zxingcpp.read_barcodes(pixels(path, index, 100))
        found += [code.text for code in sorted(codes, key=lambda code: code.position.top_left.y)]
    assert found == [stamp.code for stamp in wanted]
    for index, stamp in enumerate(wanted):
        assert stamp.number in text_of(path, index // 2)
    assert text_of(path, 2).count("Cover slip") == 1
