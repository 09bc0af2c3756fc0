"""Merging cannot go wrong: any history on several devices, brought together in any order, grouping and repetition."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.campaign.file import Campaign
from canvass.journal.bodies import Claim, Enrol, Kind, Kit, Line, Link, Move, Nothing, Page, Role, Run
from canvass.journal.identity import keys_from_seed, proof
from canvass.journal.journal import Journal
from canvass.journal.moves import moves_at
from canvass.journal.place import Place, place_key
from canvass.journal.roles import refresh_roles
from canvass.journal.store import Devices
from canvass.journal.union import Segment
from tests.journal import model
from tests.journal.harness import (
    SHEETS,
    WildClock,
    checked,
    emptied,
    exported,
    items,
    journal_of,
    new_file,
    printed_sheet,
    public_keys,
    records,
    sheets,
    shown,
    take_in,
)

DEVICES = 6
HQ, COORDINATOR = 0, 1
RUNS = (1001, 2001, 900_001)

NAMES = ("Ann Lee", "ann  LEE", "Bob Ray", "Ren\u00e9e", "Rene\u0301e")
VALUES = [
    Line(name=name, address=address, event=event)
    for name, address, event in [
        ("Ann Lee", "", ""), ("ann  LEE", "", "Park"), ("Ann Lee", "1 Elm St", ""), ("Bob Ray", "1 Elm St", "Hall"),
        ("Ren\u00e9e", "", ""), ("Stra\u00dfe", "2 Oak", ""), ("", "1 Elm St", ""),
    ]
]  # fmt: skip
VOIDS = [Line(state="blank"), Line(state="struck", note="wet"), Line(state="not_signed")]
TYPISTS = ("", "", "AB", "CD")

device = st.integers(0, DEVICES - 1)
sheet = st.one_of(
    st.sampled_from(SHEETS[:2]),
    st.tuples(st.sampled_from((HQ, 2, 3)), st.integers(1, 2)),
)
lines = st.integers(1, 2)
operations = st.one_of(
    st.tuples(
        st.just("put"), device, sheet, lines, st.integers(0, len(VALUES) - 1), st.sampled_from(TYPISTS), st.booleans()
    ),
    st.tuples(
        st.just("put"), device, sheet, lines, st.integers(0, len(VALUES) - 1), st.sampled_from(TYPISTS), st.booleans()
    ),
    st.tuples(
        st.just("void"), device, sheet, lines, st.integers(0, len(VOIDS) - 1), st.sampled_from(TYPISTS), st.booleans()
    ),
    st.tuples(st.just("decide"), st.sampled_from((HQ, COORDINATOR, 2)), sheet, lines, st.integers(0, 8)),
    st.tuples(st.just("retract"), device, st.integers(0, 5)),
    st.tuples(
        st.just("link"), device, st.sampled_from((HQ, 2, 3)), st.integers(1, 2), st.sampled_from((None, *SHEETS[:2]))
    ),
    st.tuples(st.just("kit"), device, st.sampled_from((Role.FIELD, Role.COORDINATOR, Role.HQ))),
    st.tuples(st.just("claim"), device, st.integers(0, 3), st.booleans()),
    st.tuples(st.just("enrol"), device, device, st.sampled_from(tuple(Role))),
    st.tuples(st.just("run"), device, st.integers(1, 3), st.sampled_from(RUNS)),
    st.tuples(
        st.just("move"),
        device,
        st.integers(1, 2),
        st.sampled_from(("handed_out", "returned", "lost", "undone")),
        st.booleans(),
    ),
    st.tuples(st.just("page"), device, st.integers(1, 2)),
    st.tuples(st.just("clone"), device, device),
    st.tuples(st.just("take"), device, device),
    st.tuples(st.just("take"), device, device),
    st.tuples(st.just("export"), device),
)


@dataclass
class World:
    """The devices of one history, and every batch that any of them wrote on the way."""

    journals: list[Journal]
    batches: list[list[Segment]] = field(default_factory=list)
    kits: list[tuple[Kit, bytes]] = field(default_factory=list)

    def text(self, where: Any) -> str:
        return where if isinstance(where, str) else f"L{where[1]}@{self.journals[where[0]].device}"


@pytest.fixture(scope="module")
def pool(tmp_path_factory) -> Iterator[list[Campaign]]:
    """Files used again by every example: making one takes longer than a whole history."""
    folder = tmp_path_factory.mktemp("pool")
    campaigns = [new_file(folder / f"{number}.canvass") for number in range(DEVICES + 3)]
    yield campaigns
    for campaign in campaigns:
        campaign.close()


def begun(pool: list[Campaign], jumps: list[int], enrolled: int) -> World:
    """Found a campaign on device 0 and enrol a coordinator and some field laptops."""
    journals = [journal_of(emptied(campaign), n, WildClock(jumps)) for n, campaign in enumerate(pool)]
    with journals[HQ].writing():
        campaign_id = journals[HQ].found_campaign(practice=False)
        for number in range(1, enrolled):
            role = Role.COORDINATOR if number == COORDINATOR else Role.FIELD
            journals[HQ].write(Kind.ENROL, Enrol(device=journals[number].device, role=role))
    for journal in journals[1:]:
        with journal.writing():
            journal.campaign.note_setting("campaign", campaign_id)
            refresh_roles(journal.connection, campaign_id)
    return World(journals)


def heads_seen(journal: Journal, text: str, line: int) -> list[int]:
    """Return the records that stand at a place as this file shows it, wherever a link has moved them."""
    connection = journal.connection
    with journal.campaign.transaction():
        placed = Devices(connection).place_integer(Place(text, 0, line))
    row = connection.execute("select sheet from link where page = ?", (placed >> 12,)).fetchone()
    here = placed if row is None or line == 0 else place_key(row[0], 0, line)
    return [n for (n,) in connection.execute("select record from head where place = ?", (here,))]


def perform(world: World, operation: tuple[Any, ...]) -> None:
    """Do one thing on one device."""
    what, number, *rest = operation
    journal = world.journals[number]
    if what in ("put", "void"):
        where, line, value, typist, sees = rest
        after = heads_seen(journal, world.text(where), line) if sees else []
        said, kind = (VALUES[value], Kind.PUT) if what == "put" else (VOIDS[value], Kind.VOID)
        write(journal, kind, said, place=Place(world.text(where), 0, line), after=after, typist=typist)
    elif what == "decide":
        where, line, value = rest
        said = [*VALUES, *VOIDS][value]
        after = heads_seen(journal, world.text(where), line)
        write(journal, Kind.DECIDE, said, place=Place(world.text(where), 0, line), after=after, typist="HQ")
    elif what == "retract":
        take_back(journal, rest[0])
    elif what == "link":
        page = world.text((rest[0], rest[1]))
        write(journal, Kind.LINK, Link(sheet=rest[2]), place=Place(page, 0, 0), after=heads_seen(journal, page, 0))
    elif what == "take":
        batch = exported(world.journals[rest[0]])
        world.batches.append(batch)
        take_in(journal, batch)
    elif what == "clone":
        clone(world, number, rest[0])
    elif what == "export":
        world.batches.append(exported(journal))
    else:
        state_fact(world, journal, what, rest)


def state_fact(world: World, journal: Journal, what: str, rest: list[Any]) -> None:
    """Write a fact: of roles, of a run, of a move."""
    if what == "kit":
        keys = keys_from_seed(bytes([100 + len(world.kits)]) * 32)
        printer = None if rest[0] == Role.FIELD else 1 + len(world.kits) % 2
        kit = Kit(key=keys.public.hex(), kit=f"kit{len(world.kits) // 2}", role=int(rest[0]), printer=printer)
        world.kits.append((kit, keys.seed))
        write(journal, Kind.KIT, kit)
    elif what == "claim" and world.kits:
        kit, seed = world.kits[rest[0] % len(world.kits)]
        shown_proof = proof(seed, journal.keys.public) if rest[1] else b"\x00" * 64
        write(journal, Kind.CLAIM, Claim(kit=kit.kit, proof=shown_proof.hex()))
    elif what == "enrol":
        write(journal, Kind.ENROL, Enrol(device=world.journals[rest[0]].device, role=int(rest[1])))
    elif what == "page":
        write(journal, Kind.PAGE, Page(page=rest[0]))
    elif what == "run":
        write(journal, Kind.RUN, Run(lines=4 + world.journals.index(journal), run=rest[1], sheets=rest[0]))
    elif what == "move":
        known = [move.n for move in moves_at(journal.connection, 1001, 1, 9_999)] if rest[2] else []
        write(journal, Kind.MOVE, Move(first=rest[0], last=2, run=1001, state=rest[1]), after=known[-2:])


def clone(world: World, source: int, target: int) -> None:
    """Copy one laptop's disk over another's: both now write under one device's numbers."""
    if source != target:
        world.batches.append(exported(world.journals[target]))
        world.journals[source].connection.backup(world.journals[target].connection)
        world.journals[target] = Journal(world.journals[target].campaign)


def write(journal: Journal, kind: Kind, body: Any, **rest: Any) -> None:
    with journal.writing():
        journal.write(kind, body, **rest)


def take_back(journal: Journal, which: int) -> None:
    """Take back one of the readings or links that this file knows, its own or (in vain) another's."""
    rows = journal.connection.execute("select n, raw from record where place is not null order by n").fetchall()
    if rows:
        n, raw = rows[which % len(rows)]
        place = model.Item("", 0, b"", raw).place
        assert place is not None
        if place[2]:
            write(journal, Kind.RETRACT, Nothing(), place=Place(*place), after=[n])


def assert_sees_what_the_model_says(journal: Journal) -> None:
    connection = journal.connection
    assert journal.campaign_id is not None
    known = (items(connection), public_keys(connection), journal.campaign_id)
    assert shown(connection) == model.view(*known)
    for run in RUNS:
        for serial in (1, 2, 3):
            assert printed_sheet(connection, run, serial) == model.printed_sheet(*known, run, serial)


def assert_nothing_live_is_hidden(journal: Journal) -> None:
    """A reading that neither its own device nor a decision names still stands, whatever field laptops wrote."""
    found = items(journal.connection)
    standing = set().union(*shown(journal.connection)["heads"].values())
    for item in found:
        named_by = [
            other for other in found if item.name in other.after
            and (other.device == item.device or other.kind in (model.DECIDE, model.LINK))
        ]  # fmt: skip
        if item.place is not None and item.kind != model.RETRACT and not named_by:
            assert item.key in standing


def assert_each_place_counts_once(journal: Journal) -> None:
    seen = shown(journal.connection)
    papers = {
        (seen["links"].get(item.place[0], item.place[0]), *item.place[1:])
        for item in items(journal.connection)
        if item.place is not None and item.place[2]
    }
    assert set(seen["lines"]) <= papers
    assert seen["counts"]["entered"] <= len(papers)


def run_history(pool: list[Campaign], data: st.DataObject, most: int) -> None:
    jumps = data.draw(st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=4), label="clock jumps in days")
    world = begun(pool, jumps, data.draw(st.integers(1, DEVICES), label="enrolled"))
    for operation in data.draw(st.lists(operations, min_size=3, max_size=most), label="history"):
        perform(world, operation)
    batches = world.batches + [exported(journal) for journal in world.journals[:DEVICES]]
    order = data.draw(st.permutations(range(len(batches))), label="order")
    doubled = data.draw(st.lists(st.sampled_from(range(len(batches))), max_size=3), label="first and again")
    singly, together, late = world.journals[DEVICES:]
    for index in [*doubled, *order]:
        take_in(singly, batches[index])
    take_in(together, *(batches[index] for index in range(len(batches))))
    take_in(late, *(batches[index] for index in order[:-1]))
    assert_sees_what_the_model_says(late)
    take_in(late, batches[order[-1]])
    for journal in (singly, together, late):
        assert records(journal.connection) == records(together.connection)
        assert shown(journal.connection) == shown(together.connection)
        assert sheets(journal.connection) == sheets(together.connection)
    assert take_in(late, *batches).new == 0
    assert_sees_what_the_model_says(singly)
    assert_nothing_live_is_hidden(singly)
    assert_each_place_counts_once(singly)
    for journal in world.journals:
        assert checked(journal) == []
        assert_sees_what_the_model_says(journal)


SHARED_FILES = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=250, report_multiple_bugs=False, suppress_health_check=SHARED_FILES)
@given(data=st.data())
def test_any_order_grouping_and_repetition_gives_what_the_rules_say(pool, data):
    run_history(pool, data, most=25)


@pytest.mark.slow
@settings(max_examples=2_000, report_multiple_bugs=False, suppress_health_check=SHARED_FILES)
@given(data=st.data())
def test_long_histories_give_what_the_rules_say(pool, data):
    run_history(pool, data, most=60)


@settings(max_examples=100, suppress_health_check=SHARED_FILES)
@given(data=st.data())
def test_a_page_linked_and_unlinked_again_counts_as_before(pool, data):
    world = begun(pool, [0], enrolled=3)
    for operation in data.draw(st.lists(operations, max_size=12)):
        perform(world, operation)
    owner, page = world.journals[2], world.text((2, 1))
    before = shown(owner.connection)
    if page in before["links"] or (page, 0, 0) in before["heads"]:
        return
    for to in (data.draw(st.sampled_from(SHEETS)), None):
        write(owner, Kind.LINK, Link(sheet=to), place=Place(page, 0, 0), after=heads_seen(owner, page, 0))
        assert_sees_what_the_model_says(owner)
    after = shown(owner.connection)
    assert (after["lines"], after["counts"], after["links"]) == (before["lines"], before["counts"], before["links"])
