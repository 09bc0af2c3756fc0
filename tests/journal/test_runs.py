"""Print runs: whose word counts, and what the sheets say when that changes."""

from collections.abc import Iterator

import pytest

from canvass.journal.bodies import Claim, Enrol, Kind, Kit, Line, Move, Role, Run
from canvass.journal.identity import keys_from_seed, proof
from canvass.journal.journal import Journal
from canvass.journal.number import SheetNumber
from canvass.journal.place import Place
from canvass.journal.runs import counting_runs, notice_runs
from tests.journal import model
from tests.journal.harness import (
    checked,
    exported,
    items,
    journal_of,
    new_file,
    printed_sheet,
    public_keys,
    put,
    take_in,
)

SECRET = keys_from_seed(b"kit!" * 8)


@pytest.fixture
def laptops(tmp_path) -> Iterator[list[Journal]]:
    """Headquarters, a coordinator whose kit gave it printer 3, and field laptops before and after it by device."""
    campaigns = [new_file(tmp_path / f"{number}.canvass") for number in range(5)]
    made = [journal_of(campaign, number) for number, campaign in enumerate(campaigns)]
    office, coordinator, *rest = made
    with office.writing():
        campaign_id = office.found_campaign(practice=False)
        kit = Kit(key=SECRET.public.hex(), kit="k", role=int(Role.COORDINATOR), printer=3)
        office.write(Kind.KIT, kit)
        for laptop in rest:
            office.write(Kind.ENROL, Enrol(device=laptop.device, role=int(Role.FIELD)))
    for laptop in made[1:]:
        laptop.campaign.note_setting("campaign", campaign_id)
        take_in(laptop, exported(office))
    with coordinator.writing():
        shown = proof(SECRET.seed, coordinator.keys.public).hex()
        coordinator.write(Kind.CLAIM, Claim(kit="k", proof=shown))
    take_in(office, exported(coordinator))
    yield made
    for campaign in campaigns:
        campaign.close()


def told(journal: Journal, run: int, sheets: int = 2, **more: object) -> None:
    with journal.writing():
        journal.write(Kind.RUN, Run(**({"lines": 5, "run": run, "sheets": sheets} | more)))  # type: ignore[arg-type]


def rows(journal: Journal) -> int:
    """Return how many sheets of runs the file shows, after the model and `check` have agreed to each."""
    known = (items(journal.connection), public_keys(journal.connection), journal.campaign_id or "")
    keys = [key for (key,) in journal.connection.execute("select key from sheet where run is not null")]
    for run in {key // 10_000 for key in keys} | {1, 3001, 900_001}:
        for serial in (1, 2, 3):
            assert printed_sheet(journal.connection, run, serial) == model.printed_sheet(*known, run, serial)
    assert checked(journal) == []
    return len(keys)


def test_what_a_field_laptop_says_of_printing_changes_no_sheet_and_no_count(laptops):
    office, _, *field = laptops
    assert {laptop.device < office.device for laptop in field} == {True, False}
    told(office, 1)
    for number, laptop in enumerate(field):
        told(laptop, 1, 50, lines=1, notice=True)
        told(laptop, 900_001 + number, 9_999)
        take_in(office, exported(laptop))
    assert rows(office) == 2
    assert printed_sheet(office.connection, 1, 1) == (5, "printed", None, None, None)
    assert notice_runs(office.connection) == frozenset()


def test_a_coordinator_prints_under_the_numbers_of_its_kit_alone(laptops):
    office, coordinator, *_ = laptops
    for run in (1, 3001, 3002, 4001, 900_001):
        told(coordinator, run, 1)
    take_in(office, exported(coordinator))
    assert rows(office) == 2
    assert [fact.body.run for fact in counting_runs(office.connection) if isinstance(fact.body, Run)] == [3001, 3002]
    told(office, 3001, 1, lines=7)
    assert printed_sheet(office.connection, 3001, 1) == (7, "printed", None, None, None)
    assert rows(office) == 2


def test_sheets_come_and_go_with_the_role_of_who_told_of_them(laptops):
    office, _, field, other, third = laptops
    told(field, 900_001)
    with field.writing():
        field.write(Kind.MOVE, Move(first=1, last=1, run=900_001, state="returned", filled=3))
    put(field, Place(SheetNumber(900_001, 2).text, 0, 1), "Ann")
    take_in(office, exported(field))
    assert rows(office) == 0
    with office.writing():
        office.write(Kind.ENROL, Enrol(device=field.device, role=int(Role.COORDINATOR)))
    assert rows(office) == 2
    assert printed_sheet(office.connection, 900_001, 1) == (5, "returned", None, 3, "2026-03-01T00:00:00Z")
    for batch in (office, field):
        take_in(other, exported(batch))
    for batch in (field, office):
        take_in(third, exported(batch))
    assert rows(other) == rows(third) == 2


def test_what_a_file_printed_outside_any_campaign_is_unknown_once_it_joins_one(laptops, tmp_path):
    with new_file(tmp_path / "lone.canvass") as campaign:
        lone = journal_of(campaign, 7)
        told(lone, 900_001, 3)
        told(lone, 1, 3)
        put(lone, Place(SheetNumber(900_001, 2).text, 0, 1), "Ann")
        assert rows(lone) == 3
        with lone.writing():
            campaign.note_setting("campaign", laptops[0].campaign_id or "")
        take_in(lone, exported(laptops[0]))
        assert rows(lone) == 0
        assert lone.connection.execute("select key, state, entered from sheet").fetchall() == [
            (SheetNumber(900_001, 2).key, "unknown", 1)
        ]


def test_a_flood_of_runs_makes_no_rows(laptops):
    office, _, field, *_ = laptops
    with field.writing():
        for run in range(1, 201):
            field.write(Kind.RUN, Run(lines=200, run=run, sheets=9_999))
            field.write(Kind.MOVE, Move(first=1, last=9_999, run=run, state="lost"))
    take_in(office, exported(field))
    assert rows(office) == 0
    with field.writing():
        field.write(Kind.PUT, Line(name="Ann"), place=Place(SheetNumber(1, 1).text, 0, 1))
    take_in(office, exported(field))
    assert office.connection.execute("select state, entered from sheet").fetchall() == [("unknown", 1)]
