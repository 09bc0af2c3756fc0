"""The page that measures a printer: two lines of 100 mm, and no way to take it for a petition page."""

import pypdfium2 as pdfium
import pytest

from canvass.ground.files import AlreadyThere
from canvass.sheets.boxes import PT_PER_MM
from canvass.sheets.finished import FinishedFile
from canvass.sheets.layout import PaperUnknown
from canvass.sheets.ruler import is_right, write_ruler
from canvass.wording.printed import ruler_words


@pytest.fixture(params=["letter", "legal"])
def page(request, tmp_path):
    path = tmp_path / "ruler.pdf"
    write_ruler(path, ruler_words(), request.param)
    with FinishedFile(path) as file:
        assert not file.scales_when_printed
        assert len(file) == 1
        yield file.page(0), request.param


def test_a_line_of_100_mm_lies_across_and_another_down(page):
    found, _ = page
    across = [rule for rule in found.rules if rule.height < 2.5 and abs(rule.width - 100 * PT_PER_MM) < 2.5]
    down = [rule for rule in found.rules if rule.width < 2.5 and abs(rule.height - 100 * PT_PER_MM) < 2.5]
    assert len(across) == len(down) == 1


def test_a_line_of_4_inches_lies_beside_for_a_ruler_without_millimetres(page):
    found, _ = page
    (line,) = [rule for rule in found.rules if rule.height < 2.5 and abs(rule.width - 4 * 72) < 2.5]
    assert line.right < found.width_pt - 36
    assert any("4 inches" in piece.text for piece in found.pieces)


def test_the_first_and_last_tick_are_100_mm_apart(page):
    found, _ = page
    (line,) = [rule for rule in found.rules if rule.height < 2.5 and abs(rule.width - 100 * PT_PER_MM) < 2.5]
    ticks = [r for r in found.rules if r.width < 1.5 and r.height < 14 and r.left > 1 and abs(r.bottom - line.top) < 2]
    middles = sorted((tick.left + tick.right) / 2 for tick in ticks)
    assert middles[-1] - middles[0] == pytest.approx(100 * PT_PER_MM, abs=0.05)


def test_it_says_largest_of_all_that_it_is_no_petition_page_and_has_no_code(page):
    found, _ = page
    largest = max(piece.size_pt for piece in found.pieces)
    heading = " ".join(piece.text for piece in found.pieces if piece.size_pt == pytest.approx(largest))
    assert heading.startswith("Not a petition page")
    assert found.codes == ()
    assert all(piece.is_embedded for piece in found.pieces)


def test_the_paper_is_the_one_asked_for(page):
    found, paper = page
    assert (found.width_pt, found.height_pt) == (612, 792 if paper == "letter" else 1008)
    assert all(piece.place.left >= 0 and piece.place.right <= 612 for piece in found.pieces)


def test_an_existing_file_and_a_strange_paper_are_refused(tmp_path):
    path = tmp_path / "ruler.pdf"
    path.write_bytes(b"mine")
    with pytest.raises(AlreadyThere):
        write_ruler(path, ruler_words(), "letter")
    with pytest.raises(PaperUnknown):
        write_ruler(tmp_path / "a4.pdf", ruler_words(), "a4")
    assert path.read_bytes() == b"mine"
    assert [file.name for file in tmp_path.iterdir()] == ["ruler.pdf"]


@pytest.mark.parametrize(("measured", "right"), [(100, True), (99.5, True), (100.5, True), (99.4, False), (97, False)])
def test_half_a_millimetre_is_near_enough(measured, right):
    assert is_right(measured) == right


def test_the_page_is_a_pdf_that_another_library_opens(tmp_path):
    write_ruler(tmp_path / "ruler.pdf", ruler_words(), "letter")
    document = pdfium.PdfDocument(tmp_path / "ruler.pdf")
    assert "100 mm across" in document[0].get_textpage().get_text_bounded()
    document.close()
