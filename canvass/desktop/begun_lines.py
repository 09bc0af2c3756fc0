"""Lines that were begun and left unsaved: there again when one comes back to them, and kept through a crash."""

import msgspec
from PySide6.QtCore import QObject

from canvass.campaign.connection import errors_told
from canvass.desktop import sheets_open
from canvass.desktop.bridge import Failed
from canvass.desktop.drafts import DraftKeeper, draft_of, typed_in
from canvass.desktop.entry_state import Typed
from canvass.desktop.session import Session
from canvass.signers.draft import Draft
from canvass.signers.sheets_known import KnownSheet

Where = tuple[int, int]
"""A sheet's integer and the line."""


class BegunLines:
    """What was typed on each, by `Where`; `keep` has the newest state of all of them stored in the file."""

    def __init__(self, session: Session, failed: Failed, parent: QObject) -> None:
        self._session = session
        self._keeper = DraftKeeper(session, failed, parent)
        self._names: dict[int, str] = {}
        self.typed: dict[Where, Typed] = {}

    def take_from(self, draft: Draft) -> tuple[KnownSheet, Draft] | None:
        """Take the lines of a draft that was kept, and return the newest on which anything is typed, with its sheet.

        Those whose sheet is not there any more are left out.
        """
        newest = None
        for begun in (*draft.aside, draft):
            sheet = sheets_open.sheet_of_draft(self._session.journal, begun)
            if sheet is not None:
                self._names[sheet.key] = sheet.ref.text
                self.typed[sheet.key, begun.line] = typed_in(begun)
                newest = newest if begun.is_empty else (sheet, begun)
        return newest

    def with_line(self, where: Where, typed: Typed | None) -> dict[Where, Typed]:
        """Return all begun lines, with this one at the end if anything is typed on it."""
        begun = {place: text for place, text in self.typed.items() if place != where}
        return begun if typed is None else {**begun, where: typed}

    def keep(self, sheet: KnownSheet, number: int, typed: Typed | None, event: str, typist: str) -> None:
        """Have them stored soon, with the line in the form, which is the one to come back to; None: nothing is typed.

        Where nothing is begun any more, what was stored is dropped.
        """
        self._names[sheet.key] = sheet.ref.text
        drafts = [
            draft_of(self._name(key), line, text, event, typist)
            for (key, line), text in self.with_line((sheet.key, number), typed).items()
        ]
        if drafts:
            self._keeper.note(msgspec.structs.replace(drafts[-1], aside=tuple(drafts[:-1])))
        else:
            self._keeper.drop()

    def keep_now(self) -> None:
        """Store at once what is to be stored soon."""
        self._keeper.keep_now()

    def _name(self, sheet: int) -> str:
        if sheet not in self._names:
            with errors_told(self._session.path):
                self._names[sheet] = sheets_open.text_of_key(self._session.journal, sheet)
        return self._names[sheet]
