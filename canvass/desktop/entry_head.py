"""The top of the Entry page: where, which sheet, who is typing; and under it the current line, big."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from canvass.desktop.completing_edit import CompletingEdit, Suggest
from canvass.desktop.entry import Entry
from canvass.desktop.entry_state import Standing
from canvass.desktop.entry_undo import said_of_lost_mark
from canvass.desktop.lines_model import HIDDEN
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.plain_tips import plain_tip
from canvass.journal.bodies import Role
from canvass.journal.place import MOST_LINES
from canvass.wording.translation import mark, tr

HUGE_POINTS = 20.0
"""Text of this size and above leaves no room on a laptop for a line number of more than twice that."""
MOST_NAME = 24
MOST_LETTERS = 400
"""More than a place or initials may have, so that what is too long is refused in words instead of being cut."""


class EntryHead(QWidget):
    """Where, sheet, typist."""

    sheet_asked = Signal(str)
    typist_changed = Signal(str)
    place_changed = Signal(str)
    finished = Signal()
    """Enter was pressed: the focus belongs to the line again."""

    def __init__(self, suggest_place: Suggest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = CompletingEdit(suggest_place)
        self.place.setPlaceholderText(tr("vigil, table or door round"))
        self.sheet = QLineEdit()
        self.typist = QLineEdit()
        self.typist.setMaxLength(MOST_LETTERS)
        self.typist.setPlaceholderText(tr("initials"))
        self._title = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for label, edit, stretch in (
            (tr("Where"), self.place, 10),
            (tr("Sheet"), self.sheet, 11),
            (tr("Typed by"), self.typist, 4),
        ):
            name = QLabel(label)
            name.setBuddy(edit)
            edit.setAccessibleName(label)
            row.addWidget(name)
            row.addWidget(edit, stretch)
        self.sheet.setToolTip(tr("Type a sheet’s number, or 3 for loose page 3"))
        self.sheet.installEventFilter(self)
        self.place.entered.connect(self.finished)
        self.place.editingFinished.connect(lambda: self.place_changed.emit(self.place.typed))
        self.sheet.returnPressed.connect(self._on_sheet_entered)
        self.typist.editingFinished.connect(lambda: self.typist_changed.emit(self.typist.text().strip()))
        self.place.setMaxLength(MOST_LETTERS)
        self.typist.returnPressed.connect(self.finished)

    def show_sheet(self, title: str) -> None:
        """Show the sheet in use."""
        self._title = title
        self.sheet.setText(title)
        self.sheet.setCursorPosition(0)

    @property
    def title(self) -> str:
        """The name of the sheet in use."""
        return self._title

    def ask_typist(self) -> None:
        """Let the initials be typed over."""
        self.typist.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.typist.selectAll()

    def mend_sheet(self, refused: str) -> None:
        """Let a number that was refused be mended where it was typed."""
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sheet.setText(refused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the sheet's name as it was if nobody pressed Enter; let whoever clicks it type over it."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.show_sheet(self._title)
        elif isinstance(event, QFocusEvent) and event.reason() == Qt.FocusReason.MouseFocusReason:
            QTimer.singleShot(0, self.sheet, self.sheet.selectAll)  # the press itself puts the cursor between letters
        return super().eventFilter(watched, event)

    def _on_sheet_entered(self) -> None:
        asked = self.sheet.text().strip()
        self.finished.emit()
        if asked and asked != self._title:
            self.sheet_asked.emit(asked)


class LineHead(QWidget):
    """The current line, big enough to be found at a glance, and how it stands."""

    jump_asked = Signal(int)
    jump_ended = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._colour = ""
        self._carrier = ""
        self._is_private = False
        self.line = QLabel()
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.carried = QLabel()
        self.carried.setTextFormat(Qt.TextFormat.PlainText)
        self.jump = QLineEdit()
        self.jump.setValidator(QIntValidator(1, 10 * MOST_LINES, self))
        self.jump.setAccessibleName(tr("Line to go to"))
        self.jump.setPlaceholderText(tr("line"))
        self.jump.setMaximumWidth(120)
        self.jump.installEventFilter(self)
        self.jump.returnPressed.connect(self._on_jump_entered)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self.line)
        words = QVBoxLayout()
        words.addStretch(1)
        words.addWidget(self.said)
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(self.carried)
        row.addWidget(self.jump)
        self.jump.hide()
        look.changed.connect(self._put_on)
        self._put_on()

    def show_carrier(self, name: str) -> None:
        """Show who carries or carried the sheet, where that was told; dots while names are hidden."""
        self._carrier = name
        name = HIDDEN if name and self._is_private else name
        letters = self.fontMetrics().averageCharWidth() * MOST_NAME
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, letters)
        self.carried.setText(tr("Carried by {name}").format(name=shown) if name else "")
        self.carried.setToolTip(plain_tip(name))

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of who carries the sheet, or the name again."""
        self._is_private = is_private
        self.show_carrier(self._carrier)

    def show_line(self, entry: Entry) -> None:
        """Show the line in the form and how it stands."""
        beyond = entry.sheet.lines < MOST_LINES
        self.line.setText(
            tr("Line {line} of {lines}").format(line=entry.number, lines=entry.sheet.lines)
            if beyond
            else tr("Line {line}").format(line=entry.number)
        )
        self.said.setText(said_of(entry))
        self._colour = (
            self._look.colours.warn if entry.standing is not Standing.OPEN else self._look.colours.placeholder
        )
        coloured(self.said, self._colour)

    def said_aloud(self, sheet: str) -> str:
        """Return where one types now, for whoever does not see it."""
        return tr("{sheet}, {line}").format(sheet=sheet, line=self.line.text())

    def ask_line(self) -> None:
        """Ask for the line to go to, here in the page."""
        self.jump.clear()
        self.jump.show()
        self.jump.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc, or leaving the field, ends asking."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]  # a key event has its key
            self.jump_ended.emit()
            self.jump.hide()
            return True
        if event.type() == QEvent.Type.FocusOut:
            self.jump.hide()
        return super().eventFilter(watched, event)

    def _on_jump_entered(self) -> None:
        number = int(self.jump.text() or 0)
        self.jump_ended.emit()
        self.jump.hide()
        self.jump_asked.emit(number)

    def _put_on(self) -> None:
        is_huge = QApplication.font().pointSizeF() > HUGE_POINTS
        scaled(self.line, 1.7 if is_huge else 2.4, bold=True)
        scaled(self.said, 1.0)
        scaled(self.carried, 1.0)
        coloured(self.carried, self._look.colours.placeholder)
        of_words = self.said.fontMetrics().lineSpacing() * (3 if is_huge else 2)
        self.setMinimumHeight(max(self.line.sizeHint().height(), of_words))  # so that no word moves the fields below
        if self._colour:
            coloured(self.said, self._look.colours.placeholder)


def said_of(entry: Entry) -> str:
    """Return what is to be known of the line in the form."""
    row = entry.row
    if entry.lost_mark and entry.standing is not Standing.SEEN:
        return said_of_lost_mark(entry.lost_mark)
    if row is None:
        return ""
    if entry.standing is Standing.BLIND:
        return tr(
            "Typed before by {typist}. Type it again from the paper: the two are compared. F6 shows it instead."
        ).format(typist=row.typist or tr("somebody without initials"))
    if row.conflict is not None:
        may_decide = (entry.session.journal.role or Role.NONE) >= Role.COORDINATOR
        return tr(DIFFERS_HERE if may_decide else DIFFERS)
    if row.state in STATES_SAID:
        return tr(STATES_SAID[row.state])
    return tr("Typed already. Change what is wrong; Enter in the last field saves.")


DIFFERS = mark("Typed twice, and the two differ: headquarters will decide. What you type now replaces yours.")
DIFFERS_HERE = mark("Typed twice, and the two differ: Ctrl+5 decides it. What you type now replaces yours.")
STATES_SAID = {
    "blank": mark("This line is marked blank. What you type takes its place; F4, then G: it is signed."),
    "struck": mark("This line is marked crossed out. What you type takes its place; F4, then G: it is signed."),
    "unreadable": mark("This line is marked unreadable. What you type takes its place; F4, then G: it is signed."),
    "not_signed": mark("This line is marked not signed. What you type takes its place; F4, then G: it is signed."),
}
