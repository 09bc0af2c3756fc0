import pytest

from canvass.journal.bodies import Kind, Line, Link, Page, Role
from canvass.journal.facts import facts
from canvass.journal.number import SheetNumber, SheetNumberRefused
from canvass.journal.place import LoosePage, Place, SheetRefused
from canvass.signers.entry import correct
from canvass.signers.errors import (
    DeviceAmbiguous,
    DeviceUnknown,
    LineBeyondForm,
    LinkBeyondForm,
    LinkNotAllowed,
    LoosePageUnknown,
    NotALoosePage,
    NotASheetNumber,
)
from canvass.signers.pages import begin_page, disputed_links, link_page
from canvass.signers.sheets_known import known_sheet, last_page
from tests.signers.laptops import (
    LINES,
    OTHER_SHEET,
    SHEET,
    STRANGE_SHEET,
    counted,
    listed,
    merge,
    names,
    record_count,
    row_at,
    typed,
    undo,
)


def page_of(journal, page: int) -> str:
    return LoosePage(page, journal.device).short


# -------------------------------------------------------------------------------------------------- what is a page


def test_pages_are_counted_from_one_on_each_laptop(hq, field):
    assert [begin_page(hq).short, begin_page(hq).short] == [page_of(hq, 1), page_of(hq, 2)]
    assert begin_page(field).short == page_of(field, 1)
    assert (last_page(hq), last_page(field)) == (2, 1)


def test_an_own_page_is_named_shortly_by_eight_digits_or_in_full(hq):
    page = begin_page(hq)
    assert {known_sheet(hq, name).ref for name in ("L1", page.short, page.text, f" {page.text} ")} == {page}


def test_the_next_page_is_begun_by_typing_on_it_and_not_by_looking(lone):
    assert known_sheet(lone, "L1").ref == LoosePage(1, lone.device)
    assert last_page(lone) == 0
    typed(lone, "L1", 1, "Ann Lee")
    typed(lone, "L2", 1, "Bob Ray")
    assert last_page(lone) == 2
    assert [sheet for sheet, *_ in listed(lone)] == [page_of(lone, 1), page_of(lone, 2)]
    assert begin_page(lone).page == 3


def test_a_page_is_said_to_be_begun_once_whoever_names_it_first(lone):
    typed(lone, "L1", 1, "Ann Lee")
    typed(lone, "L1", 2, "Bob Ray")
    correct(lone, known_sheet(lone, "L2"), 1, Line(name="Cal Dee"), "AB")
    begin_page(lone)
    assert [fact.body for fact in facts(lone.connection, Kind.PAGE)] == [Page(page=page) for page in (1, 2, 3)]


@pytest.mark.parametrize("text", ["L2", "L3", "L65535"])
def test_a_page_beyond_the_next_is_unknown(lone, text):
    with pytest.raises(LoosePageUnknown) as told:
        known_sheet(lone, text)
    assert told.value.facts["sheet"] == f"{text}@{lone.device[:8]}"


@pytest.mark.parametrize("text", ["L0", "L65536", "L1@123", "Lx", "L", "L01"])
def test_what_is_no_page_is_refused(lone, text):
    with pytest.raises(SheetRefused):
        known_sheet(lone, text)


def test_another_laptops_page_is_known_once_its_records_are_here(hq, field):
    typed(field, "L1", 1, "Ann Lee")
    with pytest.raises(LoosePageUnknown):
        known_sheet(hq, page_of(field, 1))
    merge(field, hq)
    assert names(hq, page_of(field, 1)) == [(1, "Ann Lee")]
    with pytest.raises(LoosePageUnknown):  # its next page is for its own laptop to begin
        known_sheet(hq, page_of(field, 2))


@pytest.mark.parametrize("digits", [8, 32])
def test_a_laptop_nobody_heard_of_is_told(hq, digits):
    with pytest.raises(DeviceUnknown) as told:
        known_sheet(hq, "L1@" + "0" * digits)
    assert told.value.facts["sheet"] == "L1@00000000"


def test_two_laptops_that_begin_alike_must_be_named_in_full(hq):
    twins = ("1a2b3c4d" + "0" * 24, "1a2b3c4d" + "1" * 24)
    with hq.campaign.transaction() as connection:
        for device in twins:
            connection.execute(
                "insert into device (n, id, fork, first) select max(n) + 1, ?, 0, max(n) + 1 from device", (device,)
            )
            connection.execute(
                "insert into sheet (key, entered, state) select (1 << 47) | (n << 16) | 1, 0, 'loose' "
                "from device where id = ?",
                (device,),
            )
    with pytest.raises(DeviceAmbiguous):
        known_sheet(hq, "L1@1a2b3c4d")
    for device in twins:
        assert known_sheet(hq, f"L1@{device}").ref == LoosePage(1, device)
    with hq.campaign.transaction() as connection:
        connection.execute("delete from sheet where key > (1 << 47) and entered = 0")


# --------------------------------------------------------------------------------------------------------- linking


def test_a_linked_page_counts_as_before_and_is_listed_on_its_sheet(lone):
    for number in (1, 2, 3):
        typed(lone, "L1", number, f"Ann {number}")
    link_page(lone, "L1", STRANGE_SHEET)
    assert counted(lone) == 3
    assert listed(lone) == [(STRANGE_SHEET, number, f"Ann {number}") for number in (1, 2, 3)]
    assert names(lone, "L1") == names(lone, STRANGE_SHEET)
    link_page(lone, "L1", None)
    assert counted(lone) == 3
    assert listed(lone) == [(page_of(lone, 1), number, f"Ann {number}") for number in (1, 2, 3)]


def test_linking_again_moves_the_lines_to_the_other_sheet(hq):
    typed(hq, "L1", 1, "Ann Lee")
    link_page(hq, "L1", SHEET)
    link_page(hq, "L1", OTHER_SHEET.replace("-", ""))
    assert listed(hq) == [(OTHER_SHEET, 1, "Ann Lee")]


def test_the_same_line_typed_on_the_page_and_on_the_sheet_counts_once(hq, field):
    typed(field, "L1", 1, "Ann Lee", typist="AB")
    typed(hq, SHEET, 1, "ann lee", typist="CD")
    merge(field, hq)
    assert counted(hq) == 2
    link_page(hq, page_of(field, 1), SHEET)
    assert counted(hq) == 1
    assert (row_at(hq, SHEET, 1).readings, row_at(hq, SHEET, 1).conflict) == (2, None)


def test_lines_typed_on_a_linked_page_stand_on_the_sheet_and_keep_to_its_form(hq):
    typed(hq, "L1", 1, "Ann Lee")
    link_page(hq, "L1", SHEET)
    assert known_sheet(hq, "L1").lines == LINES
    typed(hq, "L1", 1, "Ann Leigh")
    saved = typed(hq, "L1", 2, "Bob Ray")
    assert listed(hq) == [(SHEET, 1, "Ann Leigh"), (SHEET, 2, "Bob Ray")]
    with pytest.raises(LineBeyondForm):
        typed(hq, "L1", LINES + 1, "Cal Dee")
    undo(hq, "L1", 2, saved)
    assert listed(hq) == [(SHEET, 1, "Ann Leigh")]


def test_a_field_laptop_links_its_own_pages_only(hq, field):
    typed(hq, "L1", 1, "Ann Lee")
    merge(hq, field)
    before = record_count(field)
    with pytest.raises(LinkNotAllowed):
        link_page(field, page_of(hq, 1), SHEET)
    assert record_count(field) == before
    typed(field, "L1", 1, "Bob Ray")
    link_page(field, "L1", SHEET)
    assert names(field, SHEET) == [(1, "Bob Ray")]


def test_a_coordinator_and_headquarters_link_any_page(laptops, hq, field, coordinator):
    typed(field, "L1", 1, "Ann Lee")
    typed(field, "L2", 2, "Bob Ray")
    for journal, page in ((coordinator, 1), (hq, 2)):
        merge(field, journal)
        link_page(journal, page_of(field, page), SHEET)
    merge(coordinator, hq)
    assert listed(hq) == [(SHEET, 1, "Ann Lee"), (SHEET, 2, "Bob Ray")]


def test_links_of_those_who_may_that_name_different_sheets_leave_the_page_loose(hq, field):
    typed(field, "L1", 1, "Ann Lee")
    merge(field, hq)
    link_page(hq, page_of(field, 1), SHEET)
    link_page(field, "L1", OTHER_SHEET)
    merge(field, hq)
    assert listed(hq) == [(page_of(field, 1), 1, "Ann Lee")]
    assert counted(hq) == 1


def test_a_line_beyond_the_form_refuses_the_link_until_it_is_taken_back(hq):
    typed(hq, "L1", 1, "Ann Lee")
    slip = typed(hq, "L1", 40, "Bob Ray")
    before = record_count(hq)
    with pytest.raises(LinkBeyondForm) as told:
        link_page(hq, "L1", SHEET)
    assert told.value.facts == {"sheet": SHEET, "line": 40, "lines": LINES}
    assert (record_count(hq), counted(hq)) == (before, 2)
    undo(hq, "L1", 40, slip)
    link_page(hq, "L1", SHEET)
    assert listed(hq) == [(SHEET, 1, "Ann Lee")]


def test_a_line_beyond_the_form_is_seen_on_a_page_that_is_linked_already(hq):
    typed(hq, "L1", 40, "Ann Lee")
    link_page(hq, "L1", STRANGE_SHEET)
    with pytest.raises(LinkBeyondForm):
        link_page(hq, "L1", SHEET)
    assert listed(hq) == [(STRANGE_SHEET, 40, "Ann Lee")]


@pytest.mark.parametrize(
    ("page", "sheet", "refusal"),
    [
        (SHEET, OTHER_SHEET, NotALoosePage),
        ("L1", "L2", NotASheetNumber),
        ("L1", "l1@1a2b3c4d", NotASheetNumber),
        ("L1", "001001-0014-00", SheetNumberRefused),
        ("L1", "", SheetNumberRefused),
    ],
)
def test_only_a_page_is_linked_and_only_to_a_number(hq, page, sheet, refusal):
    typed(hq, "L1", 1, "Ann Lee")
    before = record_count(hq)
    with pytest.raises(refusal):
        link_page(hq, page, sheet)
    assert record_count(hq) == before


def test_a_page_is_linked_once_it_is_begun_and_not_before(lone):
    before = record_count(lone)
    with pytest.raises(LoosePageUnknown):
        link_page(lone, "L1", STRANGE_SHEET)
    assert (record_count(lone), last_page(lone)) == (before, 0)
    begin_page(lone)
    link_page(lone, "L1", STRANGE_SHEET)
    typed(lone, "L1", 1, "Ann Lee")
    assert listed(lone) == [(STRANGE_SHEET, 1, "Ann Lee")]


# ------------------------------------------------------------------------------------------------- differing links


@pytest.fixture
def differing(hq, field):
    """Headquarters, which says of a field laptop's page that it is another sheet than the laptop itself says."""
    typed(field, "L1", 1, "Ann Lee")
    merge(field, hq)
    link_page(hq, page_of(field, 1), SHEET, "HQ")
    link_page(field, "L1", OTHER_SHEET, "AB")
    assert disputed_links(hq) == []
    merge(field, hq)
    return hq


def test_links_that_differ_are_listed_with_who_says_what(differing, field):
    (found,) = disputed_links(differing)
    assert found.page == page_of(field, 1)
    assert [head.keep for head in found.heads] == [1, 2]
    assert {(head.sheet, head.typist, head.laptop) for head in found.heads} == {
        (SHEET, "HQ", differing.device[:8]),
        (OTHER_SHEET, "AB", field.device[:8]),
    }


def test_a_number_and_the_word_that_it_is_none_differ_too(differing, field):
    link_page(field, "L1", None, "AB")
    merge(field, differing)
    assert {head.sheet for head in disputed_links(differing)[0].heads} == {SHEET, None}


def test_pages_are_listed_in_the_same_order_in_every_file(hq, field, coordinator):
    for journal in (field, coordinator):
        for page in (1, 2, 3):
            typed(journal, f"L{page}", 1, "Ann Lee")
        merge(journal, hq)
    for journal in (field, coordinator):
        for page in (3, 1):
            link_page(hq, page_of(journal, page), SHEET)
            link_page(journal, f"L{page}", OTHER_SHEET)
        merge(journal, hq)
    for journal in (field, coordinator):
        merge(hq, journal)
    first, second = sorted((field, coordinator), key=lambda journal: journal.device)
    assert [found.page for found in disputed_links(hq)] == [
        page_of(first, 1), page_of(first, 3), page_of(second, 1), page_of(second, 3),
    ]  # fmt: skip
    assert disputed_links(field) == disputed_links(coordinator) == disputed_links(hq)


def test_headquarters_settles_it_by_linking_once_more(differing, field):
    link_page(differing, page_of(field, 1), OTHER_SHEET)
    assert (disputed_links(differing), listed(differing)) == ([], [(OTHER_SHEET, 1, "Ann Lee")])
    merge(differing, field)
    assert (disputed_links(field), listed(field)) == ([], [(OTHER_SHEET, 1, "Ann Lee")])


def test_the_word_of_a_laptop_that_may_not_link_the_page_disputes_nothing(hq, field, laptops):
    typed(field, "L1", 1, "Ann Lee")
    link_page(field, "L1", SHEET)
    merge(field, hq)
    other = laptops.joined(hq, "other")
    with other.writing():
        other.write(Kind.LINK, Link(sheet=OTHER_SHEET), place=Place.on(LoosePage(1, field.device), 0))
    merge(other, hq)
    assert (disputed_links(hq), listed(hq)) == ([], [(SHEET, 1, "Ann Lee")])


def test_sixty_loose_lines_join_a_campaign_and_are_linked_with_nothing_retyped(laptops, hq):
    vigil = laptops.lone("vigil")
    for page in range(1, 13):
        for number in range(1, LINES + 1):
            typed(vigil, f"L{page}", number, f"Ann {page} {number}")
    before = record_count(vigil)
    laptops.join(hq, vigil, Role.FIELD)
    merge(vigil, hq)
    typed(hq, SHEET, 1, "ann 1 1", typist="CD")
    assert counted(hq) == 61
    for page in range(1, 13):
        link_page(hq, page_of(vigil, page), SheetNumber(1001, 13 + page).text)
    assert counted(hq) == 60
    assert record_count(vigil) > before  # what headquarters said; its own lines are as they were
    assert counted(vigil) == 60
