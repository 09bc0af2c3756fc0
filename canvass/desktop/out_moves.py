"""Telling where sheets are, by the session's writer, and taking the last of it back."""

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.journal.journal import Journal
from canvass.sheets.carriers import tell_circulator
from canvass.sheets.custody import COUNTED, Moved, Order, move_sheets, take_back_moves
from canvass.sheets.scanned import holders_known, holders_lately, moved_on, sheets_meant
from canvass.sheets.whereabouts import Doubt, Outstanding, doubtful, outstanding

STATES = """
    select case when entered and state in ('printed', 'handed_out', 'returned', 'counted')
                then 'entered' else state end, count(*)
      from sheet where run is not null group by 1
"""


CARRIED = "carried"
"""Not a state of a sheet: who carried it is said or corrected, wherever it is."""


class Told(NamedTuple):
    """What was told of sheets, what came of it, and how many went that way today."""

    text: str
    order: Order
    moved: Moved
    today: int


class Whereabouts(NamedTuple):
    """Where all sheets are: how many in each state, who has some, what cannot be right, who ever had any."""

    states: dict[str, int]
    outstanding: list[Outstanding]
    doubts: list[Doubt]
    holders: list[str]
    lately: list[str]


def whereabouts(journal: Journal, today: date) -> Whereabouts:
    """Return where all sheets are."""
    states = dict(journal.connection.execute(STATES).fetchall())
    people = outstanding(journal, today)
    return Whereabouts(states, people, doubtful(journal), holders_known(journal), holders_lately(journal))


def tell(journal: Journal, text: str, order: Order, today: date, sheets: str = "") -> Told:
    """Move the sheets that a typed or scanned text names, or `sheets` where the text says something else of them."""
    meant = sheets_meant(journal, sheets or text)
    if order.state == CARRIED:
        return Told(text, order, tell_circulator(journal, meant, order.holder, order.typist), 0)
    moved = move_sheets(journal, meant, order)
    states = COUNTED if order.state in COUNTED else (order.state, order.state)
    return Told(text, order, moved, moved_on(journal, states, order.holder, today))


class OutMoves(QObject):
    """`told` carries a `Told`, `taken_back` the one that was taken back.

    `refused` carries the text, the lines filled, and the failure.
    """

    told = Signal(object)
    taken_back = Signal(object)
    refused = Signal(str, str, object)

    def __init__(self, session: Session, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._today = today
        self._done: list[Told] = []

    @property
    def last(self) -> Told | None:
        """What was told last on this page and still stands."""
        return self._done[-1] if self._done else None

    @property
    def came_back(self) -> str:
        """The sheets that were taken back last, as one types them; empty if something else was told since."""
        last = self.last
        return ", ".join(last.moved.sheets) if last is not None and last.order.state in COUNTED else ""

    def tell(self, text: str, order: Order, sheets: str = "") -> None:
        """Tell it; several one after the other are done in their order."""
        filled = "" if order.filled is None or sheets else str(order.filled)
        self._session.write(
            lambda journal: tell(journal, text, order, self._today, sheets),
            self._on_told,
            lambda error: self.refused.emit(text, filled, error),
        )

    def take_back(self) -> None:
        """Take back what was told last."""
        if not self._done:
            return
        told = self._done.pop()

        def failed(error: CanvassError) -> None:
            self._done.append(told)
            self.refused.emit("", "", error)

        self._session.write(
            lambda journal: take_back_moves(journal, told.moved.records), lambda _: self.taken_back.emit(told), failed
        )

    def _on_told(self, told: Told) -> None:
        if told.moved.records:
            self._done.append(told)
        self.told.emit(told)
