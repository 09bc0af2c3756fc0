"""What has the focus stays in sight, and its ring lies on nothing else."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from canvass.desktop.scroll_column import FocusKeeper


@pytest.fixture
def refused(typing, tmp_path):
    """A window with large text on a small screen, whose drive could not write its file; the button has the focus."""
    typing.line("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
    typing.window.look.choose(text_size=150)
    typing.window.resize(1024, 672)
    stick = tmp_path / "a stick with a long name that is taken out"
    stick.mkdir()
    typing.desk.drive.show_finish()
    typing.page.choose_folder(str(stick))
    stick.rmdir()
    typing.page.write.click()
    typing.until(lambda: typing.page.messages.said != "")
    return typing


def test_a_refusal_leaves_the_button_to_try_again_in_sight(refused):
    write = refused.page.write
    refused.until(lambda: write.hasFocus() and write.visibleRegion().boundingRect() == write.rect())


def test_the_ring_lies_on_nothing_beside_what_is_scrolled(refused):
    ring, page = refused.desk.ring, refused.page
    area = next(area for area in page.findChildren(QScrollArea) if area.isAncestorOf(page.write))
    viewport = area.viewport()
    for place in range(0, area.verticalScrollBar().maximum() + 1, 10):
        area.verticalScrollBar().setValue(place)
        QApplication.sendPostedEvents()
        lowest = viewport.mapTo(refused.window, viewport.rect().bottomLeft()).y()
        assert ring.isHidden() or ring.geometry().bottom() <= lowest + 3


def test_what_nobody_types_in_is_not_scrolled_by_itself(qtbot):
    area, inside = QScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    for _ in range(60):
        column.addWidget(QLabel("a paragraph"))
    area.setWidget(inside)
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    FocusKeeper(area, inside)
    area.resize(200, 200)
    area.show()
    area.verticalScrollBar().setValue(300)
    area.resize(200, 150)
    qtbot.wait(1)
    assert area.verticalScrollBar().value() == 300
