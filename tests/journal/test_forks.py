"""Two copies of one file that both write: nothing is lost, and it is told."""

from collections.abc import Iterator

import pytest

from canvass.journal.bodies import Kind, Line
from canvass.journal.journal import Journal
from canvass.journal.place import Place
from canvass.journal.segments import single_records, whole_journal
from canvass.journal.union import gaps
from tests.journal.harness import SHEETS, checked, exported, journal_of, new_file, put, records, shown, take_in


@pytest.fixture
def journals(tmp_path) -> Iterator[list[Journal]]:
    """A laptop, its clone with three lines in common, and two that only take in."""
    campaigns = [new_file(tmp_path / f"{number}.canvass") for number in range(4)]
    made = [journal_of(campaign, number) for number, campaign in enumerate(campaigns)]
    for line in (1, 2, 3):
        put(made[0], Place(SHEETS[0], 0, line), f"Before {line}")
    made[0].connection.backup(made[1].connection)
    made[1] = Journal(campaigns[1])
    yield made
    for campaign in campaigns:
        campaign.close()


def names(journal: Journal) -> set[str]:
    return {row[0] for row in journal.connection.execute("select name from line where name is not null")}


def test_what_a_cloned_file_wrote_under_the_same_numbers_is_kept_as_a_second_row_and_told(journals):
    laptop, clone, other, _ = journals
    put(laptop, Place(SHEETS[1], 0, 1), "Ours")
    put(clone, Place(SHEETS[1], 0, 2), "Theirs")
    assert take_in(other, exported(laptop)).forked == ()
    assert take_in(other, exported(clone)).forked == (laptop.device,)
    assert names(other) == {"Before 1", "Before 2", "Before 3", "Ours", "Theirs"}
    rows = other.connection.execute("select fork, first = n from device where id = ? order by fork", (laptop.device,))
    assert rows.fetchall() == [(0, 1), (1, 0)]
    assert take_in(other, exported(clone), exported(laptop)).new == 0


def test_a_fork_comes_out_the_same_whichever_side_arrives_first_and_travels_on(journals):
    laptop, clone, other, third = journals
    for line in (1, 2):
        put(laptop, Place(SHEETS[1], 0, line), f"Ours {line}")
        put(clone, Place(SHEETS[1], 0, line), f"Theirs {line}")
    take_in(other, exported(laptop), exported(clone))
    take_in(third, exported(clone), exported(laptop))
    assert records(other.connection) == records(third.connection)
    assert shown(other.connection) == shown(third.connection)
    take_in(laptop, exported(other))
    assert records(laptop.connection) == records(other.connection)
    assert [checked(journal) for journal in (laptop, other, third)] == [[], [], []]


def test_single_records_of_both_sides_in_any_order_end_in_two_whole_chains(journals):
    laptop, clone, other, third = journals
    for line in (1, 2, 3):
        put(laptop, Place(SHEETS[1], 0, line), f"Ours {line}")
        put(clone, Place(SHEETS[2], 0, line), f"Theirs {line}")
    numbers = [n for (n,) in laptop.connection.execute("select n from record where n & 4294967295 > 3 order by n desc")]
    for n in numbers:
        for source in (clone, laptop):
            take_in(other, single_records(source.connection, source.keys, [n]))
            assert checked(other) == []
    assert len(names(other)) == 6
    assert [(gap.start, gap.end) for gap in gaps(other.connection)] == [(1, 3)]
    take_in(other, exported(laptop))
    assert gaps(other.connection) == []
    take_in(third, whole_journal(other.connection, other.keys))
    assert records(third.connection) == records(other.connection)


def test_a_laptop_that_becomes_a_new_device_can_still_pass_on_what_it_typed_as_the_old_one(journals):
    laptop, _, other, _ = journals
    before, old = records(laptop.connection), laptop.device
    with laptop.writing():
        laptop.become_new_device()
        laptop.write(Kind.PUT, Line(name="After"), place=Place(SHEETS[1], 0, 1))
    assert laptop.device != old
    take_in(other, exported(laptop))
    assert before < records(other.connection)
    assert len(records(other.connection)) == len(before) + 1
    assert checked(laptop) == checked(other) == []


def test_a_decision_that_names_both_twins_of_a_fork_replaces_both(journals):
    laptop, clone, other, _ = journals
    place = Place(SHEETS[1], 0, 1)
    put(laptop, place, "Ours")
    put(clone, place, "Theirs")
    with other.writing():
        campaign = other.found_campaign(practice=False)
    take_in(other, exported(laptop), exported(clone))
    assert campaign
    twins = [n for (n,) in other.connection.execute("select record from head where record & 4294967295 = 4")]
    assert len(twins) == 2
    with other.writing():
        other.write(Kind.DECIDE, Line(name="Decided"), place=place, after=twins)
    assert shown(other.connection)["counts"]["disputed"] == 0
