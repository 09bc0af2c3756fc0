"""Each rule of the journal by one small case that random histories seldom meet, and that the model agrees with."""

from collections.abc import Iterator
from typing import Any

import pytest

from canvass.journal.bodies import Claim, Enrol, Kind, Kit, Line, Link, Nothing, Page, Role
from canvass.journal.identity import keys_from_seed, proof
from canvass.journal.journal import Journal
from canvass.journal.place import Place
from canvass.journal.roles import MOST_PROOFS, is_shown, refresh_roles
from canvass.journal.segments import single_records
from tests.journal import model
from tests.journal.harness import (
    SHEETS,
    checked,
    exported,
    items,
    journal_of,
    new_file,
    public_keys,
    put,
    records,
    shown,
    take_in,
)

PLACE = Place(SHEETS[0], 0, 1)
SPOT = (SHEETS[0], 0, 1)


@pytest.fixture
def laptops(tmp_path) -> Iterator[list[Journal]]:
    """Headquarters, a coordinator, and three field laptops that know no more than that."""
    campaigns = [new_file(tmp_path / f"{number}.canvass") for number in range(5)]
    made = [journal_of(campaign, number) for number, campaign in enumerate(campaigns)]
    with made[0].writing():
        campaign_id = made[0].found_campaign(practice=False)
        made[0].write(Kind.ENROL, Enrol(device=made[1].device, role=int(Role.COORDINATOR)))
    for journal in made[1:]:
        with journal.writing():
            journal.campaign.note_setting("campaign", campaign_id)
            refresh_roles(journal.connection, campaign_id)
        take_in(journal, exported(made[0]))
    yield made
    for campaign in campaigns:
        campaign.close()


def say(journal: Journal, kind: Kind, body: object, place: Place | None = None, after: tuple[int, ...] = ()) -> int:
    with journal.writing():
        return journal.write(kind, body, place=place, after=after)  # type: ignore[arg-type]  # the kind's own body


def pass_on(source: Journal, *targets: Journal) -> None:
    for target in targets:
        take_in(target, exported(source))


def seen(journal: Journal) -> dict[str, Any]:
    """Return what the file shows, after `check` and the model have agreed to it."""
    found = shown(journal.connection)
    assert checked(journal) == []
    assert journal.campaign_id is not None
    assert found == model.view(items(journal.connection), public_keys(journal.connection), journal.campaign_id)
    return found


def heads(journal: Journal) -> tuple[int, ...]:
    rows = journal.connection.execute("select record from head where place & 255 > 0 order by record").fetchall()
    return tuple(n for (n,) in rows)


@pytest.mark.parametrize(("judge", "left"), [(0, 1), (1, 1), (2, 3)])
def test_only_a_coordinator_or_headquarters_decides(laptops, judge, left):
    put(laptops[3], PLACE, "Ann")
    put(laptops[4], PLACE, "Bob")
    for laptop in laptops[3:]:
        pass_on(laptop, laptops[judge])
    say(laptops[judge], Kind.DECIDE, Line(name="Ann"), PLACE, heads(laptops[judge]))
    assert len(seen(laptops[judge])["heads"][SPOT]) == left


def test_a_reading_on_a_page_of_its_own_is_not_replaced_from_another_place(laptops):
    page = Place(f"L1@{laptops[2].device}", 0, 1)
    first = put(laptops[2], page, "Ann")
    put(laptops[2], PLACE, "Anne", after=[first])
    assert len(seen(laptops[2])["lines"]) == 2
    link = say(laptops[2], Kind.LINK, Link(sheet=SHEETS[0]), Place(page.sheet, 0, 0))
    assert {spot: line["name"] for spot, line in seen(laptops[2])["lines"].items()} == {SPOT: "Anne"}
    say(laptops[2], Kind.LINK, Link(sheet=None), Place(page.sheet, 0, 0), (link,))
    assert len(seen(laptops[2])["lines"]) == 2


def test_what_was_taken_back_stays_so_whatever_names_the_taking_back(laptops):
    first = put(laptops[2], PLACE, "Ann")
    second = put(laptops[2], PLACE, "Anne", after=[first])
    back = say(laptops[2], Kind.RETRACT, Nothing(), PLACE, (second,))
    assert seen(laptops[2])["lines"][SPOT]["name"] == "Ann"
    say(laptops[2], Kind.RETRACT, Nothing(), PLACE, (back,))
    assert seen(laptops[2])["lines"][SPOT]["name"] == "Ann"


def test_a_laptop_cannot_take_back_what_another_typed(laptops):
    put(laptops[2], PLACE, "Ann")
    pass_on(laptops[2], laptops[3])
    say(laptops[3], Kind.RETRACT, Nothing(), PLACE, heads(laptops[3]))
    assert seen(laptops[3])["lines"][SPOT]["name"] == "Ann"


def test_a_copy_of_the_coordinators_file_decides_as_the_coordinator_does(laptops):
    office, coordinator, clone, field, _ = laptops
    put(field, PLACE, "Ann")
    pass_on(field, coordinator)
    coordinator.connection.backup(clone.connection)
    clone = Journal(clone.campaign)
    put(coordinator, Place(SHEETS[1], 0, 1), "Bob")
    say(clone, Kind.DECIDE, Line(name="Anne"), PLACE, heads(clone))
    pass_on(coordinator, office)
    pass_on(clone, office)
    assert seen(office)["lines"][SPOT]["name"] == "Anne"


def test_fields_that_two_laptops_filled_in_on_a_void_line_are_for_a_person_to_decide(laptops):
    struck = say(laptops[2], Kind.VOID, Line(state="struck"), PLACE)
    pass_on(laptops[2], laptops[3])
    put(laptops[2], PLACE, "Ann", after=[struck])
    put(laptops[3], PLACE, "Ann", after=heads(laptops[3]), address="1 Elm St")
    pass_on(laptops[3], laptops[2])
    assert seen(laptops[2])["lines"][SPOT]["conflict"] == 2


def test_fields_that_two_laptops_filled_in_apart_can_be_combined(laptops):
    first = put(laptops[2], PLACE, "Ann", city="LA")
    pass_on(laptops[2], laptops[3])
    put(laptops[2], PLACE, "Anne", after=[first], city="LA")
    put(laptops[3], PLACE, "Ann", after=heads(laptops[3]), city="LA", address="1 Elm St")
    pass_on(laptops[3], laptops[2])
    assert seen(laptops[2])["lines"][SPOT]["conflict"] == 1


def test_a_coordinators_kit_that_two_laptops_claim_makes_neither_one(laptops):
    office = laptops[0]
    kit = keys_from_seed(b"kit!" * 8)
    say(office, Kind.KIT, Kit(key=kit.public.hex(), kit="k", role=int(Role.COORDINATOR)))
    for laptop in laptops[2:4]:
        say(laptop, Kind.CLAIM, Claim(kit="k", proof=proof(kit.seed, laptop.keys.public).hex()))
    pass_on(laptops[2], office)
    assert seen(office)["roles"][laptops[2].device] == Role.COORDINATOR
    pass_on(laptops[3], office)
    assert not {laptops[2].device, laptops[3].device} & set(seen(office)["roles"])


def test_a_row_in_which_two_sides_of_a_fork_follow_each_other_still_travels(laptops):
    office, _, laptop, clone, third = laptops
    put(laptop, PLACE, "Before")
    laptop.connection.backup(clone.connection)
    clone = Journal(clone.campaign)
    for line in (1, 2, 3):
        put(laptop, Place(SHEETS[1], 0, line), f"Ours {line}")
        put(clone, Place(SHEETS[2], 0, line), f"Theirs {line}")
    own = "select n from record where n >> 32 = (select n from device where id = ? and fork = 0) order by n"
    ours = [n for (n,) in laptop.connection.execute(own, (laptop.device,))]
    take_in(office, single_records(laptop.connection, laptop.keys, ours[:2]))
    take_in(office, single_records(clone.connection, clone.keys, [ours[3]]))
    take_in(office, single_records(laptop.connection, laptop.keys, [ours[2]]))
    assert seen(office)["counts"]["entered"] == 4
    pass_on(office, third)
    assert records(third.connection) == records(office.connection)
    pass_on(laptop, office)
    pass_on(clone, office)
    assert seen(office)["counts"]["entered"] == 7


def test_a_fact_that_readings_name_is_nothing_they_were_changed_from(laptops):
    office, _, hostile, honest, _ = laptops
    fact = say(hostile, Kind.PAGE, Page(page=1))
    put(hostile, PLACE, "Ann", "AB", after=[fact])
    pass_on(hostile, office)
    put(honest, PLACE, "Bob", "CD")
    pass_on(honest, office)
    put(hostile, PLACE, "Bea", "EF", after=[fact])
    pass_on(hostile, office)
    assert seen(office)["lines"][SPOT]["conflict"] == 2


def test_what_arrives_last_at_another_place_does_not_change_how_far_readings_are_apart(laptops):
    office, other, hostile, *_ = laptops
    elsewhere = put(hostile, Place(SHEETS[1], 0, 1), "Ann", address="1 Elm St")
    put(hostile, PLACE, "Anne", "AB", after=[elsewhere], address="1 Elm St")
    put(hostile, PLACE, "Ann", "CD", after=[elsewhere], address="2 Elm St")
    rows = hostile.connection.execute("select n from record where n > ? and n >> 32 = ? >> 32", (elsewhere, elsewhere))
    late = [n for (n,) in rows.fetchall()]
    take_in(office, single_records(hostile.connection, hostile.keys, late))
    pass_on(hostile, office, other)
    assert seen(office)["lines"] == seen(other)["lines"]
    assert seen(office)["lines"][SPOT]["conflict"] == 2


def test_a_reading_on_a_linked_page_is_what_those_on_its_sheet_were_changed_from(laptops):
    page = Place(f"L1@{laptops[2].device}", 0, 1)
    first = put(laptops[2], page, "Ann", city="LA")
    say(laptops[2], Kind.LINK, Link(sheet=SHEETS[0]), Place(page.sheet, 0, 0))
    pass_on(laptops[2], laptops[3])
    put(laptops[2], PLACE, "Anne", after=[first], city="LA")
    put(laptops[3], PLACE, "Ann", after=heads(laptops[3]), city="LA", address="1 Elm St")
    pass_on(laptops[3], laptops[2])
    assert seen(laptops[2])["lines"][SPOT]["conflict"] == 1


def test_of_a_history_longer_than_people_make_nothing_is_combined(laptops):
    hostile = laptops[2]
    first = last = put(hostile, PLACE, "Ann", address="1 Elm St")
    with hostile.writing():
        for _ in range(260):
            last = hostile.write(Kind.PUT, Line(name="Ann", address="1 Elm St"), place=PLACE, after=(first, last))
    put(hostile, PLACE, "Anne", "AB", after=[last], address="1 Elm St")
    put(hostile, PLACE, "Ann", "CD", after=[last], address="2 Elm St")
    assert seen(hostile)["lines"][SPOT]["conflict"] == 2


def test_a_field_laptops_decision_is_no_check_until_it_may_decide(laptops):
    office, _, field, *_ = laptops
    say(field, Kind.DECIDE, Line(name="Ann"), PLACE)
    put(field, Place(SHEETS[0], 0, 2), "Bob", "AB")
    say(field, Kind.DECIDE, Line(name="Bob"), Place(SHEETS[0], 0, 2))
    pass_on(field, office)
    assert seen(office)["counts"] == {"entered": 2, "agreed": 1, "decided": 0, "disputed": 0}
    say(office, Kind.ENROL, Enrol(device=field.device, role=int(Role.COORDINATOR)))
    assert seen(office)["counts"]["decided"] == 2


def test_one_person_on_two_laptops_is_one_hand_however_the_initials_are_spelt(laptops):
    office, _, one, other, _ = laptops
    put(one, PLACE, "Ann", "AB")
    put(other, PLACE, "Ann", "ab")
    pass_on(one, office)
    pass_on(other, office)
    assert seen(office)["counts"] == {"entered": 1, "agreed": 0, "decided": 0, "disputed": 0}


def test_a_coordinator_cannot_take_a_role_away_by_giving_a_kit_the_name_of_another(laptops):
    office, coordinator, one, second, _ = laptops
    kit, other = keys_from_seed(b"kit!" * 8), keys_from_seed(b"evil" * 8)
    say(office, Kind.ENROL, Enrol(device=second.device, role=int(Role.HQ)))
    say(second, Kind.KIT, Kit(key=kit.public.hex(), kit="k", role=int(Role.COORDINATOR), printer=3))
    pass_on(second, office)
    say(one, Kind.CLAIM, Claim(kit="k", proof=proof(kit.seed, one.keys.public).hex()))
    say(coordinator, Kind.KIT, Kit(key=other.public.hex(), kit="k", role=int(Role.FIELD)))
    say(coordinator, Kind.CLAIM, Claim(kit="k", proof=proof(other.seed, coordinator.keys.public).hex()))
    pass_on(one, office)
    pass_on(coordinator, office)
    assert seen(office)["roles"][one.device] == Role.COORDINATOR


def test_a_claim_made_a_thousand_times_is_proved_once(laptops):
    office, _, one, other, _ = laptops
    kit = keys_from_seed(b"kit!" * 8)
    say(office, Kind.KIT, Kit(key=kit.public.hex(), kit="k", role=int(Role.FIELD)))
    for laptop in (one, other):
        with laptop.writing():
            laptop.campaign.note_setting("campaign", "")  # roles once, not a thousand times
            for number in range(1_000):
                told = proof(kit.seed, one.keys.public) if laptop is one else number.to_bytes(64, "big")
                laptop.write(Kind.CLAIM, Claim(kit="k", proof=told.hex()))
    looked_at = is_shown.cache_info().misses
    pass_on(one, office)
    pass_on(other, office)
    assert is_shown.cache_info().misses - looked_at <= 1 + MOST_PROOFS
    assert seen(office)["roles"][one.device] == Role.FIELD
