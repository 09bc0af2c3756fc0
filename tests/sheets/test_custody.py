"""Sheets out and back: what coordinators and headquarters tell of paper, and take back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from canvass.ground.text import FieldTextRefused
from canvass.journal.bodies import Kind, Move, Role
from canvass.journal.number import SheetNumber, SheetNumberRefused
from canvass.sheets.custody import (
    FilledBeyondForm,
    FilledMissing,
    FilledRefused,
    HolderMissing,
    MoveNotAllowed,
    MoveRefused,
    NothingToTakeBack,
    Order,
    SheetUnknown,
    move_sheets,
    take_back_last,
    take_back_moves,
)
from canvass.sheets.listing import sheets
from canvass.sheets.ranges import RangeRefused, SheetRange, parse_range, parse_ranges
from canvass.sheets.whereabouts import doubtful, history, outstanding
from tests.signers.laptops import laptops_in, merge, record_count, typed

RUN, TODAY = 1001, date(2026, 6, 20)


@pytest.fixture
def laptops(tmp_path):
    with laptops_in(tmp_path) as made:
        yield made


@pytest.fixture
def hq(laptops):
    return laptops.headquarters()


def span(first, last=None):
    return [SheetRange(RUN, first, last or first)]


def number(serial):
    return SheetNumber(RUN, serial)


def told(journal, *serials):
    rows = {row.sheet: row for row in sheets(journal)}
    found = [rows[number(serial).text] for serial in serials]
    return [(row.state, row.holder, row.filled) for row in found]


def out(journal, first, last=None, holder="Ana"):
    return move_sheets(journal, span(first, last), Order("handed_out", holder))


def back(journal, first, last=None, filled=None):
    return move_sheets(journal, span(first, last), Order("returned", filled=filled))


def test_a_range_is_handed_out_by_one_fact(hq):
    before = record_count(hq)
    moved = out(hq, 1, 20)
    assert (moved.moved, len(moved.sheets), moved.unchanged, record_count(hq)) == (20, 20, (), before + 1)
    assert set(told(hq, *range(1, 21))) == {("handed_out", "Ana", None)}
    assert all(row.since for row in sheets(hq))


def test_the_same_told_twice_changes_nothing(hq):
    out(hq, 1, 3)
    before = record_count(hq)
    again = out(hq, 1, 3)
    assert (again.moved, again.unchanged, record_count(hq)) == (0, tuple(number(n).text for n in (1, 2, 3)), before)
    back(hq, 2, filled=4)
    assert back(hq, 2).moved == 0
    assert back(hq, 2, filled=4).moved == 0


def test_a_return_may_be_counted_and_counted_anew(hq):
    out(hq, 1)
    back(hq, 1)
    assert told(hq, 1) == [("returned", None, None)]
    back(hq, 1, filled=5)
    back(hq, 1, filled=3)
    assert told(hq, 1) == [("returned", None, 3)]
    move_sheets(hq, span(1), Order("counted", filled=4))
    assert told(hq, 1) == [("counted", None, 4)]


def test_sheets_are_handed_on_and_out_again(hq):
    out(hq, 1, 4)
    back(hq, 2, filled=2)
    out(hq, 1, 3, "Ben")
    assert told(hq, 1, 2, 3, 4) == [("handed_out", "Ben", None)] * 3 + [("handed_out", "Ana", None)]


def test_what_was_lost_is_found_again(hq):
    out(hq, 1)
    move_sheets(hq, span(1), Order("lost"))
    assert told(hq, 1) == [("lost", None, None)]
    back(hq, 1, filled=1)
    assert told(hq, 1) == [("returned", None, 1)]


@pytest.mark.parametrize(
    ("first", "then", "why"),
    [
        (Order("spoiled"), Order("handed_out", "Ana"), "spoiled"),
        (Order("spoiled"), Order("lost"), "spoiled"),
        (Order("counted", filled=2), Order("returned"), "behind"),
    ],
)
def test_where_nothing_can_follow_all_is_refused(hq, first, then, why):
    move_sheets(hq, span(2), first)
    before = record_count(hq)
    with pytest.raises(MoveRefused) as refused:
        move_sheets(hq, span(1, 3), then)
    assert refused.value.facts == {"sheets": (number(2).text,), "count": 1, "why": why}
    assert record_count(hq) == before


def test_a_move_is_taken_back_whole_or_for_some_of_its_sheets(hq):
    moved = out(hq, 1, 4)
    back(hq, 2, filled=5)
    assert take_back_last(hq, span(2, 3)).moved == 2
    assert told(hq, 1, 2, 3) == [("handed_out", "Ana", None)] * 2 + [("printed", None, None)]
    assert take_back_moves(hq, moved.records).sheets == tuple(number(n).text for n in (1, 2, 3, 4))
    assert told(hq, 1, 2, 3, 4) == [("printed", None, None)] * 4
    with pytest.raises(NothingToTakeBack):
        take_back_last(hq, span(1))


def test_taking_back_a_correction_brings_what_it_corrected(hq):
    back(hq, 1, 2, filled=5)
    back(hq, 1, filled=3)
    take_back_last(hq, span(1, 2))
    assert told(hq, 1, 2) == [("returned", None, 5), ("printed", None, None)]


def test_more_moves_than_one_record_can_name_are_replaced_all_the_same(laptops):
    journal = laptops.headquarters()
    with journal.writing():
        for serial in range(1, 21):
            for holder in ("A", "B", "C", "D"):
                journal.write(Kind.MOVE, Move(first=serial, last=serial, run=RUN, state="handed_out", holder=holder))
    moved = out(journal, 1, 20, "Zoe")
    assert len(moved.records) == 2
    assert set(told(journal, *range(1, 21))) == {("handed_out", "Zoe", None)}
    assert doubtful(journal) == []


def test_two_coordinators_who_tell_different_things_are_seen_and_settled(laptops, hq):
    ana, ben = (laptops.joined(hq, name, Role.COORDINATOR) for name in ("ana", "ben"))
    out(ana, 1, holder="Ann")
    out(ben, 1, holder="Bob")
    back(ana, 2, filled=5)
    back(ben, 2, filled=4)
    for journal in (ana, ben):
        merge(journal, hq)
    assert told(hq, 2) == [("returned", None, 4)]
    assert [(doubt.sheet, doubt.why) for doubt in doubtful(hq)] == [
        (number(1).text, "two_holders"),
        (number(2).text, "two_counts"),
    ]
    holder = told(hq, 1)[0][1]
    out(hq, 1, holder=holder)
    back(hq, 2, filled=4)
    assert doubtful(hq) == []
    assert told(hq, 1, 2) == [("handed_out", holder, None), ("returned", None, 4)]


def test_impossible_pairs_are_told_and_change_nothing(hq):
    for serial in (1, 2):
        move_sheets(hq, span(serial), Order("spoiled"))
    back(hq, 3, filled=1)
    for serial in (1, 3, 3, 4):
        typed(hq, number(serial).text, record_count(hq) % 5 + 1, "Ann Lee")
    with hq.writing():
        hq.write(Kind.MOVE, Move(first=3, last=4, run=RUN, state="filed"))
    assert [(doubt.sheet, doubt.why) for doubt in doubtful(hq)] == [
        (number(1).text, "spoiled_typed"),
        (number(3).text, "more_typed_than_counted"),
        (number(4).text, "filed_not_returned"),
    ]


def test_who_still_has_sheets_is_told_with_their_age(laptops, hq):
    hq._clock = lambda: datetime(2026, 6, 10, 12, tzinfo=UTC)
    out(hq, 1, 3)
    hq._clock = lambda: datetime(2026, 6, 10, 12, tzinfo=UTC) + timedelta(days=5)
    out(hq, 4, 5, "Ben")
    out(hq, 6, 7)
    back(hq, 1)
    typed(hq, number(2).text, 1, "Ann Lee")
    found = outstanding(hq, TODAY)
    assert [(person.holder, person.sheets, person.days) for person in found] == [
        ("Ana", tuple(number(n).text for n in (3, 6, 7)), 10),
        ("Ben", tuple(number(n).text for n in (4, 5)), 5),
    ]
    assert outstanding(hq, date(2020, 1, 1))[0].days == 0


def test_a_clock_that_claims_nonsense_gives_no_age(laptops, hq):
    hq.now = lambda: "half past nine"  # a clock as a broken laptop may have it
    out(hq, 1)
    assert [(person.oldest, person.days) for person in outstanding(hq, TODAY)] == [(None, None)]


def test_the_history_of_a_sheet_keeps_everything(hq):
    hq._clock = lambda: datetime(2026, 6, 10, 12, tzinfo=UTC)
    out(hq, 1, 3)
    back(hq, 2, filled=5)
    take_back_last(hq, span(2))
    assert [(once.state, once.holder, once.filled, once.stands) for once in history(hq, number(2))] == [
        ("handed_out", "Ana", None, True),
        ("returned", None, 5, False),
        ("undone", None, None, False),
    ]


def test_a_field_laptop_moves_nothing_and_sees_what_others_moved(laptops, hq):
    out(hq, 1)
    field = laptops.joined(hq, "field")
    assert told(field, 1) == [("handed_out", "Ana", None)]
    for move in (lambda: back(field, 1), lambda: take_back_last(field, span(1)), lambda: take_back_moves(field, [1])):
        with pytest.raises(MoveNotAllowed):
            move()


@pytest.mark.parametrize(
    ("order", "serial", "error"),
    [
        (Order("handed_out", " "), 1, HolderMissing),
        (Order("handed_out", "Ana\u202e"), 1, FieldTextRefused),
        (Order("lost", typist="x" * 13), 1, FieldTextRefused),
        (Order("handed_out", "Ana", 3), 1, FilledRefused),
        (Order("counted"), 1, FilledMissing),
        (Order("returned", filled=6), 1, FilledBeyondForm),
        (Order("returned", filled=-1), 1, FilledBeyondForm),
        (Order("returned"), 21, SheetUnknown),
    ],
)
def test_what_cannot_be_is_refused_with_nothing_changed(hq, order, serial, error):
    before = record_count(hq)
    with pytest.raises(error):
        move_sheets(hq, span(1, serial), order)
    assert record_count(hq) == before


def test_a_number_typed_of_an_unknown_run_is_not_moved(hq):
    typed(hq, SheetNumber(900_123, 7).text, 1, "Ann Lee")
    with pytest.raises(SheetUnknown):
        move_sheets(hq, [SheetRange(900_123, 7, 7)], Order("returned"))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("001002-0014-65", 14, 14),
        ("001002001465", 14, 14),
        ("001002-0001..001002-0200", 1, 200),
        ("0010020001 .. 001002-0200", 1, 200),
        ("001002-0014-65…001002-0015", 14, 15),
        ("001002-0014...001002-0015-62", 14, 15),
    ],
)
def test_sheets_are_named_singly_or_as_a_range(text, first, last):
    assert parse_range(text) == SheetRange(1002, first, last)


def test_a_list_of_sheets_is_read():
    assert parse_ranges("001002-0014-65, 001002-0001..001002-0003;\n0010020015-62,") == [
        SheetRange(1002, 14, 14),
        SheetRange(1002, 1, 3),
        SheetRange(1002, 15, 15),
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("001002-0014", SheetNumberRefused),
        ("001002-0014-66..001002-0015", SheetNumberRefused),
        ("001002-0000..001002-0015", SheetNumberRefused),
        ("001002-0015..001002-0014", RangeRefused),
        ("001002-0001..001003-0002", RangeRefused),
        ("001002-0001..001002-0002..001002-0003", RangeRefused),
        ("L3", SheetNumberRefused),
        ("", SheetNumberRefused),
        (" , ", SheetNumberRefused),
    ],
)
def test_what_names_no_sheets_is_refused(text, error):
    with pytest.raises(error):
        parse_ranges(text)


def test_the_last_of_a_range_may_be_its_four_digits_alone():
    assert parse_range("001001-0001..0020") == SheetRange(RUN, 1, 20)
    assert parse_range("001001-0001..20") == SheetRange(RUN, 1, 20)
    with pytest.raises(RangeRefused):
        parse_range("001001-0009..0002")
