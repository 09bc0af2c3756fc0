import time

import pytest

from canvass.ground.errors import RowsRefused
from canvass.ground.progress import Cancelled
from canvass.journal.number import SheetNumber
from canvass.signers.errors import CsvUnreadable
from canvass.signers.intake import Intake, enter_each, enter_file
from canvass.signers.pages import link_page
from canvass.signers.rows import Defaults
from canvass.signers.sheets_known import last_page
from tests.signers.laptops import (
    OTHER_SHEET,
    SHEET,
    counted,
    csv_lines,
    listed,
    names,
    record_count,
    row_at,
    taken_in,
    typed,
)

TYPED_BY = "sheet,line,name,address,city,zip,typist"


def test_a_file_tells_what_came_of_it_and_the_second_time_changes_nothing(hq):
    rows = (f"{SHEET},1,Ann,,,", f"{SHEET},2,Bob,,,", f"{OTHER_SHEET},1,Cal,,,")
    assert taken_in(hq, *rows, typist="AB") == Intake(entered=3, unchanged=0, conflicts=0)
    before = record_count(hq)
    assert taken_in(hq, *rows, typist="AB") == Intake(entered=0, unchanged=3, conflicts=0)
    assert record_count(hq) == before


def test_the_same_file_given_again_without_its_event_says_nothing_new(hq):
    rows = (f"{SHEET},1,Ann,,,", f"{SHEET},2,Bob,,,")
    taken_in(hq, *rows, typist="AB", event="Vigil")
    assert taken_in(hq, *rows, typist="AB") == Intake(entered=0, unchanged=2, conflicts=0)
    assert [row_at(hq, SHEET, number).event for number in (1, 2)] == ["Vigil", "Vigil"]


def test_a_changed_file_replaces_only_the_lines_that_changed(hq):
    taken_in(hq, f"{SHEET},1,Ann,,,", f"{SHEET},2,Bob,,,", typist="AB")
    assert taken_in(hq, f"{SHEET},1,Ann,,,", f"{SHEET},2,Rob,,,", typist="AB") == Intake(1, 1, 0)
    assert names(hq, SHEET) == [(1, "Ann"), (2, "Rob")]
    assert row_at(hq, SHEET, 2).readings == 1


def test_another_typists_file_is_a_second_reading_and_conflicts_are_counted_by_place(hq):
    taken_in(hq, f"{SHEET},1,Ann,,,", f"{SHEET},2,Bob,,,", typist="AB")
    assert taken_in(hq, f"{SHEET},1,Ann,,,", f"{SHEET},2,Rob,,,", typist="CD") == Intake(2, 0, 1)
    assert (row_at(hq, SHEET, 1).readings, row_at(hq, SHEET, 2).conflict) == (2, "hard")


def test_a_line_named_twice_in_one_file_is_as_if_in_two(hq):
    rows = (f"{SHEET},1,Ann,,,,AB", f"{SHEET},1,Anne,,,,AB", f"{SHEET},1,Anne,,,,AB", f"{SHEET},1,Bob,,,,CD")
    assert taken_in(hq, *rows, header=TYPED_BY) == Intake(entered=3, unchanged=1, conflicts=1)
    assert [head.name for head in row_at(hq, SHEET, 1).heads] == ["Anne", "Bob"]


def test_a_line_named_on_a_linked_page_and_on_its_sheet_is_one_line(hq):
    typed(hq, "L1", 1, "Ann")
    link_page(hq, "L1", SHEET)
    rows = (f"{SHEET},2,Bob,,,,AB", "L1,2,Rob,,,,AB", f"{SHEET},3,Cal,,,,AB", "L1,3,Dee,,,,CD")
    assert taken_in(hq, *rows, header=TYPED_BY) == Intake(entered=4, unchanged=0, conflicts=1)
    assert names(hq, SHEET) == [(1, "Ann"), (2, "Rob"), (3, None)]


@pytest.mark.parametrize("at", [1, 7, 20])
def test_a_cancelled_file_leaves_nothing(hq, at):
    before = record_count(hq)
    told = []

    def report(done, total):
        told.append((done, total))
        if done == at:
            raise Cancelled

    rows = csv_lines(*(f"L1,{number},Ann {number},,," for number in range(1, 21)))
    with pytest.raises(Cancelled):
        enter_file(hq, rows, "lines.csv", Defaults("AB"), report)
    assert told == [(done, 20) for done in range(1, at + 1)]
    assert (record_count(hq), listed(hq), last_page(hq)) == (before, [], 0)
    assert enter_file(hq, rows, "lines.csv", Defaults("AB")) == Intake(20, 0, 0)


def test_ten_thousand_rows_take_seconds(hq):
    rows = csv_lines(
        *(
            f"{SheetNumber(900_001, serial).text},{number},Ann {serial} {number},{serial} Main St,San Jose,95112"
            for serial in range(1, 501)
            for number in range(1, 21)
        )
    )
    start = time.process_time()
    assert enter_file(hq, rows, "lines.csv", Defaults("AB")) == Intake(10_000, 0, 0)
    assert time.process_time() - start < 10
    assert counted(hq) == 10_000


# ----------------------------------------------------------------------------------------------------- row by row


def each(journal, rows, said) -> Intake:
    return enter_each(
        journal, rows, "standard input", Defaults("AB"), lambda row: said.append((row.sheet.ref.text, row.number))
    )


def test_each_row_is_said_to_be_saved_only_when_another_connection_sees_it(hq):
    reader = hq.campaign.reader()
    seen = []

    def saved(row):
        (name,) = reader.execute(
            "select name from line where place = ?", (row.sheet.key << 12 | row.number,)
        ).fetchone()
        seen.append(name)

    intake = enter_each(hq, csv_lines(f"{SHEET},1,Ann,,,", f"{SHEET},2,Bob,,,"), "-", Defaults("AB"), saved)
    reader.close()
    assert seen == ["Ann", "Bob"]
    assert intake == Intake(2, 0, 0)


def test_a_row_is_saved_before_the_next_one_is_asked_for(hq):
    said: list[tuple[str, int]] = []

    def arriving():
        lines = csv_lines(f"{SHEET},1,Ann,,,", f"{SHEET},2,Bob,,,")
        for count, line in enumerate(lines):
            assert len(said) == max(0, count - 1)
            yield line

    each(hq, arriving(), said)
    assert said == [(SHEET, 1), (SHEET, 2)]


def test_row_by_row_stops_at_a_bad_row_and_what_was_saved_stays(hq):
    said: list[tuple[str, int]] = []
    rows = csv_lines(f"{SHEET},1,Ann,,,", f"{SHEET},2,Bob,,,", f"{SHEET},99,A\0,,,", f"{SHEET},3,Cal,,,")
    with pytest.raises(RowsRefused) as told:
        each(hq, rows, said)
    assert [(bad.row, bad.field) for bad in told.value.rows] == [(4, "line"), (4, "name")]
    assert said == [(SHEET, 1), (SHEET, 2)]
    assert names(hq, SHEET) == [(1, "Ann"), (2, "Bob")]


def test_row_by_row_stops_at_bytes_that_are_no_text_and_what_was_saved_stays(hq):
    said: list[tuple[str, int]] = []
    with pytest.raises(CsvUnreadable):
        each(hq, [*csv_lines(f"{SHEET},1,Ann,,,"), b"\xff\n"], said)
    assert (said, names(hq, SHEET)) == ([(SHEET, 1)], [(1, "Ann")])


def test_row_by_row_counts_as_a_whole_file_does(lone):
    said: list[tuple[str, int]] = []
    rows = csv_lines("L1,1,Ann,,,", "L2,1,Bob,,,", "L1,1,Ann,,,", "L1,1,Anne,,,")
    assert each(lone, rows, said) == Intake(entered=3, unchanged=1, conflicts=0)
    assert len(said) == 4
    assert last_page(lone) == 2
