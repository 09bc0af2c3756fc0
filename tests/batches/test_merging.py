"""Taking in: the same state for everyone whatever came in which order, and nothing at all of what is refused."""

import itertools
import os
import shutil
import signal
import subprocess
import sys
import textwrap

import msgspec
import pytest

from canvass.batches.envelope import Sealing, open_envelope, seal
from canvass.batches.founding import own_identities
from canvass.batches.keys import new_sealing_keys, recipient_of, seal_to, unseal
from canvass.batches.merging import batch_files, merge
from canvass.batches.packing import head_bytes, read_batch_head
from canvass.batches.preamble import PREAMBLE_BYTES, campaign_tag
from canvass.batches.preamble import Kind as FileKind
from canvass.campaign.errors import DiskFull
from canvass.campaign.file import open_campaign
from canvass.count.totals import totals
from canvass.ground.progress import Cancelled
from canvass.journal.bodies import Enrol, Kind, Role
from canvass.journal.drive import petition_needed, recipients_of, set_fields
from canvass.journal.identity import new_device_keys
from canvass.journal.journal import Journal
from canvass.signers.decisions import keep
from canvass.signers.pages import link_page
from canvass.signers.sheets_known import known_sheet
from canvass.wording.sentence import sentence
from tests.batches.forge import admit_anybody, with_payload
from tests.batches.people import (
    TODAY,
    TULIP,
    People,
    bodies,
    held,
    people_in,
    print_run,
    quick_passphrase,
    sheet,
    shown,
    type_line,
    type_names,
    wrong,
)


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


def reasons(merged):
    return [type(refused.why).__name__ for refused in merged.refused]


def roles_of(journal):
    return dict(journal.connection.execute("select id, role from device where role > 0").fetchall())


# ------------------------------------------------------------------------------------------------------- order


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("five")
    people = People(folder)
    names = [batch.name for batch in make_five(people)]
    people.close()
    return folder, names


@pytest.fixture
def five(people, made_once):
    """Headquarters and its five batches, copied: sealing by a passphrase takes seconds on purpose."""
    folder, names = made_once
    shutil.copytree(folder, people.folder, dirs_exist_ok=True)
    return people.again("hq"), [people.folder / "stick" / name for name in names]


def make_five(people):
    """Make headquarters that knows its coordinator, and five batches that hold everything that can go wrong.

    Ana's laptop; the same some lines later; a coordinator that passes on what a restored backup of Ana's laptop
    wrote; Dora's laptop, which knows of the coordinator what has not arrived; a vigil's file by passphrase.
    """
    headquarters = people.headquarters()
    print_run(headquarters, 9)
    coordinator = people.laptop(headquarters, "cora", Role.COORDINATOR)
    kit = people.kit(coordinator, name="Field")
    ana, dora = people.joined(kit, "ana"), people.joined(kit, "dora")
    assert merge(headquarters, [people.batch(coordinator)]).refused == ()
    type_names(ana, sheet(1), {1: "Ann One", 2: "Ann Two", 3: "Ann Three"}, "AB")
    backup = people.copy(ana, "backup")
    type_names(ana, sheet(1), {4: "Ann Four"}, "AB")
    first = people.batch(ana)
    type_names(backup, sheet(1), {4: "Ann Vier"}, "AB")
    type_names(backup, sheet(2), {1: "Bo One"}, "AB")
    assert merge(coordinator, [people.batch(backup)]).refused == ()
    type_names(coordinator, sheet(1), {1: "Ann One"}, "CC")
    relayed = people.batch(coordinator)
    type_names(ana, sheet(1), {5: "Ann Five"}, "AB")
    type_names(ana, "L1", {1: "Lea", 2: "Leo"}, "AB")
    link_page(ana, "L1", sheet(3))
    later = people.batch(ana)
    type_names(coordinator, sheet(6), {1: "Not here yet", 2: "Nor this"}, "CC")
    dora = people.joined(people.kit(coordinator, name="Dora"), "dora")
    type_names(dora, sheet(1), {2: "Ann Too", 3: "Ann Three"}, "DD")
    type_line(dora, sheet(3), 2, "", "DD", state="struck")
    type_names(dora, "L1", {1: "Mia"}, "DD")
    waiting = people.batch(dora)
    vigil = people.lone("vigil")
    type_names(vigil, "L1", {1: "Vic", 2: "Val"}, "VV")
    type_line(vigil, sheet(2), 1, "bo  ONE", "VV", address="1 elm st", city="Example", zip="90001", event="Park")
    by_passphrase = quick_passphrase(people.batch(vigil, TULIP), TULIP)
    return first, relayed, waiting, by_passphrase, later


def test_five_batches_in_all_120_orders_each_twice_give_the_same_lines_and_counts(people, five):
    headquarters, batches = five
    start = people.folder / "start.canvass"
    people.close(headquarters.campaign.path)
    shutil.copy(headquarters.campaign.path, start)
    seen = {}
    for order in itertools.permutations(range(5)):
        path = people.folder / "order.canvass"
        shutil.copy(start, path)
        with open_campaign(path) as campaign:
            campaign.connection.execute("pragma synchronous = off")
            journal = Journal(campaign)
            for number in (*order, *order):
                assert merge(journal, [batches[number]], TULIP).refused == ()
            again = merge(journal, [batches[number] for number in order], TULIP)
            assert (again.new, again.taken) == (0, 5)
            if order[0] == order[4] + 1:
                assert wrong(journal) == []
            seen[msgspec.json.encode(shown(journal))] = shown(journal)
    assert len(seen) == 1
    (told,) = seen.values()
    assert told["count"]["entered"] == 8
    assert (told["count"]["agreed"], told["count"]["disputed"], told["count"]["loose"]) == (3, 3, 3)
    assert len(told["waiting"]) == 1
    assert len(told["forked"]) == 1
    assert [(line["sheet"], line["line"]) for line in told["lines"] if line["conflict"]] == [
        (sheet(1), 2),
        (sheet(1), 4),
        (sheet(3), 2),
    ]


def test_one_call_with_all_of_them_in_any_order_is_the_same_again(people, five):
    headquarters, batches = five
    other = people.copy(headquarters, "other")
    merged = merge(headquarters, batches, TULIP)
    backwards = merge(other, [*reversed(batches), *batches], TULIP)
    assert shown(headquarters) == shown(other)
    assert (merged.conflicts, merged.taken, len(merged.waiting), len(merged.forked)) == (3, 5, 1, 1)
    assert (backwards.conflicts, backwards.taken) == (3, 5), "a file that is named twice is taken in once"
    assert backwards.new == merged.new
    assert sorted(laptop.lines for laptop in merged.laptops) == sorted(laptop.lines for laptop in backwards.laptops)


def test_a_batch_twice_changes_nothing(people, five):
    headquarters, batches = five
    merge(headquarters, batches, TULIP)
    before = held(headquarters)
    for batch in batches:
        merged = merge(headquarters, [batch, batch], TULIP)
        assert (merged.new, merged.conflicts, merged.refused, merged.laptops, merged.forked) == (0, 0, (), (), ())
    assert held(headquarters) == before


def test_a_decision_holds_whatever_arrives_again(people, five):
    headquarters, batches = five
    merge(headquarters, batches[:3])
    keep(headquarters, known_sheet(headquarters, sheet(1)), 2, 1)
    counted = totals(headquarters, TODAY)
    merge(headquarters, batches[:3])
    assert totals(headquarters, TODAY) == counted
    assert counted.checked == 1


# ------------------------------------------------------------------------------------------------ gaps and forks


def test_what_is_waited_for_is_told_until_it_arrives(people, five):
    headquarters, batches = five
    merged = merge(headquarters, batches, TULIP)
    (gap,) = merged.waiting
    cora = people.again("cora")
    assert gap.device == cora.device
    assert gap.start <= gap.end
    closed = merge(headquarters, [people.batch(cora)])
    assert closed.waiting == ()
    assert totals(headquarters, TODAY).entered == 10


def test_headquarters_restored_from_a_backup_loses_nothing_is_told_and_goes_on_as_a_new_device(people):
    headquarters = people.headquarters()
    coordinator = people.laptop(headquarters, "cora", Role.COORDINATOR)
    backup = people.copy(headquarters, "backup")
    set_fields(headquarters, {"goal": 600_000})
    type_names(headquarters, sheet(1), {1: "Lost with the disk"})
    kit = people.kit(headquarters)
    coordinator = people.joined(kit, "cora")
    set_fields(backup, {"officer": "Ann Example"})
    type_names(backup, sheet(1), {2: "Typed after"})
    was = backup.device
    merged = merge(backup, [people.batch(coordinator)])
    assert merged.refused == ()
    assert merged.forked == (was,)
    assert backup.device != was
    assert backup.role == Role.HQ
    petition = petition_needed(backup)
    assert (petition.goal, petition.officer) == (600_000, "Ann Example")
    assert wrong(backup) == []
    # it goes on as headquarters in everything
    set_fields(backup, {"goal": 650_000})
    field = people.laptop(backup, "ana")
    assert petition_needed(field).goal == 650_000
    type_names(field, sheet(2), {1: "Ann"})
    assert merge(backup, [people.batch(field)]).refused == ()
    assert people.joined(people.kit(backup), "cora").role == Role.COORDINATOR
    # and what the first one still had comes in too
    assert merge(backup, [people.batch(headquarters)]).refused == ()
    assert totals(backup, TODAY).entered == 3
    assert backup.role == Role.HQ
    assert wrong(backup) == []
    again = held(backup)
    assert merge(backup, [people.batch(field)]).forked == ()
    assert backup.device == dict(again["setting"])["device"]


def test_headquarters_restored_from_a_backup_is_let_in_by_another_with_the_laptops_that_it_sets_up(people):
    headquarters = people.headquarters()
    second = people.laptop(headquarters, "second", Role.HQ)
    merge(headquarters, [people.batch(second)])
    restored = people.copy(headquarters, "restored")
    type_names(headquarters, sheet(1), {1: "Typed after the backup"})
    assert merge(second, [people.batch(headquarters)]).refused == ()
    people.close(headquarters.campaign.path)
    was = restored.device
    type_names(restored, sheet(2), {1: "Typed before it knew"})
    assert merge(restored, [people.batch(second)]).forked == (was,)
    type_names(restored, sheet(3), {1: "Typed as a new device"})
    field = people.laptop(restored, "ana")
    type_names(field, sheet(4), {1: "Ann"})
    of_field, of_restored = people.batch(field), people.batch(restored)
    assert merge(people.copy(second, "other"), [of_field]).refused == ()
    assert merge(second, [of_restored, of_field]).refused == ()
    assert roles_of(second)[restored.device] == Role.HQ
    assert totals(second, TODAY).entered == 4
    assert wrong(second) == []


def test_a_coordinator_restored_from_a_backup_goes_on_as_a_field_laptop_and_nothing_is_lost(people):
    headquarters = people.headquarters()
    coordinator = people.laptop(headquarters, "cora", Role.COORDINATOR)
    field = people.laptop(coordinator, "ana")
    backup = people.copy(coordinator, "backup")
    newer = people.kit(coordinator)
    field = people.joined(newer, "ana")
    type_names(backup, sheet(1), {1: "Typed after"})
    was = backup.device
    assert merge(backup, [people.batch(field)]).forked == (was,)
    assert backup.device != was
    assert backup.role == Role.FIELD
    type_names(backup, sheet(1), {2: "And more"})
    assert merge(headquarters, [people.batch(backup)]).refused == ()
    assert totals(headquarters, TODAY).entered == 2
    assert roles_of(headquarters)[backup.device] == Role.FIELD
    assert people.joined(people.kit(headquarters, Role.COORDINATOR), "backup").role == Role.COORDINATOR


def test_a_cloned_lone_file_goes_on_under_a_new_name_and_all_of_it_joins(people):
    headquarters, lone = people.headquarters(), people.lone()
    type_names(lone, "L1", {1: "Both"})
    clone = people.copy(lone, "clone")
    type_names(lone, "L1", {2: "Left"})
    type_names(clone, "L1", {2: "Right"})
    was = lone.device
    assert merge(lone, [quick_passphrase(people.batch(clone, TULIP), TULIP)], TULIP).forked == (was,)
    assert lone.device != was
    type_names(lone, "L1", {1: "New"})
    lone = people.joined(people.kit(headquarters), "lone")
    merged = merge(headquarters, [people.batch(lone)])
    assert (merged.refused, merged.conflicts) == ((), 1)
    assert totals(headquarters, TODAY).loose == 3
    assert roles_of(headquarters)[lone.device] == Role.FIELD


# ---------------------------------------------------------------------------------------------------- admission


@pytest.mark.parametrize("is_lone_real", [True, False])
def test_a_lone_file_for_practice_and_a_real_drive_stay_apart(people, is_lone_real):
    headquarters, lone = people.headquarters(practice=is_lone_real), people.lone(practice=not is_lone_real)
    type_names(lone, "L1", {1: "Ann"})
    merged = merge(headquarters, [quick_passphrase(people.batch(lone, TULIP), TULIP)], TULIP)
    assert [type(refused.why).__name__ for refused in merged.refused] == ["BatchForPractice"]
    assert merged.new == 0


def test_a_lone_file_for_practice_goes_into_a_practice_drive(people):
    headquarters, lone = people.headquarters(practice=True), people.lone(practice=True)
    type_names(lone, "L1", {1: "Ann"})
    assert merge(headquarters, [quick_passphrase(people.batch(lone, TULIP), TULIP)], TULIP).refused == ()


def test_a_lone_file_that_a_coordinator_took_in_reaches_headquarters(people):
    headquarters, lone = people.headquarters(), people.lone()
    coordinator = people.laptop(headquarters, "cora", Role.COORDINATOR)
    type_names(lone, "L1", {1: "Ann"})
    assert merge(coordinator, [quick_passphrase(people.batch(lone, TULIP), TULIP)], TULIP).refused == ()
    assert merge(headquarters, [people.batch(coordinator)]).refused == ()
    assert totals(headquarters, TODAY).loose == 1
    assert {one.how for one in bodies(headquarters, Kind.ENROL) if one.device == lone.device} == {"relay"}


def test_a_lone_file_that_a_field_laptop_took_in_counts_and_gets_no_role_by_it(people):
    headquarters, lone = people.headquarters(), people.lone()
    field = people.laptop(headquarters, "ana")
    type_names(lone, "L1", {1: "Ann"})
    assert merge(field, [quick_passphrase(people.batch(lone, TULIP), TULIP)], TULIP).refused == ()
    assert merge(headquarters, [people.batch(field)]).refused == ()
    assert totals(headquarters, TODAY).loose == 1
    assert lone.device not in roles_of(headquarters)


def test_a_laptop_set_up_by_an_unknown_coordinator_is_let_in_by_what_its_kit_proves(people):
    headquarters = people.headquarters()
    coordinator = people.laptop(headquarters, "cora", Role.COORDINATOR)
    field = people.laptop(coordinator, "ana")
    type_names(field, sheet(1), {1: "Ann"})
    other = people.copy(headquarters, "other")
    of_field, of_coordinator = people.batch(field), people.batch(coordinator)
    merged = merge(headquarters, [of_field, of_coordinator])
    assert (merged.refused, merged.taken) == ((), 2)
    assert merge(other, [of_coordinator, of_field]).refused == ()
    assert shown(other) == shown(headquarters)
    assert roles_of(headquarters)[field.device] == Role.FIELD


def test_an_enrolment_that_a_field_laptop_writes_opens_no_door(people):
    headquarters, stranger = people.headquarters(), people.headquarters("others")
    field = people.laptop(headquarters, "ana")
    with field.writing():
        field.write(Kind.ENROL, Enrol(device=stranger.device, role=int(Role.HQ), how="kit"))
    assert merge(headquarters, [people.batch(field)]).refused == ()
    told = {"campaign": headquarters.campaign_id, "to": recipients_of(headquarters)}
    forged = rewritten(people, people.batch(stranger), stranger, headquarters, **told)
    before = held(headquarters)
    assert reasons(merge(headquarters, [forged])) == ["BatchStranger"]
    assert held(headquarters) == before


def test_an_enrolment_that_a_field_laptop_writes_shuts_no_door(people):
    headquarters, lone = people.headquarters(), people.lone()
    field = people.laptop(headquarters, "ana")
    with field.writing():
        field.write(Kind.ENROL, Enrol(device=lone.device, role=int(Role.NONE), how="kit"))
    type_names(lone, "L1", {1: "Ann"})
    batches = [people.batch(field), quick_passphrase(people.batch(lone, TULIP), TULIP)]
    assert merge(headquarters, batches, TULIP).refused == ()
    assert roles_of(headquarters)[lone.device] == Role.FIELD


# ----------------------------------------------------------------------------------------------------- refused


def rewritten(
    people, batch, opener, reader, *, keys=None, recipients=None, campaign=None, head=None, lines=None, **told
):
    """Return a batch with a changed head, signed by `keys` or its own writer and sealed to headquarters `reader`."""
    opened = open_envelope(
        batch.read_bytes(),
        file=batch.name,
        kind=FileKind.BATCH,
        admit=admit_anybody,
        identities=own_identities(opener),
    )
    said = read_batch_head(opened.head, file=batch.name)
    if campaign is not None:
        told["campaign"] = campaign
    signer = keys or next(journal.keys for journal in people.all() if journal.device == said.device)
    out = people.folder / "rewritten.canvassbatch"
    sealing = Sealing(
        kind=FileKind.BATCH,
        campaign=campaign_tag(reader.campaign_id or ""),
        keys=signer,
        head=head or head_bytes(msgspec.structs.replace(said, **told)),
        lines=opened.lines if lines is None else lines,
        recipients=recipients or tuple(recipient_of(identity) for identity in own_identities(reader)),
    )
    out.write_bytes(seal(sealing, file=out.name))
    return out


def crooked(people, headquarters, field):
    """Yield what a well-informed cheat with an enrolled laptop may hand in, with the reason to expect."""
    batch = people.batch(field)
    genuine = batch.read_bytes()
    opened = open_envelope(
        genuine, file="x", kind=FileKind.BATCH, admit=admit_anybody, identities=own_identities(headquarters)
    )
    head = read_batch_head(opened.head, file="x")
    out = people.folder / "crooked.canvassbatch"

    def written(content):
        out.write_bytes(content)
        return out

    def forged(**how):
        return rewritten(people, batch, headquarters, headquarters, **how)

    stranger = new_device_keys()
    yield "BatchCut", written(genuine[:-1])
    yield "BatchDamaged", written(genuine[:200] + bytes([genuine[200] ^ 1]) + genuine[201:])
    yield "BatchDamaged", written(genuine + b"\0")
    yield "BatchNotOne", written(b"Dear headquarters, here are the names: " * 9)
    yield "BatchStranger", forged(keys=stranger)
    yield "BatchForeign", forged(campaign="")
    yield "BatchForeign", forged(campaign="ab" * 16)
    yield "BatchMalformed", forged(campaign="zz" * 16)
    yield "BatchMalformed", forged(device="no hex")
    yield "BatchStranger", forged(device="ab" * 16)
    yield "BatchMalformed", forged(records=head.records + 1)
    yield "BatchNotForUs", forged(to=(new_sealing_keys().recipient,))
    yield "BatchNotForUs", forged(recipients=(new_sealing_keys().recipient,))
    yield "BatchNotCanonical", forged(head=opened.head.replace(b'{"app"', b'{ "app"', 1))
    yield "BatchMalformed", forged(lines=opened.lines[:-1], records=head.records - 1)
    yield "BatchForged", forged(lines=[line.replace(b"Ann Third", b"Eve Third") for line in opened.lines])
    yield "BatchForged", forged(lines=[*opened.lines[:-2], opened.lines[-1], opened.lines[-2]])
    yield "BatchForged", forged(lines=[*opened.lines[:-1], opened.lines[-1] + b" "])
    first, *rest = head.stretches
    for lie in (
        {"signature": "00" * 64},
        {"key": stranger.public.hex()},
        {"first": first.first + 1},
        {"device": "ab" * 16},
    ):
        yield "BatchForged", forged(stretches=(msgspec.structs.replace(first, **lie), *rest))
    for lie in ({"key": "no hex"}, {"count": 0}, {"count": -1}, {"count": 1 << 60}):
        yield "BatchMalformed", forged(stretches=(msgspec.structs.replace(first, **lie), *rest))


def test_whatever_is_not_right_is_refused_with_its_sentence_and_changes_nothing(people):
    headquarters = people.headquarters()
    field = people.laptop(headquarters, "ana")
    type_names(field, sheet(1), {1: "Ann", 2: "Ann Other"})
    merge(headquarters, [people.batch(field)])
    type_names(field, sheet(1), {3: "Ann Third"})
    before = held(headquarters)
    told = []
    for reason, path in crooked(people, headquarters, field):
        merged = merge(headquarters, [path])
        assert (reasons(merged), merged.new, merged.taken) == ([reason], 0, 0)
        told.append(sentence(merged.refused[0].why))
        assert path.name in told[-1]
        assert "Nothing was" in told[-1]
    assert len(set(told)) >= 8
    assert held(headquarters) == before
    assert merge(headquarters, [people.batch(field)]).refused == ()


def test_a_batch_of_another_drive_and_one_sent_on_to_another_headquarters_are_refused(people):
    ours, others = people.headquarters(), people.headquarters("others")
    field = people.laptop(others, "ana")
    type_names(field, sheet(1), {1: "Ann"})
    batch = people.batch(field)
    before = held(ours)
    assert reasons(merge(ours, [batch])) == ["BatchForeign"]
    # a dishonest clerk at the other headquarters opens it and seals the signed inside to us
    inner = unseal(list(own_identities(others)), batch.read_bytes()[PREAMBLE_BYTES:])
    sealed = seal_to([recipient_of(own_identities(ours)[0])], inner)
    sent_on = people.folder / "sent-on.canvassbatch"
    sent_on.write_bytes(with_payload(batch.read_bytes(), sealed))
    assert reasons(merge(ours, [sent_on])) == ["BatchForeign"]
    sent_on.write_bytes(with_payload(batch.read_bytes(), sealed, at_20=campaign_tag(ours.campaign_id)))
    assert reasons(merge(ours, [sent_on])) == ["BatchForged"]
    # and the same between two headquarters of one drive whose keys differ
    people.laptop(ours, "second", Role.HQ)
    own = people.laptop(ours, "ben")
    type_names(own, sheet(1), {1: "Ben"})
    to_ours = people.batch(own)
    second = next(one for one in people.all() if one.campaign.path.name == "second.canvass")
    with second.writing():
        second.write(Kind.ENROL, Enrol(device=own.device, role=int(Role.FIELD), how="kit"))
    inner = unseal(list(own_identities(ours)), to_ours.read_bytes()[PREAMBLE_BYTES:])
    sealed = seal_to([recipient_of(own_identities(second)[0])], inner)
    sent_on.write_bytes(with_payload(to_ours.read_bytes(), sealed))
    state = held(second)
    assert reasons(merge(second, [sent_on])) == ["BatchNotForUs"]
    assert held(second) == state
    assert held(ours)["line"] == before["line"]


def test_one_bad_batch_in_a_folder_keeps_none_of_the_others_out(people):
    headquarters = people.headquarters()
    for number in range(3):
        field = people.laptop(headquarters, f"laptop-{number}")
        type_names(field, sheet(number + 1), {1: f"Ann {number}"})
        people.batch(field)
    batch = min((people.folder / "stick").iterdir())
    batch.write_bytes(batch.read_bytes()[:-9])
    (batch.parent / "letter.canvassbatch").write_text("not a batch")
    (batch.parent / f"._{batch.name}").write_bytes(b"what a Mac leaves")
    (batch.parent / "names.csv").write_text("Ann")
    merged = merge(headquarters, [batch.parent])
    assert sorted(reasons(merged)) == ["BatchCut", "BatchNotOne"]
    assert merged.taken == 2
    assert totals(headquarters, TODAY).entered == 2


def test_a_folder_and_files_that_are_not_there_are_told(people):
    headquarters = people.headquarters()
    before = held(headquarters)
    merged = merge(headquarters, [people.folder / "gone", people.folder / "gone.canvassbatch"])
    assert reasons(merged) == ["BatchUnreadable", "BatchUnreadable"]
    assert held(headquarters) == before


def test_a_stick_that_shouts_its_names_is_read_too(people):
    headquarters = people.headquarters()
    batch = people.batch(people.laptop(headquarters, "ana"))
    batch.rename(batch.with_suffix(".CANVASSBATCH"))
    assert len(list(batch_files([batch.parent]))) == 1
    assert merge(headquarters, [batch.parent]).taken == 1


def test_a_wrong_passphrase_and_none_are_told_apart(people):
    headquarters, lone = people.headquarters(), people.lone()
    type_names(lone, "L1", {1: "Ann"})
    batch = quick_passphrase(people.batch(lone, TULIP), TULIP)
    before = held(headquarters)
    assert reasons(merge(headquarters, [batch])) == ["BatchNeedsPassphrase"]
    assert reasons(merge(headquarters, [batch], "rose")) == ["BatchPassphraseWrong"]
    assert held(headquarters) == before


# ------------------------------------------------------------------------------------- many, cancelled, killed


def hundred_batches(people):
    headquarters = people.headquarters()
    kit = people.kit(headquarters)
    for number in range(10):
        field = people.joined(kit, f"laptop-{number}")
        field.connection.execute("pragma synchronous = off")
        for line in range(1, 11):
            type_names(field, sheet(number + 1), {line: f"Ann {number} {line}"})
            people.batch(field)
    return headquarters, people.folder / "stick"


def test_a_folder_of_a_hundred_batches(people):
    headquarters, stick = hundred_batches(people)
    done = []
    merged = merge(headquarters, [stick], report=lambda *how: done.append(how))
    assert (merged.taken, merged.refused, merged.waiting, len(merged.laptops)) == (100, (), (), 10)
    assert totals(headquarters, TODAY).entered == 100
    assert done[0] == (0, 100)
    assert done[-1] == (100, 100)
    assert wrong(headquarters) == []
    before = held(headquarters)
    assert merge(headquarters, [stick]).new == 0
    assert held(headquarters) == before


def test_a_cancel_keeps_the_batches_before_it_whole(people):
    headquarters, stick = hundred_batches(people)
    batches = sorted(stick.iterdir())
    before = merge(people.copy(headquarters, "other"), batches[:5])

    def report(done, total):
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        merge(headquarters, [stick], report=report)
    (new,) = headquarters.connection.execute(
        "select count(*) from record r join device d on d.n = r.n >> 32 where d.role = 1"
    ).fetchone()
    assert new == before.new
    assert wrong(headquarters) == []
    assert headquarters.connection.execute("pragma wal_autocheckpoint").fetchone() == (1000,)
    merge(headquarters, [stick])
    assert totals(headquarters, TODAY).entered == 100


KILLED = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from canvass.batches import merging
    from canvass.campaign.file import open_campaign
    from canvass.journal.journal import Journal

    path, stick, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    journal = Journal(open_campaign(path))
    calls = 0

    def count(statement):
        global calls
        calls += 1
        if calls == at:
            os.kill(os.getpid(), signal.SIGKILL)

    journal.connection.set_trace_callback(count)
    merging.merge(journal, [stick])
    print(calls)
    """
)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a system without kill -9")
def test_killed_anywhere_in_a_merge_and_run_again_it_comes_to_the_same(people):
    headquarters = people.headquarters()
    kit = people.kit(headquarters)
    for number in range(4):
        field = people.joined(kit, f"laptop-{number}")
        type_names(field, sheet(1), {line: f"Ann {line}{'' if number else ' Lee'}" for line in (1, 2)}, f"T{number}")
        people.batch(field)
    stick = people.folder / "stick"
    people.close(headquarters.campaign.path)
    start = headquarters.campaign.path

    def run(name, at):
        path = people.folder / f"{name}.canvass"
        shutil.copy(start, path)
        command = [sys.executable, "-c", KILLED, str(path), str(stick), str(at)]
        return path, subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})

    whole, ran = run("whole", 0)
    assert ran.returncode == 0, ran.stderr
    statements = int(ran.stdout)
    with open_campaign(whole) as campaign:
        expected = shown(Journal(campaign))
    assert expected["count"]["entered"] == 2
    for number, at in enumerate(range(5, statements, statements // 12)):
        path, ran = run(f"killed-{number}", at)
        assert ran.returncode == -signal.SIGKILL, ran.stderr
        with open_campaign(path) as campaign:
            journal = Journal(campaign)
            assert wrong(journal) == []
            merge(journal, [stick])
            assert shown(journal) == expected
            assert wrong(journal) == []


def test_a_file_that_takes_no_writing_is_the_files_failure_and_no_batchs(people, monkeypatch):
    headquarters = people.headquarters()
    batch = people.batch(people.laptop(headquarters, "ana"))
    monkeypatch.setattr(
        type(headquarters), "writing", lambda self: (_ for _ in ()).throw(DiskFull(path=str(self.campaign.path)))
    )
    with pytest.raises(DiskFull):
        merge(headquarters, [batch])
