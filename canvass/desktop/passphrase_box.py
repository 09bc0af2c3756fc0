"""The box that asks for the passphrase of a drive's file; a wrong one is told in it, and can be typed again."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from canvass.campaign.errors import PassphraseWrong
from canvass.desktop.announce import announce
from canvass.desktop.message_bar import PROBLEM, WORDS
from canvass.ground.errors import CanvassError
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr

FIRST_TRIES = 1
"""Refusals before it is said that the file itself may be what is wrong."""


class PassphraseBox(QDialog):
    """One field. `given` carries what was typed; the box stays until it opened the file or was given up."""

    given = Signal(str)

    def __init__(self, what: str, parent: QObject | None) -> None:
        super().__init__(parent if isinstance(parent, QWidget) else None)
        self.setWindowTitle(tr("Passphrase"))
        self.setModal(True)
        self._refusals = 0
        said = QLabel(tr("{what} Its passphrase:").format(what=what))
        said.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(tr("Passphrase"))
        self.field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 44)
        said.setBuddy(self.field)
        self.shows = QCheckBox(tr("&Show what I type"))
        self.shows.toggled.connect(self._show_typed)
        self.refusal = QLabel()
        self.refusal.setProperty("isRefusal", True)
        self.refusal.setWordWrap(True)
        self.refusal.setProperty("isRefusal", True)
        self.refusal.hide()
        buttons = QDialogButtonBox()
        self.go_on = buttons.addButton(tr("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.give_up = buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self._on_given)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for part in (said, self.field, self.shows, self.refusal, buttons):
            column.addWidget(part)

    def refuse(self, error: CanvassError) -> None:
        """Say why it did not open, and let it be typed again."""
        self._be_busy(is_busy=False)
        self._refusals += 1
        said = (
            sentence(error) if self._refusals > FIRST_TRIES or not isinstance(error, PassphraseWrong) else _once_more()
        )
        self.refusal.setText(f"{tr(WORDS[PROBLEM])} {said}")
        self.refusal.setMinimumHeight(self.refusal.heightForWidth(self.field.width()))
        self.refusal.show()
        self.adjustSize()
        self.field.selectAll()
        self.field.setFocus()
        announce(self, self.refusal.text(), is_urgent=True)

    def done_with(self) -> None:
        """Close without giving up: the file is open."""
        self.blockSignals(True)
        self.accept()
        self.blockSignals(False)
        self.deleteLater()

    def _show_typed(self, is_shown: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)

    def _on_given(self) -> None:
        if self.field.text():
            self._be_busy(is_busy=True)
            self.given.emit(self.field.text())

    def _be_busy(self, *, is_busy: bool) -> None:
        self.go_on.setEnabled(not is_busy)
        self.field.setReadOnly(is_busy)


def _once_more() -> str:
    return tr(
        "This is not its passphrase. Nothing was changed, and you can try as often as you like. Capital letters count; "
        "“Show what I type” lets you read what you typed."
    )
