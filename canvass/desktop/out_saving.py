"""Saving the list of what is out, and opening it where it is printed from."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from canvass.desktop.message_bar import DONE, MessageBar
from canvass.desktop.out_folder import documents_folder, unused_path
from canvass.desktop.out_list import save_list
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.sheets.whereabouts import Outstanding, drive_name
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr


class OutSaving(QWidget):
    """Two buttons: one saves the list, the other opens the one that was saved last."""

    def __init__(self, session: Session, messages: MessageBar, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._messages = messages
        self._today = today
        self._people: Sequence[Outstanding] = ()
        self._saved: Path | None = None
        self.open_list = QPushButton(tr("Open the list to &print it"))
        self.save = QPushButton(tr("Save or print the lis&t…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.open_list)
        row.addWidget(self.save)
        self.save.clicked.connect(self._ask_where)
        self.open_list.clicked.connect(self._open_list)
        self.show_people(())

    def show_people(self, people: Sequence[Outstanding]) -> None:
        """Offer to save the list of these people's sheets, if there are any."""
        self._people = people
        self.save.setVisible(bool(people))
        self.open_list.setVisible(self._saved is not None)

    def save_to(self, path: Path) -> None:
        """Save the list of what is out."""
        people, today = self._people, self._today
        self._session.look(
            lambda journal: save_list(path, people, drive_name(journal), today),
            lambda _: self._on_saved(path),
            self._on_refused,
        )

    def _on_saved(self, path: Path) -> None:
        self._messages.say(tr("The list is {path}.").format(path=path), DONE)
        self._saved = path
        self.show_people(self._people)
        self.open_list.setFocus()

    def _on_refused(self, error: CanvassError) -> None:
        self._messages.say(sentence(error))

    def _open_list(self) -> None:
        """Have the system's own viewer show the list, from where it is printed."""
        if self._saved is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved))):
            said = tr("No program here opens {path}. The list is saved: print it from another laptop.")
            self._messages.say(said.format(path=self._saved))

    def _ask_where(self) -> None:
        out = unused_path(documents_folder(), tr("{drive} out").format(drive=self._session.path.stem), ".pdf")
        dialog = QFileDialog(self, tr("Save the list of what is out"), str(out.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("Pages to print (*.pdf)"), tr("Spreadsheet (*.csv)")])
        dialog.selectFile(out.name)
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("csv" if "csv" in kind else "pdf"))
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
