"""A page of words with a way back: privacy, keys, about, how to print."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from canvass.desktop.look import Look, scaled
from canvass.desktop.scroll_column import FocusKeeper
from canvass.wording.translation import tr

WIDEST = 900
LEAST_HEIGHT = 160
TEXT_FACTOR = 1.1


class CardPage(QWidget):
    """A title, paragraphs, and *Back*; Esc goes back too."""

    back_asked = Signal()

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._texts: list[QLabel] = []
        self.title = QLabel(title)
        self.title.setWordWrap(True)
        self.back = QPushButton(tr("&Back"))
        self.back.clicked.connect(self.back_asked)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape),
            self,
            self.back_asked.emit,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 24, 0)
        self.column.setSpacing(12)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(title)
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._area.setMinimumHeight(LEAST_HEIGHT)
        self._keeper = FocusKeeper(self._area, inside)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(12)
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        page = self._page = QVBoxLayout(self)
        page.setContentsMargins(40, 24, 40, 24)
        page.setSpacing(16)
        page.addWidget(self.title)
        page.addWidget(self._area, 1)
        page.addLayout(self.foot)
        look.changed.connect(self._put_on)
        self._put_on()

    def add_paragraphs(self, paragraphs: Sequence[str]) -> None:
        """Add paragraphs of plain text."""
        for text in paragraphs:
            self.add_text(text)
        self.column.addStretch(1)

    def add_text(self, text: str) -> QLabel:
        """Add one paragraph and return it."""
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(label)
        self._texts.append(label)
        scaled(label, TEXT_FACTOR)
        return label

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to a widget as soon as everything has its place."""
        around = self.fontMetrics().height() * 4
        QTimer.singleShot(0, widget, lambda: self._area.ensureWidgetVisible(widget, 0, around))

    def put_above(self, widget: QWidget) -> None:
        """Put a widget under the title, where it stays in sight when the page scrolls."""
        self._page.insertWidget(1, widget)

    def put_below(self, widget: QWidget) -> None:
        """Put a widget over the buttons at the foot, where it stays in sight when the page scrolls."""
        self._page.insertWidget(self._page.count() - 1, widget)

    def event(self, event: QEvent) -> bool:
        """Insist on the height that the paragraphs over and under what scrolls take in this width."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.setMinimumHeight(self._page.minimumHeightForWidth(self.width()))
        return done

    def begin(self) -> None:
        """Put the focus where one can go back or read on."""
        self.back.setFocus()

    def _put_on(self) -> None:
        scaled(self.title, 1.8, bold=True)
        for label in self._texts:
            scaled(label, TEXT_FACTOR)
