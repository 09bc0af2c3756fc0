"""The power cut under the program itself: what it asked of the disk is replayed up to any write, then cut."""

import random
import sys
from pathlib import Path

import pytest

from canvass.batches.founding import create_lone
from canvass.campaign.errors import CampaignDamaged, CampaignMissing
from canvass.campaign.file import open_campaign
from canvass.journal.check import differences
from tests.faults.disk import Disk, Sync, SyncFolder, cuts
from tests.faults.harness import stored, told_lines
from tests.faults.recorded import lay_out
from tests.faults.test_kill import typing
from tests.faults.test_power_cut import BROKEN, Tried, memory
from tests.faults.traced import may_trace, traced

__all__ = ["memory"]
ROWS = 12
LONG_ROWS = 60


@pytest.fixture
def folder(memory):
    may_trace()
    (memory / "drive").mkdir()
    (memory / "left").mkdir()
    return memory / "drive"


def entering(folder, rows=ROWS):
    """Enter rows by `canvass enter --each`; return its log and the file before."""
    path = folder / "drive.canvass"
    create_lone(path).campaign.close()
    first = path.read_bytes()
    lines = [f"L1,{n},Signer {n},{n} Elm St,Los Angeles,90012" for n in range(1, rows + 1)]
    text = "\n".join(["sheet,line,name,address,city,zip", *lines, ""])
    command = [sys.executable, "-m", "canvass", "enter", str(path), "-", "--each"]
    return traced(command, folder, folder.parent / "trace", text, known=[path.name]), {path.name: first}


def making(folder, honesty="honest", rows=ROWS):
    """Make a file and type into it; return the log of both."""
    command = [*typing(folder / "drive.canvass", honesty), str(rows)]
    return traced(command, folder, folder.parent / "trace"), {}


def tried(folder, log, first, each, seed=1):
    """Cut the power `each` times at everything of the log; a line that was told and is not there is lost."""
    found, left = Tried(), folder.with_name("left")
    for disk, files in cuts(log, Disk(first), random.Random(seed), each):
        lay_out(left, files)
        found.cuts += 1
        told = set(told_lines("\n".join([*disk.said, ""])))
        try:
            there = looked_at(left / "drive.canvass")
        except CampaignMissing:
            found.lost += bool(told or first)
        except BROKEN:
            found.broken += 1
        else:
            found.lost += not (told <= there and len(there - told) <= 1)
    return found


def looked_at(path: Path):
    """Open the file, hold it to be whole, and return its lines."""
    open_campaign(path).close()
    with open_campaign(path, mode="read") as campaign:
        if differences(campaign.connection, None):
            raise CampaignDamaged(path=str(path))
    return stored(path)


def test_nothing_that_enter_each_said_was_saved_is_lost_to_a_power_cut(folder):
    log, first = entering(folder)
    found = tried(folder, log, first, 3)
    assert (found.lost, found.broken) == (0, 0), found
    assert found.cuts > 300


def test_a_file_that_is_being_made_is_there_whole_or_not_at_all_and_with_every_line_that_was_told(folder):
    log, first = making(folder)
    found = tried(folder, log, first, 3)
    assert (found.lost, found.broken) == (0, 0), found
    assert found.cuts > 300


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("work", [entering, making])
def test_no_line_is_lost_to_five_thousand_power_cuts_of_the_program(folder, work):
    log, first = work(folder, rows=LONG_ROWS)
    found = tried(folder, log, first, 5_000 // len(log) + 1)
    assert (found.lost, found.broken) == (0, 0), found


def without(log, kind):
    return [event for event in log if not isinstance(event, kind)]


def test_the_same_cuts_lose_lines_when_the_program_does_not_sync(folder):
    log, first = entering(folder)
    found = tried(folder, without(log, Sync), first, 1)
    assert found.lost + found.broken > 50, found


def test_the_same_cuts_lose_a_new_file_when_the_program_does_not_sync_its_folder(folder):
    log, first = making(folder)
    found = tried(folder, without(log, SyncFolder), first, 1)
    assert found.lost > 30, found


def test_the_same_cuts_lose_lines_when_the_program_tells_before_it_stores(folder):
    log, first = making(folder, "early")
    found = tried(folder, log, first, 1)
    assert found.lost > 30, found
