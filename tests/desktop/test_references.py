"""Why `pyproject.toml` bounds PySide6 under Python 3.11: 6.12 gives up a reference with each call that returns None."""

import sys

import pytest
from PySide6.QtWidgets import QLabel

CALLS = 2_000
STRAY = 100


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there (PEP 683)")
def test_calls_of_qt_give_up_no_reference_to_none(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("Saved")
    assert abs(sys.getrefcount(None) - before) < STRAY
