"""*Set-up file for another laptop*: for whom, as what, and the file."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from canvass.batches.kit import make_kit
from canvass.batches.recovery import is_card_due
from canvass.desktop.card_page import CardPage
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import DONE, MessageBar
from canvass.desktop.out_folder import OutFolder, documents_folder
from canvass.desktop.session import Session
from canvass.desktop.sticks import sticks
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Role
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr

ROLES = {
    Role.FIELD: mark("&Types names at a vigil or a table"),
    Role.COORDINATOR: mark("&Coordinator: prints sheets, hands out, takes in"),
    Role.HQ: mark("Another head&quarters: counts, decides, reads all names"),
}


class KitPage(CardPage):
    """What it is, what the other laptop is to do, whose it is, and the button."""

    saved = Signal()
    keys_asked = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Set-up file for another laptop"), parent)
        self._session = session
        self.messages = MessageBar(look)
        self.put_above(self.messages)
        self.add_text(
            tr(
                "The set-up file makes another laptop part of this drive: it carries the petition, its approved pages "
                "and headquarters’ lock for the names, never a name. Whoever has the file can take part. "
                "Hand it over on a stick; never send it around. For typing names one file serves any number "
                "of laptops; any other serves one."
            )
        )
        self.card_first = self.add_text(
            tr(
                "Before the first set-up file, print the card of the recovery key: without it, the names that other "
                "laptops write for headquarters are lost if this laptop is. You can also do it later."
            )
        )
        self.to_keys = QPushButton(tr("Print the &recovery card first"))
        self.roles = QButtonGroup(self)
        self.name = QLineEdit()
        self.out = OutFolder(documents_folder())
        self.save = QPushButton(tr("&Save the set-up file"))
        self._lay_out()
        self.to_keys.clicked.connect(self.keys_asked)
        self.save.clicked.connect(self._on_save)
        self.name.returnPressed.connect(self.save.click)
        look.changed.connect(self._put_on_save)
        self._put_on_save()

    def _lay_out(self) -> None:
        self.column.addWidget(self.to_keys, 0, Qt.AlignmentFlag.AlignLeft)
        for role in self._roles_allowed():
            button = QRadioButton(tr(ROLES[role]))
            self.roles.addButton(button, role)
            self.column.addWidget(button)
        self.roles.button(Role.FIELD).setChecked(True)
        self.name.setPlaceholderText(tr("as Ana’s laptop; may stay empty"))
        self.name.setAccessibleName(tr("Whose laptop it is"))
        label = QLabel(tr("&Whose laptop it is"))
        label.setBuddy(self.name)
        self.save.setProperty("isFirst", True)
        self.foot.insertWidget(0, self.save)
        for part in (label, self.name, self.out):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def begin(self) -> None:
        """Propose the stick that is plugged in."""
        self.messages.clear()
        plugged = sticks()
        if plugged:
            self.out.choose(plugged[0][1])
        is_card_first = is_card_due(self._session.journal)
        self.card_first.setVisible(is_card_first)
        self.to_keys.setVisible(is_card_first)
        (self.to_keys if is_card_first else self.name).setFocus()

    def close_down(self) -> None:
        """Do nothing: what is given to the writer is finished before the drive closes."""

    def _roles_allowed(self) -> tuple[Role, ...]:
        if self._session.journal.role == Role.HQ:
            return tuple(ROLES)
        return (Role.FIELD,)

    def _on_save(self) -> None:
        role, name = Role(self.roles.checkedId()), self.name.text()
        out = self.out.unused(name.strip() or f"{self._session.path.stem} {role.name.lower()}", ".canvasskit")
        self.save.setEnabled(False)
        self._session.write(
            lambda journal: make_kit(journal, role, out, name), lambda _: self._on_saved(out, role), self._on_refused
        )

    def _on_saved(self, out: Path, role: Role) -> None:
        self.save.setEnabled(True)
        said = (
            tr("The set-up file is {path}. On the other laptop: “Someone gave me a set-up file”.")
            if role == Role.FIELD
            else tr(
                "The set-up file is {path}. It is for one laptop; delete it once that laptop has taken it in. "
                "On the other laptop: “Someone gave me a set-up file”."
            )
        )
        self.messages.say(said.format(path=out), DONE)
        self.saved.emit()
        self.back.setFocus()

    def _on_refused(self, error: CanvassError) -> None:
        self.save.setEnabled(True)
        self.messages.say(sentence(error))
        self.save.setFocus()

    def _put_on_save(self) -> None:
        scaled(self.save, 1.3, bold=True)
