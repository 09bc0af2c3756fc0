"""What is taken in: gaps listed and filled; whatever does not hold together refused, with nothing changed."""

from collections.abc import Iterator

import msgspec
import pytest

from canvass.ground.canonical import encode
from canvass.journal.bodies import Claim, Did, Enrol, Event, Kind, Kit, Line, Link, Move, Nothing, Page, Run, Setting
from canvass.journal.identity import device_id, keys_from_seed, sign
from canvass.journal.journal import Journal
from canvass.journal.place import Place
from canvass.journal.record import NO_ID, Record, id_of
from canvass.journal.segments import single_records
from canvass.journal.union import CHECKPOINT_TAG, ChainBroken, Gap, Segment, checkpoint_text, gaps
from tests.journal.harness import SHEETS, checked, exported, journal_of, new_file, put, records, shown, take_in

PLACE = Place(SHEETS[0], 0, 1)
KEYS = keys_from_seed(b"k" * 32)


@pytest.fixture
def laptop(tmp_path) -> Iterator[Journal]:
    with new_file(tmp_path / "laptop.canvass") as campaign:
        journal = journal_of(campaign, 0)
        for line in range(1, 8):
            put(journal, Place(SHEETS[0], 0, line), f"Line {line}")
        yield journal


@pytest.fixture
def office(tmp_path) -> Iterator[Journal]:
    with new_file(tmp_path / "office.canvass") as campaign:
        yield journal_of(campaign, 1)


def written(**changed: object) -> Record:
    """Return a record as a device with `KEYS` would write it as its first, with some fields changed."""
    fields = {
        "after": (),
        "at": "2026-03-01T10:00:00Z",
        "body": Line(name="Ann"),
        "device": device_id(KEYS.public),
        "kind": int(Kind.PUT),
        "nonce": "0" * 32,
        "place": PLACE,
        "seq": 1,
        "typist": "",
    }
    return Record(**(fields | changed))  # type: ignore[arg-type]  # some of them wrong on purpose


def signed(*raws: bytes) -> Segment:
    """Return the bytes as a chain that the device with `KEYS` signed, whatever they are."""
    previous = NO_ID
    for raw in raws:
        previous = id_of(previous, raw)
    device = device_id(KEYS.public)
    signature = sign(KEYS, CHECKPOINT_TAG, checkpoint_text(device, len(raws), previous))
    return Segment(device, KEYS.public, 1, NO_ID, raws, signature)


def assert_refused(office: Journal, laptop: Journal, bad: Segment) -> None:
    """A good batch with a bad stretch in it is refused whole."""
    before = (records(office.connection), shown(office.connection))
    devices = office.connection.execute("select * from device").fetchall()
    with pytest.raises(ChainBroken):
        take_in(office, exported(laptop), [bad])
    assert (records(office.connection), shown(office.connection)) == before
    assert office.connection.execute("select * from device").fetchall() == devices
    assert checked(office) == []


def test_what_is_missing_is_listed_and_filled_by_what_arrives_later(laptop, office):
    numbers = [n for (n,) in laptop.connection.execute("select n from record order by n")]
    for index in (6, 2, 3):
        take_in(office, single_records(laptop.connection, laptop.keys, [numbers[index]]))
    assert gaps(office.connection) == [Gap(laptop.device, 1, 2), Gap(laptop.device, 5, 6)]
    assert checked(office) == []
    assert take_in(office, exported(laptop)).new == 4
    assert gaps(office.connection) == []
    assert records(office.connection) == records(laptop.connection)


def test_a_batch_told_again_brings_nothing_and_says_so(laptop, office):
    first = take_in(office, exported(laptop))
    again = take_in(office, exported(laptop))
    assert (first.new, first.known, first.forked) == (7, 0, ())
    assert (again.new, again.known, again.forked) == (0, 7, ())


def test_the_well_formed_segment_that_the_refused_ones_are_made_from_is_taken(laptop, office):
    assert take_in(office, exported(laptop), [signed(encode(written()))]).new == 8


@pytest.mark.parametrize(
    "spoil",
    [
        lambda good: msgspec.structs.replace(good, raws=(good.raws[1], good.raws[0], *good.raws[2:])),
        lambda good: msgspec.structs.replace(good, raws=(*good.raws[:3], *good.raws[4:])),
        lambda good: msgspec.structs.replace(good, raws=(*good.raws[:-1], good.raws[-1].replace(b"Line", b"Lime"))),
        lambda good: msgspec.structs.replace(good, raws=()),
        lambda good: msgspec.structs.replace(good, before=b"\x01" * 32),
        lambda good: msgspec.structs.replace(good, before=b""),
        lambda good: msgspec.structs.replace(good, first=2),
        lambda good: msgspec.structs.replace(good, first=0),
        lambda good: msgspec.structs.replace(good, first=1 << 70),
        lambda good: msgspec.structs.replace(good, signature=bytes(64)),
        lambda good: msgspec.structs.replace(good, signature=b""),
        lambda good: msgspec.structs.replace(good, key=KEYS.public),
        lambda good: msgspec.structs.replace(good, key=bytes(32)),
        lambda good: msgspec.structs.replace(good, device=device_id(KEYS.public)),
    ],
)
def test_a_stretch_that_its_device_did_not_sign_so_is_refused_whole(laptop, office, spoil, tmp_path):
    with new_file(tmp_path / "other.canvass") as campaign:
        other = journal_of(campaign, 2)
        for line in range(1, 6):
            put(other, Place(SHEETS[1], 0, line), f"Line {line}")
        (good,) = exported(other)
    assert_refused(office, laptop, spoil(good))


def test_the_text_of_a_petition_may_be_long_and_have_lines(office):
    said = Setting(field="grounds", revision=1, value="One line.\n" * 300)
    assert take_in(office, [signed(encode(written(kind=int(Kind.SETTING), place=None, body=said)))]).new == 1


def test_sheets_are_told_of_once_however_many_stretches_speak_of_them(laptop, office):
    with laptop.writing():
        told = [laptop.write(Kind.RUN, Run(lines=5, run=900_001, sheets=2))]
        move = Move(first=1, last=2, run=900_001, state="returned")
        told += [laptop.write(Kind.MOVE, move) for _ in range(20)]
    ran: list[str] = []
    office.connection.set_trace_callback(ran.append)
    take_in(office, single_records(laptop.connection, laptop.keys, told))
    office.connection.set_trace_callback(None)
    assert sum("insert into sheet (key, run" in sql for sql in ran) == 2


def test_a_letter_that_this_python_does_not_know_yet_is_taken(office):
    assert take_in(office, [signed(encode(written(body=Line(name="\u0378 Ann"))))]).new == 1


RAW = encode(written())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        RAW[:-1],
        RAW + b" ",
        RAW.replace(b'"seq":1', b'"seq": 1'),
        RAW.replace(b'"seq":1', b'"seq":1.0'),
        RAW.replace(b'"name":"Ann"', b'"name":"\\u0041nn"'),
        RAW.replace(b'"name":"Ann"', b'"name":"Ann","zip":""'),
        RAW.replace(b'"name":"Ann"', b'"name":"A","name":"Ann"'),
        RAW.replace(b'"name":"Ann"', b'"phone":"1"'),
        RAW.replace(b'"after":[],', b""),
        RAW.replace(b'"after":[],', b'"added":1,"after":[],'),
        b"[" * 100_000,
    ],
)
def test_other_bytes_than_the_canonical_ones_are_refused(laptop, office, raw):
    assert raw != RAW
    assert_refused(office, laptop, signed(raw))


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": 99},
        {"kind": int(Kind.VOID)},
        {"seq": 2},
        {"seq": 0},
        {"device": "0" * 32},
        {"device": "x"},
        {"nonce": ""},
        {"nonce": "G" * 32},
        {"typist": "A" * 13},
        {"typist": "\u202e"},
        {"at": "x" * 33},
        {"place": None},
        {"place": Place(SHEETS[0], 0, 0)},
        {"place": Place(SHEETS[0], 16, 1)},
        {"place": Place(SHEETS[0], 0, 201)},
        {"place": Place(SHEETS[0], -1, 1)},
        {"place": Place("001001-0001-35", 0, 1)},
        {"place": Place("001001000134", 0, 1)},
        {"place": Place("L1", 0, 1)},
        {"place": Place("L1@12345678", 0, 1)},
        {"place": Place("L0@" + "0" * 32, 0, 1)},
        {"place": Place("L65536@" + "0" * 32, 0, 1)},
        {"body": Line(name="A" * 201)},
        {"body": Line(name="Rene\u0301e")},
        {"body": Line(name="\x00")},
        {"body": Line(note="a\u202eb")},
        {"body": Line(name="\u0378\u202eeeL nnA")},
        {"body": Line(name="\u0378A\x00")},
        {"body": Line(note="\u0378A\x1b[2J\n")},
        {"body": Line(name="\u0378" + "Z" + "\u0316" * 9)},
        {"body": Line(name="\u0378" + "王" * 134)},
        {"body": Line(state="gone")},
        {"body": Line(state="blank")},
        {"after": (("0" * 32, 1, "0" * 15),)},
        {"after": (("0" * 32, 0, "0" * 16),)},
        {"after": (("0" * 32, 1, "0" * 16),) * 65},
        {"kind": int(Kind.LINK), "body": Link(sheet=SHEETS[0])},
        {"kind": int(Kind.LINK), "place": Place("L1@" + "0" * 32, 0, 0), "body": Link(sheet="nowhere")},
        {"kind": int(Kind.LINK), "place": Place("L1@" + "0" * 32, 0, 0), "body": Link(sheet="L1@" + "0" * 32)},
        {"kind": int(Kind.LINK), "place": Place("L1@" + "0" * 32, 0, 0), "body": Link(sheet="")},
        {"kind": int(Kind.RETRACT), "place": None, "body": Nothing()},
        {"kind": int(Kind.PAGE), "body": Page(page=1)},
        {"kind": int(Kind.PAGE), "place": None, "body": Page(page=0)},
        {"kind": int(Kind.KIT), "place": None, "body": Kit(key="xyz", kit="k", role=1)},
        {"kind": int(Kind.KIT), "place": None, "body": Kit(key="00" * 32, kit="k", role=9)},
        {"kind": int(Kind.KIT), "place": None, "body": Kit(key="00" * 32, kit="k", role=2, printer=900)},
        {"kind": int(Kind.KIT), "place": None, "body": Kit(key="00" * 32, kit="k", role=1, name="A" * 201)},
        {"kind": int(Kind.CLAIM), "place": None, "body": Claim(name="Ana\nBen")},
        {"kind": int(Kind.ENROL), "place": None, "body": Enrol(device="x" * 32, role=1)},
        {"kind": int(Kind.ENROL), "place": None, "body": Enrol(device="0" * 32, role=1, how="k" * 201)},
        {"kind": int(Kind.EVENT), "place": None, "body": Event(name="Vigil\n" * 3)},
        {"kind": int(Kind.DID), "place": None, "body": Did(what="m" * 201)},
        {"kind": int(Kind.RUN), "place": None, "body": Run(lines=5, run=0, sheets=1)},
        {"kind": int(Kind.RUN), "place": None, "body": Run(lines=5, run=1, sheets=1, event="A" * 201)},
        {"kind": int(Kind.MOVE), "place": None, "body": Move(first=1, last=1, run=10**6, state="lost")},
        {"kind": int(Kind.MOVE), "place": None, "body": Move(first=1, last=1, run=1, state="lost", holder="A\n")},
        {"kind": int(Kind.SETTING), "place": None, "body": Setting(field="A" * 201, revision=1, value=1)},
        {"kind": int(Kind.SETTING), "place": None, "body": Setting(field="x", revision=1, value="A" * 5_001)},
    ],
)
def test_a_record_that_breaks_a_rule_of_its_form_is_refused_even_signed(laptop, office, changed):
    assert_refused(office, laptop, signed(encode(written(**changed))))
