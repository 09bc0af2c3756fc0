"""Going from sheet to sheet: where the run ends, and where the file can no longer be read."""

import pytest
from PySide6.QtCore import Qt

from canvass.campaign.connection import DatabaseError
from tests.batches.people import People, print_run, sheet

Key = Qt.Key
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
FRAME_HEAD, PAGE = 24, 4096


@pytest.fixture
def headquarters(sit_down, tmp_path):
    """The Entry page of headquarters that printed two sheets."""
    people = People(tmp_path)
    journal = people.headquarters()
    print_run(journal, 2)
    path = journal.campaign.path
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.desk.drive.show_entry()
    return volunteer


def test_after_the_last_sheet_of_a_run_there_is_no_next_one(headquarters):
    headquarters.work.open_sheet(sheet(1))
    headquarters.key(Key.Key_N, CONTROL_SHIFT)
    assert headquarters.entry.head.sheet.text() == sheet(2)
    headquarters.type("Grace")
    headquarters.key(Key.Key_N, CONTROL_SHIFT)
    assert headquarters.entry.head.sheet.text() == sheet(2)
    assert "last one of its print run" in headquarters.entry.messages.said
    assert headquarters.fields.typed.name == "Grace"


def test_after_a_sheet_of_a_run_that_nobody_here_knows_the_next_serial_follows(headquarters):
    headquarters.work.open_sheet("001002001465")
    headquarters.line(*ADA)
    headquarters.key(Key.Key_N, CONTROL_SHIFT)
    assert headquarters.entry.head.sheet.text().startswith("001002-0015-")


def break_log(path):
    """Overwrite what the log holds of every page, as a failing disk may."""
    log = path.with_name(path.name + "-wal")
    content = bytearray(log.read_bytes())
    for start in range(32, len(content), FRAME_HEAD + PAGE):
        content[start + FRAME_HEAD : start + FRAME_HEAD + PAGE] = b"\x5a" * PAGE
    with log.open("r+b") as file:
        file.write(content[: log.stat().st_size])


def test_pages_that_break_while_one_types_are_told_in_a_sentence_and_the_page_stays(typing):
    typing.line(*ADA)
    break_log(typing.desk.drive.session.path)
    keep_draft(typing)  # the reading connection looks anew after every commit
    typing.key(Key.Key_N, CONTROL_SHIFT)
    typing.until(lambda: "damaged" in typing.entry.messages.said)
    assert typing.page is typing.entry
    assert typing.entry.head.sheet.text() == "Loose page 1 – this laptop"
    assert typing.fields.typed.name == "Grace"


def keep_draft(volunteer):
    stored: list[object] = []
    volunteer.type("Grace")
    volunteer.work.keep_draft_now()
    volunteer.work.session.write(lambda _: None, stored.append, stored.append)
    volunteer.until(lambda: stored == [None])


def test_a_line_that_is_saved_and_cannot_be_read_again_is_called_saved_and_the_damage_told(typing, monkeypatch):
    typing.line(*ADA)

    def broken(*_):
        raise DatabaseError("database disk image is malformed")

    with monkeypatch.context() as fault:
        fault.setattr("canvass.desktop.sheets_open.lines_of_sheet", broken)
        fault.setattr("canvass.desktop.line_count.lines_typed_here", broken)
        typing.line("Ben Bell", *ADA[1:])
        typing.until(lambda: "damaged" in typing.entry.messages.said)
        assert typing.entry.foot.saved.text().startswith("Saved ")
        assert typing.work.number == 3
    typing.line("Cy Cole", *ADA[1:])
    assert [row.name for row in typing.rows().values()] == ["Ada Lovelace", "Ben Bell", "Cy Cole"]
