"""From the start of the process to the painted first page, against a bare Qt window with one button.

Run it by itself: `python -m tests.bench.starting`. It prints medians and their ratio; the goal is at most 1.3.
"""

import os
import statistics
import subprocess
import sys
import time

TURNS = 15

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton
application = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, application.quit)
window = Window()
window.setCentralWidget(QPushButton("Type names from paper"))
window.show()
application.exec()
"""

CANVASS = """
from PySide6.QtWidgets import QApplication
from canvass.desktop.app import make_window
application = QApplication([])
window = make_window(application)
window.painted.connect(application.quit)
window.show()
window.first_start.begin()
application.exec()
"""


def seconds(script: str) -> float:
    """Return how long a new process takes to run the script."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], check=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    return time.perf_counter() - start


def main() -> None:
    """Time the two in turn and print what came out."""
    seconds(BARE), seconds(CANVASS)
    pairs = [(seconds(CANVASS), seconds(BARE)) for _ in range(TURNS)]
    ours, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(first / second for first, second in pairs)
    print(f"start to window {ours * 1000:.0f} ms, bare Qt {bare * 1000:.0f} ms: {ratio:.2f} (goal 1.3)")  # noqa: T201


if __name__ == "__main__":
    main()
