"""One field that finds a sheet, who carries sheets, a signer, a place; and what happened to a sheet."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from canvass.desktop.announce import announce
from canvass.desktop.find_words import FoundRow, Names, found_rows, private_summary, summary_words
from canvass.desktop.finding import Finding, Looked
from canvass.desktop.found_table import FoundModel, FoundTable
from canvass.desktop.keys import FIND_KEYS, action_for, shown_key
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import MessageBar
from canvass.desktop.session import Session
from canvass.desktop.story_view import StoryView
from canvass.ground.errors import CanvassError
from canvass.signers.finding import Found, FoundEvent, FoundPerson, FoundSheet
from canvass.signers.listing import LineRow
from canvass.signers.stories import Step
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr

MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class FindPage(QWidget):
    """A field and what it finds while one types; the arrows choose, Enter opens."""

    row_chosen = Signal(object)
    sheet_chosen = Signal(str)
    back_asked = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.finding = Finding(session, self)
        self._names = Names(session.device, {})
        self._found = Found()
        self._opens_next = False
        self._is_private = False
        self.messages = MessageBar(look)
        self.title = QLabel(tr("Find"))
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Sheet number, name, address, who carries sheets, or place"))
        self.field.setPlaceholderText(tr("sheet number, name, address, who carries sheets, place"))
        self.field.installEventFilter(self)
        self.found = QLabel()
        self.found.setWordWrap(True)
        self.model = FoundModel()
        self.table = FoundTable(self.model, look, self.field)
        self.story = StoryView(look)
        self.story.hide()
        self.back, self.open = QPushButton(tr("&Back")), QPushButton(tr("&Open"))
        self.tell = QPushButton()
        self._lay_out()
        self._connect()
        self._put_on()

    def begin(self) -> None:
        """Start with what was looked for last, ready to be typed over; people and places are read anew."""
        self.messages.clear()
        self._show_story(is_shown=False)
        self.field.setFocus()
        self.field.selectAll()
        self.finding.begin(self.field.text())

    def look_for(self, text: str) -> None:
        """Look for this, as if it was typed."""
        self.field.setText(text)
        self.begin()

    def take_scan(self, code: str) -> None:
        """Look for the sheet whose code was scanned."""
        self.look_for(code)

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of people's names and of what is typed, or the text again; finding goes on."""
        self._is_private = is_private
        place = self.table.currentIndex().row()
        self.model.hide_names(is_private)
        self.table.selectRow(max(place, 0))
        self.story.hide_names(is_private)
        mode = QLineEdit.EchoMode.Password if is_private else QLineEdit.EchoMode.Normal
        self.field.setEchoMode(mode)
        self._say_found()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows choose among what was found while one goes on typing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in MOVES:
            self.table.go_by(event)
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.tell)
        foot.addWidget(self.open)
        self.open.setProperty("isFirst", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(10)
        for part in (self.title, self.messages, self.field, self.found):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.story, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.back.clicked.connect(self._leave)
        self.open.clicked.connect(self.table.choose)
        self.tell.clicked.connect(self._ask_story)
        tells = FIND_KEYS[0]
        self.tell.setText(tr("&What happened to it  {key}").format(key=shown_key(tells.keys[0])))
        action_for(self, tells, self._ask_story)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, self._leave, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self.finding.found.connect(self._on_found)
        self.finding.told.connect(self._on_told)
        self.finding.refused.connect(self._on_refused)
        self.field.textEdited.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_entered)
        self.table.row_chosen.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_buttons())
        self.model.modelReset.connect(self._show_buttons)
        self.story.typing_asked.connect(self.sheet_chosen)
        self.story.left.connect(self._leave)
        self._look.changed.connect(self._put_on)

    # ---------------------------------------------------------------------------------------------------- finding

    def _on_typed(self) -> None:
        self._show_story(is_shown=False)
        self._opens_next = False
        self.finding.ask_soon(self.field.text())

    def _on_entered(self) -> None:
        """Open what is chosen; what was typed since is looked for first."""
        if self.finding.is_looking:
            self._opens_next = True
            self.finding.ask_now()
        elif self.story.isHidden():
            self.table.choose()

    def _on_found(self, looked: Looked) -> None:
        self._found, self._names = looked.found, looked.names
        self.model.show_rows(list(found_rows(self._found, self._names)))
        if self.model.rows:
            self.table.selectRow(0)
        self._say_found()
        if self._opens_next and self.model.rows:
            self.table.choose()
        self._opens_next = False

    def _say_found(self) -> None:
        rows = len(self.model.rows)
        if not self.field.text().strip():
            said = tr("A part is enough. Arrows choose what was found, Enter opens it.")
        else:
            said = private_summary(self._found, rows) if self._is_private else summary_words(self._found, rows)
        if said != self.found.text():
            self.found.setText(said)
            announce(self, said)

    def _on_refused(self, error: CanvassError) -> None:
        self.messages.say(sentence(error))

    # ---------------------------------------------------------------------------------------------------- opening

    def _open(self, row: FoundRow) -> None:
        target = row.target
        if isinstance(target, LineRow):
            self.row_chosen.emit(target)
        elif isinstance(target, FoundSheet):
            self.sheet_chosen.emit(target.sheet)
        elif isinstance(target, FoundPerson | FoundEvent):
            self.field.setText(target.name if isinstance(target, FoundPerson) else target.event)
            self.finding.ask(self.field.text())

    def _ask_story(self) -> None:
        sheet = self._sheet_chosen()
        if sheet is not None and self.story.isHidden():
            self.finding.ask_story(sheet)

    def _on_told(self, sheet: str, steps: list[Step]) -> None:
        self.story.show_story(sheet, steps, self._names)
        self._show_story(is_shown=True)
        self.story.type_it.setFocus()
        announce(self, tr("What happened to {sheet}").format(sheet=self.story.title.text()))

    def _sheet_chosen(self) -> str | None:
        target = None if self.table.row is None else self.table.row.target
        return target.sheet if isinstance(target, FoundSheet | LineRow) else None

    def _show_story(self, *, is_shown: bool) -> None:
        self.story.setVisible(is_shown)
        self.table.setVisible(not is_shown)
        self.found.setVisible(not is_shown)
        self._show_buttons()

    def _show_buttons(self) -> None:
        is_list = self.story.isHidden()
        self.open.setVisible(is_list)
        self.tell.setVisible(is_list)
        self.open.setEnabled(self.table.row is not None)
        self.tell.setEnabled(self._sheet_chosen() is not None)

    def _leave(self) -> None:
        """Go back to what was found, or from there to where one was before."""
        if self.story.isHidden():
            self.back_asked.emit()
        else:
            self._show_story(is_shown=False)
            self.field.setFocus()

    def _put_on(self) -> None:
        scaled(self.title, 1.8, bold=True)
        scaled(self.field, 1.25)
