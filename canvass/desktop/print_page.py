"""*Print sheets*: the order at the left, the page in the middle, what was checked at the right."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from canvass.desktop.check_words import told_of
from canvass.desktop.checks_list import ChecksList
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.message_bar import DONE, NOTICE, MessageBar
from canvass.desktop.page_picture import PagePicture, pixels_of
from canvass.desktop.petition_words import said_of
from canvass.desktop.print_form import PrintForm
from canvass.desktop.print_words import said_of_file, said_of_page
from canvass.desktop.printing import Printing
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Role
from canvass.journal.drive import petition_needed
from canvass.petition.template import template
from canvass.sheets.preflight import Finding
from canvass.sheets.preview import Preview, first_sheet
from canvass.sheets.runs import Printed, PrintOrder
from canvass.wording.printed import print_words
from canvass.wording.translation import tr


class PrintPage(QWidget):
    """Shows the page that would be printed, prints it into a file, and looks the file over."""

    back_asked = Signal()
    petition_asked = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.look = look
        self._printed: Printed | None = None
        of = template(petition_needed(session.journal).template)
        papers = [paper.name for paper in of.page.papers.value]
        self.messages = MessageBar(look)
        self.form = PrintForm(look, papers, has_notice=of.notice is not None)
        self.printing = Printing(session, self)
        self.picture = PagePicture(
            lambda pdf, width, then: session.look(lambda _: pixels_of(pdf, width), then, self._on_refused)
        )
        self.title = QLabel(tr("Print sheets"))
        self.of_page = QLabel()
        self.of_page.setWordWrap(True)
        self.checks = ChecksList()
        self.to_petition = QPushButton(tr("What the petition &says"))
        self.show_file = QPushButton(tr("Show the &file"))
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("How far it is"))
        self.give_up = QPushButton(tr("&Cancel"))
        self.back = QPushButton(tr("B&ack"))
        self._lay_out()
        self._connect()
        self._be_busy(is_busy=False)
        look.changed.connect(self._put_on)
        self._put_on()

    def begin(self) -> None:
        """Show the page as it would be printed now."""
        self.messages.clear()
        self._printed = None
        self.show_file.hide()
        self.show_page()
        self.form.save.setFocus()

    def show_page(self) -> None:
        """Draw the page anew, away from the window's thread."""
        words, paper, is_notice = print_words(), self.form.paper_name, self.form.is_notice
        self.of_page.setText(tr("Drawing the page…"))
        self.checks.say(tr("The finished file is checked here, page by page."))
        self._session.look(
            lambda journal: first_sheet(journal, words, paper, notice=is_notice), self._on_page, self._on_no_page
        )

    def close_down(self) -> None:
        """Give up what is under way: the drive is about to be closed."""
        self.printing.close_down()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.of_page)
        right.addWidget(self.to_petition)
        right.addWidget(self.checks, 1)
        right.addWidget(self.show_file)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.form, 3)
        columns.addWidget(self.picture, 5)
        columns.addLayout(right, 3)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.give_up)
        foot.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 16, 32, 16)
        page.setSpacing(10)
        page.addWidget(self.title)
        page.addWidget(self.messages)
        page.addLayout(columns, 1)
        page.addLayout(foot)

    def _connect(self) -> None:
        self.form.page_changed.connect(self.show_page)
        self.form.save.clicked.connect(self._on_save)
        self.form.blanks.clicked.connect(self._on_blanks)
        self.give_up.clicked.connect(self.printing.give_up)
        self.back.clicked.connect(self.back_asked)
        self.to_petition.clicked.connect(self.petition_asked)
        self.show_file.clicked.connect(self._on_show_file)
        self.printing.progressed.connect(self._on_progressed)
        self.printing.finished.connect(self._on_finished)
        self.printing.looked.connect(self._on_looked)
        self.printing.refused.connect(self._on_refused)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape),
            self,
            self.back_asked.emit,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    # ------------------------------------------------------------------------------------------- before printing

    def _on_page(self, preview: Preview) -> None:
        self._offer_petition(is_needed=preview.is_draft)
        self.picture.show_pdf(preview.pdf)
        self._be_busy(is_busy=self.printing.is_busy)
        self.of_page.setText("\n".join(said_of_page(preview, is_notice=self.form.is_notice)))

    def _on_no_page(self, error: CanvassError) -> None:
        """Say in the place of the page why there is none; nothing can be printed then."""
        self.picture.clear(tr("No page yet"))
        self.of_page.setText(said_of(error))
        self._offer_petition(is_needed=True)
        self.form.save.setEnabled(False)
        self.form.blanks.setEnabled(False)
        if not self.to_petition.isHidden():
            self.to_petition.setFocus()

    # -------------------------------------------------------------------------------------------------- printing

    def _on_save(self) -> None:
        out = self.form.out.unused(tr("{drive} sheets").format(drive=self._session.path.stem), ".pdf")
        order = PrintOrder(
            self.form.sheets.value(), out, self.form.paper_name, self.form.where.text(), notice=self.form.is_notice
        )
        self._begin(tr("Printing into {name}…").format(name=out.name))
        self.printing.print_run(order)

    def _on_blanks(self) -> None:
        out = self.form.out.unused(tr("{drive} blanks for the registrar").format(drive=self._session.path.stem), ".pdf")
        self._begin(tr("Printing into {name}…").format(name=out.name))
        self.printing.print_blanks(out, self.form.paper_name)

    def _begin(self, said: str) -> None:
        self.checks.say("")
        self.show_file.hide()
        self.messages.say(said, NOTICE)
        self._be_busy(is_busy=True)
        self.give_up.setFocus()

    def _on_progressed(self, done: int, total: int) -> None:
        self.progress.setMaximum(total)
        self.progress.setValue(done)

    def _on_finished(self, printed: Printed | None) -> None:
        if printed is None:
            self._be_busy(is_busy=False)
            self.messages.say(tr("Given up. Nothing was printed and no number was used."), NOTICE)
            self.form.save.setFocus()
            return
        self._printed = printed
        self.messages.say(said_of_file(printed), NOTICE if printed.first is None else DONE)
        self.show_file.show()
        self.checks.say(tr("Looking over the file…"))
        self.printing.look_over(Path(printed.pdf))

    def _on_looked(self, findings: list[Finding] | None) -> None:
        self._be_busy(is_busy=False)
        self.show_file.setFocus()
        if findings is None or self._printed is None:
            self.checks.say(tr("The file was not looked over."))
            return
        shown = told_of(findings, is_draft=self._printed.first is None)
        if not self.checks.show_found(shown):
            said = tr("{name} should not be handed out: what is marked ✗ fails. Its numbers are used up: print again.")
            self.messages.say(said.format(name=Path(self._printed.pdf).name))

    def _on_refused(self, error: CanvassError) -> None:
        self._be_busy(is_busy=False)
        self.messages.say(said_of(error))
        self.form.save.setFocus()

    def _on_show_file(self) -> None:
        if self._printed is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(self._printed.pdf)):
            self.messages.say(tr("No program here shows PDF files. The file is {path}.").format(path=self._printed.pdf))

    def _offer_petition(self, *, is_needed: bool) -> None:
        self.to_petition.setVisible(is_needed and self._session.journal.role == Role.HQ)

    def _be_busy(self, *, is_busy: bool) -> None:
        self.form.be_busy(is_busy=is_busy)
        self.progress.setVisible(is_busy)
        self.progress.setValue(0)
        self.give_up.setVisible(is_busy)

    def _put_on(self) -> None:
        scaled(self.title, 1.5, bold=True)
        coloured(self.of_page, self.look.colours.text)
