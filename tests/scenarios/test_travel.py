"""From a vigil's table to headquarters' count, each step a process of its own, as people start the program."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from canvass.journal.number import parse_sheet_number

DRIVE = (
    *("--petition", "ca-recall-local", "--title", "Recall of Sam Smith", "--jurisdiction", "Los Angeles County"),
    *("--registered", "5668570", "--officer", "Sam Smith"),
)
PETITION = (
    *("office=District Attorney", "took_office=2020-12-07", "term_ends=2028-12-04", "notice_served=2021-10-27"),
    *("top_funders=none", "approved=2022-01-27", "codes=yes"),
    *(f"proponents=Person {chr(65 + number)}" for number in range(12)),
)
SECRET = {"CANVASS_PASSPHRASE": "seven lamps in a row"}
COLUMNS = ("sheet", "line", "name", "address", "city", "zip")


class Laptop:
    """A folder with the program in it."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.folder.mkdir(exist_ok=True)
        self._environment = {**os.environ, **environment}

    def __call__(self, *words: object, code: int = 0, stdin: str = "") -> Any:
        """Run a command with --json and return its document, or the error's code where it refuses."""
        ran = subprocess.run(
            [sys.executable, "-m", "canvass", *map(str, words), "--json"],
            cwd=self.folder, env=self._environment, input=stdin, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == code, (words, ran.stdout, ran.stderr)
        assert "Traceback" not in ran.stderr
        return json.loads(ran.stdout)

    def enter(self, rows: list[tuple[object, ...]], typist: str) -> Any:
        """Enter rows of a CSV file."""
        text = io.StringIO()
        csv.writer(text).writerows([COLUMNS, *rows])
        return self("enter", "drive.canvass", "-", "--typist", typist, stdin=text.getvalue())


@pytest.fixture
def laptop(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.fspath(Path(__file__).parents[2]))
    return lambda name, **environment: Laptop(tmp_path / name, **environment)


def rows(sheet: object, page: int) -> list[tuple[object, ...]]:
    return [(sheet, line, f"Signer {page} {line}", f"{line} Elm St", "Example", "90001") for line in range(1, 6)]


@pytest.mark.slow
def test_sixty_lines_of_a_vigil_reach_the_count_as_sixty(laptop, tmp_path):
    hq = laptop("hq", **SECRET)
    hq("new", "drive.canvass", *DRIVE)
    hq("set", "drive.canvass", *PETITION, "--text", f"grounds={_text(tmp_path, 'grounds')}")
    printed = hq("print", "drive.canvass", "--sheets", 12, "--out", "run.pdf")
    assert (printed["sheets"], printed["lines_per_sheet"] >= 5) == (12, True)
    sheets = [one["sheet"] for one in hq("sheets", "drive.canvass")]
    assert [parse_sheet_number(sheet).serial for sheet in sheets] == list(range(1, 13))
    for name in ("vigil", "table"):
        hq("kit", "drive.canvass", "--role", "field", "--out", f"{name}.canvasskit", "--name", name)

    vigil = laptop("vigil")
    vigil("new", "drive.canvass", "--no-passphrase")
    assert vigil("page", "drive.canvass")["page"].startswith("L1@")
    vigil.enter([row for page in range(1, 13) for row in rows(f"L{page}", page)], "AB")
    assert vigil("count", "drive.canvass")["loose"] == 60
    typed = vigil("lines", "drive.canvass")
    vigil("join", "../hq/vigil.canvasskit", "drive.canvass")
    assert vigil("lines", "drive.canvass") == typed
    for page, sheet in enumerate(sheets, 1):
        vigil("link", "drive.canvass", f"L{page}", sheet)

    table = laptop("table")
    table("join", "../hq/table.canvasskit", "drive.canvass")
    table.enter([row for page, sheet in enumerate(sheets[:3], 1) for row in rows(sheet, page)], "CD")

    stick = tmp_path / "stick"
    for one in (vigil, table):
        written = one("export", "drive.canvass", "--out", stick)
        assert written["bytes"] == os.path.getsize(written["batch"])
    shutil.copytree(hq.folder, tmp_path / "copy")
    batches = sorted(stick.iterdir())
    merged = hq("merge", "drive.canvass", stick)
    assert (merged["conflicts"], merged["waiting"], merged["refused"]) == (0, [], [])
    counted = hq("count", "drive.canvass")
    assert (counted["entered"], counted["agreed"], counted["disputed"], counted["loose"]) == (60, 15, 0, 0)
    assert counted["required"] == 566_857

    # the other way round, each twice, at a copy of headquarters: the same
    other = laptop("copy", **SECRET)
    for batch in (*reversed(batches), *batches):
        other("merge", "drive.canvass", batch)
    for what in ("count", "lines"):
        assert other(what, "drive.canvass") == hq(what, "drive.canvass")
    for one in (hq, other, vigil, table):
        assert one("check", "drive.canvass") == {"ok": True, "differences": []}

    # what is not whole changes nothing
    cut = tmp_path / "cut.canvassbatch"
    cut.write_bytes(batches[0].read_bytes()[:-100])
    refused = hq("merge", "drive.canvass", cut, code=1)
    assert [one["file"] for one in refused["refused"]] == ["cut.canvassbatch"]
    assert "cut at" in refused["refused"][0]["why"]
    assert hq("merge", "drive.canvass", cut, stick, code=3)["new"] == 0
    assert hq("count", "drive.canvass") == counted


def _text(folder: Path, name: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text("The officer has not done what the law asks of the office.\n", encoding="utf-8")
    return path
