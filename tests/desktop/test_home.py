"""Home: one sentence, what to do next, numbers that lead on; another for a coordinator than for headquarters."""

import pytest
from PySide6.QtCore import Qt

from canvass.journal.bodies import Kind, Move, Role
from tests.batches.people import People, print_run, sheet, type_line

Key = Qt.Key
OWN_RUN = 1_001
"""Under the printer's number that the first coordinator's set-up file brings."""


@pytest.fixture
def people(tmp_path):
    people = People(tmp_path)
    yield people
    people.close()


def seated(people, journal, sit_down):
    """Return a volunteer in front of Home, counted."""
    path = journal.campaign.path
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    home = volunteer.desk.drive.home
    volunteer.until(lambda: volunteer.page is home and home.steps.isVisible())
    return volunteer


def told(home):
    return [button.text() for button in home.steps.buttons if button.isVisible()]


def test_an_empty_drive_says_what_to_begin_with_and_what_to_do_next(people, sit_down):
    volunteer = seated(people, people.headquarters(), sit_down)
    home = volunteer.page
    assert home.likely.text().startswith("Nothing is typed yet. Print sheets, type names from paper")
    assert told(home) == ["Print the blanks for the registrar", "Make a set-up file for another laptop"]
    assert home.first.hasFocus()
    assert home.first.text() == "&Print sheets"


def test_each_step_leads_by_keyboard_to_where_it_is_done(people, sit_down):
    headquarters = people.headquarters()
    type_line(headquarters, sheet(1), 1, "Ann", "AL")
    type_line(headquarters, sheet(1), 1, "Anna", "BO")
    volunteer = seated(people, headquarters, sit_down)
    home = volunteer.page
    assert told(home) == [
        "Print the recovery card",
        "Decide 1 line typed differently",
        "Print the blanks for the registrar",
    ]
    for place, page in ((0, "hq_keys"), (1, "to_decide"), (2, "print")):
        home.steps.buttons[place].setFocus()
        volunteer.key(Key.Key_Return)
        assert volunteer.page is volunteer.desk.drive.work.page(page)
        volunteer.key(Key.Key_Escape)
        assert volunteer.page is home


def test_a_coordinator_sees_sheets_out_and_back_and_what_is_not_typed(people, sit_down):
    coordinator = people.laptop(people.headquarters(), "cora", Role.COORDINATOR)
    print_run(coordinator, 10, run=OWN_RUN)
    with coordinator.writing():
        coordinator.write(Kind.MOVE, Move(first=1, last=4, run=OWN_RUN, state="handed_out", holder="Ana"))
        coordinator.write(Kind.MOVE, Move(first=1, last=1, run=OWN_RUN, state="returned", holder="Ana", filled=3))
    type_line(coordinator, sheet(1, OWN_RUN), 1, "Ann")
    volunteer = seated(people, coordinator, sit_down)
    home = volunteer.page
    volunteer.until(lambda: home.numbers["out"].text() != "–")
    assert {name: number.text() for name, number in home.numbers.items()} == {
        "out": "3", "back": "1", "untyped": "2", "waiting": "0",
    }  # fmt: skip
    assert told(home) == ["Type 2 lines that came back on paper", "Write the file for headquarters"]
    home.steps.buttons[0].setFocus()
    volunteer.key(Key.Key_Return)
    assert volunteer.page is volunteer.entry
    volunteer.key(Key.Key_Escape)
    home.steps.buttons[1].setFocus()
    volunteer.key(Key.Key_Return)
    assert volunteer.page is volunteer.desk.drive.finish


def test_where_nothing_waits_home_says_so(people, sit_down):
    volunteer = seated(people, people.headquarters(), sit_down)
    volunteer.page.steps.show_steps(())
    assert volunteer.page.steps.none.isVisible()
    assert told(volunteer.page) == []
