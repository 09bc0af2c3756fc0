"""The window for our own faults: says what is safe, shows what a helper needs, sends nothing.

It must work when half the program is broken, so it knows Qt and nothing of ours but the version and translation.
"""

import platform
import traceback

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from canvass import __version__
from canvass.wording.translation import tr


def report_of(error: BaseException) -> str:
    """Return what a helper needs: versions, the kind of error, and files with lines. No values, no messages.

    A message or a local could hold what somebody typed; the names of our own files cannot.
    """
    lines = [
        f"canvass {__version__} – Python {platform.python_version()} – PySide6 {PySide6.__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        "",
    ]
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


class CrashWindow(QDialog):
    """What happened, what it means for the lines, and the report to copy."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("canvass has a fault"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said = QLabel(
            tr(
                "canvass has a fault, and what you just asked for was not done. Every line that was said to be saved "
                "is safe in the file. You can go on; if it happens again, close canvass and start it anew."
            )
        )
        said.setWordWrap(True)
        told = QLabel(
            tr("For whoever helps you. It holds no names and nothing that was typed. Nothing is sent anywhere.")
        )
        told.setWordWrap(True)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(tr("Report"))
        self.copy = QPushButton(tr("&Copy the report"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        close = QPushButton(tr("C&lose"))
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for part in (said, told, self.report):
            column.addWidget(part)
        column.addLayout(row)
        self.resize(760, 480)
