"""The power cut under the program itself: what it asked of the disk is replayed up to any write, then cut."""

import contextlib
import random
import sys
from pathlib import Path

import pytest

from canvass.batches.founding import create_lone
from canvass.campaign.connection import connect
from canvass.campaign.errors import CampaignDamaged, CampaignMissing
from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.schema import format_of
from canvass.journal.check import differences
from tests.campaign.files import enter
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


UPGRADE = """
import sys
from pathlib import Path
from canvass.campaign import schema
from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.schema import format_of
tables = ("create table tomorrow (n integer) strict", "create index at_n on tomorrow (n)")
schema._step(2, "of tomorrow", (*tables, "insert into tomorrow select n from record"))
schema.FORMAT = 2
open_campaign(Path(sys.argv[1])).close()
"""


def upgrading(folder):
    """Bring a file with lines up to a format of tomorrow; return the log and the file before."""
    path = folder / "drive.canvass"
    with create_campaign(path) as campaign:
        for line in range(1, ROWS + 1):
            enter(campaign, f"Signer {line}", line)
    first = path.read_bytes()
    command = [sys.executable, "-c", UPGRADE, str(path)]
    return traced(command, folder, folder.parent / "trace", known=[path.name]), {path.name: first}


def formats_after(folder, log, first, each):
    """Cut the power in the upgrade; return the formats that were found, each of them whole and with every line."""
    left, found = folder.with_name("left"), []
    for _, files in cuts(log, Disk(first), random.Random(1), each):
        lay_out(left, files)
        with contextlib.closing(connect(left / "drive.canvass", None, "write")) as connection:
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
            found.append(format_of(connection))
            tables = {name for (name,) in connection.execute("select name from sqlite_schema").fetchall()}
            assert {"tomorrow", "at_n"} & tables == ({"tomorrow", "at_n"} if found[-1] > 1 else set())
            for table in ("line", "tomorrow") if found[-1] > 1 else ("line",):
                assert connection.execute(f"select count(*) from {table}").fetchone() == (ROWS,)
    return found


def test_a_power_cut_in_an_upgrade_leaves_the_old_format_or_the_new_one_and_nothing_between(folder):
    log, first = upgrading(folder)
    found = formats_after(folder, log, first, 3)
    assert set(found) == {1, 2}
    assert len(found) > 100


def test_an_upgrade_that_does_not_sync_is_caught(folder):
    log, first = upgrading(folder)
    with pytest.raises((AssertionError, CampaignDamaged)):
        formats_after(folder, without(log, Sync), first, 3)
