"""Kill -9 at random moments of typing: no line that was told is lost, and the harness would notice if one were."""

import sys

import pytest

from canvass.batches.founding import create_lone
from tests.faults.harness import trial

TRIALS = 20
MANY_TRIALS = 500
PAGES, LINES = range(1, 6), range(1, 201)
"""More rows than are typed before the kill."""


def typing(path, honesty):
    return [sys.executable, "-m", "tests.faults.typist", str(path), honesty]


def test_no_line_that_was_told_is_lost_to_kill_9(tmp_path):
    path = tmp_path / "drive.canvass"
    trials = [trial(typing(path, "honest"), path, seed) for seed in range(TRIALS)]
    assert [one for one in trials if not one.holds] == []
    assert sum(one.told for one in trials) > TRIALS


@pytest.mark.slow
@pytest.mark.long
def test_no_line_that_was_told_is_lost_to_five_hundred_kills(tmp_path):
    for seed in range(TRIALS, TRIALS + MANY_TRIALS):
        path = tmp_path / f"drive {seed // 25}.canvass"
        one = trial(typing(path, "honest"), path, seed)
        assert one.holds, one


def entering_is_killed(folder, seeds):
    """Kill `canvass enter --each` once for each seed; return how many lines it had told in all."""
    rows = [f"L{page},{line},Signer {page} {line},1 Elm St,Los Angeles,90012" for page in PAGES for line in LINES]
    text = "\n".join(["sheet,line,name,address,city,zip", *rows, ""])
    told = 0
    for seed in seeds:
        path = folder / f"drive {seed}.canvass"
        create_lone(path).campaign.close()
        one = trial([sys.executable, "-m", "canvass", "enter", str(path), "-", "--each"], path, seed, text)
        assert one.holds, one
        told += one.told
    return told


def test_no_row_that_enter_each_said_was_saved_is_lost_to_kill_9(tmp_path):
    assert entering_is_killed(tmp_path, range(TRIALS)) > TRIALS


@pytest.mark.slow
@pytest.mark.long
def test_no_row_that_enter_each_said_was_saved_is_lost_to_five_hundred_kills(tmp_path):
    assert entering_is_killed(tmp_path, range(TRIALS, TRIALS + MANY_TRIALS)) > MANY_TRIALS


def test_a_program_that_tells_before_it_stores_is_caught(tmp_path):
    path = tmp_path / "drive.canvass"
    trials = [trial(typing(path, "early"), path, seed) for seed in range(TRIALS)]
    assert [one for one in trials if one.lost], "the harness sees no loss where there must be some"
    assert [one.wrong for one in trials if one.wrong] == []
