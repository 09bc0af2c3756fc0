import hashlib

import msgspec
import pytest

from canvass.batches import errors
from canvass.batches.admission import CARRIED
from canvass.batches.envelope import Sealing, open_envelope, seal
from canvass.batches.founding import RecipientsUsedUp, own_identities
from canvass.batches.joining import KitForPractice, KitOfAnotherCampaign, join
from canvass.batches.keys import new_sealing_keys, recipient_of
from canvass.batches.merging import merge
from canvass.batches.packing import FormPage, head_bytes, packed, read_kit_head
from canvass.batches.preamble import Kind as FileKind
from canvass.batches.preamble import campaign_tag
from canvass.campaign.errors import NotACampaign
from canvass.count.totals import totals
from canvass.journal.bodies import Form, Kind, Kit, Role
from canvass.journal.drive import (
    MOST_RECIPIENTS,
    RECIPIENTS,
    petition_needed,
    recipients_of,
    set_fields,
    write_settings,
)
from canvass.journal.facts import facts
from canvass.journal.identity import new_device_keys
from canvass.journal.segments import single_records
from canvass.journal.union import unite
from canvass.signers.pages import link_page
from canvass.signers.sheets_known import known_sheet
from canvass.wording.sentence import sentence
from tests.batches.forge import admit_anybody
from tests.batches.people import (
    FIELDS,
    TODAY,
    bodies,
    held,
    people_in,
    print_run,
    sheet,
    shown,
    type_line,
    type_names,
    wrong,
)


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


def test_a_field_kit_serves_many_laptops(people):
    headquarters = people.headquarters()
    kit = people.kit(headquarters, name="The table")
    laptops = [people.joined(kit, f"laptop-{number}") for number in range(4)]
    assert {laptop.role for laptop in laptops} == {Role.FIELD}
    assert len({laptop.device for laptop in laptops}) == 4
    for number, laptop in enumerate(laptops, 1):
        type_names(laptop, sheet(number), {1: f"Ann {number}"})
    merged = merge(headquarters, [people.batch(laptop) for laptop in laptops])
    assert merged.refused == ()
    assert sorted((laptop.name, laptop.lines) for laptop in merged.laptops) == [("The table", 1)] * 4
    assert totals(headquarters, TODAY).entered == 4


def test_a_coordinators_kit_makes_one_coordinator_and_no_second(people):
    headquarters = people.headquarters()
    kit = people.kit(headquarters, Role.COORDINATOR, "Cora")
    first, second = people.joined(kit, "first"), people.joined(kit, "second")
    device = second.device
    type_names(second, sheet(1), {1: "Ann"})
    assert merge(headquarters, [people.batch(first)]).refused == ()
    before = held(headquarters)
    refused = merge(headquarters, [people.batch(second)]).refused
    assert [type(one.why).__name__ for one in refused] == ["BatchStranger"]
    assert held(headquarters) == before
    roles = dict(headquarters.connection.execute("select id, role from device").fetchall())
    assert roles[first.device] == Role.COORDINATOR
    assert device not in roles
    # a kit of its own makes the second laptop part of the drive, with what it typed
    again = people.joined(people.kit(headquarters, name="Dora"), "second")
    assert again.device == device
    assert merge(headquarters, [people.batch(again)]).refused == ()
    assert totals(headquarters, TODAY).entered == 1


def test_two_claimants_of_a_coordinators_kit_are_both_nothing_where_headquarters_has_enrolled_neither(people):
    headquarters = people.headquarters()
    kit = people.kit(headquarters, Role.COORDINATOR, "Cora")
    first, second = people.joined(kit, "first"), people.joined(kit, "second")
    claims = [
        one
        for laptop in (first, second)
        for one in single_records(
            laptop.connection,
            laptop.keys,
            [fact.n for fact in facts(laptop.connection, Kind.CLAIM) if fact.device == laptop.device],
        )
    ]
    with headquarters.writing():
        unite(headquarters.connection, claims, headquarters.campaign_id)
    roles = dict(headquarters.connection.execute("select id, role from device").fetchall())
    assert (roles[first.device], roles[second.device]) == (Role.NONE, Role.NONE)


def test_a_field_laptop_that_opens_a_coordinators_kit_becomes_one(people):
    headquarters = people.headquarters()
    field = people.laptop(headquarters, "ana")
    device = field.device
    merge(headquarters, [people.batch(field)])
    coordinator = people.laptop(headquarters, "ana", Role.COORDINATOR)
    assert (coordinator.device, coordinator.role) == (device, Role.COORDINATOR)
    assert coordinator.campaign.setting("printer") == 1
    merge(headquarters, [people.batch(coordinator)])
    roles = dict(headquarters.connection.execute("select id, role from device").fetchall())
    assert roles[device] == Role.COORDINATOR


def test_headquarters_that_opens_its_own_kits_stays_what_it_is(people):
    headquarters = people.headquarters()
    kits = [people.kit(headquarters, role) for role in (Role.FIELD, Role.COORDINATOR)]
    device, count = headquarters.device, headquarters.connection.execute("select count(*) from record").fetchone()
    for kit in kits:
        headquarters = people.joined(kit, "hq")
    assert (headquarters.role, headquarters.device) == (Role.HQ, device)
    assert headquarters.connection.execute("select count(*) from record").fetchone() == count
    coordinator = people.joined(kits[1], "cora")
    assert coordinator.role == Role.COORDINATOR


def test_a_newer_kit_updates_petition_recipients_and_forms(people):
    headquarters = people.headquarters()
    field = people.laptop(headquarters, "ana")
    type_names(field, sheet(1), {1: "Ann"})
    readings = field.connection.execute("select * from record where place is not null").fetchall()
    set_fields(headquarters, {"title": "Recall, mended", "goal": 700_000})
    print_run(headquarters, 3)
    with headquarters.writing():
        put_page(headquarters, b"%PDF", "{}")
        headquarters.write(Kind.FORM, approved(b"%PDF", "{}"))
    second = people.laptop(headquarters, "second", Role.HQ)
    merge(headquarters, [people.batch(second)])
    assert len(recipients_of(field)) == 2
    assert len(recipients_of(headquarters)) == 3
    kit = people.kit(headquarters)
    field = people.joined(kit, "ana")
    assert petition_needed(field).title == "Recall, mended"
    assert petition_needed(field).goal == 700_000
    assert recipients_of(field) == recipients_of(headquarters)
    assert field.connection.execute("select pdf, geometry from form").fetchall() == [(b"%PDF", "{}")]
    assert field.connection.execute("select lines from sheet where key = 70001").fetchone() == (5,)
    assert field.connection.execute("select * from record where place is not null").fetchall() == readings
    assert wrong(field) == []
    # an older kit opened afterwards takes nothing back
    assert petition_needed(people.joined(people.folder / "kit-0.canvasskit", "ana")).title == "Recall, mended"
    # and what the laptop exports now opens at the second headquarters
    batches = [people.batch(people.joined(kit, "ana")), people.batch(headquarters)]
    assert merge(second, batches).refused == ()


def put_page(journal, pdf, geometry):
    """Put a page into a file, as nothing that the program does would."""
    journal.connection.execute(
        "insert or replace into form (hash, pdf, geometry) values (?, ?, ?)",
        (hashlib.sha256(pdf).hexdigest(), pdf, geometry),
    )


def approved(pdf, geometry):
    digests = (hashlib.sha256(content).hexdigest() for content in (pdf, geometry.encode()))
    return Form(codes="yes", form=next(digests), geometry=next(digests), lines=5)


def test_a_page_with_another_geometry_than_headquarters_approved_goes_into_no_kit_and_comes_from_none(people):
    headquarters = people.headquarters()
    with headquarters.writing():
        put_page(headquarters, b"%PDF", '{"good":1}')
        headquarters.write(Kind.FORM, approved(b"%PDF", '{"good":1}'))
    coordinator = people.laptop(headquarters, "cora", Role.COORDINATOR)
    genuine = people.kit(coordinator)
    with coordinator.writing():
        put_page(coordinator, b"%PDF", '{"evil":1}')
        put_page(coordinator, b"%PDF of nobody", "{}")
        coordinator.write(Kind.FORM, approved(b"%PDF of nobody", "{}"))
    pages = "select hash, pdf, geometry from form"
    assert people.laptop(coordinator, "ana").connection.execute(pages).fetchall() == []
    out = people.folder / "evil.canvasskit"
    digest = hashlib.sha256(b"%PDF").hexdigest()
    evil = FormPage(geometry='{"evil":1}', hash=digest, pdf=b"%PDF")
    with pytest.raises(errors.BatchForged):
        join(_resealed(genuine, out, coordinator.keys, forms=(evil,)), people.folder / "new.canvass")
    unheard_of = FormPage(geometry="{}", hash=hashlib.sha256(b"%PDF of nobody").hexdigest(), pdf=b"%PDF of nobody")
    good = FormPage(geometry='{"good":1}', hash=digest, pdf=b"%PDF")
    ben = people.joined(_resealed(genuine, out, coordinator.keys, forms=(unheard_of, good)), "ben")
    assert ben.connection.execute(pages).fetchall() == [(digest, b"%PDF", '{"good":1}')]


def test_a_field_laptop_restored_from_a_backup_learns_of_it_by_the_next_kit(people):
    headquarters = people.headquarters()
    field = people.laptop(headquarters, "ana")
    restored, was = people.copy(field, "restored"), field.device
    type_names(field, sheet(1), {1: "Lost with the disk"})
    type_names(restored, sheet(2), {1: "Typed afterwards"})
    assert merge(headquarters, [people.batch(field), people.batch(restored)]).forked == (was,)
    kit = people.kit(headquarters)
    restored = people.joined(kit, "restored")
    assert restored.device != was
    assert restored.role == Role.FIELD
    now = restored.device
    type_names(restored, sheet(3), {1: "As a new device"})
    assert merge(headquarters, [people.batch(restored)]).refused == ()
    assert totals(headquarters, TODAY).entered == 3
    assert people.joined(people.kit(headquarters), "restored").device == now
    assert wrong(headquarters) == []
    # a laptop that nobody copied keeps its number
    other = people.laptop(headquarters, "ben")
    device = other.device
    assert people.joined(kit, "ben").device == device


def test_sixty_lines_of_a_lone_file_join_and_count_as_sixty(people):
    headquarters = people.headquarters()
    print_run(headquarters, 12)
    lone = people.lone("vigil")
    for page in range(1, 13):
        type_names(lone, f"L{page}", {line: f"Signer {page} {line}" for line in range(1, 6)}, "AB")
    other = people.laptop(headquarters, "other")
    for serial in (1, 2, 3):
        type_names(other, sheet(serial), {line: f"Signer {serial} {line}" for line in range(1, 6)}, "CD")
    raws = set(lone.connection.execute("select raw from record").fetchall())
    lone = people.joined(people.kit(headquarters, name="Vigil"), "vigil")
    assert lone.role == Role.FIELD
    assert raws < set(lone.connection.execute("select raw from record").fetchall())
    for page in range(1, 13):
        link_page(lone, f"L{page}", sheet(page), "AB")
    assert merge(headquarters, [people.batch(lone), people.batch(other)]).refused == ()
    counted = totals(headquarters, TODAY)
    assert (counted.entered, counted.loose, counted.agreed, counted.disputed) == (60, 0, 15, 0)
    assert totals(lone, TODAY).entered == 60
    assert wrong(headquarters) == []
    link_page(headquarters, f"L1@{lone.device[:8]}", None)
    taken_back = totals(headquarters, TODAY)
    assert (taken_back.entered, taken_back.loose) == (60, 5)


def test_a_lone_batch_by_passphrase_makes_a_field_laptop_without_a_kit(people):
    headquarters, lone = people.headquarters(), people.lone()
    type_names(lone, "L1", {1: "Ann", 2: "Ben"})
    merged = merge(headquarters, [people.batch(lone, "five words said aloud here")], "five words said aloud here")
    assert merged.refused == ()
    assert [(laptop.device, laptop.lines) for laptop in merged.laptops] == [(lone.device, 2)]
    enrolled = bodies(headquarters, Kind.ENROL)
    assert [(one.device, one.role, one.how) for one in enrolled] == [(lone.device, Role.FIELD, "passphrase")]
    assert totals(headquarters, TODAY).loose == 2
    lone = people.joined(people.kit(headquarters), "lone")
    type_names(lone, "L1", {3: "Cid"})
    assert merge(headquarters, [people.batch(lone)]).refused == ()
    assert totals(headquarters, TODAY).loose == 3


def _resealed(genuine, path, keys=None, *, lines=None, head=None, **changed):
    """Write a kit with changed contents, signed by whoever holds `keys`: well made in all that needs no right."""
    opened = open_envelope(genuine.read_bytes(), file=genuine.name, kind=FileKind.KIT, admit=admit_anybody)
    told = msgspec.structs.replace(read_kit_head(opened.head, file=genuine.name), **changed)
    sealing = Sealing(
        kind=FileKind.KIT,
        campaign=campaign_tag(told.campaign) if len(told.campaign) == 32 else bytes(8),
        keys=keys or new_device_keys(),
        head=head or head_bytes(told),
        lines=opened.lines if lines is None else lines,
    )
    path.write_bytes(seal(sealing, file=path.name))
    return path


def _mallory_kits(people, kit, headquarters):
    """Yield kits that someone without the right made out of a genuine one."""
    out = people.folder / "mallory.canvasskit"
    opened = open_envelope(kit.read_bytes(), file=kit.name, kind=FileKind.KIT, admit=admit_anybody)
    mallory = people.headquarters("mallory").keys
    genuine = headquarters.keys
    yield "signed by a stranger", _resealed(kit, out)
    yield "another hub", _resealed(kit, out, mallory, hub="age1" + "q" * 58)
    yield "another seed", _resealed(kit, out, genuine, seed="ab" * 32)
    yield "no seed", _resealed(kit, out, genuine, seed="zz")
    yield "another role", _resealed(kit, out, genuine, role=int(Role.HQ))
    yield "no role", _resealed(kit, out, genuine, role=0)
    yield "unheard-of role", _resealed(kit, out, genuine, role=9)
    yield "another printer", _resealed(kit, out, genuine, printer=5)
    yield "another campaign", _resealed(kit, out, genuine, campaign="ab" * 16)
    yield "no campaign", _resealed(kit, out, genuine, campaign="")
    yield "not the founding", _resealed(kit, out, genuine, stretches=(), lines=[])
    yield "fewer lines", _resealed(kit, out, genuine, lines=opened.lines[:-1])
    yield "a changed record", _resealed(kit, out, genuine, lines=[opened.lines[0][:-2] + b" }", *opened.lines[1:]])
    yield "head in other spelling", _resealed(kit, out, genuine, head=opened.head.replace(b'{"at"', b'{ "at"', 1))


def test_a_forged_or_edited_kit_changes_nothing(people):
    headquarters = people.headquarters()
    kit = people.kit(headquarters)
    joined, lone = people.laptop(headquarters, "ana"), people.lone()
    type_names(joined, sheet(1), {1: "Ann"})
    type_names(lone, "L1", {1: "Ben"})
    before = held(joined), held(lone)
    people.close(joined.campaign.path)
    people.close(lone.campaign.path)
    for what, forged in _mallory_kits(people, kit, headquarters):
        for name in ("ana", "lone", "new"):
            with pytest.raises(errors.BatchRefused):
                people.opened(join(forged, people.folder / f"{name}.canvass")[0])
        assert not list(people.folder.glob("new.canvass*")), what
    joined, lone = (people.again(name) for name in ("ana", "lone"))
    assert (held(joined), held(lone)) == before


@pytest.mark.parametrize(("role", "printer"), [(Role.COORDINATOR, None), (Role.HQ, None), (Role.FIELD, 5)])
def test_a_coordinators_kit_that_gives_more_than_a_coordinator_may_is_refused(people, role, printer):
    coordinator = people.laptop(people.headquarters(), "cora", Role.COORDINATOR)
    keys = new_device_keys()
    body = Kit(key=keys.public.hex(), kit="ab" * 8, role=int(role), printer=printer)
    with coordinator.writing():
        coordinator.write(Kind.KIT, body)
        numbers = [fact.n for kind in CARRIED for fact in facts(coordinator.connection, kind)]
    stretches, lines = packed(single_records(coordinator.connection, coordinator.keys, numbers))
    genuine = people.kit(coordinator)
    evil = _resealed(
        genuine,
        people.folder / "evil.canvasskit",
        coordinator.keys,
        lines=lines,
        stretches=stretches,
        kit=body.kit,
        role=int(role),
        printer=printer,
        seed=keys.seed.hex(),
    )
    with pytest.raises(errors.BatchForged):
        join(evil, people.folder / "new.canvass")
    assert not list(people.folder.glob("new.canvass*"))


def test_every_kind_of_damage_to_a_kit_is_refused(people):
    kit = people.kit(people.headquarters())
    content = kit.read_bytes()
    damaged = people.folder / "damaged.canvasskit"
    for bytes_there in (0, 7, 63, 64, 500, len(content) - 1):
        damaged.write_bytes(content[:bytes_there])
        with pytest.raises(errors.BatchRefused):
            join(damaged, people.folder / "new.canvass")
    for offset in range(0, len(content), 997):
        damaged.write_bytes(content[:offset] + bytes([content[offset] ^ 4]) + content[offset + 1 :])
        with pytest.raises(errors.BatchRefused):
            join(damaged, people.folder / "new.canvass")
    assert not list(people.folder.glob("new.canvass*"))


def test_a_kit_of_another_campaign_is_refused(people):
    headquarters, others = people.headquarters(), people.headquarters("others")
    field = people.laptop(headquarters, "ana")
    type_names(field, sheet(1), {1: "Ann"})
    before = held(field)
    people.close(field.campaign.path)
    with pytest.raises(KitOfAnotherCampaign):
        join(people.kit(others), field.campaign.path)
    assert held(people.again("ana")) == before


@pytest.mark.parametrize("is_kit_real", [True, False])
def test_practice_and_the_real_thing_never_join(people, is_kit_real):
    headquarters = people.headquarters(practice=not is_kit_real)
    lone = people.lone(practice=is_kit_real)
    type_names(lone, "L1", {1: "Made Up"})
    before = held(lone)
    people.close(lone.campaign.path)
    with pytest.raises(KitForPractice):
        join(people.kit(headquarters), lone.campaign.path)
    assert held(people.again("lone")) == before


def test_a_new_file_for_a_practice_kit_is_for_practice(people):
    field = people.laptop(people.headquarters(practice=True), "ana")
    assert totals(field, TODAY).practice


def test_a_file_that_is_none_is_told_before_anything(people):
    kit = people.kit(people.headquarters())
    (people.folder / "letter.canvass").write_text("Dear Ann,\n" * 200)
    with pytest.raises(NotACampaign):
        join(kit, people.folder / "letter.canvass")
    assert (people.folder / "letter.canvass").read_text().startswith("Dear Ann")


def test_a_batch_is_no_kit(people):
    field = people.laptop(people.headquarters(), "ana")
    with pytest.raises(errors.BatchNotOne):
        join(people.batch(field), people.folder / "new.canvass")


def test_a_second_headquarters_reads_what_is_sealed_after_it_is_known(people):
    first = people.headquarters()
    second = people.laptop(first, "second", Role.HQ)
    set_fields(second, {"goal": 600_000})
    assert merge(first, [people.batch(second)]).refused == ()
    assert petition_needed(first) == petition_needed(second)
    type_names(first, sheet(1), {1: "Ann"})
    assert merge(second, [people.batch(first)]).refused == ()
    assert shown(second) == shown(first)


def test_headquarters_that_join_apart_all_read_what_laptops_export(people):
    first = people.headquarters()
    kits = [people.kit(first, Role.HQ, name) for name in ("second", "third")]
    second, third = (people.joined(kit, name) for kit, name in zip(kits, ("second", "third"), strict=True))
    assert merge(first, [people.batch(second), people.batch(third)]).refused == ()
    own = {recipient_of(own_identities(journal)[0]) for journal in (first, second, third)}
    assert own < set(recipients_of(first))
    assert recipients_of(first)[:2] == tuple(map(recipient_of, own_identities(first)))
    field = people.laptop(first, "ana")
    assert recipients_of(field) == recipients_of(first)
    type_names(field, sheet(1), {1: "Ann"})
    batch = people.batch(field)
    for journal in (first, second, third):
        assert merge(journal, [batch]).refused == ()
        assert totals(journal, TODAY).entered == 1


def test_there_are_no_more_headquarters_than_a_batch_can_be_sealed_to(people):
    first = people.headquarters()
    late = people.kit(first, Role.HQ, "late")
    for _ in range(MOST_RECIPIENTS - 2):
        with first.writing():
            write_settings(first, {RECIPIENTS: (new_sealing_keys().recipient,)})
    with pytest.raises(RecipientsUsedUp) as refused:
        people.kit(first, Role.HQ)
    assert str(MOST_RECIPIENTS) in sentence(refused.value)
    # one that joined apart and came first by device id: the founder's keys stay, and exports go on
    with first.writing():
        write_settings(first, {RECIPIENTS: (new_sealing_keys().recipient,)})
    assert len(recipients_of(first)) == MOST_RECIPIENTS
    batch = people.batch(people.laptop(people.laptop(first, "cora", Role.COORDINATOR), "ana"))
    assert merge(first, [batch]).refused == ()
    kept = people.joined(late, "late")
    assert kept.role == Role.HQ


def test_a_laptop_keeps_its_name_and_role_when_its_kit_is_opened_twice(people):
    headquarters = people.headquarters()
    kit = people.kit(headquarters, name="Ana's laptop")
    field = people.joined(kit, "ana")
    before = held(field)
    field = people.joined(kit, "ana")
    assert held(field) == before
    assert known_sheet(field, sheet(1)).lines == 200
    assert type_line(field, sheet(1), 1, "Ann").record is not None
    assert FIELDS["title"] == petition_needed(field).title
    for kind in (Kind.KIT, Kind.CLAIM):
        assert [body.name for body in bodies(field, kind)] == ["Ana's laptop"]
