"""How the window looks: palette, typeface and size of text, all changed while it runs."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from canvass.desktop.palettes import COLOURS, Colours, qt_palette, style_sheet
from canvass.desktop.settings import Settings
from canvass.ground.resources import resource

POINTS_AT_100 = 12.0
MIDDLE = 127
FACE = "Atkinson Hyperlegible"
"""Drawn by the Braille Institute for readers with low vision."""


class Look(QObject):
    """Puts the chosen look on the whole application; `changed` when it is another one now."""

    changed = Signal()

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__()
        self._application = application
        self._settings = settings
        self._system_font = QFont(application.font())
        for file in ("AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf"):
            QFontDatabase.addApplicationFont(str(resource("fonts", file)))
        self._of_system = "light" if application.palette().window().color().lightness() > MIDDLE else "dark"
        self.put_on()

    @property
    def colours(self) -> Colours:
        """The colours in use."""
        return COLOURS[self._name()]

    def choose(self, *, look: str | None = None, text_size: int | None = None) -> None:
        """Change the look or the size of text, now and from now on."""
        if look is not None:
            self._settings.look = look
        if text_size is not None:
            self._settings.text_size = text_size
        self.put_on()

    def put_on(self) -> None:
        """Apply what is chosen."""
        font = QFont(self._system_font)
        font.setFamilies([FACE, self._system_font.family()])
        font.setPointSizeF(POINTS_AT_100 * self._settings.text_size / 100)
        self._application.setFont(font)
        self._application.setPalette(qt_palette(self.colours))
        self._application.setStyleSheet(style_sheet(self.colours))
        self.changed.emit()

    def follow_system(self, look: str) -> None:
        """Take the look that the system has now, for whoever chose "as the system"."""
        if look != self._of_system:
            self._of_system = look
            self.put_on()

    def _name(self) -> str:
        return self._of_system if self._settings.look == "system" else self._settings.look


def scaled(widget: QWidget, factor: float, *, bold: bool = False) -> None:
    """Give the widget text of another size than the application's; to be called again when the look changes."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setBold(bold)
    widget.setFont(font)


def coloured(widget: QWidget, colour: str) -> None:
    """Give the widget's text a colour of the palette in use."""
    palette = QApplication.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    palette.setColor(QPalette.ColorRole.Text, QColor(colour))
    widget.setPalette(palette)
