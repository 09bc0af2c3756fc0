"""*Print sheets*: fifty sheets in a few clicks, the real page before, the finished file looked over after."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from canvass.batches.founding import create_drive
from canvass.desktop.printers import Printers
from canvass.practice.drive import PETITION, petition_fields
from canvass.sheets.code import parse_code
from canvass.sheets.finished import FinishedFile
from canvass.sheets.listing import sheets
from canvass.sheets.on_paper import Pages
from tests.campaign.test_full_disk import disk, fill
from tests.desktop.conftest import is_root

Key = Qt.Key
__all__ = ["disk"]
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
    assert page.after.show_file.hasFocus()


def test_a_second_run_goes_into_another_file_with_other_numbers(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.sheets.setValue(2)
    said = []
    for place in range(2):
        page.checks.say("")
        page.form.save.click()
        if place:
            assert page.messages.said == "2 sheets are printed already. Print 2 more, with new numbers?"
            assert len(list(tmp_path.glob("*.pdf"))) == 1
            assert page.messages.offered.hasFocus()
            volunteer.key(Key.Key_Return)
        volunteer.until(lambda: page.checks.lines.count() > 0)
        said.append(page.messages.said)
    assert sorted(file.name for file in tmp_path.glob("*.pdf")) == ["recall sheets 2.pdf", "recall sheets.pdf"]
    assert said[0].split()[1] != said[1].split()[1]


def test_the_preview_is_the_page_itself_with_codes_that_read(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    volunteer.window.resize(1366, 900)
    volunteer.until(
        lambda: (
            page.panes.view.picture.has_page
            and len(read_codes(page.panes.view.picture.picture.pixmap().toImage())) == 2
        )
    )
    codes = set(read_codes(page.panes.view.picture.picture.pixmap().toImage()))
    assert {parse_code(code).serial for code in codes} == {1}
    assert "lines a sheet" in page.of_page.text()


def test_the_preview_follows_the_paper(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    volunteer.until(lambda: page.panes.view.picture.has_page)
    before = page.of_page.text()
    page.form.paper.setCurrentIndex(1)
    volunteer.until(lambda: page.of_page.text() not in ("Drawing the page…", before))
    volunteer.until(
        lambda: (
            page.panes.view.picture.picture.pixmap().height() / page.panes.view.picture.picture.pixmap().width() > 1.6
        )
    )


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
    assert not page.panes.view.picture.has_page


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
    volunteer.desk.drive.show_home()
    steps = volunteer.desk.drive.home.steps.buttons
    volunteer.until(lambda: "Enter the day on which the official approved" in [button.text() for button in steps])


def test_printing_that_is_given_up_leaves_no_file_and_uses_no_number(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.sheets.setValue(9_999)
    page.form.save.click()
    assert page.panes.give_up.hasFocus()
    volunteer.key(Key.Key_Space)
    volunteer.until(lambda: "Given up" in page.messages.said)
    assert list(tmp_path.glob("*.pdf*")) == []
    assert page.form.save.hasFocus()


def test_closing_the_window_while_sheets_are_drawn_leaves_no_file(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.sheets.setValue(9_999)
    page.form.save.click()
    volunteer.until(lambda: page.panes.progress.value() > 0)
    volunteer.desk.close()
    assert list(tmp_path.glob("*.pdf*")) == []


def test_a_line_can_be_saved_while_sheets_are_drawn(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.sheets.setValue(9_999)
    page.form.save.click()
    volunteer.until(lambda: page.panes.progress.value() > 0)
    written: list[object] = []
    volunteer.desk.drive.session.write(lambda _: None, written.append, written.append)
    volunteer.until(lambda: written == [None])
    assert page.messages.said.startswith("Printing into")
    page.panes.give_up.click()
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
    volunteer.until(page.after.show_file.hasFocus)
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
    start = named.index("Print sheets")
    assert named[start : start + 3] == ["Print sheets", "What the petition says", "Set-up file for another laptop"]


class PdfPrinters(Printers):
    """A printer whose paper is a PDF file: Qt's own engine, set up and painted on like any other."""

    def __init__(self, folder, papers=()):
        self.folder = folder
        self.has = list(papers)
        self.opened_ones = []

    def names(self):
        return ["Office", "Hall"]

    def papers(self, name):
        return self.has

    def opened(self, name):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / f"{name} {len(self.opened_ones)}.pdf"))
        printer.setResolution(600)
        self.opened_ones.append(printer)
        return printer


@pytest.fixture
def paper(tmp_path):
    folder = tmp_path / "paper"
    folder.mkdir()
    return folder


def on_paper(page, paper, papers=()):
    printers = PdfPrinters(paper, papers)
    page.after.paper.printing.printers = page.ruler.paper.printing.printers = printers
    return printers


def save_sheets(volunteer, page, count):
    page.form.sheets.setValue(count)
    page.form.save.click()
    if page.messages.offered.isVisible():  # more than were printed already
        page.messages.offered.click()
    volunteer.until(lambda: page.checks.lines.count() > 0 and not page.is_busy)


def states(volunteer):
    return {int(row.sheet[7:11]): row.state for row in sheets(volunteer.desk.drive.session.journal)}


def dots(pdf, index):
    """Return a page in grey, 600 dots to the inch."""
    with Pages(pdf) as pages:
        page = pages.grey(index, 600)
    return np.frombuffer(page.rows, np.uint8).reshape(page.height, page.stride)[:, : page.width]


@pytest.mark.parametrize("paper_row", [0, 1])
def test_sheets_go_to_the_printer_at_exactly_their_size_and_their_codes_read(lead, tmp_path, paper, paper_row):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.paper.setCurrentIndex(paper_row)
    volunteer.until(lambda: "Drawing" not in page.of_page.text())
    printers = on_paper(page, paper)
    page.form.sheets.setValue(2)
    page.form.on_paper.click()
    volunteer.until(page.after.paper.go.hasFocus)
    volunteer.key(Key.Key_Space)
    volunteer.until(page.after.printed.all_well.hasFocus)
    assert "All 2 pages went to the printer" in page.messages.said
    (pdf,), (printed,) = tmp_path.glob("*.pdf"), paper.glob("*.pdf")
    for index in range(2):
        assert dots(printed, index).shape == (11 * 600 if paper_row == 0 else 14 * 600, 8.5 * 600)
        assert np.array_equal(dots(printed, index), dots(pdf, index))
        with FinishedFile(pdf) as file, FinishedFile(printed) as copy:
            assert copy.page(index).codes == file.page(index).codes != ()
    (used,) = printers.opened_ones
    assert used.duplex() == QPrinter.DuplexMode.DuplexNone
    assert used.copyCount() == 1
    assert used.fullPage()


def test_without_a_printer_one_is_told_to_print_elsewhere(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.sheets.setValue(1)
    page.form.on_paper.click()
    volunteer.until(lambda: "No printer is set up" in page.messages.said)
    assert "at 100 %" in page.messages.said
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    assert page.after.on_paper.hasFocus()


def test_a_printer_without_legal_paper_is_refused_before_anything_is_printed(lead, tmp_path, paper):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.paper.setCurrentIndex(1)
    volunteer.until(lambda: "Drawing" not in page.of_page.text())
    on_paper(page, paper, papers=[(612.0, 792.0), (595.0, 842.0)])
    page.form.sheets.setValue(1)
    page.form.on_paper.click()
    volunteer.until(page.after.paper.go.hasFocus)
    volunteer.key(Key.Key_Space)
    volunteer.until(lambda: page.messages.kind == "problem")
    assert "does not offer the paper" in page.messages.said
    assert "8.5 × 14" in page.messages.said
    assert list(paper.iterdir()) == []
    assert not page.is_busy


def test_a_print_that_is_stopped_asks_about_the_sheets_that_are_left(lead, tmp_path, paper):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    save_sheets(volunteer, page, 40)
    on_paper(page, paper)
    page.after.on_paper.click()
    page.after.paper.go.click()
    assert page.panes.give_up.hasFocus()
    volunteer.until(lambda: page.panes.progress.value() > 0)
    volunteer.key(Key.Key_Space)
    volunteer.until(lambda: "Stopped" in page.messages.said)
    box = page.after.printed
    assert box.failed.hasFocus()
    first, last = map(int, box.failed.text().split("-"))
    assert 1 < first <= last == 40
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: "never used again" in page.messages.said)
    spoiled = [serial for serial, state in states(volunteer).items() if state == "spoiled"]
    assert spoiled == list(range(first, 41))


def test_closing_the_window_while_sheets_are_printed_on_paper_ends_cleanly(lead, tmp_path, paper):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    save_sheets(volunteer, page, 40)
    on_paper(page, paper)
    page.after.on_paper.click()
    page.after.paper.go.click()
    volunteer.until(lambda: page.panes.progress.value() > 0)
    volunteer.desk.close()
    assert len(list(tmp_path.glob("*.pdf"))) == 1


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_told_and_the_file_is_there(lead, tmp_path, paper):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    save_sheets(volunteer, page, 1)
    on_paper(page, tmp_path / "gone")
    page.after.on_paper.click()
    page.after.paper.go.click()
    volunteer.until(lambda: page.messages.kind == "problem")
    assert "took no page" in page.messages.said
    assert not page.is_busy


def test_all_came_out_is_one_key_and_is_not_asked_again(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    save_sheets(volunteer, page, 3)
    volunteer.until(page.after.printed.isVisible)
    assert "Did the last sheets" in page.form.before.text()
    page.after.printed.all_well.setFocus()
    volunteer.key(Key.Key_Space)
    volunteer.until(lambda: "all 3 sheets came out" in page.messages.said)
    assert page.form.before.text() == "Sheets printed before…"
    assert page.after.done.hasFocus()


def test_failed_sheets_are_spoiled_by_what_one_types_and_undone_by_name(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    save_sheets(volunteer, page, 9)
    box = page.after.printed
    volunteer.until(box.isVisible)
    box.some_failed.click()
    volunteer.type("3-5, 12")
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: page.messages.kind == "problem")
    assert "not among these 9 sheets" in page.messages.said
    assert box.failed.text() == "3-5, 12"
    assert set(states(volunteer).values()) == {"printed"}
    box.failed.setText("3-5, 9")
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: "4 sheets are told spoiled" in page.messages.said)
    assert [serial for serial, state in states(volunteer).items() if state == "spoiled"] == [3, 4, 5, 9]
    assert box.undo.text() == "Undo: sheets 3-5, 9 failed"
    box.undo.click()
    volunteer.until(lambda: page.messages.said.startswith("Undone: sheets 3-5, 9"))
    assert set(states(volunteer).values()) == {"printed"}
    assert box.undo.isHidden()


def test_undo_names_only_the_sheets_that_are_not_spoiled_after_it(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    save_sheets(volunteer, page, 9)
    box = page.after.printed
    volunteer.until(box.isVisible)
    for text, told in (("3", "1 sheet is told"), ("3-5", "2 sheets are told")):
        box.some_failed.click()
        box.failed.setText(text)
        volunteer.key(Key.Key_Return)
        volunteer.until(lambda told=told: told in page.messages.said)
    run = f"{box.run.run:06d}"
    assert box.undo.text() == f"Undo: sheets {run}-0004 to 0005 failed"
    box.undo.click()
    volunteer.until(lambda: page.messages.said.startswith(f"Undone: sheets {run}-0004 to 0005"))
    assert [serial for serial, state in states(volunteer).items() if state == "spoiled"] == [3]


def test_a_run_printed_elsewhere_is_spoken_of_another_day(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    save_sheets(volunteer, page, 4)
    save_sheets(volunteer, page, 2)
    volunteer.desk.drive.show_home()
    page = printing(volunteer, tmp_path)
    volunteer.until(lambda: "Did the last sheets" in page.form.before.text())
    page.form.before.click()
    box = page.after.printed
    volunteer.until(lambda: box.which.count() == 2)
    assert [run.sheets for run in box.runs] == [2, 4]
    box.which.setCurrentIndex(1)
    box.some_failed.click()
    volunteer.type("4")
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: "told spoiled" in page.messages.said)
    assert sorted(states_of_all(volunteer)) == ["printed"] * 5 + ["spoiled"]
    volunteer.key(Key.Key_Escape)
    volunteer.until(page.panes.view.isVisible)
    volunteer.key(Key.Key_Escape)
    assert volunteer.page is volunteer.desk.drive.home


def states_of_all(volunteer):
    return [row.state for row in sheets(volunteer.desk.drive.session.journal)]


def test_sheets_for_somebody_are_handed_out_as_they_are_printed(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.holder.setFocus()
    volunteer.type("Ana Maria")
    save_sheets(volunteer, page, 2)
    rows = sheets(volunteer.desk.drive.session.journal)
    assert {(row.state, row.holder) for row in rows} == {("handed_out", "Ana Maria")}
    assert page.form.holder.text() == ""


def test_the_numbers_that_are_shown_are_the_numbers_that_are_printed(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.sheets.setValue(3)
    first, last = page.form.numbers.text().removeprefix("Numbers ").split(" to ")
    page.form.paper.setCurrentIndex(1)
    volunteer.until(lambda: "Drawing" not in page.of_page.text())
    assert page.form.numbers.text() == f"Numbers {first} to {last}"
    save_sheets(volunteer, page, 3)
    assert [row.sheet for row in sheets(volunteer.desk.drive.session.journal)][::2] == [first, last]
    assert page.form.numbers.isHidden()


def test_where_codes_are_not_allowed_the_slips_are_told_shown_and_printed_too(lead, tmp_path, paper):
    volunteer = lead(codes="no")
    page = printing(volunteer, tmp_path)
    assert "their numbers go on cover slips" in page.of_page.text()
    volunteer.until(lambda: page.panes.view.picture.has_page)
    page.panes.view.which.setCurrentIndex(1)
    volunteer.window.resize(1366, 900)
    volunteer.until(lambda: len(read_codes(page.panes.view.picture.picture.pixmap().toImage())) == 1)
    on_paper(page, paper)
    save_sheets(volunteer, page, 3)
    assert "recall sheets-slips.pdf" in page.messages.said
    assert page.after.show_slips.isVisible()
    page.after.on_paper.click()
    page.after.paper.go.click()
    volunteer.until(page.after.printed.all_well.hasFocus)
    lengths = []
    for file in sorted(paper.glob("*.pdf")):
        with Pages(file) as pages:
            lengths.append(len(pages))
    assert lengths == [3, 2]


def test_the_ruler_page_is_advice_and_says_what_the_printer_does(lead, tmp_path, paper):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.ruler.click()
    ruler = page.ruler
    assert ruler.save.hasFocus()
    volunteer.key(Key.Key_Space)
    volunteer.until(lambda: "The ruler page is in Ruler page.pdf" in page.messages.said)
    assert ruler.across.hasFocus()
    volunteer.type("97")
    volunteer.key(Key.Key_Return)
    assert "shrinks pages to 97 %" in ruler.verdict.text()
    ruler.across.setValue(99.5)
    assert "keeps the true size" in ruler.verdict.text()
    ruler.down.setValue(101)
    assert "enlarges pages to 101 %" in ruler.verdict.text()
    on_paper(page, paper)
    page.form.paper.setCurrentIndex(1)
    page.form.paper.setCurrentIndex(0)
    assert ruler.isVisible()
    ruler.on_paper.click()
    ruler.paper.go.click()
    volunteer.until(lambda: "1 page went to the printer" in page.messages.said)
    assert [file.name for file in tmp_path.glob("*.pdf")] == ["Ruler page.pdf"]
    assert page.form.save.isEnabled()
    volunteer.key(Key.Key_Escape)
    assert page.form.save.hasFocus()
    assert states(volunteer) == {}


def test_a_full_stick_is_told_and_uses_no_number(lead, tmp_path, disk):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    fill(disk)
    page.form.out.choose(disk)
    page.form.where.setText("City Hall")
    page.form.save.click()
    volunteer.until(lambda: page.messages.kind == "problem")
    assert "full" in page.messages.said
    assert page.form.where.text() == "City Hall"
    assert states(volunteer) == {}
    assert [file.name for file in disk.iterdir()] == ["holiday pictures"]
    page.form.ruler.click()
    page.ruler.save.click()
    volunteer.until(lambda: "Ruler page.pdf" in page.messages.said)
    assert page.messages.kind == "problem"


def test_a_read_only_folder_is_told_and_uses_no_number(lead, tmp_path):
    if is_root():
        pytest.skip("whoever may do everything is refused nothing")
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    page.form.out.choose(locked)
    page.form.save.click()
    volunteer.until(lambda: page.messages.kind == "problem")
    assert states(volunteer) == {}


def test_a_draft_is_for_nobody_and_is_not_asked_about(lead, tmp_path):
    volunteer = lead(approved=None)
    page = printing(volunteer, tmp_path)
    assert not page.form.holder.isEnabled()
    assert page.form.numbers.isHidden()
    save_sheets(volunteer, page, 1)
    assert not page.form.holder.isEnabled()
    assert page.after.printed.isHidden()


def test_keys_of_the_page_save_draw_again_and_take_back(lead, tmp_path):
    volunteer = lead()
    page = printing(volunteer, tmp_path)
    page.form.sheets.setValue(3)
    volunteer.ctrl(Key.Key_S)
    volunteer.until(lambda: page.checks.lines.count() > 0 and not page.is_busy)
    box = page.after.printed
    volunteer.until(box.isVisible)
    box.some_failed.click()
    volunteer.type("2")
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: "told spoiled" in page.messages.said)
    volunteer.ctrl(Key.Key_Z)
    volunteer.until(lambda: "Undone: sheets 2" in page.messages.said)
    assert set(states(volunteer).values()) == {"printed"}
    volunteer.key(Key.Key_F5)
    volunteer.until(page.panes.view.isVisible)
