"""What one run of the program has of its terminal: where answers go, whether as JSON, how progress is shown."""

import contextlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click
import msgspec

from canvass.cli.table import visible, width
from canvass.ground.errors import CanvassError, RowsRefused
from canvass.ground.progress import Report, Thinned, silent
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr

Command = TypeVar("Command", bound=Callable[..., object])
Row = TypeVar("Row", bound=msgspec.Struct)
OpenWindow = Callable[[Path | None], int]

UNSEEN = re.compile("[\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
"""What JSON lets stand as it is and a terminal might obey or hide."""


class OutputLost(Exception):
    """Standard output takes no more, as on a full disk; what the command did stands."""


class Terminal:
    """The terminal of one run. Answers go to stdout, all else to stderr."""

    def __init__(self, open_window: OpenWindow) -> None:
        self.is_json = False
        self.open_window = open_window

    def answer(self, document: object, text: Callable[[], str]) -> None:
        """Print the answer of a command: the document with `--json`, else the text for people."""
        if self.is_json:
            self.document(document)
        else:
            self.say(text())

    def answer_rows(self, rows: Iterable[Row], text: Callable[[Iterable[Row]], str]) -> None:
        """Print a listing; encoded row by row, since a state's petition has a million of them."""
        if self.is_json:
            _print_json(b"[" + b",".join(msgspec.json.encode(row) for row in rows) + b"]")
        else:
            self.say(text(rows))

    def document(self, document: object) -> None:
        """Print one JSON document."""
        _print_json(_encoded(document))

    def say(self, text: str) -> None:
        """Print text for a person to stdout."""
        _print(text)

    def aside(self, text: str) -> None:
        """Print to stderr what is not the answer."""
        sys.stdout.flush()
        print(text, file=sys.stderr, flush=True)

    def refuse(self, error: CanvassError) -> None:
        """Tell a failure: its sentence on stderr and, with `--json`, as a document on stdout."""
        if self.is_json:
            self.document(error_document(error))
        self.aside(" ".join(filter(None, (sentence(error), tr(IN_SCRIPTS.get(error.code(), ""))))))

    @contextlib.contextmanager
    def progress(self, label: str) -> Iterator[Report]:
        """Give a report that shows one line on stderr if that is a terminal, and takes it away at the end."""
        if not sys.stderr.isatty():
            yield silent
            return
        blank = " " * (width(label) + 24)

        def show(done: int, total: int) -> None:
            print(f"\r{label} {done:,} / {total:,}  ", end="", file=sys.stderr, flush=True)

        try:
            yield Thinned(show)
        finally:
            print(f"\r{blank}\r", end="", file=sys.stderr, flush=True)


IN_SCRIPTS = {"passphrase_needed": mark("In a script, set CANVASS_PASSPHRASE.")}
"""What only somebody at a terminal can do about a failure, said after its sentence."""


def error_document(error: CanvassError) -> dict[str, object]:
    """Return a failure as the document that scripts read."""
    rows = error.rows if isinstance(error, RowsRefused) else []
    return {
        "error": {
            "code": error.code(),
            "message": sentence(error).partition("\n")[0],
            "rows": [{"row": bad.row, "field": visible(bad.field), "message": sentence(bad.why)} for bad in rows],
        }
    }


def json_option(command: Command) -> Command:
    """Give a command the option `--json`."""
    return click.option(
        "--json",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_note_json,
        help=tr(mark("Print one JSON document, for scripts.")),
    )(command)


def _note_json(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        terminal = context.find_object(Terminal)
        if terminal is not None:
            terminal.is_json = True


def _encoded(document: object) -> bytes:
    """Return JSON in UTF-8; stray bytes of a file's name are escaped as lone surrogates, which find the file again."""
    try:
        return msgspec.json.encode(document)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(document)).encode()


def _print_json(document: bytes) -> None:
    _print(UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", document.decode()))


def _print(text: str) -> None:
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError:
        raise OutputLost from None
