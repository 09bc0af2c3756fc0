"""A one-line field whose rest is offered in grey while one types."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

Suggest = Callable[[str], str | None]
REJECTING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Escape)
ACCEPTING = (Qt.Key.Key_Right, Qt.Key.Key_End)
GOING_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
"""Ways into the field in which no click says where to type."""


class CompletingEdit(QLineEdit):
    """Offers the rest of what is typed as a grey selected tail.

    Right, End, Enter and Tab accept it, Backspace rejects it first; leaving the field in any other way drops it.
    """

    entered = Signal()
    """Enter was pressed; an offer was accepted before."""
    typed_changed = Signal()
    """What counts as typed is another text now."""
    undo_asked = Signal()
    """Undo was asked for where nothing typed is left to take back."""
    redo_asked = Signal()
    """Redo was asked for where nothing taken back is left to bring again."""

    def __init__(self, suggest: Suggest | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offers_at_once = False
        """Whether something may be offered before a letter is typed."""
        self._suggest = suggest
        self._offer = ""
        self._kept = 0
        self._is_rejecting = False
        self._is_inserting = False
        self.textEdited.connect(self._on_text_edited)

    @property
    def typed(self) -> str:
        """What was typed or accepted, without a grey tail."""
        return self.text()[: self._kept] if self._offer else self.text()

    @property
    def is_offering(self) -> bool:
        """Whether a grey tail is in sight."""
        return bool(self._offer)

    def put(self, text: str) -> None:
        """Set the text from outside; an offer in sight is gone."""
        self._end_offer()
        if text != self.text():
            self.setText(text)
            self.typed_changed.emit()

    def accept_offer(self) -> None:
        """Make the grey tail part of the text, in the spelling that was offered."""
        if self._offer:
            whole = self._offer
            self._end_offer()
            if not self._kept:
                self.setText("")
            self.selectAll()
            self._insert(whole)
            self.typed_changed.emit()

    def drop_offer(self) -> None:
        """Take the grey tail away."""
        if self._offer:
            self._end_offer()
            if not self._kept:
                self.setText("")
                return
            self.setSelection(self._kept, len(self.text()))
            self._insert("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept or reject an offer; Enter goes on."""
        if event.key() in GOING_ON:
            self.accept_offer()
            self.entered.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable():
            self.redo_asked.emit()
        elif self._offer and event.key() in ACCEPTING:
            self.accept_offer()
        elif self._offer and event.key() in REJECTING:
            self.drop_offer()
        else:
            self._is_rejecting = event.key() in REJECTING
            super().keyPressEvent(event)
            self._is_rejecting = False

    def event(self, event: QEvent) -> bool:
        """Accept an offer when Tab goes on, which never reaches `keyPressEvent`; keep Esc for an offer in sight."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
            self.accept_offer()
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self._offer
        ):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand after the text, so that typing never replaces it; offer at once what needs no letter."""
        super().focusInEvent(event)
        if event.reason() in BY_KEY:
            self.deselect()
            self.end(False)
        offer = self._suggest("") if self._suggest is not None and self.offers_at_once and not self.text() else None
        if offer and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._begin_offer("", offer)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Drop an offer that nobody accepted."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.drop_offer()
        super().focusOutEvent(event)

    def _on_text_edited(self, text: str) -> None:
        if self._is_inserting:
            return
        self._end_offer()
        offer = None
        if self._suggest is not None and text and not self._is_rejecting and self.cursorPosition() == len(text):
            offer = self._suggest(text)
        if offer and len(offer) > len(text) and offer[: len(text)].casefold() == text.casefold():
            self._begin_offer(text, offer)
        self.typed_changed.emit()

    def _begin_offer(self, text: str, offer: str) -> None:
        """Show the tail, in grey on the field's own ground instead of a selection's colours."""
        self._offer, self._kept = offer, len(text)
        if text:
            self._insert(offer[len(text) :])
        else:
            self.setText(offer)  # nothing was typed that the field's own undo could take back
        self.setSelection(len(offer), len(text) - len(offer))
        palette = QPalette(QApplication.palette())
        palette.setColor(QPalette.ColorRole.Highlight, palette.color(QPalette.ColorRole.Base))
        palette.setColor(QPalette.ColorRole.HighlightedText, palette.color(QPalette.ColorRole.PlaceholderText))
        self.setPalette(palette)

    def _insert(self, text: str) -> None:
        """Change the text so that the field's own undo knows of it, without taking it for typing."""
        self._is_inserting = True
        self.insert(text)
        self._is_inserting = False

    def _end_offer(self) -> None:
        if self._offer:
            self._offer = ""
            self.setPalette(QPalette())
