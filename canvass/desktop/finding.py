"""Looking for what is typed into *Find*, away from the window's thread: the newest question only."""

from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from canvass.desktop.find_words import Names
from canvass.desktop.session import Session
from canvass.journal.journal import Journal
from canvass.signers.finding import Found, Known, find, known_to_find
from canvass.signers.sheets_known import known_sheet
from canvass.signers.stories import Step, story
from canvass.signers.undecided import laptop_names

PAUSE_MS = 200


class Looked(NamedTuple):
    """What a text found, with what sheets and laptops are called."""

    found: Found
    names: Names
    known: Known


class Finding(QObject):
    """`found` carries a `Looked`, `told` a sheet and its steps, `refused` a failure."""

    found = Signal(object)
    told = Signal(str, object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = 0
        self._text = ""
        self._known: Known | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.is_looking = False

    def begin(self, text: str) -> None:
        """Read people and places anew, and look for the text."""
        self._known = None
        self.ask(text)

    def ask_soon(self, text: str) -> None:
        """Look for the text as soon as nobody types on."""
        self._text, self.is_looking = text, True
        self._pause.start()

    def ask(self, text: str) -> None:
        """Look for the text now."""
        self._text = text
        self._ask()

    def ask_now(self) -> None:
        """Look now for what was to be looked for soon."""
        if self._pause.isActive():
            self._ask()

    def ask_story(self, sheet: str) -> None:
        """Read what happened to a sheet."""

        def work(journal: Journal) -> list[Step]:
            return story(journal, known_sheet(journal, sheet))

        self._session.look(work, lambda steps: self.told.emit(sheet, steps), self.refused.emit)

    def _ask(self) -> None:
        self._pause.stop()
        self._asked += 1
        self.is_looking = True
        asked, text = self._asked, self._text

        def work(journal: Journal) -> Looked | None:
            if asked != self._asked:
                return None  # more was typed while others were looked for
            known = self._known if self._known is not None else known_to_find(journal)
            return Looked(find(journal, text, known), Names(journal.device, laptop_names(journal)), known)

        self._session.look(work, lambda looked: self._on_found(asked, looked), self.refused.emit)

    def _on_found(self, asked: int, looked: Looked | None) -> None:
        if asked == self._asked and looked is not None:
            self._known = looked.known
            self.is_looking = self._pause.isActive()
            self.found.emit(looked)
