"""How much memory a hostile file can make a computer use: measured in a process of its own, under a limit."""

import base64
import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from canvass.batches.body import LINES_AT_MOST, RATIO_AT_MOST, RAW_BYTES_AT_MOST
from canvass.journal.bodies import Kind, Line
from tests.batches.people import print_run
from tests.hostile.crook import LINES, SHEETS, at, crook_of, put
from tests.hostile.refused import BOMBS, bomb, four_gib_of_line_ends

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from Linux")

ROOT = Path(__file__).parents[2]
ADDRESSES_MB = 1_024
"""All that the child may reserve, the program itself and its libraries among it: safety's limit for a reader."""


NAMES_MB = 120


@pytest.fixture
def drive(people):
    headquarters = people.headquarters()
    print_run(headquarters, SHEETS, LINES)
    return headquarters.campaign.path, crook_of(people, headquarters), people


def taken_in(drive, content, fault="", megabytes=ADDRESSES_MB):
    """Return what came of a file in a child process, and what that said when it was ended; it may not hang."""
    path, crook, people = drive
    batch = crook.file(people.folder, content)
    people.close()
    words = [sys.executable, "-m", "tests.hostile.merging_within", str(path), str(batch), str(megabytes)]
    done = subprocess.run([*words, *filter(None, [fault])], capture_output=True, check=False, cwd=ROOT, timeout=120)
    return json.loads(done.stdout) if done.returncode == 0 else None, done.stderr.decode()


@pytest.mark.parametrize("said", BOMBS)
def test_a_bomb_of_four_gigabytes_needs_less_than_a_hundred(drive, said):
    size, why = BOMBS[said]
    content = bomb(drive[1], size)
    assert 3 << 20 < len(content) < 8 << 20
    told, _ = taken_in(drive, content)
    assert told["refused"] == [why]
    assert told["mb"] < 100


def test_control_a_reader_without_limits_is_ended_by_the_same_bomb(drive):
    told, err = taken_in(drive, bomb(drive[1], 30_000), "unpacks without limits", 512)
    assert told is None
    assert "MemoryError" in err


def test_the_largest_file_that_may_come_fits_into_the_limit(drive):
    """200,000 lines and 250 MB that no head explains: all of it is unpacked before it can be refused."""
    crook = drive[1]
    squeeze = zlib.compressobj(1)
    lines = (base64.b64encode(os.urandom(45)) + b"y" * 1_230 for _ in range(LINES_AT_MOST))
    raw_bytes = LINES_AT_MOST * 1_291
    packed = b"".join([*(squeeze.compress(line + b"\n") for line in lines), squeeze.flush()])
    assert RAW_BYTES_AT_MOST * 0.9 < raw_bytes < min(RAW_BYTES_AT_MOST, RATIO_AT_MOST * len(packed))
    content = crook.handmade(crook.sealing(), body=packed, raw_bytes=raw_bytes, lines=LINES_AT_MOST)
    told, err = taken_in(drive, content)
    assert told is not None, err
    assert told["refused"] == ["BatchMalformed"]
    assert told["mb"] < 450


def names_of_others(crook):
    """Return a batch of 4,000 records, each of which names 64 others."""
    named = [[f"{number:032x}", 1, "00" * 8] for number in range(64)]
    for number in range(4_000):
        crook.say(Kind.PUT, put(f"Eve {number}"), at(1, number % LINES + 1), after=named)
    return crook.sealed()


def test_records_that_name_many_others_are_held_some_thousand_at_a_time(drive):
    told, err = taken_in(drive, names_of_others(drive[1]))
    assert told is not None, err
    assert (told["taken"], told["new"]) == (1, 4_001)
    assert told["mb"] < NAMES_MB


def test_control_decoded_all_at_once_they_need_more(drive):
    told, err = taken_in(drive, names_of_others(drive[1]), "decodes all at once")
    assert told is not None, err
    assert told["mb"] > NAMES_MB


def test_a_flood_of_voids_stays_small(drive):
    crook = drive[1]
    for number in range(10_000):
        crook.say(Kind.VOID, Line(state="struck"), at(number // LINES + 1, number % LINES + 1))
    told, err = taken_in(drive, crook.sealed())
    assert told is not None, err
    assert told["taken"] == 1
    assert told["mb"] < 160


def test_control_the_bomb_is_one():
    """What the bombs are made of unpacks to as much as is said of it."""
    packed = four_gib_of_line_ends()
    inflater, ahead, made = zlib.decompressobj(), packed[:70_000], 0
    while ahead:
        made += len(inflater.decompress(ahead, 1 << 20))
        ahead = inflater.unconsumed_tail
    assert made * len(packed) // 70_000 > 3 << 30
