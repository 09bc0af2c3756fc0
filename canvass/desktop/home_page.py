"""Home of coordinators and headquarters: where the drive stands, and what there is to do."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from canvass.batches.errors import BatchNeedsPassphrase
from canvass.batches.merging import Merged
from canvass.count.totals import Totals, totals
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.message_bar import DONE, NOTICE, MessageBar
from canvass.desktop.sealed_files import SealedFiles
from canvass.desktop.session import Session
from canvass.desktop.taking_in import TakingIn
from canvass.desktop.work_pages import COUNT, NAMES, OUT_BACK, PRINT, SPREADSHEET, TO_DECIDE, pages_of
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Role
from canvass.journal.drive import petition_of, practice
from canvass.journal.journal import Journal
from canvass.signers.undecided import undecided_count
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr, tr_n

COLUMNS = 4
WAITING = "waiting"
LOOKED_AT = (OUT_BACK, TO_DECIDE, COUNT, SPREADSHEET)
TILES = (
    ("entered", mark("lines entered")),
    ("agreed", mark("lines typed twice, agreed")),
    (WAITING, mark("to decide")),
    ("loose", mark("lines on loose pages")),
)
LEADS_TO = {WAITING: TO_DECIDE, "loose": COUNT}
"""Numbers that are also a way to the page which tells more."""


def name_of(journal: Journal) -> str:
    """Return the drive's name as it stands on the page: the petition's title, and whether it is for practice."""
    petition = petition_of(journal)
    name = petition.title if petition is not None and petition.title else journal.campaign.path.stem
    return tr("{name} – Practice: made-up people").format(name=name) if practice(journal) else name


def stands_at(counted: Totals) -> str:
    """Return the one sentence that says where the drive stands."""
    parts = [
        tr_n("{entered:,} line entered", "{entered:,} lines entered", counted.entered).format(entered=counted.entered)
    ]
    if counted.required is not None:
        parts.append(tr("{required:,} valid signatures needed").format(required=counted.required))
    if counted.days_left is not None and counted.days_left >= 0:
        parts.append(tr_n("{days:,} day left", "{days:,} days left", counted.days_left).format(days=counted.days_left))
    elif counted.days_left is not None:
        parts.append(tr("the time to file is over"))
    return " – ".join(parts)


def taken_in_lines(taken: Merged) -> Iterator[str]:
    """Yield what came of taking in files, line by line."""
    yield tr("New {new:,} – already here {known:,} – to decide {conflicts:,} – refused {refused:,}").format(
        new=taken.new, known=taken.known, conflicts=taken.conflicts, refused=len(taken.refused)
    )
    for laptop in taken.laptops:
        said = tr_n("New: {name}, {lines:,} line", "New: {name}, {lines:,} lines", laptop.lines)
        yield said.format(name=laptop.name or laptop.device[:8], lines=laptop.lines)
    if taken.waiting:
        laptops = len({gap.device for gap in taken.waiting})
        said = tr_n(
            "Still waiting for lines of {laptops:,} laptop", "Still waiting for lines of {laptops:,} laptops", laptops
        )
        yield said.format(laptops=laptops)
    for refused in taken.refused:
        yield sentence(refused.why)


class HomePage(QWidget):
    """One sentence, four counts, and the buttons."""

    typing_asked = Signal()
    finish_asked = Signal()
    page_asked = Signal(str)

    def __init__(self, session: Session, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._today = today
        self.taking_in = TakingIn(session, self)
        self.messages = MessageBar(look)
        self.sealed = SealedFiles()
        self.sealed.given.connect(self._take_in_sealed)
        self.name = QLabel(name_of(session.journal))
        self.name.setWordWrap(True)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.likely = QLabel(tr("Entered is not valid: how many are likely valid comes with the voter file."))
        self.likely.setWordWrap(True)
        self.numbers: dict[str, QLabel] = {}
        self.words: list[QLabel] = []
        self.ways: dict[str, QPushButton] = {}
        self.work = {name: QPushButton(tr(NAMES[name])) for name in pages_of(session.journal.role)}
        self.first = self.work[PRINT]
        self.type_names = QPushButton(tr("&Type names from paper"))
        self.take_in = QPushButton(tr("Take in &files…"))
        self.take_in_folder = QPushButton(tr("Take in a f&older…"))
        self.export = QPushButton(tr("&Write a file for headquarters"))
        self._lay_out()
        self._connect()
        self.show_totals()

    def begin(self) -> None:
        """Show where the drive stands now."""
        self.name.setText(name_of(self._session.journal))
        self.show_totals()
        self.first.setFocus()

    def show_totals(self) -> None:
        """Count, in a thread of its own: a state's petition has a million lines."""

        def work(journal: Journal) -> tuple[Totals, int]:
            return totals(journal, self._today), undecided_count(journal)

        self._session.look(work, self._on_counted, self._on_refused)

    def take_in_paths(self, paths: Sequence[Path]) -> None:
        """Take in files or folders; lines can be typed meanwhile."""
        if paths:
            self.take_in.setEnabled(False)
            self.messages.say(tr("Taking in…"), NOTICE)
            self.taking_in.begin(paths)

    def _lay_out(self) -> None:
        tiles = QGridLayout()
        tiles.setHorizontalSpacing(32)
        for place, (name, says) in enumerate(TILES):
            number, word = QLabel("–"), QLabel(tr(says))
            number.setAccessibleName(tr(says))
            tiles.addWidget(number, 0, place)
            tiles.addWidget(self._way(name, tr(says)) if name in LEADS_TO else word, 1, place)
            tiles.setColumnStretch(place, 1)
            self.numbers[name] = number
            self.words.append(word)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.type_names, self.take_in, self.take_in_folder, self.export):
            buttons.addWidget(button)
        buttons.addStretch(1)
        work = QHBoxLayout()
        work.setSpacing(12)
        looking = QHBoxLayout()
        looking.setSpacing(12)
        for name, button in self.work.items():
            (looking if name in LOOKED_AT else work).addWidget(button)
        work.addStretch(1)
        looking.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 24)
        column.setSpacing(16)
        for part in (self.name, self.messages, self.sealed, self.said, self.likely):
            column.addWidget(part)
        column.addSpacing(12)
        column.addLayout(tiles)
        column.addSpacing(12)
        column.addLayout(work)
        column.addLayout(buttons)
        column.addLayout(looking)
        column.addStretch(1)
        self.first.setProperty("isFirst", True)
        self._look.changed.connect(self._put_on)
        self._put_on()

    def _way(self, name: str, says: str) -> QPushButton:
        """Return the words of a number as a button that leads to its page."""
        way = self.ways[name] = QPushButton(says)
        way.setAccessibleName(tr("Show: {words}").format(words=says))
        way.clicked.connect(partial(self.page_asked.emit, LEADS_TO[name]))
        return way

    def _connect(self) -> None:
        is_hq = self._session.journal.role == Role.HQ
        self.export.setHidden(is_hq)
        for name, button in self.work.items():
            button.clicked.connect(partial(self.page_asked.emit, name))
        self.type_names.clicked.connect(self.typing_asked)
        self.export.clicked.connect(self.finish_asked)
        self.take_in.clicked.connect(lambda: self._ask(QFileDialog.FileMode.ExistingFiles))
        self.take_in_folder.clicked.connect(lambda: self._ask(QFileDialog.FileMode.Directory))
        self.taking_in.progressed.connect(self._on_progressed)
        self.taking_in.finished.connect(self._on_taken_in)
        self.taking_in.refused.connect(self._on_refused)

    def _ask(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, tr("Take in files from other laptops"))
        dialog.setFileMode(mode)
        if mode == QFileDialog.FileMode.ExistingFiles:
            dialog.setNameFilter(tr("Files for headquarters (*.canvassbatch)"))
        dialog.filesSelected.connect(lambda names: self.take_in_paths([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_counted(self, seen: tuple[Totals, int]) -> None:
        counted, waiting = seen
        self.said.setText(stands_at(counted))
        for name, number in self.numbers.items():
            number.setText(f"{waiting if name == WAITING else getattr(counted, name):,}")
        self.work[TO_DECIDE].setText(tr("To &decide ({waiting:,})").format(waiting=waiting))

    def _on_progressed(self, done: int, total: int) -> None:
        self.messages.say(tr("Taking in: {done:,} of {total:,} files").format(done=done, total=total), NOTICE)

    def _take_in_sealed(self, path: Path, passphrase: str) -> None:
        self.take_in.setEnabled(False)
        self.messages.say(tr("Taking in…"), NOTICE)
        self.taking_in.begin([path], passphrase)

    def _on_taken_in(self, taken: Merged) -> None:
        self.take_in.setEnabled(True)
        self.sealed.ask(self.taking_in.sealed(taken))
        asked_for = tuple(refused for refused in taken.refused if not isinstance(refused.why, BatchNeedsPassphrase))
        taken = msgspec.structs.replace(taken, refused=asked_for)
        is_all_well = not taken.refused and not taken.conflicts and not taken.waiting
        self.messages.say("\n".join(taken_in_lines(taken)), DONE if is_all_well else NOTICE)
        self.show_totals()

    def _on_refused(self, error: CanvassError) -> None:
        self.take_in.setEnabled(True)
        self.messages.say(sentence(error))

    def _put_on(self) -> None:
        scaled(self.name, 1.3, bold=True)
        scaled(self.said, 1.7, bold=True)
        scaled(self.first, 1.5, bold=True)
        for number in self.numbers.values():
            scaled(number, 2.4, bold=True)
        for word in (*self.words, self.likely):
            coloured(word, self._look.colours.placeholder)
