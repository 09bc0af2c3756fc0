"""The big line that says what was just done, or why not: read from across a table."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from canvass.desktop.announce import announce
from canvass.desktop.look import Look, coloured, scaled

DONE_FACTOR, REFUSED_FACTOR = 1.5, 1.15
"""A refusal says more, so its letters are smaller."""


class BigLine(QLabel):
    """Says something, and says it again in other words when names are hidden or shown."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._said: Callable[[], str] = str
        self.is_refused = False
        self.setWordWrap(True)
        look.changed.connect(self._put_on)
        self._put_on()

    def say(self, said: Callable[[], str], *, is_refused: bool = False) -> None:
        """Show what this returns, and have a screen reader say it."""
        self._said, text = said, said()
        self.setText(text)
        self.is_refused = is_refused and bool(text)
        self._put_on()
        if text:
            announce(self, text, is_urgent=is_refused)

    def say_again(self) -> None:
        """Show the same once more, as it is said now."""
        self.setText(self._said())

    def _put_on(self) -> None:
        scaled(self, REFUSED_FACTOR if self.is_refused else DONE_FACTOR, bold=True)
        coloured(self, self._look.colours.bad if self.is_refused else self._look.colours.ok)
