"""*Headquarters' keys*: what opens the drive's files, the recovery key's card, and taking in with that card."""

import contextlib
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from canvass.batches.merging import Merged
from canvass.batches.recovery import (
    SealingKey,
    check_key,
    forget_recovery_key,
    group_to_ask,
    recovery_kept,
    recovery_key,
    sealing_keys,
)
from canvass.campaign.places import is_synced
from canvass.desktop.card_page import CardPage
from canvass.desktop.hq_keys_words import said_of_hubs, said_of_key, said_of_recovery, said_of_taken
from canvass.desktop.key_intake import KeyIntake
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import DONE, NOTICE, MessageBar
from canvass.desktop.out_folder import OutFolder, documents_folder
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.ground.files import write_whole
from canvass.journal.drive import petition_needed
from canvass.journal.journal import Journal
from canvass.sheets.card import card_pdf
from canvass.wording.recovery_card import recovery_card
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr


def write_card(journal: Journal, out: Path, today: date) -> None:
    """Write the card of the recovery key as a new PDF. Raises `RecoveryKeyGone` and the errors of `write_whole`."""
    drive = petition_needed(journal).title or journal.campaign.path.stem
    write_whole(out, card_pdf(recovery_card(recovery_key(journal), drive, today)))


def card_folder() -> Path:
    """Return where the card goes: the documents, or the home where those are copied elsewhere by some service."""
    documents = documents_folder()
    return Path.home() if is_synced(documents) else documents


def is_removed(card: Path) -> bool:
    """Remove a card's PDF, and return whether it is gone."""
    with contextlib.suppress(OSError):
        card.unlink(missing_ok=True)
        return True
    return False


class HqKeysPage(CardPage):
    """The keys in words; the card, and the group typed back; a key from its card, and what it opens."""

    taken_in = Signal(object, str)
    """A `Merged`, and what is said of it."""

    def __init__(self, session: Session, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Headquarters’ keys"), parent)
        self._session = session
        self._today = today
        self._cards: list[Path] = []
        self._group = 1
        self.messages = MessageBar(look)
        self.put_above(self.messages)
        self.keys = self.add_text("")
        self.recovery = self.add_text("")
        self.out = OutFolder(card_folder())
        self.save_card = QPushButton(tr("&Save the card as a PDF"))
        self.save_card.setProperty("isFirst", True)
        self.show_card = QPushButton(tr("Show the &card"))
        self.group_label = QLabel()
        self.group = QLineEdit()
        self.on_paper = QPushButton(tr("I have it on &paper: take it out of this file"))
        self.intake = KeyIntake(session, self)
        self._lay_out()
        self._connect()
        self._put_on_buttons()

    def begin(self) -> None:
        """Show the keys as they are now."""
        self.messages.clear()
        self._show_keys()
        (self.intake.typed if self.save_card.isHidden() else self.save_card).setFocus()

    def close_down(self) -> None:
        """Forget what was typed of a key; of files that are being taken in, the one under way is finished."""
        self.intake.typed.clear()
        self.group.clear()

    def _lay_out(self) -> None:
        self.group_label.setBuddy(self.group)
        self.group_label.setWordWrap(True)
        card = QHBoxLayout()
        card.setSpacing(12)
        for button in (self.save_card, self.show_card):
            card.addWidget(button)
        card.addStretch(1)
        self.column.addWidget(self.out)
        self.column.addLayout(card)
        for part in (self.group_label, self.group):
            self.column.addWidget(part)
        self.column.addWidget(self.on_paper, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.intake)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.save_card.clicked.connect(self._on_save_card)
        self.show_card.clicked.connect(self._on_show_card)
        self.on_paper.clicked.connect(self._on_on_paper)
        self.group.returnPressed.connect(self._on_on_paper)
        self.intake.tried.connect(self._on_tried)
        self.intake.taken.connect(self._on_taken)
        self.intake.refused.connect(self._on_refused)
        self.look.changed.connect(self._put_on_buttons)

    def _show_keys(self) -> None:
        journal = self._session.journal
        found: tuple[SealingKey, ...] = sealing_keys(journal)
        kept = recovery_kept(journal)
        self.keys.setText("\n".join((*map(said_of_key, found), said_of_hubs())))
        self.recovery.setText(said_of_recovery(kept))
        for part in (self.out, self.save_card):
            part.setVisible(kept == "here")
        self.show_card.setVisible(bool(self._cards))
        for typed_back in (self.group_label, self.group, self.on_paper):
            typed_back.setVisible(kept == "here" and bool(self._cards))

    def _on_save_card(self) -> None:
        out = self.out.unused(tr("{drive} recovery key").format(drive=self._session.path.stem), ".pdf")
        try:
            write_card(self._session.journal, out, self._today)
            self._group = group_to_ask(recovery_key(self._session.journal))
        except CanvassError as error:
            self._on_refused(error)
            return
        self._cards.append(out)
        asked = tr("Printed? Then read &group {number} of the key on the paper and type it here:")
        self.group_label.setText(asked.format(number=self._group))
        self.group.setAccessibleName(tr("Group {number} of the key on the paper").format(number=self._group))
        self._show_keys()
        said = tr("The card is {path}. Print it, lock it away, and type one group back below.")
        if is_synced(out.parent):
            said = tr(
                "The card is {path}, and some service copies that folder elsewhere: whoever gets in there has the key. "
                "Choose another folder and save the card there; delete this one, from the service’s bin too."
            )
        self.messages.say(said.format(path=out), NOTICE if is_synced(out.parent) else DONE)
        self.show_card.setFocus()

    def _on_show_card(self) -> None:
        card = self._cards[-1]
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(card))):
            self.messages.say(tr("No program here shows PDF files. The file is {path}.").format(path=card))

    def _on_on_paper(self) -> None:
        typed, group = self.group.text(), self._group
        self.on_paper.setEnabled(False)
        self._session.write(
            lambda journal: forget_recovery_key(journal, typed, group), self._on_forgotten, self._on_not_forgotten
        )

    def _on_forgotten(self, _: None) -> None:
        self.on_paper.setEnabled(True)
        self.group.clear()
        left = [card for card in self._cards if not is_removed(card)]
        self._cards = []
        self._show_keys()
        if left:
            said = tr("The recovery key is on paper only now. Delete the PDF {path} too, and empty the waste bin.")
            self.messages.say(said.format(path=", ".join(map(str, left))), NOTICE)
        else:
            self.messages.say(tr("The recovery key is on paper only now; the PDF of its card was deleted too."), DONE)
        self.back.setFocus()

    def _on_not_forgotten(self, error: CanvassError) -> None:
        self.on_paper.setEnabled(True)
        self.messages.say(sentence(error))
        self.group.setFocus()
        self.group.selectAll()

    def _on_tried(self, typed: str) -> None:
        try:
            check_key(self._session.journal, typed)
        except CanvassError as error:
            self._on_refused(error)
            return
        self.messages.say(tr("That is this drive’s recovery key: the card can be read."), DONE)

    def _on_taken(self, merged: Merged) -> None:
        said = said_of_taken(merged)
        self.taken_in.emit(merged, said)
        self.messages.say(said, NOTICE if merged.refused or merged.conflicts else DONE)

    def _on_refused(self, error: CanvassError) -> None:
        self.messages.say(sentence(error))

    def _put_on_buttons(self) -> None:
        scaled(self.save_card, 1.3, bold=True)
