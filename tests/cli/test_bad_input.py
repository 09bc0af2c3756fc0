"""Whatever is wrong with what is handed in: a sentence, every bad row named, and nothing changed."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from canvass.campaign.file import open_campaign
from tests.cli.rows import csv, row


def state(cli, drive):
    """Return the bytes of a drive's file and what its listing says."""
    return hashlib.sha256(drive.read_bytes()).hexdigest(), cli("lines", drive, "--json").out


@pytest.fixture
def typed(cli, lone):
    """A drive in which something stands that could get lost."""
    cli("enter", lone, "-", "--typist", "AB", stdin=csv(row(1), row(2)))
    return lone


@pytest.mark.parametrize(
    ("rows", "bad"),
    [
        ([row(3), row(4, sheet="001002-0014-66"), row(5)], [(3, "sheet")]),
        ([row(201)], [(2, "line")]),
        ([row(0)], [(2, "line")]),
        (["L1,first,Ann,,,"], [(2, "line")]),
        ([row(3, "An\0n")], [(2, "name")]),
        ([row(3, "An\u202en")], [(2, "name")]),
        ([row(3, "A" * 100_000)], [(2, "name")]),
        ([row(3, "A" + "\u0301" * 40)], [(2, "name")]),
        (["L1,3,Ann,1 Main,LA"], [(2, "row")]),
        (["nonsense,3,Ann,1 Main,LA,90001"], [(2, "sheet")]),
        (["L1@00000000,3,Ann,1 Main,LA,90001"], [(2, "sheet")]),
        (
            [row(3, "\u202e"), row(4), "nonsense,x,A\0,B\u2066,C,90001", row(300)],
            [(2, "name"), (4, "sheet"), (4, "line"), (4, "name"), (4, "address"), (5, "line")],
        ),
    ],
)
@pytest.mark.parametrize("each", [False, True])
def test_every_bad_row_is_named_and_nothing_is_changed(cli, typed, rows, bad, each):
    before = state(cli, typed)
    Path("bad.csv").write_bytes(csv(*rows))
    if each:
        kept = min(number for number, _ in bad) - 2
        ran = cli("enter", typed, "bad.csv", "--each", "--typist", "AB", code=1)
        assert len(ran.out.splitlines()) == kept
        assert f"stay: {kept}" in ran.err
        assert f"Row {bad[0][0]}, {bad[0][1]}: " in ran.err
        assert (state(cli, typed) == before) == (kept == 0)
        return
    failure = cli.refused("enter", typed, "bad.csv", "--typist", "AB", error="rows_refused")
    assert [(one["row"], one["field"]) for one in failure["rows"]] == bad
    assert all(set(one) == {"row", "field", "message"} and one["message"].endswith(".") for one in failure["rows"])
    assert state(cli, typed) == before


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (csv("L1,3,Ann,1 Main,LA", header="sheet,line,name,address,city"), "csv_columns"),
        (csv(row(3) + ",x", header="sheet,line,name,address,city,zip,phone"), "csv_columns"),
        (b"", "csv_columns"),
        (csv(row(3)).replace(b"Ann", b"Jos\xe9"), "csv_unreadable"),
        (csv('L1,3,"Ann,1 Main,LA,90001'), "csv_unreadable"),
        (csv(row(3)).decode().encode("utf-16"), "csv_unreadable"),
    ],
    ids=["column missing", "column unknown", "empty", "latin-1", "open quote", "utf-16"],
)
def test_a_file_that_is_no_such_table_is_refused_whole(cli, typed, content, error):
    before = state(cli, typed)
    Path("bad.csv").write_bytes(content)
    failure = cli.refused("enter", typed, "bad.csv", error=error)
    assert "bad.csv" in failure["message"]
    assert state(cli, typed) == before


def test_a_csv_that_is_not_there_is_refused(cli, typed):
    before = state(cli, typed)
    cli.refused("enter", typed, "nothing.csv", error="file_missing")
    cli.refused("enter", typed, ".", error="file_missing")
    assert state(cli, typed) == before


def test_a_line_beyond_the_form_of_a_printed_sheet_is_refused(cli, approved):
    printed = cli("print", approved, "--sheets", 1, "--out", "run.pdf", "--json").json
    before = state(cli, approved)
    beyond = row(printed["lines_per_sheet"] + 1, sheet=printed["first"])
    failure = cli.refused("enter", approved, "-", error="rows_refused", stdin=csv(beyond))
    assert [(one["row"], one["field"]) for one in failure["rows"]] == [(2, "line")]
    assert state(cli, approved) == before


READERS: list[tuple[object, ...]] = [("info",), ("lines",), ("sheets",), ("count",), ("conflicts",), ("check",)]
WRITERS: list[tuple[object, ...]] = [
    ("page",),
    ("enter", "-"),
    ("set", "title=T"),
    ("export", "--out", "."),
    ("decide", "L1", 1, "--keep", 1),
]


def on(drive, words):
    command, *rest = words
    return (command, drive, *rest)


def not_one(drive):
    drive.write_bytes(b"%PDF-1.7 this is something else altogether" * 200)


def another_program(drive):
    drive.unlink()
    other = sqlite3.connect(drive)
    other.execute("create table birds (name text)")
    other.commit()
    other.close()


def newer(drive):
    with open_campaign(drive) as campaign:
        campaign.connection.execute("pragma user_version = 99")


def truncated(drive):
    drive.write_bytes(drive.read_bytes()[: drive.stat().st_size // 2])


@pytest.mark.parametrize("words", READERS + WRITERS, ids=lambda words: words[0])
@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (not_one, "not_a_campaign"),
        (another_program, "not_a_campaign"),
        (newer, "campaign_newer"),
        (truncated, "campaign_damaged"),
    ],
)
def test_a_file_that_cannot_be_a_drive_is_refused_and_left_alone(cli, typed, words, spoil, error):
    spoil(typed)
    before = typed.read_bytes()
    cli.refused(*on(typed, words), error=error, stdin=csv(row(3)))
    assert typed.read_bytes() == before


def test_a_drive_that_is_not_there_is_refused_and_not_made(cli, tmp_path):
    for words in READERS + WRITERS:
        cli.refused(*on(tmp_path / "no.canvass", words), error="campaign_missing")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", WRITERS, ids=lambda words: words[0])
def test_a_drive_that_is_open_elsewhere_is_read_but_not_written(cli, typed, words):
    before = cli("lines", typed, "--json").out
    script = (
        "import sys, pathlib\n"
        "from canvass.campaign.file import open_campaign\n"
        "campaign = open_campaign(pathlib.Path(sys.argv[1]))\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, typed]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        cli.refused(*on(typed, words), error="campaign_in_use", stdin=csv(row(3)))
        assert cli("lines", typed, "--json").out == before
        other.communicate()
    assert cli("lines", typed, "--json").out == before


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
@pytest.mark.parametrize("words", [one for one in WRITERS if one[0] != "export"], ids=lambda words: words[0])
def test_a_drive_that_is_read_only_is_read_but_not_written(cli, typed, words):
    before = cli("lines", typed, "--json").out
    typed.chmod(0o400)
    cli.refused(*on(typed, words), error="campaign_read_only", stdin=csv(row(3)))
    assert cli("lines", typed, "--json").out == before


def test_a_new_drive_is_never_made_over_a_file(cli, typed):
    before = state(cli, typed)
    cli.refused("new", typed, error="campaign_there")
    cli.refused("new", "nowhere/x.canvass", error="folder_missing")
    assert state(cli, typed) == before


def test_a_backup_is_never_made_over_a_file(cli, typed):
    Path("old.canvass").write_text("mine", encoding="utf-8")
    cli.refused("backup", typed, "old.canvass", error="campaign_there")
    cli.refused("backup", typed, "nowhere/x.canvass", error="folder_missing")
    assert Path("old.canvass").read_text(encoding="utf-8") == "mine"


def test_a_damaged_file_is_told_by_check_and_not_repaired(cli, typed):
    shutil.copy(typed, "copy.canvass")
    spoiled = Path("copy.canvass")
    with open_campaign(spoiled) as campaign:
        campaign.connection.execute("update line set name = 'Somebody Else' where name = 'Ann Lee'")
    before = spoiled.read_bytes()
    ran = cli("check", spoiled, "--json", code=1)
    assert ran.json == {"ok": False, "differences": [{"part": "line", "rows": 2}]}
    assert "Nothing was changed" in ran.err
    assert spoiled.read_bytes() == before
    assert cli("check", typed, "--json").json == {"ok": True, "differences": []}
