"""*Find* from every page: a number, a name, who carries sheets, a place; one Enter opens; hidden names stay hidden."""

import pytest
from PySide6.QtCore import Qt

from canvass.journal.drive import campaign_number
from canvass.sheets.code import Code, code_text
from canvass.sheets.custody import Order, move_sheets
from canvass.sheets.ranges import SheetRange
from tests.batches.people import RUN, people_in, print_run, sheet, type_line
from tests.desktop.conftest import unnamed

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


@pytest.fixture
def coordinator(people, sit_down):
    """Somebody before a drive with twenty sheets, of which five are out, one is back, and some lines are typed."""
    hq = people.headquarters()
    print_run(hq, 20)
    move_sheets(hq, [SheetRange(RUN, 1, 5)], Order("handed_out", "M. Ortiz"))
    move_sheets(hq, [SheetRange(RUN, 1, 1)], Order("counted", filled=2))
    type_line(hq, sheet(9), 3, "Ada Lovelace", "AL", address="12 Sunset Blvd", event="Vigil at City Hall")
    type_line(hq, "L1", 1, "Grace Hopper", "AL", address="1 Navy Way")
    path, number = hq.campaign.path, campaign_number(hq)
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.number = number
    return volunteer


@pytest.fixture
def finding(coordinator):
    coordinator.ctrl(Key.Key_K)
    assert coordinator.page is coordinator.desk.drive.find
    return coordinator


def look_for(volunteer, text):
    """Type over what stands in the field and wait until it was looked for."""
    page = volunteer.page
    page.field.selectAll()
    volunteer.type(text)
    volunteer.until(lambda: not page.finding.is_looking)
    return [(row.kind, row.title) for row in page.model.rows]


def test_find_opens_from_every_page_and_esc_goes_back_to_where_one_was(coordinator):
    drive = coordinator.desk.drive
    drive.show_entry()
    for name in (None, "out_back", "count", "to_decide", "print", "petition", "kit", "spreadsheet"):
        if name is not None:
            drive.show_work(name)
        before = coordinator.page
        coordinator.ctrl(Key.Key_K)
        assert coordinator.page is drive.find, name
        coordinator.key(Key.Key_Escape)
        assert coordinator.page is before, name


def test_an_empty_field_says_what_can_be_found_and_how_it_is_chosen(finding):
    finding.until(lambda: "A part is enough" in finding.page.found.text())
    assert finding.page.field.placeholderText() == "sheet number, name, address, who carries sheets, place"
    assert not finding.page.open.isEnabled()
    assert unnamed(finding.window) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("0009", ("sheets", "Sheet " + sheet(9))),
        (sheet(3), ("sheets", "Sheet " + sheet(3))),
        ("L1", ("sheets", "Loose page 1 of this laptop")),
        ("ortiz", ("people", "M. Ortiz")),
        ("lovel sun", ("lines", "Ada Lovelace")),
        ("city hall", ("events", "Vigil at City Hall")),
    ],
)
def test_each_kind_is_found_while_one_types(finding, text, first):
    assert look_for(finding, text)[0] == first


def test_a_sheet_says_where_it_is_and_who_carries_it(finding):
    look_for(finding, sheet(2))
    assert finding.page.model.rows[0].detail.startswith("out since ")
    assert finding.page.model.rows[0].detail.endswith("carried by M. Ortiz")
    look_for(finding, sheet(1))
    assert "2 lines filled" in finding.page.model.rows[0].detail
    look_for(finding, sheet(9))
    assert finding.page.model.rows[0].detail == "1 of 5 lines typed"


def test_one_enter_opens_a_line_even_when_pressed_before_it_was_looked_for(finding):
    finding.type("lovelace")
    finding.key(Key.Key_Return)
    finding.until(lambda: finding.page is finding.entry)
    assert (finding.work.sheet.ref.text, finding.work.number) == (sheet(9), 3)


def test_the_arrows_choose_while_the_field_keeps_the_focus_and_enter_opens_a_sheet(finding):
    look_for(finding, "00000700")
    assert finding.page.table.row.title == "Sheet " + sheet(1)
    for _ in range(3):
        finding.key(Key.Key_Down)
    finding.key(Key.Key_Up)
    assert finding.page.field.hasFocus()
    finding.key(Key.Key_Return)
    finding.until(lambda: finding.page is finding.entry)
    assert finding.work.sheet.ref.text == sheet(3)


def test_whoever_carries_sheets_leads_to_their_sheets(finding):
    look_for(finding, "ort")
    finding.key(Key.Key_Return)
    finding.until(lambda: len(finding.page.model.rows) == 5)
    assert {row.kind for row in finding.page.model.rows} == {"sheets"}
    assert "M. Ortiz carries or carried" in finding.page.found.text()


def test_a_place_leads_to_the_lines_signed_there(finding):
    look_for(finding, "vigil")
    finding.key(Key.Key_Return)
    finding.until(lambda: [row.title for row in finding.page.model.rows] == ["Ada Lovelace"])


def test_nothing_found_is_said_in_words(finding):
    assert look_for(finding, "zzzz") == []
    assert finding.page.found.text().startswith("Nothing found on this laptop.")
    finding.key(Key.Key_Return)
    assert finding.page is finding.desk.drive.find


def test_ctrl_enter_tells_what_happened_to_a_sheet_and_leads_on_to_typing(finding):
    look_for(finding, sheet(1))
    finding.key(Key.Key_Return, CTRL)
    finding.until(finding.page.story.isVisible)
    told = [said for _, said, _ in finding.page.story.model.rows]
    assert told == ["printed", "handed to M. Ortiz", "back, 2 lines filled"]
    when, _, who = finding.page.story.model.rows[1]
    assert (", 20" in when, who) == (True, "this laptop")
    finding.key(Key.Key_Escape)
    assert (finding.page.story.isVisible(), finding.page.field.hasFocus()) == (False, True)
    finding.key(Key.Key_Return, CTRL)
    finding.until(finding.page.story.isVisible)
    finding.key(Key.Key_Return)
    finding.until(lambda: finding.page is finding.entry)
    assert finding.work.sheet.ref.text == sheet(1)


def test_hidden_names_are_nowhere_on_the_page(finding):
    finding.key(Key.Key_L, CTRL | SHIFT)
    for text in ("lovelace", "ortiz", "m. ortiz", sheet(1)):
        look_for(finding, text)
        model = finding.page.model
        shown = " ".join(str(model.index(row, column).data()) for row in range(model.rowCount()) for column in range(3))
        assert "Lovelace" not in shown
        assert "Sunset" not in shown
        assert "Ortiz" not in shown + finding.page.found.text()
        assert finding.page.field.displayText() != text
    finding.key(Key.Key_Return, CTRL)
    finding.until(finding.page.story.isVisible)
    assert "Ortiz" not in str(finding.page.story.model.rows)
    finding.key(Key.Key_L, CTRL | SHIFT)
    assert "Ortiz" in str(finding.page.story.model.rows)


def test_a_scanned_code_is_found(finding):
    assert look_for(finding, code_text(Code(finding.number, RUN, 4)))[0] == ("sheets", "Sheet " + sheet(4))


def test_the_table_keeps_its_model_sound(finding, qtmodeltester):
    look_for(finding, "a")
    qtmodeltester.check(finding.page.model)
