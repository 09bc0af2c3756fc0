"""Set-up files where names were typed before: asked before anything is left behind, and no passphrase asked twice."""

from datetime import date

import pytest

from canvass.batches.founding import create_drive
from canvass.batches.kit import make_kit
from canvass.campaign.passphrase import protect
from canvass.journal.bodies import Role
from canvass.practice.drive import PETITION, petition_fields

ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
WORDS = "five words on a paper"


@pytest.fixture
def kit(tmp_path):
    journal = create_drive(tmp_path / "hq.canvass", PETITION, petition_fields(date(2026, 5, 3)))
    with journal.campaign:
        make_kit(journal, Role.FIELD, tmp_path / "field.canvasskit", "Ana")
    return tmp_path / "field.canvasskit"


@pytest.fixture
def typed(typing):
    """The file of an evening, in which one line was typed."""
    typing.line(*ADA)
    path = typing.desk.drive.session.path
    typing.desk.close()
    return path


def unlocked(again, path):
    again.desk.open_path(path)
    give_words(again)


def give_words(again):
    again.until(lambda: again.desk.opening.box is not None)
    again.desk.opening.box.field.setText(WORDS)
    again.desk.opening.box.go_on.click()
    again.until(lambda: again.desk.drive is not None)


def has_joined(again):
    again.until(lambda: again.desk.drive is not None and not again.desk.drive.is_lone)


def test_a_protected_file_that_is_open_joins_without_its_passphrase(typed, sit_down, kit):
    protect(typed, None, WORDS)
    again = sit_down()
    unlocked(again, typed)
    again.desk.setting_up.take(kit)
    has_joined(again)
    assert again.desk.drive.session.path == typed
    assert again.desk.drive.session.is_protected
    assert again.rows()[1].name == "Ada Lovelace"
    assert "1 line you typed" in again.entry.messages.said


def test_a_new_file_says_to_which_drive_the_laptop_belongs_now(sit_down, kit):
    volunteer = sit_down()
    volunteer.desk.setting_up.take(kit)
    has_joined(volunteer)
    title = volunteer.desk.drive.title
    assert volunteer.page is volunteer.entry
    said = f"This laptop belongs to {title} now; what you type goes to its headquarters."
    assert volunteer.entry.messages.said == said


def test_a_set_up_file_that_is_refused_leaves_the_drive_open_in_sight(typed, sit_down, tmp_path):
    wrong = tmp_path / "wrong.canvasskit"
    wrong.write_bytes(b"not a kit at all")
    again = sit_down(typed)
    again.until(lambda: again.desk.drive is not None)
    again.desk.setting_up.take(wrong)
    again.until(lambda: again.entry.messages.said != "")
    assert again.page is again.entry


def test_on_the_first_page_lines_typed_before_are_offered_to_come_along(typed, sit_down, kit):
    again = sit_down()
    again.desk.setting_up.take(kit)
    assert "1 line in “names”" in again.page.said.text()
    assert again.page.along.hasFocus()
    again.page.along.click()
    has_joined(again)
    assert again.desk.drive.session.path == typed
    assert again.rows()[1].name == "Ada Lovelace"


def test_a_protected_file_is_asked_for_its_passphrase_and_then_comes_along(typed, sit_down, kit):
    protect(typed, None, WORDS)
    again = sit_down()
    again.desk.setting_up.take(kit)
    again.page.along.click()
    give_words(again)
    has_joined(again)
    assert again.desk.drive.session.path == typed


def test_lines_typed_before_can_stay_by_themselves(typed, sit_down, kit):
    again = sit_down()
    again.desk.setting_up.take(kit)
    again.page.new.click()
    has_joined(again)
    assert again.desk.drive.session.path != typed


def test_a_drive_that_is_behind_the_first_page_is_asked_for_too(typed, sit_down, kit):
    again = sit_down(typed)
    again.until(lambda: again.desk.drive is not None)
    again.desk.show_start()
    again.desk.setting_up.take(kit)
    again.page.along.click()
    has_joined(again)
    assert again.desk.drive.session.path == typed


def test_a_newer_set_up_file_updates_the_laptop_that_has_joined(typed, sit_down, kit):
    again = sit_down(typed)
    again.until(lambda: again.desk.drive is not None)
    again.desk.setting_up.take(kit)
    has_joined(again)
    again.desk.setting_up.take(kit)
    again.until(lambda: "taken in" in again.entry.messages.said)
    assert again.desk.drive.session.path == typed


def test_the_second_start_goes_on_in_the_file_typed_in_last(typed, sit_down):
    again = sit_down()
    first = again.window.first_start
    assert first.type_names.text() == "&Go on typing in “names”"
    assert first._under_type.text().startswith("1 line, ")
    again.start_typing()
    assert again.desk.drive.session.path == typed
    assert again.rows()[1].name == "Ada Lovelace"


def test_the_second_start_can_begin_a_new_file(typed, sit_down):
    again = sit_down()
    again.window.first_start.new_file.click()
    again.until(lambda: again.desk.drive is not None)
    assert again.desk.drive.session.path.stem == "names 2"


def test_of_a_protected_file_no_count_is_told(typed, sit_down):
    protect(typed, None, WORDS)
    again = sit_down()
    unlocked(again, typed)
    again.desk.show_start()
    assert "line" not in again.window.first_start._under_type.text()


def test_recent_drives_of_one_name_are_told_apart_by_their_folders(volunteer, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "vigil.canvass").touch()
        volunteer.window.settings.note_recent(tmp_path / folder / "vigil.canvass")
    volunteer.window.settings.note_known(tmp_path / "a" / "vigil.canvass", "lone", 7)
    volunteer.desk.show_start()
    texts = [button.text() for button in volunteer.window.first_start.recent_buttons()]
    assert texts[0].startswith(f"vigil in {tmp_path / 'b'} – ")
    assert texts[1].startswith(f"vigil in {tmp_path / 'a'} – 7 lines, ")


def joined_by(someone, kit):
    """Join a drive with a set-up file as somebody does who has typed nothing before."""
    someone.desk.files_came([kit])
    has_joined(someone)
    return someone.desk.drive.session.path


def test_a_set_up_file_opened_again_opens_the_file_that_it_made_and_no_second_one(sit_down, kit):
    first = sit_down()
    path = joined_by(first, kit)
    first.desk.close()
    again = sit_down()
    assert joined_by(again, kit) == path
    again.until(lambda: "taken in" in again.entry.messages.said)
    assert [file.name for file in path.parent.glob("*.canvass")] == [path.name]


def test_a_second_start_with_the_same_set_up_file_raises_the_first_window(sit_down, kit, qtbot):
    first = sit_down()
    joined_by(first, kit)
    second = sit_down()
    with qtbot.waitSignal(first.desk._watch.requested):
        second.desk.files_came([kit])
    second.until(lambda: "open in another window" in second.desk.messages.said)
    assert second.desk.drive is None


def test_a_set_up_file_makes_a_new_file_when_the_one_it_made_is_gone(sit_down, kit):
    first = sit_down()
    path = joined_by(first, kit)
    first.desk.close()
    path.unlink()
    assert joined_by(sit_down(), kit).exists()
