"""Looking things up in a terminal: find, story, what is out, loose pages."""

import pypdfium2
import pytest


@pytest.fixture
def printed(cli, approved):
    return cli("print", approved, "--sheets", 3, "--out", "run.pdf", "--json").json


def enter(cli, file, *rows):
    text = "\n".join(["sheet,line,name,address,city,zip,event", *rows])
    cli("enter", file, "-", "--typist", "AB", stdin=text.encode())


def test_one_text_finds_sheets_people_signers_and_places(cli, approved, printed):
    first = printed["first"]
    cli("move", approved, "handed_out", first, "--to", "M. Ortiz")
    enter(cli, approved, f"{first},1,Ann Lee,12 Oak Ave,Example,90001,City Hall")
    assert cli("find", approved, first, "--json").json["sheets"][0] | {"since": None} == {
        "sheet": first,
        "state": "entered",
        "circulator": "M. Ortiz",
        "since": None,
        "lines": printed["lines_per_sheet"],
        "entered": 1,
        "filled": None,
        "linked": None,
    }
    assert cli("find", approved, "ort", "--json").json["people"] == [{"name": "M. Ortiz", "sheets": 1, "out": 0}]
    assert [row["name"] for row in cli("find", approved, "oak", "--json").json["lines"]] == ["Ann Lee"]
    assert cli("find", approved, "city", "--json").json["events"] == [{"event": "City Hall", "lines": 1}]
    assert "Ann Lee" in cli("find", approved, "ann").out
    assert cli("find", approved, "nobody").out == "Nothing found in this drive.\n"


def test_a_sheets_story_is_told_in_order(cli, approved, printed):
    first = printed["first"]
    cli("move", approved, "handed_out", first, "--to", "Ana")
    cli("move", approved, "returned", first)
    steps = cli("story", approved, first, "--json").json
    assert [(step["what"], step["holder"]) for step in steps] == [
        ("printed", None),
        ("handed_out", "Ana"),
        ("returned", None),
    ]
    assert "handed_out" in cli("story", approved, first).out
    assert "not a whole sheet number" in cli("story", approved, "12", code=1).err


def test_who_has_what_is_listed_and_written_for_paper(cli, approved, printed):
    cli("move", approved, "handed_out", f"{printed['first']}..000001-0002", "--to", "Ana")
    (person,) = cli("outstanding", approved, "--json").json
    assert (person["holder"], len(person["sheets"]), person["days"]) == ("Ana", 2, 0)
    assert "Ana" in cli("outstanding", approved).out
    assert "1 person has sheets" in cli("outstanding", approved, "--pdf", "out.pdf").out
    with pypdfium2.PdfDocument("out.pdf") as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert "Ana" in text
    assert printed["first"] in text
    assert "Recall of Sam Smith" in text
    assert "out.pdf" in cli("outstanding", approved, "--pdf", "out.pdf", code=1).err


def test_loose_pages_are_listed_with_the_sheet_that_they_are(cli, approved, printed):
    page = cli("page", approved, "--json").json["page"]
    enter(cli, approved, "L1,1,Ann,,,,City Hall", "L1,2,Bob,,,,")
    (row,) = cli("pages", approved, "--json").json
    assert (row["page"], row["own"], row["lines"], row["event"], row["sheet"]) == (page, True, 2, "City Hall", None)
    cli("link", approved, "L1", printed["last"])
    assert cli("pages", approved, "--json").json[0]["sheet"] == printed["last"]
    assert page in cli("pages", approved).out
