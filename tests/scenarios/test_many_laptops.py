"""A season's worth of sticks at once: thirty laptops of three coordinators, ten files of each, in any order."""

import random
import shutil

import pytest

from canvass.batches.merging import Merging, merge
from canvass.count.totals import totals
from canvass.journal.bodies import Role
from canvass.journal.journal import Journal
from tests.batches.people import TODAY, People, held, people_in, print_run, sheet, shown, type_names, wrong

COORDINATORS, LAPTOPS, EXPORTS, LINES = 3, 10, 10, 10


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


def season(people: People) -> Journal:
    """Return headquarters that knows the coordinators' kits only; the files of all laptops are on the stick.

    Every laptop types a sheet of its own before each export, and at the end the first lines of a neighbour's.
    """
    headquarters = people.headquarters()
    print_run(headquarters, COORDINATORS * LAPTOPS * EXPORTS, LINES)
    for number in range(COORDINATORS):
        coordinator = people.laptop(headquarters, f"coordinator-{number}", Role.COORDINATOR)
        kit = people.kit(coordinator)
        for turn in range(LAPTOPS):
            laptop = people.joined(kit, f"laptop-{number}-{turn}")
            laptop.connection.execute("pragma synchronous = off")
            own = (number * LAPTOPS + turn) * EXPORTS
            for export in range(EXPORTS):
                serial = own + export + 1
                type_names(laptop, sheet(serial), {line: f"Signer {serial} {line}" for line in range(1, LINES + 1)})
                if export == EXPORTS - 1:
                    other = (own + EXPORTS) % (COORDINATORS * LAPTOPS * EXPORTS) + 1
                    type_names(laptop, sheet(other), {1: f"Signer {other} 1", 2: f"Somebody else {other}"}, "NB")
                people.batch(laptop)
            people.close(laptop.campaign.path)
    return headquarters


@pytest.mark.slow
def test_three_hundred_files_of_thirty_laptops_come_to_the_same_in_any_order(people):
    headquarters = season(people)
    start = people.folder / "start.canvass"
    people.close(headquarters.campaign.path)
    shutil.copy(headquarters.campaign.path, start)
    headquarters, other = people.again("hq"), people.again("start")
    stick = people.folder / "stick"
    batches = sorted(stick.iterdir())
    assert len(batches) == COORDINATORS * LAPTOPS * EXPORTS

    merged = merge(headquarters, [stick])
    assert (merged.refused, merged.waiting, merged.forked) == ((), (), ())
    assert (merged.taken, len(merged.laptops)) == (len(batches), COORDINATORS * (LAPTOPS + 1))
    counted = totals(headquarters, TODAY)
    sheets = COORDINATORS * LAPTOPS * EXPORTS
    assert (counted.entered, counted.agreed, counted.disputed) == (sheets * LINES, 30, 30)
    assert merged.conflicts == 30

    random.Random(7).shuffle(batches)
    merging = Merging(batches)
    while not merging.is_finished:
        merging.step(other)
    again = merging.merged(other)
    assert (again.new, again.refused, again.conflicts) == (merged.new, (), 30)
    assert shown(other) == shown(headquarters)
    assert wrong(other) == []

    before = held(headquarters)
    assert merge(headquarters, batches).new == 0
    assert held(headquarters) == before
