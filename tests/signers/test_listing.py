import itertools

import pytest

from canvass.journal.number import SheetNumber
from canvass.signers import listing
from canvass.signers.listing import all_lines, disputed_lines, found_lines
from tests.signers.laptops import LAST_SHEET, OTHER_SHEET, SHEET, STRANGE_SHEET, listed, merge, typed


def found(journal, text: str) -> list[str]:
    return [row.name or "/".join(head.name for head in row.heads) for row in found_lines(journal, text)]


def test_numbered_sheets_come_by_number_then_loose_pages_by_laptop_and_page(laptops, hq, field, coordinator):
    for journal in (hq, field, coordinator):
        for sheet, number in (("L1", 2), ("L2", 1), ("L1", 1), ("L10", 1)):
            for begun in range(1, 11 if sheet == "L10" else 1):
                typed(journal, f"L{begun}", 3, "Ann")
            typed(journal, sheet, number, "Ann")
    for sheet, number in ((LAST_SHEET, 1), (SHEET, 5), (STRANGE_SHEET, 1), (SHEET, 2), (OTHER_SHEET, 1)):
        typed(field, sheet, number, "Ann")
    merge(field, hq)
    merge(coordinator, hq)
    places = [(sheet, number) for sheet, number, _ in listed(hq)]

    def order(place):
        page, _, device = place[0].partition("@")
        return (1, device, int(page[1:]), place[1]) if device else (0, *place)

    assert places == sorted(places, key=order)
    assert len(places) == len(set(places)) == 5 + 3 * 14


def test_the_list_is_the_same_in_every_file_that_has_the_same_records(laptops, hq):
    fields = [laptops.joined(hq, name) for name in ("one", "two", "three")]
    for count, journal in enumerate(fields):
        typed(journal, "L1", 1, f"Ann {count}")
        typed(journal, SHEET, 1, f"Ann {count}", typist=f"T{count}")
        typed(journal, SHEET, 2, "Bob", typist=f"T{count}")
    ways = []
    for count, order in enumerate(itertools.permutations(fields)):
        target = laptops.lone(f"target {count}")
        merge(hq, target)
        for journal in order:
            merge(journal, target)
        ways.append((list(all_lines(target)), list(found_lines(target, "ann")), [r for _, r in disputed_lines(target)]))
    assert len(ways[0][0]) == 5
    assert [row.sheet for row in ways[0][1]] == [row.sheet for row in ways[0][0] if row.line == 1]
    assert all(way == ways[0] for way in ways)


def test_a_long_list_is_whole_and_asks_for_devices_once(hq, monkeypatch):
    monkeypatch.setattr(listing, "PAGE_OF_LINES", 3)
    for serial in (1, 2):
        for number in range(1, 6):
            typed(hq, SheetNumber(1001, serial).text, number, "Ann")
    for number in range(1, 101):
        typed(hq, "L1", number, "Ann")
    asked: list[str] = []
    hq.connection.set_trace_callback(asked.append)
    assert len(list(all_lines(hq))) == 110
    assert len(list(found_lines(hq, "ann"))) == 110
    hq.connection.set_trace_callback(None)
    assert len([statement for statement in asked if "device" in statement]) <= 3  # the list of loose pages joins it


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("núñez", ["José Núñez"]),
        ("NUNEZ", ["José Núñez"]),
        ("jos nun", ["José Núñez"]),
        ("nun jos", ["José Núñez"]),
        ("704 main", ["José Núñez", "Ann Lee"]),
        ("brien", ["Ann O’Brien"]),
        ("o'brien", ["Ann O’Brien"]),
        ("lee 99", []),
        ("ann", ["Ann Lee", "Ann O’Brien"]),
        ("", []),
        ("-.'", []),
        ("%", []),
        ("_", []),
        ("strasse", ["Jörg Groß"]),
    ],
)
def test_lines_are_found_by_parts_of_words_without_case_and_accents(hq, text, expected):
    typed(hq, SHEET, 1, "José Núñez", address="704 Main St")
    typed(hq, SHEET, 2, "Ann Lee", address="704 Main St")
    typed(hq, SHEET, 3, "Ann O’Brien", address="12 Oak Ave")
    typed(hq, SHEET, 4, "Jörg Groß", address="3 Hauptstraße")
    typed(hq, SHEET, 5, "", state="blank")
    assert found(hq, text) == expected


def test_a_conflict_is_found_by_any_one_of_its_readings(hq):
    typed(hq, SHEET, 1, "Ann Lee", typist="AB", address="1 Oak Ave")
    typed(hq, SHEET, 1, "Bob Ray", typist="CD", address="2 Elm Ave")
    assert found(hq, "lee") == found(hq, "ray elm") == ["Ann Lee/Bob Ray"]
    assert found(hq, "lee elm") == []
