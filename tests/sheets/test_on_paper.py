"""From a finished file to a printer's dots: the true size, and no paper that would shrink a page."""

import pytest

from canvass.sheets.finished import PdfUnreadable
from canvass.sheets.on_paper import Pages, PaperNotOffered, check_offered, dots_per_inch

LETTER, LEGAL, A4 = (612.0, 792.0), (612.0, 1008.0), (595.0, 842.0)


@pytest.mark.parametrize(
    ("resolution", "dpi"),
    [(300, 300), (600, 600), (1200, 600), (720, 360), (2400, 600), (203, 203), (1201, 400 + 1 / 3)],
)
def test_a_printers_dot_is_one_of_ours_or_ours_is_a_whole_number_of_its(resolution, dpi):
    assert dots_per_inch(resolution) == pytest.approx(dpi)
    assert dots_per_inch(resolution) <= 600


@pytest.mark.parametrize("dpi", [150, 203, 300, 360, 600])
def test_a_page_has_exactly_as_many_dots_as_its_size_asks_for(printed, stamps, dpi):
    with Pages(printed(stamps(1))) as pages:
        assert len(pages) == 1
        assert pages.size_pt() == LETTER
        page = pages.grey(0, dpi)
    assert (page.width, page.height) == (-(-17 * dpi // 2), 11 * dpi)
    assert len(page.rows) == page.stride * page.height
    assert (page.width_pt, page.height_pt) == LETTER
    assert min(page.rows) < 60
    assert max(page.rows) == 255


def test_a_file_that_is_no_pdf_is_refused(tmp_path):
    (tmp_path / "no.pdf").write_bytes(b"no")
    with pytest.raises(PdfUnreadable):
        Pages(tmp_path / "no.pdf")


def test_a_paper_that_is_not_offered_is_refused_and_a_silent_printer_is_believed():
    check_offered(LETTER, [A4, (612.28, 791.5)], "Office")
    check_offered(LEGAL, [], "Office")
    for paper, offered in ((LEGAL, [LETTER, A4]), (LETTER, [A4]), (LETTER, [LEGAL]), (LETTER, [(792.0, 612.0)])):
        with pytest.raises(PaperNotOffered):
            check_offered(paper, offered, "Office")
