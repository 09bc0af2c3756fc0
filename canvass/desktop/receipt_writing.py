"""*Write receipts*: after files were taken in, one file beside them tells all laptops what headquarters holds."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from canvass.batches.holding import note_receipt, sealed_receipt
from canvass.batches.receipt import Receipt
from canvass.desktop.long_work import LongWork
from canvass.desktop.message_bar import DONE
from canvass.desktop.out_folder import unused_path
from canvass.desktop.session import Session
from canvass.desktop.take_in_page import TakeInPage
from canvass.ground.errors import CanvassError
from canvass.ground.files import write_whole
from canvass.ground.progress import Report
from canvass.journal.bodies import Role
from canvass.journal.journal import Journal
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr, tr_n


class ReceiptWriting(QObject):
    """The button on the page that takes files in: there once something was taken in, and at headquarters only."""

    def __init__(self, session: Session, page: TakeInPage, today: date) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._today = today
        self._folder: Path | None = None
        self._work = LongWork(self)
        self.write = QPushButton(tr("Write &receipts"))
        self.write.setToolTip(tr("One file that tells every laptop which of its lines headquarters holds"))
        self.write.hide()
        page.foot.insertWidget(page.foot.count() - 1, self.write)
        page.taking.foreseen.connect(self._on_foreseen)
        page.taken_in.connect(self._on_taken_in)
        self.write.clicked.connect(self._on_write)
        session.closing.connect(self._work.give_up)

    def _on_foreseen(self, _foreseen: object) -> None:
        """Remember where the files lie: the receipts go back on the same stick."""
        self.write.hide()
        first = next(iter(self._page.taking.in_hand), None)
        self._folder = first if first is None or first.is_dir() else first.parent

    def _on_taken_in(self) -> None:
        is_headquarters = self._session.journal.role == Role.HQ
        self.write.setVisible(is_headquarters and self._folder is not None)

    def _on_write(self) -> None:
        if self._folder is None:
            return
        named = tr("{drive} receipts {day}").format(drive=self._session.path.stem, day=self._today.isoformat())
        out = unused_path(self._folder, named, ".canvassreceipt")

        def look(journal: Journal, report: Report) -> tuple[Receipt, bytes]:
            return sealed_receipt(journal, out.name, report=report)

        self._page.back.setFocus()
        self.write.setEnabled(False)
        self._session.look(self._work.job(look), lambda made: self._on_made(made, out), self._on_refused)

    def _on_made(self, made: tuple[Receipt, bytes] | None, out: Path) -> None:
        if made is None:  # given up
            self.write.setEnabled(True)
            return
        receipt, content = made

        def store(journal: Journal) -> None:
            write_whole(out, content)
            note_receipt(journal, receipt)

        self._session.write(store, lambda _: self._on_written(receipt, out), self._on_refused)

    def _on_written(self, receipt: Receipt, out: Path) -> None:
        self.write.setEnabled(True)
        said = tr_n(
            "The receipt for {n:,} laptop is in the file {name} in {folder}. It was read back: give the stick back, "
            "and open the file on the laptop.",
            "The receipts for {n:,} laptops are in the file {name} in {folder}. It was read back: give the stick "
            "back, and open the file on each laptop.",
            len(receipt.held),
        )
        said = said.format(n=len(receipt.held), name=out.name, folder=out.parent)
        self._page.messages.say(said, DONE)

    def _on_refused(self, error: CanvassError) -> None:
        self.write.setEnabled(True)
        self._page.messages.say(sentence(error))
