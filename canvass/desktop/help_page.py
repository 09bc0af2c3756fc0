"""The page of help: topics at the left, a field that searches in all of them, the text; no network, no page outside."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from canvass.desktop.help_topics import Topic, folded, found_in, topics
from canvass.desktop.keys import HELP_KEYS, action_for
from canvass.desktop.look import Look, scaled
from canvass.desktop.message_bar import MessageBar
from canvass.wording.translation import language, tr, tr_n

LINE_HEIGHT = 135.0
LIST_SHARE, TEXT_SHARE = 3, 8
LEAST_HEIGHT = 120
MARGIN = 20


class HelpPage(QWidget):
    """Opens at the topic of a page; Esc goes back there."""

    back_asked = Signal()
    card_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topics = topics(language())
        self.topic: Topic = self._topics[0]
        self._read: list[str] = []
        self.title = QLabel(tr("Help"))
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(False)
        self.search.setPlaceholderText(tr("Search in help"))
        self.search.setAccessibleName(tr("Search in help"))
        self.found = QLabel()
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Topics"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setOpenExternalLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(MARGIN)
        self.messages = MessageBar(look)
        self.back = QPushButton(tr("&Back"))
        self.card = QPushButton(tr("Save the volunteer &card to print…"))
        self._lay_out()
        self._connect()
        look.changed.connect(self._put_on)
        self._put_on()

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_asked)
        self.card.clicked.connect(self.card_asked)
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(self.text.setFocus)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.list.itemActivated.connect(lambda _item: self.text.setFocus())
        self.text.anchorClicked.connect(self._on_link)
        action_for(self, HELP_KEYS[0], self.go_before)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape),
            self,
            self.back_asked.emit,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.title)
        head.addWidget(self.search, 1)
        head.addWidget(self.found)
        body = QHBoxLayout()
        body.setSpacing(16)
        for part, share in ((self.list, LIST_SHARE), (self.text, TEXT_SHARE)):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            part.setMinimumHeight(LEAST_HEIGHT)
            body.addWidget(part, share)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.card)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.messages)
        column.addLayout(body, 1)
        column.addLayout(foot)

    # -------------------------------------------------------------------------------------------------- reading

    def open_topic(self, name: str) -> None:
        """Show a topic by its name, with nothing searched for."""
        self._read.clear()
        self.messages.clear()
        self.search.clear()
        self._fill(self._topics)
        self._show(name)

    def begin(self) -> None:
        """Put the focus on the text, so that arrows scroll it."""
        self.text.setFocus()

    def go_before(self) -> None:
        """Show the topic that was read before this one."""
        if len(self._read) > 1:
            self._read.pop()
            self._show(self._read.pop())

    def _on_searched(self, asked: str) -> None:
        hits = found_in(self._topics, asked)
        self._fill(hits)
        said = tr_n("{n:,} topic", "{n:,} topics", len(hits)).format(n=len(hits))
        self.found.setText(said if asked.strip() else "")
        if hits and (asked.strip() or self.topic not in hits):
            self._show((self.topic if self.topic in hits and not asked.strip() else hits[0]).name)
        self._mark_found()

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(Qt.ItemDataRole.UserRole) != self.topic.name:
            self._show(item.data(Qt.ItemDataRole.UserRole))

    def _on_link(self, link: QUrl) -> None:
        name = link.toString().removesuffix(".md")
        if any(topic.name == name for topic in self._topics):
            if self.search.text():
                self.search.clear()
            self._show(name)

    def _fill(self, shown: list[Topic]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for topic in shown:
            item = QListWidgetItem(topic.title)
            item.setData(Qt.ItemDataRole.UserRole, topic.name)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _show(self, name: str) -> None:
        self.topic = next((topic for topic in self._topics if topic.name == name), self._topics[0])
        self._read.append(self.topic.name)
        self._set_text()
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == self.topic.name:
                self.list.setCurrentRow(row)
        self._mark_found()

    # ------------------------------------------------------------------------------------------------- the text

    def _set_text(self) -> None:
        """Set the topic in the palette and size in use, its lines open enough to find the next one."""
        document = self.text.document()
        document.setDefaultFont(self.text.font())
        document.setMarkdown(self.topic.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        form.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(form)
        self.text.setAccessibleName(self.topic.title)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _mark_found(self) -> None:
        """Mark every place where a word that is searched for stands, and bring the first into sight."""
        said = folded(self.text.toPlainText())
        marks = []
        for word in folded(self.search.text()).split():
            start = said.find(word)
            while start >= 0:
                marks.append(self._mark_at(start, len(word)))
                start = said.find(word, start + len(word))
        self.text.setExtraSelections(marks)
        if marks:
            first = min(marks, key=lambda mark: mark.cursor.position()).cursor
            self.text.setTextCursor(QTextCursor(self.text.document().findBlock(first.position())))
            self.text.ensureCursorVisible()

    def _mark_at(self, start: int, length: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        colours = self.palette()
        mark.cursor = cursor
        mark.format.setBackground(colours.highlight())
        mark.format.setForeground(colours.highlightedText())
        return mark

    def _put_on(self) -> None:
        scaled(self.title, 1.6, bold=True)
        scaled(self.text, 1.1)
        self._set_text()
        self._mark_found()
