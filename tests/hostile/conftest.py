import pytest

from tests.batches.people import people_in


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)
