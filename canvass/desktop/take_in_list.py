"""What files bring, laptop by laptop, and under it everything as one text that can be copied and saved."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from canvass.batches.foreseeing import Foreseen
from canvass.desktop.look import Look
from canvass.desktop.message_bar import DONE, MessageBar
from canvass.desktop.out_folder import documents_folder
from canvass.desktop.take_in_words import MOST_ROWS, foreseen_list, laptop_rows
from canvass.desktop.words_table import WordsModel, WordsTable
from canvass.ground.errors import CanvassError
from canvass.ground.files import write_whole
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr

LINES_SHOWN = 7


class TakeInList(QWidget):
    """A table of laptops, the list, and the buttons that copy it and save it."""

    def __init__(self, look: Look, messages: MessageBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        titles = (tr("From"), tr("Lines"), tr("Sheets"), tr("New"), tr("Already here"), tr("To decide"))
        self.laptops = WordsModel(titles, frozenset(range(1, len(titles))))
        self.table = WordsTable(self.laptops, look, tr("What each laptop brings"), 0)
        self.list = QPlainTextEdit()
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setAccessibleName(tr("All of it as a list"))
        self.list.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.copy = QPushButton(tr("Co&py the list"))
        self.save = QPushButton(tr("&Save the list…"))
        self.copy.clicked.connect(self._on_copy)
        self.save.clicked.connect(self._on_save)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.copy)
        row.addWidget(self.save)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.table)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        look.changed.connect(self._put_on)
        self._put_on()
        self.hide()

    @property
    def text(self) -> str:
        """The list."""
        return self.list.toPlainText()

    def show_foreseen(self, foreseen: Foreseen) -> None:
        """Show what files would bring; the table has those that bring most, the list has all."""
        self.laptops.show_rows(laptop_rows(foreseen)[:MOST_ROWS])
        self.show_text(foreseen_list(foreseen), with_table=bool(foreseen.laptops))

    def show_text(self, text: str, *, with_table: bool = False) -> None:
        """Show a list, with or without the table above it."""
        self.table.setVisible(with_table)
        self.list.setPlainText(text)
        self.setVisible(bool(text))

    def clear(self) -> None:
        """Show nothing."""
        self.show_text("")

    def save_to(self, path: Path) -> None:
        """Save the list as a text file."""
        try:
            write_whole(path, self.text.encode() + b"\n", replace=True)  # asked by the dialog
        except CanvassError as error:
            self._messages.say(sentence(error))
        else:
            self._messages.say(tr("The list is saved: {path}").format(path=path), DONE)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._messages.say(tr("The list is copied."), DONE)

    def _on_save(self) -> None:
        dialog = QFileDialog(self, tr("Save the list"), str(documents_folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Text (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _put_on(self) -> None:
        self.list.setMinimumHeight(self.list.fontMetrics().height() * LINES_SHOWN)
