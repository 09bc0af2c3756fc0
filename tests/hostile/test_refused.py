"""What has to be refused is: whole, with its reason in plain words, again once it is remembered, and by commands."""

import hashlib
import json

import pytest

from canvass.batches import envelope, quarantine
from canvass.batches.foreseeing import Foreseeing
from canvass.batches.merging import merge
from canvass.batches.quarantine import LASTING, refused_files
from canvass.journal import record
from canvass.journal.bodies import Kind
from canvass.wording.sentence import sentence
from tests.batches.people import People, held, print_run, wrong
from tests.hostile.commands import ran
from tests.hostile.crook import LINES, SHEETS, at, crook_of, put
from tests.hostile.refused import MADE, inner_of

RECORD_NAMED = {"BatchNotCanonical", "BatchTooMuch"}


def drive_in(people):
    """Return headquarters that took in a crook's 30 honest lines, and the crook."""
    headquarters = people.headquarters()
    print_run(headquarters, SHEETS, LINES)
    crook = crook_of(people, headquarters)
    crook.type_base()
    assert merge(headquarters, [crook.batch(people.folder)]).taken == 1
    return headquarters, crook


@pytest.fixture(scope="module")
def drive(tmp_path_factory):
    people = People(tmp_path_factory.mktemp("drive"))
    yield people.folder, *drive_in(people)
    people.close()


@pytest.mark.parametrize("what", MADE)
def test_a_hostile_batch_is_refused_whole_with_its_reason(drive, what):
    folder, headquarters, crook = drive
    expected, making = MADE[what]
    before = held(headquarters)
    honest = len(crook.raws)
    raws, ids = list(crook.raws), list(crook.ids)
    try:
        path = crook.file(folder, making(crook))
    finally:
        crook.raws, crook.ids = raws, ids
    foreseen = Foreseeing().look(headquarters, [path])
    if what != "more forks than disks that can be copied":  # looking counts no forks: it makes none
        assert [type(refused.why).__name__ for refused in foreseen.refused] == [expected]
    merged = merge(headquarters, [path])
    assert (merged.new, merged.known, merged.taken) == (0, 0, 0)
    (refused,) = merged.refused
    assert type(refused.why).__name__ == expected
    said = sentence(refused.why)
    assert path.name in said
    assert "Nothing was" in said
    for typed in ("Eve", "Evil", "ANSI", "\x1b", "\u202e"):
        assert typed not in said, "a refusal tells where, never what"
    if expected in RECORD_NAMED and not what.startswith("a head"):
        row = refused.why.facts["row"]
        assert isinstance(row, int)
        assert row > honest if expected == "BatchTooMuch" else row == honest + 1
    assert held(headquarters) == before
    assert wrong(headquarters) == []
    again = merge(headquarters, [path]).refused[0].why
    is_lasting = type(refused.why) in LASTING
    assert type(again).__name__ == ("BatchRefusedBefore" if is_lasting else expected)
    assert held(headquarters) == before


def test_the_honest_batch_of_the_same_laptop_is_taken_in(drive):
    """The control of all refusals above: it is what was changed that is refused, and not the laptop."""
    folder, headquarters, crook = drive
    crook.say(Kind.PUT, put("Eve"), at(1, 1), after=[])
    assert merge(headquarters, [crook.batch(folder)]).taken == 1


def test_a_cut_point_is_told(people):
    headquarters, crook = drive_in(people)
    whole = crook.sealed()
    (refused,) = merge(headquarters, [crook.file(people.folder, whole[:-9])]).refused
    assert f"cut at {len(whole) - 9:,} of {len(whole):,} bytes" in sentence(refused.why)


@pytest.fixture
def shop(people):
    """Headquarters' file, closed, and a folder with one file of every refusal beside an honest one."""
    headquarters, crook = drive_in(people)
    folder = people.folder / "stick"
    folder.mkdir()
    expected = {}
    heavy = ("bomb", "more ")
    raws, ids = list(crook.raws), list(crook.ids)
    for what, (refusal, making) in MADE.items():
        if not any(word in what for word in heavy):
            expected[crook.file(folder, making(crook)).name] = refusal
            crook.raws, crook.ids = list(raws), list(ids)
    path, before = headquarters.campaign.path, held(headquarters)
    people.close()
    return path, folder, expected, before


def test_the_command_refuses_the_same_files_and_lists_those_that_it_remembers(people, shop):
    path, folder, expected, before = shop
    sums = {entry.name: hashlib.sha256(entry.read_bytes()).hexdigest() for entry in folder.iterdir()}
    code, out, err = ran("merge", path, "--json", folder)
    told = json.loads(out)
    assert code == 1, "nothing was taken in"
    assert (told["new"], told["known"], told["conflicts"]) == (0, 0, 0)
    assert {refused["file"] for refused in told["refused"]} == set(expected)
    assert all(refused["why"] in err for refused in told["refused"])
    code, out, _ = ran("merge", path, "--json", folder)
    again = {refused["file"]: refused["why"] for refused in json.loads(out)["refused"]}
    lasting = {kind.__name__ for kind in LASTING}
    for name, refusal in expected.items():
        assert ("is the very file that was refused here" in again[name]) == (refusal in lasting), name
    code, out, _ = ran("refused", path, "--json")
    listed = {one["file"]: one for one in json.loads(out)}
    assert code == 0
    assert set(listed) == {name for name, refusal in expected.items() if refusal in lasting}
    assert all(one["sha256"] == sums[name] for name, one in listed.items())
    assert {one["why"] for one in listed.values()} == {"forged", "strange", "too_much"}
    headquarters = people.again(path.stem)
    assert held(headquarters) == before
    assert wrong(headquarters) == []


# ------------------------------------------------------------------------------ controls: they have to go wrong


def test_control_without_the_signature_a_swapped_head_is_taken_in(people, monkeypatch):
    headquarters, crook = drive_in(people)
    _, making = MADE["a head swapped from another file of the same laptop"]
    path = crook.file(people.folder, making(crook))
    monkeypatch.setattr(envelope, "is_signed", lambda *_: True)
    assert merge(headquarters, [path]).taken == 1


def test_control_where_the_front_is_not_compared_an_inside_can_be_sent_on(people, monkeypatch):
    headquarters, crook = drive_in(people)
    _, making = MADE["the inside of one file behind the front of another"]
    content = making(crook)
    believed = inner_of(crook, content)[8:40]
    monkeypatch.setattr(envelope, "fingerprint", lambda _: believed)
    assert merge(headquarters, [crook.file(people.folder, content)]).taken == 1


@pytest.mark.parametrize("what", ["a key twice", "keys in another order", "a space inside", "a letter in two parts"])
def test_control_the_usual_reader_of_json_takes_the_tricks(people, what):
    _, crook = drive_in(people)
    MADE[f"JSON: {what}"][1](crook)
    assert json.loads(crook.raws[-1])["kind"] == Kind.PUT


def test_control_where_every_record_is_believed_no_trick_is_seen(people, monkeypatch):
    headquarters, crook = drive_in(people)
    _, making = MADE["JSON: a space inside"]
    path = crook.file(people.folder, making(crook))
    monkeypatch.setattr(record, "decode", lambda raw, decoder: decoder.decode(raw))
    assert merge(headquarters, [path]).new == 1


def test_control_where_nothing_is_remembered_a_refused_file_is_opened_again(people, monkeypatch):
    headquarters, crook = drive_in(people)
    path = crook.file(people.folder, MADE["JSON: a space inside"][1](crook))
    assert merge(headquarters, [path]).refused
    monkeypatch.setattr(quarantine, "__version__", "a later one")
    (again,) = merge(headquarters, [path]).refused
    assert type(again.why).__name__ == "BatchNotCanonical", "and a later canvass tries it once more"
    assert [one.version for one in refused_files(headquarters)] == ["a later one"]
