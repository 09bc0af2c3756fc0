"""*What the petition says*: its fields with the rule beside each figure, stored by one button, all or none."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from canvass.desktop.card_page import CardPage
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import DONE, NOTICE, MessageBar
from canvass.desktop.petition_draft import keep_typed, typed_before
from canvass.desktop.petition_form import PetitionForm
from canvass.desktop.petition_rules import beside, doubts_of, words_of
from canvass.desktop.petition_saving import Stored, freezing_words, is_freezing, state_words, store, stored_words
from canvass.desktop.petition_typed import TEXTS, as_typed, changed_fields, fields_of, typed_petition
from canvass.desktop.petition_words import said_of
from canvass.desktop.proponents_box import ProponentsBox
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.journal.drive import petition_needed
from canvass.petition.petition import with_fields
from canvass.petition.template import template
from canvass.signers.notice_signers import notice_signers
from canvass.wording.printed import print_words
from canvass.wording.translation import tr


class PetitionPage(CardPage):
    """The form, and the button that stores it."""

    print_asked = Signal()
    own_page_asked = Signal()
    saved = Signal()
    sight_asked = Signal()
    """What was typed is to be saved before something else, and cannot be without a word from here."""

    def __init__(self, session: Session, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("What the petition says"), parent)
        self._session = session
        self._today = today
        self._of = template(petition_needed(session.journal).template)
        self.messages = MessageBar(look)
        self.state = self.add_text("")
        self.form = PetitionForm(look, fields_of(self._of), self._of.kind)
        self.column.addWidget(self.form)
        self.own_page = QPushButton(tr("&Use the page that the official approved (PDF)…"))
        self.own_page.clicked.connect(self._on_own_page)
        self.column.addWidget(self.own_page, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.save = QPushButton(tr("&Save"))
        self.save.setProperty("isFirst", True)
        self.to_print = QPushButton(tr("&Print sheets"))
        self.put_above(self.messages)
        self.foot.insertWidget(0, self.save)
        self.foot.insertWidget(1, self.to_print)
        self._is_edited = False
        self._is_private = False
        self._sent: dict[str, str] = {}
        self._then: Callable[[], None] | None = None
        self._box: ProponentsBox | None = None
        self.form.edited.connect(self._on_edited)
        self.form.gone_to.connect(self.bring_into_sight)
        self.save.clicked.connect(self._on_save)
        self.to_print.clicked.connect(self.print_asked)
        if self.form.pick is not None:
            self.form.pick.clicked.connect(self._on_pick)
        look.changed.connect(self._put_on_save)
        self._put_on_save()

    def begin(self) -> None:
        """Show the petition as it is stored; what was typed and not stored yet stays."""
        self.messages.clear()
        if not self._is_edited:
            self._fill()
            self._take_up()
        first = next((field for field, value in self.form.values().items() if not value), "title")
        self.form.focus(first)

    def save_first(self, then: Callable[[], None]) -> bool:
        """Save what was typed before something else is done, and return whether that has to wait.

        `then` is called once it is saved. What cannot be saved is said on this page, which comes in sight, and `then`
        is forgotten.
        """
        if self._is_edited:
            self._then = then
            self._on_save()
        return self._is_edited

    def close_down(self) -> None:
        """Keep what was typed and not saved: the drive is about to be closed."""
        if self._is_edited:
            values = self.form.values()
            self._session.write(lambda journal: keep_typed(journal, values), lambda _: None, self._on_refused)

    def hide_names(self, is_private: bool) -> None:
        """Show no list of names while names are hidden."""
        self._is_private = is_private
        if is_private and self._box is not None:
            self._box.reject()

    def _on_pick(self) -> None:
        """Offer the names on the notice; none of them is chosen by itself."""
        if self._is_private:
            self.messages.say(tr("Names are hidden, so none are listed now. Ctrl+Shift+L shows them."), NOTICE)
            return
        found = notice_signers(self._session.journal)
        if not found.signers:
            said = tr("No name was typed from a sheet of the notice yet. You can type the names of proponents here.")
            self.messages.say(said, NOTICE)
            self.form.focus("proponents")
            return
        self._box = box = ProponentsBox(found, self)
        box.chosen.connect(self._on_chosen)
        box.finished.connect(self._on_box_closed)
        box.open()

    def _on_own_page(self) -> None:
        """Go to the page that takes a PDF; what is typed here would be stored over its approval."""
        if self._is_edited:
            self.messages.say(tr("Save what you typed here first; then bring the page as a PDF."), NOTICE)
            self.save.setFocus()
        else:
            self.own_page_asked.emit()

    def _on_chosen(self, names: list[str]) -> None:
        self.form.add_proponents(names)

    def _on_box_closed(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
        self._box = None
        self.form.focus("proponents")

    def _fill(self) -> None:
        petition = petition_needed(self._session.journal)
        self.form.show_values({field: as_typed(petition, field) for field in self.form.fields})
        self.form.show_refused({})
        self._show_rules()
        self.state.setText(state_words(self._session.journal, self._of))

    def _take_up(self) -> None:
        """Show again what was typed before the drive was closed."""
        typed = typed_before(self._session.journal)
        if typed and not self._is_edited:
            self._is_edited = True
            self.form.show_values({field: value for field, value in typed.items() if field in self.form.fields})
            self._show_rules()
            self.messages.say(tr("What you typed last time is here again. It is not saved yet."), NOTICE)

    def _show_rules(self) -> None:
        petition = petition_needed(self._session.journal)
        values = self.form.values()
        typed = with_fields(petition, typed_petition(petition, values).fields)
        said, doubts = beside(typed, self._of, self._today), doubts_of(typed, self._of, self._today)
        for field in self.form.fields:
            if field in TEXTS:
                words, is_kept = words_of(field, values[field], self._of)
                self.form.show_beside(field, words, is_kept=is_kept)
            else:
                self.form.show_beside(field, said.get(field, ""), doubt=doubts.get(field, ""))

    def _on_edited(self) -> None:
        self._is_edited = True
        self._then = None
        if not self.messages.offered.isHidden():  # what was asked was asked of another text
            self.messages.clear()
        self._show_rules()

    # ------------------------------------------------------------------------------------------------- saving

    def _on_save(self) -> None:
        """Store what is typed, after a question if that freezes the page."""
        petition = petition_needed(self._session.journal)
        typed = typed_petition(petition, self.form.values())
        after = with_fields(petition, typed.fields)
        if typed.refused:
            self._come_in_sight()
            self.form.show_refused(typed.refused)
            self.messages.say(tr("Not saved yet. Mend what is marked and save again; what you typed stays."))
        elif is_freezing(self._session.journal, after, self._of):
            then = self._then
            self._come_in_sight()
            self.form.show_refused({})
            self.messages.say(freezing_words(after), NOTICE)
            self._then = then
            self.messages.offer(tr("&Freeze and save"), self._store)
        else:
            self._store()

    def _store(self) -> None:
        petition = petition_needed(self._session.journal)
        self._sent = self.form.values()
        typed = typed_petition(petition, self._sent)
        self.form.show_refused({})
        fields, words = changed_fields(petition, typed.fields), print_words()
        self.save.setEnabled(False)
        self._session.write(lambda journal: store(journal, fields, words), self._on_stored, self._on_refused)

    def _on_stored(self, stored: Stored) -> None:
        self.save.setEnabled(True)
        then, self._then = self._then, None
        if self.form.values() == self._sent:
            self._is_edited = False
            self._fill()
        said, is_well = stored_words(self._session.journal, stored, self._of)
        self.messages.say(said, DONE if is_well else NOTICE)
        (self.to_print if stored.no_page is None else self.save).setFocus()
        self.saved.emit()
        if then is not None and not self._is_edited:
            then()

    def _on_refused(self, error: CanvassError) -> None:
        self.save.setEnabled(True)
        self._come_in_sight()
        self.messages.say(said_of(error))
        self.save.setFocus()

    def _come_in_sight(self) -> None:
        """Come in sight if what is typed here keeps something else from being done."""
        then, self._then = self._then, None
        if then is not None and not self.isVisible():
            self.sight_asked.emit()

    def _put_on_save(self) -> None:
        scaled(self.save, 1.3, bold=True)
        scaled(self.to_print, 1.3)
