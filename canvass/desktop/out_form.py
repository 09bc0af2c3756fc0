"""The head of *Sheets out and back*: what is told, the field that always listens, to whom or how many lines."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from canvass.desktop.completing_edit import CompletingEdit
from canvass.desktop.flow import FlowingRow
from canvass.desktop.hints import Hints
from canvass.desktop.keys import OUT_KEYS, action_for, shown_keys
from canvass.desktop.look import Look, scaled
from canvass.desktop.out_moves import CARRIED
from canvass.desktop.out_people import OutPeople
from canvass.desktop.out_words import BACK, OUT
from canvass.desktop.scan_watch import TAKES_SCANS
from canvass.journal.folding import fold
from canvass.sheets.scanned import split_scan
from canvass.wording.translation import mark, tr

MODES = {key.name: key for key in OUT_KEYS if key.name != "undo_move"}
DO_WORDS = {
    "handed_out": mark("Hand out"),
    "returned": mark("Take back"),
    "spoiled": mark("Spoiled"),
    "lost": mark("Lost"),
    "carried": mark("Say so"),
}
NAMING = (OUT, CARRIED)
"""What is told of sheets together with somebody's name."""
PERSON_WORDS = {OUT: mark("Who gets them"), CARRIED: mark("Who carried them")}
ANY_SHEETS = mark("scan, or 001002-0014-65, or 001002-0001..0200")
ONE_SHEET = mark("scan it, or 001002-0014-65")
SHEETS_WORDS = {
    BACK: mark("scan, or 001002-0014-65; after it, how many lines are filled"),
}


class OutForm(QWidget):
    """`asked` when the text in the field is to be told; the person stays until changed."""

    asked = Signal()
    undo_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._holders: list[str] = []
        self._is_private = False
        self.modes = {name: QRadioButton(f"{tr(key.says)}  ({shown_keys(key)})") for name, key in MODES.items()}
        self._group = QButtonGroup(self)
        self.sheets = CompletingEdit()
        self.sheets.setProperty(TAKES_SCANS, True)
        self.sheets.setAccessibleName(tr("Sheet number, range, or scanned code"))
        self._hints = Hints(self.sheets)
        self.do = QPushButton()
        self.do.setProperty("isFirst", True)
        self.person = CompletingEdit(self._holder_like)
        self.person.setPlaceholderText(tr("name; stays until you change it"))
        self.people = OutPeople(self, self._take_person)
        self.filled = QLineEdit()
        self.filled.setPlaceholderText(tr("may stay empty"))
        self.filled.setAccessibleName(tr("Lines filled on each sheet"))
        self._to, self._lines = QLabel(), QLabel(tr("Lines filled on each"))
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._lay_out()
        self._connect()
        self.modes[OUT].setChecked(True)
        self._on_mode()
        look.changed.connect(self._put_on)
        self._put_on()

    @property
    def mode(self) -> str:
        """What is told of the sheets."""
        return next(name for name, button in self.modes.items() if button.isChecked())

    def listen(self) -> None:
        """Wait for the next number, with what is typed ready to be typed over."""
        self.sheets.setFocus()
        self.sheets.selectAll()

    def begin_with(self, digit: str) -> None:
        """Begin a number with a digit that was typed elsewhere on the page."""
        self.listen()
        self.sheets.insert(digit)

    def take_scan(self, code: str) -> None:
        """Ask for what is told now to be told of the sheet of this code."""
        self.sheets.put(code)
        self.listen()
        self._on_entered()

    def begin_anew(self) -> None:
        """Go on handing out or taking back: nothing else is still chosen when one comes again, least of all spoiled."""
        if self.mode not in (OUT, BACK):
            self.choose(OUT)

    def choose(self, mode: str) -> None:
        """Tell this from now on."""
        self.modes[mode].setChecked(True)
        self.listen()

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of the person's name, and offer nobody, or the name again."""
        self._is_private = is_private
        self.person.setEchoMode(QLineEdit.EchoMode.Password if is_private else QLineEdit.EchoMode.Normal)
        self._show_people()

    def learn_holders(self, holders: Sequence[str], lately: Sequence[str]) -> None:
        """Offer these people while one types, and the last of them at once."""
        self._holders = list(holders)
        self.people.show_names(lately)
        self._show_people()

    def _take_person(self, name: str) -> None:
        self.person.put(name)
        self.listen()

    def _show_people(self) -> None:
        self.people.setVisible(self.mode in NAMING and bool(self._holders) and not self._is_private)

    def _holder_like(self, text: str) -> str | None:
        return (
            None
            if self._is_private
            else next((holder for holder in self._holders if fold(holder).startswith(fold(text))), None)
        )

    def _lay_out(self) -> None:
        for name, button in self.modes.items():
            self._group.addButton(button)
            self.addAction(action_for(self, MODES[name], partial(self.choose, name)))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.addWidget(FlowingRow(self.modes.values(), 20), 0, 0, 1, 3)
        for row, (label, field) in enumerate(((self._to, self.person), (self._lines, self.filled)), 1):
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        label = QLabel(tr("Which sheets"))
        label.setBuddy(self.sheets)
        grid.addWidget(label, 4, 0)
        grid.addWidget(self.sheets, 4, 1)
        grid.addWidget(self.do, 4, 2)
        grid.addWidget(self.people, 3, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self._group.buttonToggled.connect(lambda _button, _is_on: self._on_mode())
        self._group.buttonClicked.connect(lambda _button: self.listen())
        self.sheets.entered.connect(self._on_entered)
        self.sheets.undo_asked.connect(self.undo_asked)
        self.do.clicked.connect(self._on_entered)
        self.person.entered.connect(lambda: self._on_beside(self.person))
        self.filled.returnPressed.connect(lambda: self._on_beside(self.filled))

    def _on_mode(self) -> None:
        mode = next((name for name, button in self.modes.items() if button.isChecked()), OUT)
        self._to.setVisible(mode in NAMING)
        self._to.setText(tr(PERSON_WORDS.get(mode, "")))
        self.person.setAccessibleName(tr(PERSON_WORDS.get(mode, "")))
        self.person.setVisible(mode in NAMING)
        self._show_people()
        self._hints.offer([tr(SHEETS_WORDS.get(mode, ANY_SHEETS)), tr(ONE_SHEET)])
        self._lines.setVisible(mode == BACK)
        self.filled.setVisible(mode == BACK)
        self.do.setText(tr(DO_WORDS[mode]))

    def _on_entered(self) -> None:
        if not self.sheets.text().strip():
            self.listen()
        elif self.mode in NAMING and not self.person.typed.strip():
            self.person.setFocus()
        else:
            self.asked.emit()

    def _on_beside(self, field: QLineEdit) -> None:
        """Go on to the field that listens, with what a scanner typed into the wrong one."""
        typed, code = split_scan(field.text())
        if code:
            field.setText(typed)
            self.sheets.setText(code)
        self.listen()
        if self.sheets.text().strip():
            self._on_entered()

    def _put_on(self) -> None:
        scaled(self.sheets, 1.4)
        scaled(self.do, 1.2, bold=True)
