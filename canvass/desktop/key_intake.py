"""A recovery key typed from its card: tried, and used to take in files that were sealed to a lost headquarters."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from canvass.batches.merging import Merging
from canvass.batches.recovery import check_key
from canvass.desktop.out_folder import stick_folder
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.wording.translation import tr


class KeyIntake(QWidget):
    """The field for the key, and two buttons. One file at a time, so that lines can be saved in between."""

    tried = Signal(str)
    taken = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._merging = Merging(())
        label = QLabel(tr("Recovery &key from its card, all groups:"))
        self.typed = QLineEdit()
        self.typed.setAccessibleName(tr("Recovery key from its card, all groups"))
        self.typed.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        label.setBuddy(self.typed)
        self.try_it = QPushButton(tr("&Try it"))
        self.take_in = QPushButton(tr("Take in files &with it…"))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.try_it, self.take_in):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(label)
        column.addWidget(self.typed)
        column.addLayout(buttons)
        self.try_it.clicked.connect(self._on_try)
        self.typed.returnPressed.connect(self._on_try)
        self.take_in.clicked.connect(self._ask)

    def take_in_paths(self, paths: Sequence[Path]) -> None:
        """Take in files with the key that is typed; `refused` if it is not this drive's."""
        try:
            key = check_key(self._session.journal, self.typed.text())
        except CanvassError as error:
            self.refused.emit(error)
            return
        self.take_in.setEnabled(False)
        self._merging = Merging(paths, identities=(key,))
        self._go_on()

    def _on_try(self) -> None:
        self.tried.emit(self.typed.text())

    def _ask(self) -> None:
        dialog = QFileDialog(self, tr("Take in files from other laptops"), str(stick_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(tr("Files for headquarters (*.canvassbatch)"))
        dialog.filesSelected.connect(lambda names: self.take_in_paths([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _go_on(self) -> None:
        if self._merging.is_finished:
            self._session.write(self._merging.merged, self._on_taken, self._on_failed)
        else:
            self._session.write(self._merging.step, lambda _: self._go_on(), self._on_failed)

    def _on_taken(self, merged: object) -> None:
        self.take_in.setEnabled(True)
        self.typed.clear()
        self.taken.emit(merged)

    def _on_failed(self, error: CanvassError) -> None:
        self.take_in.setEnabled(True)
        self.refused.emit(error)
