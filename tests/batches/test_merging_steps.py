"""Taking in one file a step, as the window does: the same as all in one call, and a line is saved in between."""

import pytest

from canvass.batches.merging import Merging, merge
from canvass.campaign.errors import DiskFull
from canvass.count.totals import totals
from canvass.journal.bodies import Role
from tests.batches.people import TODAY, held, people_in, sheet, shown, type_line, type_names, wrong


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


def strangers_first(people):
    """Return headquarters and two batches: of a laptop whose set-up proves nothing yet, and of who set it up.

    The second claimant of a coordinator's kit made it, and was given a kit of its own afterwards.
    """
    headquarters = people.headquarters()
    coordinator = people.second_claimant(headquarters)
    field = people.laptop(coordinator, "ana")
    type_names(field, sheet(1), {1: "Ann"})
    of_field = people.batch(field)
    coordinator = people.joined(people.kit(headquarters, Role.COORDINATOR), "second")
    return headquarters, [of_field, people.batch(coordinator)]


def test_a_laptop_unknown_at_its_step_is_let_in_once_its_coordinator_spoke(people):
    headquarters, batches = strangers_first(people)
    at_once = people.copy(headquarters, "at-once")
    merging, done = Merging(batches), []
    while not merging.is_finished:
        done.append((merging.done, merging.total))
        merging.step(headquarters)
    merged = merging.merged(headquarters)
    assert done == [(0, 2), (0, 2), (1, 2)]
    assert (merged.refused, merged.taken, merging.done) == ((), 2, 2)
    assert merge(at_once, batches) == merged
    assert shown(at_once) == shown(headquarters)


def test_a_stranger_for_whom_nobody_speaks_is_refused_after_all_others(people):
    headquarters, (of_field, _) = strangers_first(people)
    own = people.laptop(headquarters, "ben")
    type_names(own, sheet(2), {1: "Ben"})
    merged = merge(headquarters, [of_field, people.batch(own)])
    assert [type(one.why).__name__ for one in merged.refused] == ["BatchStranger"]
    assert merged.taken == 1


def test_a_line_is_saved_between_two_steps(people):
    headquarters, batches = strangers_first(people)
    merging, line = Merging(batches), 0
    while not merging.is_finished:
        merging.step(headquarters)
        line += 1
        type_line(headquarters, sheet(5), line, f"Typed {line}")
    assert merging.merged(headquarters).refused == ()
    assert totals(headquarters, TODAY).entered == line + 1
    assert wrong(headquarters) == []
    assert headquarters.connection.execute("pragma wal_autocheckpoint").fetchone() == (1000,)


def test_a_step_that_the_disk_refused_is_done_again(people, monkeypatch):
    headquarters, batches = strangers_first(people)
    merging = Merging(reversed(batches))
    before = held(headquarters)
    with monkeypatch.context() as broken, pytest.raises(DiskFull):
        broken.setattr(
            type(headquarters), "writing", lambda self: (_ for _ in ()).throw(DiskFull(path=str(self.campaign.path)))
        )
        merging.step(headquarters)
    assert held(headquarters) == before
    while not merging.is_finished:
        merging.step(headquarters)
    assert merging.merged(headquarters).taken == 2


def test_nothing_to_take_in_is_finished_at_once(people):
    merging = Merging([])
    assert merging.is_finished
    assert merging.merged(people.headquarters()).taken == 0
