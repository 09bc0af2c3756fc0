"""On how many lines something was typed on this laptop: what the foot of the Entry page says."""

from PySide6.QtCore import QObject, QTimer, Signal

from canvass.campaign.connection import errors_told
from canvass.desktop.session import Session
from canvass.desktop.sheets_open import lines_typed_here
from canvass.ground.errors import CanvassError


class LineCount(QObject):
    """The count as it was read last; where it cannot be read any more, the one before stands."""

    refused = Signal(object)
    """A `CanvassError`, told after whoever asked is done."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._journal = session.journal
        self.lines = lines_typed_here(session.journal)

    def read(self) -> int:
        """Read the count anew and return it."""
        try:
            with errors_told(self._journal.campaign.path):
                self.lines = lines_typed_here(self._journal)
        except CanvassError as refused:
            error = refused
            QTimer.singleShot(0, self, lambda: self.refused.emit(error))
        return self.lines
