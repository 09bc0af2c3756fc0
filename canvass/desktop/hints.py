"""What a field says while it is empty: as much as there is room for, never cut off."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit

EDGES = 16
"""What the style takes at both sides of the text in a field."""


class Hints(QObject):
    """Shows the first of several hints, from the longest to the shortest, that the field has room for."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._hints: Sequence[str] = ("",)
        field.installEventFilter(self)

    def offer(self, hints: Sequence[str]) -> None:
        """Show one of these from now on."""
        self._hints = hints
        self._choose()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose again when the field has another width or another font."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._choose()
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        room, width_of = self._field.width() - EDGES, self._field.fontMetrics().horizontalAdvance
        fitting = (hint for hint in self._hints if width_of(hint) <= room)
        self._field.setPlaceholderText(next(fitting, self._hints[-1]))
