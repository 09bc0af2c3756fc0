"""The parts of the page *Print sheets* and where they stand: the order, the page or what comes after it, the checks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from canvass.desktop.after_print import AfterPrint
from canvass.desktop.checks_list import ChecksList
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.message_bar import MessageBar
from canvass.desktop.page_picture import Draw
from canvass.desktop.page_view import PageView
from canvass.desktop.paper_printing import OnPaper
from canvass.desktop.print_form import PrintForm
from canvass.desktop.ruler_panel import RulerPanel
from canvass.desktop.scroll_column import ScrollColumn
from canvass.desktop.session import Session
from canvass.petition.template import Template
from canvass.wording.translation import tr


class PrintPanes(QWidget):
    """In the middle: the page, what comes after printing, or the rulers. `left`: back to the page."""

    left = Signal()

    def __init__(self, session: Session, look: Look, of: Template, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        papers = [paper.name for paper in of.page.papers.value]
        self.messages = MessageBar(look)
        self.form = PrintForm(look, papers, has_notice=of.notice is not None)
        self.view = PageView(draw)
        self.after = AfterPrint(session, look)
        self.ruler = RulerPanel(session, look)
        self.title = QLabel(tr("Print sheets"))
        self.of_page = QLabel()
        self.of_page.setWordWrap(True)
        self.checks = ChecksList()
        self.to_petition = QPushButton(tr("What the pe&tition says"))
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("How far it is"))
        self.give_up = QPushButton(tr("&Cancel"))
        self.back = QPushButton(tr("B&ack"))
        self._after_column, self._ruler_column = ScrollColumn(self.after), ScrollColumn(self.ruler)
        self._lay_out()
        self._connect()
        self.show_middle(self.view)
        look.changed.connect(self._put_on)
        self._put_on()

    @property
    def is_printing(self) -> bool:
        """Whether something goes to a printer."""
        return self.after.paper.printing.is_busy or self.ruler.paper.printing.is_busy

    def show_middle(self, shown: QWidget) -> None:
        """Show one of `view`, `after` and `ruler`."""
        columns = ((self.view, self.view), (self._after_column, self.after), (self._ruler_column, self.ruler))
        for column, widget in columns:
            widget.setVisible(widget is shown)
            column.setVisible(widget is shown)

    def be_busy(self, *, is_busy: bool) -> None:
        """Take no other order while one is worked on, and show how far it is."""
        self.form.be_busy(is_busy=is_busy)
        self.after.be_busy(is_busy=is_busy)
        self.ruler.be_busy(is_busy=is_busy)
        self.progress.setVisible(is_busy)
        self.progress.setValue(0)
        self.progress.setFormat("")
        self.give_up.setVisible(is_busy)

    def show_progress(self, done: int, total: int) -> None:
        """Tell how far it is."""
        self.progress.setMaximum(total)
        self.progress.setValue(done)
        self.progress.setFormat(tr("{done:,} of {total:,} pages").format(done=done, total=total))

    def stop_printing(self, *, is_closing: bool = False) -> None:
        """Give nothing more to any printer."""
        for paper in (self.after.paper, self.ruler.paper):
            if is_closing:
                paper.printing.close_down()
            else:
                paper.printing.give_up()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.of_page)
        right.addWidget(self.to_petition)
        right.addWidget(self.checks, 1)
        middle = QVBoxLayout()
        for widget in (self.view, self._after_column, self._ruler_column):
            middle.addWidget(widget)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(ScrollColumn(self.form), 3)
        columns.addLayout(middle, 5)
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
        for panel in (self.after, self.ruler):
            panel.left.connect(self.left)
        for paper in (self.after.paper, self.ruler.paper):
            paper.begun.connect(self._on_paper_begun)
            paper.printing.progressed.connect(self.show_progress)
        self.after.paper.ended.connect(self._on_paper_ended)
        self.ruler.paper.ended.connect(self._on_ruler_ended)
        self.after.printed.learned.connect(self.form.learn_runs)
        self.after.said.connect(self.messages.say)
        self.ruler.paper.said.connect(self.messages.say)

    def _on_paper_begun(self) -> None:
        self.be_busy(is_busy=True)
        self.give_up.setFocus()

    def _on_paper_ended(self, told: OnPaper | None) -> None:
        self.be_busy(is_busy=False)
        self.after.lead_on(told)

    def _on_ruler_ended(self, _told: OnPaper | None) -> None:
        self.be_busy(is_busy=False)
        self.ruler.listen()

    def _put_on(self) -> None:
        scaled(self.title, 1.5, bold=True)
        coloured(self.of_page, self._look.colours.text)
