"""The page *Take in a spreadsheet*: a file, shown as it would be taken in, and one button."""

from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QWidget

from canvass.desktop.announce import announce
from canvass.desktop.card_page import CardPage
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import DONE, NOTICE, MessageBar
from canvass.desktop.out_folder import stick_folder
from canvass.desktop.session import Session
from canvass.desktop.settings import Settings
from canvass.desktop.spreadsheet_intake import Looked, SpreadsheetIntake
from canvass.desktop.spreadsheet_shown import SpreadsheetShown
from canvass.desktop.spreadsheet_words import goes_onto, taken_words
from canvass.ground.errors import CanvassError
from canvass.journal.folding import fold
from canvass.signers.completion import events_known
from canvass.signers.rows import Defaults
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr

WIDEST = 1600


class SpreadsheetPage(CardPage):
    """Shows a file as it would be taken in; nothing is changed before *Take in*."""

    def __init__(self, session: Session, settings: Settings, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Take in a spreadsheet"), parent)
        self._session = session
        self._settings = settings
        self._places: list[str] = []
        self._looked_with = Defaults()
        self.intake = SpreadsheetIntake(session, self)
        self.messages = MessageBar(look)
        self.shown = SpreadsheetShown(look, session.journal.device or "", self._place_like)
        self.choose = QPushButton(tr("&Choose a file…"))
        self.progress = QProgressBar()
        self.give_up = QPushButton(tr("Cance&l"))
        self.take_in = QPushButton(tr("&Take in"))
        self._lay_out()
        self._connect()
        look.changed.connect(self._put_on_button)
        self._put_on_button()
        self._show_parts()

    def begin(self) -> None:
        """Wait for a file; one that is shown already stays."""
        self._places = events_known(self._session.journal.connection)
        if self.intake.now is None:
            typist, place = self._settings.typed_by(datetime.now())  # noqa: DTZ005 - the evening where one sits
            self.shown.typist.setText(typist)
            self.shown.place.put(place)
        self._focus_next()

    def close_down(self) -> None:
        """Give up what is under way: the drive is about to be closed."""
        self.intake.give_up()

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of what stands in the file, or the text again."""
        self.shown.hide_names(is_private)

    def open_file(self, path: Path, tab: str = "") -> None:
        """Read a file, or one table of it, and show it."""
        if self.intake.is_busy:
            return
        self.messages.clear()
        self.shown.show_nothing()
        self.file.setText(tr("Reading {name}…").format(name=path.name))
        self._looked_with = self.shown.defaults
        self.intake.read(path, self._looked_with, tab)
        self._be_busy()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and not self.intake.is_busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        event.acceptProposedAction()
        self.open_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def _lay_out(self) -> None:
        self.put_above(self.messages)
        self.setAcceptDrops(True)
        if (inside := self.column.parentWidget()) is not None:
            inside.setMaximumWidth(WIDEST)
        self.intro = self.add_text(
            tr(
                "Choose a CSV or Excel (XLSX) file, or drop it here. It is shown first; nothing is changed before you "
                "say so. Lines without a sheet number go onto a new loose page."
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        self.column.addLayout(row)
        self.file = self.add_text("")
        self.column.addWidget(self.shown)
        self.column.addStretch(1)
        self.progress.setAccessibleName(tr("How far it is"))
        self.take_in.setProperty("isFirst", True)
        self.foot.addWidget(self.progress, 1)
        self.foot.addWidget(self.give_up)
        self.foot.addWidget(self.take_in)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._ask_file)
        self.shown.columns.chosen.connect(self._on_column_chosen)
        self.shown.changed.connect(self._on_shown_changed)
        self.shown.tab_chosen.connect(lambda tab: self.open_file(self.intake.path, tab))
        self.give_up.clicked.connect(self.intake.give_up)
        self.take_in.clicked.connect(self._on_take_in)
        self.intake.progressed.connect(self._on_progressed)
        self.intake.looked.connect(self._on_looked)
        self.intake.taken_in.connect(self._on_taken_in)
        self.intake.given_up.connect(self._on_given_up)
        self.intake.refused.connect(self._on_refused)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, tr("Take in a spreadsheet"), str(stick_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Spreadsheets (*.csv *.xlsx *.txt *.tsv)"), tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_column_chosen(self, index: int, field: str) -> None:
        self._looked_with = self.shown.defaults
        self.intake.choose(index, field, self._looked_with)
        self._show_parts()

    def _on_shown_changed(self) -> None:
        if self.shown.defaults != self._looked_with and self.intake.now is not None:
            self._looked_with = self.shown.defaults
            self.intake.look_again(self._looked_with)
        self._show_parts()

    def _on_take_in(self) -> None:
        self._looked_with = self.shown.defaults
        self.messages.say(tr("Taking in…"), NOTICE)
        self.intake.take_in(self._looked_with, again=self.shown.again.isChecked())
        self._be_busy()

    def _be_busy(self) -> None:
        self._show_parts()
        self.give_up.setFocus()

    def _on_progressed(self, done: int, total: int) -> None:
        self.progress.setMaximum(total)
        self.progress.setValue(done)

    def _on_looked(self, looked: Looked) -> None:
        waits = self.give_up.hasFocus()
        self.shown.show_looked(looked)
        self.file.setText(f"{Path(looked.preview.file).name}: {goes_onto(looked.preview)}")
        self.messages.clear()
        self._show_parts()
        said = (self.file.text(), self.shown.against.text(), self.shown.before.text())
        announce(self.file, " ".join(filter(None, said)))
        if waits:
            self._focus_next()

    def _on_taken_in(self, looked: Looked) -> None:
        if looked.imported is not None:
            name = Path(looked.preview.file).name
            self.messages.say(taken_words(looked.imported, name), NOTICE if looked.imported.conflicts else DONE)
        self._end()

    def _on_given_up(self) -> None:
        self.messages.say(tr("Given up. Nothing was taken in."), NOTICE)
        self._end()

    def _on_refused(self, error: CanvassError) -> None:
        self.messages.say(sentence(error))
        self._end()

    def _end(self) -> None:
        """Go on with the file that is shown, or be ready for another."""
        if self.intake.now is None:
            self.file.setText("")
            self.shown.show_nothing()
        self._show_parts()
        self._focus_next()

    def _focus_next(self) -> None:
        """Put the focus where one goes on: taking in, what is missing, choosing a file."""
        if not self.isVisible():
            return
        if self.intake.is_busy:
            self.give_up.setFocus()
        elif self.intake.now is None:
            self.choose.setFocus()
        elif self.take_in.isEnabled():
            self.take_in.setFocus()
        else:
            self.shown.focus_next()

    def _show_parts(self) -> None:
        is_shown, is_busy = self.intake.now is not None, self.intake.is_busy
        self.intro.setVisible(not is_shown)
        self.choose.setEnabled(not is_busy)
        self.file.setVisible(bool(self.file.text()))
        self.take_in.setVisible(is_shown)
        self.take_in.setEnabled(self.shown.may_be_taken_in and not is_busy)
        self.progress.setVisible(is_busy)
        self.give_up.setVisible(is_busy)
        if not is_busy:
            self.progress.setValue(0)

    def _place_like(self, text: str) -> str | None:
        return next((place for place in self._places if fold(place).startswith(fold(text))), None)

    def _put_on_button(self) -> None:
        scaled(self.take_in, 1.3, bold=True)
        scaled(self.file, 1.2, bold=True)
