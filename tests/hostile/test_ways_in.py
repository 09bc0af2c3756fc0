"""Whatever lies on a stick under the name of a batch: taken in, or refused with a sentence, and nothing hangs."""

import json
import os
import threading

import pytest

from canvass.batches.foreseeing import Foreseeing
from canvass.batches.merging import merge
from canvass.wording.sentence import sentence
from tests.batches.people import held, print_run, wrong
from tests.hostile.commands import obeyed, ran
from tests.hostile.crook import LINES, SHEETS, crook_of

posix = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and such names are POSIX's")
TURNED = "a\u202ehctabssavnac.exe.canvassbatch"
OBEYED = "a\x1b[2J\x1b]0;owned\x07\nb.canvassbatch"


@pytest.fixture
def drive(people):
    headquarters = people.headquarters()
    print_run(headquarters, SHEETS, LINES)
    crook = crook_of(people, headquarters)
    crook.type_base()
    stick = people.folder / "stick"
    stick.mkdir()
    return headquarters, crook.sealed(), stick


def odd_things(stick, genuine):
    """Put on a stick what is no batch at all, and return the refusal of each by its name."""
    os.mkfifo(stick / "pipe.canvassbatch")
    (stick / "zero.canvassbatch").symlink_to("/dev/zero")
    (stick / "nowhere.canvassbatch").symlink_to("nowhere")
    (stick / "round.canvassbatch").symlink_to("round.canvassbatch")
    (stick / "real").write_bytes(genuine)
    (stick / "link.canvassbatch").symlink_to("real")
    (stick / "folder.canvassbatch").mkdir()
    (stick / "folder.canvassbatch" / "inner.canvassbatch").write_bytes(genuine)
    (stick / "empty.canvassbatch").write_bytes(b"")
    (stick / "short.canvassbatch").write_bytes(genuine[:7])
    (stick / OBEYED).write_bytes(b"Dear headquarters")
    with (stick / "huge.canvassbatch").open("wb") as huge:
        huge.truncate(1 << 40)
    none = ("pipe", "zero", "nowhere", "round", "link", "folder")
    refusals = {f"{name}.canvassbatch": "BatchNotOne" for name in none}
    cut = {"empty.canvassbatch": "BatchCut", "short.canvassbatch": "BatchCut"}
    return {**refusals, **cut, OBEYED: "BatchNotOne", "huge.canvassbatch": "BatchTooLarge"}


@posix
@pytest.mark.parametrize("how", ["merge", "look"])
def test_odd_things_on_a_stick_are_refused_and_nothing_hangs(drive, how):
    headquarters, genuine, stick = drive
    expected = odd_things(stick, genuine)
    before = held(headquarters)
    told = merge(headquarters, [stick]) if how == "merge" else Foreseeing().look(headquarters, [stick])
    assert {refused.file: type(refused.why).__name__ for refused in told.refused} == expected
    assert all("Nothing was" in sentence(refused.why) for refused in told.refused)
    assert held(headquarters) == before
    assert wrong(headquarters) == []


@posix
def test_the_command_refuses_them_too_and_takes_in_what_is_one(people, drive):
    headquarters, genuine, stick = drive
    expected = odd_things(stick, genuine)
    (stick / TURNED).write_bytes(genuine)
    (stick / TURNED).chmod(0o400)
    path = headquarters.campaign.path
    people.close()
    told = ran("merge", path, stick)
    assert told.code == 3
    assert told.out.startswith("New 31 · already here 0 · to decide 0 · refused 10")
    assert obeyed(told.out + told.err) == []
    assert told.err.count("Nothing was") == len(expected)
    as_json = ran("merge", path, stick, "--json")
    document = json.loads(as_json.out)
    assert len(document["refused"]) == len(expected)
    assert (document["new"], document["known"]) == (0, 31)
    assert obeyed(as_json.out + as_json.err) == []
    assert obeyed(ran("inspect", stick / OBEYED, path).err) == []


@posix
def test_control_a_reader_that_opens_what_it_is_given_hangs_at_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reading = threading.Thread(target=(tmp_path / "pipe").read_bytes, daemon=True)
    reading.start()
    reading.join(0.3)
    assert reading.is_alive()
    (tmp_path / "pipe").write_bytes(b"")  # let it go
    reading.join(5)
    assert not reading.is_alive()


def test_a_file_that_grows_while_it_is_read_is_cut_or_damaged_and_whole_the_next_time(drive, monkeypatch):
    headquarters, genuine, stick = drive
    path = stick / "growing.canvassbatch"
    path.write_bytes(genuine[:200])
    before = held(headquarters)
    assert [type(one.why).__name__ for one in merge(headquarters, [path]).refused] == ["BatchCut"]
    really = os.read

    def read_while_it_grows(descriptor, size):
        piece = really(descriptor, 100)
        with path.open("ab") as growing:
            growing.write(genuine[200:300] if path.stat().st_size == 200 else b"")
        return piece

    with monkeypatch.context() as patched:
        patched.setattr(os, "read", read_while_it_grows)
        assert [type(one.why).__name__ for one in merge(headquarters, [path]).refused] == ["BatchCut"]
    assert held(headquarters) == before
    path.write_bytes(genuine)
    assert merge(headquarters, [path]).taken == 1


def test_a_stick_pulled_while_it_is_read_is_told(drive, monkeypatch):
    headquarters, genuine, stick = drive
    path = stick / "ana.canvassbatch"
    path.write_bytes(genuine)
    before = held(headquarters)

    def pulled(descriptor, size):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "read", pulled)
        (refused,) = merge(headquarters, [path]).refused
    assert type(refused.why).__name__ == "BatchUnreadable"
    assert held(headquarters) == before
    assert merge(headquarters, [path]).taken == 1
