"""Import of somebody's spreadsheet: what is guessed, shown, refused and taken in."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from canvass.ground.errors import RowsRefused
from canvass.ground.progress import Cancelled
from canvass.signers import cells, workbooks
from canvass.signers.cells import SpreadsheetTooLarge, SpreadsheetUnreadable, TabUnknown
from canvass.signers.columns import MapColumnUnknown, MapFieldUnknown, guessed
from canvass.signers.errors import CsvUnreadable, FileMissing
from canvass.signers.listing import all_lines
from canvass.signers.pages import begin_page
from canvass.signers.rows import Defaults
from canvass.signers.spreadsheet import csv_of
from canvass.signers.spreadsheets import ImportedBefore, NoNameColumn, enter_spreadsheet, preview_spreadsheet
from canvass.signers.tables import read_spreadsheet
from tests.signers.laptops import SHEET, listed, record_count, typed
from tests.signers.workbook_files import SHARED_PART, SHEET_PART, as_excel_writes, package, rewritten, text_file, xlsx

HEADINGS = ("Full Name", "Street Address", "City", "Zip Code")
ANN = ("Ann Lee", "1410 Bobbin St", "Los Angeles", 90001)


@pytest.fixture
def table(tmp_path):
    """Write rows as XLSX and read them back."""
    return lambda *rows, **more: read_spreadsheet(xlsx(tmp_path / "signers.xlsx", *rows, **more))


@pytest.fixture
def csv(tmp_path):
    return lambda content: read_spreadsheet(text_file(tmp_path / "signers.csv", content))


def lines(preview):
    return [(row.number, row.line.name, row.line.address, row.line.city, row.line.zip) for row in preview.rows]


def faults(preview):
    return [(bad.row, bad.field, bad.why.code(), bad.why.facts.get("why")) for bad in preview.bad]


def mapped(*headings):
    return {field: [headings[index] for index in indexes] for field, indexes in guessed(headings).items()}


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            ("First Name", "Last Name", "Address", "City", "State", "ZIP"),
            {"name": ["First Name", "Last Name"], "address": ["Address"], "city": ["City"], "zip": ["ZIP"]},
        ),
        (("Name", "Surname"), {"name": ["Name", "Surname"]}),
        (("Last", "First", "MI", "Suffix"), {"name": ["First", "MI", "Last", "Suffix"]}),
        (("Full name", "First name", "Last name"), {"name": ["Full name"]}),
        (
            ("NAME", "House Number", "Street", "Apt."),
            {"name": ["NAME"], "address": ["House Number", "Street", "Apt."]},
        ),
        (
            ("Name", "Mailing address", "Address 1", "Address 2"),
            {"name": ["Name"], "address": ["Address 1", "Address 2"]},
        ),
        (
            ("Nombre", "Apellidos", "Dirección", "Ciudad", "Código Postal"),
            {
                "name": ["Nombre", "Apellidos"],
                "address": ["Dirección"],
                "city": ["Ciudad"],
                "zip": ["Código Postal"],
            },
        ),
        (
            ("sheet", "Line No.", "Signer", "Comments"),
            {"name": ["Signer"], "sheet": ["sheet"], "line": ["Line No."], "note": ["Comments"]},
        ),
        (("Email", "Phone"), {}),
    ],
)
def test_columns_are_guessed_from_their_headings(headings, expected):
    assert mapped(*headings) == expected


def test_a_column_named_state_is_taken_for_ours_only_if_it_says_so(lone, csv):
    there = preview_spreadsheet(lone, csv("name,city,state\nAnn,LA,CA\n"))
    ours = preview_spreadsheet(lone, csv("name,city,state\nAnn,LA,signed\n,,struck\n"))
    assert ("state" in there.mapping, ours.mapping["state"]) == (False, (2,))
    assert [row.line.state for row in ours.rows] == ["signed", "struck"]


def test_a_person_can_set_the_columns_right(lone, csv):
    table = csv("Who,Where,Name,Notes\nAnn Lee,Park,Ben,x\n")
    preview = preview_spreadsheet(lone, table, {"name": ["who"], "address": ["Name", "Where"], "note": [""]})
    assert preview.mapping == {"name": (0,), "address": (2, 1)}
    assert [(row.line.name, row.line.address, row.line.note) for row in preview.rows] == [("Ann Lee", "Ben Park", "")]
    with pytest.raises(MapFieldUnknown):
        preview_spreadsheet(lone, table, {"phone": ["Who"]})
    with pytest.raises(MapColumnUnknown):
        preview_spreadsheet(lone, table, {"name": ["Signer"]})


def test_a_preview_changes_nothing(lone, table):
    before = record_count(lone)
    preview = preview_spreadsheet(lone, table(HEADINGS, ANN))
    assert (preview.columns, preview.tab, preview.new_pages, preview.bad) == (HEADINGS, "Signers", 1, ())
    assert lines(preview) == [(1, "Ann Lee", "1410 Bobbin St", "Los Angeles", "90001")]
    assert record_count(lone) == before
    assert listed(lone) == []


def test_rows_without_a_sheet_go_on_new_loose_pages(lone, table):
    begin_page(lone)
    preview = preview_spreadsheet(
        lone, table(HEADINGS, *[(f"Signer {n}", f"{n} Elm St", "LA", 90001) for n in range(1, 402)]),
        defaults=Defaults("AB", "Vigil"),
    )  # fmt: skip
    assert (len(preview.rows), preview.new_pages) == (401, 3)
    begin_page(lone)  # while somebody looked at the preview
    imported = enter_spreadsheet(lone, preview)
    pages = tuple(f"L{n}@{lone.device[:8]}" for n in (3, 4, 5))
    assert (imported.entered, imported.unchanged, imported.conflicts, imported.pages) == (401, 0, 0, pages)
    found = list(all_lines(lone))
    assert [(row.sheet, row.line) for row in found] == [
        (pages[(n - 1) // 200], (n - 1) % 200 + 1) for n in range(1, 402)
    ]
    assert {(row.typist, row.event) for row in found} == {("AB", "Vigil")}
    assert found[400].name == "Signer 401"


def test_rows_with_a_sheet_go_on_its_line(hq, csv):
    typed(hq, SHEET, 2, "Somebody Else", "CD")
    bare = SHEET.replace("-", "")
    rows = f"Sheet;Line;Name;Typist\n{bare};1;Ann Lee;AB\n{SHEET};2.0;Ben Ray;AB\n;7;Loose One;\n"
    preview = preview_spreadsheet(hq, csv(rows))
    assert [(row.sheet and row.sheet.ref.text, row.page, row.number) for row in preview.rows] == [
        (SHEET, None, 1),
        (SHEET, None, 2),
        (None, 0, 1),
    ]
    imported = enter_spreadsheet(hq, preview)
    assert (imported.entered, imported.conflicts, len(imported.pages)) == (3, 1, 1)
    again = preview_spreadsheet(hq, csv(f"Sheet,Line,Name,Typist\n{SHEET},1,Ann Lee,AB\n"))
    assert enter_spreadsheet(hq, again) == type(imported)(0, 1, 0, ())


def test_a_new_page_comes_after_those_that_the_file_names(lone, csv):
    imported = enter_spreadsheet(lone, preview_spreadsheet(lone, csv("name,sheet,line\nAnn,L1,1\nBen,,\nCid,L2,1\n")))
    assert imported.pages == (f"L3@{lone.device[:8]}",)
    assert [(sheet[:2], line, name) for sheet, line, name in listed(lone)] == [
        ("L1", 1, "Ann"),
        ("L2", 1, "Cid"),
        ("L3", 1, "Ben"),
    ]


def test_all_bad_rows_are_listed_and_nothing_is_taken_in(hq, table):
    preview = preview_spreadsheet(
        hq,
        table(
            (*HEADINGS, "Sheet", "Line", "Note"),
            (*ANN, SHEET, 1, None),
            ("Ben\u202eRay", "x" * 201, "LA", 90001, SHEET, 2, None),
            ("Cid", "1 Elm", "LA", 90001, SHEET, 6, None),
            ("Dot", datetime(2026, 3, 4, tzinfo=UTC).replace(tzinfo=None), "LA", 90001, "001002-0014-66", None, None),
            ("Eve", "1 Elm", "LA", 90001, "001002-0014-66", 1, None),
            ("Fay", "1 Elm", "LA", 90001, SHEET, 1, None),
            (None, None, None, None, None, None, "torn"),
        ),
    )
    assert faults(preview) == [
        (3, "name", "field_text_refused", None),
        (3, "address", "field_text_refused", None),
        (4, "line", "line_beyond_form", None),
        (5, "address", "cell_refused", "date"),
        (6, "sheet", "sheet_number_refused", "check"),
        (7, "line", "row_twice", None),
        (8, "name", "row_without_signer", None),
    ]
    before = record_count(hq)
    with pytest.raises(RowsRefused) as refused:
        enter_spreadsheet(hq, preview)
    assert refused.value.facts["count"] == 7
    assert record_count(hq) == before


def test_rows_without_text_are_left_out_and_said(lone, csv):
    preview = preview_spreadsheet(lone, csv("sheet,line,name,total\n,,Ann,\n,,,34\n001002-0014-65,2,,\n\n"))
    assert (lines(preview), preview.skipped, preview.bad) == ([(1, "Ann", "", "", "")], (3, 4), ())


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (90012, "90012"),
        (90012.0, "90012"),
        (2134, "02134"),
        (501, "00501"),
        (900121234, "90012-1234"),
        (21341234, "02134-1234"),
        ("90012.0", "90012"),
        ("2134.0", "02134"),
        ("02134", "02134"),
        ("2134", "2134"),
        ("90012-1234", "90012-1234"),
        (0, "0"),
        (None, ""),
    ],
)
def test_zip_codes_keep_their_digits(lone, table, cell, text):
    assert lines(preview_spreadsheet(lone, table(HEADINGS, ("Ann", "1 Elm", "LA", cell))))[0][4] == text


def test_numbers_are_written_as_people_write_them(hq, table):
    digits = int(SHEET.replace("-", ""))
    preview = preview_spreadsheet(
        hq, table(("Name", "Address", "Sheet", "Line"), (1984, 1410, digits, 3.0), ("Ann", 12.5, float(digits), 4))
    )
    assert [
        (row.sheet and row.sheet.ref.text, row.number, row.line.name, row.line.address) for row in preview.rows
    ] == [
        (SHEET, 3, "1984", "1410"),
        (SHEET, 4, "Ann", "12.5"),
    ]


def test_days_stand_in_notes_and_events_only(lone, table):
    row = ("Ann", date(2026, 3, 4), datetime(2026, 3, 4, 18, 30, tzinfo=UTC).replace(tzinfo=None), True)
    (shown,) = preview_spreadsheet(lone, table(("Name", "Event", "Note", "City"), row)).rows
    assert (shown.line.event, shown.line.note, shown.line.city) == ("2026-03-04", "2026-03-04 18:30:00", "TRUE")
    preview = preview_spreadsheet(lone, table(("Name", "Line", "Zip"), ("Ann", date(2026, 3, 4), date(2026, 1, 2))))
    assert [fault[1] for fault in faults(preview)] == ["zip", "line"]


def test_line_ends_in_a_cell_become_spaces(lone, table):
    preview = preview_spreadsheet(lone, table(HEADINGS, ("Ann\nLee", "1 Elm St_x000D_\nApt 4", " LA\u00a0", "90001\t")))
    assert lines(preview) == [(1, "Ann Lee", "1 Elm St Apt 4", "LA", "90001")]


def with_formula(path, value):
    """A workbook in which A2 is a formula, with its value or without."""
    xlsx(path, ("Name", "City"), ("=A1", "LA"))
    return rewritten(path, SHEET_PART, lambda xml: re.sub(r"<v ?/>|<v></v>", value, xml, count=1))


def test_formulas_are_read_by_their_values(lone, tmp_path):
    path = with_formula(tmp_path / "formula.xlsx", "<v>Ann Lee</v>")
    rewritten(path, SHEET_PART, lambda xml: xml.replace('<c r="A2"', '<c r="A2" t="str"', 1))
    preview = preview_spreadsheet(lone, read_spreadsheet(path))
    assert (lines(preview)[0][1], preview.bad) == ("Ann Lee", ())


def test_a_formula_without_a_value_is_no_empty_cell(lone, tmp_path):
    preview = preview_spreadsheet(lone, read_spreadsheet(with_formula(tmp_path / "formula.xlsx", "")))
    assert faults(preview) == [(2, "name", "cell_refused", "formula")]


def test_a_formula_that_went_wrong_is_refused(lone, table):
    preview = preview_spreadsheet(lone, table(HEADINGS, ("#N/A", "1 Elm", "LA", 90001)))
    assert faults(preview) == [(2, "name", "cell_refused", "error")]


def test_headings_may_stand_under_a_title(lone, table):
    preview = preview_spreadsheet(lone, table(("Vigil sign-in",), (), (date(2026, 3, 4), None), HEADINGS, ANN))
    assert (preview.columns, [row.row for row in preview.rows]) == (HEADINGS, [5])


def test_the_first_sheet_in_sight_with_rows_is_read_and_others_are_named(lone, tmp_path):
    path = xlsx(tmp_path / "many.xlsx", tabs={"May": [HEADINGS, ANN], "June": [HEADINGS, ANN], "Empty": []})
    table = read_spreadsheet(path)
    assert (table.tab, table.other_tabs, len(table.rows)) == ("May", ("June",), 1)
    book = openpyxl.load_workbook(path)
    book["May"].sheet_state = "hidden"
    book.save(path)
    assert (read_spreadsheet(path).tab, read_spreadsheet(path).other_tabs) == ("June", ())


def test_another_table_of_a_workbook_is_read_by_its_name(hq, tmp_path):
    ben = ("Ben Roe", "2 Oak", "LA", 90002)
    path = xlsx(tmp_path / "many.xlsx", tabs={"May": [HEADINGS, ANN], "June": [HEADINGS, ben], "Empty": []})
    may, june = read_spreadsheet(path), read_spreadsheet(path, tab="June")
    assert (june.tab, june.tabs, june.other_tabs) == ("June", ("May", "June"), ("May",))
    assert june.rows[0][1][0] == "Ben Roe"
    for table in (may, june):
        preview = preview_spreadsheet(hq, table)
        assert not preview.was_imported
        enter_spreadsheet(hq, preview)
    assert preview_spreadsheet(hq, read_spreadsheet(path, tab="June")).was_imported
    with pytest.raises(TabUnknown) as refused:
        read_spreadsheet(path, tab="Empty")
    assert refused.value.facts["known"] == ("May", "June")


def test_a_csv_file_has_no_tables_to_choose_from(tmp_path):
    path = tmp_path / "one.csv"
    path.write_text("Name,Address\nAnn,1 Elm\n")
    with pytest.raises(TabUnknown):
        read_spreadsheet(path, tab="May")


def test_a_size_that_the_file_claims_wrongly_hides_no_row(lone, tmp_path):
    path = xlsx(tmp_path / "short.xlsx", HEADINGS, ANN, ANN)
    rewritten(path, SHEET_PART, lambda xml: re.sub(r'ref="[A-Z0-9:]+"', 'ref="A1:A1"', xml, count=1))
    ann = ("Ann Lee", "1410 Bobbin St", "Los Angeles", "90001")
    assert lines(preview_spreadsheet(lone, read_spreadsheet(path))) == [(1, *ann), (2, *ann)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_is_read_whatever_separates_it(lone, csv, separator, mark, end):
    rows = ("Name", "Address", "City", "Zip"), ("Žofie 王", '"1 Elm St, Apt; 4"', "LA", "90001")
    preview = preview_spreadsheet(lone, csv(mark + end.join(separator.join(row) for row in rows)))
    assert lines(preview) == [(1, "Žofie 王", "1 Elm St, Apt; 4", "LA", "90001")]


def test_excels_own_word_on_the_separator_is_obeyed(lone, csv):
    preview = preview_spreadsheet(lone, csv("sep=;\r\nName;City\r\nLee, Ann;LA\r\n"))
    assert [(row.row, row.line.name) for row in preview.rows] == [(3, "Lee, Ann")]


def test_a_row_with_an_unquoted_comma_is_bad(lone, csv):
    assert faults(preview_spreadsheet(lone, csv("name,city\nAnn\nLee, Ben,LA\nCid,LA,,\n"))) == [
        (3, "row", "row_short", None)
    ]


@pytest.mark.parametrize(
    ("content", "row", "why"),
    [
        ("name,city\nAnn,LA\nJosé,LA\n".encode("latin-1"), 3, "encoding"),
        ("name,city\n".encode("utf-16"), 1, "encoding"),
        ('name,city\n"Ann,LA\n', 2, "quotes"),
    ],
)
def test_a_csv_that_would_have_to_be_guessed_is_refused_with_its_row(csv, content, row, why):
    with pytest.raises(CsvUnreadable) as refused:
        csv(content)
    assert (refused.value.facts["row"], refused.value.facts["why"]) == (row, why)


def test_our_own_listing_comes_back_the_same_and_conflicts_are_refused(lone, csv):
    typed(lone, "L1", 1, "=cmd()", "AB", address="1 Elm")
    own = csv(csv_of(all_lines(lone)))
    assert enter_spreadsheet(lone, preview_spreadsheet(lone, own)).unchanged == 1
    typed(lone, "L1", 1, "Somebody Else", "CD")
    preview = preview_spreadsheet(lone, csv(csv_of(all_lines(lone))))
    assert [fault[2] for fault in faults(preview)] == ["row_in_conflict"]


def test_the_same_file_twice_is_refused_unless_asked_for(lone, table):
    read = table(HEADINGS, ANN)
    enter_spreadsheet(lone, preview_spreadsheet(lone, read))
    preview = preview_spreadsheet(lone, read)
    assert preview.was_imported
    with pytest.raises(ImportedBefore):
        enter_spreadsheet(lone, preview)
    assert len(listed(lone)) == 1
    enter_spreadsheet(lone, preview, again=True)
    assert len(listed(lone)) == 2


def test_without_a_column_of_names_nothing_is_taken_in(lone, csv):
    preview = preview_spreadsheet(lone, csv("Who,Where\nAnn,Park\n"))
    assert (preview.mapping, preview.rows) == ({"event": (1,)}, ())
    with pytest.raises(NoNameColumn):
        enter_spreadsheet(lone, preview)


def test_a_cancelled_import_leaves_everything_as_it_was(lone, table):
    read = table(HEADINGS, *[(f"Signer {n}", "", "", "") for n in range(30)])
    preview = preview_spreadsheet(lone, read)
    before = record_count(lone)

    def stop(done, _total):
        if done > 10:
            raise Cancelled

    for work in (
        lambda: enter_spreadsheet(lone, preview, report=stop),
        lambda: preview_spreadsheet(lone, read, report=stop),
        lambda: table(HEADINGS, *[("Ann",)] * 20) and read_spreadsheet(Path(read.file), stop),
    ):
        with pytest.raises(Cancelled):
            work()
    assert record_count(lone) == before
    assert listed(lone) == []


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    zeros = b"\x00" * (workbooks.UNPACKED_MB_AT_MOST + 1 << 20)
    bomb = package(("xl/workbook.xml", "<x/>"), (SHEET_PART, zeros))
    assert len(bomb) < 1 << 20
    with pytest.raises(SpreadsheetTooLarge):
        read_spreadsheet(text_file(tmp_path / "bomb.xlsx", bomb))


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_said(tmp_path):
    zeros = 20 << 20
    bomb = package(("xl/workbook.xml", "<x/>"), (SHEET_PART, b"\x00" * zeros))
    lying = bomb.replace(zeros.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != bomb
    with pytest.raises(SpreadsheetUnreadable):
        read_spreadsheet(text_file(tmp_path / "bomb.xlsx", lying))


def test_a_file_of_too_many_bytes_parts_rows_or_columns_is_refused(tmp_path, monkeypatch, table, csv):
    with (tmp_path / "huge.csv").open("wb") as huge:
        huge.truncate(cells.FILE_MB_AT_MOST * (1 << 20) + 1)
    with pytest.raises(SpreadsheetTooLarge):
        read_spreadsheet(tmp_path / "huge.csv")
    many = package(("xl/workbook.xml", "<x/>"), *[(f"p{n}", "") for n in range(workbooks.PARTS_AT_MOST)])
    with pytest.raises(SpreadsheetTooLarge):
        read_spreadsheet(text_file(tmp_path / "many.xlsx", many))
    wide = ["name", *["x"] * cells.COLUMNS_AT_MOST]
    long = [("name", "city"), *[("Ann", "LA")] * (cells.ROWS_AT_MOST + 1)]
    for rows in (lambda: table(wide), lambda: csv(",".join(wide)), lambda: csv("\n".join(map(",".join, long)))):
        with pytest.raises(SpreadsheetTooLarge):
            rows()
    monkeypatch.setattr(workbooks, "ROWS_AT_MOST", 3)
    with pytest.raises(SpreadsheetTooLarge):
        table(HEADINGS, ANN, ANN, ANN)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(10))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"name,city\n", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old"),
        (b"PK\x03\x04 cut short", "damaged"),
        (package(("word/document.xml", "<x/>")), "other"),
        (package(("xl/workbook.xml", "<x/>")), "damaged"),
        (package(("xl/workbook.xml", "not xml at all"), ("[Content_Types].xml", "<x/>")), "damaged"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(tmp_path, content, why):
    path = text_file(tmp_path / "file.xlsx", content)
    if why is None:
        assert read_spreadsheet(path).rows == ()
        return
    with pytest.raises(SpreadsheetUnreadable) as refused:
        read_spreadsheet(path)
    assert refused.value.facts == {"file": str(path), "why": why}


@pytest.mark.parametrize("part", [SHARED_PART, SHEET_PART])
def test_entities_that_grow_without_end_are_refused(tmp_path, part):
    shared = "<si><t>Name</t></si><si><t>Ann Lee</t></si>"
    sheet = '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c><c t="str"><v>Ann Lee</v></c></row>'
    path = as_excel_writes(tmp_path / "laughs.xlsx", shared, sheet)
    assert len(read_spreadsheet(path).rows) == 1
    rewritten(path, part, lambda xml: f"<!DOCTYPE x [{LAUGHS}]>{xml.replace('Ann Lee', '&l9;')}")
    with pytest.raises(SpreadsheetUnreadable):
        read_spreadsheet(path)


def test_texts_are_read_as_excel_keeps_them(lone, tmp_path):
    shared = (
        "<si><t>Signer</t></si><si><t>Zip</t></si>"
        '<si><r><t>Ann</t></r><r><t xml:space="preserve"> Lee</t></r></si>'
        '<si><t>王</t><rPh sb="0" eb="1"><t>wang</t></rPh></si>'
    )
    sheet = (
        '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="D3" t="s"><v>1</v></c></row>'
        '<row r="900000"><c r="B900000" t="s"><v>2</v></c><c r="D900000"><v>9.0012E4</v></c></row>'
        '<row r="900001"><c r="B900001" t="s"><v>3</v></c><c r="D900001" t="b"><v>1</v></c></row>'
    )
    preview = preview_spreadsheet(lone, read_spreadsheet(as_excel_writes(tmp_path / "excel.xlsx", shared, sheet)))
    assert [(row.row, row.line.name, row.line.zip) for row in preview.rows] == [
        (900_000, "Ann Lee", "90012"),
        (900_001, "王", "TRUE"),
    ]


def test_a_workbook_cut_anywhere_is_refused_or_read_whole(tmp_path):
    whole = xlsx(tmp_path / "whole.xlsx", HEADINGS, *[ANN] * 30).read_bytes()
    for length in range(4, len(whole), 97):
        with pytest.raises(SpreadsheetUnreadable):
            read_spreadsheet(text_file(tmp_path / "cut.xlsx", whole[:length]))


def test_a_workbook_with_a_byte_changed_anywhere_is_refused_or_read(tmp_path):
    whole = xlsx(tmp_path / "whole.xlsx", HEADINGS, ANN).read_bytes()
    refused = 0
    for at in range(0, len(whole), 53):
        changed = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        try:
            read_spreadsheet(text_file(tmp_path / "changed.xlsx", changed))
        except (SpreadsheetUnreadable, CsvUnreadable, SpreadsheetTooLarge):
            refused += 1
    assert refused > 10


def test_a_file_that_is_not_there_is_told(tmp_path):
    for path in (tmp_path / "nothing.xlsx", tmp_path):
        with pytest.raises(FileMissing):
            read_spreadsheet(path)
