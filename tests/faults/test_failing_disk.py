"""A disk that fails at any of its calls: no line is told that is not there, and the failure is told."""

import subprocess
import sys

import pytest

from canvass.batches.founding import create_lone
from canvass.campaign.file import open_campaign
from canvass.journal.check import differences
from tests.faults.harness import stored, told_lines
from tests.faults.test_kill import typing
from tests.faults.traced import may_trace

FAILURES = {
    "sync": "fsync,fdatasync:error=EIO",
    "write": "pwrite64:error=EIO",
    "full": "pwrite64:error=ENOSPC",
}
WORDS = ("save_unsure", "not_stored", "disk_full", "campaign_read_only", "campaign_damaged")
MOMENTS = (1, 3, 8, 21, 55, 90, 130, 200, 400)
"""From the making of the file to some dozen lines: that many calls of the kind go well."""

ROWS = 12
ONCE = {"sync": "fsync,fdatasync", "write": "pwrite64", "cut": "ftruncate"}
"""Calls of which one alone fails; after it the disk works again."""
SAID = ("failed while canvass used it", "failed in the moment of saving", "is not allowed to write")
"""Of the sentences that tell of a disk that fails."""


def strace(path, failure, moment):
    """Let the honest typist type on a disk of which every call of the kind fails from this one on."""
    inject = f"inject={FAILURES[failure]}:when={moment}+"
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", inject, *typing(path, "honest")]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def path(tmp_path):
    may_trace()
    return tmp_path / "drive.canvass"


@pytest.mark.parametrize("failure", FAILURES)
def test_no_line_is_told_that_a_failing_disk_did_not_take(path, failure):
    told = 0
    for moment in MOMENTS:
        for left in path.parent.iterdir():
            left.unlink()
        done = strace(path, failure, moment)
        assert done.returncode == 1, done.stderr
        assert any(word in done.stderr.splitlines()[-1] for word in WORDS), done.stderr
        lines = set(told_lines(done.stdout))
        told += len(lines)
        if not path.exists():
            assert not lines
            continue
        there = stored(path)
        assert lines <= there
        assert len(there - lines) <= 1
        with open_campaign(path) as campaign:
            assert differences(campaign.reader(), None) == []
    assert told > 0


def rows():
    lines = [f"L1,{n},Signer {n},{n} Elm St,Los Angeles,90012" for n in range(1, ROWS + 1)]
    return "\n".join(["sheet,line,name,address,city,zip", *lines, ""])


def entered(path, inject=""):
    """Enter the rows, on a disk of which some calls fail; return what the program did."""
    command = [sys.executable, "-m", "canvass", "enter", str(path), "-", "--each"]
    watch = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={inject}"] if inject else []
    return subprocess.run([*watch, *command], input=rows(), capture_output=True, text=True, check=False, timeout=120)


def entered_again_is_held(path, inject):
    """Enter the rows on the failing disk, then once more on a good one; return whether the first time broke off."""
    for left in path.parent.iterdir():
        left.unlink()
    create_lone(path).campaign.close()
    done = entered(path, inject)
    assert done.returncode in (0, 1), done.stderr
    lines = set(told_lines(done.stdout))
    if done.returncode == 1:
        assert any(part in done.stderr for part in SAID), done.stderr
    there = stored(path)
    assert lines <= there
    assert len(there - lines) <= 1
    again = entered(path)
    assert again.returncode == 0, again.stderr
    with open_campaign(path) as campaign:
        assert differences(campaign.reader(), None) == []
        (readings,) = campaign.connection.execute("select count(*) from record where place is not null").fetchone()
    assert (len(stored(path)), readings) == (ROWS, ROWS), "a line that was typed again stands there twice"
    return done.returncode == 1


@pytest.mark.parametrize("call", ONCE)
def test_after_a_call_that_failed_once_the_same_rows_again_make_no_line_twice(path, call):
    broken = [entered_again_is_held(path, f"{ONCE[call]}:error=EIO:when={moment}") for moment in (1, 4, 9)]
    assert any(broken) or call == "cut"


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("call", ONCE)
def test_whichever_call_fails_once_the_same_rows_again_make_no_line_twice(path, call):
    broken = [entered_again_is_held(path, f"{ONCE[call]}:error=EIO:when={moment}") for moment in range(1, 61)]
    assert any(broken) or call == "cut"


def test_calls_that_are_broken_off_by_a_signal_are_made_again(path):
    create_lone(path).campaign.close()
    done = entered(path, "pwrite64,write:error=EINTR:when=2+3")
    assert done.returncode == 0, done.stderr
    assert len(told_lines(done.stdout)) == ROWS
    assert len(stored(path)) == ROWS
