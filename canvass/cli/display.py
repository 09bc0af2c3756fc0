"""Whether a window can be shown here: without a usable display Qt ends the whole program instead of failing."""

import os
import subprocess
import sys

UNSEEN_PLATFORMS = ("offscreen", "minimal", "vnc")
"""Platforms of Qt on which nobody would see the window, let alone close it."""

TRY = "from PySide6.QtWidgets import QApplication; QApplication([])"
MOST_SECONDS = 60


def has_display() -> bool:
    """Return whether a window could be shown. Where that is not certain, another process tries it first."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in UNSEEN_PLATFORMS:
        return False
    if sys.platform != "linux":
        return True
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    if getattr(sys, "frozen", False):  # it has no interpreter to try with
        return True
    command = [sys.executable, "-P", "-c", TRY]
    try:
        tried = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603 - ours
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0
