"""Moves of sheets: in whatever order they arrive, the same is told of every sheet."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.campaign.file import Campaign
from canvass.journal.bodies import Enrol, Kind, Malformed, Move, Role, Run, check_body
from canvass.journal.journal import Journal
from canvass.journal.moves import moves_at
from tests.journal import model
from tests.journal.harness import (
    WildClock,
    checked,
    emptied,
    exported,
    items,
    journal_of,
    new_file,
    printed_sheet,
    public_keys,
    sheets,
    take_in,
)

RUN, SHEETS = 1001, 4
STATES = ("handed_out", "returned", "counted", "entered", "checked", "filed", "spoiled", "lost", "undone")

operations = st.one_of(
    st.tuples(
        st.just("move"),
        st.integers(0, 2),
        st.sampled_from(STATES),
        st.integers(1, SHEETS),
        st.integers(1, SHEETS + 1),
        st.sampled_from((None, 0, 3, 5)),
        st.sampled_from(("", "Ana", "Ben")),
        st.sets(st.integers(0, 9), max_size=3),
    ),
    st.tuples(st.just("run"), st.integers(0, 2), st.integers(2, SHEETS)),
    st.tuples(st.just("take"), st.integers(0, 2), st.integers(0, 2)),
)


@pytest.fixture(scope="module")
def pool(tmp_path_factory) -> Iterator[list[Campaign]]:
    folder = tmp_path_factory.mktemp("moves")
    campaigns = [new_file(folder / f"{number}.canvass") for number in range(5)]
    yield campaigns
    for campaign in campaigns:
        campaign.close()


def laptops(pool: list[Campaign]) -> list[Journal]:
    """Headquarters, a coordinator, a field laptop, and two that only take in."""
    made = [journal_of(emptied(campaign), n, WildClock((0, -400, 90))) for n, campaign in enumerate(pool)]
    with made[0].writing():
        campaign_id = made[0].found_campaign(practice=False)
        made[0].write(Kind.ENROL, Enrol(device=made[1].device, role=int(Role.COORDINATOR)))
        made[0].write(Kind.ENROL, Enrol(device=made[2].device, role=int(Role.FIELD)))
    for journal in made[1:]:
        journal.campaign.note_setting("campaign", campaign_id)
        take_in(journal, exported(made[0]))
    return made


def tell(journal: Journal, state: str, first: int, last: int, *after: int, **more: Any) -> int:
    with journal.writing():
        return journal.write(Kind.MOVE, Move(first=first, last=last, run=RUN, state=state, **more), after=after)


def printed(journal: Journal, count: int, **more: Any) -> None:
    with journal.writing():
        journal.write(Kind.RUN, Run(**({"lines": 5, "run": RUN, "sheets": count} | more)))


def seen(journal: Journal, serial: int) -> tuple[Any, ...]:
    row: tuple[Any, ...] = journal.connection.execute(
        "select state, holder, filled, since from sheet where key = ?", (RUN * 10_000 + serial,)
    ).fetchone()
    return row


def assert_as_the_model_says(journal: Journal) -> None:
    connection = journal.connection
    assert journal.campaign_id is not None
    known = (items(connection), public_keys(connection), journal.campaign_id)
    for serial in range(1, SHEETS + 2):
        assert printed_sheet(connection, RUN, serial) == model.printed_sheet(*known, RUN, serial)
    assert checked(journal) == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=st.lists(operations, min_size=2, max_size=20), data=st.data())
def test_any_order_of_moves_gives_the_same_view(pool, history, data):
    journals = laptops(pool)
    printed(journals[0], SHEETS)
    batches = [exported(journals[0])]
    for what, number, *rest in history:
        journal = journals[number]
        if what == "move":
            state, first, last, filled, holder, named = rest
            known = [move.n for move in moves_at(journal.connection, RUN, 1, 9_999)]
            after = sorted({known[index % len(known)] for index in named}) if known else []
            tell(journal, state, min(first, last), max(first, last), *after, filled=filled, holder=holder)
        elif what == "run":
            printed(journal, rest[0])
        elif rest[0] != number:
            take_in(journal, exported(journals[rest[0]]))
        batches.append(exported(journal))
    singly, together = journals[3:]
    for index in data.draw(st.permutations(range(len(batches)))):
        take_in(singly, batches[index])
    take_in(together, *batches)
    assert sheets(singly.connection) == sheets(together.connection)
    for journal in (singly, together, *journals[:3]):
        assert_as_the_model_says(journal)


def test_what_was_replaced_stands_again_when_its_replacement_is_taken_back(pool):
    journal = laptops(pool)[0]
    printed(journal, SHEETS)
    tell(journal, "handed_out", 1, 4, holder="Ana")
    first = tell(journal, "returned", 2, 3, filled=3)
    second = tell(journal, "returned", 2, 2, first, filled=5)
    assert [seen(journal, serial)[:3] for serial in (1, 2, 3)] == [
        ("handed_out", "Ana", None),
        ("returned", None, 5),
        ("returned", None, 3),
    ]
    tell(journal, "undone", 2, 2, second)
    assert seen(journal, 2)[:3] == ("returned", None, 3)
    tell(journal, "undone", 2, 3, first)
    assert [seen(journal, serial)[:3] for serial in (2, 3)] == [("handed_out", "Ana", None)] * 2
    assert checked(journal) == []


def test_taking_back_counts_at_the_sheets_that_it_names_only(pool):
    journal = laptops(pool)[0]
    printed(journal, SHEETS)
    move = tell(journal, "handed_out", 1, 4, holder="Ana")
    tell(journal, "undone", 2, 2, move)
    assert [seen(journal, serial)[0] for serial in (1, 2, 3, 4)] == [
        "handed_out",
        "printed",
        "handed_out",
        "handed_out",
    ]


def test_moves_that_arrive_before_their_run_count_when_it_does(pool):
    teller, other, *_ = laptops(pool)
    printed(teller, 2)
    whole = exported(teller)
    tell(other, "returned", 1, 2, filled=4)
    take_in(other, whole)
    assert [seen(other, serial)[::2] for serial in (1, 2)] == [("returned", 4)] * 2
    assert checked(other) == []


@pytest.mark.parametrize("wrong", [{"state": "eaten"}, {"first": 0}, {"first": 3}, {"filled": 201}, {"filled": -1}])
def test_a_move_that_no_sheet_can_make_is_malformed(wrong):
    check_body(Kind.MOVE, Move(first=1, last=2, run=RUN, state="returned", filled=200))
    with pytest.raises(Malformed):
        check_body(Kind.MOVE, Move(**({"first": 1, "last": 2, "run": RUN, "state": "returned"} | wrong)))


def test_a_field_laptop_moves_no_sheets_and_takes_no_move_back_until_it_may(pool):
    office, _, field, *_ = laptops(pool)
    printed(office, SHEETS)
    move = tell(office, "returned", 1, 4, filled=5, holder="Ana")
    take_in(field, exported(office))
    (known,) = [known.n for known in moves_at(field.connection, RUN, 1, 9_999)]
    tell(field, "undone", 1, 2, known)
    tell(field, "filed", 3, 4, known, filled=0)
    take_in(office, exported(field))
    assert move
    for journal in (office, field):
        assert [seen(journal, serial)[:3] for serial in (1, 3)] == [("returned", "Ana", 5)] * 2
        assert_as_the_model_says(journal)
    with office.writing():
        office.write(Kind.ENROL, Enrol(device=field.device, role=int(Role.COORDINATOR)))
    assert [seen(office, serial)[:3] for serial in (1, 3)] == [("printed", None, None), ("filed", None, 0)]
    assert_as_the_model_says(office)


def test_outside_any_campaign_each_takes_back_its_own_moves_only(tmp_path):
    with new_file(tmp_path / "a.canvass") as mine, new_file(tmp_path / "b.canvass") as theirs:
        one, other = journal_of(mine, 0), journal_of(theirs, 1)
        with one.writing():
            one.write(Kind.RUN, Run(lines=5, run=900_001, sheets=1))
            one.write(Kind.MOVE, Move(first=1, last=1, run=900_001, state="lost"))
        take_in(other, exported(one))
        (move,) = moves_at(other.connection, 900_001, 1, 1)
        with other.writing():
            other.write(Kind.MOVE, Move(first=1, last=1, run=900_001, state="undone"), after=[move.n])
        take_in(one, exported(other))
        assert printed_sheet(one.connection, 900_001, 1) == (5, "lost", None, None, "2026-03-01T00:00:00Z")
        assert checked(one) == []
