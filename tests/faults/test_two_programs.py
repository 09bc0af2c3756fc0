"""Two programs at one file: one writes, the other is told; a lock that a killed program left holds nobody up."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from canvass.campaign.companions import REPLACED, beside
from canvass.campaign.errors import HasTwoNames
from canvass.campaign.file import create_campaign, open_campaign
from canvass.journal.check import differences
from tests.campaign.files import enter
from tests.faults.harness import Line, stored, told_lines
from tests.faults.test_kill import typing

PAIRS, MANY_PAIRS = 6, 250
JITTER_S = 0.1
LONGEST_S = 60


def two_at_once(path, seed):
    """Start two typists a blink apart; return what each told, and what the one that was refused said."""
    chance, running, heard = random.Random(seed), [], []
    for number in range(2):
        heard.append(path.with_name(f"heard {number}"))
        with heard[-1].open("w") as out:
            running.append(subprocess.Popen(typing(path, "honest"), stdout=out, stderr=subprocess.PIPE, text=True))
        time.sleep(chance.uniform(0, JITTER_S))
    until = time.monotonic() + LONGEST_S
    while not any(one.stat().st_size for one in heard) and time.monotonic() < until:
        time.sleep(0.01)
    while not any(one.poll() is not None for one in running) and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, JITTER_S))
    for one in chance.sample(running, 2):
        one.kill()
    said = [one.communicate(timeout=60)[1] for one in running]
    lines = [set(told_lines(one.read_text())) for one in heard]
    return list(zip([one.returncode for one in running], lines, said, strict=True))


def held(path, seeds):
    """Try pairs on one file, each after the other's kill; return how many lines were told and how many were refused."""
    told: set[Line] = set()
    refused = 0
    for seed in seeds:
        for code, lines, said in two_at_once(path, seed):
            if code == 1:
                refused += 1
                assert lines == set()
                assert "campaign_in_use" in said.splitlines()[-1], said
            else:
                assert code == -signal.SIGKILL, said
                assert not lines & told, "two wrote the same line"
                told |= lines
        assert told <= stored(path)
    with open_campaign(path) as campaign:
        assert differences(campaign.reader(), None) == []
    return len(told), refused


@pytest.fixture
def path(tmp_path):
    if sys.platform == "win32":
        pytest.skip("kills as POSIX does")
    path = tmp_path / "drive.canvass"
    create_campaign(path).close()
    return path


def test_of_two_programs_one_writes_and_the_other_is_told_who_never_loses_a_line(path):
    told, refused = held(path, range(PAIRS))
    assert told > PAIRS
    assert refused == PAIRS


@pytest.mark.slow
@pytest.mark.long
def test_of_two_programs_one_writes_in_two_hundred_and_fifty_pairs(path):
    told, refused = held(path, range(100, 100 + MANY_PAIRS))
    assert told > MANY_PAIRS
    assert refused == MANY_PAIRS


def test_a_lock_with_the_number_of_a_program_that_runs_holds_nobody_up(path):
    beside(path, ".lock").write_text(str(os.getpid()))
    with open_campaign(path) as campaign:
        enter(campaign, "Ann", 1)


def test_a_file_under_two_names_is_refused_for_writing_by_both_and_read(path):
    other = path.with_name("other.canvass")
    os.link(path, other)
    for name in (path, other):
        with pytest.raises(HasTwoNames):
            open_campaign(name)
        open_campaign(name, None, "read").close()
    other.unlink()
    open_campaign(path).close()


def test_a_second_name_that_a_killed_protect_left_is_no_hindrance(path):
    os.link(path, beside(path, REPLACED))
    open_campaign(path).close()
    assert not beside(path, REPLACED).exists()
