"""All keys over the page in sight, those of that page first; Esc or any other key takes them away again."""

import html

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QTextBrowser, QVBoxLayout, QWidget

from canvass.desktop.keys import Group, groups_for, shown_keys
from canvass.desktop.look import Look
from canvass.wording.translation import tr

SCROLLING = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
MODIFIERS = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
)
COLUMN_EM = 44
"""A column is at least this many letters wide: narrower, every line would break."""
MOST_COLUMNS = 3
PADDING = 16
MARGIN = 18


class KeysOverlay(QFrame):
    """Lies over its window, has the focus while it is in sight, and gives it back."""

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._topic = ""
        self._focus_before: QWidget | None = None
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.text = _Keys(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addWidget(self.text)
        self.hide()
        window.installEventFilter(self)
        look.changed.connect(self._set_text)

    def show_for(self, topic: str) -> None:
        """Show all keys, those of the page with this topic first; if they are in sight already, take them away."""
        if self.isVisible():
            self.take_away()
            return
        self._topic = topic
        self._focus_before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.text.setFocus()

    def take_away(self) -> None:
        """Hide the keys and give the focus back."""
        self.hide()
        before, self._focus_before = self._focus_before, None
        if before is not None and before.isVisible():
            before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the window's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        self._set_text()

    def _set_text(self) -> None:
        if self._topic:
            em = self.fontMetrics().averageCharWidth()
            columns = max(1, min(self.width() // (COLUMN_EM * em), MOST_COLUMNS))
            self.text.setAccessibleName(tr("All keys"))
            self.text.setHtml(_page(groups_for(self._topic), columns))


class _Keys(QTextBrowser):
    """The keys as text, which a screen reader reads; what does not scroll it closes it."""

    def __init__(self, overlay: KeysOverlay) -> None:
        super().__init__(overlay)
        self._overlay = overlay
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(PADDING)

    def event(self, event: QEvent) -> bool:
        """Take every key before any action of the window does."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, or close."""
        if event.key() in SCROLLING:
            super().keyPressEvent(event)
        elif event.key() not in MODIFIERS:
            self._overlay.take_away()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close."""
        event.accept()
        self._overlay.take_away()


def _page(groups: tuple[Group, ...], columns: int) -> str:
    """Return the groups in columns, each under the shortest so far: the first ones stand at the top."""
    filled: list[list[Group]] = [[] for _ in range(columns)]
    for group in groups:
        min(filled, key=lambda column: sum(map(_height, column))).append(group)
    share = 100 // columns
    cells = "".join(
        f'<td width="{share}%" style="padding-right: 24px">{"".join(map(_group, column))}</td>' for column in filled
    )
    said = tr("Arrows and Page Down scroll. Esc or any other key closes this.")
    head = f"<h2>{html.escape(tr('All keys'))}</h2><p>{html.escape(said)}</p>"
    return f"{head}<table width='100%'><tr>{cells}</tr></table>"


def _height(group: Group) -> int:
    return 2 + len(group.keys) + len(group.fixed)


def _group(group: Group) -> str:
    keys = [_row(shown_keys(key), key.says) for key in group.keys]
    rows = "".join([*keys, *(_row(tr(fixed.shown), fixed.says) for fixed in group.fixed)])
    return f"<h3>{html.escape(tr(group.title))}</h3><table cellpadding='2' width='100%'>{rows}</table>"


def _row(shown: str, says: str) -> str:
    return f"<tr><td width='40%'><b>{html.escape(shown)}</b></td><td>{html.escape(tr(says))}</td></tr>"
