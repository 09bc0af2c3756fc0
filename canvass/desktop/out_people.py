"""The people who got sheets last, each one key away."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from canvass.desktop.out_words import cut
from canvass.desktop.plain_tips import plain_tip
from canvass.wording.translation import tr

MOST = 5
LETTERS = 14


class OutPeople(QWidget):
    """Up to five names; Alt and the number, or a click, takes one."""

    def __init__(self, owner: QWidget, take: Callable[[str], None]) -> None:
        super().__init__(owner)
        self._take = take
        self._names: list[str] = []
        self.buttons = [QPushButton() for _ in range(MOST)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for place, button in enumerate(self.buttons):
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self._choose, place))
            button.hide()
            row.addWidget(button)
            action = QAction(owner)
            action.setShortcut(QKeySequence(f"Alt+{place + 1}"))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(self._choose, place))
            owner.addAction(action)
        row.addStretch(1)

    def show_names(self, names: Sequence[str]) -> None:
        """Offer these people."""
        self._names = list(names[:MOST])
        for place, button in enumerate(self.buttons):
            name = self._names[place] if place < len(self._names) else ""
            button.setVisible(bool(name))
            button.setText(f"{place + 1}  {cut(name, LETTERS)}".replace("&", "&&"))
            button.setToolTip(plain_tip(tr("{name}: Alt+{number}").format(name=name, number=place + 1)))
            button.setAccessibleName(name)

    def _choose(self, place: int, _checked: bool = False) -> None:
        if self.isVisible() and place < len(self._names):
            self._take(self._names[place])
