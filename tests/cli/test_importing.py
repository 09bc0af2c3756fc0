from pathlib import Path

import pytest

from tests.signers.workbook_files import xlsx

PREVIEW_KEYS = ["tab", "other_tabs", "columns", "mapping", "rows", "skipped", "pages", "was_imported", "bad"]
COLUMNS = ("First", "Last", "Address", "Zip")


@pytest.fixture
def signers(tmp_path):
    return xlsx(tmp_path / "signers.xlsx", COLUMNS, ("Ann", "Lee", "1 Elm St", 2134), ("Ben", "Ray", "2 Elm St", 90001))


def names(cli, file):
    return [line["name"] for line in cli("lines", file, "--json").json]


def test_a_spreadsheet_is_shown_and_taken_in(cli, lone, signers):
    shown = cli("import", lone, signers, "--dry-run", "--json").json
    assert list(shown) == PREVIEW_KEYS
    assert shown["mapping"] == {"name": ["First", "Last"], "address": ["Address"], "zip": ["Zip"]}
    assert (shown["tab"], shown["rows"], shown["pages"], shown["bad"]) == ("Signers", 2, 1, [])
    assert "First + Last" in cli("import", lone, signers, "--dry-run").out
    assert names(cli, lone) == []
    taken = cli("import", lone, signers, "--typist", "AB", "--event", "Vigil", "--json").json
    page = f"L1@{cli('info', lone, '--json').json['device'][:8]}"
    assert taken == {"entered": 2, "unchanged": 0, "conflicts": 0, "pages": [page]}
    first, _ = cli("lines", lone, "--json").json
    assert (first["name"], first["zip"], first["typist"], first["event"]) == ("Ann Lee", "02134", "AB", "Vigil")
    cli.refused("import", lone, signers, error="imported_before")
    assert "L2@" in cli("import", lone, signers, "--again").out
    assert len(names(cli, lone)) == 4


def test_columns_are_set_right_by_their_headings(cli, lone):
    Path("list.csv").write_text("Who;Where\nAnn Lee;1 Elm St\n", encoding="utf-8")
    assert "--map name=COLUMN" in cli("import", lone, "list.csv", "--dry-run", code=1).out
    cli.refused("import", lone, "list.csv", error="no_name_column")
    cli.refused("import", lone, "list.csv", "--map", "name=Signer", error="map_column_unknown")
    cli.refused("import", lone, "list.csv", "--map", "phone=Who", error="map_field_unknown")
    cli("import", lone, "list.csv", "--map", "name", code=2)
    cli("import", lone, "list.csv", "--map", "Name=who", "--map", "address=Where")
    (line,) = cli("lines", lone, "--json").json
    assert (line["name"], line["address"], line["event"]) == ("Ann Lee", "1 Elm St", None)


def test_every_bad_row_is_told_and_nothing_is_taken_in(cli, lone):
    Path("list.csv").write_text("name,sheet,line\nAnn,L1,1\nBen,L9,1\nCid,L1,x\n", encoding="utf-8")
    failure = cli.refused("import", lone, "list.csv", error="rows_refused")
    assert [(row["row"], row["field"]) for row in failure["rows"]] == [(3, "sheet"), (4, "line")]
    shown = cli("import", lone, "list.csv", "--dry-run", "--json", code=1).json
    assert shown["bad"] == failure["rows"]
    assert "Row 3, sheet" in cli("import", lone, "list.csv", "--dry-run", code=1).out
    assert names(cli, lone) == []


def test_a_second_reading_that_differs_leaves_something_to_decide(cli, lone):
    for typist, name, conflicts in (("AB", "Ann", 0), ("CD", "Anne", 1)):
        Path("list.csv").write_text(f"name,sheet,line\n{name},001002-0014-65,1\n", encoding="utf-8")
        ran = cli("import", lone, "list.csv", "--typist", typist, "--json", code=3 * conflicts)
        assert ran.json["conflicts"] == conflicts


def test_other_sheets_of_the_file_are_named(cli, lone, tmp_path):
    xlsx(tmp_path / "two.xlsx", COLUMNS, ("Ann", "Lee"), tabs={"June": [COLUMNS, ("Ben", "Ray")]})
    assert "June" in cli("import", lone, "two.xlsx", "--dry-run").out


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("name,city\nJosé,LA\n".encode("latin-1"), "csv_unreadable"),
        (b"\xd0\xcf\x11\xe0old", "spreadsheet_unreadable"),
        (b"PK\x03\x04", "spreadsheet_unreadable"),
        (b"", "spreadsheet_unreadable"),
        (b"name" + b",x" * 101, "spreadsheet_too_large"),
    ],
)
def test_what_cannot_be_read_is_refused(cli, lone, content, error):
    Path("list.xlsx").write_bytes(content)
    cli.refused("import", lone, "list.xlsx", error=error)
    cli.refused("import", lone, "nothing.xlsx", error="file_missing")


def test_another_table_of_a_workbook_is_read_by_its_name(cli, lone, tmp_path):
    path = xlsx(
        tmp_path / "many.xlsx",
        tabs={"May": [COLUMNS, ("Ann", "Lee", "1", 1)], "June": [COLUMNS, ("Ben", "Roe", "2", 2)]},
    )
    assert "--tab NAME reads another" in cli("import", lone, path, "--dry-run").out
    shown = cli("import", lone, path, "--tab", "June", "--dry-run", "--json").json
    assert (shown["tab"], shown["other_tabs"]) == ("June", ["May"])
    cli("import", lone, path, "--tab", "June")
    assert names(cli, lone) == ["Ben Roe"]
    assert "It has these: May, June." in cli("import", lone, path, "--tab", "July", code=1).err
