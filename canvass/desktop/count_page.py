"""The page *Count*: how many lines there are, what each number means, what is needed; the notice apart."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from canvass.count.days import DayCount, days
from canvass.count.totals import Totals, totals
from canvass.desktop.against_bar import AgainstBar
from canvass.desktop.card_page import CardPage
from canvass.desktop.count_words import (
    Against,
    against_words,
    count_rows,
    event_rows,
    is_empty,
    missing_words,
    need_rows,
    notice_rows,
)
from canvass.desktop.days_view import DaysView
from canvass.desktop.keys import COUNT_KEYS, action_for
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.message_bar import MessageBar
from canvass.desktop.session import Session
from canvass.desktop.words_table import WordsModel, WordsTable
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Role
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr

(TURN,) = COUNT_KEYS


class CountPage(CardPage):
    """A bar with its sentence, the numbers, what is needed, where and when typed; under it the notice, never added."""

    typing_asked = Signal()

    def __init__(self, session: Session, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Count"), parent)
        self._session = session
        self._today = today
        self._headings: list[QLabel] = []
        self.messages = MessageBar(look)
        self.column.addWidget(self.messages)
        self.empty = self.add_text(tr("Counting…"))
        self.type_names = QPushButton(tr("&Type names from paper"))
        self.type_names.clicked.connect(self.typing_asked)
        self.column.addWidget(self.type_names, 0, Qt.AlignmentFlag.AlignLeft)
        self.practice = self.add_text(tr("Practice: all of these are made-up people."))
        self.said, self.bar = self.add_text(""), AgainstBar(look)
        self.column.addWidget(self.bar)
        meaning, number = tr("What it counts"), tr("Number")
        self.counts = self._add_table(tr("The petition"), (number, meaning), frozenset({0}), 1)
        self.needs = self._add_table(tr("What is needed"), (tr("How much, when"), tr("What it is")), frozenset({0}), 1)
        self.missing = self.add_text("")
        where = (tr("Where"), tr("From numbered sheets"), tr("On loose pages"))
        self.events = self._add_table(tr("Where it was typed"), where, frozenset({1, 2}), 0)
        self.days = DaysView(look, self.messages)
        self.column.addWidget(self.days)
        action_for(self, TURN, self._on_turn)
        self.notice_title = self._add_heading(tr("The notice of intention"))
        self.notice_said = self.add_text("")
        self.notice_bar = AgainstBar(look)
        self.column.addWidget(self.notice_bar)
        self.notice = self._add_table("", (number, meaning), frozenset({0}), 1, name=tr("The notice of intention"))
        self.column.addStretch(1)
        look.changed.connect(self._put_on_count)
        self._put_on_count()
        self._show_parts(None)

    def begin(self) -> None:
        """Count anew, in a thread of its own."""
        self.messages.clear()
        self.back.setFocus()
        self._session.look(lambda journal: totals(journal, self._today), self.show_totals, self._on_refused)
        self._session.look(days, self._on_days, self._on_refused)

    def close_down(self) -> None:
        """Nothing is under way here that has to be given up."""

    def show_totals(self, counted: Totals) -> None:
        """Show these numbers."""
        self._show_parts(counted)
        takes_in = (self._session.journal.role or Role.NONE) >= Role.COORDINATOR
        self.empty.setText(
            tr("Nothing is typed yet. Type names from paper, or take in other laptops’ files.")
            if takes_in
            else tr("Nothing is typed yet. Type names from paper.")
        )
        against = Against(counted.entered, counted.required, counted.goal, counted.loose)
        self.said.setText(against_words(against))
        self.bar.show_against(against)
        self.bar.setVisible(bool(against.there or against.needed or against.goal) and not is_empty(counted))
        self.counts.rows(count_rows(counted))
        self.needs.rows(need_rows(counted))
        self.missing.setText("\n".join(missing_words(counted)))
        self.events.rows(event_rows(counted.events))
        if counted.notice is not None:
            of_notice = Against(counted.notice.entered, counted.notice.required, None)
            self.notice_said.setText(
                tr("Apart, and in none of the numbers above: whoever signs it is a proponent. {said}.").format(
                    said=against_words(of_notice)
                )
            )
            self.notice_bar.show_against(of_notice)
            self.notice.rows(notice_rows(counted.notice))

    def _on_turn(self) -> None:
        """Show the table in place of the chart, or the chart again, wherever on the page one is."""
        if not self.days.isHidden():
            self.days.turn_over()
            self.bring_into_sight(self.days)

    def _on_days(self, by_day: tuple[DayCount, ...]) -> None:
        self.days.show_days(by_day, self.bar.against)

    def _show_parts(self, counted: Totals | None) -> None:
        """Show only what there is something to say of."""
        is_there = counted is not None and not is_empty(counted)
        self.empty.setVisible(not is_there)
        self.type_names.setVisible(counted is not None and not is_there)
        self.practice.setVisible(counted is not None and counted.practice and is_there)
        for part in (self.said, self.bar, self.missing):
            part.setVisible(is_there)
        self.counts.setVisible(is_there)
        self.needs.setVisible(counted is not None and bool(need_rows(counted)))
        self.events.setVisible(counted is not None and bool(counted.events))
        if not is_there:
            self.days.hide()
        has_notice = counted is not None and counted.notice is not None and is_there
        for part in (self.notice_title, self.notice_said, self.notice_bar):
            part.setVisible(has_notice)
        self.notice.setVisible(has_notice)

    def _add_heading(self, text: str) -> QLabel:
        label = QLabel(text)
        self.column.addWidget(label)
        self._headings.append(label)
        return label

    def _add_table(
        self, title: str, titles: tuple[str, ...], numbers: frozenset[int], wide: int, name: str = ""
    ) -> "TitledTable":
        heading = self._add_heading(title) if title else None
        model = WordsModel(titles, numbers)
        table = WordsTable(model, self.look, name or title, wide)
        self.column.addWidget(table)
        return TitledTable(heading, model, table)

    def _on_refused(self, error: CanvassError) -> None:
        self.empty.setText("")
        self.messages.say(sentence(error))

    def _put_on_count(self) -> None:
        scaled(self.said, 1.3, bold=True)
        for heading in self._headings:
            scaled(heading, 1.3, bold=True)
        for text in (self.missing, self.practice):
            coloured(text, self.look.colours.placeholder)


class TitledTable:
    """A table with its heading, shown and hidden together."""

    def __init__(self, heading: QLabel | None, model: WordsModel, table: WordsTable) -> None:
        self.heading = heading
        self.model = model
        self.table = table

    def rows(self, rows: list[tuple[str, str]] | list[tuple[str, str, str]]) -> None:
        """Show these rows."""
        self.model.show_rows(rows)

    def setVisible(self, is_visible: bool) -> None:
        """Show or hide both."""
        self.table.setVisible(is_visible)
        if self.heading is not None:
            self.heading.setVisible(is_visible)
