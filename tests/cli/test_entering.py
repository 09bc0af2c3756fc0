import csv as spreadsheet
import io
from pathlib import Path

import pytest

from tests.cli.rows import csv, row

LINE_KEYS = [
    *("sheet", "line", "state", "name", "address", "city", "zip", "note", "typist", "event"),
    *("readings", "conflict", "heads", "verdict", "reason"),
]
SHEET, OTHER = "001002-0014-65", "001002-0015-62"


def test_a_page_is_named_by_its_number_and_the_laptop(cli, lone):
    device = cli("info", lone, "--json").json["device"]
    assert cli("page", lone, "--json").json == {"page": f"L1@{device[:8]}"}
    assert cli("page", lone).out == f"L2@{device[:8]}\n"


def test_lines_are_entered_from_a_file_and_listed(cli, lone):
    Path("lines.csv").write_bytes(csv(row(1), row(2, "Zoë 王"), "L1,3,,,,", header="sheet,line,name,address,city,zip"))
    assert cli("enter", lone, "lines.csv", "--json").json == {"entered": 3, "unchanged": 0, "conflicts": 0}
    listed = cli("lines", lone, "--json").json
    assert [list(line) for line in listed] == [LINE_KEYS] * 3
    assert [line["name"] for line in listed] == ["Ann Lee", "Zoë 王", ""]
    assert listed[0]["heads"] == []
    assert listed[0]["conflict"] is listed[0]["verdict"] is listed[0]["reason"] is None
    assert "Zoë 王" in cli("lines", lone).out


def test_the_same_file_twice_changes_nothing(cli, lone):
    cli("enter", lone, "-", stdin=csv(row(1), row(2)))
    before = cli("lines", lone, "--json").out
    assert cli("enter", lone, "-", "--json", stdin=csv(row(1), row(2))).json["unchanged"] == 2
    assert cli("lines", lone, "--json").out == before


def test_typist_and_event_stand_in_where_a_row_has_none(cli, lone):
    rows = csv(row(1) + ",", row(2) + ",CD", header="sheet,line,name,address,city,zip,typist")
    cli("enter", lone, "-", "--typist", "AB", "--event", "Vigil", stdin=rows)
    listed = cli("lines", lone, "--json").json
    assert [(line["typist"], line["event"]) for line in listed] == [("AB", "Vigil"), ("CD", "Vigil")]


def test_a_second_typist_who_reads_otherwise_leaves_something_to_decide(cli, lone):
    cli("enter", lone, "-", "--typist", "AB", stdin=csv(row(1)))
    ran = cli("enter", lone, "-", "--typist", "CD", "--json", stdin=csv(row(1, "Anne Lee")), code=3)
    assert ran.json == {"entered": 1, "unchanged": 0, "conflicts": 1}
    (line,) = cli("lines", lone, "--json").json
    assert (line["conflict"], line["name"], line["readings"]) == ("hard", None, 2)
    assert [(head["keep"], head["name"]) for head in line["heads"]] == [(1, "Ann Lee"), (2, "Anne Lee")]


def test_each_row_is_told_after_it_is_saved(cli, lone):
    page = cli("page", lone).out.strip()
    ran = cli("enter", lone, "-", "--each", stdin=csv(row(1), row(2)))
    assert ran.out == f"saved {page} 1\nsaved {page} 2\n"
    assert len(cli("lines", lone, "--json").json) == 2


def test_each_stops_at_a_bad_row_and_keeps_the_rows_before_it(cli, lone):
    ran = cli("enter", lone, "-", "--each", stdin=csv(row(1), row(2), row(201), row(3)), code=1)
    assert [line.split()[0] for line in ran.out.splitlines()] == ["saved", "saved"]
    assert "stay: 2" in ran.err
    assert "Row 4, line" in ran.err
    assert "nothing in the drive was changed" not in ran.err
    assert [line["line"] for line in cli("lines", lone, "--json").json] == [1, 2]


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (b"L1,2,Jos\xe9,,,\n", "UTF-8"),
        (b'L1,2,"Ann Lee,,,\n', "quotation mark"),
        (b"L1,2," + b"x" * 1_000_001 + b",,,\n", "million"),
        (b"L1,2,Ann\rLee,,,\n", "ends in a way"),
    ],
)
def test_each_says_how_far_it_came_when_the_rest_cannot_be_read(cli, lone, end, said):
    ran = cli("enter", lone, "-", "--each", stdin=csv(row(1)) + end, code=1)
    assert "up to line 3" in ran.err
    assert said in ran.err
    assert "stay: 1" in ran.err
    assert "Nothing was changed" not in ran.err
    assert [line["line"] for line in cli("lines", lone, "--json").json] == [1]


def test_each_speaks_no_json(cli, lone):
    ran = cli("enter", lone, "-", "--each", "--json", stdin=csv(row(1)), code=2)
    assert ran.out == ""
    assert cli("lines", lone, "--json").json == []


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--find", "anne"), ["Anne Lee"]),
        (("--find", "LEE bobbin"), ["Ann Lee", "Anne Lee", "Lee Major"]),
        (("--sheet", SHEET), ["Lee Major"]),
        (("--sheet", "001002001465", "--find", "lee"), ["Lee Major"]),
        (("--sheet", "L1", "--find", "major"), []),
        (("--sheet", OTHER), []),
    ],
)
def test_lines_are_found_by_words_and_by_sheet(cli, lone, options, found):
    cli("enter", lone, "-", stdin=csv(row(1), row(2, "Anne Lee"), row(1, "Lee Major", SHEET)))
    assert sorted(line["name"] for line in cli("lines", lone, *options, "--json").json) == found


def test_an_unknown_page_is_refused(cli, lone):
    cli.refused("lines", lone, "--sheet", "L7", error="loose_page_unknown")
    cli.refused("lines", lone, "--sheet", "L1@00000000", error="device_unknown")
    cli.refused("lines", lone, "--sheet", "001002-0014-66", error="sheet_number_refused")


def test_a_csv_of_lines_is_inert_in_a_spreadsheet_and_comes_back_the_same(cli, lone):
    names = ["=cmd()", "+1", "-1", "@x", "'quoted", "＝wide", 'plain, "with" all']
    rows = io.StringIO()
    spreadsheet.writer(rows).writerows(["L1", n, name, "1 Main", "LA", "90001"] for n, name in enumerate(names, 1))
    cli("enter", lone, "-", "--typist", "AB", stdin=b"sheet,line,name,address,city,zip\n" + rows.getvalue().encode())
    before = cli("lines", lone, "--json").out
    cli("lines", lone, "--csv", "out.csv")
    written = Path("out.csv").read_bytes()
    cells = [line["name"] for line in spreadsheet.DictReader(io.StringIO(written.decode("utf-8-sig")))]
    assert [cell[0] for cell in cells] == ["'"] * 6 + ["p"]
    assert cli("enter", lone, "out.csv", "--json").json == {"entered": 0, "unchanged": 7, "conflicts": 0}
    assert cli("lines", lone, "--json").out == before


def test_a_csv_is_never_written_over_another_file(cli, lone):
    Path("out.csv").write_text("mine", encoding="utf-8")
    cli.refused("lines", lone, "--csv", "out.csv", error="already_there")
    assert Path("out.csv").read_text(encoding="utf-8") == "mine"
    cli.refused("lines", lone, "--csv", "nowhere/out.csv", error="not_written")


def test_a_csv_and_json_at_once_give_both(cli, lone):
    cli("enter", lone, "-", stdin=csv(row(1)))
    assert cli("lines", lone, "--csv", "out.csv", "--json").json == cli("lines", lone, "--json").json
    assert Path("out.csv").exists()


def test_a_page_becomes_a_sheet_and_a_page_again(cli, lone):
    cli("enter", lone, "-", stdin=csv(row(1), row(2)))
    page = cli("lines", lone, "--json").json[0]["sheet"]
    assert cli("link", lone, "L1", "001002001465", "--json").json == {"page": page, "sheet": SHEET}
    assert {line["sheet"] for line in cli("lines", lone, "--json").json} == {SHEET}
    assert len(cli("lines", lone, "--sheet", "L1", "--json").json) == 2
    assert cli("link", lone, page, "none", "--json").json == {"page": page, "sheet": None}
    assert {line["sheet"] for line in cli("lines", lone, "--json").json} == {page}


def test_a_link_that_lays_two_readings_on_one_line_is_for_a_person(cli, lone):
    cli("enter", lone, "-", "--typist", "AB", stdin=csv(row(1)))
    cli("enter", lone, "-", "--typist", "CD", stdin=csv(row(1, "Somebody Else", SHEET)))
    cli("link", lone, "L1", SHEET, code=3)


def test_a_page_is_linked_to_a_printed_sheet_only(cli, lone):
    cli("page", lone)
    cli.refused("link", lone, "L1", "L1", error="not_a_sheet_number")
    cli.refused("link", lone, SHEET, OTHER, error="not_a_loose_page")
    cli.refused("link", lone, "L1", "001002-0014-66", error="sheet_number_refused")
