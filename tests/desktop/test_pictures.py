"""The script that draws every page works, and finds what is wrong with a picture."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from canvass.desktop.look import Look, coloured
from canvass.desktop.settings import LOOKS, Settings
from tests.architecture.source import REPOSITORY
from tests.screens.findings import contrast, found


@pytest.mark.slow
def test_it_draws_a_page_in_every_state_and_says_what_it_found(tmp_path):
    command = [sys.executable, "-m", "tests.screens", str(tmp_path / "out"), "--only", "first", "--quick"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "out").glob("*.png")}
    assert {f"first-{state}-dark-150-1366x768.png" for state in ("empty", "many", "error")} <= names
    assert os.path.exists(tmp_path / "out" / "sheets" / "first.png")
    assert (tmp_path / "out" / "findings.txt").exists()


@pytest.fixture
def drawn(qapp, qtbot, tmp_path):
    """Return a function that draws widgets side by side, and returns what is found in the picture."""
    look = Look(qapp, Settings(tmp_path / "window.ini"))
    windows = []

    def draw(*widgets, put_on="light", width=600):
        look.choose(look=put_on, text_size=100)
        window = QWidget()
        windows.append(window)  # or it is gone with all that is in it
        qtbot.addWidget(window)
        row = QHBoxLayout(window)
        for widget in widgets:
            row.addWidget(widget)
        window.resize(width, 80)
        window.show()
        return list(found(window, window, window.grab().toImage()))

    return draw


@pytest.mark.parametrize("look", LOOKS)
def test_labels_buttons_and_hints_are_readable_in_every_look(drawn, look):
    edit = QLineEdit()
    edit.setPlaceholderText("may stay empty")
    edit.setAccessibleName("Where")
    assert drawn(QLabel("Lines filled"), QPushButton("Take in"), edit, put_on=look) == []


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", [QComboBox, QSpinBox, QLineEdit, QPushButton])
def test_the_edge_of_a_control_is_seen_in_every_look(qapp, qtbot, drawn, kind, look):
    control = kind()
    control.setAccessibleName("Paper")
    drawn(control, put_on=look)
    picture = control.window().grab().toImage()
    around, row = control.geometry(), control.geometry().center().y()
    edge, beside = picture.pixel(around.left(), row), picture.pixel(around.left() - 2, row)
    assert contrast(edge, beside) >= 3


def test_a_faint_text_is_found(drawn):
    label = QLabel("hardly seen")
    coloured(label, "#b0b0b0")
    (line,) = drawn(label)
    assert line.startswith("contrast 2.0 : 1 in QLabel")


def test_a_text_that_is_cut_off_is_found(drawn):
    label, button = QLabel("A sentence that needs more room than it has"), QPushButton("Take all of them in at once")
    for widget in (label, button):
        widget.setFixedWidth(60)
    assert [line.partition(":")[0] for line in drawn(label, button)] == ["cut off", "cut off"]


def test_a_control_without_a_name_is_found(drawn):
    edit = QLineEdit()
    edit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    assert drawn(edit) == ["no name for screen readers: QLineEdit "]
