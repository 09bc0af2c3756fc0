"""Saturday at the coordinator's table: two hundred sheets go out, some come back, one was carried by somebody else."""

import pytest
from PySide6.QtCore import Qt

from canvass.journal.drive import campaign_number
from canvass.sheets.code import Code, code_text
from canvass.sheets.listing import sheets
from tests.batches.people import RUN, people_in, print_run, sheet, type_line
from tests.desktop.conftest import sit_down  # noqa: F401 - the window of the desktop's tests
from tests.scenarios.hands import Hands

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SPECIAL_AT_MOST = 1


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


@pytest.fixture
def table(people, sit_down):  # noqa: F811 - the fixture imported above
    """A coordinator's hands at a drive with 250 printed sheets."""
    hq = people.headquarters()
    print_run(hq, 250, lines=12)
    type_line(hq, "L1", 1, "Grace Hopper", "AL", event="Vigil at City Hall")
    path, number = hq.campaign.path, campaign_number(hq)
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.number = number
    return Hands(volunteer)


def scan(hands, serial):
    """Do as the scanner on the table does."""
    hands.enter(code_text(Code(hands.volunteer.number, RUN, serial)))


def told(hands):
    return hands.volunteer.page.done.text()


def says(hands, text):
    hands.volunteer.until(lambda: text in told(hands))


def rows(hands):
    return {row.sheet: row for row in sheets(hands.volunteer.desk.drive.session.journal)}


def open_page(hands):
    """Open *Sheets out and back* by its key."""
    hands.ctrl(Key.Key_3)
    volunteer = hands.volunteer
    volunteer.until(lambda: volunteer.page is volunteer.desk.drive.work.page("out_back"))
    volunteer.until(volunteer.page.stand.isVisible)


def test_two_hundred_sheets_are_handed_out_by_one_range_and_one_name(table):
    open_page(table)
    table.enter("000007-0001..0200", "M. Ortiz")
    says(table, "✓ 000007-0001 to 0200 handed to M. Ortiz, 200 sheets, 200 today")
    assert len(table.special) == SPECIAL_AT_MOST, "the page's key, and nothing else but typing"
    out = [row for row in rows(table).values() if row.state == "handed_out"]
    assert (len(out), {row.circulator for row in out}) == (200, {"M. Ortiz"})
    page = table.volunteer.page
    table.volunteer.until(lambda: page.out.rows == [("M. Ortiz", "200", "since today", "000007-0001 to 0200")])


def test_an_afternoon_at_the_table_without_a_mouse(table):
    volunteer = table.volunteer
    open_page(table)
    table.enter("000007-0001..0020", "M. Ortiz")
    says(table, "handed to M. Ortiz")

    volunteer.until(volunteer.page.form.people.buttons[0].isVisible)
    table.key(Key.Key_1, ALT)  # the same person gets one more, scanned
    scan(table, 30)
    says(table, "✓ 000007-0030 handed to M. Ortiz, 21 today")

    table.key(Key.Key_B, ALT)  # two come back: one is counted at once, the other not
    scan(table, 1)
    says(table, "✓ 000007-0001 back")
    table.enter("8")
    says(table, "✓ 000007-0001 back, 8 lines filled")
    scan(table, 2)
    says(table, "✓ 000007-0002 back, 2 back today")

    table.key(Key.Key_C, ALT)  # sheet 2 was carried by somebody else after all
    table.tab_to(volunteer.page.form.person)
    volunteer.page.form.person.selectAll()
    table.enter("Ana Lopez")
    scan(table, 2)
    says(table, "✓ 000007-0002 carried by Ana Lopez")

    table.key(Key.Key_L, ALT)  # one was told to be lost, and is found in the bag
    scan(table, 3)
    says(table, "✓ 000007-0003 lost")
    table.ctrl(Key.Key_Z)
    says(table, "Taken back: 000007-0003 lost")

    stand = rows(table)
    assert (stand[sheet(1)].state, stand[sheet(1)].filled, stand[sheet(1)].circulator) == ("counted", 8, "M. Ortiz")
    assert (stand[sheet(2)].state, stand[sheet(2)].circulator) == ("returned", "Ana Lopez")
    assert stand[sheet(3)].state == "handed_out"

    table.ctrl(Key.Key_K)  # where is sheet 2?
    table.enter(sheet(2))
    volunteer.until(lambda: volunteer.page is volunteer.entry)
    assert volunteer.work.sheet.ref.text == sheet(2)
    assert table.clicks == 0


def test_a_loose_page_from_the_vigil_turns_out_to_be_a_printed_sheet(table):
    volunteer = table.volunteer
    table.ctrl(Key.Key_L)
    page = volunteer.desk.drive.work.page("loose")
    volunteer.until(lambda: volunteer.page is page and page.table.hasFocus())
    table.key(Key.Key_Return)
    scan(table, 40)
    volunteer.until(
        lambda: page.messages.said == f"Loose page 1 of this laptop is sheet {sheet(40)}; its lines count there."
    )
    assert rows(table)[sheet(40)].entered == 1
    table.ctrl(Key.Key_K)
    table.enter("grace")
    volunteer.until(lambda: volunteer.page is volunteer.entry)
    assert volunteer.work.sheet.ref.text == sheet(40)
    assert table.clicks == 0
