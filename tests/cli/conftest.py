"""Commands run in this process, with what they print, and small drives to run them on."""

import io
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from canvass.cli.app import run

TEMPLATE = "ca-recall-local"
DRIVE = (
    *("--petition", TEMPLATE, "--title", "Recall of Sam Smith", "--jurisdiction", "Los Angeles County"),
    *("--registered", "5668570", "--officer", "Sam Smith"),
)
PROPONENTS = tuple(f"proponents=Person {chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(60))
COMPLETE = (
    *("office=District Attorney", "took_office=2020-12-07", "term_ends=2028-12-04", "notice_served=2021-10-27"),
    *("top_funders=none", *PROPONENTS),
)


class _Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


def _typing(answers: Sequence[str]) -> Callable[[str], str]:
    left = list(answers)

    def type_next(_prompt: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    return type_next


@dataclass(frozen=True)
class Ran:
    """What one command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


class Commands:
    """Runs commands in this process."""

    def __init__(self, capsys, monkeypatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self.opened: list[Path | None] = []

    def __call__(
        self,
        *words: object,
        stdin: bytes = b"",
        typed: Sequence[str] | None = None,
        code: int = 0,
        **environment: str,
    ) -> Ran:
        """Run a command; it has to end in `code`. Further keywords are variables of the environment.

        `stdin` comes through a pipe; `typed` are the answers to hidden questions at a terminal, then its end.
        """
        self._capsys.readouterr()
        with self._monkeypatch.context() as patched:
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            if typed is not None:
                patched.setattr(sys, "stdin", _Keyboard())
                patched.setattr("click.termui.hidden_prompt_func", _typing(typed))
            for name, value in environment.items():
                patched.setenv(name, value)
            ended = run([str(word) for word in words], self._open)
        printed = self._capsys.readouterr()
        ran = Ran(ended, printed.out, printed.err)
        assert ended == code, ran
        return ran

    def refused(self, *words: object, error: str, **how: Any) -> dict[str, Any]:
        """Run a command with `--json` that has to be refused with this code and a sentence; return the failure."""
        ran = self(*words, "--json", code=1, **how)
        failure: dict[str, Any] = ran.json["error"]
        assert set(ran.json) == {"error"}
        assert set(failure) == {"code", "message", "rows"}
        assert failure["code"] == error, failure
        assert failure["message"] in ran.err
        assert failure["message"].count(". ") >= 1
        return failure

    def _open(self, path: Path | None) -> int:
        self.opened.append(path)
        return 0


@pytest.fixture
def cli(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return Commands(capsys, monkeypatch)


@pytest.fixture
def lone(cli, tmp_path):
    cli("new", "lone.canvass")
    return tmp_path / "lone.canvass"


@pytest.fixture
def hq(cli, tmp_path):
    cli("new", "hq.canvass", *DRIVE, "--no-passphrase")
    return tmp_path / "hq.canvass"


@pytest.fixture
def approved(cli, hq):
    Path("grounds.txt").write_text("These are the grounds of the recall.", encoding="utf-8")
    Path("answer.txt").write_text("This is the answer of the officer.", encoding="utf-8")
    cli("set", hq, *COMPLETE, "--text", "grounds=grounds.txt", "--text", "answer=answer.txt")
    cli("set", hq, "approved=2022-01-27", "codes=yes")
    return hq
