from datetime import date

import pytest

from canvass.count.totals import BY_EVENT, LOOSE, ON_SHEETS, EventCount, totals
from canvass.journal.bodies import Line
from canvass.journal.drive import set_fields
from canvass.signers.decisions import decide_void, keep
from canvass.signers.entry import enter, take_back
from canvass.signers.pages import link_page
from canvass.signers.sheets_known import known_sheet
from tests.batches.people import TODAY, people_in, print_run, sheet, type_line, type_names


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


def counted(journal):
    told = totals(journal, TODAY)
    return told.entered, told.agreed, told.disputed, told.checked, told.loose


def test_an_empty_lone_file_counts_nothing_and_knows_no_petition(people):
    told = totals(people.lone(), TODAY)
    assert (told.entered, told.agreed, told.disputed, told.checked, told.loose, told.events) == (0, 0, 0, 0, 0, ())
    unknown = (told.raw, told.likely_valid, told.twice, told.withdrawn, told.notice)
    assert unknown == (None,) * 5
    assert (told.required, told.goal, told.deadline, told.days_left, told.practice) == (None, None, None, None, False)


def test_a_drive_says_what_it_needs_and_by_when(people):
    headquarters = people.headquarters()
    set_fields(headquarters, {"approved": "2022-01-27", "goal": 700_000})
    told = totals(headquarters, date(2022, 6, 24))
    assert (told.required, told.goal, told.deadline, told.days_left) == (566_857, 700_000, date(2022, 7, 6), 12)


def test_each_count_counts_its_own(people):
    journal = people.headquarters()
    print_run(journal, 3)
    type_names(journal, sheet(1), {1: "Ann", 2: "Ben", 3: "Cid", 4: "Dot"}, "AB")
    assert counted(journal) == (4, 0, 0, 0, 0)
    type_names(journal, sheet(1), {1: "ann", 2: "Bea", 3: "Kid"}, "CD")
    assert counted(journal) == (4, 1, 2, 0, 0)
    keep(journal, known_sheet(journal, sheet(1)), 2, 1)
    assert counted(journal) == (4, 1, 1, 1, 0)
    decide_void(journal, known_sheet(journal, sheet(1)), 3, "unreadable")
    assert counted(journal) == (3, 1, 0, 1, 0)
    type_line(journal, sheet(1), 4, "", "AB", state="struck")
    assert counted(journal) == (2, 1, 0, 1, 0)


def test_a_value_against_void_counts_once_and_is_disputed(people):
    journal = people.headquarters()
    type_names(journal, sheet(1), {1: "Ann"}, "AB")
    type_line(journal, sheet(1), 1, "", "CD", state="blank")
    assert counted(journal) == (1, 0, 1, 0, 0)


def test_two_void_readings_agree_on_no_signature(people):
    journal = people.headquarters()
    for typist in ("AB", "CD"):
        type_line(journal, sheet(1), 1, "", typist, state="blank")
    assert counted(journal) == (0, 0, 0, 0, 0)


def test_a_retyped_line_by_the_same_hand_is_no_second_reading(people):
    journal = people.headquarters()
    type_names(journal, sheet(1), {1: "Ann"}, "AB")
    type_names(journal, sheet(1), {1: "Anne"}, "AB")
    assert counted(journal) == (1, 0, 0, 0, 0)


def test_loose_lines_count_apart_until_their_page_is_linked(people):
    journal = people.headquarters()
    print_run(journal, 2)
    type_names(journal, "L1", {1: "Ann", 2: "Ben"})
    type_line(journal, "L1", 3, "", state="struck")
    assert counted(journal) == (0, 0, 0, 0, 2)
    link_page(journal, "L1", sheet(1))
    assert counted(journal) == (2, 0, 0, 0, 0)
    link_page(journal, "L1", None)
    assert counted(journal) == (0, 0, 0, 0, 2)


def test_what_was_taken_back_counts_no_more(people):
    journal = people.headquarters()
    where = known_sheet(journal, sheet(1))
    record = enter(journal, where, 1, Line(name="Ann"), "AB").record
    assert record is not None
    take_back(journal, record, "AB")
    assert counted(journal) == (0, 0, 0, 0, 0)


def test_events_add_up_to_the_whole(people):
    journal = people.headquarters()
    type_line(journal, sheet(1), 1, "Ann", event="Park")
    type_line(journal, sheet(1), 2, "Ben", event="Park")
    type_line(journal, sheet(1), 3, "Cid")
    type_line(journal, sheet(1), 4, "", event="Park", state="blank")
    type_line(journal, "L1", 1, "Dot", event="Hall")
    type_line(journal, "L1", 2, "Eve", event="Park")
    type_line(journal, sheet(1), 1, "Other", "CD", event="Hall")
    told = totals(journal, TODAY)
    assert [(event.event, event.loose) for event in told.events] == [(None, 0), ("Hall", 1), ("Park", 1)]
    assert sum(event.entered for event in told.events) == told.entered == 3
    assert sum(event.loose for event in told.events) == told.loose == 2
    assert EventCount(None, 1, 0) in told.events


def test_made_up_people_are_told_as_such(people):
    assert totals(people.headquarters("made-up", practice=True), TODAY).practice
    assert totals(people.lone(practice=True), TODAY).practice
    assert not totals(people.headquarters("real"), TODAY).practice


def test_the_counts_ask_an_index_or_the_small_view_never_the_records(people):
    journal = people.headquarters()
    for query in (ON_SHEETS, LOOSE, BY_EVENT):
        plan = " ".join(row[3] for row in journal.connection.execute(f"explain query plan {query}").fetchall())
        assert "line" in plan
        assert "record" not in plan
