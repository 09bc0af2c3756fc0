"""The window stands where it was closed, and in sight where the screen has shrunk since."""

import pytest
from PySide6.QtCore import QRect

from canvass.desktop.app import make_window
from canvass.desktop.settings import settings_file
from canvass.desktop.window_place import fitted

LAPTOP, PROJECTOR = QRect(0, 0, 1366, 740), QRect(1366, 0, 1920, 1050)


@pytest.mark.parametrize(
    ("wanted", "screens", "stands"),
    [
        (QRect(100, 20, 1100, 700), [LAPTOP], QRect(100, 20, 1100, 700)),
        (QRect(1400, 40, 1800, 1000), [LAPTOP, PROJECTOR], QRect(1400, 40, 1800, 1000)),
        (QRect(1400, 40, 1800, 1000), [LAPTOP], QRect(0, 0, 1366, 740)),
        (QRect(900, 500, 1100, 700), [LAPTOP], QRect(266, 40, 1100, 700)),
        (QRect(-9000, -9000, 1100, 700), [LAPTOP], QRect(0, 0, 1100, 700)),
        (QRect(99999, 10, 1, 1), [LAPTOP], QRect(1046, 10, 320, 240)),
    ],
    ids=["as it was", "on the second screen", "that is gone", "over the edge", "nowhere", "far out and tiny"],
)
def test_a_window_is_put_where_it_was_and_always_in_sight(wanted, screens, stands):
    assert fitted(wanted, screens) == stands


def test_size_and_place_are_kept_from_one_start_to_the_next(volunteer, sit_down):
    volunteer.window.setGeometry(31, 44, 940, 560)
    volunteer.window.close()
    assert sit_down().window.geometry() == QRect(31, 44, 940, 560)


def test_a_maximised_window_is_maximised_again_and_knows_its_smaller_size(volunteer, sit_down):
    volunteer.window.setGeometry(31, 44, 940, 560)
    volunteer.window.showMaximized()
    volunteer.until(volunteer.window.isMaximized)
    volunteer.window.close()
    again = sit_down().window
    assert again.isMaximized()
    kept = again.settings.place
    assert kept == (31, 44, 940, 560, True)


@pytest.mark.parametrize("kept", ["", "wide", "1 2 3", "1 2 3 4 5", "1e3 2 3 4", "@Rect(1 2 3 4)", "0 0 0 0"])
def test_a_place_that_cannot_be_read_is_passed_over(kept, qapp, qtbot):
    path = settings_file()
    path.parent.mkdir(parents=True)
    path.write_text(f"[General]\nwindow_place={kept}\nwindow_is_maximised=perhaps\n")
    window = make_window(qapp)
    qtbot.addWidget(window)
    window.show()
    assert window.width() >= window.minimumSizeHint().width()
    assert window.height() >= 240
    assert not window.isMaximized()
    window.hide()
