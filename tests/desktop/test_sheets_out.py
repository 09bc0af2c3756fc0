"""*Sheets out and back*: typed or scanned, by range, to whom, back with a count; undone by name; nothing by mistake."""

import csv
import io
from datetime import date, timedelta

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from canvass.desktop.out_list import csv_list
from canvass.desktop.out_words import shortened, spans, states_words
from canvass.desktop.words_table import PADDING
from canvass.journal.bodies import Role
from canvass.journal.drive import campaign_number
from canvass.sheets.code import Code, code_text, identical_code
from canvass.sheets.listing import sheets
from canvass.sheets.out_list import out_list_pdf
from canvass.sheets.whereabouts import Outstanding
from canvass.wording.out_list import LONG_OUT_DAYS, age_words, out_words
from tests.batches.people import people_in, print_run, sheet, type_line
from tests.desktop.conftest import unnamed

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
RUN = 7


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


@pytest.fixture
def at_table(people, sit_down):
    """Return a function that sits somebody before the page, with so many sheets printed."""

    def sit(printed=200, practice=False):
        hq = people.headquarters(practice=practice)
        if printed:
            print_run(hq, printed)
        path, number = hq.campaign.path, campaign_number(hq)
        people.close()
        volunteer = sit_down(path)
        volunteer.until(lambda: volunteer.desk.drive is not None)
        volunteer.ctrl(Key.Key_3)
        page = volunteer.desk.drive.work.page("out_back")
        volunteer.until(lambda: volunteer.page is page and page._seen is not None)
        volunteer.number = number
        return volunteer

    return sit


def tell(volunteer, text):
    """Type or scan into whatever has the focus, Enter, and wait for the big line."""
    page = volunteer.page
    before = page.done.text()
    volunteer.type(text)
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: page.done.text() != before)
    return page.done.text()


def to(volunteer, person):
    """Name the person by keys: from the field one back."""
    volunteer.page.form.person.setFocus()
    volunteer.type(person)
    volunteer.key(Key.Key_Return)


def states(volunteer):
    rows = sheets(volunteer.desk.drive.session.journal)
    return {row.sheet: (row.state, row.holder or "", row.filled) for row in rows}


def test_two_hundred_sheets_are_handed_out_by_range_in_one_action(at_table):
    volunteer = at_table()
    volunteer.type("000007-0001..0200")
    volunteer.key(Key.Key_Return)
    assert volunteer.page.form.person.hasFocus()
    assert tell(volunteer, "M. Ortiz") == "✓ 000007-0001 to 0200 handed to M. Ortiz, 200 sheets, 200 today"
    assert set(states(volunteer).values()) == {("handed_out", "M. Ortiz", None)}
    volunteer.until(lambda: volunteer.page.out.rows != [])
    assert volunteer.page.out.rows == [("M. Ortiz", "200", "since today", "000007-0001 to 0200")]
    assert volunteer.page.form.sheets.hasFocus()
    assert volunteer.page.form.sheets.text() == ""


def test_the_person_stays_until_changed_and_is_offered_again(at_table):
    volunteer = at_table()
    to(volunteer, "M. Ortiz")
    assert tell(volunteer, sheet(1)) == "✓ 000007-0001 handed to M. Ortiz, 1 today"
    assert tell(volunteer, sheet(2)) == "✓ 000007-0002 handed to M. Ortiz, 2 today"
    page = volunteer.page
    volunteer.until(lambda: page.form._holders == ["M. Ortiz"])
    page.form.person.setFocus()
    page.form.person.selectAll()
    volunteer.type("m")
    volunteer.key(Key.Key_Return)
    assert page.form.person.typed == "M. Ortiz"


def test_a_scanned_code_is_taken_wherever_it_lands(at_table):
    volunteer = at_table()
    to(volunteer, "Ana")
    tell(volunteer, code_text(Code(volunteer.number, RUN, 3)))
    volunteer.page.form.person.setFocus()
    volunteer.page.form.person.end(False)
    tell(volunteer, code_text(Code(volunteer.number, RUN, 4)))
    assert volunteer.page.form.person.typed == "Ana"
    assert states(volunteer)[sheet(3)] == states(volunteer)[sheet(4)] == ("handed_out", "Ana", None)


def test_back_with_a_count_and_spoiled_and_lost_by_keys(at_table):
    volunteer = at_table()
    page = volunteer.page
    volunteer.key(Key.Key_B, ALT)
    assert tell(volunteer, sheet(1)).startswith("✓ 000007-0001 back, 1 back today")
    page.form.filled.setFocus()
    volunteer.type("4")
    volunteer.key(Key.Key_Return)
    assert tell(volunteer, sheet(2)) == "✓ 000007-0002 back, 4 lines filled, 2 back today"
    assert page.form.filled.text() == ""
    volunteer.key(Key.Key_S, ALT)
    assert tell(volunteer, sheet(3)).startswith("✓ 000007-0003 spoiled")
    volunteer.key(Key.Key_L, ALT)
    assert tell(volunteer, sheet(4)).startswith("✓ 000007-0004 lost")
    told = states(volunteer)
    assert [told[sheet(n)][0] for n in (1, 2, 3, 4)] == ["returned", "counted", "spoiled", "lost"]
    assert told[sheet(2)][2] == 4
    volunteer.until(lambda: "2 back, not typed yet" in page.stand.text())


def test_a_count_is_told_of_one_sheet_even_if_the_next_scan_comes_at_once(at_table):
    volunteer = at_table()
    page = volunteer.page
    volunteer.key(Key.Key_B, ALT)
    page.form.filled.setText("4")
    for serial in (1, 2):
        volunteer.type(code_text(Code(volunteer.number, RUN, serial)))
        volunteer.key(Key.Key_Return)
    volunteer.until(lambda: "0002 back" in page.done.text())
    assert states(volunteer)[sheet(1)] == ("counted", "", 4)
    assert states(volunteer)[sheet(2)] == ("returned", "", None)


def test_a_count_beyond_the_sheet_is_refused_and_both_stay(at_table):
    volunteer = at_table()
    page = volunteer.page
    volunteer.key(Key.Key_B, ALT)
    page.form.filled.setText("900")
    assert "cannot be filled" in tell(volunteer, sheet(1))
    assert (page.form.filled.text(), page.form.sheets.selectedText()) == ("900", sheet(1))


def test_a_scan_reaches_the_field_from_a_button_and_from_a_table(at_table):
    volunteer = at_table()
    page = volunteer.page
    to(volunteer, "Ana")
    tell(volunteer, sheet(1))
    volunteer.until(page.out_table.isVisible)
    for serial, widget in ((2, page.out_table), (3, page.undo), (4, page.form.modes["handed_out"])):
        widget.setFocus()
        for digit in code_text(Code(volunteer.number, RUN, serial)):
            volunteer.type(digit)
        tell(volunteer, "")
        assert states(volunteer)[sheet(serial)][0] == "handed_out"


def test_no_row_of_the_table_is_cut_off(at_table):
    volunteer = at_table()
    page = volunteer.page
    to(volunteer, "Ana")
    tell(volunteer, "000007-0001..0002, 000007-0004..0013, 000007-0015..0050")
    volunteer.until(page.out_table.isVisible)
    table, index = page.out_table, page.out.index(0, 3)

    def is_whole():
        room = table.visualRect(index).adjusted(PADDING // 2, 0, -PADDING // 2, 0)
        needed = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, index.data())
        return needed.height() <= room.height()

    for width in range(900, 1300, 8):
        volunteer.window.resize(width, 672)
        volunteer.until(is_whole)


def test_a_long_name_and_a_saved_list_leave_the_page_as_wide_as_it_was(at_table, tmp_path):
    volunteer = at_table()
    page = volunteer.page
    volunteer.window.resize(1024, 672)
    to(volunteer, "Ana" * 60)
    tell(volunteer, sheet(1))
    volunteer.until(page.out_table.isVisible)
    page.saving.save_to(tmp_path / "list.pdf")
    volunteer.until(page.saving.open_list.isVisible)
    assert page.minimumSizeHint().width() <= 1024
    assert page.undo.text().endswith("…")
    assert "Ana" * 10 in page.undo.toolTip()


def test_the_last_is_undone_by_name_one_after_the_other(at_table):
    volunteer = at_table()
    page = volunteer.page
    to(volunteer, "Ana")
    tell(volunteer, sheet(1))
    tell(volunteer, sheet(2))
    assert page.undo.text() == "&Undo: 000007-0002 handed to Ana"
    for number in ("0002", "0001"):
        volunteer.ctrl(Key.Key_Z)
        volunteer.until(lambda number=number: f"Taken back: 000007-{number}" in page.done.text())
    assert not page.undo.isVisible()
    assert states(volunteer)[sheet(1)][0] == states(volunteer)[sheet(2)][0] == "printed"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("000007-0001-00", "cannot be right"),
        ("000007-0009..0001", "ends before it begins"),
        (sheet(1, 8), "No print run known"),
        ("0" * 17, "does not belong to a petition sheet"),
        ("nonsense", "is not a sheet number"),
    ],
)
def test_a_wrong_number_changes_nothing_and_stays_selected(at_table, typed, said):
    volunteer = at_table()
    to(volunteer, "Ana")
    page = volunteer.page
    assert said in tell(volunteer, typed)
    assert page.done.is_refused
    assert page.form.sheets.text() == page.form.sheets.selectedText() == typed
    assert {state for state, *_ in states(volunteer).values()} == {"printed"}
    assert tell(volunteer, sheet(1)).startswith("✓")


def test_codes_of_other_drives_and_codes_without_a_number_are_told_apart(at_table):
    volunteer = at_table()
    to(volunteer, "Ana")
    other = (volunteer.number + 1) % 1000
    assert "belongs to another drive" in tell(volunteer, code_text(Code(other, RUN, 1)))
    assert "practice sheet" in tell(volunteer, code_text(Code(volunteer.number, RUN, 1, practice=True)))
    assert "same on every sheet" in tell(volunteer, code_text(identical_code(volunteer.number)))
    assert {state for state, *_ in states(volunteer).values()} == {"printed"}


def test_a_word_in_place_of_the_count_is_refused_and_kept(at_table):
    volunteer = at_table()
    page = volunteer.page
    volunteer.key(Key.Key_B, ALT)
    page.form.filled.setFocus()
    volunteer.type("four")
    volunteer.key(Key.Key_Return)
    assert "is not a number of lines" in tell(volunteer, sheet(1))
    assert page.form.sheets.text() == sheet(1)
    assert page.form.filled.selectedText() == "four"
    assert states(volunteer)[sheet(1)][0] == "printed"


def test_told_the_same_twice_nothing_is_new_and_nothing_to_undo(at_table):
    volunteer = at_table()
    to(volunteer, "Ana")
    tell(volunteer, sheet(1))
    assert tell(volunteer, sheet(1)) == "Nothing new: 000007-0001 handed to Ana already."
    volunteer.ctrl(Key.Key_Z)
    volunteer.until(lambda: "Taken back" in volunteer.page.done.text())
    assert volunteer.page.moves.last is None


def test_without_sheets_the_page_leads_to_printing(at_table):
    volunteer = at_table(printed=0)
    page = volunteer.page
    assert "Print sheets first" in page.empty.text()
    page.to_print.click()
    assert volunteer.page is volunteer.desk.drive.work.page("print")


def test_what_cannot_be_right_is_said_in_words(people, sit_down):
    hq = people.headquarters()
    print_run(hq, 3)
    type_line(hq, sheet(1), 1, "Ann", "AL")
    type_line(hq, sheet(1), 2, "Bob", "AL")
    path = hq.campaign.path
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.desk.drive.show_work("out_back")
    volunteer.key(Key.Key_S, ALT)
    tell(volunteer, sheet(1))
    volunteer.until(lambda: volunteer.page.doubts.rows != [])
    assert volunteer.page.doubts.rows == [(sheet(1), "spoiled, but lines were typed from it")]


def test_a_field_laptop_has_no_such_page(people, sit_down):
    hq = people.headquarters()
    path = people.laptop(hq, "ana", Role.FIELD).campaign.path
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    before = volunteer.page
    volunteer.ctrl(Key.Key_3)
    assert volunteer.page is before


def test_the_list_is_saved_for_spreadsheets_and_for_paper(at_table, tmp_path):
    volunteer = at_table()
    page = volunteer.page
    to(volunteer, "Ana")
    tell(volunteer, "000007-0001..0003")
    volunteer.until(page.saving.save.isVisible)
    for name in ("out.csv", "out.pdf"):
        page.saving.save_to(tmp_path / name)
        volunteer.until(lambda name=name: name in page.messages.said)
    rows = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig"))))
    assert [row[:2] for row in rows[1:]] == [["Ana", sheet(n)] for n in (1, 2, 3)]
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert "Ana" in text
    assert "3 sheets, since today" in text
    assert all(sheet(n) in text for n in (1, 2, 3))
    assert page.saving.open_list.isVisible()
    page.saving.save_to(tmp_path / "gone" / "out.csv")
    volunteer.until(lambda: page.messages.kind == "problem")


def test_a_long_list_goes_over_pages_names_its_people_again_and_marks_who_is_late(qapp):
    many = Outstanding("Ana", tuple(sheet(n) for n in range(1, 400)), date(2026, 5, 3), 9)
    few = Outstanding("Ben 王", (sheet(500),), date(2026, 5, 9), 3)
    with pypdfium2.PdfDocument(io.BytesIO(out_list_pdf(out_words([many, few], "Recall", date(2026, 5, 12))))) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    assert len(texts) == 3
    assert "Sheets that are out – Tuesday, May 12, 2026" in texts[0]
    assert "Recall" in texts[0]
    assert all("Ana" in text for text in texts)
    assert "399 sheets, 9 days – ask for them" in texts[0]
    assert "Ben ?" in texts[-1]
    whole = "".join(texts)
    assert all(sheet(n) in whole for n in (1, 200, 399, 500))
    assert "Page 3 of 3" in texts[2]


def test_an_empty_list_says_so(qapp):
    with pypdfium2.PdfDocument(io.BytesIO(out_list_pdf(out_words([], "Recall", date(2026, 5, 12))))) as pdf:
        assert "No sheets are out." in pdf[0].get_textpage().get_text_range()


def test_who_carried_a_sheet_is_corrected_by_keys_and_undone(at_table):
    volunteer = at_table()
    page = volunteer.page
    to(volunteer, "Ana")
    tell(volunteer, "000007-0001..0003")
    volunteer.key(Key.Key_B, ALT)
    tell(volunteer, sheet(1))
    volunteer.key(Key.Key_C, ALT)
    page.form.person.selectAll()
    page.form.person.setFocus()
    page.form.person.selectAll()
    volunteer.type("Ben")
    volunteer.key(Key.Key_Return)
    assert tell(volunteer, sheet(1)).startswith("✓ 000007-0001 carried by Ben")
    rows = {row.sheet: row for row in sheets(volunteer.desk.drive.session.journal)}
    assert (rows[sheet(1)].state, rows[sheet(1)].circulator) == ("returned", "Ben")
    volunteer.ctrl(Key.Key_Z)
    volunteer.until(lambda: "Taken back" in page.done.text())
    rows = {row.sheet: row for row in sheets(volunteer.desk.drive.session.journal)}
    assert rows[sheet(1)].circulator == "Ana"


def test_the_last_people_are_one_key_away(at_table):
    volunteer = at_table()
    page = volunteer.page
    for serial, person in ((1, "Ana"), (2, "Ben"), (3, "Ana")):
        page.form.person.setFocus()
        page.form.person.selectAll()
        volunteer.type(person)
        volunteer.key(Key.Key_Return)
        tell(volunteer, sheet(serial))
    volunteer.until(lambda: [b.text() for b in page.form.people.buttons if b.isVisible()] == ["1  Ana", "2  Ben"])
    volunteer.key(Key.Key_2, ALT)
    assert page.form.person.typed == "Ben"
    assert page.form.sheets.hasFocus()


def test_a_count_typed_after_a_sheet_came_back_is_told_of_that_sheet(at_table):
    volunteer = at_table()
    volunteer.key(Key.Key_B, ALT)
    tell(volunteer, sheet(1))
    assert tell(volunteer, "4") == "✓ 000007-0001 back, 4 lines filled, 1 back today"
    assert states(volunteer)[sheet(1)] == ("counted", "", 4)
    assert "cannot be filled" in tell(volunteer, "9")
    assert states(volunteer)[sheet(1)] == ("counted", "", 4)


def test_hidden_names_are_nowhere_on_the_page_and_handing_out_goes_on(at_table):
    volunteer = at_table()
    page = volunteer.page
    to(volunteer, "Ana")
    tell(volunteer, sheet(1))
    volunteer.until(page.form.people.isVisible)
    volunteer.desk.menus.hide_names.trigger()
    assert "handed to •••" in tell(volunteer, sheet(2))
    volunteer.until(lambda: page.out.rows == [("•••", "2", "since today", "000007-0001 to 0002")])
    texts = [page.done.text(), page.undo.text(), page.undo.toolTip(), page.form.person.displayText()]
    assert not any("Ana" in text for text in texts)
    assert not page.form.people.isVisible()
    volunteer.desk.menus.hide_names.trigger()
    assert "handed to Ana" in page.done.text()
    assert page.out.rows[0][0] == "Ana"
    assert states(volunteer)[sheet(2)] == ("handed_out", "Ana", None)


def test_enter_on_a_person_shows_that_persons_sheets_and_esc_comes_back(at_table):
    volunteer = at_table()
    page = volunteer.page
    to(volunteer, "Ana")
    tell(volunteer, "000007-0001..0003")
    volunteer.until(page.out_table.isVisible)
    page.out_table.setFocus()
    page.out_table.selectRow(0)
    volunteer.key(Key.Key_Return)
    find = volunteer.desk.drive.find
    volunteer.until(lambda: volunteer.page is find and len(find.model.rows) == 3)
    assert find.model.rows[0].title == "Sheet " + sheet(1)
    volunteer.key(Key.Key_Escape)
    assert volunteer.page is page


def test_the_list_is_inert_in_a_spreadsheet_and_on_paper(qapp):
    person = Outstanding("=cmd <b>", (sheet(1),), date(2026, 5, 3), 2)
    assert "'=cmd" in csv_list([person]).decode("utf-8-sig")
    with pypdfium2.PdfDocument(io.BytesIO(out_list_pdf(out_words([person], "x", date(2026, 5, 5))))) as pdf:
        assert "=cmd <b>" in pdf[0].get_textpage().get_text_range()


def test_long_out_is_said_in_words():
    today = date(2026, 5, 20)

    def since(days):
        return age_words(Outstanding("Ana", (sheet(1),), today - timedelta(days), days))

    assert since(0) == "since today"
    assert since(1) == "1 day"
    assert since(LONG_OUT_DAYS) == "7 days"
    assert since(LONG_OUT_DAYS + 1) == "8 days – ask for them"
    assert age_words(Outstanding("Ana", (sheet(1),), None, None)) == "not known since when"


def test_sheets_are_listed_as_people_list_them():
    numbers = [sheet(n) for n in (1, 2, 3, 5, 7, 9, 11)]
    assert spans(numbers) == ["000007-0001 to 0003", *(f"000007-{n:04d}" for n in (5, 7, 9, 11))]
    assert shortened(numbers).endswith("0009 and more")
    said = "4 sheets in all: 2 not handed out, 2 back, not typed yet."
    assert states_words({"printed": 2, "returned": 1, "counted": 1}) == said
    assert states_words({"entered": 1}) == "1 sheet in all: 1 typed."


@pytest.mark.parametrize(("size", "width", "height"), [(150, 1366, 740), (100, 1024, 672)])
def test_the_page_fits_a_small_screen_with_sheets_out(at_table, size, width, height):
    volunteer = at_table()
    volunteer.window.look.choose(text_size=size)
    volunteer.window.resize(width, height)
    to(volunteer, "Ana")
    tell(volunteer, "000007-0001..0003")
    volunteer.until(volunteer.page.out_table.isVisible)
    pages = volunteer.window.pages
    volunteer.until(lambda: pages.page.width() <= pages.viewport().width())
    assert pages.page.height() <= pages.viewport().height()
    assert unnamed(volunteer.window) == []
    assert QApplication.focusWidget() is volunteer.page.form.sheets


def test_spoiled_is_chosen_no_more_when_one_comes_back_to_the_page(at_table):
    volunteer = at_table()
    volunteer.key(Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert volunteer.page.form.mode == "spoiled"
    volunteer.key(Key.Key_Escape)
    volunteer.desk.drive.show_work("out_back")
    assert volunteer.page.form.mode == "handed_out"
    volunteer.key(Key.Key_B, Qt.KeyboardModifier.AltModifier)
    volunteer.desk.drive.show_home()
    volunteer.desk.drive.show_work("out_back")
    assert volunteer.page.form.mode == "returned"
