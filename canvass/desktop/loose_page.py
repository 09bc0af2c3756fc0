"""The page *Loose pages*: paper without a sheet number, and which printed sheet each is."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from canvass.desktop.announce import announce
from canvass.desktop.card_page import CardPage
from canvass.desktop.find_words import Names
from canvass.desktop.flow import FlowingRow
from canvass.desktop.hints import Hints
from canvass.desktop.keys import LOOSE_KEYS, action_for
from canvass.desktop.linking import Linking, Seen
from canvass.desktop.look import Look, scaled
from canvass.desktop.loose_words import Linked, done_words, page_rows, page_words, sheet_of_page, undo_words
from canvass.desktop.message_bar import DONE, NOTICE, MessageBar
from canvass.desktop.scan_watch import TAKES_SCANS
from canvass.desktop.session import Session
from canvass.desktop.settings import Settings
from canvass.desktop.words_table import WordsModel, WordsTable
from canvass.ground.errors import CanvassError
from canvass.signers.loose_pages import LoosePageRow
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr

WIDEST = 1600


class LoosePages(CardPage):
    """The list, and under it what the chosen page is; Enter in the list goes to the field, Enter there links."""

    sheet_chosen = Signal(str)
    typing_asked = Signal()

    def __init__(self, session: Session, settings: Settings, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Loose pages"), parent)
        self._settings = settings
        self._names = Names(session.device, {})
        self._pages: list[LoosePageRow] = []
        self._chosen = ""
        self._is_known = False
        self.linking = Linking(session, self)
        self.messages = MessageBar(look)
        self.intro = self.add_text(tr("Looking for loose pages…"))
        titles = (tr("Page"), tr("Lines"), tr("Where and when"), tr("Is sheet"))
        self.model = WordsModel(titles, frozenset({1}))
        self.table = WordsTable(self.model, look, tr("Loose pages"), 2)
        self.asked = QLabel()
        self.asked.setWordWrap(True)
        self.sheet = QLineEdit()
        self.link = QPushButton(tr("&It is this sheet"))
        self.unlink = QPushButton(tr("It is &none of the printed sheets"))
        self.type_it = QPushButton(tr("&Type on it"))
        self.type_names = QPushButton(tr("&Type names from paper"))
        self.undo = QPushButton()
        self._form = QWidget()
        self._lay_out()
        self._connect()
        look.changed.connect(self._put_on_form)
        self._put_on_form()
        self._show_parts()

    def begin(self) -> None:
        """Look which pages there are."""
        self.messages.clear()
        self.back.setFocus()
        self.linking.look()

    def close_down(self) -> None:
        """Nothing is under way here for long: the writer finishes what it was given."""

    def take_scan(self, code: str) -> None:
        """Take the sheet whose code was scanned for the chosen page; Enter says so."""
        if self._form.isVisible():
            self.sheet.setText(code)
            self.sheet.setFocus()

    def _lay_out(self) -> None:
        self.put_above(self.messages)
        if (inside := self.column.parentWidget()) is not None:
            inside.setMaximumWidth(WIDEST)
        self.column.addWidget(self.type_names, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.table)
        self.column.addStretch(1)
        self.sheet.setAccessibleName(tr("Sheet number"))
        self.sheet.setProperty(TAKES_SCANS, True)
        Hints(self.sheet).offer([tr("scan it, or 001002-0014-65"), "001002-0014-65"])
        self.link.setProperty("isFirst", True)
        grid = QGridLayout(self._form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.addWidget(self.asked, 0, 0, 1, 2)
        grid.addWidget(self.sheet, 1, 0)
        grid.addWidget(self.link, 1, 1)
        grid.addWidget(FlowingRow((self.unlink, self.type_it), 12), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.put_below(self._form)
        self.foot.addWidget(self.undo)

    def _connect(self) -> None:
        self.linking.seen.connect(self._on_seen)
        self.linking.linked.connect(self._on_linked)
        self.linking.taken_back.connect(self._on_taken_back)
        self.linking.refused.connect(self._on_refused)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._on_row())
        self.table.activated.connect(lambda _index: self._ask_sheet())
        self.sheet.returnPressed.connect(self._link)
        self.link.clicked.connect(self._link)
        self.unlink.clicked.connect(self._unlink)
        self.type_it.clicked.connect(self._type)
        self.type_names.clicked.connect(self.typing_asked)
        self.undo.clicked.connect(self._take_back)
        action_for(self, LOOSE_KEYS[0], self._take_back)

    # ----------------------------------------------------------------------------------------------------- telling

    @property
    def page(self) -> LoosePageRow | None:
        """The page that is chosen in the list."""
        return next((page for page in self._pages if page.page == self._chosen), None)

    @property
    def _typist(self) -> str:
        return self._settings.typed_by(datetime.now())[0]  # noqa: DTZ005 - the evening where one sits

    def _ask_sheet(self) -> None:
        self.sheet.setFocus()
        self.sheet.selectAll()

    def _link(self) -> None:
        if self.page is None:
            return
        if not self.sheet.text().strip():
            self.messages.say(tr("Type the number of the sheet that this paper is; it stands beside the code."), NOTICE)
            self._ask_sheet()
            return
        self.linking.link(self.page, self.sheet.text().strip(), self._typist)

    def _unlink(self) -> None:
        if self.page is not None:
            self.linking.link(self.page, None, self._typist)

    def _take_back(self) -> None:
        self.linking.take_back(self._typist)

    def _type(self) -> None:
        if self.page is not None:
            self.sheet_chosen.emit(self.page.page)

    def _on_linked(self, linked: Linked) -> None:
        said = done_words(linked, self._names)
        is_well = not linked.is_disputed and not linked.conflicts
        self.messages.say(said, DONE if is_well else NOTICE)
        announce(self, said)
        self.sheet.clear()
        self._after()

    def _on_taken_back(self, linked: Linked) -> None:
        said = tr("Taken back. {now}").format(now=done_words(linked, self._names))
        self.messages.say(said, NOTICE)
        announce(self, said)
        self._after()

    def _after(self) -> None:
        self._show_parts()
        self.linking.look()
        if self.isVisible():
            self.table.setFocus()

    def _on_refused(self, error: CanvassError) -> None:
        self.messages.say(sentence(error))
        if self._form.isVisible():
            self._ask_sheet()

    # ----------------------------------------------------------------------------------------------------- showing

    def _on_seen(self, seen: Seen) -> None:
        was_empty = not self._pages
        self._is_known = True
        self._pages, self._names = seen.pages, seen.names
        chosen = self._chosen
        self.model.show_rows(page_rows(self._pages, self._names))
        place = next((at for at, page in enumerate(self._pages) if page.page == chosen), 0)
        if self._pages:
            self.table.selectRow(place)
        self.intro.setText(
            tr("These are papers without a sheet number. If one is a printed sheet after all, say which.")
            if self._pages
            else tr("There are no loose pages. One begins by typing on paper that has no sheet number.")
        )
        self._show_parts()
        if was_empty and self._pages and self.isVisible() and self.back.hasFocus():
            self.table.setFocus()

    def _on_row(self) -> None:
        place = self.table.currentIndex().row()
        if 0 <= place < len(self._pages):
            if self._pages[place].page != self._chosen:
                self.sheet.clear()
            self._chosen = self._pages[place].page
        self._show_parts()

    def _show_parts(self) -> None:
        page, last = self.page, self.linking.last
        self.table.setVisible(bool(self._pages))
        self.type_names.setVisible(self._is_known and not self._pages)
        self._form.setVisible(page is not None)
        if page is not None:
            said = tr("{page}: {sheet}. Which sheet is it?")
            self.asked.setText(said.format(page=page_words(page.page, self._names), sheet=sheet_of_page(page)))
            self.unlink.setVisible(page.sheet is not None or bool(page.said))
        self.undo.setVisible(last is not None)
        if last is not None:
            self.undo.setText(undo_words(last, self._names))

    def _put_on_form(self) -> None:
        scaled(self.asked, 1.1, bold=True)
        scaled(self.sheet, 1.2)
