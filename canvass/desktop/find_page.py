"""Finding a line by any part of a name or an address."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from canvass.desktop.announce import announce
from canvass.desktop.lines_model import LinesModel
from canvass.desktop.lines_table import LinesTable
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import MessageBar
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.journal.journal import Journal
from canvass.signers.listing import LineRow, found_lines
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr, tr_n

MOST_SHOWN = 500
PAUSE_MS = 200


class FindPage(QWidget):
    """A field and what it finds while one types; Enter or a click opens a line."""

    row_chosen = Signal(object)
    back_asked = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._asked = 0
        self._wants_table = False
        self.messages = MessageBar(look)
        self.title = QLabel(tr("Find a line"))
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Part of a name or an address"))
        self.field.setPlaceholderText(tr("part of a name or an address"))
        self.found = QLabel()
        self.model = LinesModel(lambda _row: False, session.journal.device)
        self.table = LinesTable(self.model, look, tr("Lines found"))
        self.table.row_chosen.connect(self.row_chosen)
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.field.textEdited.connect(lambda _text: self._pause.start())
        self.field.returnPressed.connect(self._on_entered)
        look.changed.connect(self._put_on)
        self._put_on()

    def _lay_out(self) -> None:
        back = QPushButton(tr("&Back"))
        back.clicked.connect(self.back_asked)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape),
            self,
            self.back_asked.emit,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(10)
        for part in (self.title, self.messages, self.field, self.found):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def begin(self) -> None:
        """Start with what was looked for last, ready to be typed over."""
        self.field.setFocus()
        self.field.selectAll()
        self._ask()

    def _on_entered(self) -> None:
        self._wants_table = True
        self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        self._asked += 1
        asked, text = self._asked, self.field.text()

        def work(journal: Journal) -> list[LineRow]:
            return [row for _, row in zip(range(MOST_SHOWN), found_lines(journal, text), strict=False)]

        self._session.look(work, lambda rows: self._on_found(asked, rows), self._on_refused)

    def _on_found(self, asked: int, rows: list[LineRow]) -> None:
        if asked != self._asked:
            return
        self.model.show_rows(rows)
        if not self.field.text().strip():
            said = tr("Every word you type has to be part of the name or the address.")
        elif not rows:
            said = tr("Nothing found on this laptop.")
        else:
            said = tr_n("{lines:,} line found", "{lines:,} lines found", len(rows)).format(lines=len(rows))
        if said != self.found.text():
            self.found.setText(said)
            announce(self, said)
        if self._wants_table and rows:
            self.table.setFocus()
            self.table.selectRow(0)
        self._wants_table = False

    def _on_refused(self, error: CanvassError) -> None:
        self.messages.say(sentence(error))

    def _put_on(self) -> None:
        scaled(self.title, 1.8, bold=True)
        scaled(self.field, 1.25)
