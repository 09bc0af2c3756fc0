"""What the menu of a drive offers to keep its file safe: a passphrase, a backup copy."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from canvass.campaign.backup import copy_whole
from canvass.desktop.drive_pages import DrivePages
from canvass.desktop.menus import Menus
from canvass.desktop.message_bar import DONE
from canvass.desktop.out_folder import documents_folder
from canvass.desktop.window import MainWindow
from canvass.journal.journal import Journal
from canvass.wording.translation import mark, tr


class SafeKeeping(QObject):
    """Two entries of the menu, which can be chosen while a drive is open for which they make sense."""

    def __init__(
        self,
        window: MainWindow,
        menus: Menus,
        drive_open: Callable[[], DrivePages | None],
        offer_protection: Callable[[], None],
    ) -> None:
        super().__init__(menus)
        self._window = window
        self._drive_open = drive_open
        self.protect = menus.add_plain("drive", mark("Protect with a &passphrase…"), offer_protection)
        self.back_up = menus.add_plain("drive", mark("Make a &backup copy…"), self._ask_where)
        window.menus["drive"].aboutToShow.connect(self.show_possible)

    def show_possible(self) -> None:
        """Let be chosen what the drive that is open has use for."""
        drive = self._drive_open()
        self.protect.setEnabled(drive is not None and not drive.session.is_protected and not drive.session.is_rescue)
        self.back_up.setEnabled(drive is not None)

    def back_up_to(self, out: Path) -> None:
        """Copy the file of the open drive, with the passphrase it has, and say where the copy is."""
        drive = self._drive_open()
        if drive is None:
            return

        def copied(journal: Journal) -> None:
            copy_whole(journal.connection, out, journal.campaign.key)

        said = tr("The backup copy is {path}. It was read back; keep it apart from this laptop.").format(path=out)
        drive.session.look(copied, lambda _: drive.say(said, DONE), drive.refuse)

    def _ask_where(self) -> None:
        drive = self._drive_open()
        if drive is None:
            return
        today = date.today().isoformat()  # noqa: DTZ011 - the day where one sits
        proposed = documents_folder() / tr("{name} backup {day}").format(name=drive.session.path.stem, day=today)
        dialog = QFileDialog(self._window, tr("Make a backup copy"), str(proposed))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Drives (*.canvass)"))
        dialog.setDefaultSuffix("canvass")
        dialog.fileSelected.connect(lambda name: self.back_up_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
