"""Which loose pages there are, with how many lines, and which sheet each is said to be."""

from canvass.journal.bodies import Role
from canvass.signers.loose_pages import TYPED, loose_pages
from canvass.signers.pages import begin_page, link_page
from tests.signers.laptops import OTHER_SHEET, SHEET, merge, typed, undo


def told(journal):
    return [(row.page.partition("@")[0], row.own, row.lines, row.sheet) for row in loose_pages(journal)]


def test_pages_tell_how_many_lines_were_typed_on_them_also_when_they_are_a_sheet(laptops, hq):
    field = laptops.joined(hq, "field")
    for line in (1, 2):
        typed(field, "L1", line, "Ann", event="Vigil")
    undo(field, "L1", 3, typed(field, "L1", 3, "Cy"))
    begin_page(field)
    assert told(field) == [("L1", True, 2, None), ("L2", True, 0, None)]
    link_page(field, "L1", SHEET)
    assert told(field) == [("L1", True, 2, SHEET), ("L2", True, 0, None)]
    row = loose_pages(field)[0]
    assert (row.event, bool(row.since), row.said) == ("Vigil", True, ())
    link_page(field, "L1", None)
    assert told(field)[0] == ("L1", True, 2, None)


def test_a_field_laptop_sees_its_own_pages_those_who_lead_see_all(laptops, hq):
    field, other = laptops.joined(hq, "field"), laptops.joined(hq, "other")
    for journal in (field, other, hq):
        typed(journal, "L1", 1, "Ann")
    for journal in (field, other):
        merge(journal, hq)
    merge(hq, field)
    assert told(field) == [("L1", True, 1, None)]
    assert [own for _, own, _, _ in told(hq)] == [True, False, False]


def test_a_page_said_to_be_different_sheets_shows_them(laptops, hq):
    field, cora = laptops.joined(hq, "field"), laptops.joined(hq, "cora", Role.COORDINATOR)
    typed(field, "L1", 1, "Ann")
    for journal in (hq, cora):
        merge(field, journal)
    page = f"L1@{field.device[:8]}"
    link_page(hq, page, SHEET)
    link_page(cora, page, OTHER_SHEET)
    merge(cora, hq)
    (row,) = loose_pages(hq)
    assert (row.sheet, sorted(map(str, row.said))) == (None, sorted((SHEET, OTHER_SHEET)))


def test_the_lines_of_a_page_are_looked_up_by_their_place(hq):
    typed(hq, "L1", 1, "Ann")
    steps = [row[3] for row in hq.connection.execute(f"explain query plan {TYPED}", (0, 9)).fetchall()]
    assert steps[0].startswith("SEARCH r USING INDEX record_place"), steps
    assert not any(step.startswith("SCAN") for step in steps), steps
