"""*Finish for tonight*: one file on the stick, read back, and one sentence that says so."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from canvass.batches.export import Exported, export_batch
from canvass.campaign.passphrase import generated_passphrase
from canvass.desktop.card_page import CardPage
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import DONE, MessageBar
from canvass.desktop.out_folder import stick_folder
from canvass.desktop.recent_words import lines_words
from canvass.desktop.session import Session
from canvass.desktop.settings import Settings
from canvass.desktop.sticks import sticks
from canvass.desktop.word_list import passphrase_words
from canvass.ground.errors import CanvassError
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr, tr_n

WATCH_MS = 2_000


class FinishPage(CardPage):
    """Where to, for a lone file with which passphrase, and the button; then whether to protect what stays here."""

    protect_asked = Signal()
    written = Signal()

    def __init__(self, session: Session, settings: Settings, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Finish for tonight"), parent)
        self._session = session
        self._settings = settings
        self.messages = MessageBar(look)
        self.is_lone = session.journal.campaign_id is None
        self.add_text(
            tr("Everything typed goes into one file on a stick, for headquarters.")
            if self.is_lone
            else tr("Everything typed in this drive goes into one file on a stick, for headquarters.")
        )
        self.holds = self.add_text("")
        self._half_lines = 0
        self.column.addWidget(self.messages)
        self.folder = QComboBox()
        self.folder.setAccessibleName(tr("Where the file goes"))
        self.no_stick = self.add_text(tr("No stick is plugged in: plug one in, or choose another folder"))
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._look_for_sticks)
        self.elsewhere = QPushButton(tr("&Another folder…"))
        self.elsewhere.clicked.connect(self._ask_folder)
        self.column.addLayout(self._row(tr("Onto"), self.folder, self.elsewhere))
        self.passphrase = QLineEdit()
        self.passphrase.setAccessibleName(tr("Passphrase of the file"))
        if self.is_lone:
            self._add_passphrase()
        self.write = QPushButton(tr("&Write the file"))
        self.write.setProperty("isFirst", True)
        self.write.clicked.connect(self._on_write)
        self.protect_too = QPushButton(tr("&Protect what stays on this laptop"))
        self.protect_too.clicked.connect(self.protect_asked)
        self.protect_too.hide()
        self.column.addLayout(self._row("", self.write, self.protect_too))
        self.column.addStretch(1)
        self._put_on_buttons()
        look.changed.connect(self._put_on_buttons)

    def show_half_typed(self, half_lines: int) -> None:
        """Say how many lines go into the file, and how many do not because they are not saved."""
        self._half_lines = half_lines
        (lines,) = self._session.journal.connection.execute("select count(*) from line").fetchone()
        said = tr("In the file: {lines}.").format(lines=lines_words(lines))
        self.holds.setText(f"{said} {self._half_typed()}".strip())

    def _half_typed(self) -> str:
        if not self._half_lines:
            return ""
        return tr_n(
            "{n:,} half-typed line is not in it: it is not saved yet.",
            "{n:,} half-typed lines are not in it: they are not saved yet.",
            self._half_lines,
        ).format(n=self._half_lines)

    def begin(self) -> None:
        """Show the sticks that are plugged in now."""
        self.messages.clear()
        self.show_places()
        self._watch.start()
        (self.write if self.folder.count() else self.elsewhere).setFocus()

    def show_places(self) -> None:
        """List sticks, and the folder that was used last."""
        self.folder.clear()
        for name, folder in sticks():
            self.folder.addItem(f"{name} ({folder})", str(folder))
        last = self._settings.stick
        if last and Path(last).is_dir() and self.folder.findData(last) < 0:
            self.folder.addItem(last, last)
        if self.folder.count():
            self.folder.setCurrentIndex(0)  # a choice with a placeholder begins with nothing chosen
        self._show_ready()

    def _look_for_sticks(self) -> None:
        """Show a stick as soon as it is plugged in; nothing is taken away under somebody's hands."""
        if not self.isVisible():
            self._watch.stop()
        elif self.folder.count() == 0:
            self.show_places()

    def choose_folder(self, folder: str) -> None:
        """Take another folder."""
        if self.folder.findData(folder) < 0:
            self.folder.addItem(folder, folder)
        self.folder.setCurrentIndex(self.folder.findData(folder))
        self._show_ready()
        self.write.setFocus()

    def _add_passphrase(self) -> None:
        self.passphrase.setText(generated_passphrase(passphrase_words()))
        self.add_text(
            tr(
                "This passphrase is for tonight’s file: headquarters cannot open the file without it. Write it on the "
                "envelope, and give that to headquarters by another way than the stick. You can also type one of "
                "your own, of 8 letters or more."
            )
        )
        self.column.addLayout(self._row(tr("Passphrase of the file"), self.passphrase))

    def _row(self, label: str, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        if label:
            name = QLabel(label)
            name.setBuddy(widgets[0])
            row.addWidget(name)
        for place, widget in enumerate(widgets):
            row.addWidget(widget, 1 if label and not place else 0)
        row.addStretch(0 if label else 1)
        return row

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, tr("Where the file goes"), self.folder.currentData() or str(stick_folder()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.choose_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_write(self) -> None:
        folder = Path(self.folder.currentData())
        passphrase = self.passphrase.text() if self.is_lone else None
        self.back.setFocus()
        self.write.setEnabled(False)
        self.write.setText(tr("Writing…"))
        self._session.write(
            lambda journal: export_batch(journal, folder, passphrase), self._on_written, self._on_refused
        )

    def _on_written(self, exported: Exported) -> None:
        self._show_ready()
        path = Path(exported.batch)
        self._settings.stick = str(path.parent)
        is_stick = any(path.is_relative_to(folder) for _, folder in sticks())
        said = (
            tr_n(
                "{lines:,} line is in the file {name} in {folder}. It was read back: you may take the stick out.",
                "{lines:,} lines are in the file {name} in {folder}. It was read back: you may take the stick out.",
                exported.lines,
            )
            if is_stick
            else tr_n(
                "{lines:,} line is in the file {name} in {folder}. It was read back.",
                "{lines:,} lines are in the file {name} in {folder}. It was read back.",
                exported.lines,
            )
        )
        said = said.format(lines=exported.lines, name=path.name, folder=path.parent)
        self.messages.say(f"{said} {self._half_typed()}".strip(), DONE)
        self.written.emit()
        self.protect_too.setVisible(not self._session.is_protected and not self._session.is_rescue)
        (self.back if self.protect_too.isHidden() else self.protect_too).setFocus()

    def _on_refused(self, error: CanvassError) -> None:
        self._show_ready()
        self.messages.say(sentence(error))
        self.write.setFocus()

    def _show_ready(self) -> None:
        self.write.setText(tr("&Write the file"))
        self.write.setEnabled(self.folder.count() > 0)
        self.folder.setVisible(self.folder.count() > 0)
        self.no_stick.setVisible(self.folder.count() == 0)

    def _put_on_buttons(self) -> None:
        scaled(self.write, 1.3, bold=True)
        scaled(self.protect_too, 1.3)
        scaled(self.passphrase, 1.25)
