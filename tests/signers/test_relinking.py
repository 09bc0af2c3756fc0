"""One line on paper counts once, whatever was decided or corrected on it before its page was linked anew."""

import random

import pytest

from canvass.journal.bodies import Line
from canvass.signers.decisions import conflicts, decide_value, keep
from canvass.signers.entry import correct
from canvass.signers.pages import begin_page, link_page
from canvass.signers.sheets_known import known_sheet
from tests.signers.laptops import OTHER_SHEET, SHEET, listed, merge, names, typed, undo


def counts(journal) -> tuple[int, int]:
    """Return how many places count on numbered sheets and how many on loose pages."""
    sheets = [sheet for sheet, *_ in listed(journal)]
    loose = sum(sheet.startswith("L") for sheet in sheets)
    return len(sheets) - loose, loose


def page_of(journal, page: int = 1) -> str:
    return f"L{page}@{journal.device[:8]}"


@pytest.mark.parametrize("named", ["the page", "its sheet"])
def test_a_decision_on_a_linked_page_goes_with_it_to_another_sheet(hq, field, named):
    for typist, name in (("AB", "Jon Smith"), ("CD", "John Smyth")):
        typed(field, "L1", 1, name, typist=typist)
    link_page(field, "L1", SHEET)
    merge(field, hq)
    keep(hq, known_sheet(hq, SHEET if named == "its sheet" else page_of(field)), 1, 1)
    link_page(field, "L1", OTHER_SHEET)
    merge(field, hq)
    assert (listed(hq), conflicts(hq)) == ([(OTHER_SHEET, 1, "Jon Smith")], [])
    link_page(hq, page_of(field), None)
    assert (listed(hq), conflicts(hq)) == ([(page_of(field), 1, "Jon Smith")], [])


@pytest.mark.parametrize("named", ["L1", SHEET])
def test_a_correction_on_a_linked_page_goes_with_it_and_is_taken_back_with_it(hq, named):
    typed(hq, "L1", 1, "Ann Lee")
    link_page(hq, "L1", SHEET)
    saved = correct(hq, known_sheet(hq, named), 1, Line(name="Anna Lee"), "CD")
    assert listed(hq) == [(SHEET, 1, "Anna Lee")]
    link_page(hq, "L1", None)
    assert listed(hq) == [(page_of(hq), 1, "Anna Lee")]
    assert counts(hq) == (0, 1)
    undo(hq, SHEET, 1, saved)
    assert listed(hq) == [(page_of(hq), 1, "Ann Lee")]


@pytest.mark.parametrize(("first", "second"), [("L1", SHEET), (SHEET, "L1")])
def test_the_same_typists_second_word_stands_where_the_first_was_written(hq, first, second):
    typed(hq, "L1", 2, "Somebody Else")
    link_page(hq, "L1", SHEET)
    typed(hq, first, 1, "Ann Lee")
    typed(hq, second, 1, "Anna Lee")
    link_page(hq, "L1", None)
    assert [name for _, number, name in listed(hq) if number == 1] == ["Anna Lee"]


def test_what_was_written_on_the_sheet_itself_and_on_its_page_is_decided_on_the_sheet(hq):
    typed(hq, "L1", 1, "Ann Lee", typist="AB")
    typed(hq, SHEET, 1, "Bob Ray", typist="CD")
    link_page(hq, "L1", SHEET)
    decide_value(hq, known_sheet(hq, "L1"), 1, {"name": "Bob Raye"})
    assert counts(hq) == (1, 0)
    link_page(hq, "L1", None)
    assert listed(hq) == [(SHEET, 1, "Bob Raye"), (page_of(hq), 1, "Ann Lee")]


@pytest.mark.parametrize("unlinked", [("L1",), ("L2",), ("L1", "L2")])
def test_a_decision_between_two_pages_of_one_sheet_leaves_nothing_on_a_sheet_nobody_typed(hq, unlinked):
    for page, name in (("L1", "Ann Lee"), ("L2", "Bob Ray")):
        typed(hq, page, 1, name)
        link_page(hq, page, SHEET)
    keep(hq, known_sheet(hq, SHEET), 1, 1)
    assert counts(hq) == (1, 0)
    for page in unlinked:
        link_page(hq, page, None)
    assert counts(hq) == (2 - len(unlinked), len(unlinked))


def test_a_correction_stands_where_this_laptops_own_reading_was_written(hq, field):
    typed(hq, SHEET, 1, "Bob Ray")
    merge(hq, field)
    typed(field, "L1", 1, "Ann Lee")
    link_page(field, "L1", SHEET)
    correct(field, known_sheet(field, SHEET), 1, Line(name="Anna Lee"), "CD")
    assert counts(field) == (1, 0)
    link_page(field, "L1", None)
    assert listed(field) == [(SHEET, 1, "Bob Ray"), (page_of(field), 1, "Anna Lee")]


@pytest.mark.parametrize("seed", range(12))
def test_as_many_lines_count_as_were_typed_apart_once_every_link_is_taken_back(hq, seed):
    chance = random.Random(seed)
    papers, typed_on = ("L1", "L2", SHEET, OTHER_SHEET), set()
    for _ in ("L1", "L2"):
        begin_page(hq)
    for step in range(25):
        paper = chance.choice(papers)
        stands = bool(names(hq, paper))
        act = chance.choice(("type", "type", "correct", "decide", "link", "link"))
        if act == "link":
            link_page(hq, chance.choice(("L1", "L2")), chance.choice((SHEET, OTHER_SHEET, None)))
        elif act == "decide" and stands:
            keep(hq, known_sheet(hq, paper), 1, 1)
        elif act == "correct" and stands:
            correct(hq, known_sheet(hq, paper), 1, Line(name=f"Ann {step}"), "EF")
        elif act == "type":
            typed(hq, paper, 1, f"Ann {step}", typist=f"T{step}")  # a hand of its own: it replaces nothing
            typed_on.add(paper)
        assert sum(counts(hq)) <= len(typed_on)
    for page in ("L1", "L2"):
        link_page(hq, page, None)
    assert counts(hq) == (len(typed_on & {SHEET, OTHER_SHEET}), len(typed_on & {"L1", "L2"}))
