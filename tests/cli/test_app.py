"""The front door: exit codes, what goes where, and nothing that a terminal would obey."""

import io
import json
import os
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from canvass.cli import entering
from canvass.cli.app import group, is_command, run
from canvass.cli.names import NAMES
from canvass.cli.table import pairs, table, visible, width
from canvass.cli.terminal import Terminal
from canvass.ground.progress import Cancelled
from tests.cli.rows import csv, row

EVIL = "a\x1b[2J\u202eb\x9bc"


def no_window(path):
    raise AssertionError


def test_every_command_of_the_contract_is_there_and_no_other():
    with group.make_context("canvass", ["count"]) as context:
        commands = {name: group.get_command(context, name) for name in group.list_commands(context)}
    assert set(commands) == set(NAMES)
    assert all(command is not None and command.help for command in commands.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_command_takes_json_and_explains_itself(cli, name):
    assert "--json" in cli(name, "--help").out


@pytest.mark.parametrize(("word", "is_one"), [("new", True), ("--help", True), ("drive.canvass", False), ("", False)])
def test_a_word_is_a_command_or_a_file(word, is_one):
    assert is_command(word) is is_one


def test_the_version_is_told(cli):
    assert cli("--version").out.startswith("canvass 0.")


@pytest.mark.parametrize("words", [("bogus",), ("lines",), ("lines", "x", "--bogus"), ("enter", "x"), (EVIL,)])
def test_wrong_usage_is_told_on_stderr_alone(cli, words):
    ran = cli(*words, code=2)
    assert ran.out == ""
    assert ran.err
    assert all(character.isprintable() or character == "\n" for character in ran.err)


def test_a_file_name_cannot_rearrange_the_terminal(cli):
    failure = cli.refused("info", f"{EVIL}.canvass", error="campaign_missing")
    ran = cli("info", f"{EVIL}.canvass", code=1)
    for text in (failure["message"], ran.err):
        assert all(character.isprintable() or character == "\n" for character in text)


def test_json_escapes_what_a_terminal_might_obey(cli, lone):
    Path("stick" + EVIL).mkdir()
    cli("enter", lone, "-", stdin=csv(row(1)))
    ran = cli("export", lone, "--out", "stick" + EVIL, "--json", CANVASS_BATCH_PASSPHRASE="seven lamps in a row")
    assert all(unicodedata.category(character)[0] != "C" for character in ran.out.rstrip("\n"))
    assert Path(ran.json["batch"]).exists()


def test_a_file_name_that_is_no_text_is_found_again_from_json(cli, lone):
    cli("enter", lone, "-", stdin=csv(row(1)))
    ran = cli("backup", lone, "copy\udce9.canvass", "--json")
    assert Path(ran.json["backup"]).exists()
    assert "copy\\udce9" in cli("backup", lone, "other copy\udce9.canvass").out


def test_a_fault_of_ours_is_told_without_what_was_typed(cli, lone, monkeypatch):
    def fail(*_args):
        raise ValueError("Ann Lee, 1410 Bobbin St")

    monkeypatch.setattr(entering, "known_sheet", fail)
    ran = cli("lines", lone, "--sheet", "L1", "--json", code=70)
    assert ran.out == ""
    assert "ValueError" in ran.err
    assert "cli/entering.py" in ran.err
    assert "Ann" not in ran.err


@pytest.mark.parametrize("error", [KeyboardInterrupt, Cancelled])
def test_a_cancelled_command_ends_in_130_and_changes_nothing(cli, lone, monkeypatch, error):
    def stop(*_args, **_how):
        raise error

    cli("enter", lone, "-", stdin=csv(row(1)))
    before = lone.read_bytes()
    monkeypatch.setattr(entering, "csv_of", stop)
    cli("lines", lone, "--csv", "out.csv", code=130)
    assert not Path("out.csv").exists()
    assert lone.read_bytes() == before


def test_ctrl_c_that_comes_out_of_the_database_as_another_error_is_still_a_cancel(cli, lone, monkeypatch):
    def interrupted(*_args):
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise RuntimeError("user-defined function raised exception") from None

    monkeypatch.setattr(entering, "known_sheet", interrupted)
    cli("lines", lone, "--sheet", "L1", code=130)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


class _Ended(io.StringIO):
    def __init__(self, error):
        super().__init__()
        self._error = error

    def write(self, _text):
        raise self._error


@pytest.mark.parametrize(
    ("error", "ending"),
    [(BrokenPipeError(), (141, "")), (OSError(28, "No space left on device"), (1, "could not be written"))],
)
def test_output_that_goes_nowhere_ends_the_command(lone, monkeypatch, capsys, error, ending):
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", _Ended(error))
        code = run(["lines", str(lone)], no_window)
    assert code == ending[0]
    assert ending[1] in capsys.readouterr().err


def test_without_any_streams_a_command_still_does_its_work(lone, monkeypatch):
    with monkeypatch.context() as patched:
        for name in ("stdin", "stdout", "stderr"):
            patched.setattr(sys, name, None)
        assert run(["backup", str(lone), "copy.canvass"], no_window) == 0
        assert run(["enter", str(lone), "-"], no_window) == 1
        assert run(["info", "no.canvass"], no_window) == 1
        for name in ("stdin", "stdout", "stderr"):
            getattr(sys, name).close()
    assert Path("copy.canvass").exists()


class _Screen(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_one_line_on_a_terminal_and_goes_away(monkeypatch, capsys):
    terminal = Terminal(no_window)
    with terminal.progress("Working") as report:
        report(1, 2)
    assert capsys.readouterr().err == ""
    screen = _Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with terminal.progress("Working") as report:
        report(1_000, 2_000)
    shown = screen.getvalue()
    assert "Working 1,000 / 2,000" in shown
    assert shown.endswith("\r")
    assert "\n" not in shown


def test_json_is_one_document_and_nothing_else(cli, lone):
    for words in (("info", lone), ("lines", lone), ("sheets", lone), ("count", lone), ("check", lone), ("petitions",)):
        out = cli(*words, "--json").out
        assert out.endswith("\n")
        json.loads(out)


def test_a_sheet_that_cannot_be_is_refused_wherever_it_is_named(cli, lone):
    for text in ("L0", "L1@xyz", "L1@1234567", "0010020014", "001002-0014-66", "", "königlich"):
        for words in (
            ("lines", lone, "--sheet", text),
            ("decide", lone, text, 1, "--keep", 1),
            ("link", lone, text, "none"),
        ):
            code = cli(*words, "--json", code=1).json["error"]["code"]
            assert code in {"sheet_refused", "sheet_number_refused", "device_unknown"}


def test_tables_stand_under_each_other_in_every_script():
    lines = table(("name", "n"), [("王小明", 1), ("Zoë", 12_000), ("José", None)]).splitlines()
    assert len({width(line.rstrip()) for line in lines[1:3]}) == 1
    assert lines[2].endswith("12,000")
    assert table(("a",), []) == "a"
    assert pairs([("a", None), ("long", True)]) == "a     –\nlong  yes"
    assert visible("a\u200db\x07\u202e") == "a\u200db\\x07\\u202e"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_window_without_any_display_is_refused_in_words(tmp_path):
    displays = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    bare = {name: value for name, value in os.environ.items() if name not in displays}
    command = [sys.executable, "-m", "canvass", str(tmp_path / "drive.canvass")]
    ran = subprocess.run(command, capture_output=True, text=True, env=bare, check=False, timeout=60)
    assert ran.returncode == 1
    assert ran.stderr.startswith("There is no screen here")
