"""What is asked before sheets are printed: how many, of what, on which paper, for where, into which folder."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from canvass.desktop.look import Look, scaled
from canvass.desktop.out_folder import OutFolder, documents_folder
from canvass.journal.number import MOST_SERIAL
from canvass.wording.translation import mark, tr

USUAL = 50
PETITION, NOTICE = "petition", "notice"
PAPER_WORDS = {"letter": mark("Letter (8½ × 11 in)"), "legal": mark("Legal (8½ × 14 in)")}


class PrintForm(QWidget):
    """The fields and the buttons; `page_changed` when another page would be printed than before."""

    page_changed = Signal()

    def __init__(self, look: Look, papers: Sequence[str], *, has_notice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets = QSpinBox()
        self.sheets.setRange(1, MOST_SERIAL)
        self.sheets.setValue(USUAL)
        self.sheets.setGroupSeparatorShown(True)
        self.sheets.lineEdit().setAccessibleName(tr("How many sheets"))
        self.what = QComboBox()
        self.what.addItem(tr("the petition"), PETITION)
        if has_notice:
            self.what.addItem(tr("the notice of intention"), NOTICE)
        self.paper = QComboBox()
        for paper in papers:
            self.paper.addItem(tr(PAPER_WORDS.get(paper, paper)), paper)
        self.where = QLineEdit()
        self.where.setPlaceholderText(tr("may stay empty"))
        self.out = OutFolder(documents_folder())
        self.save = QPushButton(tr("&Save PDF"))
        self.save.setProperty("isFirst", True)
        self.blanks = QPushButton(tr("Two &blanks for the registrar"))
        self._lay_out(has_notice=has_notice)
        self.what.currentIndexChanged.connect(self.page_changed)
        self.paper.currentIndexChanged.connect(self.page_changed)
        self._look = look
        look.changed.connect(self._put_on)
        self._put_on()

    @property
    def is_notice(self) -> bool:
        """Whether the notice's sheets are asked for, not the petition's."""
        return bool(self.what.currentData() == NOTICE)

    @property
    def paper_name(self) -> str:
        """The paper's name in the template."""
        return str(self.paper.currentData())

    def be_busy(self, *, is_busy: bool) -> None:
        """Take no other order while one is worked on."""
        for widget in (self.sheets, self.what, self.paper, self.where, self.out, self.save, self.blanks):
            widget.setEnabled(not is_busy)

    def _lay_out(self, *, has_notice: bool) -> None:
        fields = QFormLayout()
        fields.setVerticalSpacing(8)
        fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields.addRow(tr("Sh&eets"), self.sheets)
        if has_notice:
            fields.addRow(tr("O&f"), self.what)
        else:
            self.what.setParent(self)
            self.what.hide()
        fields.addRow(tr("&Paper"), self.paper)
        fields.addRow(tr("&Where"), self.where)
        self.sheets.setAccessibleName(tr("How many sheets"))
        self.what.setAccessibleName(tr("Sheets of the petition or of the notice"))
        self.paper.setAccessibleName(tr("Paper"))
        self.where.setAccessibleName(tr("Where the sheets are to be signed"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(fields)
        column.addWidget(self.save)
        column.addWidget(self.blanks)
        column.addWidget(self.out)
        column.addStretch(1)

    def _put_on(self) -> None:
        scaled(self.save, 1.5, bold=True)
        self.save.setMinimumHeight(round(self.save.fontMetrics().height() * 1.8))
