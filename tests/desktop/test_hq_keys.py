"""*Headquarters' keys*: the card asked for before the first set-up file, typed back, and what it opens."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from canvass.batches.export import export_batch
from canvass.batches.founding import create_drive
from canvass.batches.joining import join
from canvass.batches.kit import make_kit
from canvass.batches.recovery import groups_of, is_card_due, recovery_key
from canvass.campaign.generations import kept_copies
from canvass.desktop import hq_keys_page
from canvass.journal.bodies import Line, Role
from canvass.practice.drive import PETITION, petition_fields
from canvass.signers.entry import enter
from canvass.signers.sheets_known import known_sheet

SHEET = "001002-0014-65"


@pytest.fixture
def drive(tmp_path):
    """Headquarters, a second one, and a batch that only the first one and the recovery key open."""
    journal = create_drive(tmp_path / "hq.canvass", PETITION, petition_fields(date(2026, 5, 3)))
    key = recovery_key(journal)
    joined = {}
    for name, role in (("field", Role.FIELD), ("second", Role.HQ)):
        make_kit(journal, role, tmp_path / f"{name}.canvasskit")
        joined[name], _ = join(tmp_path / f"{name}.canvasskit", tmp_path / f"{name}.canvass")
    enter(joined["field"], known_sheet(joined["field"], SHEET), 1, Line(name="Ann Archer"), "AN")
    batch = Path(export_batch(joined["field"], tmp_path).batch)
    for laptop in joined.values():
        laptop.campaign.close()
    journal.campaign.close()
    return tmp_path / "hq.canvass", tmp_path / "second.canvass", batch, key


def opened(sit_down, path, folder, page="hq_keys"):
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.desk.drive.show_work(page)
    volunteer.page.out.choose(folder)
    return volunteer, volunteer.page


def saved_card(volunteer, page, folder):
    page.save_card.click()
    volunteer.until(lambda: page.messages.kind == "done")
    return next(folder.glob("*recovery key*.pdf"))


def test_the_set_up_page_asks_for_the_card_first_and_lets_it_be_put_off(sit_down, drive, tmp_path):
    volunteer, page = opened(sit_down, drive[0], tmp_path, "kit")
    assert page.card_first.isVisible()
    assert page.to_keys.hasFocus()
    page.save.click()
    volunteer.until(lambda: page.messages.kind == "done")
    page.to_keys.setFocus()
    volunteer.key(Qt.Key.Key_Space)
    assert volunteer.page is volunteer.desk.drive.work.page("hq_keys")
    assert volunteer.page.save_card.hasFocus()


def test_the_card_is_saved_typed_back_and_the_key_leaves_file_and_folder(sit_down, drive, tmp_path):
    path, _, _, key = drive
    volunteer, page = opened(sit_down, path, tmp_path)
    assert not page.group.isVisible()
    assert [line.partition(" key:")[0] for line in page.keys.text().split("\n")] == [
        "• This headquarters’", "• The recovery", "• A coordinator’s",
    ]  # fmt: skip
    card = saved_card(volunteer, page, tmp_path)
    with pypdfium2.PdfDocument(card) as document:
        assert zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())[0].text == key
    assert f"group {page._group} of" in page.group_label.text().replace("&", "")
    page.group.setFocus()
    volunteer.type("lamps")
    volunteer.key(Qt.Key.Key_Return)
    volunteer.until(lambda: page.messages.kind == "problem")
    assert page.group.text() == "lamps"
    assert is_card_due(volunteer.desk.drive.session.journal)
    page.group.setText(groups_of(key)[page._group - 1])
    volunteer.key(Qt.Key.Key_Return)
    volunteer.until(lambda: not page.save_card.isVisible())
    assert not is_card_due(volunteer.desk.drive.session.journal)
    assert not card.exists()
    assert "on paper only now" in page.messages.said
    assert page.isAncestorOf(QApplication.focusWidget())
    volunteer.desk.drive.show_work("kit")
    assert not volunteer.page.card_first.isVisible()


def test_a_card_in_a_folder_that_some_service_copies_is_warned_of(sit_down, drive, tmp_path):
    volunteer, page = opened(sit_down, drive[0], tmp_path)
    (tmp_path / "OneDrive").mkdir()
    page.out.choose(tmp_path / "OneDrive")
    page.save_card.click()
    assert page.messages.kind == "notice"
    assert "some service copies that folder" in page.messages.said
    volunteer.desk.close()


def test_the_card_is_not_proposed_for_a_folder_that_some_service_copies(tmp_path, monkeypatch):
    synced, home = tmp_path / "Dropbox" / "Documents", tmp_path / "home"
    synced.mkdir(parents=True)
    monkeypatch.setattr(hq_keys_page, "documents_folder", lambda: synced)
    monkeypatch.setattr(Path, "home", lambda: home)
    assert hq_keys_page.card_folder() == home


def test_every_card_that_was_saved_is_deleted_once_the_key_is_on_paper(sit_down, drive, tmp_path):
    path, _, _, key = drive
    volunteer, page = opened(sit_down, path, tmp_path)
    for cards in (1, 2):
        page.save_card.click()
        assert len(list(tmp_path.glob("*recovery key*.pdf"))) == cards
    page.group.setText(groups_of(key)[page._group - 1])
    page.on_paper.click()
    volunteer.until(lambda: not page.save_card.isVisible())
    assert page.messages.kind == "done"
    assert not list(tmp_path.glob("*recovery key*.pdf"))


def test_a_card_is_tried_without_using_it(sit_down, drive, tmp_path):
    path, _, _, key = drive
    _, page = opened(sit_down, path, tmp_path)
    page.intake.typed.setText(" ".join(groups_of(key)).lower())
    page.intake.try_it.click()
    assert (page.messages.kind, page.intake.typed.text()) == ("done", " ".join(groups_of(key)).lower())
    page.intake.typed.setText(key[:-1])
    page.intake.try_it.click()
    assert page.messages.kind == "problem"


def test_another_headquarters_takes_in_with_the_card_what_the_lost_one_would_have(sit_down, drive, tmp_path):
    _, second, batch, key = drive
    volunteer, page = opened(sit_down, second, tmp_path)
    assert not page.save_card.isVisible()
    page.intake.typed.setText(key)
    page.intake.take_in_paths([batch])
    volunteer.until(lambda: page.messages.said != "")
    assert "refused 0" in page.messages.said
    assert page.messages.said.startswith("New ")
    assert page.messages.kind == "done"
    assert page.intake.typed.text() == ""
    volunteer.until(lambda: len(kept_copies(second)) == 1)
