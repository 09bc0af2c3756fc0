"""The readings of one line as cards side by side; many of them are scrolled through, following the focus."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from canvass.desktop.look import Look
from canvass.desktop.reading_card import ReadingCard
from canvass.desktop.reading_words import heads_of, hidden, parts, question_words, title_words, who_words
from canvass.signers.undecided import Undecided


class CardsSideBySide(QScrollArea):
    """`chosen` carries the number of the reading that is right."""

    chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.cards: list[ReadingCard] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        look.changed.connect(self._put_on)

    def show_item(self, item: Undecided, device: str, names: dict[str, str], *, is_private: bool) -> None:
        """Show the readings of what is to be decided."""
        self.setAccessibleName(title_words(item, device, names))
        self.setAccessibleDescription(question_words(item))
        room = QWidget()
        column, row = QVBoxLayout(room), QHBoxLayout()
        column.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(16)
        self.cards = []
        for number, head in enumerate(heads_of(item), 1):
            shown = parts(item, number)
            card = ReadingCard(
                number, who_words(head, device, names), list(map(hidden, shown)) if is_private else shown, self._look
            )
            card.chosen.connect(self.chosen)
            row.addWidget(card, 1)
            self.cards.append(card)
        column.addLayout(row)
        column.addStretch(1)
        self.setWidget(room)
        self._put_on()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 24, 24)

    def _put_on(self) -> None:
        for card in self.cards:
            card.put_on()
        self.setMinimumHeight(self.fontMetrics().height() * 7)
