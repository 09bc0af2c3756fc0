"""The program itself, run as people run it in a terminal."""

import os
import subprocess
import sys
import unicodedata
from typing import NamedTuple


class Ran(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


def ran(*words, **environment: str) -> Ran:
    """Run a command in English; none may hang."""
    english = {**os.environ, "LANGUAGE": "en", "LANG": "C.UTF-8", **environment}
    command = [sys.executable, "-m", "canvass", *map(str, words)]
    done = subprocess.run(command, capture_output=True, check=False, env=english, timeout=60, stdin=subprocess.DEVNULL)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def obeyed(text: str) -> list[str]:
    """Return the letters that a terminal or a page would obey instead of showing them; joiners make letters whole."""
    invisible = [letter for letter in text if unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"}]
    return [ascii(letter) for letter in invisible if letter not in "\n\u200c\u200d"]
