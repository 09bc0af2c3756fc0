"""*The page that the official approved*: a PDF in place of the page that is drawn here, seen before it is taken."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from canvass.desktop.approved_words import place_typed, said_of_seen, thinking_lines
from canvass.desktop.card_page import CardPage
from canvass.desktop.checks_list import ChecksList
from canvass.desktop.day_words import iso_day
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import MessageBar
from canvass.desktop.out_folder import stick_folder
from canvass.desktop.page_picture import PagePicture, pixels_of
from canvass.desktop.petition_words import said_of
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.journal.drive import petition_needed
from canvass.petition.petition import parse_fields
from canvass.sheets.bringing import OwnPageNotApproved, OwnPageSeen, bring_own_page, see_own_page
from canvass.sheets.own_page import MOST_LINES, OwnPage
from canvass.wording.printed import print_words
from canvass.wording.translation import tr

NARROW_LETTERS = 24
CHECKS_IN_SIGHT = 8


class ApprovedPage(CardPage):
    """At the left what is asked about the PDF, at the right its page with code and number as it would be printed."""

    taken = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("The page that the official approved"), parent)
        self._session = session
        self._path: Path | None = None
        self._seen: OwnPageSeen | None = None
        self._asked = 0
        self.messages = MessageBar(look)
        self.put_above(self.messages)
        self.add_text(
            tr(
                "If the official approved a page of your own, sheets can be printed from that PDF: it is stored as it "
                "is, and printed so from then on. Scripts and links in it are left out."
            )
        )
        self.choose = QPushButton(tr("&Choose the PDF…"))
        self.file = QLabel(tr("No PDF yet"))
        self.approved = QLineEdit()
        self.lines = QSpinBox()
        self.place = QLineEdit()
        self.told = QLabel()
        self.checks = ChecksList()
        self.picture = PagePicture(
            lambda pdf, width, then: session.look(lambda _: pixels_of(pdf, width), then, self._on_refused)
        )
        self.picture.clear(tr("No page yet"))
        self.use = QPushButton(tr("&Use this page"))
        self._lay_out()
        self._connect()
        self._put_on_use()

    def begin(self) -> None:
        """Ask for the PDF; what was chosen before stays."""
        self.messages.clear()
        approved = petition_needed(self._session.journal).approved
        if approved is not None and not self.approved.text():
            self.approved.setText(approved.isoformat())
        self.use.setEnabled(self._seen is not None)
        self.choose.setFocus()

    def close_down(self) -> None:
        """Do nothing: nothing is stored before *Use this page*."""

    def take_pdf(self, path: Path) -> None:
        """Look at this PDF."""
        self._path = path
        self.file.setText(path.name)
        self.file.setToolTip(str(path))
        if self.lines.value() == 0:
            self.lines.setFocus()
        self.show_page()

    def show_page(self) -> None:
        """Draw the page anew away from the window's thread, as it would be printed."""
        self._seen = None
        self.use.setEnabled(False)
        if self._path is None or self.lines.value() == 0:
            return
        places = place_typed(self.place.text())
        if places is None:
            self.messages.say(tr("Where the code goes is two numbers of millimetres, such as 180 x 30, or nothing."))
            return
        page, words = OwnPage(self._path, self.lines.value(), places), print_words()
        self._asked += 1
        asked = self._asked
        self.told.setText(tr("Looking at the page…"))
        self._session.look(
            lambda journal: see_own_page(journal, page, words),
            lambda seen: self._on_seen(seen, asked),
            lambda error: self._on_not_seen(error, asked),
        )

    def _lay_out(self) -> None:
        self.file.setWordWrap(True)
        self.told.setWordWrap(True)
        self.lines.setRange(0, MOST_LINES)
        self.lines.setSpecialValueText(tr("not said yet"))
        self.approved.setPlaceholderText(tr("year-month-day, or 5/31/2026"))
        self.place.setPlaceholderText(tr("empty: free corners are found"))
        asked = (
            (tr("The official approved it &on"), self.approved),
            (tr("&Numbered lines on the page"), self.lines),
            (tr("Where the code goes: &mm from the left x from the top"), self.place),
        )
        for part in (self.choose, self.file):
            self.column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        for says, field in asked:
            label = QLabel(says)
            label.setWordWrap(True)
            label.setBuddy(field)
            field.setAccessibleName(says.replace("&", ""))
            for inside in field.findChildren(QLineEdit):  # a number's field has one in it
                inside.setAccessibleName(says.replace("&", ""))
            field.setMaximumWidth(self.fontMetrics().averageCharWidth() * NARROW_LETTERS * 2)
            self.column.addWidget(label)
            self.column.addWidget(field)
        self.column.addWidget(self.told)
        self.checks.lines.setMinimumHeight(self.fontMetrics().height() * CHECKS_IN_SIGHT)
        self.column.addWidget(self.checks)
        self.foot.insertWidget(0, self.use)
        self.use.setProperty("isFirst", True)
        self._put_beside(self.picture)

    def _put_beside(self, picture: QWidget) -> None:
        """Put the picture at the right of what scrolls."""
        place = self._page.indexOf(self._area)
        self._page.removeWidget(self._area)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self._area, 5)
        columns.addWidget(picture, 4)
        self._page.insertLayout(place, columns, 1)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._ask)
        self.lines.valueChanged.connect(lambda _: self.show_page())
        self.place.editingFinished.connect(self.show_page)
        self.use.clicked.connect(self._on_use)
        self.look.changed.connect(self._put_on_use)

    def _ask(self) -> None:
        dialog = QFileDialog(self, tr("The page that the official approved"), str(stick_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("PDF files (*.pdf)"))
        dialog.fileSelected.connect(lambda name: self.take_pdf(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_seen(self, seen: OwnPageSeen, asked: int) -> None:
        if asked != self._asked:
            return
        self._seen = seen
        self.messages.clear()
        self.told.setText("\n".join((*said_of_seen(seen), *thinking_lines(seen.thinking))))
        self.checks.show_found(seen.checks)
        self.picture.show_pdf(seen.sheet)
        self.use.setEnabled(True)

    def _on_not_seen(self, error: CanvassError, asked: int) -> None:
        if asked == self._asked:
            self.told.setText("")
            self.checks.say("")
            self.picture.clear(tr("No page yet"))
            self._on_refused(error)

    def _on_use(self) -> None:
        if self._seen is None:
            return
        form = self._seen.form
        try:
            approved = _day(self.approved.text())
        except CanvassError as error:
            self._on_refused(error)
            self.approved.setFocus()
            return
        self.use.setEnabled(False)
        self._session.write(
            lambda journal: bring_own_page(journal, form, approved), lambda _: self._on_taken(), self._on_not_taken
        )

    def _on_taken(self) -> None:
        self.use.setEnabled(True)
        self.taken.emit()

    def _on_not_taken(self, error: CanvassError) -> None:
        self.use.setEnabled(True)
        self._on_refused(error)

    def _on_refused(self, error: CanvassError) -> None:
        self.messages.say(said_of(error))

    def _put_on_use(self) -> None:
        scaled(self.use, 1.3, bold=True)


def _day(typed: str) -> date:
    """Return the day of approval. Raises `FieldRefused`, and `OwnPageNotApproved` if there is none."""
    value = parse_fields([("approved", iso_day(typed))])["approved"]
    if not isinstance(value, str):
        raise OwnPageNotApproved
    return date.fromisoformat(value)
