"""*What headquarters holds*: a receipt is taken, and what it confirms may be wiped from this laptop, in two steps."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from canvass.batches.accepting import Accepted, HeldHere, accept, held_here
from canvass.batches.wiping import Wipe, wipe
from canvass.desktop.card_page import CardPage
from canvass.desktop.flow import flowing
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import DONE, NOTICE, MessageBar
from canvass.desktop.out_folder import stick_folder
from canvass.desktop.receipt_words import accepted_words, gone_words, held_words, sure_words, wiped_words
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr


class ReceiptPage(CardPage):
    """What is held, the receipt to open, and, only where all of a line is held, the way to wipe it."""

    changed = Signal()
    """What is confirmed, or what is here, is not as it was."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("What headquarters holds"), parent)
        self._session = session
        self._here: HeldHere | None = None
        self.messages = MessageBar(look)
        self.put_above(self.messages)
        self.held = self.add_text("")
        self.gone = self.add_text("")
        self.add_text(
            tr(
                "Headquarters writes a receipt after it took in your file, and it comes back on the stick. Choose it "
                "here, or drop it anywhere on this window. Nothing is wiped by that."
            )
        )
        self.choose = QPushButton(tr("Choose the &receipt…"))
        self.wipe = QPushButton(tr("&Wipe what headquarters holds…"))
        self.column.addLayout(flowing((self.choose, self.wipe), 12))
        self.sure = self.add_text("")
        self.yes = QPushButton(tr("&Yes, wipe these lines"))
        self.keep = QPushButton(tr("&Keep them here"))
        self.column.addLayout(flowing((self.keep, self.yes), 12))
        self.column.addStretch(1)
        self.choose.clicked.connect(self._on_choose)
        self.wipe.clicked.connect(self._on_wipe)
        self.keep.clicked.connect(self._on_keep)
        self.yes.clicked.connect(self._on_yes)
        look.changed.connect(self._put_on_receipt)
        self._put_on_receipt()
        self._show(None)

    def begin(self) -> None:
        """Show what is held as far as this laptop knows."""
        self.messages.clear()
        self.choose.setFocus()
        self._refresh()

    def close_down(self) -> None:
        """Do nothing: what is given to the writer is finished before the drive closes."""

    def open_receipt(self, path: Path) -> None:
        """Take a receipt, and say what it confirms."""
        self.messages.clear()
        self._session.write(lambda journal: accept(journal, path), self._on_accepted, self._on_refused)

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, tr("Choose the receipt"), str(stick_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Receipts (*.canvassreceipt)"))
        dialog.fileSelected.connect(lambda name: self.open_receipt(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_accepted(self, accepted: Accepted) -> None:
        self.messages.say(accepted_words(accepted), NOTICE if accepted.is_forked else DONE)
        self.changed.emit()
        self._refresh()

    def _refresh(self) -> None:
        self._session.look(held_here, self._show, self._on_refused)

    def _show(self, here: HeldHere | None) -> None:
        self._here = here
        self.held.setText("" if here is None else held_words(here))
        self.gone.setText("" if here is None else gone_words(here))
        for label in (self.held, self.gone):
            label.setVisible(bool(label.text()))
        self.wipe.setVisible(here is not None and here.may_wipe)
        self._ask(is_asked=False)

    def _ask(self, *, is_asked: bool) -> None:
        for part in (self.sure, self.yes, self.keep):
            part.setVisible(is_asked)
        self.wipe.setEnabled(not is_asked)
        self.choose.setEnabled(not is_asked)

    def _on_wipe(self) -> None:
        """Ask once more, and begin at the answer that changes nothing."""
        if self._here is not None:
            self.sure.setText(sure_words(self._here, is_protected=self._session.is_protected))
            self._ask(is_asked=True)
            self.keep.setFocus()
            self.bring_into_sight(self.yes)

    def _on_keep(self) -> None:
        self._ask(is_asked=False)
        self.wipe.setFocus()

    def _on_yes(self) -> None:
        self.back.setFocus()
        self._ask(is_asked=False)
        self.wipe.setEnabled(False)
        self._session.write(wipe, self._on_wiped, self._on_refused)

    def _on_wiped(self, done: Wipe) -> None:
        self.messages.say(wiped_words(done), DONE)
        self.changed.emit()
        self._refresh()

    def _on_refused(self, error: CanvassError) -> None:
        self.messages.say(sentence(error))
        self._ask(is_asked=False)
        if self.isVisible():
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_on_receipt(self) -> None:
        scaled(self.held, 1.3, bold=True)
        scaled(self.sure, 1.15, bold=True)
