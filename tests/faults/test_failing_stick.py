"""A stick that fails or is pulled out at any call of an export: written means written, and else it is told."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from canvass.batches.errors import BatchRefused
from canvass.batches.inspection import BatchContents, inspect
from canvass.campaign.file import open_campaign
from canvass.journal.journal import Journal
from tests.batches.people import People, print_run, sheet, type_names
from tests.faults.traced import may_trace

CALL = re.compile(r"^\d+ +(\w+)\(", re.MULTILINE)
STRIDE = 6
WORDS = ("could not be written", "was not written")
"""Of the sentences that tell of a stick."""


class Export:
    """One laptop's export, tried again and again from the same file."""

    def __init__(self, folder: Path) -> None:
        people = People(folder)
        hq = people.headquarters()
        print_run(hq, 3)
        ana = people.laptop(hq, "ana")
        type_names(ana, sheet(1), {1: "Ann Lee", 2: "Bob Ray"}, "AA")
        people.close()
        self.hq, self._first, self._drive = hq.campaign.path, folder / "first", folder / "ana.canvass"
        shutil.copy(self._drive, self._first)
        self.stick, self._trace = folder / "stick of Ana", folder / "trace"
        self.again()
        assert self.run().returncode == 0
        (self.batch,) = self.stick.iterdir()
        self.again()

    def again(self) -> None:
        """Put the laptop and the stick back to what they were."""
        shutil.copy(self._first, self._drive)
        shutil.rmtree(self.stick, ignore_errors=True)
        self.stick.mkdir()

    def run(self, stick: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Export as one would in a terminal."""
        return self._done([], stick or self.stick)

    def calls(self) -> list[str]:
        """Return the names of the calls that touch the stick, in order."""
        self.again()
        done = self._done(self._watched("-o", str(self._trace)), self.stick)
        assert done.returncode == 0, done.stderr
        self.again()
        return CALL.findall(self._trace.read_text())

    def failing(self, calls: list[str], at: int, error: str) -> subprocess.CompletedProcess[str]:
        """Export to a stick of which one call fails."""
        return self._injected([f"{calls[at]}:error={error}:when={calls[: at + 1].count(calls[at])}"])

    def pulled_out(self, calls: list[str], at: int, error: str) -> subprocess.CompletedProcess[str]:
        """Export to a stick of which every call fails from one on."""
        return self._injected(
            [f"{name}:error={error}:when={calls[:at].count(name) + 1}+" for name in sorted(set(calls))]
        )

    def _injected(self, faults: list[str]) -> subprocess.CompletedProcess[str]:
        words = [word for fault in faults for word in ("-e", f"inject={fault}")]
        return self._done(self._watched("-o", "/dev/null", *words), self.stick)

    def _watched(self, *options: str) -> list[str]:
        part = f"{self.batch}.canvass.part"
        paths = [word for path in (str(self.stick), str(self.batch), part) for word in ("-P", path)]
        return ["strace", "-f", "-qq", *paths, *options]

    def _done(self, before: list[str], stick: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "canvass", "export", str(self._drive), "--out", str(stick)]
        return subprocess.run([*before, *command], capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    may_trace()
    return Export(tmp_path_factory.mktemp("export"))


def is_whole(export, batch):
    """Return whether headquarters can open the batch, and with it all that was signed. Raises `BatchRefused`."""
    with open_campaign(export.hq, None, "read") as campaign:
        return isinstance(inspect(batch, Journal(campaign)).contents, BatchContents)


def held_to_its_word(export, done):
    """Return whether the batch was said to be written; hold the stick, the words and the next export to it."""
    there = [path for path in export.stick.iterdir() if path.suffix == ".canvassbatch"]
    assert all(is_whole(export, batch) for batch in there)
    assert done.returncode in (0, 1), done.stderr
    if done.returncode == 0:
        assert "It was read back" in done.stdout
        assert there == [export.batch]
    else:
        assert "It was read back" not in done.stdout
        assert any(word in done.stderr for word in WORDS), done.stderr
    other = export.stick.with_name("another stick")
    shutil.rmtree(other, ignore_errors=True)
    other.mkdir()
    after = export.run(other)
    assert after.returncode == 0, after.stderr
    assert "2 lines" in after.stdout
    assert is_whole(export, next(iter(other.iterdir())))
    return done.returncode == 0


def tried(export, way, stride, *errors):
    told, calls = {True: 0, False: 0}, export.calls()
    assert len(calls) > 15
    for at in range(0, len(calls), stride):
        for error in errors:
            export.again()
            told[held_to_its_word(export, way(calls, at, error))] += 1
    return told


def test_a_stick_that_is_pulled_out_at_any_moment_is_told_and_the_next_export_works(export):
    assert tried(export, export.pulled_out, STRIDE, "ENODEV")[False] > 2


def test_whichever_call_fails_a_batch_is_there_whole_or_told_not_to_be(export):
    assert tried(export, export.failing, STRIDE, "EIO")[False] > 1


@pytest.mark.slow
@pytest.mark.long
def test_whichever_call_fails_and_how_a_batch_is_there_whole_or_told_not_to_be(export):
    assert tried(export, export.pulled_out, 1, "ENODEV", "ENOTCONN", "EIO")[False] > 40
    assert tried(export, export.failing, 1, "EIO", "ENOSPC", "EROFS")[False] > 30


def test_the_harness_sees_a_batch_that_is_cut_off(export):
    """The control: a program that says written of a file of which the stick kept only a part."""
    export.again()
    done = export.run()
    export.batch.write_bytes(export.batch.read_bytes()[:-1])
    with pytest.raises(BatchRefused):
        held_to_its_word(export, done)
