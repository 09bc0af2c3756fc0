"""Calls of Qt do not use up what Python lives on."""

import subprocess
import sys

SCRIPT = """
from PySide6.QtCore import QCoreApplication, QObject, Signal
from canvass.desktop.references import keep_constants
class Bell(QObject):
    rung = Signal()
application = QCoreApplication([])
bell = Bell()
bell.rung.connect(lambda: None)
keep_constants()
keep_constants()
for _ in range(20_000):
    bell.rung.emit()
    bell.setObjectName("bell")
    bell.blockSignals(False)
print(True)
"""


def test_twenty_thousand_calls_leave_the_program_alive():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr[-400:]
