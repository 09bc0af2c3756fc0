"""The page *To decide*: differing readings side by side, and a person's word on what is on the paper."""

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from canvass.desktop.announce import announce
from canvass.desktop.cards_side_by_side import CardsSideBySide
from canvass.desktop.correction_form import CorrectionForm
from canvass.desktop.count_words import lines_words
from canvass.desktop.decide_keys import DecideKeys
from canvass.desktop.deciding import Decided, Deciding, where
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import DONE, NOTICE, MessageBar
from canvass.desktop.reading_words import question_words, start_fields, title_words
from canvass.desktop.session import Session
from canvass.desktop.settings import Settings
from canvass.ground.errors import CanvassError
from canvass.signers.decisions import Conflict
from canvass.signers.undecided import Undecided
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr

LARGEST_WITH_KEYS = 125


class DecidePage(QWidget):
    """Which paper to fetch, the readings, and the keys that decide between them."""

    back_asked = Signal()

    def __init__(
        self, session: Session, settings: Settings, look: Look, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._look = look
        self._is_private = False
        self._form_of: tuple[str, int] | None = None
        self._announced: tuple[str, int] | None = None
        self.deciding = Deciding(session, today, self)
        self.messages = MessageBar(look)
        self.heading, self.counter = QLabel(tr("To decide")), QLabel()
        self.title, self.question = QLabel(tr("Looking for what is to be decided…")), QLabel()
        self.cards = CardsSideBySide(look)
        self.form = CorrectionForm()
        self.keys = DecideKeys(self, self.deciding, self._open_form, self._keep, self._may_see)
        self.back, self.key_row = QPushButton(tr("&Back")), QWidget()
        self._lay_out()
        self._connect()
        self._show_item()
        self.title.setText(tr("Looking for what is to be decided…"))

    @property
    def device(self) -> str:
        """The id of this laptop."""
        return self.deciding.session.journal.device

    def begin(self) -> None:
        """Read what is to be decided now."""
        self.messages.clear()
        self.deciding.typist, _ = self._settings.typed_by(datetime.now().astimezone())
        self._put_focus()
        self.deciding.read()

    def close_down(self) -> None:
        """Nothing is under way here for long: the writer finishes what it was given."""

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of what was typed; nothing is decided unseen."""
        self._is_private = is_private
        self._show_item()

    def _lay_out(self) -> None:
        head, foot, row = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(self.key_row)
        row.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.heading, 1)
        head.addWidget(self.counter)
        row.setSpacing(8)
        for button in self.keys.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        foot.addWidget(self.back)
        foot.addStretch(1)
        for label in (self.title, self.question):
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 14)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self.messages, self.title, self.question):
            column.addWidget(part)
        column.addWidget(self.cards, 1)
        column.addWidget(self.form)
        column.addWidget(self.key_row)
        column.addStretch(0)
        column.addLayout(foot)
        self.form.hide()

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_asked)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, self._leave, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self.cards.chosen.connect(self._keep)
        self.form.finished.connect(self.deciding.keep_value)
        self.form.left.connect(self._close_form)
        self.deciding.item_shown.connect(self._show_item)
        self.deciding.decided.connect(self._on_decided)
        self.deciding.taken_back.connect(self._on_taken_back)
        self.deciding.refused.connect(self._on_refused)
        self._look.changed.connect(self._put_on)
        self._put_on()

    # ------------------------------------------------------------------------------------------------- what is done

    def _keep(self, number: int) -> None:
        if self._may_see():
            self.deciding.keep(number)

    def _open_form(self) -> None:
        item = self.deciding.item
        if item is None or not self._may_see():
            return
        if self._form_of != where(item):
            self._form_of = where(item)
            self.form.put(start_fields(item))
        self._show_form(is_shown=True)
        self.form.begin(
            next((field for field in item.differing if field != "state"), "") if isinstance(item, Conflict) else ""
        )

    def _may_see(self) -> bool:
        if self._is_private:
            self.messages.say(tr("Names are hidden, so nothing is decided now. Ctrl+Shift+L shows them."), NOTICE)
        return not self._is_private

    def _leave(self) -> None:
        if self.form.isVisible():
            self._close_form()
        else:
            self.back_asked.emit()

    def _close_form(self) -> None:
        self._show_form(is_shown=False)
        self._put_focus()

    def _show_form(self, *, is_shown: bool) -> None:
        """Show the form in place of the buttons, which would do something else than what was begun."""
        self.form.setVisible(is_shown)
        self.key_row.setVisible(not is_shown)

    # ------------------------------------------------------------------------------------------------- what is shown

    def _show_item(self) -> None:
        work, item = self.deciding, self.deciding.item
        if item is None or self._form_of != where(item):
            self._form_of = None
        self.keys.show_for(item)
        self._show_form(is_shown=False)
        self.question.setVisible(item is not None)
        self.cards.setVisible(item is not None)
        self.counter.setText(
            tr("{at:,} of {all:,} to decide").format(at=work.at + 1, all=len(work.queue)) if item is not None else ""
        )
        if item is None:
            self.title.setText(self._nothing_words())
        else:
            self.title.setText(title_words(item, self.device, work.names))
            self.question.setText(question_words(item))
            self._announce(item)
            self.cards.show_item(item, self.device, work.names, is_private=self._is_private)
        self._put_focus()

    def _announce(self, item: Undecided) -> None:
        """Have a screen reader say what is next: the focus stays where it was."""
        if self.isVisible() and self._announced != where(item):
            self._announced = where(item)
            announce(self, f"{self.title.text()}. {self.question.text()}")

    def _nothing_words(self) -> str:
        counted = self.deciding.counted
        if counted is None:
            return tr("Looking for what is to be decided…")
        return tr("Nothing to decide. {lines}, {agreed:,} typed twice and alike.").format(
            lines=lines_words(counted.entered), agreed=counted.agreed
        )

    def _put_focus(self) -> None:
        if self.isVisible():
            (self.back if self.deciding.item is None else self.cards).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_decided(self, done: Decided) -> None:
        said = title_words(done.item, self.device, self.deciding.names)
        self.messages.say(tr("Decided: {what}. Ctrl+Z takes it back.").format(what=said), DONE)
        self._form_of = None
        self._show_item()

    def _on_taken_back(self, done: Decided) -> None:
        said = title_words(done.item, self.device, self.deciding.names)
        if isinstance(done.item, Conflict):
            self.messages.say(tr("Taken back: {what}. It is to be decided again.").format(what=said), NOTICE)
        else:
            self.messages.say(
                tr("Taken back: {what} is linked to no sheet now. Say again which it is.").format(what=said), NOTICE
            )

    def _on_refused(self, error: CanvassError) -> None:
        self.messages.say(sentence(error))
        if self.form.isVisible():
            self.form.begin()

    def _put_on(self) -> None:
        self.keys.name_buttons(with_keys=self._settings.text_size <= LARGEST_WITH_KEYS)
        scaled(self.heading, 1.4, bold=True)
        scaled(self.counter, 1.2)
        scaled(self.title, 1.7, bold=True)
        scaled(self.question, 1.15)
