"""What happened to one sheet, from print to count, over what was found."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from canvass.desktop.find_words import Names
from canvass.desktop.look import Look, scaled
from canvass.desktop.reading_words import sheet_words
from canvass.desktop.story_words import story_rows
from canvass.desktop.words_table import WordsModel, WordsTable
from canvass.signers.stories import Step
from canvass.wording.translation import tr

LEAST_HEIGHT = 120


class StoryView(QWidget):
    """A title, every step with its date, and a way to type from the sheet."""

    typing_asked = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._steps: Sequence[Step] = ()
        self._names = Names("", {})
        self._is_private = False
        self.sheet = ""
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.empty = QLabel(tr("Nothing is known of this sheet on this laptop."))
        self.empty.setWordWrap(True)
        self.model = WordsModel((tr("When"), tr("What happened"), tr("By")), frozenset())
        self.table = WordsTable(self.model, look, tr("What happened to this sheet"), 1)
        self.type_it = QPushButton(tr("&Type from this sheet"))
        self.leave = QPushButton(tr("Back to &what was found"))
        self.type_it.clicked.connect(lambda: self.typing_asked.emit(self.sheet))
        self.leave.clicked.connect(self.left)
        self._lay_out()
        look.changed.connect(self._put_on)
        self._put_on()

    def show_story(self, sheet: str, steps: Sequence[Step], names: Names) -> None:
        """Show what happened to a sheet."""
        self.sheet, self._steps, self._names = sheet, steps, names
        self.title.setText(sheet_words(sheet, names.device, dict(names.laptops)))
        self.empty.setVisible(not steps)
        self.table.setVisible(bool(steps))
        self._show_rows()

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of people's names, or the names again."""
        self._is_private = is_private
        self._show_rows()

    def _show_rows(self) -> None:
        self.model.show_rows(story_rows(self._steps, self._names, is_private=self._is_private))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self.table)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(tr("What happened to this sheet"))
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        area.setMinimumHeight(LEAST_HEIGHT)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.type_it)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.title)
        whole.addWidget(area, 1)
        whole.addLayout(buttons)

    def _put_on(self) -> None:
        scaled(self.title, 1.4, bold=True)
