"""Drives made, joined and practised from the window; what the command line hands to it."""

import sqlite3
from datetime import date

import pytest
from PySide6.QtCore import Qt

from canvass import __main__ as start
from canvass.batches.founding import create_drive
from canvass.batches.kit import make_kit
from canvass.desktop import self_check
from canvass.journal.bodies import Role
from canvass.practice.drive import PETITION, petition_fields

ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")


@pytest.fixture
def kit(tmp_path):
    journal = create_drive(tmp_path / "hq.canvass", PETITION, petition_fields(date(2026, 5, 3)))
    with journal.campaign:
        make_kit(journal, Role.FIELD, tmp_path / "field.canvasskit", "Ana")
    return tmp_path / "field.canvasskit"


def test_a_file_begun_without_a_kit_joins_with_its_lines(typing, kit):
    typing.line(*ADA)
    lone = typing.desk.drive.session.path
    typing.desk.setting_up.take(kit)
    typing.until(lambda: typing.desk.drive is not None and not typing.desk.drive.is_lone)
    assert typing.desk.drive.session.path == lone
    assert typing.rows()[1].name == "Ada Lovelace"
    assert typing.page is typing.entry
    assert "Practice drive" in typing.window.windowTitle()


def test_a_set_up_file_alone_makes_a_new_drive_on_this_laptop(volunteer, kit):
    volunteer.desk.setting_up.take(kit)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    assert volunteer.desk.drive.session.path.stem == "field"
    assert not volunteer.desk.drive.is_lone


def test_a_file_that_is_no_set_up_file_is_refused_with_a_sentence(volunteer, tmp_path):
    wrong = tmp_path / "wrong.canvasskit"
    wrong.write_bytes(b"not a kit at all")
    volunteer.desk.setting_up.take(wrong)
    volunteer.until(lambda: volunteer.desk.messages.said != "")
    assert volunteer.desk.drive is None


def test_made_up_people_are_there_to_look_at(volunteer):
    volunteer.window.first_start.practise.click()
    volunteer.until(lambda: volunteer.desk.drive is not None)
    assert volunteer.page is volunteer.desk.drive.home
    volunteer.until(lambda: "lines entered" in volunteer.desk.drive.home.said.text())
    assert not volunteer.desk.drive.home.said.text().startswith("0 ")


def test_home_names_the_drive_says_that_it_is_practice_and_leads_on_from_its_numbers(volunteer):
    volunteer.window.first_start.practise.click()
    volunteer.until(lambda: volunteer.desk.drive is not None)
    home = volunteer.desk.drive.home
    assert "Practice" in home.name.text()
    for name, page in (("waiting", "to_decide"), ("loose", "loose")):
        home.ways[name].setFocus()
        volunteer.key(Qt.Key.Key_Return)
        assert volunteer.page is volunteer.desk.drive.work.page(page)
        volunteer.desk.drive.show_home()


def test_closing_while_people_are_made_up_gives_up_and_leaves_nothing(volunteer):
    volunteer.window.first_start.practise.click()
    volunteer.window.close()
    assert not volunteer.window.isVisible()
    assert volunteer.desk.drive is None


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ("window", None)),
        (["vigil.canvass"], ("window", "vigil.canvass")),
        (["lines", "vigil.canvass"], ("command", ["lines", "vigil.canvass"])),
        (["--help"], ("command", ["--help"])),
        (["--self-check"], ("check", None)),
    ],
)
def test_the_command_line_chooses_the_front_end(monkeypatch, arguments, expected):
    def show(path):
        return ("window", None if path is None else str(path))

    monkeypatch.setattr("sys.argv", ["canvass", *arguments])
    monkeypatch.setattr(start, "open_window", show)
    monkeypatch.setattr(start, "run_command", lambda given: ("command", given))
    monkeypatch.setattr(start, "self_check", lambda: ("check", None))
    assert start.main() == expected
    assert start.window() == expected


def test_the_program_finds_itself_well(qapp):
    said = self_check.check()
    assert "is well" in said
    assert "\n" not in said


def test_in_a_drive_the_file_for_headquarters_needs_no_passphrase(volunteer, kit, tmp_path):
    volunteer.desk.setting_up.take(kit)
    volunteer.until(lambda: volunteer.desk.drive is not None and volunteer.fields.edits["name"].hasFocus())
    volunteer.line(*ADA)
    volunteer.desk.drive.show_finish()
    page = volunteer.desk.drive.finish
    assert not page.passphrase.isVisible()
    page.choose_folder(str(tmp_path))
    page.write.click()
    volunteer.until(lambda: "It was read back" in page.messages.said)
    assert len(list(tmp_path.glob("*.canvassbatch"))) == 1


def test_a_drive_with_a_broken_page_says_so_soon_after_opening(typing, sit_down):
    for number in range(3):
        typing.line(f"Ada {'I' * (number + 1)}", *ADA[1:])
    path = typing.desk.drive.session.path
    typing.desk.close()
    with sqlite3.connect(path) as connection:
        connection.execute("pragma writable_schema = on")
        (page,) = connection.execute("select rootpage from sqlite_schema where name = 'record_place'").fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 100 : page * 4096] = b"\x5a" * (4096 - 100)
    path.write_bytes(content)
    again = sit_down(path)
    again.until(lambda: "damaged" in said_anywhere(again))


def said_anywhere(volunteer) -> str:
    pages = [] if volunteer.desk.drive is None else [volunteer.entry]
    return " ".join([volunteer.desk.messages.said, *(page.messages.said for page in pages)])
