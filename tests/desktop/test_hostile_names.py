"""Names that are orders to a page: shown letter for letter wherever they stand, and never read as a page's own."""

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from canvass.batches.merging import merge
from canvass.journal.bodies import Event, Kind, Move, Run
from tests.batches.people import people_in, print_run, sheet, type_line
from tests.desktop.test_every_page import PAGES
from tests.hostile.crook import at, crook_of, put

NAME = "<b>Canary</b><img src='file:///etc/hostname'>"
PAGES_OF_A_DRIVE = ("entry", "find", "finish", "home", "to_decide", "count", "out_back", "loose", "receipt", "take_in")


@pytest.fixture
def path(tmp_path):
    """Return a file of headquarters in which everything that anybody can name has that name."""
    (people,) = list(_kept(people_in(tmp_path)))
    headquarters = people.headquarters("recall", title=NAME, jurisdiction=NAME)
    print_run(headquarters, 3, 10)
    with headquarters.writing():
        headquarters.write(Kind.EVENT, Event(name=NAME, date="2026-05-03"))
        headquarters.write(Kind.RUN, Run(lines=10, run=8, sheets=3, event=NAME))
        headquarters.write(Kind.MOVE, Move(first=1, last=2, run=7, state="handed_out", holder=NAME))
    for line in (1, 2):
        type_line(headquarters, sheet(1), line, NAME, "AN", address=NAME, city=NAME, event=NAME, note=NAME)
    crook = crook_of(people, headquarters, NAME)
    crook.name = "crook"
    crook.say(Kind.PUT, put(f"{NAME} Other", event=NAME, note=NAME), at(1, 1))
    crook.say(Kind.PUT, put(NAME, event=NAME), at(2, 1))
    assert merge(headquarters, [crook.batch(tmp_path, name=NAME)]).conflicts == 1
    crook.say(Kind.PUT, put(NAME, event=NAME), at(2, 2))
    (tmp_path / "stick").mkdir()
    crook.batch(tmp_path / "stick", name=NAME)
    found = headquarters.campaign.path
    people.close()
    return found


def _kept(people):
    yield next(people)


def read_as_a_page(window: QWidget) -> list[str]:
    """Return what a label or a tip would read as a page of its own."""
    labels = [
        f"{type(label.parent()).__name__}: {label.text()}"
        for label in window.findChildren(QLabel)
        if "<img" in label.text()
        and label.textFormat() != Qt.TextFormat.PlainText
        and (label.textFormat() == Qt.TextFormat.RichText or QtGui.Qt.mightBeRichText(label.text()))
    ]
    tips = [
        f"{type(widget).__name__} tip: {widget.toolTip()}"
        for widget in window.findChildren(QWidget)
        if "<img" in widget.toolTip() and QtGui.Qt.mightBeRichText(widget.toolTip())
    ]
    return labels + tips


@pytest.mark.parametrize("page", PAGES_OF_A_DRIVE)
def test_no_page_reads_a_name_as_a_page(sit_down, path, page):
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    PAGES[page](volunteer)
    volunteer.until(volunteer.page.isVisible)
    volunteer.qtbot.wait(150)
    found = read_as_a_page(volunteer.window)
    assert not found, "\n".join(found)
