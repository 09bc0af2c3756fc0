"""The page *Take in files*: what other laptops’ files would bring, shown before anything is changed; then taking in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QWidget

from canvass.batches.foreseeing import Foreseen
from canvass.batches.merging import Merged
from canvass.desktop.announce import announce
from canvass.desktop.card_page import CardPage
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import DONE, NOTICE, MessageBar
from canvass.desktop.out_folder import stick_folder
from canvass.desktop.sealed_files import SealedFiles
from canvass.desktop.session import Session
from canvass.desktop.take_in_list import TakeInList
from canvass.desktop.take_in_words import (
    copies_words,
    foreseen_words,
    new_lines,
    progress_words,
    stopped_words,
    taken_list,
    taken_words,
)
from canvass.desktop.taking_in import TakingIn
from canvass.ground.errors import CanvassError
from canvass.signers.undecided import laptop_names
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr


class TakeInPage(CardPage):
    """Choose or drop, look at what would come, take in or not, see what came. Other pages stay usable meanwhile."""

    decide_asked = Signal()
    progressed = Signal(str)
    taken_in = Signal(object, str)
    """A `Merged`, and what is said of it."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Take in files"), parent)
        self._session = session
        self._foreseen: Foreseen | None = None
        self._new_lines = 0
        self.taking = TakingIn(session, self)
        self.messages = MessageBar(look)
        self.sealed = SealedFiles()
        self.shown = TakeInList(look, self.messages)
        self.choose = QPushButton(tr("Choose &files…"))
        self.choose_folder = QPushButton(tr("Choose a f&older…"))
        self.decide = QPushButton(tr("To d&ecide"))
        self.progress = QProgressBar()
        self.give_up = QPushButton(tr("Cance&l"))
        self.not_now = QPushButton(tr("&Not now"))
        self.take_in = QPushButton(tr("&Take in"))
        self._lay_out()
        self._connect()
        look.changed.connect(self._put_on_take_in)
        self._put_on_take_in()
        self._show_parts()

    def begin(self) -> None:
        """Wait for files; what is shown or under way stays."""
        self._focus_next()

    def close_down(self) -> None:
        """Give up what is under way: the drive is about to be closed."""
        self.progressed.emit("")
        self.taking.give_up()

    def look_at(self, paths: Sequence[Path]) -> None:
        """Look at files and folders, beside those that are shown already; nothing is changed by it."""
        if not paths:
            return
        if self.taking.is_busy:
            self.messages.say(tr("Wait until the files before are done, then bring these again."), NOTICE)
            return
        self._look(paths)

    def _look(self, paths: Sequence[Path], passphrase: str | None = None) -> None:
        self.messages.clear()
        if self._foreseen is None:
            self.shown.clear()
        self.said.setText(tr("Looking at the files… Nothing is changed by that."))
        self.taking.look(paths, passphrase)
        self._show_parts()
        self._focus_next()

    def _lay_out(self) -> None:
        self.put_above(self.messages)
        self.intro = self.add_text(
            tr(
                "Choose the files that came from other laptops, or the folder they are in, or drop them anywhere on "
                "this window. What they would bring is shown first; nothing is changed before you say so."
            )
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self.choose, self.choose_folder, self.decide):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.said = self.add_text("")
        self.column.addWidget(self.sealed)
        self.column.addWidget(self.shown, 1)
        self.copies = self.add_text(copies_words(self._session.path.parent))
        self.column.addStretch(1)
        self.progress.setAccessibleName(tr("How far it is"))
        self.take_in.setProperty("isFirst", True)
        self.foot.addWidget(self.progress, 1)
        for button in (self.give_up, self.not_now, self.take_in):
            self.foot.addWidget(button)

    def _connect(self) -> None:
        self.choose.clicked.connect(lambda: ask_batches(self, is_folder=False))
        self.choose_folder.clicked.connect(lambda: ask_batches(self, is_folder=True))
        self.decide.clicked.connect(self.decide_asked)
        self.give_up.clicked.connect(self.taking.give_up)
        self.not_now.clicked.connect(self._on_not_now)
        self.take_in.clicked.connect(self._on_take_in)
        self.sealed.given.connect(lambda path, passphrase: self._look([path], passphrase))
        self.sealed.left.connect(self._on_left)
        self.taking.progressed.connect(self._on_progressed)
        self.taking.foreseen.connect(self._on_foreseen)
        self.taking.finished.connect(self._on_taken_in)
        self.taking.given_up.connect(self._on_not_now)
        self.taking.refused.connect(self._on_refused)

    # ---------------------------------------------------------------------------------------- looking, before

    def _on_foreseen(self, foreseen: Foreseen) -> None:
        waits = self.give_up.hasFocus()
        self._foreseen = foreseen if foreseen.files or foreseen.refused else None
        if self._foreseen is None:
            self.taking.forget()
        self._new_lines = new_lines(foreseen)
        self.said.setText(foreseen_words(foreseen))
        self.shown.show_foreseen(foreseen)
        self._show_parts()
        self.sealed.ask(self.taking.sealed())
        announce(self.said, self.said.text())
        if waits and self.sealed.isHidden():
            self._focus_next()

    def _on_left(self, path: Path) -> None:
        """Leave a locked file where it is, and go on with the others."""
        self.taking.leave(path)
        if self.sealed.isHidden():
            self._focus_next()

    def _on_not_now(self) -> None:
        self._end()
        self.messages.say(tr("Nothing was taken in and nothing was changed."), NOTICE)
        self._focus_next()

    # --------------------------------------------------------------------------------------------- taking in

    def _on_take_in(self) -> None:
        self.said.setText(tr("Taking in… Other pages can be used meanwhile, and lines can be typed."))
        self.sealed.ask_no_more()
        self.taking.begin()
        self._show_parts()
        self.give_up.setFocus()

    def _on_progressed(self, done: int, total: int) -> None:
        self.progress.setMaximum(total)
        self.progress.setValue(done)
        self.progress.setFormat(tr("{done:,} of {total:,} files").format(done=done, total=total))
        self.progressed.emit(progress_words(done, total))

    def _on_taken_in(self, taken: Merged) -> None:
        said = taken_words(taken, self._new_lines, self.taking.left)
        is_all_well = not (taken.refused or taken.conflicts or taken.waiting or self.taking.left)
        self._end()
        self.shown.show_text(taken_list(taken, laptop_names(self._session.journal)))
        self.decide.setVisible(bool(taken.conflicts))
        self.messages.say(said, DONE if is_all_well else NOTICE)
        self.taken_in.emit(taken, said)
        self._focus_next()

    def _on_refused(self, error: CanvassError, done: int) -> None:
        """Say why it stopped; whatever was taken in before is whole and stays."""
        self._end()
        self.messages.say(f"{sentence(error)} {stopped_words(done)}".strip())
        self._focus_next()

    def _end(self) -> None:
        """Be ready for other files."""
        self._foreseen = None
        self.progressed.emit("")
        self.taking.forget()
        self.sealed.ask_no_more()
        self.said.setText("")
        self.shown.clear()
        self.decide.hide()
        self._show_parts()

    def _focus_next(self) -> None:
        """Put the focus where one goes on."""
        if not self.isVisible():
            return
        if self.taking.is_busy:
            self.give_up.setFocus()
        elif not self.sealed.isHidden():
            self.sealed.field.setFocus()
        elif self.take_in.isVisible() and self.take_in.isEnabled():
            self.take_in.setFocus()
        elif self.decide.isVisible():
            self.decide.setFocus()
        else:
            self.choose_folder.setFocus()

    def _show_parts(self) -> None:
        is_busy, is_shown = self.taking.is_busy, self._foreseen is not None
        self.intro.setVisible(not is_shown and not is_busy)
        self.copies.setVisible(is_shown or self.taking.is_taking)
        self.said.setVisible(bool(self.said.text()))
        for button in (self.choose, self.choose_folder):
            button.setEnabled(not is_busy)
        self.decide.setVisible(self.decide.isVisible() and not is_busy and not is_shown)
        self.not_now.setVisible(is_shown and not is_busy)
        self.take_in.setVisible(is_shown and not is_busy)
        self.take_in.setEnabled(self._foreseen is not None and bool(self._foreseen.files))
        self.progress.setVisible(is_busy)
        self.give_up.setVisible(is_busy)
        if is_busy:
            self.progress.setMaximum(0)

    def _put_on_take_in(self) -> None:
        scaled(self.take_in, 1.3, bold=True)
        scaled(self.said, 1.3, bold=True)


def ask_batches(page: TakeInPage, *, is_folder: bool) -> None:
    """Ask for files or a folder, and have the page look at them."""
    dialog = QFileDialog(page, tr("Take in files from other laptops"), str(stick_folder()))
    if is_folder:
        dialog.setFileMode(QFileDialog.FileMode.Directory)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(tr("Files for headquarters (*.canvassbatch)"))
    dialog.filesSelected.connect(lambda names: page.look_at([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
