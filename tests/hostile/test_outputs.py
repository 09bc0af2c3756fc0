"""Names that are orders elsewhere: kept letter for letter, and inert in every spreadsheet, terminal and document."""

import csv
import io
import json

import pytest

from canvass.batches.merging import merge
from canvass.desktop.out_list import csv_list
from canvass.journal.bodies import Claim, Kind, Move
from canvass.sheets.whereabouts import Outstanding
from canvass.signers.listing import all_lines
from canvass.signers.spreadsheet import as_typed
from tests.batches.people import TODAY, print_run, sheet, wrong
from tests.hostile.commands import obeyed, ran
from tests.hostile.crook import LINES, at, crook_of, put

PAYLOADS = [
    '=HYPERLINK("http://x","Ann")',
    "=cmd|' /C calc'!A0",
    "+1-2",
    "-2+3",
    "@SUM(1)",
    " =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
    "'=1",
    "''",
    "<img src=file:///etc/passwd>",
    "<b>Ann</b>",
    "&lt;b&gt;",
    "Robert'); DROP TABLE record;--",
    "%n%s%x",
    "{name}",
    "${HOME}",
    "`id`",
    "../../x",
    'a","b',
    "a;b\\",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "\u0645\u062d\u0645\u062f",
    "NULL",
    "1e5",
    "00012",
]
SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20\t\r")


@pytest.fixture
def path(people):
    """The file of headquarters that took in all payloads, in each field, as a laptop's name and as an event's."""
    headquarters = people.headquarters()
    print_run(headquarters, len(PAYLOADS), LINES)
    crook = crook_of(people, headquarters)
    crook.say(Kind.CLAIM, Claim(name=PAYLOADS[0]))
    for serial, text in enumerate(PAYLOADS, 1):
        crook.say(Kind.PUT, put(text, note=text, event=text), at(serial, 1))
        whole = put("").__class__(name="Ann", address=text, city=text, zip=text)
        crook.say(Kind.PUT, whole, at(serial, 2), typist=text[:12])
    crook.say(Kind.PUT, put(PAYLOADS[0]), at(1, 3))
    crook.say(Kind.PUT, put(PAYLOADS[1]), at(1, 3))
    crook.say(Kind.MOVE, Move(first=1, last=2, run=7, state="handed_out", holder=PAYLOADS[0]))
    merged = merge(headquarters, [crook.batch(people.folder, name=PAYLOADS[1])])
    assert (merged.refused, merged.taken) == ((), 1)
    assert wrong(headquarters) == []
    kept = {(row.sheet, row.line): row for row in all_lines(headquarters)}
    for serial, text in enumerate(PAYLOADS, 1):
        assert (kept[sheet(serial), 1].name, kept[sheet(serial), 1].note) == (text, text)
        assert (kept[sheet(serial), 2].address, kept[sheet(serial), 2].zip) == (text, text)
    path: object = headquarters.campaign.path
    people.close()
    return path


def test_every_cell_of_the_spreadsheet_is_text_and_comes_back(path, people):
    out = people.folder / "lines.csv"
    assert ran("lines", path, "--csv", out).code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row.values()]
    assert len(rows) == 2 * len(PAYLOADS) + 1
    assert [cell for cell in cells if cell.lstrip().startswith(SIGNS)] == []
    assert {as_typed(row["name"]) for row in rows if row["line"] == "1"} == set(PAYLOADS)
    assert [as_typed(row["zip"]) for row in rows if row["line"] == "2"] == PAYLOADS


def test_control_written_as_they_are_the_same_cells_are_formulas():
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([payload] for payload in PAYLOADS)
    out.seek(0)
    assert len([row for row in csv.reader(out) if row[0].lstrip().startswith(SIGNS)]) > 10


def test_a_holders_name_is_text_in_the_list_of_what_is_out():
    people = [Outstanding(holder=text, sheets=(sheet(1),), oldest=TODAY, days=1) for text in PAYLOADS]
    rows = list(csv.reader(io.StringIO(csv_list(people).decode("utf-8-sig"), newline="")))[1:]
    assert [row for row in rows for cell in row if cell.lstrip().startswith(SIGNS)] == []
    assert [as_typed(row[0]) for row in rows] == PAYLOADS


def test_documents_for_scripts_hold_every_name_letter_for_letter(path):
    told = ran("lines", path, "--json")
    rows = json.loads(told.out)
    assert [row["name"] for row in rows if row["line"] == 1] == PAYLOADS
    assert [row["address"] for row in rows if row["line"] == 2] == PAYLOADS
    assert obeyed(told.out) == []


@pytest.mark.parametrize("command", [["lines"], ["conflicts"], ["sheets"], ["count"], ["outstanding"], ["find"]])
def test_nothing_that_a_terminal_obeys_is_printed(path, command):
    words = ["find", path, "HYPERLINK"] if command == ["find"] else [*command, path]
    told = ran(*words)
    assert told.code in {0, 3}
    assert obeyed(told.out + told.err) == []
