"""Taking in files in the window: one at a time, and nobody refused for coming first."""

import pytest
from PySide6.QtCore import QObject, Qt

from canvass.desktop.session import OpenedCampaign, Session
from canvass.desktop.taking_in import TakingIn
from canvass.journal.bodies import Role
from tests.batches.people import TULIP, People, quick_passphrase, sheet, type_names


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


def test_a_file_that_a_passphrase_seals_is_asked_for_it_and_a_wrong_one_is_asked_again(sit_down, people):
    headquarters, lone = people.headquarters(), people.lone("vigil")
    type_names(lone, "L1", {1: "Ann"})
    batch = quick_passphrase(people.batch(lone, TULIP), TULIP)
    path = headquarters.campaign.path
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    home = volunteer.desk.drive.home
    home.take_in_paths([batch])
    volunteer.until(lambda: home.sealed.isVisible() and home.sealed.field.hasFocus())
    assert batch.name in home.sealed.said.text()
    assert "refused 0" in home.messages.said
    volunteer.type("another passphrase")
    volunteer.key(Qt.Key.Key_Return)
    volunteer.until(lambda: "does not open" in home.messages.said)
    volunteer.until(home.sealed.field.hasFocus)
    volunteer.type(TULIP)
    volunteer.key(Qt.Key.Key_Return)
    volunteer.until(lambda: "New: vigil" in home.messages.said or "1 line" in home.messages.said)
    assert home.sealed.isHidden()
