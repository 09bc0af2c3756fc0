"""Telling where sheets are, by the session's writer, and taking the last of it back."""

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.journal.journal import Journal
from canvass.sheets.custody import COUNTED, Moved, Order, move_sheets, take_back_moves
from canvass.sheets.scanned import holders_known, moved_on, sheets_meant
from canvass.sheets.whereabouts import Doubt, Outstanding, doubtful, outstanding

STATES = """
    select case when entered and state in ('printed', 'handed_out', 'returned', 'counted')
                then 'entered' else state end, count(*)
      from sheet where run is not null group by 1
"""


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


def whereabouts(journal: Journal, today: date) -> Whereabouts:
    """Return where all sheets are."""
    states = dict(journal.connection.execute(STATES).fetchall())
    return Whereabouts(states, outstanding(journal, today), doubtful(journal), holders_known(journal))


def tell(journal: Journal, text: str, order: Order, today: date) -> Told:
    """Move the sheets that a typed or scanned text names."""
    moved = move_sheets(journal, sheets_meant(journal, text), order)
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

    def tell(self, text: str, order: Order) -> None:
        """Tell it; several one after the other are done in their order."""
        self._session.write(
            lambda journal: tell(journal, text, order, self._today),
            self._on_told,
            lambda error: self.refused.emit(text, "" if order.filled is None else str(order.filled), error),
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
