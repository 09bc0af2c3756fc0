"""From the first start to the first saved line, and what *Saved* means."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from canvass.campaign.file import open_campaign
from canvass.journal.journal import Journal
from canvass.signers.listing import all_lines
from tests.desktop.conftest import KeyCounter

LINE = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")


def test_the_first_line_is_saved_by_keys_alone_with_at_most_ten_beyond_the_text(volunteer, qapp):
    counter = KeyCounter()
    qapp.installEventFilter(counter)
    volunteer.start_typing()
    volunteer.line(*LINE)
    qapp.removeEventFilter(counter)
    assert counter.count - sum(map(len, LINE)) <= 10
    assert not [window for window in QApplication.topLevelWidgets() if isinstance(window, QDialog)]
    assert volunteer.entry.foot.saved.text().startswith("Saved ")
    assert volunteer.entry.foot.saved.text().endswith("1 line on this laptop only")
    path = volunteer.desk.drive.session.path
    volunteer.desk.close()
    with open_campaign(path, mode="read") as campaign:
        (row,) = all_lines(Journal(campaign))
    assert (row.line, row.name, row.address, row.city, row.zip) == (1, *LINE)
    assert row.sheet.startswith("L1@")


def test_the_largest_button_has_the_focus_at_the_first_start(volunteer):
    first = volunteer.window.first_start
    assert first.type_names.hasFocus()
    others = (first.print_sheets, first.from_kit, first.open_drive, first.practise)
    assert all(first.type_names.height() > other.height() for other in others)


def test_the_entry_page_opens_on_loose_page_1_line_1_with_the_focus_in_name(typing):
    assert typing.entry.head.sheet.text() == "Loose page 1 – this laptop"
    assert typing.entry.line_head.line.text() == "Line 1"
    assert typing.fields.edits["name"].hasFocus()


def test_keys_pressed_while_a_line_is_being_saved_go_to_the_next_one(typing):
    for text in LINE[:3]:
        typing.type(text)
        typing.key(Qt.Key.Key_Return)
    typing.type(LINE[3])
    typing.key(Qt.Key.Key_Return)
    typing.type("Ben")
    typing.settle()
    assert typing.rows()[1].name == LINE[0]
    assert typing.work.number == 2
    assert typing.fields.typed.name == "Ben"


def test_the_title_shows_the_drive_and_never_a_signer(typing):
    typing.line(*LINE)
    assert typing.window.windowTitle() == "names – canvass"


def test_the_next_start_offers_the_drive_and_goes_on_where_one_was(typing, sit_down):
    typing.line(*LINE)
    path = typing.desk.drive.session.path
    typing.desk.close()
    again = sit_down()
    assert again.window.settings.recent == [path]
    again.desk.open_path(path)
    again.until(lambda: again.desk.drive is not None)
    assert again.work.number == 2
    assert again.rows()[1].name == LINE[0]
