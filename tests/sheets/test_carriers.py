"""Who carried a sheet: kept with its moves, corrected later, the same in every file."""

import pytest

from canvass.ground.text import FieldTextRefused
from canvass.journal.bodies import Role
from canvass.journal.check import differences
from canvass.journal.number import SheetNumber, sheet_number
from canvass.sheets.carriers import circulators, tell_circulator
from canvass.sheets.custody import HolderMissing, MoveNotAllowed, MoveRefused, Order, move_sheets, take_back_moves
from canvass.sheets.listing import sheets
from canvass.sheets.ranges import SheetRange
from tests.signers.laptops import laptops_in, merge, typed

RUN = 1001


@pytest.fixture
def laptops(tmp_path):
    with laptops_in(tmp_path) as made:
        yield made


@pytest.fixture
def hq(laptops):
    return laptops.headquarters()


def sheet(serial):
    return SheetNumber(RUN, serial).text


def span(first, last=None):
    return [SheetRange(RUN, first, last or first)]


def told(journal, serial):
    row = next(row for row in sheets(journal) if row.sheet == sheet(serial))
    return row.state, row.circulator, row.filled


def test_whoever_got_a_sheet_is_its_circulator_also_when_it_is_back_lost_or_typed(hq):
    move_sheets(hq, span(1, 4), Order("handed_out", "Ana"))
    move_sheets(hq, span(1), Order("returned"))
    move_sheets(hq, span(2), Order("counted", filled=3))
    move_sheets(hq, span(3), Order("lost"))
    typed(hq, sheet(4), 1, "Ann")
    assert [told(hq, serial) for serial in range(1, 6)] == [
        ("returned", "Ana", None),
        ("counted", "Ana", 3),
        ("lost", "Ana", None),
        ("entered", "Ana", None),
        ("printed", None, None),
    ]
    carried = [sheet_number(key).text for key, name in sorted(circulators(hq.connection).items()) if name == "Ana"]
    assert carried == [sheet(serial) for serial in range(1, 5)]


def test_a_correction_changes_the_name_and_nothing_else_and_is_taken_back(hq):
    move_sheets(hq, span(1, 3), Order("handed_out", "Ana"))
    move_sheets(hq, span(2), Order("counted", filled=3))
    move_sheets(hq, span(3), Order("lost"))
    before = [told(hq, serial) for serial in range(1, 4)]
    moved = tell_circulator(hq, span(1, 3), "Ben")
    assert moved.moved == 3
    assert [told(hq, n) for n in range(1, 4)] == [(state, "Ben", filled) for state, _, filled in before]
    take_back_moves(hq, moved.records)
    assert [told(hq, serial) for serial in range(1, 4)] == before
    assert differences(hq.connection, hq.campaign_id) == []


def test_a_sheet_of_which_nothing_was_told_is_handed_out_or_back_if_it_was_typed(hq):
    typed(hq, sheet(2), 1, "Ann")
    tell_circulator(hq, span(1, 2), "Ana")
    assert [told(hq, 1), told(hq, 2)] == [("handed_out", "Ana", None), ("entered", "Ana", None)]
    rows = hq.connection.execute("select state from sheet where run is not null order by key limit 2").fetchall()
    assert rows == [("handed_out",), ("returned",)]


def test_told_again_nothing_changes(hq):
    move_sheets(hq, span(1, 2), Order("handed_out", "Ana"))
    again = tell_circulator(hq, span(1, 2), " Ana ")
    assert (again.moved, again.records, len(again.unchanged)) == (0, (), 2)


def test_two_different_counts_are_settled_by_a_count_never_by_a_name(laptops, hq):
    ana, ben = (laptops.joined(hq, name, Role.COORDINATOR) for name in ("ana", "ben"))
    for journal, filled in ((ana, 2), (ben, 4)):
        move_sheets(journal, span(1), Order("counted", filled=filled))
        merge(journal, hq)
    with pytest.raises(MoveRefused) as refused:
        tell_circulator(hq, span(1), "Cora")
    assert refused.value.facts["why"] == "counts"
    move_sheets(hq, span(1), Order("counted", filled=4))
    assert tell_circulator(hq, span(1), "Cora").moved == 1


def test_who_may_not_move_sheets_and_who_names_nobody_is_refused(laptops, hq):
    field = laptops.joined(hq, "field")
    with pytest.raises(MoveNotAllowed):
        tell_circulator(field, span(1), "Ana")
    with pytest.raises(HolderMissing):
        tell_circulator(hq, span(1), "  ")
    with pytest.raises(FieldTextRefused):
        tell_circulator(hq, span(1), "A" * 600)
    assert circulators(hq.connection) == {}


def test_every_file_says_the_same_of_who_carried_a_sheet(laptops, hq):
    ana = laptops.joined(hq, "ana", Role.COORDINATOR)
    move_sheets(hq, span(1, 2), Order("handed_out", "Ana"))
    move_sheets(hq, span(1, 2), Order("returned"))
    tell_circulator(ana, span(2), "Cy")  # told apart: she knows nothing of it yet
    merge(hq, ana)
    tell_circulator(ana, span(1), "Ben")
    merge(ana, hq)
    said = circulators(hq.connection)
    assert circulators(ana.connection) == said
    assert said[RUN * 10_000 + 1] == "Ben"
    assert said[RUN * 10_000 + 2] in {"Ana", "Cy"}
