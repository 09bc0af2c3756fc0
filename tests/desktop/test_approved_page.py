"""*The page that the official approved*: seen with its code, taken, and printed from then on."""

from datetime import date

import pypdfium2 as pdfium
import pytest
import zxingcpp
from PySide6.QtCore import Qt

from canvass.batches.founding import create_drive
from canvass.desktop.approved_words import place_typed
from canvass.practice.drive import PETITION, petition_fields
from canvass.sheets.forms import approved_form, own_papers
from tests.sheets.own_pdfs import LEGAL, pdf

Key = Qt.Key


@pytest.fixture
def bringing(sit_down, tmp_path):
    """Return a function that opens the page on a drive with these fields, from what the petition says."""

    def open_one(**fields):
        path = tmp_path / "recall.canvass"
        filled = petition_fields(date(2026, 5, 3)) | {"approved": None} | fields
        create_drive(
            path, PETITION, {name: value for name, value in filled.items() if value is not None}
        ).campaign.close()
        volunteer = sit_down(path)
        volunteer.until(lambda: volunteer.desk.drive is not None)
        volunteer.desk.drive.show_work("petition")
        volunteer.page.own_page.setFocus()
        volunteer.key(Key.Key_Space)
        return volunteer

    return open_one


def seen(volunteer, path, lines=8):
    volunteer.page.lines.setValue(lines)
    volunteer.page.take_pdf(path)
    volunteer.until(volunteer.page.use.isEnabled)
    return volunteer.page


def test_the_page_is_seen_with_its_code_and_taken_by_one_button(bringing, tmp_path):
    volunteer = bringing(codes="yes")
    page = seen(volunteer, pdf(tmp_path / "registrar.pdf"))
    assert page is volunteer.desk.drive.work.page("own_page")
    assert page.told.text().startswith("8 lines a sheet, on letter paper.\nCode and number go where the picture shows")
    assert page.checks.said.text() == "All checks hold:"
    volunteer.until(lambda: page.picture.has_page)
    page.approved.setText("5/1/2026")
    page.use.setFocus()
    volunteer.key(Key.Key_Space)
    petition = volunteer.desk.drive.work.page("petition")
    volunteer.until(lambda: volunteer.page is petition)
    journal = volunteer.desk.drive.session.journal
    assert own_papers(journal) == ("letter",)
    assert "Since its approval on Friday, May 1, 2026 the page that you brought as a PDF is printed (letter)" in (
        petition.state.text()
    )
    assert petition.form.edits["approved"].text() == "2026-05-01"
    petition.save.click()
    volunteer.until(lambda: petition.messages.said != "")
    assert "Sheets with numbers can be printed" in petition.messages.said
    assert own_papers(journal) == ("letter",)


def test_sheets_are_printed_from_it_on_its_paper(bringing, tmp_path):
    volunteer = bringing(codes="yes")
    page = seen(volunteer, pdf(tmp_path / "registrar.pdf", LEGAL))
    page.approved.setText("5/1/2026")
    page.use.click()
    volunteer.until(lambda: volunteer.page is volunteer.desk.drive.work.page("petition"))
    volunteer.page.to_print.click()
    printing = volunteer.page
    assert printing.form.paper_name == "legal"
    printing.form.out.choose(tmp_path)
    printing.form.sheets.setValue(2)
    volunteer.until(printing.form.save.isEnabled)
    printing.form.save.click()
    volunteer.until(lambda: printing.checks.said.text() == "All checks hold:")
    with pdfium.PdfDocument(next(tmp_path.glob("*sheets*.pdf"))) as document:
        assert [tuple(page.get_size()) for page in document] == [LEGAL, LEGAL]
        codes = [{code.text for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())} for page in document]
    assert [len(of_page) for of_page in codes] == [1, 1]
    assert codes[0] != codes[1]


def test_nothing_is_taken_before_the_day_and_the_lines_are_said(bringing, tmp_path):
    volunteer = bringing(codes="no")
    page = volunteer.page
    page.take_pdf(pdf(tmp_path / "registrar.pdf"))
    assert not page.use.isEnabled()
    assert page.lines.hasFocus()
    page.lines.setValue(8)
    volunteer.until(page.use.isEnabled)
    assert "numbers go on cover slips" in page.told.text()
    page.use.click()
    assert "on which day the official approved the page" in page.messages.said
    assert page.approved.hasFocus()
    assert approved_form(volunteer.desk.drive.session.journal, "letter") is None


def test_a_refused_pdf_is_told_and_what_was_typed_stays(bringing, tmp_path):
    volunteer = bringing()
    page = volunteer.page
    page.approved.setText("5/1/2026")
    page.lines.setValue(8)
    page.take_pdf(pdf(tmp_path / "two.pdf", pages=2))
    volunteer.until(lambda: page.messages.said != "")
    assert "more than one page" in page.messages.said
    assert not page.use.isEnabled()
    assert (page.approved.text(), page.lines.value()) == ("5/1/2026", 8)
    seen(volunteer, pdf(tmp_path / "one.pdf"))
    assert page.messages.said == ""


def test_the_code_goes_where_a_person_says(bringing, tmp_path):
    volunteer = bringing(codes="yes")
    page = seen(volunteer, pdf(tmp_path / "registrar.pdf"))
    page.place.setFocus()
    volunteer.type("120 x 40")
    volunteer.key(Key.Key_Tab)
    volunteer.until(page.use.isEnabled)
    assert "in 1 place that is blank" in page.told.text()
    page.place.setText("40 x 100")
    page.place.editingFinished.emit()
    volunteer.until(lambda: page.messages.said != "")
    assert "Something is printed where the code should go" in page.messages.said
    page.place.setText("lamps")
    page.place.editingFinished.emit()
    assert "two numbers of millimetres" in page.messages.said
    assert not page.use.isEnabled()


def test_what_is_typed_and_not_saved_is_saved_first(bringing):
    volunteer = bringing()
    volunteer.key(Key.Key_Escape)
    petition = volunteer.page
    petition.form.edits["office"].setText("Mayor")
    petition.own_page.click()
    assert volunteer.page is petition
    assert "Save what you typed here first" in petition.messages.said


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("", ()),
        ("180x30", ((180.0, 30.0),)),
        (" 12.5 × 40 mm ", ((12.5, 40.0),)),
        ("12, 40", ((12.0, 40.0),)),
        ("x", None),
    ],
)
def test_a_place_is_typed_as_people_write_it(typed, place):
    assert place_typed(typed) == place
