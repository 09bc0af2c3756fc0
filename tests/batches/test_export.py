import errno
import os
from pathlib import Path

import pytest

from canvass.batches import errors
from canvass.batches.body import LINE_BYTES_AT_MOST
from canvass.batches.envelope import open_envelope
from canvass.batches.export import BatchPassphraseNeeded, NothingToExport, export_batch
from canvass.batches.founding import own_identities
from canvass.batches.merging import merge
from canvass.batches.packing import read_batch_head
from canvass.batches.preamble import Kind as FileKind
from canvass.campaign.file import create_campaign, open_campaign
from canvass.count.totals import totals
from canvass.ground.files import NotWritten
from canvass.ground.progress import Cancelled
from canvass.ground.text import FieldTextRefused
from canvass.journal.bodies import Kind, Line, Malformed, Role
from canvass.journal.drive import petition_needed, set_fields
from canvass.journal.journal import Journal
from canvass.journal.place import Place
from canvass.journal.record import RECORD_BYTES_AT_MOST, decode_record
from canvass.wording.sentence import sentence
from tests.batches.forge import admit_anybody
from tests.batches.people import TODAY, bodies, held, people_in, sheet, type_line, type_names


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


def test_a_batch_read_back_holds_every_record_and_names_its_writer(people):
    headquarters = people.headquarters()
    field = people.laptop(headquarters, "ana")
    type_names(field, sheet(1), {1: "Ann", 2: "Ben"})
    type_names(field, "L1", {1: "Cid"})
    records = [row[0] for row in field.connection.execute("select raw from record").fetchall()]
    stick = people.folder / "stick"
    stick.mkdir()
    written = export_batch(field, stick)
    content = (stick / os.path.basename(written.batch)).read_bytes()
    opened = open_envelope(
        content, file="x", kind=FileKind.BATCH, admit=admit_anybody, identities=own_identities(headquarters)
    )
    assert sorted(opened.lines) == sorted(records)
    head = read_batch_head(opened.head, file="x")
    assert (head.device, head.name, head.number, head.campaign) == (field.device, "ana", 1, headquarters.campaign_id)
    assert (written.records, written.lines, written.sheets, written.bytes) == (len(records), 3, 2, len(content))
    did = bodies(field, Kind.DID)
    assert [(one.what, one.batch, one.records, one.lines) for one in did] == [
        ("exported", os.path.basename(written.batch), len(records), 3)
    ]


def test_a_batchs_name_is_made_of_ids_and_counts_on(people):
    field = people.laptop(people.headquarters(), "ana")
    names = [people.batch(field).name for _ in range(3)]
    assert names == [f"canvass-{field.device[:8]}-{number:04d}.canvassbatch" for number in (1, 2, 3)]


def test_a_batch_that_a_kill_left_untold_is_in_nobodys_way(people):
    field = people.laptop(people.headquarters(), "ana")
    first = people.batch(field)
    second = first.with_name(first.name.replace("0001", "0002"))
    second.write_bytes(b"written whole, and the program killed before it could say so")
    assert people.batch(field).name.endswith("0003.canvassbatch")
    assert second.read_bytes().startswith(b"written whole")


def test_nothing_readable_stands_in_a_batch(people):
    headquarters = people.headquarters()
    field, lone = people.laptop(headquarters, "ana"), people.lone()
    for laptop in (field, lone):
        type_line(laptop, "L1", 1, "Ann Canary", address="1 Canary Row")
        content = people.batch(laptop, "five words said aloud here").read_bytes()
        assert b"anary" not in content


def test_a_folder_that_is_not_there_is_told_and_nothing_recorded(people):
    field = people.laptop(people.headquarters(), "ana")
    before = held(field)
    with pytest.raises(NotWritten) as refused:
        export_batch(field, people.folder / "stick" / "gone")
    assert refused.value.facts["why"] == "gone"
    assert sentence(refused.value)
    assert held(field) == before


@pytest.mark.parametrize(
    ("code", "why"), [(errno.EROFS, "read_only"), (errno.EACCES, "read_only"), (errno.EIO, "other")]
)
def test_a_folder_that_takes_no_writing_is_told_and_nothing_recorded(people, monkeypatch, code, why):
    field = people.laptop(people.headquarters(), "ana")
    before = held(field)
    really_open = os.open

    def refuse(path, flags, mode=0o777, **how):
        if str(path).endswith(".canvass.part"):
            raise OSError(code, os.strerror(code), str(path))
        return really_open(path, flags, mode, **how)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(NotWritten) as refused:
        export_batch(field, people.folder)
    monkeypatch.undo()
    assert refused.value.facts["why"] == why
    assert held(field) == before
    assert not list(people.folder.glob("*canvassbatch*"))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a system without a device that is always full")
def test_a_full_stick_is_told_and_leaves_no_file_and_no_record(people, monkeypatch):
    field = people.laptop(people.headquarters(), "ana")
    before = held(field)
    really_open = os.open

    def open_full(path, flags, mode=0o777, **how):
        if str(path).endswith(".canvass.part"):
            os.close(really_open(path, flags, mode, **how))
            return really_open("/dev/full", os.O_RDWR)
        return really_open(path, flags, mode, **how)

    monkeypatch.setattr(os, "open", open_full)
    with pytest.raises(NotWritten) as refused:
        export_batch(field, people.folder)
    monkeypatch.undo()
    assert refused.value.facts["why"] == "full"
    assert held(field) == before
    assert not list(people.folder.glob("*canvassbatch*"))
    assert people.batch(field).name.endswith("0001.canvassbatch")


@pytest.mark.parametrize("mode", ["read", "rescue"])
def test_a_file_open_for_reading_or_rescue_exports_all_it_holds(people, mode):
    headquarters = people.headquarters()
    field = people.laptop(headquarters, "ana")
    type_names(field, sheet(1), {1: "Ann", 2: "Ben"})
    first = people.batch(field)
    before = held(field)
    path = field.campaign.path
    people.close(path)
    with open_campaign(path, None, mode) as campaign:
        written = [export_batch(Journal(campaign), first.parent) for _ in range(2)]
        assert held(Journal(campaign)) == before
    assert len({first.name, *(os.path.basename(one.batch) for one in written)}) == 3
    assert merge(headquarters, [Path(written[1].batch)]).refused == ()
    assert totals(headquarters, TODAY).entered == 2


def test_an_export_that_a_full_disk_keeps_out_of_the_history_is_told_as_written(people):
    headquarters = people.headquarters()
    field = people.laptop(headquarters, "ana")
    type_names(field, sheet(1), {1: "Ann"})
    (pages,) = field.connection.execute("pragma page_count").fetchone()
    field.connection.execute(f"pragma max_page_count = {pages}")
    told, batch = 0, people.batch(field)
    while len(bodies(field, Kind.DID)) > told:  # until the last page that is there is full
        told, batch = len(bodies(field, Kind.DID)), people.batch(field)
    assert merge(headquarters, [batch]).refused == ()
    assert totals(headquarters, TODAY).entered == 1


def test_a_file_that_is_not_yet_anybodys_holds_nothing_to_export(people):
    path = people.folder / "new.canvass"
    create_campaign(path).close()
    with open_campaign(path, None, "read") as campaign, pytest.raises(NothingToExport):
        export_batch(Journal(campaign), people.folder, "five words said aloud here")


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_cancelled_export_leaves_no_file_and_no_record(people, at):
    field = people.laptop(people.headquarters(), "ana")
    before = held(field)

    def report(done, total):
        if done >= at:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_batch(field, people.folder, report=report)
    assert held(field) == before
    assert not list(people.folder.glob("*canvassbatch*"))


def test_what_is_written_is_told_as_written_however_late_the_cancel(people):
    field = people.laptop(people.headquarters(), "ana")
    calls = []
    written = export_batch(field, people.folder, report=lambda done, total: calls.append((done, total)))
    assert calls == [(0, 3), (1, 3), (2, 3)]
    assert os.path.exists(written.batch)


def test_a_file_outside_any_drive_needs_a_passphrase_and_something_typed(people):
    lone = people.lone()
    with pytest.raises(BatchPassphraseNeeded):
        export_batch(lone, people.folder)
    with pytest.raises(NothingToExport):
        export_batch(lone, people.folder, "five words said aloud here")
    assert not list(people.folder.glob("*canvassbatch*"))


def test_a_later_batch_carries_all_of_an_earlier_one(people):
    headquarters = people.headquarters()
    field = people.laptop(headquarters, "ana")
    type_names(field, sheet(1), {1: "Ann"})
    lost = people.batch(field)
    type_names(field, sheet(1), {2: "Ben"})
    merged = merge(headquarters, [people.batch(field)])
    assert (merged.refused, merged.waiting) == ((), ())
    assert totals(headquarters, TODAY).entered == 2
    again = merge(headquarters, [lost])
    assert (again.new, again.taken) == (0, 1)


def test_a_record_is_as_large_as_a_line_of_a_batch_at_most():
    assert RECORD_BYTES_AT_MOST == LINE_BYTES_AT_MOST
    with pytest.raises(Malformed):
        decode_record(b'"' + b"x" * RECORD_BYTES_AT_MOST + b'"')


def test_a_petition_longer_than_a_record_is_refused_by_a_sentence_before_it_could_fail_an_export(people):
    headquarters = people.headquarters()
    before = held(headquarters)
    with pytest.raises(FieldTextRefused) as refused:
        set_fields(headquarters, {"proponents": [f"{number:03} {'é' * 180}" for number in range(100)]})
    assert refused.value.facts == {"field": "proponents", "problem": "too_long"}
    assert "proponents" in sentence(refused.value)
    assert held(headquarters) == before
    set_fields(headquarters, {"grounds": "é" * 4_900, "proponents": [f"Proponent {number}" for number in range(40)]})
    assert merge(headquarters, [people.batch(headquarters)]).refused == ()
    assert len(petition_needed(people.laptop(headquarters, "ana")).proponents) == 40


def test_the_longest_line_that_may_be_typed_travels(people):
    headquarters = people.headquarters()
    field = people.laptop(headquarters, "ana")
    longest = dict.fromkeys(("address", "city", "zip", "note", "event"), '"' * 200)
    number = type_line(field, sheet(1), 1, "é" * 200, "AB", **longest).record
    with field.writing():
        for _ in range(70):
            number = field.write(
                Kind.PUT, Line(name="é" * 200, **longest), place=Place(sheet(1), 0, 1), after=[number], typist="AB"
            )
    assert merge(headquarters, [people.batch(field)]).refused == ()
    assert totals(headquarters, TODAY).entered == 1


def test_a_coordinator_that_made_the_kit_opens_the_batch_too(people):
    headquarters = people.headquarters()
    coordinator = people.laptop(headquarters, "cora", Role.COORDINATOR)
    field, other = people.laptop(coordinator, "ana"), people.laptop(headquarters, "ben")
    type_names(field, sheet(1), {1: "Ann"})
    assert merge(coordinator, [people.batch(field)]).refused == ()
    refused = merge(coordinator, [people.batch(other)]).refused
    assert [type(one.why) for one in refused] == [errors.BatchNotForUs]
    assert [type(one.why) for one in merge(field, [people.batch(field)]).refused] == [errors.BatchNotForUs]
