"""The offer to protect a drive's file: five generated words, typed back, or a passphrase of one's own, typed twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from canvass.campaign.key import check_long_enough, same_spaces
from canvass.campaign.passphrase import generated_passphrase
from canvass.desktop.card_page import CardPage
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import MessageBar
from canvass.desktop.word_list import passphrase_words
from canvass.ground.errors import CanvassError
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr


class ProtectPage(CardPage):
    """Shows the words, has them typed back, and only then asks for protection by them."""

    protect_asked = Signal(str)
    declined = Signal()

    def __init__(self, look: Look, *, is_closing: bool, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Protect the names on this laptop?"), parent)
        self.generated = words or generated_passphrase(passphrase_words())
        self.messages = MessageBar(look)
        self.add_text(
            tr(
                "Anyone who gets hold of this laptop could read the names. With a passphrase they cannot. This one "
                "opens the names on this laptop, and is another than the one of a file for headquarters. "
                "Write these five words on paper and keep the paper apart from the laptop: without them nobody can "
                "open the file, nor can we."
            )
        )
        self.shown = self.add_text(self.generated)
        self.shown.setAccessibleName(tr("The five words: {words}").format(words=self.generated))
        self.typed = QLineEdit()
        self.typed.setAccessibleName(tr("Type the five words"))
        self._label = QLabel()
        self._label.setBuddy(self.typed)
        self.own = QCheckBox(tr("A passphrase of my &own instead"))
        self.again = QLineEdit()
        self.again.setAccessibleName(tr("Your passphrase once more"))
        self._label_again = QLabel(tr("The same once more:"))
        self._label_again.setBuddy(self.again)
        self.put_above(self.messages)
        for part in (self._label, self.typed, self._label_again, self.again, self.own):
            self.column.addWidget(part)
        self.protect = QPushButton(tr("&Protect"))
        self.not_now = QPushButton(tr("&Not now, close") if is_closing else tr("&Not now"))
        self.protect.setProperty("isFirst", True)
        self.foot.insertWidget(0, self.protect)
        self.foot.insertWidget(1, self.not_now)
        self.column.addStretch(1)
        self.protect.clicked.connect(self._on_protect)
        self.typed.returnPressed.connect(self._on_entered)
        self.again.returnPressed.connect(self._on_protect)
        self.own.toggled.connect(self._show_kind)
        self.not_now.clicked.connect(self.declined)
        look.changed.connect(self._put_on_words)
        self._show_kind(is_own=False)
        self._put_on_words()

    def begin(self) -> None:
        """Put the focus where the words are typed back."""
        self.typed.setFocus()

    def _show_kind(self, is_own: bool) -> None:
        """Ask for the words shown, or for a passphrase of one's own, twice: nobody sees a slip in it otherwise."""
        self.shown.setHidden(is_own)
        self.again.setVisible(is_own)
        self._label_again.setVisible(is_own)
        label = tr("Your passphrase, of 8 letters or more:") if is_own else tr("Type the five words:")
        self._label.setText(label)
        self.typed.setAccessibleName(label.rstrip(":"))
        self.messages.clear()

    def _on_entered(self) -> None:
        if self.own.isChecked() and not self.again.text():
            self.again.setFocus()
        else:
            self._on_protect()

    def _on_protect(self) -> None:
        typed = same_spaces(self.typed.text())
        if self.own.isChecked():
            self._protect_by_own(typed)
        elif typed == self.generated:
            self._protect(typed)
        else:
            said = tr(
                "These are not the five words above. Nothing was changed. Type them as they stand, in small letters."
            )
            self.messages.say(said)
            self.typed.selectAll()
            self.typed.setFocus()

    def _protect_by_own(self, typed: str) -> None:
        try:
            check_long_enough(typed)
        except CanvassError as error:
            self.messages.say(sentence(error))
            self.typed.setFocus()
            return
        if typed != same_spaces(self.again.text()):
            self.messages.say(tr("The two are not the same. Nothing was changed. Type your passphrase once more."))
            self.again.clear()
            self.again.setFocus()
        else:
            self._protect(typed)

    def _protect(self, passphrase: str) -> None:
        self.protect.setEnabled(False)
        self.protect.setText(tr("Protecting…"))
        self.protect_asked.emit(passphrase)

    def _put_on_words(self) -> None:
        scaled(self.shown, 1.7, bold=True)
        for field in (self.typed, self.again):
            scaled(field, 1.25)
        scaled(self.protect, 1.2, bold=True)
        scaled(self.not_now, 1.2)
