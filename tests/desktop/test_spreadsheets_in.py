"""*Take in a spreadsheet*: shown first, columns set right, every bad row told, all or nothing, twice on purpose."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from canvass.desktop.spreadsheet_columns import CHOICES
from canvass.desktop.spreadsheet_words import column_letters, moved_column, named_apart, said_columns
from canvass.signers.listing import all_lines
from canvass.signers.tables import read_spreadsheet
from tests.batches.people import people_in, print_run, sheet, type_line
from tests.desktop.conftest import unnamed
from tests.signers.workbook_files import text_file, xlsx

Key = Qt.Key
HEADINGS = ("Full Name", "Street Address", "City", "Zip Code")
ANN = ("Ann Lee", "1410 Bobbin St", "Los Angeles", 90001)
BOB = ("Bob Ray", "12 Sunset Blvd", "Los Angeles", "90026")


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


@pytest.fixture
def taking_in(people, sit_down):
    """Headquarters before the page, with three sheets printed and one line typed."""
    hq = people.headquarters()
    print_run(hq, 3)
    type_line(hq, sheet(1), 1, "Cy Twombly", "AL", event="Vigil")
    path = hq.campaign.path
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.ctrl(Key.Key_I)
    volunteer.until(lambda: volunteer.page is volunteer.desk.drive.work.page("spreadsheet"))
    return volunteer


def show(volunteer, path):
    page = volunteer.page
    page.open_file(path)
    volunteer.until(lambda: not page.intake.is_busy)
    return page


def lines(volunteer):
    rows = all_lines(volunteer.desk.drive.session.journal)
    return sorted((row.name, row.address, row.city, row.zip) for row in rows if row.name != "Cy Twombly")


def test_a_file_goes_onto_a_loose_page_by_one_key_and_says_so(taking_in, tmp_path):
    page = show(taking_in, xlsx(tmp_path / "signers.xlsx", HEADINGS, ANN, BOB))
    assert page.file.text() == "signers.xlsx: 2 lines go onto 1 new loose page."
    assert [(row[0], row[2]) for row in page.shown.rows.rows] == [("2", "Ann Lee"), ("3", "Bob Ray")]
    assert lines(taking_in) == []
    assert page.take_in.hasFocus()
    taking_in.key(Key.Key_Space)
    taking_in.until(lambda: "2 lines of signers.xlsx taken in" in page.messages.said)
    assert "New: loose page 1 of this laptop" in page.messages.said
    assert [name for name, *_ in lines(taking_in)] == ["Ann Lee", "Bob Ray"]
    assert page.choose.hasFocus()


def test_numbered_rows_go_onto_their_sheets_with_who_typed_and_where(taking_in, tmp_path):
    path = xlsx(tmp_path / "s.xlsx", ("sheet", "line", *HEADINGS), (sheet(2), 1, *ANN), (sheet(3), 2, *BOB))
    page = show(taking_in, path)
    assert page.file.text() == "s.xlsx: 2 lines go onto 2 sheets."
    page.shown.typist.setFocus()
    taking_in.type("AL")
    page.shown.place.setFocus()
    taking_in.type("vig")
    taking_in.key(Key.Key_Return)
    taking_in.until(lambda: not page.intake.is_busy)
    page.take_in.click()
    taking_in.until(lambda: "taken in" in page.messages.said)
    rows = {row.sheet: row for row in all_lines(taking_in.desk.drive.session.journal)}
    assert (rows[sheet(2)].typist, rows[sheet(2)].event, rows[sheet(3)].line) == ("AL", "Vigil", 2)


def test_every_bad_row_is_listed_and_nothing_can_be_taken_in(taking_in, tmp_path):
    bad = [(sheet(2), 900, *ANN), ("nonsense", 1, *BOB), (sheet(2), 3, *BOB)]
    page = show(taking_in, xlsx(tmp_path / "s.xlsx", ("sheet", "line", *HEADINGS), *bad))
    told = [page.shown.bad.item(row).text() for row in range(page.shown.bad.count())]
    assert [text.split(":")[0] for text in told] == ["Row 2, line", "Row 3, sheet number"]
    assert page.shown.against.text().startswith("2 rows cannot be taken in")
    assert not page.take_in.isEnabled()
    assert page.shown.bad.hasFocus()


def test_a_column_is_set_right_by_its_list(taking_in, tmp_path):
    rows = (("Who", "Where they live", "Zip"), ("Ann Lee", "1410 Bobbin St", "90001"))
    page = show(taking_in, xlsx(tmp_path / "s.xlsx", *rows))
    assert "No column seems to have the names" in page.shown.against.text()
    assert page.shown.columns.boxes[0].hasFocus()
    taking_in.type("nam")
    taking_in.until(lambda: not page.intake.is_busy and page.take_in.isEnabled())
    page.shown.columns.chosen.emit(1, "address")
    taking_in.until(lambda: not page.intake.is_busy and page.shown.rows.rows[0][3] == "1410 Bobbin St")
    assert [CHOICES[box.currentIndex()] for box in page.shown.columns.boxes] == ["name", "address", "zip"]
    page.take_in.click()
    taking_in.until(lambda: "taken in" in page.messages.said)
    assert lines(taking_in) == [("Ann Lee", "1410 Bobbin St", "", "90001")]


def test_the_same_file_again_is_said_and_taken_in_on_purpose_only(taking_in, tmp_path):
    path = xlsx(tmp_path / "s.xlsx", HEADINGS, ANN)
    page = show(taking_in, path)
    page.take_in.click()
    taking_in.until(lambda: "taken in" in page.messages.said)
    show(taking_in, path)
    assert "taken in before" in page.shown.before.text()
    assert not page.take_in.isEnabled()
    assert page.shown.again.hasFocus()
    taking_in.key(Key.Key_Space)
    assert page.take_in.isEnabled()
    page.take_in.click()
    taking_in.until(lambda: "New: loose page 2 of this laptop" in page.messages.said)
    assert len(lines(taking_in)) == 2
    show(taking_in, path)
    assert not page.shown.again.isChecked()


def test_a_file_that_is_none_leaves_a_sentence_and_nothing_else(taking_in, tmp_path):
    page = show(taking_in, text_file(tmp_path / "s.xls", b"\xd0\xcf\x11\xe0 old"))
    assert "older Excel file" in page.messages.said
    show(taking_in, tmp_path / "gone.csv")
    assert page.messages.kind == "problem"
    assert page.choose.hasFocus()
    assert not page.shown.isVisible()
    assert lines(taking_in) == []


def test_what_is_given_up_changes_nothing(taking_in, tmp_path):
    many = [(f"Ann {chr(65 + n % 26)}{n // 26 % 26}", "1410 Bobbin St", "Los Angeles", "90001") for n in range(4_000)]
    page = show(taking_in, xlsx(tmp_path / "s.xlsx", HEADINGS, *many))
    assert page.file.text() == "s.xlsx: 4,000 lines go onto 20 new loose pages."
    assert len(page.shown.rows.rows) == 50
    assert "the first 50 lines" in page.shown.rows_title.text()
    page.take_in.click()
    taking_in.until(page.give_up.hasFocus)
    taking_in.key(Key.Key_Space)
    taking_in.until(lambda: "Given up. Nothing was taken in." in page.messages.said)
    assert lines(taking_in) == []
    assert page.take_in.isEnabled()


@pytest.mark.filterwarnings("ignore:Function.*QDragEnterEvent:DeprecationWarning")  # Qt names no other way
def test_a_file_is_dropped_onto_the_page(taking_in, tmp_path):
    page = taking_in.page
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(xlsx(tmp_path / "s.xlsx", HEADINGS, ANN)))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))
    taking_in.until(lambda: "1 line goes onto" in page.file.text())
    mime.setUrls([])
    entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)
    entering.ignore()
    page.dragEnterEvent(entering)
    assert not entering.isAccepted()


def test_hidden_names_are_hidden_here_too(taking_in, tmp_path):
    page = show(taking_in, xlsx(tmp_path / "s.xlsx", HEADINGS, ANN))
    taking_in.window.activateWindow()
    taking_in.desk.drive.hide_names(True)
    assert "Ann Lee" not in "".join(page.shown.rows.rows[0])
    assert not any("Ann" in label.text() for label, _ in page.shown.columns._examples)
    taking_in.desk.drive.hide_names(False)
    assert page.shown.rows.rows[0][2] == "Ann Lee"


def test_columns_without_a_heading_of_their_own_can_be_told_apart(tmp_path):
    table = named_apart(read_spreadsheet(xlsx(tmp_path / "s.xlsx", ("Name", "", "name"), ("Ann", "x", "Lee"))))
    assert table.headings == ("Name", "column B", "name (column C)")
    assert [column_letters(index) for index in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_a_column_given_to_a_field_stands_behind_those_it_has():
    mapping = moved_column({"name": (1,), "note": (0,)}, 0, "name")
    assert mapping["name"] == (1, 0)
    assert mapping["note"] == ()
    assert said_columns(mapping, ("Last", "First"))["name"] == ["First", "Last"]
    assert moved_column(mapping, 1, "")["name"] == (0,)


@pytest.mark.parametrize(("size", "width", "height"), [(150, 1366, 740), (100, 1024, 672)])
def test_the_page_fits_a_small_screen_with_a_file(taking_in, tmp_path, size, width, height):
    taking_in.window.look.choose(text_size=size)
    taking_in.window.resize(width, height)
    page = show(taking_in, xlsx(tmp_path / "s.xlsx", HEADINGS, ANN, ("", "", "", "", "x"), BOB))
    pages = taking_in.window.pages
    taking_in.until(lambda: page.width() <= pages.viewport().width())
    assert page.height() <= pages.viewport().height()
    assert unnamed(taking_in.window) == []


def test_another_table_of_the_file_is_chosen_by_keys_and_taken_in(taking_in, tmp_path):
    page = show(taking_in, xlsx(tmp_path / "may.xlsx", tabs={"May": [HEADINGS, ANN], "June": [HEADINGS, BOB]}))
    assert page.shown.tabs.isVisible()
    assert page.shown.tabs.currentText() == "May"
    assert unnamed(taking_in.window) == []
    page.shown.tabs.setFocus()
    taking_in.key(Key.Key_Down)
    taking_in.until(lambda: not page.intake.is_busy and page.shown.tabs.currentText() == "June")
    assert [row[2] for row in page.shown.rows.rows] == ["Bob Ray"]
    assert page.take_in.hasFocus()
    taking_in.key(Key.Key_Space)
    taking_in.until(lambda: "1 line of may.xlsx taken in" in page.messages.said)
    assert lines(taking_in) == [BOB]


def test_a_file_with_one_table_offers_none(taking_in, tmp_path):
    page = show(taking_in, xlsx(tmp_path / "signers.xlsx", HEADINGS, ANN))
    assert not page.shown.tabs.isVisible()


def test_a_laptop_that_belongs_to_no_drive_takes_a_spreadsheet_in_too(typing, tmp_path):
    typing.ctrl(Key.Key_I)
    typing.until(lambda: typing.page is typing.desk.drive.work.page("spreadsheet"))
    page = show(typing, xlsx(tmp_path / "signers.xlsx", HEADINGS, ANN))
    page.take_in.click()
    typing.until(lambda: "1 line of signers.xlsx taken in" in page.messages.said)
    typing.key(Key.Key_Escape)
    assert typing.page is typing.entry
