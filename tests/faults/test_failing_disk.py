"""A disk that fails at any of its calls: no line is told that is not there, and the failure is told."""

import subprocess

import pytest

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
