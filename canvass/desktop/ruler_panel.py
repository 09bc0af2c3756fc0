"""Measuring the printer, as advice: a page with two lines of 100 mm, and what it means if they come out otherwise."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from canvass.desktop.announce import announce
from canvass.desktop.flow import flowing
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.paper_box import PaperBox
from canvass.desktop.print_words import said_of_measure
from canvass.desktop.session import Session
from canvass.sheets.ruler import RULER_MM
from canvass.wording.translation import tr


class RulerPanel(QWidget):
    """Two buttons to have the page, two fields for what was measured, and one sentence."""

    save_asked = Signal()
    paper_asked = Signal()
    left = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_right = True
        self.title = QLabel(tr("Measure the printer"))
        self.how = QLabel(
            tr(
                "Some printers shrink pages, and a shrunk sheet can be void. Print the ruler page once, measure both "
                "lines, and type what you read. This is advice: sheets are printed without it, too."
            )
        )
        self.save = QPushButton(tr("Save the ruler page"))
        self.on_paper = QPushButton(tr("Pri&nt the ruler page…"))
        self.paper = PaperBox(session)
        self.across, self.down = _measure(), _measure()
        _name(self.across, tr("How long the line across is, in millimetres"))
        _name(self.down, tr("How long the line down is, in millimetres"))
        self.verdict = QLabel()
        self.done = QPushButton(tr("Back to the pa&ge"))
        for label in (self.how, self.verdict):
            label.setWordWrap(True)
        self._lay_out()
        self.save.clicked.connect(self.save_asked)
        self.on_paper.clicked.connect(self.paper_asked)
        self.done.clicked.connect(self.left)
        for field in (self.across, self.down):
            field.valueChanged.connect(self._on_measured)
            field.lineEdit().returnPressed.connect(self._on_measured)
        look.changed.connect(self._put_on)
        self._put_on()

    def begin(self) -> None:
        """Listen to what is going to be measured."""
        self.save.setFocus()

    def listen(self) -> None:
        """Wait for what was measured."""
        self.across.setFocus()
        self.across.selectAll()

    def be_busy(self, *, is_busy: bool) -> None:
        """Write and print nothing else while something is written or printed."""
        for button in (self.save, self.on_paper, self.done):
            button.setEnabled(not is_busy)

    def _lay_out(self) -> None:
        buttons = flowing((self.save, self.on_paper), 8)
        fields = QFormLayout()
        fields.addRow(tr("Line across"), self.across)
        fields.addRow(tr("Line down"), self.down)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for widget in (self.title, self.how):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(self.paper)
        column.addLayout(fields)
        column.addWidget(self.verdict)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.done)
        row.addStretch(1)
        column.addLayout(row)

    def _on_measured(self) -> None:
        said, self._is_right = said_of_measure(self.across.value(), self.down.value())
        self.verdict.setText(said)
        self._put_on()
        announce(self, said)

    def _put_on(self) -> None:
        scaled(self.title, 1.2, bold=True)
        colours = self._look.colours
        coloured(self.how, colours.text)
        coloured(self.verdict, colours.ok if self._is_right else colours.bad)


def _measure() -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setRange(10.0, 300.0)
    field.setDecimals(1)
    field.setSingleStep(0.5)
    field.setSuffix(tr(" mm"))
    field.setValue(RULER_MM)
    return field


def _name(field: QDoubleSpinBox, says: str) -> None:
    """Name a number's field, and the line in it that has the focus."""
    field.setAccessibleName(says)
    field.lineEdit().setAccessibleName(says)
