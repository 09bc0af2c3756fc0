"""Who may do what is the same, told of each new fact alone or worked out from all: any facts, in any order."""

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.campaign.connection import Connection
from canvass.campaign.file import Campaign
from canvass.ground.canonical import encode
from canvass.journal.bodies import Body, Claim, Enrol, Found, Kind, Kit, Role
from canvass.journal.identity import device_id, keys_from_seed, proof, sign
from canvass.journal.journal import Journal
from canvass.journal.record import NO_ID, Record, id_of
from canvass.journal.roles import MOST_PROOFS, campaign_id_of, refresh_roles
from canvass.journal.union import CHECKPOINT_TAG, Segment, checkpoint_text, unite
from tests.journal.harness import emptied, journal_of, new_file

DEVICES = [keys_from_seed(bytes([50 + number]) * 32) for number in range(4)]
FOUNDER = 0
SEEDS = [bytes([150 + number]) * 32 for number in range(2)]
NAMES = ("one", "two")

device = st.integers(0, len(DEVICES) - 1)
role = st.sampled_from(tuple(Role))
kits = st.tuples(st.just("kit"), device, st.sampled_from(NAMES), st.integers(0, len(SEEDS) - 1), role)
claims = st.tuples(st.just("claim"), device, st.sampled_from(NAMES), st.integers(0, len(SEEDS) - 1))
guesses = st.tuples(st.just("guess"), device, st.sampled_from(NAMES), st.sampled_from((1, MOST_PROOFS)))
enrolments = st.tuples(st.just("enrol"), device, device, role, st.sampled_from((None, None, 1, 2)))
founders = st.tuples(st.just("enrol"), st.just(FOUNDER), device, role, st.sampled_from((None, None, 1, 2)))
told = st.lists(st.one_of(kits, claims, claims, guesses, enrolments, founders), min_size=3, max_size=20)
FIRST_FACTS = [("kit", FOUNDER, "one", 0, Role.FIELD), ("enrol", FOUNDER, 1, Role.COORDINATOR, None)]


class _Undone(Exception):
    """A batch that is taken back after it was united, as a stranger's is."""


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Iterator[Campaign]:
    campaign = new_file(tmp_path_factory.mktemp("newcomers") / "file.canvass")
    yield campaign
    campaign.close()


def bodies_of(what: str, number: int, rest: tuple) -> list[tuple[Kind, Body]]:
    if what == "kit":
        name, key, given_role = rest
        return [(Kind.KIT, Kit(key=keys_from_seed(SEEDS[key]).public.hex(), kit=name, role=int(given_role), printer=7))]
    if what == "claim":
        name, key = rest
        return [(Kind.CLAIM, Claim(kit=name, proof=proof(SEEDS[key], DEVICES[number].public).hex()))]
    if what == "guess":
        name, times = rest
        return [(Kind.CLAIM, Claim(kit=name, proof=f"{guess:04x}")) for guess in range(times)]
    other, given_role, printer = rest
    return [
        (Kind.ENROL, Enrol(device=device_id(DEVICES[other].public), role=int(given_role), how="kit", printer=printer))
    ]


def chains(facts: list) -> list[list[bytes]]:
    """Return the records of each device as bytes: what it told, in its order; the first founds the campaign."""
    found: list[list[bytes]] = [[] for _ in DEVICES]
    everything: list[tuple[int, Kind, Body]] = [(FOUNDER, Kind.FOUND, Found())]
    everything += [(number, *one) for what, number, *rest in facts for one in bodies_of(what, number, tuple(rest))]
    for number, kind, body in everything:
        seq = len(found[number]) + 1
        found[number].append(
            encode(
                Record(
                    after=(), at="2026-05-03T19:42:00Z", body=body, device=device_id(DEVICES[number].public),
                    kind=int(kind), nonce=f"{seq:032x}", place=None, seq=seq, typist="",
                )
            )
        )  # fmt: skip
    return found


def stretches(number: int, raws: list[bytes], cuts: set[int]) -> list[Segment]:
    """Return a device's records as segments that begin at the first and after each cut, each with its proof."""
    ids = list(itertools.accumulate(raws, id_of, initial=NO_ID))
    starts = sorted({0, *(cut % len(raws) for cut in cuts)}) if raws else []
    keys = DEVICES[number]
    name = device_id(keys.public)
    return [
        Segment(
            name, keys.public, start + 1, ids[start], tuple(raws[start:end]),
            sign(keys, CHECKPOINT_TAG, checkpoint_text(name, end, ids[end])),
        )
        for start, end in itertools.pairwise([*starts, len(raws)])
    ]  # fmt: skip


def told_of_roles(connection: Connection) -> tuple[set[tuple], ...]:
    """Return what is stored of roles, and what the next fact is held against."""
    return tuple(
        set(connection.execute(f"select * from {table}").fetchall())
        for table in ("(select id, fork, role, printers from device)", "given_in", "kit_given", "enrolled")
    )


def worked_out_from_all(connection: Connection, campaign: str) -> tuple[set[tuple], ...]:
    connection.execute("savepoint aside")
    refresh_roles(connection, campaign)
    found = told_of_roles(connection)
    connection.execute("rollback to aside")
    return found


def take_back_after(journal: Journal, segments: list[Segment]) -> None:
    with pytest.raises(_Undone), journal.writing():
        unite(journal.connection, segments, journal.campaign_id)
        raise _Undone


def begun(file: Campaign, made: list[list[bytes]]) -> tuple[Journal, str]:
    """Return an empty file of an outsider that belongs to the campaign which the first device founds."""
    journal = journal_of(emptied(file), 40)
    campaign = campaign_id_of(id_of(NO_ID, made[FOUNDER][0]))
    with journal.writing():
        journal.campaign.note_setting("campaign", campaign)
        refresh_roles(journal.connection, campaign)
    return journal, campaign


def take_in(journal: Journal, campaign: str, part: Segment) -> None:
    with journal.writing():
        unite(journal.connection, [part], campaign)
        assert told_of_roles(journal.connection) == worked_out_from_all(journal.connection, campaign)


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_roles_told_fact_by_fact_are_those_worked_out_from_all(file, data):
    made = chains(FIRST_FACTS + data.draw(told, label="told"))
    journal, campaign = begun(file, made)
    parts = [
        part
        for number, raws in enumerate(made)
        for part in stretches(number, raws, data.draw(st.sets(st.integers(0, 30), max_size=6), label="cuts"))
    ]
    order = data.draw(st.permutations(parts), label="order")
    if data.draw(st.booleans(), label="the founding first"):
        order = sorted(order, key=lambda part: part.device != device_id(DEVICES[FOUNDER].public))
    for part in order:
        if data.draw(st.integers(0, 3)) == 0:
            take_back_after(journal, [part])
        take_in(journal, campaign, part)


def test_a_proof_that_arrives_before_too_many_wrong_ones_counts_no_more_after_them(file):
    wrong = ("guess", 2, "one", MOST_PROOFS)
    made = chains([*FIRST_FACTS, wrong, ("claim", 2, "one", 0)])
    journal, campaign = begun(file, made)
    first, later = stretches(2, made[2], {MOST_PROOFS})
    of_device = "select role from device where id = ?", (device_id(DEVICES[2].public),)
    for part, role_then in ((stretches(0, made[0], set())[0], None), (later, Role.FIELD), (first, Role.NONE)):
        take_in(journal, campaign, part)
        row = journal.connection.execute(*of_device).fetchone()
        assert (row and row[0]) == role_then
