import pytest

import canvass.journal.journal
from canvass.batches.kit import KitNotAllowed, make_kit
from canvass.batches.merging import merge
from canvass.batches.printers import PrintersUsedUp
from canvass.campaign.errors import DiskFull
from canvass.ground.files import AlreadyThere, NotWritten, PartFile
from canvass.ground.text import FieldTextRefused
from canvass.journal.bodies import Enrol, Event, Form, Kind, Kit, Role, Setting
from canvass.journal.drive import NoPetition, petition_needed, set_fields
from canvass.journal.roles import settings
from canvass.sheets.forms import approved_form
from canvass.signers.sheets_known import known_sheet
from canvass.wording.sentence import sentence
from tests.batches.people import FIELDS, bodies, held, people_in, print_run, sheet, type_names, wrong


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


@pytest.mark.parametrize("role", [Role.FIELD, Role.COORDINATOR, Role.HQ])
def test_headquarters_makes_kits_of_all_roles(people, role):
    assert people.laptop(people.headquarters(), "ana", role).role == role


def test_a_coordinator_makes_field_kits_alone(people):
    coordinator = people.laptop(people.headquarters(), "cora", Role.COORDINATOR)
    assert people.laptop(coordinator, "ana").role == Role.FIELD
    before = held(coordinator)
    for role in (Role.COORDINATOR, Role.HQ):
        with pytest.raises(KitNotAllowed):
            make_kit(coordinator, role, people.folder / "more.canvasskit")
    assert held(coordinator) == before
    assert not (people.folder / "more.canvasskit").exists()


def test_a_field_laptop_and_a_lone_file_make_no_kits(people):
    field = people.laptop(people.headquarters(), "ana")
    with pytest.raises(KitNotAllowed):
        make_kit(field, Role.FIELD, people.folder / "no.canvasskit")
    with pytest.raises(NoPetition):
        make_kit(people.lone(), Role.FIELD, people.folder / "no.canvasskit")
    assert not (people.folder / "no.canvasskit").exists()


def test_kits_reach_over_any_number_of_hands(people):
    second = people.laptop(people.headquarters(), "second", Role.HQ)
    third = people.laptop(second, "third", Role.HQ)
    coordinator = people.laptop(third, "cora", Role.COORDINATOR)
    assert coordinator.role == Role.COORDINATOR
    field = people.laptop(coordinator, "ana")
    assert field.role == Role.FIELD
    assert petition_needed(field).title == FIELDS["title"]


def test_each_coordinator_has_a_printer_number_of_its_own(people):
    headquarters = people.headquarters()
    numbers = [people.laptop(headquarters, name, Role.COORDINATOR).campaign.setting("printer") for name in "abc"]
    assert numbers == [1, 2, 3]
    assert people.laptop(headquarters, "ana").campaign.setting("printer") is None


def test_printer_numbers_end_at_899_and_what_a_field_laptop_says_of_them_counts_for_nothing(people):
    headquarters = people.headquarters()
    kit = Kit(key="ab" * 32, kit="ab", role=int(Role.HQ), printer=1, printers=899)
    field = people.laptop(headquarters, "ana")
    with field.writing():
        field.write(Kind.KIT, kit)
    merge(headquarters, [people.batch(field)])
    assert people.laptop(headquarters, "cora", Role.COORDINATOR).campaign.setting("printer") == 1
    with headquarters.writing():
        headquarters.write(Kind.KIT, kit)
    for role in (Role.COORDINATOR, Role.HQ):
        with pytest.raises(PrintersUsedUp):
            make_kit(headquarters, role, people.folder / "no.canvasskit")


def test_no_two_headquarters_give_one_printer_number_though_they_never_meet(people):
    first = people.headquarters()
    kits = [people.kit(first, Role.HQ, name) for name in ("second", "third")]
    second, third = (people.joined(kit, name) for kit, name in zip(kits, ("second", "third"), strict=True))
    fourth = people.laptop(second, "fourth", Role.HQ)
    makers = (first, second, third, fourth)
    numbers = [
        people.laptop(maker, f"cora-{maker.device[:8]}-{turn}", Role.COORDINATOR).campaign.setting("printer")
        for maker in makers
        for turn in range(2)
    ]
    own = [maker.campaign.setting("printer") for maker in (second, third, fourth)]
    assert len({*numbers, *own}) == 11
    assert numbers[:2] == [1, 2]
    assert all(1 <= number <= 899 for number in (*numbers, *own))


def test_a_headquarters_that_gave_its_share_of_printer_numbers_says_so(people):
    second = people.laptop(people.headquarters(), "second", Role.HQ)
    share = second.campaign.setting("printers")
    for _ in range(share - 1):
        people.kit(second, Role.COORDINATOR)
    for role in (Role.COORDINATOR, Role.HQ):
        with pytest.raises(PrintersUsedUp) as refused:
            people.kit(second, role)
        assert sentence(refused.value)
    assert people.laptop(second, "ana").role == Role.FIELD


def test_a_kit_carries_the_drive_and_no_signer(people):
    headquarters = people.headquarters(goal=700_000)
    print_run(headquarters, 2)
    type_names(headquarters, sheet(1), {1: "Ann Canary"})
    type_names(headquarters, "L1", {1: "Bob Canary"})
    kit = people.kit(headquarters, name="Ana's laptop")
    assert b"Canary" not in kit.read_bytes()
    field = people.joined(kit, "ana")
    assert petition_needed(field) == petition_needed(headquarters)
    assert field.connection.execute("select count(*) from sheet").fetchone() == (2,)
    assert {body.name for body in bodies(field, Kind.KIT)} == {"Ana's laptop"}
    assert field.connection.execute("select count(*) from record where place is not null").fetchone() == (0,)


def test_a_kit_carries_nothing_of_other_laptops_names(people):
    headquarters = people.headquarters()
    people.kit(headquarters, name="Ben Canary's laptop")
    kit = people.kit(headquarters, name="Ana's laptop")
    names = {body.name for body in bodies(people.joined(kit, "ana"), Kind.KIT)}
    assert names == {"Ana's laptop"}


@pytest.mark.parametrize("place", ["missing", "there"])
def test_a_kit_that_cannot_be_written_is_not_registered(people, place):
    headquarters = people.headquarters()
    out = people.folder / "no" / "kit.canvasskit" if place == "missing" else people.folder / "kit.canvasskit"
    if place == "there":
        out.write_bytes(b"a kit of somebody's")
    before = held(headquarters)
    with pytest.raises((NotWritten, AlreadyThere)):
        make_kit(headquarters, Role.FIELD, out)
    assert held(headquarters) == before
    assert not out.exists() or out.read_bytes() == b"a kit of somebody's"


def test_a_kit_whose_registering_was_not_stored_never_appears(people, monkeypatch):
    headquarters = people.headquarters()
    out = people.folder / "kit.canvasskit"
    before = held(headquarters)

    def full(connection):
        raise DiskFull(path=str(headquarters.campaign.path))

    monkeypatch.setattr(canvass.journal.journal, "refresh", full)  # the last step before COMMIT
    with pytest.raises(DiskFull):
        make_kit(headquarters, Role.FIELD, out)
    monkeypatch.undo()
    assert held(headquarters) == before
    assert not list(people.folder.glob("kit.canvasskit*"))


def test_a_kit_whose_file_cannot_appear_in_the_end_harms_nobody(people, monkeypatch):
    headquarters = people.headquarters()
    out = people.folder / "kit.canvasskit"

    def pulled_out(self):
        raise NotWritten(path=str(self.path), why="gone")

    with monkeypatch.context() as broken, pytest.raises(NotWritten):
        broken.setattr(PartFile, "publish", pulled_out)
        make_kit(headquarters, Role.FIELD, out)
    assert not list(people.folder.glob("kit.canvasskit*"))
    assert wrong(headquarters) == []
    field = people.laptop(headquarters, "ana")
    assert merge(headquarters, [people.batch(field)]).refused == ()


def test_what_coordinators_printed_and_other_headquarters_set_travels_in_kits_whoever_makes_them(people):
    headquarters = people.headquarters()
    second = people.laptop(headquarters, "second", Role.HQ)
    coordinator = people.laptop(headquarters, "cora", Role.COORDINATOR)
    run = coordinator.campaign.setting("printer") * 1_000 + 1
    print_run(coordinator, 9, lines=7, run=run)
    set_fields(second, {"goal": 654_321})
    for laptop in (second, coordinator):  # the facts are not the last that is signed
        type_names(laptop, sheet(1), {1: "Ann"})
    assert merge(headquarters, [people.batch(second), people.batch(coordinator)]).refused == ()
    assert merge(second, [people.batch(headquarters)]).refused == ()
    for maker, name in ((headquarters, "ana"), (second, "ben")):
        field = people.laptop(maker, name)
        assert known_sheet(field, sheet(3, run)).lines == 7
        assert petition_needed(field).goal == 654_321
    assert wrong(headquarters) == []


def test_runs_and_events_that_a_field_laptop_tells_of_fill_nobodys_kit(people):
    headquarters = people.headquarters()
    field = people.laptop(headquarters, "ana")
    print_run(field, 9, run=900_001)
    with field.writing():
        field.write(Kind.EVENT, Event(name="Canary"))
    assert merge(headquarters, [people.batch(field)]).refused == ()
    newer = people.laptop(headquarters, "ben")
    assert (bodies(newer, Kind.RUN), bodies(newer, Kind.EVENT)) == ([], [])


def test_a_name_that_rearranges_a_page_is_refused(people):
    with pytest.raises(FieldTextRefused) as refused:
        make_kit(people.headquarters(), Role.FIELD, people.folder / "no.canvasskit", "Ana\u202es")
    assert refused.value.facts["field"] == "name"


def test_what_others_than_headquarters_say_of_petition_roles_and_forms_counts_for_nothing(people):
    headquarters = people.headquarters()
    coordinator = people.laptop(headquarters, "cora", Role.COORDINATOR)
    field = people.laptop(headquarters, "ana")
    for laptop in (coordinator, field):
        with laptop.writing():
            laptop.write(Kind.SETTING, Setting(field="title", revision=1 << 53, value="Recall of Canary"))
            laptop.write(Kind.ENROL, Enrol(device=laptop.device, role=int(Role.HQ), how="kit"))
            laptop.write(Kind.ENROL, Enrol(device="ab" * 16, role=int(Role.HQ), how="kit"))
            laptop.write(Kind.FORM, Form(codes="yes", form="ab" * 32, lines=9))
    with field.writing():
        field.write(Kind.KIT, Kit(key="ab" * 32, kit="abcd", role=int(Role.HQ)))
    for laptop in (coordinator, field):
        assert petition_needed(laptop).title == FIELDS["title"]
        merged = merge(headquarters, [people.batch(laptop)])
        assert not merged.refused
    assert (coordinator.role, field.role) == (Role.COORDINATOR, Role.FIELD)
    roles = dict(headquarters.connection.execute("select id, role from device").fetchall())
    assert roles[coordinator.device] == Role.COORDINATOR
    assert roles[field.device] == Role.FIELD
    assert roles.get("ab" * 16, 0) == Role.NONE
    assert settings(headquarters.connection)["title"] == FIELDS["title"]
    assert approved_form(headquarters, "letter") is None
    set_fields(headquarters, {"title": "Recall of Example, mended"})
    assert petition_needed(headquarters).title == "Recall of Example, mended"
    newer = people.joined(people.kit(headquarters), "ben")
    assert petition_needed(newer).title == "Recall of Example, mended"
    assert approved_form(newer, "letter") is None
