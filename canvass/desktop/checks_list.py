"""What was checked in a finished file, one line for each check, under a sentence that sums it up."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QSizePolicy, QVBoxLayout, QWidget

from canvass.desktop.check_words import check_line
from canvass.sheets.preflight import Finding
from canvass.wording.translation import tr, tr_n


class ChecksList(QWidget):
    """The sentence; below it the list, while there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.lines = QListWidget()
        self.lines.setAccessibleName(tr("What was checked in the finished file"))
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.lines.setMinimumHeight(self.fontMetrics().height() * 2)
        self.lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.lines, 1)
        column.addStretch()
        self.say("")

    def say(self, text: str) -> None:
        """Show a sentence and no list."""
        self._show((), text)

    def show_found(self, found: Sequence[Finding]) -> bool:
        """Show what was found; return whether all of it holds."""
        failed = sum(not finding.holds for finding in found)
        self._show(found, _heading(failed))
        return not failed

    def _show(self, found: Sequence[Finding], said: str) -> None:
        self.said.setText(said)
        self.lines.clear()
        self.lines.addItems([check_line(finding) for finding in found])
        self.lines.setHidden(not found)


def _heading(failed: int) -> str:
    if not failed:
        return tr("All checks hold:")
    return tr_n("{failed:,} check fails:", "{failed:,} checks fail:", failed).format(failed=failed)
