"""Another language while the window runs: everything speaks it, and nothing is lost."""

import os
import subprocess
import sys
import time
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QLineEdit

from canvass.batches.founding import create_drive
from canvass.desktop.day_words import day_words
from canvass.practice.drive import PETITION, petition_fields
from canvass.wording.translation import SOURCE, choose_language, language
from tests.desktop.conftest import Key
from tests.desktop.test_longer_language import shown_texts
from tests.translations.update import catalogue, texts

ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
TEXTS = [message for message in texts(catalogue("es")) if message.id != message.string]
ENGLISH = {message.id for message in TEXTS}
SPANISH = {message.string for message in TEXTS} - {message.id for message in texts(catalogue("es"))}


@pytest.fixture(autouse=True)
def _english_afterwards():
    yield
    choose_language(SOURCE)


def speak(volunteer, code):
    """Choose a language in the menu, as a person does, and wait until it is spoken."""
    names = {"": ("As the &system", "Como el &sistema"), "en": ("English",), "es": ("Español",)}[code]
    menus = [action.menu() for action in volunteer.window.menus["view"].actions() if action.menu() is not None]
    next(action for menu in menus for action in menu.actions() if action.text() in names).trigger()
    volunteer.until(lambda: language() == (code or "en"))


@pytest.fixture
def headquarters(sit_down, tmp_path):
    path = tmp_path / "recall.canvass"
    create_drive(path, PETITION, petition_fields(date(2026, 5, 3)), practice=True).campaign.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    return volunteer


def test_a_half_typed_line_survives_another_language_and_back(typing):
    typing.line(*ADA)
    typing.type("Grace Ho")
    speak(typing, "es")
    typing.until(typing.fields.edits["name"].hasFocus)
    assert typing.work.typed.name == "Grace Ho"
    assert typing.page is typing.entry
    assert typing.fields.edits["name"].accessibleName() == "Nombre"
    assert not shown_texts(typing.window) & ENGLISH
    typing.type("pper")
    speak(typing, "en")
    typing.until(typing.fields.edits["name"].hasFocus)
    assert typing.work.typed.name == "Grace Hopper"
    assert not shown_texts(typing.window) & SPANISH
    typing.key(Key.Key_Return)
    assert typing.fields.edits["address"].hasFocus()


def test_a_line_that_was_left_half_typed_survives_too(typing):
    typing.line(*ADA)
    typing.type("Grace")
    typing.key(Key.Key_Up)
    speak(typing, "es")
    assert typing.work.number == 1
    typing.key(Key.Key_Down)
    assert typing.work.typed.name == "Grace"


def test_what_was_saved_can_be_taken_back_in_another_language(typing):
    typing.line(*ADA)
    speak(typing, "es")
    typing.until(typing.fields.edits["name"].hasFocus)
    assert typing.entry.keys.actions_by_name["undo"].text().startswith("Deshacer: renglón 1")
    typing.ctrl(Key.Key_Z)
    typing.until(lambda: typing.rows() == {} and not typing.work.is_busy)
    assert typing.work.typed.name == "Ada Lovelace"


@pytest.mark.parametrize("place", ["home", "find", "finish", "print", "petition", "out_back", "count"])
def test_the_same_page_stays_in_sight(headquarters, place):
    drive = headquarters.desk.drive
    shows = {"home": drive.show_home, "find": drive.show_find, "finish": drive.show_finish}
    shows.get(place, lambda: drive.show_work(place))()
    kind = type(headquarters.page)
    speak(headquarters, "es")
    headquarters.until(lambda: headquarters.desk.drive.session.is_at_rest)
    assert type(headquarters.page) is kind
    assert not shown_texts(headquarters.window) & ENGLISH
    assert "práctica" in headquarters.window.windowTitle().casefold()


def test_what_was_typed_on_any_page_stands_there_again(headquarters):
    drive = headquarters.desk.drive
    drive.show_work("kit")
    drive.work.page("kit").name.setText("Ana")
    drive.work.page("petition").begin()
    goal = drive.work.page("petition").form.findChildren(QLineEdit)[0]
    drive.show_work("petition")
    goal.setFocus()
    goal.selectAll()
    headquarters.type("Another name")
    headquarters.desk.drive.session._opened.writer.submit(lambda _: time.sleep(0.3))
    speak(headquarters, "es")
    drive = headquarters.desk.drive
    assert drive.work.page("kit").name.text() == "Ana"
    assert headquarters.page is drive.work.page("petition")
    assert drive.work.page("petition").form.findChildren(QLineEdit)[0].text() == "Another name"


def test_the_first_page_and_what_is_typed_to_begin_a_drive_change_in_place(volunteer):
    first = volunteer.window.first_start
    first.language.setFocus()
    first.language.setCurrentIndex(first.language.findText("Español"))
    first.language.activated.emit(first.language.currentIndex())
    assert first.type_names.text() == "&Escribir nombres del papel"
    assert first.language.hasFocus()
    volunteer.desk.beginning.show()
    volunteer.type("Recall of Pat")
    speak(volunteer, "en")
    assert volunteer.page is volunteer.desk.beginning.page
    assert volunteer.page.edits["title"].text() == "Recall of Pat"
    assert not shown_texts(volunteer.window) & SPANISH


def test_the_choice_is_kept_and_the_system_s_language_is_followed_again(volunteer, sit_down, monkeypatch):
    speak(volunteer, "es")
    volunteer.desk.close()
    assert sit_down().window.first_start.type_names.text() == "&Escribir nombres del papel"
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    speak(volunteer, "en")
    volunteer.desk.language.choose("")
    assert language() == "es"
    monkeypatch.setenv("LANGUAGE", "fr:en")
    volunteer.desk.language.choose("")
    assert language() == "en"


def test_qt_s_own_words_go_along(volunteer):
    speak(volunteer, "es")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"
    speak(volunteer, "en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_language_chosen_while_files_are_taken_in_waits_until_they_are(headquarters, typing, tmp_path):
    typing.line(*ADA)
    typing.desk.drive.show_finish()
    typing.desk.drive.finish.choose_folder(str(tmp_path))
    typing.desk.drive.finish.write.click()
    asked = typing.desk.drive
    typing.desk.language.choose("es")
    assert language() == "en"
    assert typing.desk.drive is asked
    typing.until(lambda: language() == "es")
    assert len(list(tmp_path.glob("*.canvassbatch"))) == 1
    assert typing.desk.drive is not asked


def test_days_are_said_as_in_the_language():
    choose_language("es")
    assert day_words(date(2026, 5, 3)) == "domingo 3 de mayo de 2026"


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"LANGUAGE": "es"}, "campaña"),
        ({"LANG": "es_US.UTF-8"}, "campaña"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "es_MX.UTF-8"}, "drive"),
        ({"LANG": "C.UTF-8"}, "drive"),
    ],
)
def test_a_terminal_speaks_the_language_of_its_environment(tmp_path, variables, said):
    environment = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL", "LANGUAGE")}
    done = subprocess.run(
        [sys.executable, "-m", "canvass", "info", str(tmp_path), "--json"],
        env=environment | variables, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    assert said in done.stderr
    assert '"code":"not_a_campaign' in done.stdout.replace('": "', '":"')


def test_keys_are_called_as_they_stand_on_the_keyboard(typing):
    speak(typing, "es")
    said = [button.text() for button in typing.entry.keys._buttons.values()]
    assert "Misma casa  Shift+F8" in said
    assert "Hoja siguiente  Ctrl+Shift+N" in said


def test_a_language_chosen_in_a_drive_that_is_closed_at_once_is_spoken_all_the_same(typing, tmp_path):
    typing.line(*ADA)
    typing.desk.drive.show_find()
    typing.desk.language.choose("es")
    waited = language() == "en"
    typing.desk._leave_drive(lambda: typing.desk.opening.make_lone(stem="second"))
    typing.until(lambda: typing.desk.drive is not None and language() == "es")
    assert waited
    typing.until(lambda: not shown_texts(typing.window) & ENGLISH)


def test_figures_are_written_as_on_american_paper_whatever_the_system_says(sit_down):
    QLocale.setDefault(QLocale("es_ES"))
    sit_down()
    assert QLocale().decimalPoint() == "."


def test_the_five_words_stay_the_same_in_another_language(typing):
    typing.line(*ADA)
    typing.desk.protecting.offer()
    words = typing.page.generated
    typing.type(words[:9])
    speak(typing, "es")
    typing.until(lambda: typing.desk.drive.session.is_at_rest)
    assert typing.page.generated == words
    assert typing.page.findChildren(QLineEdit)[0].text() == words[:9]
    assert not shown_texts(typing.window) & ENGLISH


def test_files_that_are_shown_and_not_taken_in_yet_are_shown_again(headquarters, tmp_path):
    table = tmp_path / "signers.csv"
    table.write_text("name,address,city,zip\nAda Lovelace,12 Sunset Blvd,Los Angeles,90026\n", encoding="utf-8")
    (tmp_path / "torn.canvassbatch").write_bytes(b"torn")
    drive = headquarters.desk.drive
    drive.show_work("take_in")
    drive.work.page("take_in").look_at([tmp_path])
    headquarters.until(lambda: drive.session.is_at_rest)
    drive.show_work("spreadsheet")
    drive.work.page("spreadsheet").open_file(table)
    headquarters.until(lambda: drive.work.page("spreadsheet").intake.now is not None)
    before = drive.work.page("spreadsheet").intake.now.preview
    speak(headquarters, "es")
    headquarters.until(lambda: headquarters.desk.drive is not drive)
    page = headquarters.desk.drive.work.page("spreadsheet")
    assert headquarters.page is page
    headquarters.until(lambda: page.intake.now is not None)
    assert page.intake.now.preview == before
    taking = headquarters.desk.drive.work.page("take_in").taking
    assert taking.in_hand == (tmp_path,)
    headquarters.until(lambda: "torn.canvassbatch" in headquarters.desk.drive.work.page("take_in").shown.text)


def test_what_was_looked_for_is_found_in_another_language(typing):
    typing.line(*ADA)
    typing.desk.drive.show_find()
    typing.type("lovelace")
    typing.until(lambda: typing.page.model.rowCount() > 0)
    speak(typing, "es")
    typing.until(lambda: typing.page is typing.desk.drive.find and typing.page.model.rowCount() > 0)
    assert typing.page.field.text() == "lovelace"
