"""Kill -9 at every step of what makes, protects and upgrades files: a whole file stands there after each."""

import os
import subprocess
import sys

import pytest

SCENARIOS = ["created", "protected", "changed", "upgraded"]
SOME = 7
"""A stride that meets every call of more than a few lines; the slow test takes each line."""

forked = pytest.mark.skipif(not hasattr(os, "fork"), reason="the steps are tried in forked processes")


def steps(scenario, folder, stride):
    command = [sys.executable, "-m", "tests.faults.stepwise", scenario, str(folder), str(stride)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@forked
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_kill_on_the_way_leaves_a_whole_file(tmp_path, scenario):
    assert steps(scenario, tmp_path, SOME) > 50


@forked
@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_kill_at_any_line_leaves_a_whole_file(tmp_path, scenario):
    assert steps(scenario, tmp_path, 1) > 50
