"""Taking in files in the window: one at a time, and nobody refused for coming first."""

import pytest
from PySide6.QtCore import QObject

from canvass.desktop.session import OpenedCampaign, Session
from canvass.desktop.taking_in import TakingIn
from canvass.journal.bodies import Role
from tests.batches.people import People, sheet, type_names


@pytest.fixture
def people(tmp_path):
    people = People(tmp_path)
    yield people
    people.close()


def test_a_laptop_whose_file_comes_before_its_coordinators_is_let_in(qtbot, people):
    headquarters = people.headquarters()
    field = people.laptop(people.second_claimant(headquarters), "ana")
    type_names(field, sheet(1), {1: "Ann"})
    of_field = people.batch(field)
    coordinator = people.joined(people.kit(headquarters, Role.COORDINATOR), "second")
    batches = [of_field, people.batch(coordinator)]
    path = headquarters.campaign.path
    people.close()
    owner = QObject()
    session = Session(OpenedCampaign(path), owner)
    try:
        taking_in = TakingIn(session, owner)
        with qtbot.waitSignal(taking_in.finished, timeout=10_000) as finished:
            taking_in.begin(batches)
        (merged,) = finished.args
        assert (merged.refused, merged.taken) == ((), 2)
    finally:
        session.close()
