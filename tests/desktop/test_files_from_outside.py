"""Files dropped on the window or opened by the desktop go where their kind goes, and nothing else is changed."""

from datetime import date

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFileOpenEvent
from PySide6.QtWidgets import QApplication

from canvass.batches.export import export_batch
from canvass.batches.founding import create_drive
from canvass.batches.joining import join
from canvass.batches.kit import make_kit
from canvass.campaign.passphrase import protect
from canvass.desktop.named_files import NamedFiles
from canvass.journal.bodies import Role
from canvass.practice.drive import PETITION, petition_fields

ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
WORDS = "five words on a paper"


@pytest.fixture
def drive(tmp_path):
    """Headquarters' file, a kit, and a file for headquarters of a laptop that has joined."""
    with create_drive(tmp_path / "hq.canvass", PETITION, petition_fields(date(2026, 5, 3))).campaign:
        pass
    return tmp_path / "hq.canvass"


@pytest.fixture
def kit(tmp_path):
    journal = create_drive(tmp_path / "other.canvass", PETITION, petition_fields(date(2026, 5, 3)))
    with journal.campaign:
        make_kit(journal, Role.FIELD, tmp_path / "field.canvasskit", "Ana")
    return tmp_path / "field.canvasskit"


@pytest.fixture
def batch(kit, tmp_path):
    journal, _ = join(kit, tmp_path / "ana.canvass")
    (tmp_path / "stick").mkdir()
    with journal.campaign:
        export_batch(journal, tmp_path / "stick")
    (path,) = (tmp_path / "stick").iterdir()
    return path


@pytest.fixture
def table(tmp_path):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (("name", "address", "city", "zip"), ADA):
        sheet.append(row)
    book.save(tmp_path / "lines.xlsx")
    return tmp_path / "lines.xlsx"


def drop(over, *paths, text=""):
    """Drop files onto a widget as a file manager does, and return whether they were let in."""
    carried = QMimeData()
    carried.setUrls([path if isinstance(path, QUrl) else QUrl.fromLocalFile(str(path)) for path in paths])
    if text:
        carried.setText(text)
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enters = QDragEnterEvent(QPoint(1, 1), actions, carried, left, shift)
    QApplication.sendEvent(over, enters)
    if enters.isAccepted():
        QApplication.sendEvent(over, QDropEvent(QPointF(1, 1), actions, carried, left, shift))
    return enters.isAccepted() and enters.dropAction() == Qt.DropAction.CopyAction


def opened(someone, path):
    someone.until(lambda: someone.desk.drive is not None and someone.desk.drive.session.path == path)


def test_a_drive_dropped_on_the_first_page_is_opened(volunteer, drive):
    assert drop(volunteer.window.first_start, drive)
    opened(volunteer, drive)


def test_a_drive_without_its_ending_is_known_by_how_it_begins(volunteer, drive, tmp_path):
    bare = drive.rename(tmp_path / "recall")
    assert drop(volunteer.window.first_start, bare)
    opened(volunteer, bare)


def test_a_set_up_file_dropped_while_typing_makes_this_laptop_part_of_the_drive(typing, kit):
    typing.line(*ADA)
    assert drop(typing.fields.edits["name"], kit, text=str(kit))
    typing.until(lambda: not typing.desk.drive.is_lone)
    assert typing.rows()[1].name == "Ada Lovelace"


def test_a_file_dropped_on_a_field_is_not_typed_into_it_and_what_stood_there_stays(typing, tmp_path):
    typing.type("Ada Lov")
    stray = tmp_path / "photo.png"
    stray.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert drop(typing.fields.edits["name"], stray, text=str(stray))
    typing.until(lambda: "can do nothing with “photo.png”" in typing.entry.messages.said)
    assert typing.fields.edits["name"].text() == "Ada Lov"


def test_text_dropped_on_a_field_is_still_text(typing):
    drop(typing.fields.edits["name"], text="Ada")
    assert typing.fields.edits["name"].text() == "Ada"


def test_what_lies_on_another_computer_is_not_let_in(volunteer):
    assert not drop(volunteer.window.first_start, QUrl("https://example.org/recall.canvass"))


def test_files_for_headquarters_are_taken_in(sit_down, batch, tmp_path):
    headquarters = sit_down(tmp_path / "other.canvass")
    opened(headquarters, tmp_path / "other.canvass")
    assert drop(headquarters.page, batch)
    take_in(headquarters)


def test_a_folder_of_them_is_taken_in_by_the_drive_led_here_last(sit_down, batch, tmp_path):
    before = sit_down(tmp_path / "other.canvass")
    opened(before, tmp_path / "other.canvass")
    before.desk.close()
    again = sit_down()
    again.desk.files_came([batch.parent])
    opened(again, tmp_path / "other.canvass")
    take_in(again)


def take_in(headquarters):
    """Take in what is shown now, and wait until another laptop is known."""
    page = headquarters.desk.drive.work.page("take_in")
    headquarters.until(lambda: headquarters.page is page and page.take_in.isVisible())
    page.take_in.click()
    count = "select count(*) from device"
    headquarters.until(lambda: headquarters.desk.drive.session.journal.connection.execute(count).fetchone()[0] >= 2)


def test_a_file_for_headquarters_where_there_is_none_says_where_it_belongs(typing, batch):
    typing.desk.files_came([batch])
    assert "for headquarters" in typing.entry.messages.said
    typing.desk.show_start()
    typing.desk.files_came([batch])
    assert "for headquarters" in typing.entry.messages.said or "for headquarters" in typing.desk.messages.said


def test_a_spreadsheet_is_shown_on_its_page(sit_down, drive, table):
    headquarters = sit_down(drive)
    opened(headquarters, drive)
    assert drop(headquarters.page, table)
    page = headquarters.desk.drive.work.page("spreadsheet")
    headquarters.until(
        lambda: headquarters.page is page and "lines.xlsx" in page.file.text() and not page.intake.is_busy
    )


def test_a_spreadsheet_goes_into_the_file_that_somebody_types_in(typing, table):
    typing.line(*ADA)
    assert drop(typing.fields.edits["name"], table)
    page = typing.desk.drive.work.page("spreadsheet")
    typing.until(lambda: typing.page is page and not page.intake.is_busy)


def test_a_spreadsheet_without_any_drive_says_what_to_do(volunteer, table):
    volunteer.desk.files_came([table])
    assert "Open the drive first" in volunteer.desk.messages.said


def test_files_of_several_kinds_at_once_are_told_apart_in_words(sit_down, drive, batch, table):
    headquarters = sit_down(drive)
    opened(headquarters, drive)
    headquarters.desk.files_came([batch, table])
    assert "several kinds" in headquarters.page.messages.said


def test_a_file_on_a_page_that_only_says_something_is_answered_where_it_can_be_read(sit_down, drive, tmp_path):
    headquarters = sit_down(drive)
    opened(headquarters, drive)
    headquarters.desk.show_card("about")
    headquarters.desk.files_came([tmp_path / "photo.png"])
    assert "photo.png" in headquarters.page.messages.said
    assert headquarters.page.isVisible()


def test_a_file_that_is_not_there_is_told_by_its_name(volunteer, tmp_path):
    volunteer.desk.files_came([tmp_path / "gone.canvass"])
    volunteer.until(lambda: "gone.canvass" in volunteer.desk.messages.said)


def test_files_wait_for_the_passphrase_and_are_forgotten_if_nobody_gives_it(sit_down, batch, drive, tmp_path):
    before = sit_down(tmp_path / "other.canvass")
    opened(before, tmp_path / "other.canvass")
    before.desk.close()
    protect(tmp_path / "other.canvass", None, WORDS)
    again = sit_down()
    again.desk.files_came([batch])
    again.until(lambda: again.desk.opening.box is not None)
    again.desk.opening.box.reject()
    again.desk.open_path(drive)
    opened(again, drive)
    assert again.page.messages.said == ""


def test_what_the_system_names_before_the_window_can_open_it_waits_for_it(qapp, qtbot, tmp_path):
    named = NamedFiles(qapp)
    came: list[object] = []
    named.came.connect(came.extend)
    for name in ("a.canvassbatch", "b.canvassbatch"):
        QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(tmp_path / name))))
    assert came == []
    named.hear()
    assert came == [tmp_path / "a.canvassbatch", tmp_path / "b.canvassbatch"]
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(tmp_path / "c.canvass"))))
    qtbot.waitUntil(lambda: came[2:] == [tmp_path / "c.canvass"])
    qapp.removeEventFilter(named)
