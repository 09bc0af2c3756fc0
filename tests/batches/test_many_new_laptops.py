"""A drive grows: what one more laptop's first file costs does not grow with how many laptops are known."""

import pytest

from canvass.batches.merging import Merging
from tests.batches.many import many_batches
from tests.batches.people import people_in, wrong

LAPTOPS, STEP = 60, 20


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


def test_the_first_file_of_the_sixtieth_laptop_costs_what_that_of_the_tenth_does(people, tmp_path):
    headquarters = people.headquarters()
    stick = tmp_path / "stick"
    stick.mkdir()
    files = list(many_batches(headquarters, stick, LAPTOPS, 1, 2))
    merging = Merging(files)
    worked = [0]

    def count() -> int:
        worked[0] += 1
        return 0

    headquarters.connection.set_progress_handler(count, STEP)
    costs = []
    while not merging.is_finished:
        worked[0] = 0
        merging.step(headquarters)
        costs.append(worked[0])
    headquarters.connection.set_progress_handler(None, STEP)
    assert merging.merged(headquarters).taken == LAPTOPS
    assert sum(costs[-5:]) < sum(costs[5:10]) * 1.5, costs
    assert wrong(headquarters) == []
