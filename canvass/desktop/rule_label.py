"""A text of several lines that always has the height it needs, also inside a page that scrolls."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel


class RuleLabel(QLabel):
    """A wrapped label that asks for a height itself: a layout that works heights out of widths leaves it too little."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.hide()

    def hasHeightForWidth(self) -> bool:
        """Let the layout take the height that is asked for."""
        return False

    def sizeHint(self) -> QSize:
        """Return the height of the text as wide as it is now."""
        return QSize(self.fontMetrics().averageCharWidth() * 20, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the same: less would cut the text off."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask anew when the width is another one."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
