"""*Print sheets*: the order at the left, the page in the middle, what was checked at the right."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from canvass.desktop.check_words import told_of
from canvass.desktop.keys import PRINT_KEYS, action_for
from canvass.desktop.look import Look
from canvass.desktop.message_bar import DONE, NOTICE
from canvass.desktop.page_picture import Pixels, pixels_of
from canvass.desktop.petition_words import said_of
from canvass.desktop.print_panes import PrintPanes
from canvass.desktop.print_words import said_of_file, said_of_more, said_of_page
from canvass.desktop.printing import Printing
from canvass.desktop.ruler_saving import RulerSaving
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Role
from canvass.journal.drive import petition_needed
from canvass.petition.template import template
from canvass.sheets.forms import own_papers
from canvass.sheets.preflight import Finding
from canvass.sheets.preview import Preview, first_sheet
from canvass.sheets.printed_runs import last_runs
from canvass.sheets.runs import Printed
from canvass.sheets.scanned import holders_known
from canvass.wording.printed import print_words
from canvass.wording.translation import tr


class PrintPage(QWidget):
    """Shows the page that would be printed, prints it into a file and on paper, and asks how it came out."""

    back_asked = Signal()
    petition_asked = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.look = look
        self._printed: Printed | None = None
        self._wants_paper = False
        of = template(petition_needed(session.journal).template)
        self.printing = Printing(session, self)
        self.panes = panes = PrintPanes(session, look, of, self._draw)
        self.messages, self.form, self.checks, self.of_page = panes.messages, panes.form, panes.checks, panes.of_page
        self.after, self.ruler, self.to_petition = panes.after, panes.ruler, panes.to_petition
        self.hide_names = panes.form.hide_names
        self.ruler_saving = RulerSaving(session, panes.form, panes.ruler, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panes)
        self._connect()
        panes.be_busy(is_busy=False)

    def begin(self) -> None:
        """Show the page as it would be printed now."""
        if self.is_busy:
            self.panes.give_up.setFocus()
            return
        self.messages.clear()
        self._printed = None
        self.panes.show_middle(self.panes.view)
        for paper in own_papers(self._session.journal)[:1]:  # on another one there is no page
            self.form.choose_paper(paper)
        self.show_page()
        self._session.look(holders_known, self.form.learn_holders, self._on_refused)
        self._session.look(last_runs, self.form.learn_runs, self._on_refused)
        self.form.save.setFocus()

    @property
    def is_busy(self) -> bool:
        """Whether something is being drawn, looked over or printed."""
        return self.printing.is_busy or self.panes.is_printing

    def show_page(self) -> None:
        """Draw the page anew, away from the window's thread. Whoever measures the printer goes on measuring."""
        words, paper, is_notice, shown = print_words(), self.form.paper_name, self.form.is_notice, self.form.shown_run
        if self.ruler.isHidden():
            self.panes.show_middle(self.panes.view)
        self.of_page.setText(tr("Drawing the page…"))
        self.checks.say(tr("The finished file is checked here, page by page."))
        self._session.look(
            lambda journal: first_sheet(journal, words, paper, notice=is_notice, shown=shown),
            self._on_page,
            self._on_no_page,
        )

    def _draw(self, pdf: bytes, width_px: int, then: Callable[[Pixels], None]) -> None:
        self._session.look(lambda _: pixels_of(pdf, width_px), then, self._on_refused)

    def close_down(self) -> None:
        """Give up what is under way: the drive is about to be closed."""
        self.printing.close_down()
        self.panes.stop_printing(is_closing=True)

    def _connect(self) -> None:
        self.form.page_changed.connect(self.show_page)
        self.form.save.clicked.connect(lambda: self._on_save(wants_paper=False))
        self.form.on_paper.clicked.connect(lambda: self._on_save(wants_paper=True))
        self.form.blanks.clicked.connect(self._on_blanks)
        self.form.before.clicked.connect(self._on_before)
        self.form.ruler.clicked.connect(self._on_ruler)
        self.panes.give_up.clicked.connect(self._on_give_up)
        self.panes.back.clicked.connect(self.back_asked)
        self.panes.left.connect(self._on_left)
        self.ruler_saving.said.connect(self.messages.say)
        self.to_petition.clicked.connect(self.petition_asked)
        self.printing.progressed.connect(self.panes.show_progress)
        self.printing.finished.connect(self._on_finished)
        self.printing.looked.connect(self._on_looked)
        self.printing.refused.connect(self._on_refused)
        does = (self.form.save.click, self._on_refresh, self.after.printed.take_back)
        for key, do in zip(PRINT_KEYS, does, strict=True):
            action_for(self, key, do)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._on_escape, context=within)

    # ------------------------------------------------------------------------------------------- before printing

    def _on_page(self, preview: Preview) -> None:
        self.form.show_preview(preview)
        self._offer_petition(is_needed=preview.is_draft)
        self.panes.view.show_preview(preview)
        self.panes.be_busy(is_busy=self.is_busy)
        self.of_page.setText("\n".join(said_of_page(preview, is_notice=self.form.is_notice)))

    def _on_no_page(self, error: CanvassError) -> None:
        """Say in the place of the page why there is none; nothing can be printed then."""
        self.form.show_preview(None)
        self.panes.view.clear(tr("No page yet"))
        self.of_page.setText(said_of(error))
        self._offer_petition(is_needed=True)
        self.form.may_print(is_allowed=False)
        if not self.to_petition.isHidden():
            self.to_petition.setFocus()

    def _on_before(self) -> None:
        self.panes.show_middle(self.after)
        self.after.show_before()

    def _on_ruler(self) -> None:
        self.panes.show_middle(self.ruler)
        self.ruler.begin()

    def _on_left(self) -> None:
        self.panes.show_middle(self.panes.view)
        self.show_page()
        self.form.save.setFocus()

    def _on_refresh(self) -> None:
        if not self.is_busy:
            self.show_page()

    def _on_escape(self) -> None:
        """Leave what was opened from the page; from the page itself, and after a print, leave for home."""
        is_opened = not self.ruler.isHidden() or (not self.after.isHidden() and self.after.file is None)
        if is_opened and not self.is_busy:
            self._on_left()
        else:
            self.back_asked.emit()

    # -------------------------------------------------------------------------------------------------- printing

    def _on_save(self, *, wants_paper: bool) -> None:
        """Print; after a run that was printed since the drive was opened, only if more are really wanted."""
        if self.form.made and not self.form.is_draft:
            self.messages.say(said_of_more(self.form.made, self.form.sheets.value()), NOTICE)
            self.messages.offer(tr("Print &more"), lambda: self._print(wants_paper=wants_paper))
        else:
            self._print(wants_paper=wants_paper)

    def _print(self, *, wants_paper: bool) -> None:
        out = self.form.out.unused(tr("{drive} sheets").format(drive=self._session.path.stem), ".pdf")
        order = self.form.order(out)
        self._wants_paper = wants_paper
        self._begin(tr("Printing into {name}…").format(name=out.name))
        self.printing.print_run(order)

    def _on_blanks(self) -> None:
        out = self.form.out.unused(tr("{drive} blanks for the registrar").format(drive=self._session.path.stem), ".pdf")
        self._wants_paper = False
        self._begin(tr("Printing into {name}…").format(name=out.name))
        self.printing.print_blanks(out, self.form.paper_name)

    def _begin(self, said: str) -> None:
        self.panes.show_middle(self.panes.view)
        self.checks.say("")
        self.messages.say(said, NOTICE)
        self.panes.be_busy(is_busy=True)
        self.panes.give_up.setFocus()

    def _on_give_up(self) -> None:
        self.printing.give_up()
        self.panes.stop_printing()

    def _on_finished(self, printed: Printed | None) -> None:
        if printed is None:
            self.panes.be_busy(is_busy=False)
            self.messages.say(tr("Given up. Nothing was printed and no number was used."), NOTICE)
            self.form.save.setFocus()
            return
        self._printed = printed
        self.form.forget_run(made=0 if printed.first is None else printed.sheets)
        self.messages.say(said_of_file(printed), NOTICE if printed.first is None else DONE)
        self.panes.show_middle(self.after)
        self.after.show_printed(printed)
        self.checks.say(tr("Looking over the file…"))
        self.printing.look_over(Path(printed.pdf))

    def _on_looked(self, findings: list[Finding] | None) -> None:
        self.panes.be_busy(is_busy=False)
        self.after.show_file.setFocus()
        if findings is None or self._printed is None:
            self.checks.say(tr("The file was not looked over: you cancelled that. It is whole all the same."))
            return
        shown = told_of(findings, is_draft=self._printed.first is None)
        if not self.checks.show_found(shown):
            said = tr("{name} should not be handed out: what is marked ✗ fails. Its numbers are used up: print again.")
            self.messages.say(said.format(name=Path(self._printed.pdf).name))
        elif self._wants_paper:
            self.after.ask_printer()

    def _on_refused(self, error: CanvassError) -> None:
        self.panes.be_busy(is_busy=False)
        self.messages.say(said_of(error))
        self.form.save.setFocus()

    def _offer_petition(self, *, is_needed: bool) -> None:
        self.to_petition.setVisible(is_needed and self._session.journal.role == Role.HQ)
