"""The line being typed, kept in the file: at most twice a second, and at once on leaving a field."""

from PySide6.QtCore import QObject, QTimer

from canvass.desktop.bridge import Failed
from canvass.desktop.entry_state import Typed
from canvass.desktop.session import Session
from canvass.journal.journal import Journal
from canvass.signers.draft import Draft, drop_draft, keep_draft

PAUSE_MS = 400
"""With the time it takes to be written this stays below half a second."""


class DraftKeeper(QObject):
    """Hands drafts to the writer, thinned."""

    def __init__(self, session: Session, failed: Failed, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._failed = failed
        self._newest: Draft | None = None
        self._may_be_kept = True
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep_now)

    def note(self, draft: Draft) -> None:
        """Take the newest state of the line; it is stored within half a second."""
        if self._session.is_rescue:
            return
        self._newest = draft
        self._may_be_kept = True
        if not self._pause.isActive():
            self._pause.start()

    def keep_now(self) -> None:
        """Store the newest state, unless it is stored already."""
        self._pause.stop()
        draft, self._newest = self._newest, None
        if draft is not None:
            self._session.write(lambda journal: keep_draft(journal.campaign, draft), _stored, self._failed)

    def drop(self) -> None:
        """Forget the draft: its line is saved, or nothing is left of it."""
        self._pause.stop()
        self._newest = None
        if self._may_be_kept and not self._session.is_rescue:
            self._may_be_kept = False
            self._session.write(_drop, _stored, self._failed)


def draft_of(sheet: str, number: int, typed: Typed, event: str, typist: str) -> Draft:
    """Return the draft of a line as the form holds it."""
    return Draft(
        sheet=sheet,
        line=number,
        name=typed.name,
        address=typed.address,
        city=typed.city,
        zip=typed.zip,
        note=typed.note,
        event=event,
        typist=typist,
    )


def typed_in(draft: Draft) -> Typed:
    """Return what a draft puts into the form."""
    return Typed(draft.name, draft.address, draft.city, draft.zip, draft.note)


def _drop(journal: Journal) -> None:
    drop_draft(journal.campaign)


def _stored(_nothing: None) -> None:
    """Say nothing: only lines are announced."""
