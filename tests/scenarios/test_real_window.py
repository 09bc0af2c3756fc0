"""The first minute of a volunteer, in a real window under a display server, typed by a program that knows no Qt."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAMS = ("Xvfb", "xdotool")
KEYS_BEYOND_THE_TEXT = 10
SECONDS_TO_THE_FIRST_NAME = 60
WAIT_S = 40
FIELDS = ("Zoë O'Lee", "12 Maple Street", "Los Angeles", "90012")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux" or not all(map(shutil.which, PROGRAMS)), reason="needs Xvfb and xdotool"
    ),
]


class Display:
    """A display server of its own, and what is typed on it."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
        self._server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"

    def do(self, *words: str) -> str:
        """Run one xdotool command and return what it printed."""
        environment = os.environ | {"DISPLAY": self.name}
        ran = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=False)
        return ran.stdout

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait()


@pytest.fixture
def display():
    shown = Display()
    yield shown
    shown.close()


def until(what, seconds=WAIT_S):
    """Return what the question answers as soon as that is true."""
    end = time.monotonic() + seconds
    while not (answer := what()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return answer


def saved_lines(file: Path, home: dict[str, str]) -> list[dict[str, object]]:
    command = [sys.executable, "-m", "canvass", "lines", str(file), "--json"]
    ran = subprocess.run(command, env=home, capture_output=True, text=True, check=False)
    return json.loads(ran.stdout) if ran.returncode == 0 else []


def test_the_first_name_is_saved_by_keys_alone_and_survives_a_kill(display, tmp_path):
    home = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    home |= {"DISPLAY": display.name, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    start = time.monotonic()
    window = subprocess.Popen([sys.executable, "-m", "canvass"], env=home, stderr=subprocess.PIPE, text=True)
    try:
        shown = until(lambda: display.do("search", "--onlyvisible", "--name", "canvass").split())
        display.do("windowfocus", "--sync", shown[-1])
        display.do("key", "Return")
        keys = 1
        file = until(lambda: next((tmp_path / "data").rglob("*.canvass"), None))
        until(lambda: display.do("search", "--onlyvisible", "--name", file.stem).split())
        for text in FIELDS:
            display.do("type", "--delay", "25", text)
            display.do("key", "Return")
            keys += 1
        (line,) = until(lambda: saved_lines(file, home))
        took_s = time.monotonic() - start
    finally:
        window.send_signal(signal.SIGKILL)
        _, said = window.communicate()
    assert said == ""
    assert tuple(line[field] for field in ("name", "address", "city", "zip")) == FIELDS
    assert line["line"] == 1
    assert keys <= KEYS_BEYOND_THE_TEXT
    assert took_s < SECONDS_TO_THE_FIRST_NAME
    assert [row["name"] for row in saved_lines(file, home)] == [FIELDS[0]]
    checked = subprocess.run([sys.executable, "-m", "canvass", "check", str(file)], env=home, check=False)
    assert checked.returncode == 0
