import io

import pytest

from canvass.ground.errors import CanvassError, RowsRefused
from canvass.journal.number import SheetNumber
from canvass.signers.errors import CsvColumns, CsvUnreadable
from canvass.signers.intake import enter_file
from canvass.signers.rows import Defaults, read_rows
from canvass.wording.sentence import sentence
from tests.signers.laptops import (
    LINES,
    OTHER_SHEET,
    SHEET,
    STRANGE_SHEET,
    csv_lines,
    listed,
    names,
    record_count,
    row_at,
    taken_in,
)

GOOD = f"{SHEET},1,Ann Lee,704 Main St,San Jose,95112"


def refused_rows(journal, content: bytes) -> list[tuple[int, str, str]]:
    """Return what is said of a file that must be refused whole, and leave it to the test that nothing else was done."""
    before = record_count(journal)
    with pytest.raises(RowsRefused) as told:
        enter_file(journal, io.BytesIO(content), "lines.csv", Defaults())
    assert record_count(journal) == before
    assert len(sentence(told.value).splitlines()) == 1 + len(told.value.rows)
    return [(bad.row, bad.field, bad.why.code()) for bad in told.value.rows]


def refused(journal, content: bytes) -> CanvassError:
    before = record_count(journal)
    with pytest.raises((CsvUnreadable, CsvColumns)) as told:
        enter_file(journal, io.BytesIO(content), "lines.csv", Defaults())
    assert record_count(journal) == before
    assert "Nothing was changed" in sentence(told.value)
    error: CanvassError = told.value
    return error


def file_of(*rows: str, header: str = "sheet,line,name,address,city,zip") -> bytes:
    return b"".join(csv_lines(*rows, header=header))


# ---------------------------------------------------------------------------------------------------------- columns


@pytest.mark.parametrize(
    ("header", "missing", "unknown", "doubled"),
    [
        ("", "sheet, line, name, address, city, zip", "–", "–"),
        ("sheet,line,name,address,city", "zip", "–", "–"),
        ("sheet;line,name,address,city,zip", "sheet, line", "sheet;line", "–"),
        ("sheet,line,name,address,city,zip,phone", "–", "phone", "–"),
        ("sheet,line,name,address,city,zip,", "–", '""', "–"),
        ("sheet,line,name,address,city,zip,Name", "–", "–", "name"),
        ("sheet,line,name,address,city,zip\0", "zip", "zip\0", "–"),
    ],
)  # fmt: skip
def test_columns_that_are_missing_unknown_or_double_are_named(hq, header, missing, unknown, doubled):
    facts = refused(hq, file_of(GOOD, header=header)).facts
    assert facts == {"file": "lines.csv", "missing": missing, "unknown": unknown, "doubled": doubled}


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_names_the_columns_it_should_have(hq, content):
    assert refused(hq, content).facts["missing"] == "sheet, line, name, address, city, zip"


def test_a_header_alone_is_no_lines(hq):
    assert taken_in(hq).entered == 0


def test_columns_stand_in_any_order_and_case(hq):
    taken_in(hq, f"Ann Lee,95112,San Jose,1,704 Main St,{SHEET},AB", header="Name,ZIP, City ,LINE,Address,Sheet,typist")
    row = row_at(hq, SHEET, 1)
    assert (row.name, row.address, row.city, row.zip, row.typist) == (
        "Ann Lee",
        "704 Main St",
        "San Jose",
        "95112",
        "AB",
    )


def test_what_a_row_does_not_say_is_taken_from_the_defaults(hq):
    header = "sheet,line,name,address,city,zip,typist,event,state,note"
    rows = (f"{SHEET},1,Ann Lee,,,,,,,", f"{SHEET},2,Bob Ray,,,,CD,Fair,,left handed", f"{SHEET},3,,,,,,,Not_Signed,")
    taken_in(hq, *rows, header=header, typist="AB", event="Vigil")
    first, second, third = (row_at(hq, SHEET, number) for number in (1, 2, 3))
    assert (first.typist, first.event, first.state, first.note) == ("AB", "Vigil", "signed", "")
    assert (second.typist, second.event, second.note) == ("CD", "Fair", "left handed")
    assert third.state == "not_signed"


# ------------------------------------------------------------------------------------------------------------- text


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + file_of(GOOD),
        file_of(GOOD).replace(b"\n", b"\r\n"),
        file_of(GOOD).rstrip(b"\n"),
        file_of("", GOOD, "", ""),
        file_of(f'"{SHEET}"," 1 ","Ann Lee","704 Main St","San Jose","95112"'),
    ],
)
def test_every_usual_way_to_write_csv_is_read(hq, content):
    enter_file(hq, io.BytesIO(content), "lines.csv", Defaults())
    assert listed(hq) == [(SHEET, 1, "Ann Lee")]


@pytest.mark.parametrize(
    ("content", "row", "why"),
    [
        (file_of(GOOD) + f"{SHEET},2,Jos\xe9 N\xfa\xf1ez,,,\n".encode("latin-1"), 3, "encoding"),
        (b"\xff\xfe" + file_of(GOOD).decode().encode("utf-16-le"), 1, "encoding"),
        (file_of(GOOD, GOOD, f'{SHEET},3,"Ann Lee,,,'), 4, "quotes"),
        (file_of(GOOD, f'{SHEET},3,"Ann" Lee,,,'), 3, "quotes"),
        (file_of(GOOD).replace(b"\n", b"\r"), 1, "line_ends"),
        (file_of(GOOD, f"{SHEET},3,{'x' * 1_000_001},,,"), 3, "cell"),
    ],
)
def test_a_file_that_is_no_csv_text_is_refused_with_the_row_that_shows_it(hq, content, row, why):
    error = refused(hq, content)
    assert error.facts == {"file": "lines.csv", "row": row, "why": why}
    assert f"({why})" not in sentence(error)


def test_rows_are_numbered_by_their_first_line_as_an_editor_counts(hq):
    content = file_of(f'{SHEET},1,"Ann\nLee",,,', "", f"{SHEET},99,Bob,,,", f'{SHEET},2,"x\ny\nz",,,')
    assert refused_rows(hq, content) == [
        (2, "name", "field_text_refused"),
        (5, "line", "line_beyond_form"),
        (6, "name", "field_text_refused"),
    ]


def test_every_bad_row_is_listed_and_nothing_is_changed(hq):
    wrong_check = SHEET[:-1] + ("0" if SHEET[-1] != "0" else "1")
    rows = [
        GOOD,
        f"{wrong_check},1,Ann Lee,,,",
        f"{SHEET},{LINES + 1},Ann Lee,,,",
        f"{SHEET},0,Ann Lee,,,",
        f"{SHEET},one,Ann Lee,,,",
        f"{SHEET},2,A\0nn,,,",
        f"{SHEET},2,Ann,\u202e12 Main,,",
        f"{SHEET},2,{'x' * 100_000},,,",
        f"{SHEET},2,Ann,,",
        f"{SHEET},2,Ann,,,,",
        "L9,1,Ann,,,",
        "L1@00000000,1,Ann,,,",
        ",,,,,",
        f"{OTHER_SHEET},2,Ann,,A\u0085B,{'9' * 201}",
        f"{STRANGE_SHEET},201,Ann,,,",
        GOOD.replace(",1,", ",2,"),
    ]
    assert refused_rows(hq, file_of(*rows)) == [
        (3, "sheet", "sheet_number_refused"),
        (4, "line", "line_beyond_form"),
        (5, "line", "line_beyond_form"),
        (6, "line", "line_refused"),
        (7, "name", "field_text_refused"),
        (8, "address", "field_text_refused"),
        (9, "name", "field_text_refused"),
        (10, "row", "row_short"),
        (11, "row", "row_short"),
        (12, "sheet", "loose_page_unknown"),
        (13, "sheet", "device_unknown"),
        (14, "sheet", "sheet_number_refused"),
        (14, "line", "line_refused"),
        (15, "city", "field_text_refused"),
        (15, "zip", "field_text_refused"),
        (16, "line", "line_beyond_form"),
    ]
    assert listed(hq) == []


def test_a_state_or_initials_that_cannot_be_are_bad_rows_too(hq):
    header = "sheet,line,name,address,city,zip,state,typist"
    rows = (f"{SHEET},1,Ann,,,,void,AB", f"{SHEET},2,Ann,,,,,somebody with a long name")
    assert refused_rows(hq, file_of(*rows, header=header)) == [
        (2, "state", "state_refused"),
        (3, "typist", "field_text_refused"),
    ]


def test_a_row_of_our_own_list_that_is_still_to_decide_says_nothing_of_the_paper(hq):
    header = "sheet,line,name,address,city,zip,readings,conflict"
    content = file_of(f"{SHEET},1,,,,,2,hard", f"{SHEET},2,Ann Lee,,,,1,", header=header)
    assert refused_rows(hq, content) == [(2, "conflict", "row_in_conflict")]


def test_what_is_refused_is_never_shown_whole(hq):
    with pytest.raises(RowsRefused) as told:
        read_rows(hq, csv_lines(f"{SHEET},{'7' * 5000},Ann,,,", f"{'8' * 5000},1,Ann,,,"), "lines.csv", Defaults())
    assert len(sentence(told.value)) < 1_000


def test_a_sheet_is_named_with_or_without_dashes_and_in_full_or_short_if_loose(hq):
    short, full = f"L1@{hq.device[:8]}", f"L1@{hq.device}"
    taken_in(hq, f"{SHEET.replace('-', '')},1,Ann,,,", "L1,1,Bob,,,", f"{short},2,Cal,,,", f"{full},3,Dee,,,")
    assert listed(hq) == [(SHEET, 1, "Ann"), (short, 1, "Bob"), (short, 2, "Cal"), (short, 3, "Dee")]


def test_the_next_loose_pages_are_begun_by_the_rows_that_name_them(lone):
    taken_in(lone, "L1,1,Ann,,,", "L2,1,Bob,,,", "L1,2,Cal,,,", "L3,1,Dee,,,")
    assert [(sheet[:2], number, name) for sheet, number, name in listed(lone)] == [
        ("L1", 1, "Ann"), ("L1", 2, "Cal"), ("L2", 1, "Bob"), ("L3", 1, "Dee"),
    ]  # fmt: skip
    assert refused_rows(lone, file_of("L4,1,Eve,,,", "L6,1,Fay,,,")) == [(3, "sheet", "loose_page_unknown")]


def test_a_number_of_an_unknown_run_is_accepted(hq):
    sheet = SheetNumber(999_999, 9_999).text
    taken_in(hq, f"{sheet},200,Ann,,,")
    assert names(hq, sheet) == [(200, "Ann")]
