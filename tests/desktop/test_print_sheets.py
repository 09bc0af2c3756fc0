"""*Print sheets*: fifty sheets in a few clicks, the real page before, the finished file looked over after."""

from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QApplication

from canvass.batches.founding import create_drive
from canvass.practice.drive import PETITION, petition_fields
from canvass.sheets.code import parse_code
from canvass.sheets.finished import FinishedFile

Key = Qt.Key
TODAY = date(2026, 5, 3)


@pytest.fixture
def lead(sit_down, tmp_path):
    """Return a function that opens headquarters' window on a drive with these fields changed."""

    def open_one(petition=PETITION, **changed):
        path = tmp_path / "recall.canvass"
        create_drive(path, petition, petition_fields(TODAY) | changed, practice=True).campaign.close()
        volunteer = sit_down(path)
        volunteer.until(lambda: volunteer.desk.drive is not None and volunteer.page is volunteer.desk.drive.home)
        return volunteer

    return open_one


def printing(volunteer, tmp_path):
    """Go to the page from Home by one key, and let the file go to a folder of the test."""
    volunteer.key(Key.Key_Space)
    page = volunteer.page
    volunteer.until(lambda: "Drawing" not in page.of_page.text())
    page.form.out.choose(tmp_path)
    return page


def read_codes(image: QImage) -> list[str]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    bits = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
    return [code.text for code in zxingcpp.read_barcodes(bits)]


def test_fifty_sheets_from_home_take_two_keys(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    assert page.form.save.hasFocus()
    volunteer.key(Key.Key_Space)
    volunteer.until(lambda: page.checks.lines.count() > 0)
    (pdf,) = tmp_path.glob("*.pdf")
    assert pdf.name == "recall sheets.pdf"
    with FinishedFile(pdf) as finished:
        assert len(finished) == 50
    assert page.messages.kind == "done"
    assert "-0001-" in page.messages.said
    assert "-0050-" in page.messages.said
    assert "recall sheets.pdf" in page.messages.said
    assert "100 % (actual size)" in page.messages.said
    assert all(page.checks.lines.item(row).text().startswith("✓") for row in range(page.checks.lines.count()))
    assert page.show_file.hasFocus()


def test_a_second_run_goes_into_another_file_with_other_numbers(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.sheets.setValue(2)
    said = []
    for _ in range(2):
        page.checks.say("")
        page.form.save.click()
        volunteer.until(lambda: page.checks.lines.count() > 0)
        said.append(page.messages.said)
    assert sorted(file.name for file in tmp_path.glob("*.pdf")) == ["recall sheets 2.pdf", "recall sheets.pdf"]
    assert said[0].split()[1] != said[1].split()[1]


def test_the_preview_is_the_page_itself_with_codes_that_read(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    volunteer.window.resize(1366, 900)
    volunteer.until(lambda: page.picture.has_page and len(read_codes(page.picture.picture.pixmap().toImage())) == 2)
    codes = set(read_codes(page.picture.picture.pixmap().toImage()))
    assert {parse_code(code).serial for code in codes} == {1}
    assert "lines a sheet" in page.of_page.text()


def test_the_preview_follows_the_paper(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    volunteer.until(lambda: page.picture.has_page)
    before = page.of_page.text()
    page.form.paper.setCurrentIndex(1)
    volunteer.until(lambda: page.of_page.text() not in ("Drawing the page…", before))
    volunteer.until(lambda: page.picture.picture.pixmap().height() / page.picture.picture.pixmap().width() > 1.6)


def test_before_approval_a_draft_is_printed_and_called_one(lead, tmp_path):
    volunteer = lead(approved=None)
    page = printing(volunteer, tmp_path)
    assert "DRAFT" in page.of_page.text()
    page.form.sheets.setValue(1)
    page.form.save.click()
    volunteer.until(lambda: page.checks.lines.count() > 0)
    assert "Nobody may sign it" in page.messages.said
    assert all(page.checks.lines.item(row).text().startswith("✓") for row in range(page.checks.lines.count()))


def test_missing_texts_block_printing_and_lead_to_the_petition(lead, tmp_path):
    volunteer = lead(approved=None, grounds="", officer="")
    page = printing(volunteer, tmp_path)
    assert "lacks: officer, grounds" in page.of_page.text()
    assert not page.form.save.isEnabled()
    assert page.to_petition.hasFocus()
    volunteer.key(Key.Key_Space)
    assert volunteer.page is volunteer.desk.drive.work.page("petition")


def test_texts_that_leave_no_room_are_told_and_print_nothing(lead, tmp_path):
    volunteer = lead(approved=None, grounds="word " * 200, answer="\n".join(["long"] * 80))
    page = printing(volunteer, tmp_path)
    assert "leave no room" in page.of_page.text()
    assert not page.form.save.isEnabled()
    assert not page.picture.has_page


def test_the_notice_has_its_own_sheets_and_says_who_becomes_public(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.what.setCurrentIndex(1)
    volunteer.until(lambda: "becomes public" in page.of_page.text())
    page.form.sheets.setValue(2)
    page.form.save.click()
    volunteer.until(lambda: page.checks.lines.count() > 0)
    assert "Sheets" in page.messages.said


def test_two_blanks_for_the_registrar(lead, tmp_path):
    volunteer = lead(approved=None)
    page = printing(volunteer, tmp_path)
    page.form.blanks.click()
    volunteer.until(lambda: page.checks.lines.count() > 0)
    (pdf,) = tmp_path.glob("*.pdf")
    with FinishedFile(pdf) as finished:
        assert len(finished) == 2


def test_printing_that_is_given_up_leaves_no_file_and_uses_no_number(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.sheets.setValue(9_999)
    page.form.save.click()
    assert page.give_up.hasFocus()
    volunteer.key(Key.Key_Space)
    volunteer.until(lambda: "Given up" in page.messages.said)
    assert list(tmp_path.glob("*.pdf*")) == []
    assert page.form.save.hasFocus()


def test_closing_the_window_while_sheets_are_drawn_leaves_no_file(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.sheets.setValue(9_999)
    page.form.save.click()
    volunteer.until(lambda: page.progress.value() > 0)
    volunteer.desk.close()
    assert list(tmp_path.glob("*.pdf*")) == []


def test_a_line_can_be_saved_while_sheets_are_drawn(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.sheets.setValue(9_999)
    page.form.save.click()
    volunteer.until(lambda: page.progress.value() > 0)
    written: list[object] = []
    volunteer.desk.drive.session.write(lambda _: None, written.append, written.append)
    volunteer.until(lambda: written == [None])
    assert page.messages.said.startswith("Printing into")
    page.give_up.click()
    volunteer.until(lambda: "Given up" in page.messages.said)


def test_a_refused_order_leaves_what_was_typed(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.where.setText("City Hall\u202e")
    page.form.sheets.setValue(3)
    page.form.save.click()
    volunteer.until(lambda: page.messages.kind == "problem")
    assert page.form.where.text() == "City Hall\u202e"
    assert page.form.save.isEnabled()
    assert list(tmp_path.glob("*.pdf*")) == []


def test_a_folder_that_is_gone_is_told(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.out.choose(tmp_path / "gone")
    page.form.save.click()
    volunteer.until(lambda: page.messages.kind == "problem")
    assert page.form.save.isEnabled()


class Opened(QObject):
    """Stands for the program that shows PDF files."""

    def __init__(self):
        super().__init__()
        self.urls = []

    @Slot("QUrl")
    def show(self, url):
        self.urls.append(url.toLocalFile())


def test_the_finished_file_is_shown_by_the_systems_own_program(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.sheets.setValue(1)
    page.form.save.click()
    volunteer.until(page.show_file.hasFocus)
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "show")  # type: ignore[arg-type]  # the stub asks for bytes, Qt for text
    try:
        volunteer.key(Key.Key_Space)
        volunteer.until(lambda: opened.urls != [])
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [Path(url) for url in opened.urls] == list(tmp_path.glob("*.pdf"))


def test_escape_leads_home(lead, tmp_path):
    volunteer = lead()
    printing(volunteer, tmp_path)
    volunteer.key(Key.Key_Escape)
    assert volunteer.page is volunteer.desk.drive.home
    assert volunteer.page.isAncestorOf(QApplication.focusWidget())


def test_the_page_is_in_the_menu_and_has_a_key(lead):
    volunteer = lead()
    for key, name in ((Key.Key_P, "print"), (Key.Key_2, "print")):
        volunteer.desk.drive.show_home()
        volunteer.ctrl(key)
        assert volunteer.page is volunteer.desk.drive.work.page(name)
    named = [action.text() for action in volunteer.window.menus["drive"].actions()]
    assert named[:3] == ["Print sheets", "What the petition says", "Set-up file for another laptop"]
