"""A coordinator's evening before the vigil: fifty sheets from Home onto disk and paper, by mouse or by keys."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from canvass.batches.founding import create_drive
from canvass.desktop.out_folder import documents_folder
from canvass.desktop.printers import Printers
from canvass.practice.drive import PETITION, petition_fields
from canvass.sheets.code import parse_code
from canvass.sheets.finished import FinishedFile
from canvass.sheets.listing import sheets
from tests.desktop.conftest import sit_down  # noqa: F401 - the window of the desktop's tests
from tests.scenarios.hands import Hands

Key = Qt.Key
MOST_CLICKS = 5
SHEETS = 50


class Coordinator(Hands):
    """Whoever prints, in front of Home."""

    @property
    def drive(self):
        return self.volunteer.desk.drive

    @property
    def page(self):
        return self.drive.work.page("print")

    def wait_for(self, said):
        self.volunteer.until(lambda: said in self.page.messages.said)

    def wait_for_page(self):
        self.volunteer.until(lambda: self.volunteer.page is self.page and "Drawing" not in self.page.of_page.text())

    def wait_for_file(self):
        self.volunteer.until(lambda: self.page.checks.lines.count() > 0 and not self.page.is_busy)

    def states(self):
        return {row.sheet: row.state for row in sheets(self.drive.session.journal)}


class Office(Printers):
    """The printer in the office; what comes out of it is a PDF file that can be looked at."""

    def __init__(self, paper):
        self._paper = paper

    def names(self):
        return ["Office"]

    def papers(self, name):
        return [(612.0, 792.0), (612.0, 1008.0)]

    def opened(self, name):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._paper))
        printer.setResolution(300)
        return printer


@pytest.fixture
def evening(sit_down, tmp_path):  # noqa: F811 - pytest's way to name a fixture
    """Return a function that sits down in front of Home, the same drive each time."""
    path = tmp_path / "recall.canvass"
    create_drive(path, PETITION, petition_fields(date(2026, 5, 3)), practice=True).campaign.close()

    def sit():
        hands = Coordinator(sit_down(path))
        hands.volunteer.until(lambda: hands.drive is not None and hands.volunteer.page is hands.drive.home)
        return hands

    return sit


def codes_in(pdf):
    """Return the sheet that each page names by both of its codes, in order."""
    with FinishedFile(pdf) as file:
        pages = [set(file.page(index).codes) for index in range(len(file))]
    assert all(len(codes) == 1 for codes in pages)
    return [sheet.text for codes in pages for code in codes if (sheet := parse_code(code).sheet) is not None]


def test_fifty_sheets_are_on_the_disk_after_two_clicks_and_spoken_of_after_three(evening):
    hands = evening()
    hands.click(hands.drive.home.first)
    hands.wait_for_page()
    hands.click(hands.page.form.save)
    hands.wait_for_file()
    (pdf,) = documents_folder().glob("*.pdf")
    assert len(set(codes_in(pdf))) == SHEETS
    hands.volunteer.until(hands.page.after.printed.isVisible)
    hands.click(hands.page.after.printed.all_well)
    hands.wait_for("all 50 sheets came out well")
    assert hands.clicks <= MOST_CLICKS
    assert hands.special == []


def test_fifty_sheets_are_on_the_disk_by_keys_alone(evening):
    hands = evening()
    hands.key(Key.Key_Space)
    hands.wait_for_page()
    hands.key(Key.Key_Space)
    hands.wait_for_file()
    (pdf,) = documents_folder().glob("*.pdf")
    assert len(set(codes_in(pdf))) == SHEETS
    hands.volunteer.until(hands.page.after.printed.isVisible)
    hands.tab_to(hands.page.after.printed.all_well)
    hands.key(Key.Key_Space)
    hands.wait_for("all 50 sheets came out well")
    assert hands.clicks == 0
    assert hands.special == []


def test_paper_jams_and_the_sheets_that_failed_are_never_used_again(evening, tmp_path):
    """Six sheets for Ana go to the printer; two come out grey and one not at all; three new ones take their place."""
    hands = evening()
    hands.key(Key.Key_Space)
    hands.wait_for_page()
    form, after = hands.page.form, hands.page.after
    after.paper.printing.printers = Office(tmp_path / "paper.pdf")
    form.sheets.setFocus()
    form.sheets.selectAll()
    hands.enter("6")
    hands.tab_to(form.holder)
    hands.volunteer.type("Ana Maria")
    hands.tab_to(form.on_paper)
    hands.key(Key.Key_Space)
    hands.volunteer.until(after.paper.go.hasFocus)
    hands.key(Key.Key_Space)
    hands.volunteer.until(after.printed.all_well.hasFocus)
    first = list(hands.states())
    assert codes_in(tmp_path / "paper.pdf") == first
    hands.tab_to(after.printed.some_failed)
    hands.key(Key.Key_Space)
    hands.enter("2-3, 6")
    hands.wait_for("3 sheets are told spoiled")
    spoiled = {sheet for sheet, state in hands.states().items() if state == "spoiled"}
    assert spoiled == {first[1], first[2], first[5]}
    assert {state for sheet, state in hands.states().items() if sheet not in spoiled} == {"handed_out"}
    form.sheets.setFocus()
    form.sheets.selectAll()
    hands.enter("3")
    hands.tab_to(form.save)
    hands.key(Key.Key_Space)
    hands.volunteer.until(hands.page.messages.offered.hasFocus)
    assert list(hands.states()) == first, "asked first: there are six already"
    hands.key(Key.Key_Space)
    hands.volunteer.until(lambda: len(hands.states()) == len(first) + 3)
    hands.wait_for_file()
    assert set(codes_in(documents_folder() / "recall sheets 2.pdf")).isdisjoint(first)
    assert hands.clicks == 0


def test_a_file_printed_at_a_shop_is_spoken_of_the_next_day(evening):
    hands = evening()
    hands.click(hands.drive.home.first)
    hands.wait_for_page()
    hands.click(hands.page.form.save)
    hands.wait_for_file()
    hands.volunteer.desk.close()
    hands = evening()
    hands.click(hands.drive.home.first)
    hands.wait_for_page()
    hands.volunteer.until(lambda: "Did the last sheets come out?" in hands.page.form.before.text())
    hands.click(hands.page.form.before)
    box = hands.page.after.printed
    hands.volunteer.until(lambda: box.which.count() == 1 and box.some_failed.isVisible())
    hands.click(box.some_failed)
    hands.enter("50")
    hands.wait_for("1 sheet is told spoiled")
    assert list(hands.states().values()).count("spoiled") == 1
    assert hands.clicks <= MOST_CLICKS
