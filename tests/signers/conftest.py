from collections.abc import Iterator

import pytest

from canvass.journal.bodies import Role
from canvass.journal.journal import Journal
from tests.signers.laptops import Laptops, laptops_in


@pytest.fixture
def laptops(tmp_path) -> Iterator[Laptops]:
    with laptops_in(tmp_path) as made:
        yield made


@pytest.fixture
def lone(laptops) -> Journal:
    journal: Journal = laptops.lone("lone")
    return journal


@pytest.fixture
def hq(laptops) -> Journal:
    journal: Journal = laptops.headquarters()
    return journal


@pytest.fixture
def field(laptops, hq) -> Journal:
    journal: Journal = laptops.joined(hq, "field")
    return journal


@pytest.fixture
def coordinator(laptops, hq) -> Journal:
    journal: Journal = laptops.joined(hq, "coordinator", Role.COORDINATOR)
    return journal
