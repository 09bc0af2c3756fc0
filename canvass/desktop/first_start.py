"""The first page: type names at once, or open a drive. Knows Qt and settings only, so that it is there at once."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from canvass.desktop.language import language_in_use
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.recent_words import how_it_stands, recent_texts, short_name
from canvass.desktop.settings import FIELD, LONE, TEXT_SIZES, Settings
from canvass.wording.translation import languages, mark, tr

MOST_SHOWN = 4


class FirstStart(QWidget):
    """One large button, focused; everything else is smaller."""

    new_file_asked = Signal()
    sheets_asked = Signal()
    kit_asked = Signal()
    open_asked = Signal()
    practice_asked = Signal()
    file_chosen = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, settings: Settings, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._typed_last: Path | None = None
        self._look = look
        self.type_names = QPushButton()
        self.new_file = QPushButton()
        self.print_sheets = QPushButton()
        self.from_kit = QPushButton()
        self.open_drive = QPushButton()
        self.practise = QPushButton()
        self.language = QComboBox()
        self.text_size = QComboBox()
        self._title = QLabel()
        self._under_type = QLabel()
        self._recent = QVBoxLayout()
        self._recent_title = QLabel()
        self._lay_out()
        for button, signal in (
            (self.new_file, self.new_file_asked),
            (self.print_sheets, self.sheets_asked),
            (self.from_kit, self.kit_asked),
            (self.open_drive, self.open_asked),
            (self.practise, self.practice_asked),
        ):
            button.clicked.connect(signal)
        self.type_names.clicked.connect(self._on_type_names)
        self.type_names.setProperty("isFirst", True)
        look.changed.connect(self._put_on)
        self._put_on()
        self.show_texts()

    def take_messages(self, messages: QWidget) -> None:
        """Give a bar for messages its place, under the title."""
        self._page.insertWidget(1, messages)

    def show_texts(self) -> None:
        """Write everything in the language in use."""
        for widget, text in (
            (self.new_file, mark("Start a &new file")),
            (self.print_sheets, mark("&Print petition sheets")),
            (self.from_kit, mark("Someone gave me a &set-up file…")),
            (self.open_drive, mark("&Open a drive…")),
            (self.practise, mark("Try with &made-up people")),
            (self._title, mark("canvass")),
            (self._recent_title, mark("Opened before")),
        ):
            widget.setText(tr(text))
        self._title.setAccessibleName(tr("canvass"))
        self.language.setAccessibleName(tr("Language"))
        self.language.setCurrentIndex(self.language.findData(language_in_use(self._settings)))
        self.text_size.setAccessibleName(tr("Text size"))
        for place, size in enumerate(TEXT_SIZES):
            self.text_size.setItemText(place, tr("Text size {size} %").format(size=size))
        self.show_recent()

    def show_recent(self) -> None:
        """List the drives opened before; the largest button goes on with the one that was typed in last."""
        now = datetime.now().astimezone()
        self._show_typed_last(now)
        while (item := self._recent.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.deleteLater()
        shown = self._settings.recent[:MOST_SHOWN]
        for path, said in zip(shown, recent_texts(shown, self._settings, now), strict=True):
            self._recent.addWidget(self._recent_button(path, said))
        self._recent_title.setVisible(self._recent.count() > 0)

    def recent_buttons(self) -> list[QPushButton]:
        """Return the buttons of the drives opened before."""
        items = [self._recent.itemAt(place) for place in range(self._recent.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def begin(self) -> None:
        """Put the focus on the largest button."""
        self.type_names.setFocus()

    def _show_typed_last(self, now: datetime) -> None:
        path = self._settings.newest((LONE, FIELD))
        has_lines = path is not None and self._settings.known(path).lines != 0
        self._typed_last = path
        self.new_file.setVisible(has_lines)
        if path is None or not has_lines:
            self.type_names.setText(tr("&Type names from paper"))
            self._under_type.setText(tr("Opens at once. Nothing is asked, and every line is saved on this laptop."))
        else:
            self.type_names.setText(tr("&Go on typing in “{name}”").format(name=short_name(path).replace("&", "&&")))
            self._under_type.setText(how_it_stands(path, self._settings, now))

    def _on_type_names(self) -> None:
        """Go on in the file typed in last; it may have been moved since the page was shown."""
        if self._typed_last is None:
            self.new_file_asked.emit()
        else:
            self.file_chosen.emit(self._typed_last)

    def _recent_button(self, path: Path, said: str) -> QPushButton:
        button = QPushButton(said.replace("&", "&&"))
        button.setFlat(True)
        button.setToolTip(str(path))
        button.setAccessibleName(tr("Open {name}").format(name=said))
        button.clicked.connect(lambda: self.file_chosen.emit(path))
        return button

    def _lay_out(self) -> None:
        for code, name in languages().items():
            self.language.addItem(name, code)
        self.language.activated.connect(lambda index: self.language_chosen.emit(self.language.itemData(index)))
        for size in TEXT_SIZES:
            self.text_size.addItem("", size)
        self.text_size.setCurrentIndex(TEXT_SIZES.index(self._settings.text_size))
        self.text_size.activated.connect(lambda index: self._look.choose(text_size=self.text_size.itemData(index)))
        small = QHBoxLayout()
        small.setSpacing(12)
        for button in (self.from_kit, self.open_drive, self.practise):
            small.addWidget(button)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.type_names)
        middle.addLayout(_centred(self._under_type))
        middle.addWidget(self.new_file)
        middle.addSpacing(12)
        middle.addWidget(self.print_sheets)
        middle.addLayout(small)
        middle.addSpacing(12)
        middle.addLayout(_centred(self._recent_title))
        middle.addLayout(self._recent)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addLayout(middle, 4)
        across.addStretch(1)
        page = self._page = QVBoxLayout(self)
        page.setContentsMargins(32, 16, 32, 24)
        page.addLayout(_apart(self._title, self.language, self.text_size))
        page.addStretch(2)
        page.addLayout(across)
        page.addStretch(3)
        self.setTabOrder(self.type_names, self.new_file)
        self.setTabOrder(self.new_file, self.print_sheets)

    def _put_on(self) -> None:
        scaled(self._title, 1.3, bold=True)
        scaled(self.type_names, 1.9, bold=True)
        scaled(self.print_sheets, 1.3)
        scaled(self._under_type, 1.0)
        coloured(self._under_type, self._look.colours.placeholder)
        coloured(self._recent_title, self._look.colours.placeholder)
        line = self.type_names.fontMetrics().height()
        self.type_names.setMinimumHeight(line * 3)
        self.print_sheets.setMinimumHeight(line * 2)
        self.text_size.setCurrentIndex(TEXT_SIZES.index(self._settings.text_size))


def _apart(left: QWidget, *right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(left)
    row.addStretch(1)
    for widget in right:
        row.addWidget(widget)
    return row


def _centred(label: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(label)
    row.addStretch(1)
    return row
