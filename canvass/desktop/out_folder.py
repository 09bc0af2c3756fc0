"""Where a file goes that the window makes: a folder in sight, another one by one button, a name that is not taken."""

import itertools
import os
import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from canvass.desktop.sticks import sticks
from canvass.wording.translation import tr

NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
LONGEST_STEM = 80
MAY_WRAP = "\u200b"
"""A space without width: a long path goes on in the next line after it."""


def documents_folder() -> Path:
    """Return where this person's documents are, or their home."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return folder if folder.is_dir() else Path.home()


def stick_folder() -> Path:
    """Return the stick that is plugged in, where files of other laptops come from and go to; else the documents."""
    plugged = sticks()
    return plugged[0][1] if plugged else documents_folder()


def unused_path(folder: Path, stem: str, suffix: str, taken: Callable[[Path], bool] = Path.exists) -> Path:
    """Return `STEM.SUFFIX`, `STEM 2.SUFFIX`... in the folder: the first one that is not there."""
    name = " ".join(NOT_IN_NAMES.sub(" ", stem).split())[:LONGEST_STEM].strip(". ") or tr("drive")
    names = (f"{name}{suffix}" if number == 1 else f"{name} {number}{suffix}" for number in itertools.count(1))
    return next(path for path in map(folder.joinpath, names) if not taken(path))


def folder_words(folder: Path) -> str:
    """Return a folder as its owner knows it: by its name in their home, else by its whole path, which may wrap."""
    home = Path.home()
    if home in (folder, folder.parent):
        return folder.name
    return str(folder).replace(os.sep, os.sep + MAY_WRAP)


class OutFolder(QWidget):
    """The folder, and the button that changes it."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = QLabel()
        self._shown.setWordWrap(True)
        self._shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        self.elsewhere = QPushButton(tr("F&older…"))
        self.elsewhere.setAccessibleName(tr("Another folder"))
        self.elsewhere.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._shown, 1)
        row.addWidget(self.elsewhere)
        self.folder = folder
        self.choose(folder)

    def choose(self, folder: Path) -> None:
        """Take this folder from now on."""
        self.folder = folder
        self._shown.setText(tr("Into {name}").format(name=folder_words(folder)))
        self._shown.setToolTip(str(folder))
        self.changed.emit()

    def unused(self, stem: str, suffix: str) -> Path:
        """Return a path in the folder that is not taken."""
        return unused_path(self.folder, stem, suffix)

    def _ask(self) -> None:
        dialog = QFileDialog(self, tr("Where the file goes"), str(self.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.choose(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
