"""Raw: lines filled, as people counted them on sheets that came back."""

import pytest

from canvass.count.totals import totals
from canvass.journal.bodies import Kind, Run
from canvass.sheets.custody import Order, move_sheets, take_back_last
from canvass.sheets.ranges import SheetRange
from tests.batches.people import RUN, TODAY, people_in, print_run, sheet, type_names

NOTICE = RUN + 1


@pytest.fixture
def journal(tmp_path):
    for people in people_in(tmp_path):
        made = people.headquarters()
        print_run(made, 6)
        yield made


def raw(journal):
    return totals(journal, TODAY).raw


def move(journal, serial, state, filled=None, run=RUN):
    move_sheets(journal, [SheetRange(run, serial, serial)], Order(state, "Ana", filled))


def test_nothing_is_raw_until_somebody_counted(journal):
    move(journal, 1, "handed_out")
    move(journal, 1, "returned")
    type_names(journal, sheet(1), {1: "Ann"}, "AB")
    assert raw(journal) is None
    move(journal, 1, "returned", 0)
    assert raw(journal) == 0


def test_raw_is_what_was_counted_last_on_what_is_still_there(journal):
    for serial, filled in enumerate((5, 4, 3, 2), 1):
        move(journal, serial, "returned", filled)
    assert raw(journal) == 14
    move(journal, 1, "counted", 1)
    move(journal, 2, "spoiled")
    move(journal, 3, "lost")
    assert raw(journal) == 3
    take_back_last(journal, [SheetRange(RUN, 2, 3)])
    assert raw(journal) == 10
    move(journal, 4, "handed_out")
    assert raw(journal) == 8


def test_sheets_of_the_notice_are_in_no_count_of_the_petition(journal):
    with journal.writing():
        journal.write(Kind.RUN, Run(lines=5, run=NOTICE, sheets=2, notice=True))
    move(journal, 1, "returned", 4, NOTICE)
    assert raw(journal) is None
    move(journal, 1, "returned", 2)
    assert raw(journal) == 2
