import csv
import io
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.ground.text import is_clean
from canvass.signers.intake import enter_file
from canvass.signers.listing import LineRow, all_lines
from canvass.signers.rows import Defaults, split_rows
from canvass.signers.spreadsheet import COLUMNS, as_typed, csv_of, inert
from tests.signers.laptops import SHEET, listed, record_count, row_at, typed

PAYLOADS = (
    '=HYPERLINK("http://x","Ann")', "+1-2", "＝1", "＋1", "－1", "＠x", "@SUM(A1)", "-2+3", "=cmd|' /C calc'!A0",
    "<img src=file:///etc/passwd>", "<b>Ann</b>", "Robert'); DROP TABLE event;--", "%n%s", "../../x",
    "👩\u200d👩\u200d👧",
    " =1+1", "\u00a0=1+1", "\u3000＝1", "'=1", "'", "''", "'Ann", "' =1", '"', '""=1', "Ann, Lee",
    "a;b", "ÅÅ", "0012", "1e5",
)  # fmt: skip
NEVER_STORED = ("\t=1", "\r=1", "\n=1", "\0=1", " \t=1")
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[ ]*[\t\r\n\0]")
"""What a spreadsheet could take for the beginning of a formula (OWASP, CSV Injection; ASVS 1.2.10)."""

STORED_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=60).filter(is_clean)
RISKY_TEXT = (
    st.tuples(st.sampled_from((*PAYLOADS, "", " ", "'", "=", '"', ",")), STORED_TEXT).map("".join).filter(is_clean)
)


def line_row(**fields: object) -> LineRow:
    empty = dict.fromkeys(("state", "name", "address", "city", "zip", "note", "typist", "event"), "")
    row = {"sheet": SHEET, "line": 1, "readings": 1, "conflict": None, "heads": (), **empty, **fields}
    return msgspec.convert(row, LineRow)


def cells_of(content: bytes) -> list[dict[str, str]]:
    """Read the file as another program would, strictly."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize("payload", [*PAYLOADS, *NEVER_STORED])
@pytest.mark.parametrize("field", ["name", "address", "city", "zip", "note", "event", "typist"])
def test_every_payload_is_inert_in_every_field_and_comes_back(payload, field):
    (cells,) = cells_of(csv_of([line_row(**{field: payload})]))
    assert not FORMULA.match(cells[field])
    assert as_typed(cells[field]) == payload


def test_a_plain_name_gets_no_apostrophe():
    assert [inert(text) for text in ("Ann Lee", "O’Brien", "12-14 Main", "d'Arc", "")] == [
        "Ann Lee", "O’Brien", "12-14 Main", "d'Arc", "",
    ]  # fmt: skip


@given(STORED_TEXT | RISKY_TEXT | st.sampled_from(NEVER_STORED))
def test_any_text_is_inert_and_comes_back(text):
    assert not FORMULA.match(inert(text))
    assert as_typed(inert(text)) == text
    assert text == inert(text) or inert(text) == "'" + text


@given(st.lists(st.tuples(STORED_TEXT | RISKY_TEXT, STORED_TEXT | RISKY_TEXT), max_size=5))
def test_a_list_written_is_read_back_by_us_as_it_was(texts):
    content = csv_of(line_row(line=number, name=name, note=note) for number, (name, note) in enumerate(texts, 1))
    read = [cells for _, cells in split_rows(io.BytesIO(content), "out.csv")]
    assert [(cells["line"], cells["name"], cells["note"]) for cells in read] == [
        (str(number), name, note) for number, (name, note) in enumerate(texts, 1)
    ]


def test_the_file_is_utf_8_with_bom_and_every_cell_quoted_as_rfc_4180_has_it():
    content = csv_of([line_row(name='Ann "Nan" Lee, Jr', city="San José"), line_row(line=2, state="blank", name=None)])
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.split("\r\n") == [
        ",".join(f'"{column}"' for column in COLUMNS),
        f'"{SHEET}","1","","Ann ""Nan"" Lee, Jr","","San José","","","","","1",""',
        f'"{SHEET}","2","blank","","","","","","","","1",""',
        "",
    ]
    assert "\n" not in text.replace("\r\n", "")


def test_a_list_without_conflicts_goes_into_another_file_and_comes_out_the_same(laptops, hq, lone):
    for number, name in enumerate(PAYLOADS, 1):
        typed(hq, "L1", number, name, address=name, note=name, event=name)
    typed(hq, SHEET, 1, "", state="struck")
    content = csv_of(all_lines(hq)).replace(hq.device[:8].encode(), lone.device[:8].encode())
    enter_file(lone, io.BytesIO(content), "out.csv", Defaults())
    assert csv_of(all_lines(lone)) == content
    assert row_at(lone, "L1", 1).name == PAYLOADS[0]
    before = record_count(lone)
    enter_file(lone, io.BytesIO(content), "out.csv", Defaults())
    assert record_count(lone) == before
    assert len(listed(lone)) == len(PAYLOADS) + 1
