import msgspec
import pytest

from canvass.batches import errors
from canvass.batches.inspection import BatchContents, KitContents, inspect
from canvass.batches.merging import merge
from canvass.batches.preamble import campaign_tag
from canvass.journal.bodies import Kind, Role, Setting
from canvass.journal.drive import recipients_of, set_fields
from canvass.sheets.forms import PrintWords, store_forms
from tests.batches.people import TULIP, held, people_in, quick_passphrase, sheet, type_names

WORDS = PrintWords("SAMPLE", "DRAFT", "Slip", ())


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


def test_without_a_key_a_batch_tells_what_its_clear_part_says(people):
    headquarters = people.headquarters()
    field = people.laptop(headquarters, "ana")
    batch = people.batch(field)
    for journal in (None, field, people.lone(), people.headquarters("others")):
        told = inspect(batch, journal)
        assert (told.file, told.kind, told.version, told.sealed) == (batch.name, "batch", 1, "keys")
        assert told.bytes == batch.stat().st_size
        assert told.campaign == campaign_tag(headquarters.campaign_id or "").hex()
        assert field.device.startswith(told.device)
        assert len(told.batch) == 32
        assert told.contents is None


def test_a_key_shows_who_wrote_it_for_whom_and_what_it_holds(people):
    headquarters = people.headquarters()
    coordinator = people.laptop(headquarters, "cora", Role.COORDINATOR)
    field = people.laptop(coordinator, "ana")
    type_names(field, sheet(1), {1: "Ann", 2: "Ben"})
    type_names(field, "L1", {1: "Cid"})
    batch = people.batch(field)
    before = held(headquarters)
    contents = inspect(batch, headquarters).contents
    assert isinstance(contents, BatchContents)
    assert (contents.device, contents.name, contents.number) == (field.device, "ana", 1)
    assert (contents.lines, contents.sheets, contents.campaign) == (3, 2, headquarters.campaign_id)
    assert contents.to[:2] == recipients_of(headquarters)
    assert len(contents.to) == 3
    own = next(one for one in contents.devices if one.device == field.device)
    assert (own.first, own.last, own.records) == (1, 5, 5)
    assert {one.device for one in contents.devices} == {field.device, coordinator.device, headquarters.device}
    assert sum(one.records for one in contents.devices) == contents.records
    assert inspect(batch, coordinator).contents == contents
    assert held(headquarters) == before


def test_a_stranger_is_told_where_taking_in_refuses(people):
    headquarters = people.headquarters()
    batch = people.batch(people.second_claimant(headquarters))
    assert merge(headquarters, [batch]).taken == 0
    assert inspect(batch, headquarters).contents is not None


def test_a_passphrase_opens_a_lone_batch(people):
    lone = people.lone()
    type_names(lone, "L1", {1: "Ann"})
    batch = quick_passphrase(people.batch(lone, TULIP), TULIP)
    told = inspect(batch)
    assert (told.sealed, told.campaign, told.contents) == ("passphrase", None, None)
    contents = inspect(batch, passphrase=TULIP).contents
    assert isinstance(contents, BatchContents)
    assert (contents.device, contents.campaign, contents.to) == (lone.device, None, ())
    with pytest.raises(errors.BatchPassphraseWrong):
        inspect(batch, passphrase="rose")


def test_a_kit_tells_the_drive_the_role_and_the_forms(people):
    headquarters = people.headquarters()
    set_fields(
        headquarters,
        {
            "officer": "Pat Example",
            "office": "District Attorney",
            "approved": "2026-01-27",
            "codes": "yes",
            "top_funders": "none",
            "grounds": "For good reasons.",
            "answer": "None of them is true.",
            "notice_served": "2026-01-02",
            "proponents": [f"Proponent {number}" for number in range(1, 12)],
        },
    )
    frozen = store_forms(headquarters, WORDS)
    kit = people.kit(headquarters, Role.COORDINATOR, "Cora's laptop")
    told = inspect(kit)
    contents = told.contents
    assert (told.kind, told.sealed, told.device) == ("kit", "open", headquarters.device[:8])
    assert isinstance(contents, KitContents)
    assert (contents.role, contents.name, contents.printer) == ("coordinator", "Cora's laptop", 1)
    assert (contents.title, contents.petition) == ("Recall of Example", "ca-recall-local")
    assert (contents.campaign, contents.practice) == (headquarters.campaign_id, False)
    assert contents.device == headquarters.device
    assert frozen
    assert {(form.paper, form.lines, form.hash) for form in contents.forms} == {
        (form.geometry.paper, form.geometry.lines, form.hash) for form in frozen
    }
    assert [one.device for one in contents.devices] == [headquarters.device]


def test_a_kit_for_practice_says_so(people):
    contents = inspect(people.kit(people.headquarters(practice=True))).contents
    assert isinstance(contents, KitContents)
    assert contents.practice
    assert contents.forms == ()


def test_a_kit_carries_no_petition_that_somebody_else_wrote(people):
    headquarters = people.headquarters()
    field = people.laptop(headquarters, "ana")
    with field.writing():
        field.write(Kind.SETTING, Setting(field="title", revision=99, value="Recall of Canary"))
    assert merge(headquarters, [people.batch(field)]).refused == ()
    contents = inspect(people.kit(headquarters)).contents
    assert isinstance(contents, KitContents)
    assert contents.title == "Recall of Example"


def test_what_is_told_is_ready_for_json(people):
    headquarters = people.headquarters()
    for path in (people.kit(headquarters), people.batch(people.laptop(headquarters, "ana"))):
        document = msgspec.json.decode(msgspec.json.encode(inspect(path, headquarters)))
        assert set(document) == {
            "file", "kind", "version", "bytes", "campaign", "batch", "device", "sealed", "contents",
        }  # fmt: skip
        assert document["contents"]["records"] > 0


@pytest.mark.parametrize("what", ["kit", "batch"])
def test_damage_and_strange_files_are_refused_as_when_taken_in(people, what):
    headquarters = people.headquarters()
    path = people.kit(headquarters) if what == "kit" else people.batch(people.laptop(headquarters, "ana"))
    content = path.read_bytes()
    for damaged, reason in {
        content[:-1]: errors.BatchCut,
        content[:30]: errors.BatchCut,
        content + b"\n": errors.BatchDamaged,
        content[:300] + bytes([content[300] ^ 8]) + content[301:]: errors.BatchDamaged,
        b"Dear Ann, " * 20: errors.BatchNotOne,
    }.items():
        path.write_bytes(damaged)
        with pytest.raises(reason):
            inspect(path, headquarters)
    with pytest.raises(errors.BatchUnreadable):
        inspect(path.with_name("gone"), headquarters)
    with pytest.raises(errors.BatchNotOne):
        inspect(path.parent, headquarters)
