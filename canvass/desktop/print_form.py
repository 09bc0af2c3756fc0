"""What is asked before sheets are printed: how many, of what, on which paper, for where and whom, into which folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from canvass.desktop.completing_edit import CompletingEdit
from canvass.desktop.look import Look, scaled
from canvass.desktop.out_folder import OutFolder, documents_folder
from canvass.desktop.print_words import said_of_numbers
from canvass.journal.folding import fold
from canvass.journal.number import MOST_SERIAL
from canvass.sheets.preview import Preview
from canvass.sheets.printed_runs import PrintedRun
from canvass.sheets.runs import PrintOrder
from canvass.wording.translation import mark, tr

USUAL = 50
PETITION, NOTICE = "petition", "notice"
KIND_WORDS = {PETITION: mark("the petition"), NOTICE: mark("the notice of intention")}
PAPER_WORDS = {"letter": mark("Letter (8½ × 11 in)"), "legal": mark("Legal (8½ × 14 in)")}


class PrintForm(QWidget):
    """The fields and the buttons; `page_changed` when another page would be printed than before."""

    page_changed = Signal()

    def __init__(self, look: Look, papers: Sequence[str], *, has_notice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._holders: list[str] = []
        self._is_private = False
        self.is_draft = False
        self._made = {False: 0, True: 0}
        self.shown_run: int | None = None
        """The run whose numbers were told to whoever looks at the form."""
        self.sheets = _number()
        kinds = (PETITION, NOTICE) if has_notice else (PETITION,)
        self.what = _choice({tr(KIND_WORDS[kind]): kind for kind in kinds})
        self.paper = _choice({tr(PAPER_WORDS.get(paper, paper)): paper for paper in papers})
        self.where = QLineEdit()
        self.holder = CompletingEdit(self._holder_like)
        for field in (self.where, self.holder):
            field.setPlaceholderText(tr("may stay empty"))
        self.numbers = QLabel()
        self.numbers.setWordWrap(True)
        self.out = OutFolder(documents_folder())
        self.save = QPushButton(tr("&Save PDF"))
        self.save.setProperty("isFirst", True)
        self.on_paper = QPushButton(tr("P&rint on paper…"))
        self.blanks = QPushButton(tr("Two &blanks for the registrar"))
        self.before = QPushButton(tr("Sheets printed before…"))
        self.ruler = QPushButton(tr("Meas&ure the printer…"))
        self._lay_out(has_notice=has_notice)
        self.what.currentIndexChanged.connect(self.page_changed)
        self.paper.currentIndexChanged.connect(self.page_changed)
        self.sheets.valueChanged.connect(self._tell_numbers)
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

    def choose_paper(self, name: str) -> None:
        """Choose a paper by its name in the template."""
        self.paper.setCurrentIndex(self.paper.findData(name))

    def learn_holders(self, holders: Sequence[str]) -> None:
        """Offer these people while one types for whom the sheets are."""
        self._holders = list(holders)

    def learn_runs(self, runs: Sequence[PrintedRun]) -> None:
        """Offer to say how earlier runs came out; ask, if nobody said so of the last one."""
        self.before.setVisible(bool(runs))
        is_open = bool(runs) and not runs[0].is_answered
        self.before.setText(tr("Did the last sheets come out?…") if is_open else tr("Sheets printed before…"))

    def show_preview(self, preview: Preview | None) -> None:
        """Tell which numbers the sheets will have; offer what there is to do with the page that would be printed."""
        self.is_draft = preview is not None and preview.is_draft
        self.shown_run = None if preview is None else preview.run
        self.holder.setEnabled(not self.is_draft)
        self.holder.setPlaceholderText(tr("not while it is a draft") if self.is_draft else tr("may stay empty"))
        self.blanks.setVisible(preview is None or preview.is_draft or preview.codes != "unique")
        self._tell_numbers()

    @property
    def made(self) -> int:
        """How many sheets with numbers were printed since the drive was opened, of what is asked for now."""
        return self._made[self.is_notice]

    def order(self, out: Path) -> PrintOrder:
        """Return what is asked for, to be printed into a new file."""
        return PrintOrder(
            sheets=self.sheets.value(),
            out=out,
            paper=self.paper_name,
            event=self.where.text(),
            notice=self.is_notice,
            holder=self.holder.typed if self.holder.isEnabled() else "",
            shown=self.shown_run,
        )

    def forget_run(self, *, made: int) -> None:
        """Tell no numbers any more, nor for whom: those that were told are printed and handed out, so many of them."""
        self._made[self.is_notice] += made
        self.shown_run = None
        self.holder.put("")
        self._tell_numbers()

    def be_busy(self, *, is_busy: bool) -> None:
        """Take no other order while one is worked on."""
        fields = (self.sheets, self.what, self.paper, self.where, self.out)
        for widget in (*fields, self.save, self.on_paper, self.blanks, self.before, self.ruler):
            widget.setEnabled(not is_busy)
        self.holder.setEnabled(not is_busy and not self.is_draft)

    def may_print(self, *, is_allowed: bool) -> None:
        """Whether there is a page that could be printed."""
        for button in (self.save, self.on_paper, self.blanks):
            button.setEnabled(is_allowed)

    def _lay_out(self, *, has_notice: bool) -> None:
        fields = QFormLayout()
        fields.setVerticalSpacing(8)
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields.addRow(tr("Sh&eets"), self.sheets)
        if has_notice:
            fields.addRow(tr("O&f"), self.what)
        else:
            self.what.setParent(self)
            self.what.hide()
        fields.addRow(tr("&Paper"), self.paper)
        fields.addRow(tr("&Where"), self.where)
        fields.addRow(tr("For who&m"), self.holder)
        self.sheets.setAccessibleName(tr("How many sheets"))
        self.what.setAccessibleName(tr("Sheets of the petition or of the notice"))
        self.paper.setAccessibleName(tr("Paper"))
        self.where.setAccessibleName(tr("Where the sheets are to be signed"))
        self.holder.setAccessibleName(tr("Who gets all of these sheets at once"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(fields)
        column.addWidget(self.numbers)
        for button in (self.save, self.on_paper):
            column.addWidget(button)
        column.addWidget(self.out)
        for button in (self.blanks, self.before, self.ruler):
            column.addWidget(button)
        column.addStretch(1)

    def _tell_numbers(self) -> None:
        run = self.shown_run
        self.numbers.setVisible(run is not None)
        self.numbers.setText("" if run is None else said_of_numbers(run, self.sheets.value()))

    def hide_names(self, is_private: bool) -> None:
        """Show dots in place of who gets the sheets, and offer nobody, or the name again."""
        self._is_private = is_private
        self.holder.setEchoMode(QLineEdit.EchoMode.Password if is_private else QLineEdit.EchoMode.Normal)

    def _holder_like(self, text: str) -> str | None:
        if self._is_private:
            return None
        return next((holder for holder in self._holders if fold(holder).startswith(fold(text))), None)

    def _put_on(self) -> None:
        scaled(self.save, 1.5, bold=True)
        self.save.setMinimumHeight(round(self.save.fontMetrics().height() * 1.8))


def _number() -> QSpinBox:
    field = QSpinBox()
    field.setRange(1, MOST_SERIAL)
    field.setValue(USUAL)
    field.setGroupSeparatorShown(True)
    field.lineEdit().setAccessibleName(tr("How many sheets"))
    return field


def _choice(named: Mapping[str, str]) -> QComboBox:
    """Return a choice of these texts, each with what it stands for; narrower than its longest text if need be."""
    choice = QComboBox()
    for text, value in named.items():
        choice.addItem(text, value)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(12)
    return choice
