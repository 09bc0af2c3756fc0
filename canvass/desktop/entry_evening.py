"""Who types where this evening: taken over from the start before, checked when changed, noted for the next start."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from canvass.desktop.entry import Entry
from canvass.desktop.entry_head import EntryHead
from canvass.desktop.message_bar import MessageBar
from canvass.desktop.offers import Offers
from canvass.desktop.settings import Settings
from canvass.ground.errors import CanvassError
from canvass.ground.text import FieldTextRefused, clean
from canvass.journal.record import TYPIST_LETTERS
from canvass.signers.entry import clean_typist
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr


class Evening(QObject):
    """Stands between the head of the Entry page and what is saved. What is refused stays where it was typed."""

    def __init__(self, entry: Entry, head: EntryHead, offers: Offers, settings: Settings, messages: MessageBar) -> None:
        super().__init__(entry)
        self._entry = entry
        self._head = head
        self._offers = offers
        self._settings = settings
        self._messages = messages
        head.typist_changed.connect(self._on_typist_changed)
        head.place_changed.connect(self._on_place_changed)

    def take_over(self) -> None:
        """Take over who typed where, if that was this evening."""
        self._entry.typist, self._entry.event_name = self._settings.typed_by(datetime.now().astimezone())

    def show(self) -> None:
        """Show who types where."""
        self._head.typist.setText(self._entry.typist)
        self._head.place.put(self._entry.event_name)

    def _on_typist_changed(self, typist: str) -> None:
        if self._may_stand(tr("Typed by"), typist, clean_typist):
            self._entry.change_typist(typist)
            self._note()

    def _on_place_changed(self, place: str) -> None:
        place = place.strip()
        if self._may_stand(tr("Where"), place, clean):
            self._entry.event_name = place
            self._offers.learn_place(place)
            self._note()

    def _may_stand(self, label: str, text: str, cleaned: Callable[[str], str]) -> bool:
        """Return whether this may be kept; else say why not, and what was given before goes on to count."""
        try:
            cleaned(text)
        except CanvassError as error:
            if cleaned is clean_typist and error.facts["problem"] == "too_long":
                said = tr("“{text}” is too long for initials: at most {letters} letters. The place goes into Where.")
                self._messages.say(said.format(text=text, letters=TYPIST_LETTERS))
            else:
                self._messages.say(sentence(FieldTextRefused(field=label, problem=error.facts["problem"])))
            return False
        return True

    def _note(self) -> None:
        self._settings.note_typed_by(self._entry.typist, self._entry.event_name, datetime.now().astimezone())
