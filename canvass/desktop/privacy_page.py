"""The Privacy page: what is kept of a signer, and where the drive's file is and who can read it."""

import html
import re
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from canvass.campaign.places import default_folder
from canvass.desktop.card_page import CardPage
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import MessageBar
from canvass.desktop.session import Session
from canvass.wording.hand_cards import PRIVACY, card_texts
from canvass.wording.translation import language, languages, tr

BOLD = re.compile(r"\*\*(.+?)\*\*")


class PrivacyPage(CardPage):
    """The card's words, then those on this laptop; the card can be saved to print."""

    card_asked = Signal(str, object)
    protect_asked = Signal()

    def __init__(self, look: Look) -> None:
        title, said = card_texts(PRIVACY, language())
        super().__init__(look, title)
        self.messages = MessageBar(look)
        self.put_above(self.messages)
        for paragraph in said:
            label = self.add_text(BOLD.sub(r"<b>\1</b>", html.escape(paragraph)))
            label.setTextFormat(Qt.TextFormat.RichText)
        self.here = QLabel(tr("On this laptop"))
        self.column.addWidget(self.here)
        self.file = self.add_text("")
        self.readers = self.add_text("")
        self.protect = QPushButton(tr("&Protect with a passphrase…"))
        self.protect.clicked.connect(self.protect_asked)
        self.column.addWidget(self.protect, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_paragraphs(
            [
                tr(
                    "Ask whoever looks after this laptop whether its disk is encrypted (BitLocker or device encryption "
                    "on Windows, FileVault on a Mac, LUKS on Linux). Then whoever steals the laptop while it is "
                    "switched off reads nothing on it, also none of what other programs keep."
                ),
                tr(
                    "canvass never opens a network connection: it looks for no updates, sends no statistics and no "
                    "reports. What leaves this laptop is what somebody carries away."
                ),
                tr("At a table or a vigil, Ctrl+Shift+L hides all names on this screen; typing goes on."),
            ]
        )
        self.languages = QComboBox()
        self.languages.setAccessibleName(tr("Language of the card"))
        self.languages.addItems([*languages().values(), " + ".join(languages().values())])
        self.languages.setCurrentIndex(list(languages()).index(language()))
        self.save = QPushButton(tr("&Save this card to print…"))
        self.save.clicked.connect(lambda: self.card_asked.emit(PRIVACY, self.chosen_languages))
        for part in (self.languages, self.save):
            self.foot.addWidget(part)
        look.changed.connect(self._put_on_here)
        self._put_on_here()
        self.show_file(None)

    @property
    def chosen_languages(self) -> list[str]:
        """The codes of the languages that the card is to be in: one, or all on one page."""
        codes = list(languages())
        chosen = self.languages.currentIndex()
        return codes[chosen : chosen + 1] or codes

    def show_file(self, session: Session | None) -> None:
        """Say where the file of the open drive is and who can read it."""
        self.messages.clear()
        self.protect.setVisible(session is not None and not session.is_protected and not session.is_rescue)
        if session is None:
            self.file.setText(_no_drive(default_folder()))
            self.readers.setText(tr("A drive’s file can be protected with a passphrase once it is open."))
            return
        said = tr("This drive is one file: {path}. Its last copies lie beside it and are protected as it is.")
        self.file.setText(said.format(path=session.path))
        self.readers.setText(
            tr("It is protected: only who knows its passphrase can read it. If that is lost, nobody can.")
            if session.is_protected
            else tr("It has no passphrase: whoever can use this laptop can read the names in it.")
        )

    def _put_on_here(self) -> None:
        scaled(self.here, 1.3, bold=True)


def _no_drive(folder: Path) -> str:
    return tr("No drive is open. Each is one file, and new ones are made in {folder}.").format(folder=folder)
