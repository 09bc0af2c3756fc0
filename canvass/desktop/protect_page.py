"""The offer to protect a drive's file: five generated words, typed back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from canvass.campaign.key import same_spaces
from canvass.campaign.passphrase import generated_passphrase
from canvass.desktop.card_page import CardPage
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import MessageBar
from canvass.desktop.word_list import passphrase_words
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
        label = QLabel(tr("Type the five words:"))
        label.setBuddy(self.typed)
        self.column.addWidget(self.messages)
        self.column.addWidget(label)
        self.column.addWidget(self.typed)
        self.protect = QPushButton(tr("&Protect"))
        self.not_now = QPushButton(tr("&Not now, close") if is_closing else tr("&Not now"))
        self.protect.setProperty("isFirst", True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.protect)
        row.addWidget(self.not_now)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.protect.clicked.connect(self._on_protect)
        self.typed.returnPressed.connect(self._on_protect)
        self.not_now.clicked.connect(self.declined)
        look.changed.connect(self._put_on_words)
        self._put_on_words()

    def begin(self) -> None:
        """Put the focus where the words are typed back."""
        self.typed.setFocus()

    def _on_protect(self) -> None:
        if same_spaces(self.typed.text()) == self.generated:
            self.protect.setEnabled(False)
            self.protect.setText(tr("Protecting…"))
            self.protect_asked.emit(self.generated)
        else:
            said = tr(
                "These are not the five words above. Nothing was changed. Type them as they stand, in small letters."
            )
            self.messages.say(said)
            self.typed.selectAll()
            self.typed.setFocus()

    def _put_on_words(self) -> None:
        scaled(self.shown, 1.7, bold=True)
        scaled(self.typed, 1.25)
        scaled(self.protect, 1.2, bold=True)
        scaled(self.not_now, 1.2)
