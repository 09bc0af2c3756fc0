"""After the window stopped without closing: says once what is safe, and leads back there."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from canvass.desktop.crash_marks import LastSaved, RunningMark, Stopped, stopped_before
from canvass.desktop.crash_window import ReportWindow, ReportWords, versions
from canvass.desktop.day_words import moment_words
from canvass.desktop.drive_pages import DrivePages
from canvass.desktop.entry_undo import Saved
from canvass.desktop.settings import settings_file
from canvass.desktop.sheet_names import sheet_title
from canvass.wording.translation import mark, tr

LETTERS = 48
"""How wide the notice's lines are."""
BEAT_MS = 10_000
"""How well the moment is known at which the window stopped, when nothing was saved in it."""
STOPPED = ReportWords(
    mark("canvass stopped"),
    mark("This is where canvass was when it stopped. Every line that was said to be saved is safe in the file."),
)


class StopNotice(QDialog):
    """What happened and what is safe; leads back to the sheet, and shows the report if there is one."""

    go_on_asked = Signal(object)
    """A `LastSaved`."""

    def __init__(self, stopped: Stopped, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self._stopped = stopped
        self.setWindowTitle(tr(STOPPED.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.said = QLabel(stop_words(stopped, now))
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setMinimumWidth(LETTERS * self.fontMetrics().averageCharWidth())
        self.go_on = QPushButton(tr("&Continue there"))
        self.show_report = QPushButton(tr("Show the &report"))
        close = QPushButton(tr("C&lose"))
        saved = stopped.saved
        self.go_on.setVisible(saved is not None and Path(saved.path).is_file())
        self.show_report.setVisible(bool(stopped.report))
        self.go_on.clicked.connect(self._on_go_on)
        self.show_report.clicked.connect(self._on_report)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        for button in (self.go_on, self.show_report):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addWidget(self.said)
        column.addLayout(row)

    def _on_go_on(self) -> None:
        self.close()
        self.go_on_asked.emit(self._stopped.saved)

    def _on_report(self) -> None:
        ReportWindow("\n".join([*versions(), "", self._stopped.report]), self.parentWidget(), STOPPED).open()


def stop_words(stopped: Stopped, now: datetime) -> str:
    """Return what happened and what is safe, as somebody says it."""
    when = moment_words(stopped.at, now)
    if stopped.saved is None:
        said = tr(
            "canvass stopped unexpectedly, {when}. Everything that was said to be saved is safe, and a line that was "
            "half typed comes back when you open its drive."
        )
        return said.format(when=when)
    said = tr(
        "canvass stopped unexpectedly, {when}. Your lines up to {time} are safe; the last is line {line} of “{sheet}”. "
        "A line that was half typed comes back when you open the drive."
    )
    time = stopped.saved.at.strftime("%H:%M:%S")
    return said.format(when=when, time=time, line=stopped.saved.line, sheet=stopped.saved.sheet_name)


class StopWatch(QObject):
    """Keeps the mark that the window runs, and tells at the start of one that was never taken away."""

    def __init__(self, window: QWidget, open_path: Callable[[Path], None]) -> None:
        super().__init__(window)
        folder = settings_file().parent
        self._window = window
        self._open_path = open_path
        self._drive: DrivePages | None = None
        self._wanted: LastSaved | None = None
        self.stopped = stopped_before(folder)
        self._mark = RunningMark(folder)
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._mark.beat)
        self._beat.start()
        self.notice: StopNotice | None = None

    def tell(self) -> None:
        """Show the notice if there is something to tell."""
        if self.stopped is not None:
            self.notice = StopNotice(self.stopped, datetime.now().astimezone(), self._window)
            self.notice.go_on_asked.connect(self.go_on)
            self.notice.destroyed.connect(self._on_closed)
            self.notice.open()

    def go_on(self, saved: LastSaved) -> None:
        """Open the drive and go to the sheet of the line that was saved last."""
        self._window.activateWindow()
        self._wanted = saved
        if self._drive is not None and self._drive.session.path == Path(saved.path):
            self._go_to_wanted()
        else:
            self._open_path(Path(saved.path))

    def watch(self, drive: DrivePages) -> None:
        """Note what is saved in this drive; it was just opened."""
        self._drive = drive
        drive.destroyed.connect(self._on_drive_gone)
        drive.entry.entry.line_saved.connect(lambda saved: self._on_saved(drive, saved))
        if self._wanted is not None and Path(self._wanted.path) == drive.session.path:
            self._go_to_wanted()

    def end(self) -> None:
        """Take the mark away: the window closes as it should."""
        self._beat.stop()
        self._mark.end()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if self._drive is not None and wanted is not None:
            self._drive.show_entry()
            if not self._drive.entry.entry.is_dirty:  # a line that came back is where one was
                self._drive.entry.entry.open_sheet(wanted.sheet)

    def _on_saved(self, drive: DrivePages, saved: Saved) -> None:
        ref, session = saved.sheet.ref, drive.session
        name = sheet_title(ref, session.device)
        now = datetime.now().astimezone()
        self._mark.note_saved(LastSaved(str(session.path), ref.text, name, saved.number, now))

    def _on_drive_gone(self) -> None:
        self._drive = None

    def _on_closed(self) -> None:
        self.notice = None
