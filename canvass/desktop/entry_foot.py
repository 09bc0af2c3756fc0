"""The foot of the Entry page: what is saved, and how the evening ends."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from canvass.desktop.entry_pace import Pace
from canvass.desktop.last_file import LastFile
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.recent_words import lines_words
from canvass.wording.translation import tr, tr_n


class EntryFoot(QWidget):
    """Saved 19:42:07 – 23 lines on this laptop only; and *Finish for tonight*."""

    finish_asked = Signal()
    privacy_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_failed = False
        self._is_empty = True
        self._lines_here = 0
        self._at: datetime | None = None
        self._file: LastFile | None = None
        self.saved = QLabel(tr("Nothing typed yet"))
        self.saved.setWordWrap(True)
        self._pace = Pace()
        self.pace = QLabel()
        self.privacy = QPushButton(tr("&Privacy"))
        self.finish = QPushButton(tr("&Finish for tonight"))
        self.privacy.clicked.connect(self.privacy_asked)
        self.finish.clicked.connect(self.finish_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.saved, 1)
        row.addWidget(self.pace)
        row.addWidget(self.privacy)
        row.addWidget(self.finish)
        look.changed.connect(self._put_on)
        self._put_on()

    def show_count(self, lines: int) -> None:
        """Say how many lines there are before anything was saved in this window."""
        self._is_failed = False
        self._is_empty = lines == 0
        self._lines_here, self._at = lines, None
        self._say()

    def show_saved(self, at: datetime, lines: int) -> None:
        """Say that COMMIT has returned, and when."""
        self._is_failed = self._is_empty = False
        self._lines_here, self._at = lines, at
        self._pace.note(at.timestamp())
        self.pace.setText(self._pace.said)
        self._say()

    def show_file(self, file: LastFile | None) -> None:
        """Say which file for headquarters holds the lines, and how many it does not hold."""
        self._file = file
        if not self._is_failed:
            self._say()

    def show_saving(self) -> None:
        """Say that the line is on its way to the disk."""
        self.saved.setText(tr("Saving…"))

    def show_not_saved(self) -> None:
        """Say that the line in the form is not saved."""
        self._is_failed = True
        self.saved.setText(tr("Not saved: this line is still in the form above"))
        self._put_on()

    def _say(self) -> None:
        lines, at = self._lines(), self._at
        if self._is_empty and not (self._file is not None and self._file.wiped):
            self.saved.setText(tr("Nothing typed yet"))
        elif at is None:
            self.saved.setText(lines)
        else:
            self.saved.setText(tr("Saved {time} – {lines}").format(time=at.strftime("%H:%M:%S"), lines=lines))
        self._put_on()

    def _lines(self) -> str:
        lines, file = lines_words(self._lines_here), self._file
        if file is not None and file.only_here is not None:
            return self._confirmed(lines, file.only_here, file.wiped)
        if file is None:
            return tr("{lines} on this laptop only").format(lines=lines)
        if file.lines_since:
            return tr("{lines}, {since:,} of them not yet in a file").format(lines=lines, since=file.lines_since)
        return tr("{lines}, all in the file {name}").format(lines=lines, name=file.name)

    def _confirmed(self, lines: str, only_here: int, wiped: int) -> str:
        """Return what headquarters confirmed of the lines, once it confirmed any."""
        if only_here:
            said = tr("{lines}, {n:,} of them on this laptop only").format(lines=lines, n=only_here)
        elif self._lines_here:
            said = tr("{lines}, all held by headquarters").format(lines=lines)
        else:
            said = tr("Nothing is on this laptop only")
        if not wiped:
            return said
        gone = tr_n("{said}, {n:,} line wiped", "{said}, {n:,} lines wiped", wiped)
        return gone.format(said=said, n=wiped)

    def _put_on(self) -> None:
        scaled(self.saved, 1.0, bold=True)
        colours = self._look.colours
        coloured(self.pace, colours.placeholder)
        coloured(self.saved, colours.bad if self._is_failed else colours.placeholder if self._is_empty else colours.ok)
