"""Where both scripts start: chooses the terminal or the window, and imports only the one that is needed."""

import gc
import os
import sys
from pathlib import Path

from canvass.cli.codes import REFUSED
from canvass.cli.names import is_command
from canvass.wording.translation import SOURCE, choose_language, language_asked, mark, tr

SELF_CHECK = "--self-check"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
NO_DISPLAY = mark(
    "There is no screen here to open a window on, and no command of that name. Nothing was changed. "
    "“canvass --help” lists what can be done without a window."
)


def main() -> int:
    """Run `canvass`: alone or with a file it is the window, with the name of a command the terminal."""
    choose_language(language_asked(os.environ) or SOURCE)
    arguments = sys.argv[1:]
    if arguments == [SELF_CHECK]:
        return self_check()
    if len(arguments) > 1 or (arguments and is_command(arguments[0])):
        return run_command(arguments)
    return open_window(Path(arguments[0]) if arguments else None)


def window() -> int:
    """Run `canvass-window`: the same; on Windows it has no console."""
    return main()


def run_command(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    from canvass.cli.app import run  # noqa: PLC0415 - only the front end that is needed

    return run(arguments, open_window)


def open_window(path: Path | None) -> int:
    """Open the window, with a drive if one is given, until it is closed. Without a display say so: Qt would abort."""
    if sys.platform == "linux" and not any(map(os.environ.get, DISPLAYS)):
        print(tr(NO_DISPLAY), file=sys.stderr)  # noqa: T201 - there is nowhere else to say it
        return REFUSED
    gc.disable()  # while everything is being loaded there is no garbage; the window switches it on again
    from canvass.desktop.app import open_window as show  # noqa: PLC0415 - only the front end that is needed

    return show(path)


def self_check() -> int:
    """Try the program's main parts on files of its own, say so in one line, and return the exit code."""
    from canvass.desktop.self_check import check  # noqa: PLC0415 - only for whoever builds the program

    print(check())  # noqa: T201 - its one line
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
