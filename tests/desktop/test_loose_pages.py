"""*Loose pages*: which printed sheet each is, said by keys, taken back, refused with the text still there."""

import pytest
from PySide6.QtCore import Qt

from canvass.batches.merging import merge
from canvass.journal.bodies import Role
from canvass.journal.drive import campaign_number
from canvass.sheets.code import Code, code_text
from canvass.signers.loose_pages import loose_pages
from canvass.signers.pages import link_page
from tests.batches.people import RUN, people_in, print_run, sheet, type_line
from tests.desktop.conftest import unnamed

Key = Qt.Key


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


@pytest.fixture
def hq(people):
    journal = people.headquarters()
    print_run(journal, 5)
    return journal


@pytest.fixture
def sit(people, sit_down):
    """Return a function that opens a laptop's file at the page of loose pages."""

    def open_it(journal):
        path, number = journal.campaign.path, campaign_number(journal)
        people.close()
        volunteer = sit_down(path)
        volunteer.until(lambda: volunteer.desk.drive is not None)
        volunteer.number = number
        volunteer.ctrl(Key.Key_L)
        page = volunteer.desk.drive.work.page("loose")
        volunteer.until(lambda: volunteer.page is page and "Looking" not in page.intro.text())
        return volunteer

    return open_it


def say(volunteer, text):
    """Type a number at the chosen page, Enter, and wait for what is said."""
    page = volunteer.page
    page.messages.clear()
    if not page.sheet.hasFocus():
        volunteer.key(Key.Key_Return)
    volunteer.until(page.sheet.hasFocus)
    page.sheet.selectAll()
    volunteer.type(text)
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: page.messages.said != "")
    return page.messages.said


def told(volunteer):
    return [row.sheet for row in loose_pages(volunteer.desk.drive.session.journal)]


def test_a_page_is_said_to_be_a_sheet_by_keys_and_taken_back_by_name(hq, sit):
    for line in (1, 2):
        type_line(hq, "L1", line, "Ann", "AL", event="City Hall")
    type_line(hq, "L2", 1, "Bob", "AL")
    volunteer = sit(hq)
    page = volunteer.page
    volunteer.until(page.table.hasFocus)
    assert [row[:2] for row in page.model.rows] == [
        ("Loose page 1 of this laptop", "2"),
        ("Loose page 2 of this laptop", "1"),
    ]
    assert page.model.rows[0][2].startswith("City Hall · ")
    assert say(volunteer, sheet(3)) == f"Loose page 1 of this laptop is sheet {sheet(3)}; its lines count there."
    volunteer.until(lambda: page.model.rows[0][3] == sheet(3))
    assert told(volunteer) == [sheet(3), None]
    assert page.undo.text() == f"&Undo: Loose page 1 of this laptop is {sheet(3)}"
    volunteer.ctrl(Key.Key_Z)
    volunteer.until(lambda: page.messages.said.startswith("Taken back. "))
    assert told(volunteer) == [None, None]
    assert not page.undo.isVisible()


def test_the_link_is_taken_away_by_its_button(hq, sit):
    type_line(hq, "L1", 1, "Ann", "AL")
    link_page(hq, "L1", sheet(1))
    volunteer = sit(hq)
    volunteer.page.unlink.click()
    volunteer.until(lambda: "no printed sheet any more" in volunteer.page.messages.said)
    assert told(volunteer) == [None]


def test_a_scanned_code_says_which_sheet_too(hq, sit):
    type_line(hq, "L1", 1, "Ann", "AL")
    volunteer = sit(hq)
    say(volunteer, code_text(Code(volunteer.number, RUN, 2)))
    assert told(volunteer) == [sheet(2)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("000007-0001-00", "cannot be right"),
        ("12", "not a whole sheet number"),
        (sheet(1), "line 9"),
        ("0" * 17, "does not belong to a petition sheet"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_stays_typed(hq, sit, typed, said):
    type_line(hq, "L1", 9, "Ann", "AL")
    volunteer = sit(hq)
    assert said in say(volunteer, typed)
    assert volunteer.page.sheet.text() == typed
    assert told(volunteer) == [None]


def test_lines_that_were_typed_on_the_sheet_too_are_told_to_be_decided(hq, sit):
    type_line(hq, "L1", 1, "Ann", "AL")
    type_line(hq, sheet(1), 1, "Bob", "XY")
    volunteer = sit(hq)
    assert say(volunteer, sheet(1)).endswith("1 line was typed there too, and differs: see To decide.")


def test_pages_said_to_be_different_sheets_show_both_and_headquarters_settles_them(people, hq, sit):
    cora = people.laptop(hq, "cora", Role.COORDINATOR)
    type_line(cora, "L1", 1, "Ann", "AL")
    link_page(cora, "L1", sheet(1))
    merge(hq, [people.batch(cora)])
    page = f"L1@{cora.device[:8]}"
    link_page(hq, page, sheet(2))
    link_page(cora, "L1", sheet(3))
    merge(hq, [people.batch(cora)])
    volunteer = sit(hq)
    assert volunteer.page.model.rows[0][3].startswith("to decide: ")
    say(volunteer, sheet(2))
    assert told(volunteer) == [sheet(2)]


def test_a_field_laptop_links_its_own_pages_and_types_on(people, hq, sit):
    field = people.laptop(hq, "ana")
    type_line(field, "L1", 1, "Ann", "AL")
    volunteer = sit(field)
    assert say(volunteer, sheet(1)).startswith("Loose page 1 of this laptop is sheet")
    volunteer.page.type_it.click()
    volunteer.until(lambda: volunteer.page is volunteer.entry)
    assert volunteer.work.sheet.ref.page == 1


def test_without_loose_pages_it_says_how_one_begins(hq, sit):
    volunteer = sit(hq)
    assert "One begins by typing" in volunteer.page.intro.text()
    assert volunteer.page.back.hasFocus()
    assert unnamed(volunteer.window) == []


@pytest.mark.parametrize(("size", "width", "height"), [(150, 1366, 740), (100, 1024, 672)])
def test_the_page_fits_a_small_screen_with_pages(hq, sit, size, width, height):
    for page in range(1, 12):
        type_line(hq, f"L{page}", 1, "Ann", "AL", event="Vigil at the county’s hall of records")
    link_page(hq, "L1", sheet(1))
    volunteer = sit(hq)
    volunteer.window.look.choose(text_size=size)
    volunteer.window.resize(width, height)
    pages = volunteer.window.pages
    volunteer.until(lambda: pages.page.width() <= pages.viewport().width())
    assert pages.page.height() <= pages.viewport().height()
    assert unnamed(volunteer.window) == []
