"""The window for our own faults: says what is safe, shows what a helper needs, sends nothing.

It must work when half the program is broken, so it knows Qt and nothing of ours but the version and translation.
"""

import platform
import traceback
from pathlib import Path
from typing import NamedTuple

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from canvass import __version__
from canvass.desktop.out_folder import documents_folder
from canvass.wording.translation import mark, tr


class ReportWords(NamedTuple):
    """What the window says: its title, what happened and what it means, and the name proposed for the file."""

    title: str
    said: str
    file_name: str = "canvass-report.txt"


CRASH = ReportWords(
    mark("canvass has a fault"),
    mark(
        "canvass has a fault, and what you just asked for was not done. Every line that was said to be saved "
        "is safe in the file. You can go on; if it happens again, close canvass and start it anew."
    ),
)


def versions() -> list[str]:
    """Return two lines: the versions of program, language and Qt; the system."""
    return [
        f"canvass {__version__} – Python {platform.python_version()} – PySide6 {PySide6.__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
    ]


def report_of(error: BaseException) -> str:
    """Return what a helper needs: versions, the kind of error, and files with lines. No values, no messages.

    A message or a local could hold what somebody typed; the names of our own files cannot.
    """
    lines = [*versions(), ""]
    while True:
        lines.append(type(error).__qualname__)
        for frame in traceback.extract_tb(error.__traceback__):
            parts = frame.filename.replace("\\", "/").split("/")
            lines.append(f"  {'/'.join(parts[-2:])}:{frame.lineno} {frame.name}")
        earlier = error.__cause__ or error.__context__
        if earlier is None:
            return "\n".join(lines)
        lines.append("after")
        error = earlier


class ReportWindow(QDialog):
    """What happened, what it means for the lines, and a report to copy or to save: nothing is sent."""

    def __init__(self, report: str, parent: QWidget | None = None, words: ReportWords = CRASH) -> None:
        super().__init__(parent)
        self._file_name = words.file_name
        self.setWindowTitle(tr(words.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said = QLabel(tr(words.said))
        told = QLabel(
            tr("For whoever helps you. It holds no names and nothing that was typed. Nothing is sent anywhere.")
        )
        self.saved = QLabel()
        self.saved.hide()
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(tr("Report"))
        self.copy = QPushButton(tr("&Copy the report"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        self.save = QPushButton(tr("&Save as text…"))
        self.save.clicked.connect(self._ask_where)
        close = QPushButton(tr("C&lose"))
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        for button in (self.copy, self.save):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for label in (said, told, self.saved):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for part in (said, told, self.report, self.saved):
            column.addWidget(part)
        column.addLayout(row)
        self.resize(760, 480)

    def save_as(self, path: Path) -> None:
        """Write the report into a text file, and say whether that was done."""
        try:
            path.write_text(f"{self.report.toPlainText()}\n", encoding="utf-8")
        except OSError:
            said = tr("The report could not be written to {path}. Choose another place, or copy it.")
        else:
            said = tr("The report is {path}. Read it before you pass it on.")
        self.saved.setText(said.format(path=path))
        self.saved.show()

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, tr("Save the report"), str(documents_folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Text (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(self._file_name)
        dialog.fileSelected.connect(lambda name: self.save_as(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
