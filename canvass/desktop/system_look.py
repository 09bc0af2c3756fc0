"""Whether the system is light, dark or of high contrast now; asked after the first paint, since it costs a moment."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QStyleHints

from canvass.desktop.look import Look


class SystemLook(QObject):
    """Tells the window's look when the system's changes."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._on_changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        now = look_of(self._hints)
        if now is not None:
            self._look.follow_system(now)


def look_of(hints: QStyleHints) -> str | None:
    """Return the look that the system asks for, or None where it says nothing."""
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high_contrast"
    return {Qt.ColorScheme.Dark: "dark", Qt.ColorScheme.Light: "light"}.get(hints.colorScheme())
