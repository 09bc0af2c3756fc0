"""*Do next* on Home: at most three sentences, each a button that leads to where it is done."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from canvass.count.standing import MOST_STEPS, Step
from canvass.desktop.home_words import LEADS_TO, step_words
from canvass.desktop.look import Look, scaled
from canvass.wording.translation import tr


class NextSteps(QWidget):
    """Shows what is to be done next; `asked` carries where it is done. Nothing is shown before it is known."""

    asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(tr("Do next"))
        self.none = QLabel(tr("Nothing is waiting for you."))
        self.buttons = [QPushButton() for _ in range(MOST_STEPS)]
        self._leads = [""] * MOST_STEPS
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.none)
        for place, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._on_clicked, place))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            button.hide()
        column.addStretch(1)
        look.changed.connect(self._put_on)
        self._put_on()
        self.hide()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these."""
        self._leads = [LEADS_TO[step.what] for step in steps] + [""] * (MOST_STEPS - len(steps))
        for place, button in enumerate(self.buttons):
            button.setText(step_words(steps[place]) if place < len(steps) else "")
            button.setVisible(place < len(steps))
        self.none.setVisible(not steps)
        self.show()

    def _on_clicked(self, place: int) -> None:
        self.asked.emit(self._leads[place])

    def _put_on(self) -> None:
        scaled(self.title, 1.2, bold=True)
