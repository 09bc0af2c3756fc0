"""A scanner types into whatever has the focus: no name field keeps a code, and each page does what it can with it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from canvass.journal.drive import campaign_number
from canvass.sheets.code import Code, code_text
from canvass.sheets.listing import sheets
from canvass.sheets.scanned import split_scan
from tests.batches.people import RUN, people_in, print_run, sheet, type_line

Key = Qt.Key


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


@pytest.fixture
def desk(people, sit_down):
    """Headquarters before a drive with twenty sheets."""
    hq = people.headquarters()
    print_run(hq, 20)
    type_line(hq, "L1", 1, "Grace Hopper", "AL")
    path, number = hq.campaign.path, campaign_number(hq)
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.number = number
    return volunteer


def scan(volunteer, serial):
    """Do as a scanner does: digits, then Enter, into whatever has the focus."""
    for digit in code_text(Code(volunteer.number, RUN, serial)):
        volunteer.type(digit)
    volunteer.key(Key.Key_Return)


@pytest.mark.parametrize("field", ["name", "address", "city", "zip"])
@pytest.mark.parametrize("typed", ["", "90026", "Ann Lee"])
def test_in_entry_a_scan_opens_the_sheet_and_what_was_typed_is_kept(desk, field, typed):
    desk.desk.drive.show_entry()
    desk.fields.edits[field].setFocus()
    desk.type(typed)
    scan(desk, 3)
    desk.until(lambda: desk.work.sheet.ref.text == sheet(3))
    assert desk.fields.typed.is_empty
    desk.work.open_sheet("L1")
    desk.work.go_to(2)
    assert getattr(desk.fields.typed, field) == typed


@pytest.mark.parametrize("name", ["typist", "place", "sheet"])
def test_a_scan_into_the_head_of_entry_leaves_no_digit_there(desk, name):
    desk.desk.drive.show_entry()
    edit = getattr(desk.entry.head, name)
    edit.setFocus()
    if name != "sheet":
        edit.selectAll()
        desk.type("AB")
    scan(desk, 4)
    desk.until(lambda: desk.work.sheet.ref.text == sheet(4))
    assert edit.text() == ("AB" if name != "sheet" else sheet(4))


@pytest.mark.parametrize(
    ("of", "said"), [({"campaign": 1}, "belongs to another drive"), ({"practice": True}, "This is a practice sheet")]
)
def test_a_sheet_of_another_drive_or_of_practice_is_not_typed_as_one_of_ours(desk, of, said):
    desk.desk.drive.show_entry()
    desk.fields.edits["name"].setFocus()
    desk.type("Ann")
    before = desk.work.sheet
    code = {"campaign": desk.number, "run": RUN, "serial": 3} | of
    code["campaign"] = (desk.number + 1) % 1_000 if "campaign" in of else desk.number
    desk.type(code_text(Code(**code)))
    desk.key(Key.Key_Return)
    assert said in desk.entry.messages.said
    assert (desk.work.sheet, desk.fields.typed.name) == (before, "Ann")


def test_a_scan_on_a_button_of_entry_opens_the_sheet_and_presses_nothing(desk):
    desk.desk.drive.show_entry()
    desk.entry.foot.findChildren(type(desk.desk.drive.home.first))[0].setFocus()
    before = desk.page
    scan(desk, 5)
    desk.until(lambda: desk.work.sheet.ref.text == sheet(5))
    assert desk.page is before


def test_a_scan_into_a_persons_name_hands_the_sheet_out_to_that_person(desk):
    desk.desk.drive.show_work("out_back")
    page = desk.page
    page.form.person.setFocus()
    desk.type("Ana")
    scan(desk, 6)
    desk.until(lambda: "0006 handed to Ana" in page.done.text())
    assert page.form.person.typed == "Ana"
    rows = {row.sheet: row.holder for row in sheets(desk.desk.drive.session.journal)}
    assert rows[sheet(6)] == "Ana"


def test_find_looks_for_a_scanned_sheet_whatever_was_typed(desk):
    desk.ctrl(Key.Key_K)
    desk.type("hop")
    scan(desk, 7)
    page = desk.page
    desk.until(lambda: [row.title for row in page.model.rows] == ["Sheet " + sheet(7)])
    assert page is desk.desk.drive.find


def test_loose_pages_take_a_scan_from_their_list(desk):
    desk.desk.drive.show_work("loose")
    page = desk.page
    desk.until(page.table.hasFocus)
    scan(desk, 8)
    assert page.sheet.text() == code_text(Code(desk.number, RUN, 8))
    desk.key(Key.Key_Return)
    desk.until(lambda: f"is sheet {sheet(8)}" in page.messages.said)


@pytest.mark.parametrize("name", ["print", "petition", "kit", "spreadsheet"])
def test_a_page_that_has_no_use_for_a_scan_says_so_and_keeps_what_was_typed(desk, name):
    drive = desk.desk.drive
    drive.show_work(name)
    desk.until(lambda: drive.work.page(name).isVisible())
    before = [edit.text() for edit in desk.page.findChildren(type(drive.find.field))]
    scan(desk, 9)
    desk.until(lambda: "this page has no use for it" in desk.page.messages.said)
    assert [edit.text() for edit in desk.page.findChildren(type(drive.find.field))] == before
    assert desk.page is drive.work.page(name)


def test_a_scan_where_number_keys_decide_decides_nothing(people, sit_down):
    hq = people.headquarters()
    print_run(hq, 20)
    for line in range(1, 4):
        for name, typist in (("Ann Lee", "AL"), ("Ben Roe", "XY")):
            type_line(hq, sheet(1), line, name, typist)
    path, number = hq.campaign.path, campaign_number(hq)
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.number = number
    volunteer.desk.drive.show_work("to_decide")
    page = volunteer.page
    volunteer.until(lambda: len(page.deciding.queue) == 3)
    scan(volunteer, 11)
    volunteer.until(lambda: "this page has no use for it" in page.messages.said)
    volunteer.qtbot.wait(100)  # longer than a number key waits for another
    assert (len(page.deciding.queue), page.deciding.last_decided) == (3, None)
    volunteer.until(lambda: not page.keys.numbers._quiet.isActive())
    volunteer.type("1")
    volunteer.until(lambda: len(page.deciding.queue) == 2)


def test_digits_that_are_no_code_are_typed_as_ever(desk):
    desk.ctrl(Key.Key_K)
    desk.type("12345678901234567")
    desk.key(Key.Key_Return)
    assert desk.page.field.text() == "12345678901234567"
    assert QApplication.focusWidget() is desk.page.field


def test_a_code_behind_other_digits_is_known_by_its_check():
    code = code_text(Code(7, RUN, 1))
    assert split_scan("90026" + code) == ("90026", code)
    assert split_scan("Ann " + code + " ") == ("Ann ", code)
    assert split_scan("9" * 22) == ("9" * 22, "")
    assert split_scan("1" * 17) == ("", "1" * 17)
