"""A spreadsheet as it would be taken in: what is wrong, what each column is, typed by and where, the first lines."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QHeaderView, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from canvass.desktop.completing_edit import CompletingEdit, Suggest
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.spreadsheet_columns import CalmBox, SpreadsheetColumns
from canvass.desktop.spreadsheet_intake import Looked
from canvass.desktop.spreadsheet_words import ROWS_SHOWN, before_words, row_cells, stands_against
from canvass.desktop.words_table import WordsModel, WordsTable
from canvass.journal.record import TYPIST_LETTERS
from canvass.signers.rows import Defaults
from canvass.signers.tables import Table
from canvass.wording.translation import tr

STRETCHED = (2, 3, 4, 6)
BAD_LINES_IN_SIGHT = 5


class SpreadsheetShown(QWidget):
    """Shows only what there is something to say of."""

    tab_chosen = Signal(str)
    changed = Signal()
    """Typed by, where, or "again" is another than before."""

    def __init__(self, look: Look, device: str, suggest_place: Suggest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._device = device
        self._is_private = False
        self._looked: Looked | None = None
        self.against, self.before = QLabel(), QLabel()
        self.tabs, self._tabs_row = CalmBox(), QWidget()
        self.bad = QListWidget()
        self.again = QCheckBox(tr("These are &other signatures: take the file in again, as new lines"))
        self.columns_title, self.rows_title = QLabel(tr("What each column is")), QLabel()
        self.columns = SpreadsheetColumns(look)
        self.typist, self.place = QLineEdit(), CompletingEdit(suggest_place)
        titles = (tr("Row"), tr("Goes onto"), tr("Name"), tr("Address"), tr("City"), tr("ZIP"), tr("Remark"))
        self.rows = WordsModel(titles, frozenset({0}))
        self.rows_table = WordsTable(self.rows, look, tr("The first lines as they would be taken in"), 2)
        self._set_up()
        self._lay_out()
        look.changed.connect(self._put_on)
        self._put_on()
        self.hide()

    @property
    def defaults(self) -> Defaults:
        """What counts where a row does not say it."""
        return Defaults(typist=self.typist.text().strip(), event=self.place.typed.strip())

    @property
    def needs_again(self) -> bool:
        """Whether the file was taken in before and would count twice."""
        return self._looked is not None and self._looked.preview.was_imported and self._looked.preview.new_pages > 0

    @property
    def may_be_taken_in(self) -> bool:
        """Whether nothing stands against it."""
        is_fit = self._looked is not None and not stands_against(self._looked.preview)
        return is_fit and (not self.needs_again or self.again.isChecked())

    def show_looked(self, looked: Looked) -> None:
        """Show a file."""
        if self._looked is None or self._looked.table is not looked.table:
            self.again.setChecked(False)
            self.columns.show_table(looked.table)
            self._show_tabs(looked.table)
        self._looked = looked
        preview = looked.preview
        self.columns.show_mapping(preview.mapping)
        self.against.setText(stands_against(preview))
        self.before.setText(before_words(preview))
        self.bad.clear()
        self.bad.addItems(looked.bad)
        for label in (self.against, self.before):
            label.setVisible(bool(label.text()))
        self.bad.setVisible(bool(preview.bad))
        self.again.setVisible(self.needs_again)
        self._show_rows()
        self.show()

    def _show_tabs(self, table: Table) -> None:
        """Offer the tables of a workbook, where there are several."""
        self.tabs.clear()
        self.tabs.addItems(table.tabs)
        self.tabs.setCurrentIndex(table.tabs.index(table.tab) if table.tab in table.tabs else -1)
        self._tabs_row.setVisible(len(table.tabs) > 1)

    def show_nothing(self) -> None:
        """Forget the file."""
        self._looked = None
        self.hide()

    def focus_next(self) -> None:
        """Put the focus where something is missing: that it is another, a column, the first thing wrong."""
        if self.needs_again and not self.against.text():
            self.again.setFocus()
        elif self._looked is not None and self._looked.preview.bad:
            self.bad.setFocus()
        elif self.columns.boxes:
            self.columns.boxes[0].setFocus()

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of what stands in the file, or the text again."""
        self._is_private = is_private
        self.columns.hide_names(is_private)
        self._show_rows()

    def _show_rows(self) -> None:
        rows = () if self._looked is None else self._looked.preview.rows
        shown = [row_cells(row, self._device, is_private=self._is_private) for row in rows[:ROWS_SHOWN]]
        self.rows.show_rows(shown)
        many = tr("As it would be taken in: the first {rows} lines").format(rows=ROWS_SHOWN)
        self.rows_title.setText(many if len(rows) > ROWS_SHOWN else tr("As it would be taken in"))
        self.rows_title.setVisible(bool(shown))
        self.rows_table.setVisible(bool(shown))

    def _set_up(self) -> None:
        for label in (self.against, self.before):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.bad.setWordWrap(True)
        self.bad.setLayoutMode(QListWidget.LayoutMode.Batched)
        self.bad.setAccessibleName(tr("What is wrong in which row"))
        self.bad.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.bad.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.typist.setMaxLength(TYPIST_LETTERS)
        self.typist.setPlaceholderText(tr("initials"))
        self.place.setPlaceholderText(tr("vigil, table or door round"))
        for column in STRETCHED:
            self.rows_table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.typist.editingFinished.connect(self.changed)
        self.place.editingFinished.connect(self.changed)
        self.place.entered.connect(self.changed)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tabs.setAccessibleName(tr("Which table of the file"))
        self.tabs.activated.connect(lambda place: self.tab_chosen.emit(self.tabs.itemText(place)))
        self.again.toggled.connect(lambda _is_on: self.changed.emit())

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(12)
        for text, field in ((tr("T&yped by"), self.typist), (tr("&Where signed"), self.place)):
            label = QLabel(text)
            label.setBuddy(field)
            beside.addWidget(label)
            beside.addWidget(field, 1)
        label = QLabel(tr("Ta&ble of the file"))
        label.setBuddy(self.tabs)
        row = QHBoxLayout(self._tabs_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label)
        row.addWidget(self.tabs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self._tabs_row, self.against, self.bad, self.before, self.again, self.columns_title, self.columns):
            column.addWidget(part)
        column.addLayout(beside)
        column.addWidget(self.rows_title)
        column.addWidget(self.rows_table)

    def _put_on(self) -> None:
        for title in (self.columns_title, self.rows_title, self.against):
            scaled(title, 1.2, bold=True)
        coloured(self.against, self._look.colours.bad)
        coloured(self.before, self._look.colours.warn)
        self.bad.setFixedHeight(self.fontMetrics().height() * 2 * BAD_LINES_IN_SIGHT)
