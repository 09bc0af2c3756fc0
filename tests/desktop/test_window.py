"""The start, the settings, the crash window, and the table models."""

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QGuiApplication

from canvass.desktop import announce as announcing
from canvass.desktop.crash_watch import CrashWatch
from canvass.desktop.crash_window import report_of
from canvass.desktop.entry_state import Doubt, Typed, next_open, offered_address, sheet_asked_for, warnings_of
from canvass.desktop.lines_model import Column, LinesModel
from canvass.desktop.settings import Settings
from canvass.desktop.sheet_names import with_known_pages
from canvass.signers.completion import Streets
from canvass.signers.listing import LineRow

NOW = datetime(2026, 5, 3, 19, 42, tzinfo=UTC)
LIGHT = """
import sys
from PySide6.QtWidgets import QApplication
from canvass.desktop.app import make_window
application = QApplication(["canvass"])
window = make_window(application)
window.show()
heavy = {"canvass.journal", "canvass.signers", "canvass.campaign", "canvass.sheets", "msgspec", "sqlcipher3"}
print(sorted(heavy & set(sys.modules)))
"""


def row(number, **texts):
    fields = {"name": "Ada", "address": "12 Sunset Blvd", "city": "LA", "zip": "90026"} | texts
    return LineRow(
        sheet="L1@1a2b3c4d", line=number, state="signed", note=None, typist="AL", event=None, readings=1,
        conflict=None, heads=(), **fields,
    )  # fmt: skip


def test_the_window_is_there_before_anything_but_qt_is_loaded():
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr[-500:]


def test_the_lines_are_a_well_behaved_model(qtmodeltester):
    model = LinesModel(lambda _row: False, "1a2b3c4d")
    qtmodeltester.check(model)
    model.show_rows([row(1), row(2)])
    qtmodeltester.check(model)
    model.show_rows([])
    assert model.rowCount() == 0


def test_a_page_of_this_laptop_is_told_as_people_know_it():
    model = LinesModel(lambda _row: False, "1a2b3c4d" + "0" * 24)
    model.show_rows([row(1)])
    assert model.index(0, Column.SHEET).data() == "loose page 1"
    assert with_known_pages("Sheet L1@ffffffff", "1a2b3c4d") == "Sheet L1@ffffffff"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("3", "L3"), ("L3", "L3"), ("loose page 3", "L3"), ("Loose page 3 – this laptop", "L3"), ("page 12", "L12"),
        ("001002-0014-65", "001002-0014-65"), ("001002001465", "001002001465"), ("L3@1a2b3c4d", "L3@1a2b3c4d"),
        ("70000", "70000"), ("nonsense", "nonsense"),
    ],
)  # fmt: skip
def test_a_sheet_is_named_as_people_name_it(text, asked):
    assert sheet_asked_for(text) == asked


def test_what_is_worth_a_look():
    assert warnings_of(Typed("Ada", "12 Sunset Blvd", "LA", "90026-1234")) == {}
    assert warnings_of(Typed("Ada 2", "Sunset Blvd", "LA", "9002")) == {
        "name": Doubt.DIGITS_IN_NAME, "address": Doubt.NO_HOUSE, "zip": Doubt.ZIP_SHAPE,
    }  # fmt: skip
    assert warnings_of(Typed("", "12 Sunset Blvd")) == {"name": Doubt.NO_NAME}
    assert warnings_of(Typed()) == {}


def test_the_line_after_the_last_is_next_and_a_full_sheet_has_none_beyond():
    assert next_open([], 5) == 1
    assert next_open([row(1), row(4)], 5) == 5
    assert next_open([row(5)], 5) == 5


def test_streets_are_offered_after_a_house_number_only():
    streets = Streets()
    streets.learn("12 Sunset Blvd", "LA", "90026")
    streets.learn("14 Sunset Blvd", "LA", "90026")
    assert offered_address(streets, "99 sun", "") == "99 Sunset Blvd"
    assert offered_address(streets, "sun", "") is None
    assert offered_address(streets, "99 elm", "") is None


def test_settings_survive_and_nonsense_in_the_file_is_passed_over(tmp_path):
    path = tmp_path / "window.ini"
    settings = Settings(path)
    settings.text_size = 150
    settings.look = "dark"
    for number in range(10):
        settings.note_recent(tmp_path / f"{number}.canvass")
    settings.store()
    again = Settings(path)
    assert (again.text_size, again.look) == (150, "dark")
    assert [kept.stem for kept in again.recent] == ["9", "8", "7", "6", "5", "4", "3", "2"]
    path.write_text("[General]\ntext_size=huge\nlook=plaid\nrecent=@Invalid()\nevening_at=yesterday\n")
    broken = Settings(path)
    assert (broken.text_size, broken.look, broken.recent, broken.typed_by(NOW)) == (100, "system", [], ("", ""))


def test_initials_are_taken_over_within_an_evening_and_not_to_the_next(tmp_path):
    settings = Settings(tmp_path / "window.ini")
    settings.note_typed_by("AL", "Vigil", NOW)
    assert settings.typed_by(NOW + timedelta(hours=2)) == ("AL", "Vigil")
    assert settings.typed_by(NOW + timedelta(hours=20)) == ("", "")


def signer_fails(name):
    raise KeyError(name)


def test_a_crash_report_names_lines_of_ours_and_nothing_that_was_typed():
    with pytest.raises(KeyError) as caught:
        signer_fails("Ada Lovelace")
    report = report_of(caught.value)
    assert "KeyError" in report
    assert "signer_fails" in report
    assert "Lovelace" not in report
    assert "desktop/test_window.py:" in report


def test_a_fault_in_any_thread_opens_one_crash_window_that_can_be_copied(volunteer, capsys):
    watch = CrashWatch(volunteer.window)
    watch.install()
    try:
        worker = threading.Thread(target=signer_fails, args=("Ada Lovelace",))
        worker.start()
        worker.join()
        sys.excepthook(KeyError, KeyError("Ada Lovelace"), None)
    finally:
        watch.remove()
    volunteer.until(lambda: watch.shown is not None and watch.shown.isVisible())
    shown = watch.shown
    assert shown is not None
    shown.copy.click()
    assert QGuiApplication.clipboard().text() == shown.report.toPlainText()
    shown.close()
    volunteer.until(lambda: watch.shown is None)
    told = capsys.readouterr().err
    assert told.count("KeyError") == 2
    assert "Lovelace" not in told


def test_an_announcement_is_one_that_qt_takes(volunteer):
    announcing.announce(volunteer.window, "Line 1 saved", is_urgent=True)
    assert QAccessible.queryAccessibleInterface(volunteer.window).isValid()


def test_the_ring_of_the_focus_lies_around_what_has_it(typing):
    ring = typing.desk.ring
    typing.until(ring.isVisible)
    name = typing.fields.edits["name"]
    assert ring.geometry().contains(
        name.geometry().translated(name.parentWidget().mapTo(typing.window, name.parentWidget().rect().topLeft()))
    )


class Painted(QObject):
    def __init__(self):
        super().__init__()
        self.types = []

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        self.types.append(event.type())
        return False


def test_painted_is_said_once(qtbot, volunteer):
    times = []
    volunteer.window.painted.connect(lambda: times.append(1))
    seen = Painted()
    volunteer.window.installEventFilter(seen)
    volunteer.window.update()
    qtbot.waitUntil(lambda: QEvent.Type.Paint in seen.types)
    assert times == []
