"""The real program as a process of its own: pipes, signals, terminals, locales."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.rows import csv, row

REPOSITORY = Path(__file__).resolve().parents[2]
CANVASS = [sys.executable, "-m", "canvass"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of POSIX")
SECRET = "seven lamps in a row"


@pytest.fixture
def environment(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # where the tests run in the background it is ignored
    return {**os.environ, "PYTHONPATH": str(REPOSITORY)}


@pytest.fixture
def canvass(environment):
    def run(*words, code=0, stdin=b"", **variables):
        done = subprocess.run(
            [*CANVASS, *map(str, words)], input=stdin, capture_output=True, env=environment | variables, check=False
        )
        assert done.returncode == code, done.stderr.decode()
        return done.stdout

    return run


def start(environment, *words, **pipes):
    given = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | pipes
    return subprocess.Popen([*CANVASS, *map(str, words)], env=environment, bufsize=0, **given)


def test_the_main_job_from_the_first_name_to_the_count(canvass):
    canvass(
        *("new", "hq.canvass", "--petition", "ca-recall-local", "--title", "T", "--jurisdiction", "J"),
        *("--registered", 5_668_570, "--no-passphrase"),
    )
    canvass("kit", "hq.canvass", "--role", "field", "--out", "field.canvasskit")
    canvass("new", "vigil.canvass")
    canvass("enter", "vigil.canvass", "-", "--typist", "AB", stdin=csv(row(1), row(2, "王小明")))
    canvass("join", "field.canvasskit", "vigil.canvass")
    canvass("link", "vigil.canvass", "L1", "001002-0014-65")
    canvass("export", "vigil.canvass", "--out", "stick")
    merged = json.loads(canvass("merge", "hq.canvass", "stick", "--json"))
    assert (merged["conflicts"], merged["refused"]) == (0, [])
    counted = json.loads(canvass("count", "hq.canvass", "--json"))
    assert (counted["entered"], counted["loose"], counted["required"]) == (2, 0, 566_857)
    assert canvass("lines", "hq.canvass", "--json") == canvass("lines", "vigil.canvass", "--json")


@posix
def test_a_line_that_was_said_to_be_saved_outlives_kill_9(canvass, environment):
    canvass("new", "lone.canvass")
    with start(environment, "enter", "lone.canvass", "-", "--each") as typing:
        typing.stdin.write(csv(row(1)))
        assert re.fullmatch(rb"saved L1@[0-9a-f]{8} 1\n", typing.stdout.readline())
        typing.stdin.write(f"{row(2)}\n".encode())
        assert re.fullmatch(rb"saved L1@[0-9a-f]{8} 2\n", typing.stdout.readline())
        typing.kill()
        typing.communicate()
    assert [line["line"] for line in json.loads(canvass("lines", "lone.canvass", "--json"))] == [1, 2]
    assert json.loads(canvass("check", "lone.canvass", "--json"))["ok"] is True


@posix
def test_ctrl_c_ends_typing_and_keeps_what_was_saved(canvass, environment):
    canvass("new", "lone.canvass")
    with start(environment, "enter", "lone.canvass", "-", "--each") as typing:
        typing.stdin.write(csv(row(1)))
        assert typing.stdout.readline().startswith(b"saved")
        typing.send_signal(signal.SIGINT)
        _, told = typing.communicate()
    assert typing.returncode == 130
    assert b"Traceback" not in told
    assert len(json.loads(canvass("lines", "lone.canvass", "--json"))) == 1


@posix
def test_ctrl_c_while_a_whole_file_comes_in_leaves_nothing_of_it(canvass, environment):
    canvass("new", "lone.canvass")
    with start(environment, "enter", "lone.canvass", "-") as typing:
        typing.stdin.write(csv(row(1)))
        deadline = time.monotonic() + 20
        while not Path("lone.canvass-wal").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        typing.send_signal(signal.SIGINT)
        typing.communicate()
    assert typing.returncode == 130
    assert json.loads(canvass("lines", "lone.canvass", "--json")) == []
    canvass("enter", "lone.canvass", "-", stdin=csv(row(1)))


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "C.UTF-8"}]
)
def test_names_are_written_in_utf_8_whatever_the_locale(canvass, locale):
    canvass("new", "lone.canvass")
    canvass("enter", "lone.canvass", "-", stdin=csv(row(1, "Zoë 王小明 👩\u200d🌾")))
    for words in (("lines", "lone.canvass"), ("lines", "lone.canvass", "--json")):
        assert "Zoë 王小明 👩\u200d🌾" in canvass(*words, **locale).decode("utf-8")


@posix
def test_a_reader_that_goes_away_is_no_fault(canvass, environment):
    canvass("new", "lone.canvass")
    canvass("enter", "lone.canvass", "-", stdin=csv(*(row(line, "A" * 190) for line in range(1, 201))))
    with start(environment, "lines", "lone.canvass", "--json") as listing:
        listing.stdout.close()
        told = listing.stderr.read()
        listing.wait()
    assert listing.returncode == 141
    assert told == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_answer_that_cannot_be_written_is_told(canvass, environment):
    canvass("new", "lone.canvass")
    with Path("/dev/full").open("wb") as full, start(environment, "info", "lone.canvass", stdout=full) as telling:
        _, told = telling.communicate()
    assert telling.returncode == 1
    assert b"could not be written" in told
    assert b"Traceback" not in told
    assert b"Exception" not in told


@posix
def test_at_a_terminal_the_passphrase_is_asked_for_and_never_shown(canvass, environment):
    canvass("new", "lone.canvass", CANVASS_PASSPHRASE=SECRET)
    canvass("info", "lone.canvass", code=1)
    ours, theirs = os.openpty()
    end = dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
    with start(environment, "info", "lone.canvass", "--json", start_new_session=True, **end) as asking:
        os.close(theirs)
        seen = b""
        while b"Passphrase" not in seen:
            seen += os.read(ours, 1024)
        os.write(ours, f"{SECRET}\n".encode())
        with contextlib.suppress(OSError):  # Linux's way to say that the other end was closed
            while piece := os.read(ours, 1024):
                seen += piece
    os.close(ours)
    assert asking.returncode == 0
    assert b'"protected":true' in seen
    assert SECRET.encode() not in seen


def test_commands_load_nothing_of_the_window(environment):
    script = (
        "import sys, canvass.cli.app\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken'))]\n"
    )
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)
