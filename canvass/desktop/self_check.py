"""What a freshly built program tries on itself: a whole practice drive, a sheet's code read back, the window drawn."""

import os
import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from canvass import __version__
from canvass.desktop.app import make_application, make_desk, make_window
from canvass.ground.progress import silent
from canvass.practice.folder import SHEETS
from canvass.practice.paper import FEWEST_SHEETS
from canvass.practice.walk import walk
from canvass.sheets.code import parse_code
from canvass.sheets.finished import FinishedFile
from canvass.wording.printed import print_words


def check() -> str:
    """Return one line that says what was tried and found well, or raise."""
    with tempfile.TemporaryDirectory() as folder:
        drive = Path(folder) / "drive"
        today = date.today()  # noqa: DTZ011 - the day where one sits
        walked = walk(drive, sheets=FEWEST_SHEETS, seed=1, words=print_words(), today=today, report=silent)
        with FinishedFile(drive / SHEETS) as file:
            codes = [parse_code(code) for page in range(len(file)) for code in file.page(page).codes]
        widest = _drawn_window()
    return (
        f"canvass {__version__} is well: {walked.totals.entered} lines entered and counted, "
        f"{len(codes)} codes read back, a window of {widest} pixels drawn"
    )


def _drawn_window() -> int:
    """Return how wide the window is, drawn with all its rooms loaded."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else make_application()
    window = make_window(application)
    desk = make_desk(window)
    picture = window.grab()
    desk.close()
    window.deleteLater()
    if picture.isNull():
        raise RuntimeError("the window was not drawn")
    return picture.width()
