"""Sentences in the page, above what they are about: a failure, a warning, something done. Never a box in the way."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from canvass.desktop.announce import announce
from canvass.desktop.look import Look, coloured
from canvass.desktop.rule_label import RuleLabel
from canvass.wording.translation import mark, tr

PROBLEM, NOTICE, DONE = "problem", "notice", "done"
WORDS = {PROBLEM: mark("Not done."), NOTICE: mark("Note."), DONE: mark("Done.")}


class MessageBar(QFrame):
    """One message at a time, with a word for its kind beside the colour; stays until closed or replaced."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.kind = NOTICE
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._word = QLabel()
        self._said = RuleLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.offered = QPushButton()
        self.offered.hide()
        self._then: Callable[[], None] | None = None
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        for label in (self._word, self._said):
            label.setContentsMargins(0, 4, 0, 4)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._close.clicked.connect(self.clear)
        self.offered.clicked.connect(self._on_offered)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._said, 1)
        self._said.show()
        row.addWidget(self.offered, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        look.changed.connect(self._put_on)
        self.hide()

    @property
    def said(self) -> str:
        """The message in sight, empty if there is none."""
        return "" if self.isHidden() else self._said.text()

    def say(self, text: str, kind: str = PROBLEM) -> None:
        """Show a message in place of the one before, and have a screen reader say it."""
        self.kind = kind
        self._word.setText(tr(WORDS[kind]))
        self._close.setText(tr("Close"))
        self._close.setAccessibleName(tr("Close this message"))
        self._said.setText(text)
        self.offered.hide()
        self._put_on()
        self.show()
        announce(self, f"{tr(WORDS[kind])} {text}", is_urgent=kind == PROBLEM)

    def offer(self, label: str, then: Callable[[], None]) -> None:
        """Put a button beside the message in sight, and the focus on it."""
        self._then = then
        self.offered.setText(label)
        self.offered.show()
        self.offered.setFocus()

    def clear(self) -> None:
        """Take the message away; the focus goes on if it was here."""
        if self._close.hasFocus() or self.offered.hasFocus():
            self.focusNextChild()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and a bar of the kind's colour at the edge."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.look.colours.base))
        painter.fillRect(0, 0, 6, self.height(), QColor(self._colour()))
        painter.end()

    def _on_offered(self) -> None:
        then, self._then = self._then, None
        self.clear()
        if then is not None:
            then()

    def _colour(self) -> str:
        colours = self.look.colours
        return {PROBLEM: colours.bad, NOTICE: colours.warn, DONE: colours.ok}[self.kind]

    def _put_on(self) -> None:
        coloured(self._word, self._colour())
        font = self._said.font()
        font.setBold(True)
        self._word.setFont(font)
        self.update()
