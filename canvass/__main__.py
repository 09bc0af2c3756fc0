"""Where both scripts start: chooses the terminal or the window, and imports only the one that is needed."""

import sys
from pathlib import Path


def main() -> int:
    """Run `canvass`: alone or with a file it is the window."""
    arguments = sys.argv[1:]
    return open_window(Path(arguments[0]) if arguments else None)


def window() -> int:
    """Run `canvass-window`: the window, without a console on Windows."""
    return main()


def open_window(path: Path | None) -> int:
    """Open the window, with a drive if one is given."""
    from canvass.desktop.app import open_window as show  # noqa: PLC0415 - only the front end that is needed

    return show(path)


if __name__ == "__main__":
    raise SystemExit(main())
