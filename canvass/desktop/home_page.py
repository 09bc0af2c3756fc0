"""Home of coordinators and headquarters: where the drive stands, what to do next, and the way to every page."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from canvass.count.standing import Standing, next_steps, standing
from canvass.desktop.flow import flowing
from canvass.desktop.home_words import FINISHING, TYPING, name_of, note_words, stands_at
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.message_bar import MessageBar
from canvass.desktop.next_steps import NextSteps
from canvass.desktop.session import Session
from canvass.desktop.work_pages import COUNT, LOOSE, NAMES, OUT_BACK, PRINT, TAKE_IN, TO_DECIDE, pages_of
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Role
from canvass.journal.journal import Journal
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr

WAITING, OUT, BACK, UNTYPED = "waiting", "out", "back", "untyped"
BETWEEN = 24
"""Between what is to be known and what can be done, where the screen is high enough."""
EVERYDAY = (OUT_BACK, LOOSE, TAKE_IN, TO_DECIDE, COUNT)
"""The pages of every evening stand together; the others in a row under them."""
TILES = {
    Role.HQ: (
        ("entered", mark("lines entered")),
        (WAITING, mark("to decide")),
        (OUT, mark("sheets out")),
        ("loose", mark("lines on loose pages")),
    ),
    Role.COORDINATOR: (
        (OUT, mark("sheets out")),
        (BACK, mark("sheets back")),
        (UNTYPED, mark("lines not typed yet")),
        (WAITING, mark("to decide")),
    ),
}
WAYS = {WAITING: TO_DECIDE, "loose": LOOSE, "entered": COUNT, OUT: OUT_BACK, BACK: OUT_BACK, UNTYPED: TYPING}
"""Where each number leads: to the page which tells more, or where something is done about it."""


def tile_numbers(seen: Standing) -> dict[str, int]:
    """Return the numbers of all tiles."""
    return {
        "entered": seen.counted.entered,
        "loose": seen.counted.loose,
        WAITING: seen.undecided,
        OUT: seen.out,
        BACK: seen.back,
        UNTYPED: seen.untyped,
    }


class HomePage(QWidget):
    """One sentence, what to do next, four numbers, and the buttons."""

    typing_asked = Signal()
    finish_asked = Signal()
    page_asked = Signal(str)
    take_in_asked = Signal(object)

    def __init__(self, session: Session, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._today = today
        self._role = Role.HQ if session.journal.role == Role.HQ else Role.COORDINATOR
        self.messages = MessageBar(look)
        self.name = QLabel(name_of(session.journal))
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.said = QLabel()
        self.likely = QLabel()
        for label in (self.name, self.said, self.likely):
            label.setWordWrap(True)
        self.steps = NextSteps(look)
        self.numbers: dict[str, QLabel] = {}
        self.ways: dict[str, QPushButton] = {}
        self.work = {name: QPushButton(tr(NAMES[name])) for name in pages_of(session.journal.role)}
        self.first = self.work[PRINT]
        self.type_names = QPushButton(tr("&Type names from paper"))
        self.export = QPushButton(tr("&Write a file for headquarters"))
        self._lay_out()
        self._connect()
        self.show_totals()

    def begin(self) -> None:
        """Show where the drive stands now."""
        self.name.setText(name_of(self._session.journal))
        self.show_totals()
        self.first.setFocus()

    def show_totals(self) -> None:
        """Count, in a thread of its own: a state's petition has a million lines."""

        def work(journal: Journal) -> Standing:
            return standing(journal, self._today)

        self._session.look(work, self._on_counted, self._on_refused)

    def take_in_paths(self, paths: Sequence[Path]) -> None:
        """Have files or folders shown on the page that takes them in."""
        if paths:
            self.take_in_asked.emit(list(paths))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 20, 40, 20)
        column.setSpacing(14)
        for part in (self.name, self.messages, self.said, self.likely):
            column.addWidget(part)
        middle = QHBoxLayout()
        middle.setSpacing(40)
        middle.addWidget(self.steps, 1)
        middle.addLayout(self._tiles(), 1)
        column.addLayout(middle)
        column.addItem(QSpacerItem(0, BETWEEN, vData=QSizePolicy.Policy.Maximum))
        everyday = [self.work[name] for name in EVERYDAY]
        others = [button for button in self.work.values() if button is not self.first and button not in everyday]
        for buttons in ([self.first, self.type_names], everyday, [*others, self.export]):
            column.addLayout(flowing(buttons, 12))
        column.addStretch(1)
        self.first.setProperty("isFirst", True)
        self._look.changed.connect(self._put_on)
        self._put_on()

    def _tiles(self) -> QGridLayout:
        tiles = QGridLayout()
        tiles.setHorizontalSpacing(24)
        tiles.setVerticalSpacing(2)
        for place, (name, says) in enumerate(TILES[self._role]):
            number, way = QLabel("–"), QPushButton(tr(says))
            number.setAccessibleName(tr(says))
            way.setAccessibleName(tr("Show: {words}").format(words=tr(says)))
            way.clicked.connect(partial(self._go, WAYS[name]))
            row, column = divmod(place, 2)
            tiles.addWidget(number, 2 * row, column)
            tiles.addWidget(way, 2 * row + 1, column, Qt.AlignmentFlag.AlignLeft)
            self.numbers[name], self.ways[name] = number, way
        return tiles

    def _connect(self) -> None:
        self.export.setHidden(self._role == Role.HQ)
        for name, button in self.work.items():
            button.clicked.connect(partial(self.page_asked.emit, name))
        self.type_names.clicked.connect(self.typing_asked)
        self.export.clicked.connect(self.finish_asked)
        self.steps.asked.connect(self._go)

    def _go(self, where: str) -> None:
        """Go where something is done."""
        if where == TYPING:
            self.typing_asked.emit()
        elif where == FINISHING:
            self.finish_asked.emit()
        else:
            self.page_asked.emit(where)

    def _on_counted(self, seen: Standing) -> None:
        self.said.setText(stands_at(seen.counted))
        self.likely.setText(note_words(seen, self._role))
        self.steps.show_steps(next_steps(seen, self._role))
        numbers = tile_numbers(seen)
        for name, number in self.numbers.items():
            number.setText(f"{numbers[name]:,}")
        self.work[TO_DECIDE].setText(tr("To d&ecide ({waiting:,})").format(waiting=seen.undecided))

    def _on_refused(self, error: CanvassError) -> None:
        self.messages.say(sentence(error))

    def _put_on(self) -> None:
        scaled(self.name, 1.3, bold=True)
        scaled(self.said, 1.7, bold=True)
        scaled(self.first, 1.5, bold=True)
        for number in self.numbers.values():
            scaled(number, 2.2, bold=True)
        coloured(self.likely, self._look.colours.placeholder)
