"""Where a file goes that was opened, dropped or double-clicked: each kind to the page that deals with it."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from canvass.desktop.drive_pages import DrivePages
from canvass.desktop.file_kinds import FileKind, kind_of
from canvass.desktop.receipt_page import ReceiptPage
from canvass.desktop.settings import FIELD, LONE
from canvass.desktop.spreadsheet_page import SpreadsheetPage
from canvass.desktop.window import MainWindow
from canvass.desktop.work_pages import RECEIPT, SPREADSHEET, TAKE_IN, pages_of
from canvass.journal.bodies import Role
from canvass.wording.translation import mark, tr

LEADERS = (Role.HQ.name.lower(), Role.COORDINATOR.name.lower())
PAGES = {FileKind.TABLE: SPREADSHEET, FileKind.RECEIPT: RECEIPT}
TRAVELS = {FileKind.BATCH, FileKind.FOLDER}
MIXED = mark(
    "Files of several kinds came at once, and they go different ways. Nothing was changed. Bring one kind at a time."
)
NOTHING_TO_DO = mark(
    "canvass can do nothing with “{name}”. Nothing was changed. It takes drives (.canvass), set-up files "
    "(.canvasskit), files for headquarters (.canvassbatch) or folders of them, receipts (.canvassreceipt), and "
    "spreadsheets (.xlsx, .csv)."
)
NOT_HERE = {
    FileKind.BATCH: mark(
        "“{name}” is for headquarters: it is taken in there, or on a coordinator’s laptop, with their drive open. "
        "Nothing was changed."
    ),
    FileKind.RECEIPT: mark(
        "“{name}” is a receipt from headquarters. It is opened on a laptop that is part of the drive, with its drive "
        "open. Nothing was changed."
    ),
    FileKind.TABLE: mark(
        "“{name}” is a spreadsheet, and it is not known here where its lines belong. Nothing was changed. Open the "
        "drive first, then bring the spreadsheet again."
    ),
}


class Arriving(QObject):
    """Sends files on their way, and keeps those that wait for a drive to be open."""

    def __init__(
        self,
        window: MainWindow,
        drive_open: Callable[[], DrivePages | None],
        open_path: Callable[[Path], None],
        take_kit: Callable[[Path], None],
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._drive_open = drive_open
        self._open_path = open_path
        self._take_kit = take_kit
        self._tell = tell
        self._waiting: tuple[Path, ...] = ()

    def files_came(self, paths: Sequence[Path]) -> None:
        """Do with the files what is done with their kind; several may only be files for headquarters and folders."""
        paths = [path.absolute() for path in paths]
        kinds = {kind_of(path) for path in paths}
        if kinds <= TRAVELS:
            self._lead(paths, LEADERS)
        elif len(paths) > 1:
            self._tell(tr(MIXED))
        elif kinds == {FileKind.DRIVE}:
            self._open_path(paths[0])
        elif kinds == {FileKind.KIT}:
            self._take_kit(paths[0])
        elif kinds == {FileKind.RECEIPT}:
            self._lead(paths, (FIELD, LEADERS[1]))
        elif kinds == {FileKind.TABLE}:
            self._lead(paths, (*LEADERS, FIELD, LONE))
        else:
            self._tell(tr(NOTHING_TO_DO).format(name=paths[0].name))

    def go_on(self, drive: DrivePages) -> None:
        """Go on with the files that waited for this drive."""
        paths, self._waiting = self._waiting, ()
        if paths:
            self._give(drive, paths)

    def give_up(self) -> None:
        """Forget the files: the drive they waited for was not opened."""
        self._waiting = ()

    def _lead(self, paths: Sequence[Path], kinds: Collection[str]) -> None:
        """Give the files to the drive that is open, or open the last one of these kinds that was open here."""
        drive = self._drive_open()
        led = self._window.settings.newest(kinds)
        is_in_sight = self._window.pages.page is not self._window.first_start
        if drive is not None and (drive.home is not None or is_in_sight or led is None):
            self._give(drive, paths)
        elif led is not None:
            self._waiting = tuple(paths)
            self._open_path(led)
        else:
            self._refuse(paths)

    def _give(self, drive: DrivePages, paths: Sequence[Path]) -> None:
        page_of = PAGES.get(kind_of(paths[0]), TAKE_IN)
        if page_of not in pages_of(drive.session.journal.role):
            self._refuse(paths)
        elif page_of == SPREADSHEET:
            drive.show_work(SPREADSHEET)
            page = drive.work.page(SPREADSHEET)
            if isinstance(page, SpreadsheetPage):
                page.open_file(paths[0])
        elif page_of == RECEIPT:
            drive.show_work(RECEIPT)
            receipts = drive.work.page(RECEIPT)
            if isinstance(receipts, ReceiptPage):
                receipts.open_receipt(paths[0])
        else:
            drive.work.take_in(paths)

    def _refuse(self, paths: Sequence[Path]) -> None:
        kind = kind_of(paths[0])
        self._tell(tr(NOT_HERE.get(kind, NOT_HERE[FileKind.BATCH])).format(name=paths[0].name))
