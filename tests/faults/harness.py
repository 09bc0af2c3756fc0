"""Kill -9 while somebody types: the proof that nothing said to be saved is lost.

A command types lines into a campaign file and prints `saved SHEET LINE` for each. It is killed at a random moment,
the file is opened again, and every line it had told must be there. Any command with that promise can be tried.
"""

import json
import random
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from canvass.campaign.file import open_campaign
from canvass.journal.check import Difference, differences

LATEST_S = 0.15
"""A kill comes at most so long after the first line was told: some hundred lines later."""

Line = tuple[str, int]
"""A sheet as people see it, and the line."""


class Trial(msgspec.Struct, frozen=True):
    """What one kill left: how many lines were told, which of them are lost, what the file's own check finds."""

    seed: int
    told: int
    lost: list[Line]
    untold: int
    """Lines that are there and were not told: the one whose `saved` was on its way, at most."""
    wrong: list[Difference]

    @property
    def holds(self) -> bool:
        """Whether the promise was kept."""
        return not self.lost and not self.wrong and self.untold <= 1


def trial(command: Sequence[str], path: Path, seed: int, text: str = "") -> Trial:
    """Run the command with `text` on its standard input, kill it at the moment this seed names, and look."""
    before = stored(path) if path.exists() else set()
    told = killed(command, random.Random(seed).uniform(0, LATEST_S), text)
    after = stored(path)
    with open_campaign(path, None, "read") as campaign:
        wrong = differences(campaign.connection, campaign.text_setting("campaign") or None)
    lost = sorted(set(told) - after)
    return Trial(seed, len(told), lost, len(after - before - set(told)), wrong)


def killed(command: Sequence[str], delay_s: float, text: str = "") -> list[Line]:
    """Start the command, kill it so long after the first line it tells, and return the lines it told."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(text)
        process.stdin.close()
        first = process.stdout.readline()
        if not first:
            process.wait()
            raise AssertionError(process.stderr.read())
        time.sleep(delay_s)
        process.kill()
        heard = first + process.stdout.read()
    return told_lines(heard)


def told_lines(heard: str) -> list[Line]:
    """Return the lines of which the command said that they are saved."""
    whole = heard.split("\n")[:-1]  # what follows the last newline was cut off
    return [(sheet, int(line)) for word, sheet, line in map(str.split, whole) if word == "saved"]


def stored(path: Path) -> set[Line]:
    """Return the lines of which the file holds a record."""
    with open_campaign(path, None, "read") as campaign:
        raws = campaign.connection.execute("select raw from record where place is not null").fetchall()
    places = [json.loads(raw)["place"] for (raw,) in raws]
    return {(shown(sheet), line) for sheet, _copy, line in places}


def shown(sheet: str) -> str:
    """Return a sheet as people see it: a loose page with the first 8 digits of its device."""
    page, at, device = sheet.partition("@")
    return f"{page}{at}{device[:8]}"
