"""The notice of intention counts apart: in no count of the petition, and the petition in none of its own."""

from datetime import date

import pytest

from canvass.batches.merging import merge
from canvass.count.totals import ON_NOTICE, EventCount, NoticeTotals, totals
from canvass.journal.bodies import Kind, Role, Run
from canvass.journal.drive import set_fields
from canvass.signers.decisions import keep
from canvass.signers.pages import link_page
from canvass.signers.sheets_known import known_sheet
from tests.batches.people import TODAY, people_in, print_run, sheet, type_line, type_names

NOTICE_RUN = 8


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


def tell_notice(journal, sheets=3, number=NOTICE_RUN):
    with journal.writing():
        journal.write(Kind.RUN, Run(lines=7, run=number, sheets=sheets, notice=True))


def at(serial):
    return sheet(serial, NOTICE_RUN)


def petition_counts(journal):
    told = totals(journal, TODAY)
    return told.entered, told.agreed, told.disputed, told.checked, told.loose


def notice_counts(journal):
    told = totals(journal, TODAY).notice
    return None if told is None else (told.entered, told.agreed, told.disputed)


def test_before_approval_a_drive_has_a_notice_with_its_goal_and_its_day(people):
    headquarters = people.headquarters(took_office="2020-12-07")
    assert totals(headquarters, TODAY).notice == NoticeTotals(0, 0, 0, 100, date(2021, 3, 8))
    set_fields(headquarters, {"proponents_needed": 60, "took_office": None})
    assert totals(headquarters, TODAY).notice == NoticeTotals(0, 0, 0, 60, None)


def test_once_approved_a_notice_is_told_of_only_if_it_was_signed_here(people):
    headquarters = people.headquarters(approved="2026-01-27")
    assert totals(headquarters, TODAY).notice is None
    tell_notice(headquarters)
    assert notice_counts(headquarters) == (0, 0, 0)


def test_a_lone_file_has_no_notice(people):
    lone = people.lone()
    type_names(lone, at(1), {1: "Ann"})
    assert totals(lone, TODAY).notice is None


def test_lines_on_a_notice_are_in_its_count_alone(people):
    journal = people.headquarters(approved="2026-01-27")
    print_run(journal, 2)
    tell_notice(journal)
    type_names(journal, at(1), {1: "Ann", 2: "Ben", 3: "Cid"}, "AB")
    type_line(journal, at(1), 4, "", "AB", state="struck")
    assert (petition_counts(journal), notice_counts(journal)) == ((0, 0, 0, 0, 0), (3, 0, 0))
    type_names(journal, at(1), {1: "ann", 2: "Bea"}, "CD")
    assert (petition_counts(journal), notice_counts(journal)) == ((0, 0, 0, 0, 0), (3, 1, 1))
    keep(journal, known_sheet(journal, at(1)), 2, 1)
    assert (petition_counts(journal), notice_counts(journal)) == ((0, 0, 0, 0, 0), (3, 1, 0))
    type_names(journal, sheet(1), {1: "Ann", 2: "Dot"}, "AB")
    type_names(journal, sheet(1), {1: "Ann", 2: "Dora"}, "CD")
    assert (petition_counts(journal), notice_counts(journal)) == ((2, 1, 1, 0, 0), (3, 1, 0))


def test_the_neighbours_of_a_notice_run_are_the_petition_s(people):
    journal = people.headquarters()
    tell_notice(journal, sheets=9_999)
    for number in (NOTICE_RUN - 1, NOTICE_RUN + 1):
        print_run(journal, 9_999, run=number)
    for where in (sheet(1, NOTICE_RUN), sheet(9_999, NOTICE_RUN)):
        type_names(journal, where, {1: "Ann", 7: "Ben"})
    type_names(journal, sheet(9_999, NOTICE_RUN - 1), {5: "Cid"})
    type_names(journal, sheet(1, NOTICE_RUN + 1), {1: "Dot"})
    assert (petition_counts(journal)[0], notice_counts(journal)) == (2, (4, 0, 0))


def test_a_loose_page_counts_with_the_notice_it_is_linked_to(people):
    journal = people.headquarters()
    tell_notice(journal)
    type_names(journal, "L1", {1: "Ann", 2: "Ben"})
    assert (petition_counts(journal), notice_counts(journal)) == ((0, 0, 0, 0, 2), (0, 0, 0))
    link_page(journal, "L1", at(2))
    assert (petition_counts(journal), notice_counts(journal)) == ((0, 0, 0, 0, 0), (2, 0, 0))
    link_page(journal, "L1", None)
    assert (petition_counts(journal), notice_counts(journal)) == ((0, 0, 0, 0, 2), (0, 0, 0))


def test_events_are_the_petition_s_alone(people):
    journal = people.headquarters()
    tell_notice(journal)
    type_line(journal, at(1), 1, "Ann", event="Vigil")
    type_line(journal, at(1), 2, "Ben")
    type_line(journal, at(1), 3, "Cid", event="Park")
    type_line(journal, sheet(1), 1, "Dot", event="Park")
    type_line(journal, "L1", 1, "Eve", event="Hall")
    assert totals(journal, TODAY).events == (EventCount("Hall", 0, 1), EventCount("Park", 1, 0))


def test_headquarters_learns_that_sheets_are_a_notice_s_even_after_their_lines(people):
    headquarters = people.headquarters()
    ana = people.laptop(headquarters, "ana", Role.COORDINATOR)
    ben = people.laptop(headquarters, "ben")
    tell_notice(ana, number=1001)
    type_names(ben, sheet(1, 1001), {1: "Ann", 2: "Ben"})
    merge(headquarters, [people.batch(ben)])
    assert (petition_counts(headquarters)[0], notice_counts(headquarters)) == (2, (0, 0, 0))
    merge(headquarters, [people.batch(ana)])
    assert (petition_counts(headquarters)[0], notice_counts(headquarters)) == (0, (2, 0, 0))


def test_the_notice_is_counted_by_ranges_of_the_small_view(people):
    journal = people.headquarters()
    plan = " ".join(row[3] for row in journal.connection.execute(f"explain query plan {ON_NOTICE}", ("[8]",)))
    assert "SEARCH l USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)" in plan
