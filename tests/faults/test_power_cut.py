"""A power cut at any moment of typing, on a disk that tears and reorders what was not synced: nothing said is lost."""

import contextlib
import random
import sys
import tempfile
from pathlib import Path

import msgspec
import pytest

from canvass.campaign import key as key_room
from canvass.campaign.errors import CampaignDamaged, NotACampaign, PassphraseWrong
from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.key import derived_key, file_salt
from canvass.journal.bodies import Line
from canvass.journal.check import differences
from canvass.journal.journal import Journal
from canvass.signers.entry import correct, enter, take_back
from canvass.signers.sheets_known import known_sheet
from tests.campaign.files import PASSPHRASE
from tests.faults.disk import Disk, SyncFolder, cuts
from tests.faults.recorded import lay_out, said, watched_journal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the watched disk stands over SQLite's for Unix")

LINES = 10
CHECKPOINT = "pragma wal_autocheckpoint = {pages}"
"""The program's is 1,000 pages, some hundred lines; here the log is moved into the file a few times an evening."""
BROKEN = (CampaignDamaged, NotACampaign, PassphraseWrong)
"""What a file that lost its head or a page is told as."""


class Tried(msgspec.Struct):
    """How many cuts were made, and after how many of them a line was gone or the file was not whole."""

    cuts: int = 0
    lost: int = 0
    broken: int = 0


@pytest.fixture
def memory(monkeypatch, tmp_path):
    """A folder in memory where there is one: files are made there by the thousand. Keys are derived in no time."""
    monkeypatch.setattr(key_room, "ROUNDS", 1)
    with contextlib.ExitStack() as end:
        shared = Path("/dev/shm")  # noqa: S108 - a folder of chance's own is made in it
        yield Path(end.enter_context(tempfile.TemporaryDirectory(dir=shared))) if shared.is_dir() else tmp_path


def evening(folder, seed, weakened=(), *, is_early=False):
    """Type, correct and take back lines on the watched disk; return its log, the file before, and each state."""
    chance = random.Random(seed)
    word = PASSPHRASE if seed % 2 else None
    path = folder / "drive.canvass"
    with create_campaign(path, word) as campaign:
        Journal(campaign)
    first = path.read_bytes()
    key = None if word is None else derived_key(word, file_salt(path))
    settings = [CHECKPOINT.format(pages=chance.choice([8, 20, 40, 1000])), *weakened]
    states: list[dict[int, str]] = [{}]
    with watched_journal(path, key, settings) as (journal, log):
        sheet = known_sheet(journal, "L1")
        for n in range(1, LINES + 1):
            name = f"Signer {n}{'x' * chance.randrange(150)}"
            if is_early:
                said(log, str(n))
            record = enter(journal, sheet, n, Line(name=name), "XX").record
            assert record is not None
            states.append({**states[-1], n: name})
            if not is_early:
                said(log, str(n))
            match chance.randrange(6):
                case 0:
                    correct(journal, sheet, n, Line(name=f"Corrected {n}"), "XX")
                    states.append({**states[-1], n: f"Corrected {n}"})
                    said(log, f"{n} corrected")
                case 1:
                    take_back(journal, record, "XX")
                    states.append({line: name for line, name in states[-1].items() if line != n})
                    said(log, f"{n} taken back")
    return log, first, states, word


def tried(memory, seed, each, *, weakened=(), is_early=False, forgotten=()):
    """Cut the power `each` times at every write, sync and word of an evening."""
    folder, found = memory / f"evening {seed}", Tried()
    folder.mkdir()
    log, first, states, word = evening(folder, seed, weakened, is_early=is_early)
    log = [event for event in log if not isinstance(event, forgotten)]
    for disk, left in cuts(log, Disk({"drive.canvass": first}), random.Random(seed), each):
        lay_out(folder, left)
        found.cuts += 1
        try:
            is_kept = looked_at(folder / "drive.canvass", word, disk, states)
        except BROKEN:
            found.broken += 1
        except AssertionError as error:
            error.add_note(f"seed {seed}, cut {found.cuts}")
            raise
        else:
            found.lost += not is_kept
    return found


def looked_at(path, word, disk, states):
    """Open the file and return whether it says what it said last, or what it was about to say."""
    with open_campaign(path, word) as campaign:
        if campaign.connection.execute("pragma quick_check").fetchone() != ("ok",):
            raise CampaignDamaged(path=str(path))
        there = dict(campaign.connection.execute("select place & 255, name from line where entered").fetchall())
        with contextlib.closing(campaign.reader()) as reader:
            assert differences(reader, None) == []
    done = len(disk.said)
    return there in states[done : done + 2]


def together(memory, seeds, each, **weakness):
    found = [tried(memory, seed, each, **weakness) for seed in seeds]
    return Tried(*(sum(getattr(one, field) for one in found) for field in Tried.__struct_fields__))


def test_nothing_said_is_lost_to_a_power_cut(memory):
    found = together(memory, range(4), 1)
    assert (found.lost, found.broken) == (0, 0), found
    assert found.cuts > 800


@pytest.mark.slow
@pytest.mark.long
def test_nothing_said_is_lost_to_ten_thousand_power_cuts(memory):
    found = together(memory, range(100, 124), 2)
    assert (found.lost, found.broken) == (0, 0), found
    assert found.cuts >= 10_000, found


@pytest.mark.parametrize(
    ("weakness", "least_lost"),
    [
        pytest.param({"weakened": ["pragma synchronous = normal"]}, 100, id="the log is not synced with each line"),
        pytest.param({"weakened": ["pragma synchronous = off"]}, 100, id="nothing is synced"),
        pytest.param({"is_early": True}, 10, id="a line is called saved before its commit"),
        pytest.param({"forgotten": (SyncFolder,)}, 100, id="the folder is not synced: the log's name is lost"),
    ],
)
def test_the_same_cuts_lose_lines_when_one_thing_is_weakened(memory, weakness, least_lost):
    found = together(memory, range(2), 1, **weakness)
    assert found.lost + found.broken >= least_lost, found
