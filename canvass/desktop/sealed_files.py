"""Files that a passphrase seals, asked for one after the other on the page that takes files in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from canvass.wording.translation import tr


class SealedFiles(QWidget):
    """A field for the passphrase of the first file that waits; `given` carries the file and what was typed."""

    given = Signal(object, str)
    left = Signal(object)
    """A file that is left locked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[Path] = []
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(tr("Passphrase of the file"))
        self.said.setBuddy(self.field)
        self.shows = QCheckBox(tr("Sho&w what I type"))
        self.shows.toggled.connect(self._show_typed)
        self.go_on = QPushButton(tr("Op&en it"))
        self.leave = QPushButton(tr("Lea&ve it"))
        # Queued: the field hides, and the key that is still on its way must not press the button that comes next.
        self.field.returnPressed.connect(self._on_given, Qt.ConnectionType.QueuedConnection)
        self.go_on.clicked.connect(self._on_given)
        self.leave.clicked.connect(self._on_leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.said, 2)
        row.addWidget(self.field, 2)
        for widget in (self.shows, self.go_on, self.leave):
            row.addWidget(widget)
        self.hide()

    def ask(self, paths: Sequence[Path]) -> None:
        """Ask for the passphrases of these files first, then for those that wait already."""
        self._waiting = [*paths, *(path for path in self._waiting if path not in paths)]
        self.setVisible(bool(self._waiting))
        if self._waiting:
            self.said.setText(tr("The passphrase of {file}:").format(file=self._waiting[0].name))
            self.field.clear()
            self.field.setFocus()

    def ask_no_more(self) -> None:
        """Ask for none of those that wait."""
        self._waiting = []
        self.hide()

    def _on_given(self) -> None:
        if self.field.text():
            path = self._waiting.pop(0)
            self.hide()
            self.given.emit(path, self.field.text())

    def _on_leave(self) -> None:
        path = self._waiting.pop(0)
        self.ask(())
        self.left.emit(path)

    def _show_typed(self, is_shown: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
