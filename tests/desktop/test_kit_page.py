"""*Set-up file for another laptop*: who may make which, and that another laptop joins by it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from canvass.batches.founding import create_drive
from canvass.batches.joining import join
from canvass.batches.kit import make_kit
from canvass.journal.bodies import Role
from canvass.practice.drive import PETITION, petition_fields


@pytest.fixture
def headquarters(tmp_path):
    journal = create_drive(tmp_path / "hq.canvass", PETITION, petition_fields(date(2026, 5, 3)))
    make_kit(journal, Role.COORDINATOR, tmp_path / "coordinator.canvasskit")
    journal.campaign.close()
    return tmp_path / "hq.canvass"


@pytest.fixture
def coordinator(headquarters, tmp_path):
    journal, _ = join(tmp_path / "coordinator.canvasskit", tmp_path / "coordinator.canvass")
    journal.campaign.close()
    return tmp_path / "coordinator.canvass"


def opened(sit_down, path, folder):
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.desk.drive.home.work["kit"].click()
    volunteer.page.out.choose(folder)
    return volunteer, volunteer.page


@pytest.mark.parametrize("role", [Role.FIELD, Role.COORDINATOR, Role.HQ])
def test_headquarters_makes_every_role_and_the_other_laptop_joins(sit_down, headquarters, tmp_path, role):
    volunteer, page = opened(sit_down, headquarters, tmp_path)
    page.roles.button(role).click()
    page.name.setText("Ana’s laptop")
    page.save.click()
    volunteer.until(lambda: page.messages.said != "")
    kit = tmp_path / "Ana’s laptop.canvasskit"
    assert str(kit) in page.messages.said
    assert page.messages.kind == "done"
    journal, joined = join(kit, tmp_path / "ana.canvass")
    journal.campaign.close()
    assert (joined.role, joined.name) == (role, "Ana’s laptop")


def test_enter_in_the_only_field_makes_the_file(sit_down, headquarters, tmp_path):
    volunteer, page = opened(sit_down, headquarters, tmp_path)
    page.name.setFocus()
    volunteer.type("Ana")
    volunteer.key(Qt.Key.Key_Return)
    volunteer.until(lambda: page.messages.kind == "done" and page.messages.said != "")
    assert (tmp_path / "Ana.canvasskit").exists()


def test_a_coordinator_makes_set_up_files_for_typing_only(sit_down, coordinator, tmp_path):
    volunteer, page = opened(sit_down, coordinator, tmp_path)
    assert [page.roles.id(button) for button in page.roles.buttons()] == [Role.FIELD]
    assert "petition" not in volunteer.desk.drive.home.work
    page.save.click()
    volunteer.until(lambda: page.messages.kind == "done")
    assert len(list(tmp_path.glob("coordinator field*.canvasskit"))) == 1


def test_a_refused_name_stays_typed_and_no_file_appears(sit_down, headquarters, tmp_path):
    volunteer, page = opened(sit_down, headquarters, tmp_path)
    page.name.setText("Ana\u202e")
    before = set(tmp_path.iterdir())
    page.save.click()
    volunteer.until(lambda: page.messages.kind == "problem")
    assert page.name.text() == "Ana\u202e"
    assert page.save.isEnabled()
    assert set(tmp_path.iterdir()) == before


def test_two_set_up_files_never_overwrite_one_another(sit_down, headquarters, tmp_path):
    volunteer, page = opened(sit_down, headquarters, tmp_path)
    for _ in range(2):
        page.messages.clear()
        page.save.click()
        volunteer.until(lambda: page.messages.said != "")
    assert len(list(tmp_path.glob("hq field*.canvasskit"))) == 2
