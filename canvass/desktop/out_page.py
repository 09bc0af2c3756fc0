"""The page *Sheets out and back*: one field that always listens, and who has which sheets for how long."""

import re
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from canvass.desktop.big_line import BigLine
from canvass.desktop.card_page import CardPage
from canvass.desktop.entry_state import CODE
from canvass.desktop.keys import OUT_KEYS, action_for
from canvass.desktop.look import Look
from canvass.desktop.message_bar import MessageBar
from canvass.desktop.out_form import NAMING, OutForm
from canvass.desktop.out_moves import OutMoves, Told, Whereabouts, whereabouts
from canvass.desktop.out_saving import OutSaving
from canvass.desktop.out_words import (
    BACK,
    done_words,
    doubt_rows,
    named,
    outstanding_rows,
    states_words,
    taken_back_words,
    undo_words,
    without_name,
)
from canvass.desktop.petition_words import said_of
from canvass.desktop.session import Session
from canvass.desktop.settings import Settings
from canvass.desktop.sounds import scan_sound
from canvass.desktop.words_table import WordsModel, WordsTable
from canvass.ground.errors import CanvassError
from canvass.sheets.custody import COUNTED, Order
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr

WIDEST = 1600
LEAST_HEIGHT = 100
"""Less than other pages: what is above the table may have two lines more than usual."""
COUNT = re.compile(r"[0-9]{1,3}", re.ASCII)
"""Typed while sheets come back: how many lines are filled on the one before."""


class OutPage(CardPage):
    """The form at the top, the big line of what was done, then the tables."""

    print_asked = Signal()
    find_asked = Signal(str)
    """Somebody's name, or a sheet's number: what is to be known of it."""

    def __init__(
        self, session: Session, settings: Settings, look: Look, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, tr("Sheets out and back"), parent)
        self._session = session
        self._settings = settings
        self._today = today
        self._seen: Whereabouts | None = None
        self._is_private = False
        self.moves = OutMoves(session, today, self)
        self.messages = MessageBar(look)
        self.form = OutForm(look)
        self.done = BigLine(look)
        for part in (self.done, self.form, self.messages):
            self.put_above(part)
        if (inside := self.column.parentWidget()) is not None:
            inside.setMaximumWidth(WIDEST)
        self._area.setMinimumHeight(LEAST_HEIGHT)
        self.empty = self.add_text("")
        self.to_print = QPushButton(tr("&Print sheets"))
        self.column.addWidget(self.to_print, 0, Qt.AlignmentFlag.AlignLeft)
        self.stand = self.add_text("")
        titles = (tr("Who has some"), tr("Sheets"), tr("For how long"), tr("Which"))
        self.out = WordsModel(titles, frozenset({1}))
        self.out_table = WordsTable(self.out, look, tr("Who has how many sheets"), 3)
        self.doubts = WordsModel((tr("Sheet"), tr("Look at the paper: what cannot be right")), frozenset())
        self.doubts_table = WordsTable(self.doubts, look, tr("Sheets to look at"), 1)
        self.column.addWidget(self.out_table)
        self.column.addWidget(self.doubts_table)
        self.column.addStretch(1)
        self.undo = QPushButton()
        self.saving = OutSaving(session, self.messages, today)
        self.foot.addWidget(self.undo)
        self.foot.addWidget(self.saving)
        self._connect()
        self._show_parts()

    def begin(self) -> None:
        """Look where the sheets are, and listen."""
        self.messages.clear()
        self.done.say(str)
        self.look_again()
        self.form.begin_anew()
        self.form.listen()

    def look_again(self) -> None:
        """Look where the sheets are, away from the window's thread."""
        self._session.look(lambda journal: whereabouts(journal, self._today), self._on_seen, self._on_unseen)

    def close_down(self) -> None:
        """Do nothing: what is given to the writer is finished before the drive closes."""

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of people's names, or the names again; handing out goes on."""
        self._is_private = is_private
        self.form.hide_names(is_private)
        self.done.say_again()
        self._show_rows()
        self._show_parts()

    def take_scan(self, code: str) -> None:
        """Tell it of the sheet whose code was scanned into any other field."""
        self.form.take_scan(code)

    def _connect(self) -> None:
        self.back.setText(tr("Bac&k"))
        self.form.asked.connect(self._on_asked)
        self.form.undo_asked.connect(self.moves.take_back)
        self.moves.told.connect(self._on_told)
        self.moves.taken_back.connect(self._on_taken_back)
        self.moves.refused.connect(self._on_refused)
        for table in (self.out_table, self.doubts_table):
            table.installEventFilter(self)
        self.out_table.activated.connect(lambda index: self._ask_of(self._seen, index.row()))
        self.doubts_table.activated.connect(lambda index: self.find_asked.emit(self.doubts.rows[index.row()][0]))
        self.to_print.clicked.connect(self.print_asked)
        self.undo.clicked.connect(self.moves.take_back)
        action_for(self, next(key for key in OUT_KEYS if key.name == "undo_move"), self.moves.take_back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin a number in the field that listens, wherever else on the page the focus is."""
        if event.text().isdigit():
            self.form.begin_with(event.text())
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep digits from the tables, which would look for them in their rows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.text().isdigit():
            self.form.begin_with(event.text())
            return True
        return super().eventFilter(watched, event)

    # ----------------------------------------------------------------------------------------------------- telling

    def _on_asked(self) -> None:
        text, mode = self.form.sheets.text().strip(), self.form.mode
        holder = self.form.person.typed.strip() if mode in NAMING else ""
        filled = None
        if mode == BACK and (typed := self.form.filled.text().strip()):
            if not (typed.isascii() and typed.isdigit()):
                self.form.filled.setFocus()
                self.form.filled.selectAll()
                said = tr("“{typed}” is not a number of lines. Nothing was changed.").format(typed=typed)
                self.done.say(lambda: said, is_refused=True)
                return
            filled, mode = int(typed), COUNTED[1]
            self.form.filled.clear()  # the next scan may come before this one is stored
        typist, _ = self._settings.typed_by(datetime.now())  # noqa: DTZ005 - the evening where one sits
        self.form.listen()
        if mode == BACK and COUNT.fullmatch(text) and self.moves.came_back:
            self.moves.tell(text, Order(COUNTED[1], "", int(text), typist), self.moves.came_back)
        else:
            self.moves.tell(text, Order(mode, holder, filled, typist))

    def _on_told(self, told: Told) -> None:
        if CODE.fullmatch(told.text):
            scan_sound(self._settings)
        if self.form.sheets.text().strip() == told.text:
            self.form.sheets.put("")
        self.done.say(lambda: done_words(self._shown(told)))
        self._after()

    def _on_taken_back(self, told: Told) -> None:
        self.done.say(lambda: taken_back_words(self._shown(told)))
        self._after()

    def _after(self) -> None:
        self._show_parts()
        self.look_again()
        if self.isVisible():
            self.form.listen()

    def _on_refused(self, text: str, filled: str, error: CanvassError) -> None:
        self.done.say(lambda: "✗ " + said_of(error), is_refused=True)
        self._show_parts()
        if self.form.sheets.text().strip() == text and self.isVisible():
            self.form.filled.setText(filled)
            self.form.listen()

    def _shown(self, told: Told) -> Told:
        return without_name(told) if self._is_private else told

    def _ask_of(self, seen: Whereabouts | None, place: int) -> None:
        if seen is not None and seen.outstanding[place].holder:
            self.find_asked.emit(seen.outstanding[place].holder)

    # ----------------------------------------------------------------------------------------------------- looking

    def _on_seen(self, seen: Whereabouts) -> None:
        self._seen = seen
        self.form.learn_holders(seen.holders, seen.lately)
        self.stand.setText(states_words(seen.states))
        self._show_rows()
        self.doubts.show_rows(doubt_rows(seen.doubts))
        self._show_parts()

    def _show_rows(self) -> None:
        people = () if self._seen is None else self._seen.outstanding
        self.out.show_rows(outstanding_rows(people, is_private=self._is_private))

    def _on_unseen(self, error: CanvassError) -> None:
        self.messages.say(sentence(error))

    def _show_parts(self) -> None:
        """Show only what there is something to say of."""
        seen, last = self._seen, self.moves.last
        has_sheets = seen is not None and bool(seen.states)
        self.empty.setText(
            tr("No sheets are printed yet. Print sheets first; then they are handed out and taken back here.")
            if seen is not None
            else tr("Looking where the sheets are…")
        )
        self.empty.setVisible(not has_sheets)
        self.to_print.setVisible(seen is not None and not has_sheets)
        self.stand.setVisible(has_sheets)
        self.out_table.setVisible(seen is not None and bool(seen.outstanding))
        self.doubts_table.setVisible(seen is not None and bool(seen.doubts))
        self.saving.show_people(() if seen is None else seen.outstanding)
        self.undo.setVisible(last is not None)
        if last is not None:
            self.undo.setText(undo_words(self._shown(last)))
            self.undo.setToolTip(named(self._shown(last)))
