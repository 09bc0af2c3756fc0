import pytest


@pytest.fixture
def printed(cli, approved):
    return cli("print", approved, "--sheets", 5, "--out", "run.pdf", "--json").json


def told(cli, file):
    return [(row["state"], row["holder"], row["filled"]) for row in cli("sheets", file, "--json").json]


def test_sheets_go_out_and_come_back(cli, approved, printed):
    span = f"{printed['first']}..000001-0004"
    moved = cli("move", approved, "handed_out", span, "--to", "M. Ortiz", "--json").json
    assert (list(moved), moved["moved"], len(moved["sheets"])) == (["moved", "sheets", "unchanged"], 4, 4)
    assert moved["sheets"][0] == printed["first"]
    back = cli("move", approved, "returned", printed["first"], "--filled", 3, "--json").json
    assert back == {"moved": 1, "sheets": [printed["first"]], "unchanged": []}
    cli("move", approved, "spoiled", printed["last"])
    assert told(cli, approved) == [("returned", None, 3)] + [("handed_out", "M. Ortiz", None)] * 3 + [
        ("spoiled", None, None)
    ]
    assert cli("sheets", approved, "--json").json[0]["since"]
    assert cli("count", approved, "--json").json["raw"] == 3
    assert "M. Ortiz" in cli("sheets", approved).out
    assert cli("move", approved, "undone", printed["first"], printed["last"], "--json").json["moved"] == 2
    assert told(cli, approved) == [("handed_out", "M. Ortiz", None)] * 4 + [("printed", None, None)]
    assert cli("count", approved, "--json").json["raw"] is None
    assert cli("check", approved, "--json").json["ok"]


def test_who_carried_a_sheet_is_corrected_when_it_is_back(cli, approved, printed):
    first, last = printed["first"], printed["last"]
    cli("move", approved, "handed_out", first, "--to", "Ana")
    cli("move", approved, "returned", first, "--filled", 3)
    carried = [row["circulator"] for row in cli("sheets", approved, "--json").json]
    assert carried == ["Ana", None, None, None, None]
    assert cli("move", approved, "carried", first, last, "--to", "Ben", "--json").json["moved"] == 2
    rows = cli("sheets", approved, "--json").json
    assert [(row["state"], row["circulator"], row["filled"]) for row in (rows[0], rows[-1])] == [
        ("returned", "Ben", 3),
        ("handed_out", "Ben", None),
    ]
    assert "--filled" in cli("move", approved, "carried", first, "--to", "Ben", "--filled", 3, code=2).err
    cli("move", approved, "undone", first)
    assert cli("sheets", approved, "--json").json[0]["circulator"] == "Ana"
    assert cli("check", approved, "--json").json["ok"]


def test_a_range_is_typed_as_the_program_itself_writes_one(cli, approved, printed):
    moved = cli("move", approved, "handed_out", f"{printed['first']} to 3", "--to", "Ana", "--json").json
    assert moved["moved"] == 3
    assert "001002-0001..0200" in cli("move", approved, "lost", f"{printed['first']} through 3", code=1).err


def test_the_same_move_twice_says_so(cli, approved, printed):
    cli("move", approved, "lost", printed["first"])
    assert cli("move", approved, "lost", printed["first"]).out == "Sheets moved: 0 · unchanged 1\n"


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("handed_out", "000001-0001..000001-0002"), "holder_missing"),
        (("counted", "000001-0001..000001-0002"), "filled_missing"),
        (("lost", "000001-0001..000001-0002", "--filled", 3), "filled_refused"),
        (("returned", "000001-0001..000001-0002", "--filled", 99), "filled_beyond_form"),
        (("returned", "000001-0001..000001-0099"), "sheet_unknown"),
        (("returned", "000001-0002..000001-0001"), "range_refused"),
        (("returned", "L1"), "sheet_number_refused"),
        (("undone", "000001-0001..000001-0002"), "nothing_to_take_back"),
        (("handed_out", "000001-0001..000001-0002", "--to", "x" * 201), "field_text_refused"),
    ],
)
def test_a_move_that_cannot_be_is_refused(cli, approved, printed, words, error):
    cli.refused("move", approved, *words, error=error)
    assert {row[0] for row in told(cli, approved)} == {"printed"}


def test_spoiled_sheets_are_not_handed_out(cli, approved, printed):
    cli("move", approved, "spoiled", printed["first"])
    failure = cli.refused("move", approved, "handed_out", printed["first"], "--to", "Ana", error="move_refused")
    assert printed["first"] in failure["message"]


@pytest.mark.parametrize(
    "words", [("eaten", "000001-0001-86"), ("lost",), ("undone", "000001-0001-86", "--to", "x"), ("filed", "x")]
)
def test_wrong_words_are_usage(cli, approved, words):
    cli("move", approved, *words, code=2)
