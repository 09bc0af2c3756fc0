"""*Set-up file* where names were typed before: whether their file becomes part of the drive, or a new one does."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from canvass.desktop.card_page import CardPage
from canvass.desktop.look import Look, scaled
from canvass.desktop.recent_words import lines_words
from canvass.wording.translation import tr


class TakeAlongPage(CardPage):
    """One question, and two buttons."""

    along_asked = Signal()
    new_asked = Signal()

    def __init__(self, look: Look, name: str, lines: int | None, when: str) -> None:
        super().__init__(look, tr("Take along what you typed?"))
        typed = tr("names") if lines is None else lines_words(lines)
        self.said = self.add_text(
            tr(
                "You have typed {lines} in “{name}” ({when}). Take them along? Then they count in the drive of the "
                "set-up file. With a new file they stay by themselves in “{name}”."
            ).format(lines=typed, name=name, when=when)
        )
        self.along = QPushButton(tr("&Take the {lines} along").format(lines=typed))
        self.along.setProperty("isFirst", True)
        self.new = QPushButton(tr("Start with a &new file"))
        self.along.clicked.connect(self.along_asked)
        self.new.clicked.connect(self.new_asked)
        self.foot.insertWidget(0, self.along)
        self.foot.insertWidget(1, self.new)
        self.column.addStretch(1)
        look.changed.connect(self._put_on_buttons)
        self._put_on_buttons()

    def begin(self) -> None:
        """Put the focus on the largest button."""
        self.along.setFocus()

    def _put_on_buttons(self) -> None:
        scaled(self.along, 1.3, bold=True)
