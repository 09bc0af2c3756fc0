"""The Entry page: home of whoever types. Shows what `Entry` does, and takes keys and clicks to it."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from canvass.desktop.announce import announce
from canvass.desktop.city_rule import CityRule
from canvass.desktop.entry import Entry
from canvass.desktop.entry_end import SheetEnd
from canvass.desktop.entry_evening import Evening
from canvass.desktop.entry_fields import EntryFields
from canvass.desktop.entry_foot import EntryFoot
from canvass.desktop.entry_head import EntryHead, LineHead
from canvass.desktop.entry_keys import EntryKeys
from canvass.desktop.entry_notes import EntryNotes
from canvass.desktop.entry_refusal import refused_field, said_of_refusal
from canvass.desktop.entry_sheets import SheetsAsked
from canvass.desktop.entry_state import FIELDS, Standing
from canvass.desktop.entry_undo import Saved
from canvass.desktop.held_keys import HeldKeys
from canvass.desktop.line_count import LineCount
from canvass.desktop.lines_model import Column, LinesModel
from canvass.desktop.lines_table import LinesTable
from canvass.desktop.look import Look
from canvass.desktop.message_bar import NOTICE, MessageBar
from canvass.desktop.offers import Offers
from canvass.desktop.session import Session
from canvass.desktop.settings import Settings
from canvass.desktop.sheet_names import sheet_title
from canvass.ground.errors import CanvassError
from canvass.signers.draft import kept_draft
from canvass.signers.listing import LineRow
from canvass.wording.translation import tr

LARGEST_WITH_KEYS = 125


class EntryPage(QWidget):
    """Where, sheet, line, four fields, the lines of this sheet, what is saved."""

    finish_asked = Signal()
    privacy_asked = Signal()
    find_asked = Signal()

    def __init__(self, session: Session, settings: Settings, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.look = look
        self.entry = Entry(session, self)
        self.offers = Offers(session, self.entry)
        self.count = LineCount(session, self)
        self.messages = MessageBar(look)
        self.notes = EntryNotes(self.entry, self.messages)
        self.head = EntryHead(self.offers.place)
        self.evening = Evening(self.entry, self.head, self.offers, settings, self.messages)
        self.line_head = LineHead(look)
        offers = {"address": self.offers.address, "city": self.offers.city, "zip": self.offers.zip}
        self.fields = EntryFields(look, offers)
        self.fields.edits["zip"].offers_at_once = True
        self.cities = CityRule(self.entry, self.fields, self.offers)
        self.held = HeldKeys(self)
        self.end = SheetEnd(self)
        self.keys = EntryKeys(self, self.entry, self.fields, self.held)
        self.model = LinesModel(lambda row: self.entry.standing_of(row) is Standing.BLIND, session.device)
        self.table = LinesTable(self.model, look, tr("Lines of this sheet"))
        self.table.setColumnHidden(Column.SHEET, True)
        self.foot = EntryFoot(look)
        self.sheets = SheetsAsked(self.entry, (self.head, self.line_head), settings, self.refuse, self)
        self._lay_out()
        self._connect()
        self.offers.read_streets()
        self.foot.show_count(self.lines_here)
        self._typist = self.entry.typist
        self._begin()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 10, 24, 10)
        column.setSpacing(8)
        self.keys.add(self, "jump", self.line_head.ask_line)
        self.keys.add(self, "find", self.find_asked.emit)
        self.keys.add(self, "typist", self.head.ask_typist)
        self.keys.add(self, "remark", self.fields.go_to_remark)
        for part in (self.head, self.line_head, self.fields):
            column.addWidget(part)
        column.addLayout(self.keys.buttons())
        column.addWidget(self.messages)  # here it takes its room from the table: no line moves while one types it
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)
        self.take_order()

    def take_order(self) -> None:
        """Put the fields into the order that is chosen in the settings."""
        self.fields.take_order(self.settings.entry_order)
        self.table.types_into = self.fields.first

    def _put_on(self) -> None:
        """Leave the keys' names off the buttons where text is so large that they would not fit a laptop's screen."""
        self.keys.name_buttons(with_keys=self.settings.text_size <= LARGEST_WITH_KEYS)

    def _connect(self) -> None:
        entry, fields, head = self.entry, self.fields, self.head
        entry.line_shown.connect(self._on_line_shown)
        entry.line_saved.connect(self._on_line_saved)
        entry.line_taken_back.connect(lambda _saved: self._on_line_taken_back())
        entry.refused.connect(self.refuse)
        self.count.refused.connect(self.refuse)
        entry.busy_changed.connect(self._on_busy_changed)
        fields.typed_changed.connect(self._on_typed)
        fields.field_left.connect(entry.keep_draft_now)
        fields.finished.connect(self._on_finished)
        fields.remark_entered.connect(self._on_remark_entered)
        fields.undo_asked.connect(self.keys.undo)
        fields.line_asked.connect(lambda step: entry.go_to(entry.number + step))
        fields.scanned.connect(self.sheets.open_scanned)
        head.finished.connect(fields.begin)
        self.line_head.jump_asked.connect(entry.go_to)
        self.line_head.jump_ended.connect(fields.begin)
        self.table.row_chosen.connect(lambda row: entry.go_to(row.line))
        self.foot.finish_asked.connect(self.finish_asked)
        self.foot.privacy_asked.connect(self.privacy_asked)
        self.look.changed.connect(self._put_on)
        self._put_on()
        self.end.typed_past.connect(self.notes.say_done)
        self.end.scanned.connect(self.sheets.open_scanned)
        self.end.watch(*fields.edits.values())
        self.held.watch(*fields.edits.values())  # after the others: what is held back reaches none of them yet

    def _begin(self) -> None:
        self.evening.take_over()
        draft = kept_draft(self.entry.session.journal.campaign)
        if self.entry.resume(draft):
            self.notes.say_back()
        self.evening.show()

    # ------------------------------------------------------------------------------------------------ for others

    @property
    def lines_here(self) -> int:
        """On how many lines something was typed on this laptop."""
        return self.count.lines

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was decided or taken in meanwhile."""
        self.entry.look_again()
        super().showEvent(event)

    def refuse(self, error: CanvassError) -> None:
        """Say why something was not done; what was typed stays."""
        self.messages.say(said_of_refusal(error, self.entry.session.device))
        if self.entry.is_dirty:
            self.foot.show_not_saved()
        self.fields.go_to(refused_field(error) or self.fields.first.objectName())

    def open_line(self, row: LineRow) -> None:
        """Go to a line that was found."""
        self.entry.open_sheet(row.sheet)
        self.entry.go_to(row.line)

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of what was typed; typing goes on."""
        self.model.hide_names(is_private)
        self.fields.hide_names(is_private)
        self.line_head.hide_names(is_private)

    # ------------------------------------------------------------------------------------------------ what comes

    def _on_line_shown(self) -> None:
        entry = self.entry
        self.head.show_sheet(sheet_title(entry.sheet.ref, entry.session.device))
        self.line_head.show_carrier(entry.carrier)
        self.line_head.show_line(entry)
        self.fields.put(entry.typed)
        self.end.close(entry.is_at_end)
        self.model.show_rows(entry.rows)
        row = self.model.row_of_line(entry.number)
        if row >= 0:
            self.table.selectRow(row)
        else:
            self.table.clearSelection()
            self.table.scrollToBottom()
        typed_before, self._typist = self._typist, entry.typist
        if self.isVisible() and typed_before == entry.typist:  # else whoever gave initials clicked where they type next
            self.fields.begin()

    def _on_finished(self) -> None:
        entry = self.entry
        if self.cities.asks():
            self.messages.say(tr("This ZIP is new here. Which city stands on the paper?"), NOTICE)
        elif entry.is_passed:
            entry.go_to(entry.number + 1)
        elif entry.may_be_saved:
            entry.save()
        else:
            self.messages.say(tr("Nothing is typed on this line. If it is blank on paper: F4, then B."), NOTICE)
            self.fields.begin()

    def _on_remark_entered(self) -> None:
        """Save a line that is whole, or that stands already; else go back to where it is still to be typed."""
        entry = self.entry
        is_whole = all(getattr(entry.typed, field) for field in FIELDS)
        if is_whole or (entry.row is not None and entry.standing is Standing.SEEN):
            self._on_finished()
        else:
            self.fields.leave_remark()

    def _on_line_saved(self, saved: Saved) -> None:
        self.keys.name_undo()
        self.foot.show_saved(datetime.now().astimezone(), self.count.read())
        announce(self, tr("Line {line} saved").format(line=saved.number))

    def _on_line_taken_back(self) -> None:
        self.keys.name_undo()
        self.foot.show_count(self.count.read())

    def _on_busy_changed(self, is_busy: bool) -> None:
        if is_busy:
            self.foot.show_saving()
            self.held.hold(True)
        else:
            QTimer.singleShot(0, self, lambda: self.held.hold(False))

    def _on_typed(self) -> None:
        self.entry.note_typed(self.fields.typed)
        self.cities.take_letters()
        self.cities.follow_zip()
