"""What the README says is so: its commands are there, its links lead somewhere, and the build runs its test command."""

import re
from pathlib import Path

import pytest

from canvass.cli.names import NAMES
from canvass.practice.folder import OURS
from canvass.practice.paper import FEWEST_SHEETS

REPOSITORY = Path(__file__).parents[2]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
MAIN_JOB = "python3 -m venv .venv && .venv/bin/pip install '.[hq]' && .venv/bin/canvass demo"
TESTS = "python3 -m venv .venv && .venv/bin/pip install -e '.[hq,test]' && .venv/bin/pytest"


def test_both_promised_commands_stand_in_it_as_they_are_typed():
    lines = README.splitlines()
    assert MAIN_JOB in lines
    assert TESTS in lines


def test_the_build_runs_the_test_command_of_the_readme():
    build = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert TESTS.replace("install -e", "install -q -e") in build


def test_it_shows_every_command_and_no_other():
    commands = README.partition("## Commands")[2].partition("\n## ")[0]
    assert set(re.findall(r"`canvass ([a-z]+)\b", commands)) == set(NAMES)
    assert set(re.findall(r"`canvass ([a-z]+)\b", README)) <= set(NAMES)


def test_the_rooms_that_it_names_are_the_rooms_of_the_house():
    house = README.partition("The house, from the ground up")[2]
    told = set(re.findall(r"^  ([a-z]+)/ ", house, re.MULTILINE))
    assert told == {
        path.name for path in (REPOSITORY / "canvass").iterdir() if path.is_dir() and list(path.glob("*.py"))
    }


@pytest.mark.parametrize("name", OURS[:-1])
def test_what_the_demonstration_leaves_is_told(name):
    assert f"`{name}" in README


def test_the_numbers_it_suggests_work():
    assert all(int(number) >= FEWEST_SHEETS for number in re.findall(r"--sheets (\d+)", README))
