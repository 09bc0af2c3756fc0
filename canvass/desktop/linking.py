"""Saying which sheet a loose page is, by the session's writer, and taking that back."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from canvass.desktop.find_words import Names
from canvass.desktop.loose_words import Linked
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.journal.journal import Journal
from canvass.sheets.scanned import sheets_meant
from canvass.signers.loose_pages import LoosePageRow, loose_pages
from canvass.signers.pages import disputed_links, link_page
from canvass.signers.undecided import laptop_names

TO_DECIDE = "select count(*) from line where conflict > 0"


class Seen(NamedTuple):
    """The pages, and what laptops are called."""

    pages: list[LoosePageRow]
    names: Names


class Linking(QObject):
    """`seen` carries a `Seen`; `linked` and `taken_back` a `Linked`; `refused` a failure."""

    seen = Signal(object)
    linked = Signal(object)
    taken_back = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._done: list[Linked] = []

    @property
    def last(self) -> Linked | None:
        """What was said last on this page and still stands."""
        return self._done[-1] if self._done else None

    def look(self) -> None:
        """Read the pages anew."""
        self._session.look(_seen, self.seen.emit, self.refused.emit)

    def link(self, page: LoosePageRow, text: str | None, typist: str) -> None:
        """Say that a page is the sheet of this number or scanned code; None: none of the printed ones."""
        self._session.write(
            lambda journal: _link(journal, page.page, page.sheet, _number(journal, text), typist),
            self._on_linked,
            self.refused.emit,
        )

    def take_back(self, typist: str) -> None:
        """Say again of the page what was said before."""
        if not self._done:
            return
        last = self._done.pop()

        def failed(error: CanvassError) -> None:
            self._done.append(last)
            self.refused.emit(error)

        self._session.write(
            lambda journal: _link(journal, last.page, last.sheet, last.before, typist), self.taken_back.emit, failed
        )

    def _on_linked(self, linked: Linked) -> None:
        self._done.append(linked)
        self.linked.emit(linked)


def _seen(journal: Journal) -> Seen:
    return Seen(loose_pages(journal), Names(journal.device, laptop_names(journal)))


def _number(journal: Journal, text: str | None) -> str | None:
    """Return the one sheet number that was typed or scanned."""
    digits = (text or "").strip()
    if text is None or not digits.isdigit():
        return text
    (span,) = sheets_meant(journal, digits)
    return span.numbers[0].text


def _link(journal: Journal, page: str, before: str | None, sheet: str | None, typist: str) -> Linked:
    conflicts = _to_decide(journal)
    link_page(journal, page, sheet, typist)
    is_disputed = any(link.page == page for link in disputed_links(journal))
    return Linked(page, sheet, before, is_disputed, max(0, _to_decide(journal) - conflicts))


def _to_decide(journal: Journal) -> int:
    (count,) = journal.connection.execute(TO_DECIDE).fetchone()
    return int(count)
