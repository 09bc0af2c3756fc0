"""The one sound there is: a short one when a code was scanned, for whoever wants it."""

from PySide6.QtWidgets import QApplication

from canvass.desktop.settings import Settings


def scan_sound(settings: Settings) -> None:
    """Make the system's short sound if sounds are chosen."""
    if settings.sounds:
        QApplication.beep()
