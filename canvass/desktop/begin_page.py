"""*Print petition sheets* on a laptop without a drive: begins one, of which this laptop is headquarters."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from canvass.desktop.card_page import CardPage
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.message_bar import MessageBar
from canvass.desktop.petition_words import said_of
from canvass.ground.errors import CanvassError
from canvass.petition.petition import parse_fields
from canvass.petition.template import templates
from canvass.wording.petition_kinds import kind_words
from canvass.wording.translation import tr

FIELDS = ("title", "jurisdiction", "registered")


class BeginPage(CardPage):
    """Four facts, of which only the name is needed; `asked` carries the kind of petition and the fields."""

    asked = Signal(str, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Begin a drive"), parent)
        self.messages = MessageBar(look)
        self.put_above(self.messages)
        self.add_text(
            tr(
                "Petition sheets belong to a drive: what is asked, of whom, and by when. It is begun once, on the "
                "laptop that is going to be its headquarters. What you do not know yet can follow."
            )
        )
        self.kind = QComboBox()
        for of in templates():
            self.kind.addItem(kind_words(of), of.name)
            if of.kind == "recall":
                self.kind.setCurrentIndex(self.kind.count() - 1)
        self.edits = {field: QLineEdit() for field in FIELDS}
        self.refusals = {field: QLabel() for field in FIELDS}
        self.begin_drive = QPushButton(tr("Be&gin the drive"))
        self.begin_drive.setProperty("isFirst", True)
        self.begin_drive.clicked.connect(self._on_begin)
        for edit in self.edits.values():
            edit.returnPressed.connect(self._on_begin)
        self.foot.insertWidget(0, self.begin_drive)
        self._lay_out()
        look.changed.connect(self._put_on_begin)
        self._put_on_begin()

    def begin(self) -> None:
        """Ask for the name first."""
        self.messages.clear()
        self.edits["title"].setFocus()

    def refuse(self, error: CanvassError) -> None:
        """Say why the drive was not begun; what was typed stays."""
        self.begin_drive.setEnabled(True)
        self.messages.say(said_of(error))
        self.edits["title"].setFocus()

    def _lay_out(self) -> None:
        labels = {
            "title": tr("&Name of the drive, as “Recall of Pat Example”"),
            "jurisdiction": tr("&Jurisdiction, as “Example County”"),
            "registered": tr("&Registered voters there, if you know"),
        }
        rows = QFormLayout()
        rows.setVerticalSpacing(10)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        rows.addRow(tr("&Kind of petition"), self.kind)
        self.kind.setAccessibleName(tr("Kind of petition"))
        for field, edit in self.edits.items():
            rows.addRow(labels[field], edit)
            edit.setAccessibleName(labels[field].replace("&", ""))
            rows.addRow(self.refusals[field])
            self.refusals[field].setWordWrap(True)
            self.refusals[field].hide()
        self.column.addLayout(rows)
        self.column.addStretch(1)

    def _on_begin(self) -> None:
        fields: dict[str, object] = {}
        bad = [field for field in FIELDS if not self._read(field, fields)]
        if not bad and not fields["title"]:
            self._refuse_at(
                "title", tr("Give the drive a name: it stands at the top of the window, and in the file’s.")
            )
            bad = ["title"]
        if bad:
            self.edits[bad[0]].setFocus()
            self.bring_into_sight(self.refusals[bad[0]])
            return
        self.begin_drive.setEnabled(False)
        self.asked.emit(str(self.kind.currentData()), {field: value for field, value in fields.items() if value})

    def _read(self, field: str, fields: dict[str, object]) -> bool:
        self.refusals[field].hide()
        try:
            fields |= parse_fields([(field, self.edits[field].text())])
        except CanvassError as error:
            self._refuse_at(field, said_of(error))
            return False
        return True

    def _refuse_at(self, field: str, said: str) -> None:
        self.refusals[field].setText(said)
        self.refusals[field].show()

    def _put_on_begin(self) -> None:
        scaled(self.begin_drive, 1.3, bold=True)
        for label in self.refusals.values():
            coloured(label, self.look.colours.bad)
