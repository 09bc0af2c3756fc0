"""The terminal's front door: the commands, exit codes, and what is told when something goes wrong."""

import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import FrameType

import click

import canvass
from canvass.cli.codes import BUG, CANCELLED, DONE, PIPE_CLOSED, REFUSED, USAGE
from canvass.cli.help_words import help_text, speak_click, translated, translated_option
from canvass.cli.names import NAMES, ROOMS, is_command
from canvass.cli.table import visible
from canvass.cli.terminal import OpenWindow, OutputLost, Terminal
from canvass.ground.errors import CanvassError
from canvass.ground.progress import Cancelled
from canvass.wording.translation import mark, tr

__all__ = ["group", "is_command", "run"]


class _Commands(click.Group):
    """The commands, each loaded when it is asked for: a script that calls fifty waits for what fifty need, no more."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """Return the names in the order in which help shows them."""
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        """Return the command of this name, or None."""
        if cmd_name not in ROOMS:
            return None
        commands: tuple[click.Command, ...] = import_module(f"canvass.cli.{ROOMS[cmd_name]}").COMMANDS
        return translated(next(command for command in commands if command.name == cmd_name))

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options of the program itself, in the language in use."""
        return [translated_option(parameter) for parameter in super().get_params(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click gives it
        """Write what canvass is, in the language in use."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(help_text(self.help))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(canvass.__version__, prog_name="canvass", message="%(prog)s %(version)s")
def group() -> None:
    """Run a petition drive from the first name at a vigil to the count, without a network.

    `canvass` alone opens the window, `canvass FILE` a drive in it.
    """


def run(argv: Sequence[str], open_window: OpenWindow) -> int:
    """Run one command and return its exit code; `open_window` is what `demo` ends in.

    0 done; 1 refused, a sentence on stderr; 2 usage; 3 done, and something is for a person to decide; 70 a bug of
    ours, told without anything that was typed; 130 cancelled.
    """
    _ready_streams()
    speak_click()
    terminal = Terminal(open_window)
    with _interrupts() as was_interrupted:
        try:
            return _run(argv, terminal)
        except Exception as bug:  # noqa: BLE001 - the last one to see it; told as a fault of ours
            if was_interrupted():
                return CANCELLED
            _tell_bug(bug)
            return BUG


def _run(argv: Sequence[str], terminal: Terminal) -> int:
    code: object = DONE
    try:
        with group.make_context("canvass", list(argv), obj=terminal) as context:
            code = group.invoke(context)
    except click.exceptions.Exit as done:
        code = done.exit_code
    except click.ClickException as usage:
        _tell_usage(usage)
        code = USAGE
    except CanvassError as error:
        terminal.refuse(error)
        code = REFUSED
    except (KeyboardInterrupt, EOFError, Cancelled, click.Abort):
        code = CANCELLED
    except BrokenPipeError:
        _drop_output()
        code = PIPE_CLOSED
    except OutputLost:
        _drop_output()
        said = tr(mark("What was to be printed could not be written. What the command did stands. Look at the disk."))
        print(said, file=sys.stderr)
        code = REFUSED
    return code if isinstance(code, int) else DONE


def _tell_usage(usage: click.ClickException) -> None:
    lines = usage.format_message().splitlines()
    if isinstance(usage, click.UsageError) and usage.ctx is not None:
        lines = [*usage.ctx.get_usage().splitlines(), *lines]
    for line in lines:
        print(visible(line), file=sys.stderr)


def _ready_streams() -> None:
    """Write UTF-8 whatever the locale says, half a character of a file's name written out; give what is closed an end.

    A program without a console has no streams at all (`None`), and so has one started with `<&-`.
    """
    for name, way in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(way, encoding="utf-8"))  # noqa: SIM115 - open as long as we run
        elif way == "w":
            with contextlib.suppress(AttributeError):  # a stream put there by whoever embeds or tests the program
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Let what is left to write go nowhere, so that closing the stream does not fail again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def _interrupts() -> Iterator[Callable[[], bool]]:
    """Raise KeyboardInterrupt at Ctrl+C and remember it: inside SQLite it comes out as another exception."""
    seen: list[int] = []

    def interrupt(number: int, _frame: FrameType | None) -> None:
        seen.append(number)
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    try:
        if before is signal.default_int_handler:
            signal.signal(signal.SIGINT, interrupt)
        yield lambda: bool(seen)
    finally:
        if before is signal.default_int_handler:
            signal.signal(signal.SIGINT, before)


def _tell_bug(bug: BaseException) -> None:
    """Tell where the program failed and as what; never the exception's text, which may hold what somebody typed."""
    told = traceback.TracebackException.from_exception(bug)
    print(tr(mark("canvass has a fault. What was saved before stands. Please send us these lines:")), file=sys.stderr)
    for frame in told.stack:
        print(f"  {'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}", file=sys.stderr)
    print(f"  {type(bug).__name__}", file=sys.stderr)
