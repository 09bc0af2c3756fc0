"""When canvass breaks or is killed: what is said, what is safe, and that no name is in any report."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from canvass.desktop.crash_marks import FAULT, FOLDER, LastSaved, RunningMark, Stopped, stopped_before
from canvass.desktop.crash_watch import CrashWatch
from canvass.desktop.crash_window import ReportWindow
from canvass.desktop.settings import settings_file
from canvass.desktop.stop_notice import StopWatch, stop_words
from tests.desktop.conftest import unnamed

NOW = datetime(2026, 5, 3, 14, 2, 7, tzinfo=UTC)
BREAK = """
import sys, os, ctypes, signal
from datetime import datetime
from pathlib import Path
from canvass.desktop.crash_marks import LastSaved, RunningMark
folder, path, sheet, end = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
mark = RunningMark(folder)
if sheet:
    mark.note_saved(LastSaved(path, sheet, "Loose page 1 – this laptop", 6, datetime.now().astimezone()))
if end == "fault":
    ctypes.string_at(0)
os.kill(os.getpid(), signal.SIGKILL) if end == "kill" else mark.end()
"""
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")


def run_until(end: str, folder: Path, path: str = "/nowhere/a.canvass", sheet: str = "") -> None:
    """Let a process put up the mark and end by a fault, by a kill, or as it should."""
    subprocess.run([sys.executable, "-c", BREAK, folder, path, sheet, end], check=False, capture_output=True)


def told(folder: Path) -> Stopped:
    """Return what is told at the next start."""
    stopped = stopped_before(folder)
    assert stopped is not None
    return stopped


# ------------------------------------------------------------------------------------------------- no name is told


class Slips(Exception):
    pass


def saved(name: str) -> None:
    raise KeyError(name)


def test_no_name_is_in_any_report_of_a_fault_whose_text_holds_it(typing, qtbot, tmp_path, capsys):
    typing.type("Ada Lovelace")
    name = typing.fields.edits["name"].text()
    watch = CrashWatch(typing.window)

    def slot() -> None:
        typed = {"name": name}
        try:
            saved(name)
        except KeyError as error:
            raise Slips(f"cannot save {typed}") from error

    with qtbot.captureExceptions() as caught:
        QTimer.singleShot(0, slot)
        qtbot.waitUntil(lambda: len(caught) == 1)
    capsys.readouterr()  # what the test's own tools told of it
    watch.tell(caught[0][1])
    qtbot.waitUntil(lambda: watch.shown is not None)
    shown = watch.shown
    assert shown is not None
    shown.save_as(tmp_path / "report.txt")
    shown.copy.click()
    typing.desk.helping.show_report()
    reports = [
        shown.report.toPlainText(),
        (tmp_path / "report.txt").read_text(encoding="utf-8"),
        (settings_file().parent / FAULT).read_text(encoding="utf-8"),
        typing.desk.helping.report.report.toPlainText(),
        capsys.readouterr().err,
    ]
    for report in reports:
        assert "Slips" in report
        assert "KeyError" in report
        assert "test_stopping.py" in report
        assert "Ada" not in report
        assert "Lovelace" not in report
    shown.close()
    typing.desk.helping.report.close()


def test_the_report_of_a_problem_tells_counts_and_neither_names_nor_places(typing):
    typing.line("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
    typing.desk.helping.show_report()
    shown = typing.desk.helping.report
    said = shown.report.toPlainText()
    assert "line 1, sheet 1" in said
    assert "page entry" in said
    for secret in ("Lovelace", "Sunset", "90026", typing.desk.drive.session.path.stem, str(Path.home())):
        assert secret not in said
    assert unnamed(shown) == []
    shown.close()


def test_a_report_that_cannot_be_written_says_so_and_stays(volunteer, tmp_path):
    shown = ReportWindow("Slips", volunteer.window)
    shown.open()
    shown.save_as(tmp_path / "nowhere" / "report.txt")
    assert "could not be written" in shown.saved.text()
    shown.save_as(tmp_path / "report.txt")
    assert str(tmp_path / "report.txt") in shown.saved.text()
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == "Slips\n"
    shown.close()


# ---------------------------------------------------------------------------------------------------------- marks


@posix_only
@pytest.mark.parametrize("end", ["fault", "kill"])
def test_a_window_that_stopped_is_told_once(tmp_path, end):
    run_until(end, tmp_path, "/nowhere/a.canvass", "L1")
    stopped = told(tmp_path)
    assert stopped.saved is not None
    assert (stopped.saved.sheet, stopped.saved.line) == ("L1", 6)
    assert abs(datetime.now().astimezone() - stopped.at) < timedelta(minutes=1)
    assert ("string_at" in stopped.report) == (end == "fault")
    assert stopped_before(tmp_path) is None
    assert list((tmp_path / FOLDER).iterdir()) == []


@posix_only
def test_a_trace_tells_no_folder_that_might_be_a_name(tmp_path):
    run_until("fault", tmp_path)
    report = told(tmp_path).report
    assert 'File "ctypes/__init__.py"' in report
    assert str(Path(sys.prefix)) not in report


def test_a_window_that_closed_as_it_should_leaves_nothing(tmp_path):
    run_until("end", tmp_path, sheet="L1")
    assert list((tmp_path / FOLDER).iterdir()) == []
    assert stopped_before(tmp_path) is None


def test_a_window_that_still_runs_has_not_stopped(tmp_path):
    mark = RunningMark(tmp_path)
    assert stopped_before(tmp_path) is None
    mark.beat()
    mark.end()


@posix_only
def test_a_mark_that_was_cut_off_still_says_when(tmp_path):
    run_until("kill", tmp_path)
    (mark,) = (tmp_path / FOLDER).glob("*.json")
    mark.write_bytes(b'{"path": "/a')
    stopped = told(tmp_path)
    assert stopped.saved is None
    assert "Everything that was said to be saved is safe" in stop_words(stopped, stopped.at)


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / FOLDER).write_text("in the way")
    mark = RunningMark(tmp_path)
    mark.note_saved(LastSaved("/a", "L1", "L1", 1, NOW))
    mark.beat()
    mark.end()
    assert stopped_before(tmp_path) is None


# --------------------------------------------------------------------------------------------------- the next start


@posix_only
def test_the_next_start_leads_back_to_the_sheet_where_one_was(sit_down):
    first = sit_down()
    first.start_typing()
    first.line("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
    path, sheet = first.desk.drive.session.path, first.work.sheet.ref.text
    first.desk.close()
    run_until("kill", settings_file().parent, str(path), sheet)
    again = sit_down()
    watch = StopWatch(again.window, again.desk.open_path)
    again.desk.drive_opened.connect(watch.watch)
    watch.tell()
    notice = watch.notice
    assert notice is not None
    assert "the last is line 6 of “Loose page 1 – this laptop”" in notice.said.text()
    assert "Ada" not in notice.said.text()
    assert notice.said.height() >= notice.said.heightForWidth(notice.said.width())
    assert notice.go_on.isVisible()
    assert not notice.show_report.isVisible()
    assert unnamed(notice) == []
    notice.go_on.click()
    again.until(lambda: again.desk.drive is not None and again.page is again.entry)
    assert again.work.sheet.ref.text == sheet
    again.until(again.fields.edits["name"].hasFocus)
    again.line("Grace Hopper")
    (mark,) = (settings_file().parent / FOLDER).glob("*.json")
    said = mark.read_text(encoding="utf-8")
    assert '"line":2' in said
    assert "Grace" not in said
    watch.end()
    assert list((settings_file().parent / FOLDER).iterdir()) == []


@posix_only
def test_where_nothing_can_be_gone_on_with_only_the_report_is_offered(sit_down):
    run_until("fault", settings_file().parent, "/nowhere/a.canvass", "L1")
    volunteer = sit_down()
    watch = StopWatch(volunteer.window, volunteer.desk.open_path)
    watch.tell()
    notice = watch.notice
    assert notice is not None
    assert not notice.go_on.isVisible()
    notice.show_report.click()
    (shown,) = volunteer.window.findChildren(ReportWindow)
    assert "string_at" in shown.report.toPlainText()
    shown.close()
    notice.close()
    watch.end()


def test_nothing_is_told_where_nothing_stopped(volunteer):
    watch = StopWatch(volunteer.window, volunteer.desk.open_path)
    watch.tell()
    assert watch.notice is None
    watch.end()
