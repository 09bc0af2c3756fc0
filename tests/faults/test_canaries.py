"""Names typed in every flow are found nowhere in clear but in a file without a passphrase and in what was asked for."""

import base64
import json
import os
import tempfile
import traceback
import unicodedata
import zlib
from functools import partial
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from sqlcipher3 import dbapi2

from canvass.campaign.passphrase import protect
from canvass.desktop.crash_marks import keep_fault, kept_fault
from canvass.desktop.crash_watch import CrashWatch
from canvass.desktop.crash_window import report_of
from canvass.desktop.problem_report import problem_report
from canvass.ground.errors import BadRow, CanvassError, RowsRefused
from canvass.ground.text import FieldTextRefused
from tests.batches.people import People, print_run, sheet, type_line
from tests.campaign.files import PASSPHRASE
from tests.desktop.conftest import sit_down
from tests.faults.canaries import files_in, hidden_in
from tests.signers.workbook_files import xlsx
from tests.wording.test_sentence import FAILURES

__all__ = ["sit_down"]
Key = Qt.Key
NAMES = {
    "typed": "Zebulonia Quetzalcoatl",
    "where they live": "77 Xochimilco Labyrinth",
    "half typed": "Wolframina Thistlewhack",
    "from a spreadsheet": "Ypsilantís Brobdingnág",
    "from another laptop": "Kwisatza Fjordlund",
    "looked for": "Quagmirella Undersnort",
}
CLEAR = ("drive.canvass", "drive.canvass-wal", "drive.canvass.backup-1", "drive.canvass.backup-2")
"""The file itself, its log and the copies beside it: readable where nobody set a passphrase, as the screens say."""


class Places:
    """Where a test's window may write: the drive, the stick, the home folder, the folder for what is temporary."""

    def __init__(self, folder: Path) -> None:
        self.drive, self.stick, self.temporary, self.given, self.ana = (
            folder / name for name in ("drive", "stick", "temp", "given", "ana")
        )
        for place in (self.drive, self.stick, self.temporary, self.given, self.ana):
            place.mkdir()

    def found(self) -> list[tuple[str, str]]:
        """Search everything but what was given to the program in clear."""
        searched = files_in(self.drive, self.stick, self.temporary, Path(os.environ["HOME"]), self.ana)
        assert searched
        return hidden_in(searched, NAMES.values())


@pytest.fixture
def places(tmp_path, monkeypatch):
    places = Places(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", None)
    for variable in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, str(places.temporary))
    return places


def drive_and_batch(places, word):
    """Make headquarters' file and that of a laptop that typed; return the first and the second's batch."""
    people = People(places.ana)
    hq = people.headquarters("drive")
    print_run(hq, 3)
    ana = people.laptop(hq, "ana")
    type_line(ana, sheet(1), 1, NAMES["from another laptop"], "AA", address=NAMES["where they live"])
    batch = people.batch(ana)
    people.close()
    path = places.drive / "drive.canvass"
    (places.ana / "drive.canvass").rename(path)
    protect(places.ana / "ana.canvass", None, PASSPHRASE)
    if word is not None:
        protect(path, None, word)
    return path, batch


def opened(sit_down, path, word):
    volunteer = sit_down(path)
    if word is not None:
        volunteer.until(lambda: volunteer.desk.opening.box is not None and volunteer.desk.opening.box.isVisible())
        volunteer.desk.opening.box.given.emit(word)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.window.activateWindow()  # the box for the passphrase had the focus
    volunteer.until(volunteer.window.isActiveWindow)
    return volunteer


def type_and_find(volunteer, places):
    drive = volunteer.desk.drive
    drive.show_entry()
    volunteer.until(volunteer.fields.edits["name"].hasFocus)
    volunteer.line(NAMES["typed"], NAMES["where they live"], "Los Angeles", "90012")
    volunteer.type(NAMES["half typed"])
    volunteer.key(Key.Key_Tab)
    volunteer.settle()
    drive.show_find()
    volunteer.type(NAMES["looked for"])
    volunteer.qtbot.wait(300)
    drive.show_finish()
    drive.finish.choose_folder(str(places.stick))
    drive.finish.write.click()
    volunteer.until(lambda: "It was read back" in drive.finish.messages.said)


def take_in(volunteer, places, batch):
    drive = volunteer.desk.drive
    rows = (("Name", "Address"), (NAMES["from a spreadsheet"], NAMES["where they live"]))
    drive.show_work("spreadsheet")
    page = volunteer.page
    page.open_file(xlsx(places.given / "signers.xlsx", *rows))
    volunteer.until(lambda: not page.intake.is_busy and page.take_in.isEnabled())
    page.take_in.click()
    volunteer.until(lambda: "taken in" in page.messages.said)
    merging = drive.work.page("take_in")
    drive.home.take_in_paths([batch])
    volunteer.until(lambda: merging.take_in.isVisible() and merging.take_in.isEnabled())
    with volunteer.qtbot.waitSignal(drive.copies.kept, timeout=10_000):
        merging.take_in.click()


def break_down(volunteer):
    """Let canvass break with a name in its hands, and ask for the report of a problem."""
    watch = CrashWatch(volunteer.window)
    lines_of: dict[str, int] = {}
    try:
        lines_of[NAMES["typed"]]
    except KeyError as error:
        watch.tell(error)
    volunteer.until(lambda: watch.shown is not None)
    assert watch.shown is not None
    watch.shown.close()
    return problem_report(volunteer.window.settings, "entry", volunteer.desk.drive.session)


@pytest.mark.parametrize("word", [PASSPHRASE, None], ids=["protected", "plain, the control"])
def test_no_name_typed_or_taken_in_is_found_in_clear(places, sit_down, capfd, word):
    path, batch = drive_and_batch(places, word)
    volunteer = opened(sit_down, path, word)
    type_and_find(volunteer, places)
    take_in(volunteer, places, batch)
    report = break_down(volunteer)
    while_open = places.found()
    volunteer.desk.close()
    after = places.found()
    printed = "".join([report, *capfd.readouterr()])
    assert not any(name in printed for name in NAMES.values())
    if word is not None:
        assert (while_open, after) == ([], [])
        return
    assert {file for file, _ in [*while_open, *after]} <= set(CLEAR)
    saved = {NAMES[flow] for flow in NAMES if flow != "looked for"}
    assert {name for file, name in while_open if file in CLEAR} == saved
    assert saved - {NAMES["half typed"]} <= {name for file, name in after if file == "drive.canvass"}


@pytest.mark.parametrize("name", NAMES.values())
def test_the_search_sees_a_name_in_every_spelling(tmp_path, name):
    held = {
        "plain": name.encode(),
        "wide": name.encode("utf-16-le"),
        "apart": unicodedata.normalize("NFD", name).encode(),
        "escaped": json.dumps({"name": name}).encode(),
        "shifted": base64.b64encode(b"x" + name.encode() + b"yz"),
        "packed": b"head" + zlib.compress(b"..." + name.encode() + b"..."),
    }
    for kind, content in held.items():
        (tmp_path / kind).write_bytes(content)
    assert [file for file, _ in hidden_in(files_in(tmp_path), [name])] == sorted(held)


def broken_by(name):
    """Yield what breaks with a name in its hands: each failure of ours, and what Python and SQLite put into words."""
    for kind in FAILURES.values():
        if kind is not RowsRefused:
            yield partial(_raise, kind(**dict.fromkeys(kind.needs, name)))
    yield partial(_raise, RowsRefused(name, [BadRow(1, name, FieldTextRefused(field=name, problem="control"))]))
    yield lambda: json.loads(f'{{"name": "{name}", nothing')
    yield f"{name}\ud800".encode
    yield lambda: name.encode().decode("ascii") + name.encode("utf-16").decode("utf-8")
    yield lambda: Path(name, "nowhere").read_text()
    yield lambda: dbapi2.connect(":memory:").execute(f"select '{name}' from nobody")
    yield lambda: int(name)
    yield lambda: msgspec.json.decode(json.dumps({"line": name}).encode(), type=dict[str, int])


def _raise(error):
    raise error


def test_no_report_and_no_log_of_any_failure_holds_a_name(capfd, caplog, tmp_path):
    reports, name = [], NAMES["typed"]
    for breaking in broken_by(name):
        with pytest.raises(Exception) as first:  # noqa: PT011 - whatever it is
            breaking()
        with pytest.raises(RuntimeError) as outer:
            _after(first.value, name)
        for error in (first.value, outer.value):
            reports.append(report_of(error))
            if isinstance(error, CanvassError):
                reports.append(str(error))
        keep_fault(tmp_path, report_of(outer.value))
        reports.append(kept_fault(tmp_path))
    assert len(reports) > 200
    written = "".join([*reports, *capfd.readouterr(), caplog.text])
    assert [word for word in name.split() if word in written] == []


def _after(error, name):
    raise RuntimeError(f"cannot save {name}") from error


def test_a_report_with_the_message_of_an_exception_is_caught():
    """The control: what everybody writes."""
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int(NAMES["typed"])
    assert NAMES["typed"] in "".join(traceback.format_exception(caught.value))
