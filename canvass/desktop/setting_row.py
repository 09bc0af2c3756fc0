"""One setting on the page of settings: what it is, the choice, what it was at first, and the way back to that."""

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from canvass.desktop.look import Look, coloured, scaled
from canvass.journal.folding import fold
from canvass.wording.translation import tr

Chosen = str | int | bool
W = TypeVar("W", bound=QWidget)


class StillCombo(QComboBox):
    """A choice that the mouse's wheel does not change while the page is scrolled over it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class SettingRow(QWidget):
    """A title, whatever is put under it, and a sentence in small print."""

    def __init__(self, look: Look, title: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.title = QLabel(title)
        self.says = QLabel(says)
        for label in (self.title, self.says):
            label.setWordWrap(True)
        self.across = QHBoxLayout()
        self.across.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addLayout(self.across)
        column.addWidget(self.says)
        look.changed.connect(self._put_on)
        self._put_on()

    def put(self, control: W) -> W:
        """Put a control at the end of the line under the title, and return it."""
        self.across.addWidget(control)
        return control

    def says_anything_of(self, words: str) -> bool:
        """Return whether all of the words stand somewhere in this setting."""
        texts = [self.title.text(), self.says.text()]
        texts += [box.itemText(place) for box in self.findChildren(QComboBox) for place in range(box.count())]
        texts += [button.text() for button in self.findChildren(QPushButton)]
        texts += [button.text() for button in self.findChildren(QCheckBox)]
        within = fold(" ".join(texts).replace("&", ""))
        return all(word in within for word in fold(words).split())

    def _put_on(self) -> None:
        scaled(self.title, 1.1, bold=True)
        scaled(self.says, 1.0)
        coloured(self.says, self._look.colours.placeholder)


class ChoiceRow(SettingRow):
    """One of several; `chosen` carries it."""

    chosen = Signal(object)

    def __init__(
        self, look: Look, title: str, says: str, *, names: Mapping[Chosen, str], now: Chosen, at_first: Chosen
    ) -> None:
        super().__init__(look, title, tr("{says} At first: {choice}.").format(says=says, choice=names[at_first]))
        self._at_first = at_first
        self.box = self.put(StillCombo())
        self.box.setAccessibleName(title)
        self.box.setAccessibleDescription(self.says.text())
        for value, name in names.items():
            self.box.addItem(name, value)
        self.as_at_first = self.put(QPushButton(tr("As at first")))
        self.as_at_first.setAccessibleName(tr("{setting}: as at first").format(setting=title))
        self.across.addStretch(1)
        self.box.activated.connect(lambda _: self._on_chosen())
        self.as_at_first.clicked.connect(self.reset)
        self.show_chosen(now)

    @property
    def value(self) -> Chosen:
        """What is chosen."""
        value: Chosen = self.box.currentData()
        return value

    def show_chosen(self, value: Chosen) -> None:
        """Show what is chosen, also where it was chosen elsewhere."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))
        self.as_at_first.setEnabled(self.value != self._at_first)

    def reset(self) -> None:
        """Choose what was chosen at first."""
        if self.value != self._at_first:
            self.box.setFocus()
            self.box.setCurrentIndex(self.box.findData(self._at_first))
            self._on_chosen()

    def _on_chosen(self) -> None:
        self.as_at_first.setEnabled(self.value != self._at_first)
        self.chosen.emit(self.value)
