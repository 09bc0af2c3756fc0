"""Kill -9 at every step of what makes, protects and upgrades files: a whole file stands there after each."""

import os
import subprocess
import sys

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the steps are tried in forked processes")
@pytest.mark.parametrize("scenario", ["created", "protected", "changed", "upgraded"])
def test_a_kill_at_any_step_leaves_a_whole_file(tmp_path, scenario):
    command = [sys.executable, "-m", "tests.faults.stepwise", scenario, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 50
