"""The petition's fields on the screen: each with its label, what the law makes of it, and why it was refused."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from canvass.desktop.look import Look, coloured
from canvass.desktop.petition_typed import CHOICES, DAYS, NUMBERS, TEXTS
from canvass.desktop.petition_words import said_of
from canvass.desktop.rule_label import RuleLabel
from canvass.ground.errors import CanvassError
from canvass.wording.translation import mark, tr

LABELS = {
    "title": mark("Name of the drive"),
    "jurisdiction": mark("Jurisdiction, as “Example County”"),
    "registered": mark("Registered voters there"),
    "votes_cast": mark("Votes cast for Governor there"),
    "goal": mark("Your goal"),
    "officer": mark("Officer to be recalled"),
    "office": mark("The officer’s office"),
    "took_office": mark("Took office on"),
    "term_ends": mark("Term ends on"),
    "notice_served": mark("Notice of intention served on"),
    "proponents_needed": mark("Proponents needed, if the official says another number"),
    "proponents": mark("Proponents named on the petition"),
    "grounds": mark("Grounds"),
    "answer": mark("The officer’s answer"),
    "summary": mark("Title and summary by the official"),
    "measure": mark("Text of the measure"),
    "top_funders": mark("Top funders (the law asks for one of these)"),
    "approved": mark("The official approved the page on"),
    "codes": mark("Did the official approve a square code and a number of its own on each sheet?"),
}
OF_INITIATIVES = {"approved": mark("Title and summary were received on")}
"""No official approves an initiative's page: its days run from here."""
CHOICE_WORDS = {
    "top_funders": (
        ("sheet", mark("A separate sheet about top funders is shown to signers")),
        ("on_page", mark("Top funders are printed on the page")),
        ("none", mark("There are no top funders to name")),
    ),
    "codes": (("yes", mark("Yes")), ("no", mark("No")), ("not-asked", mark("Not asked yet"))),
}
TALL = {"proponents": 5, "grounds": 7, "answer": 7, "summary": 7, "measure": 7}
NARROW_LETTERS = 22


def label_of(field: str, kind: str) -> str:
    """Return what a field is called on the page of this kind of petition."""
    return tr((LABELS | OF_INITIATIVES if kind == "initiative" else LABELS)[field])


class PetitionForm(QWidget):
    """All fields of one kind of petition; `edited` when anything was typed or chosen."""

    edited = Signal()
    gone_to = Signal(QWidget)
    """What has the focus now, and after it what is said of it: both are to be seen."""

    def __init__(self, look: Look, fields: Sequence[str], kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._doubtful: set[str] = set()
        self._look = look
        self.fields = tuple(fields)
        self.edits: dict[str, QLineEdit | QPlainTextEdit] = {}
        self.choices: dict[str, QButtonGroup] = {}
        self.beside: dict[str, QLabel] = {}
        self.refusals: dict[str, QLabel] = {}
        self.pick = QPushButton(tr("Choose from who signed the &notice…")) if kind == "recall" else None
        """For a kind of petition that a notice of intention begins."""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(18)
        for field in self.fields:
            self._add(rows, field)
        look.changed.connect(self._put_on)
        self._put_on()

    def values(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return {field: self._value(field) for field in self.fields}

    def show_values(self, values: dict[str, str]) -> None:
        """Put these into the fields, without telling that they were edited."""
        self.blockSignals(True)
        for field, value in values.items():
            self._show(field, value)
        self.blockSignals(False)

    def add_proponents(self, names: Sequence[str]) -> None:
        """Write these names under those that stand in the field, each once."""
        standing = [name.strip() for name in self._value("proponents").split("\n") if name.strip()]
        known = {name.casefold() for name in standing}
        self._show("proponents", "\n".join([*standing, *(name for name in names if name.casefold() not in known)]))

    def show_beside(self, field: str, said: str, *, is_kept: bool = True, doubt: str = "") -> None:
        """Show what the law makes of a field, and what is doubtful first; `is_kept` is whether its rule is kept."""
        label = self.beside[field]
        shown = f"{doubt}\n{said}".strip() if doubt else said
        label.setText(shown)
        label.setHidden(not shown)
        colours = self._look.colours
        coloured(label, colours.warn if doubt else colours.placeholder if is_kept else colours.bad)
        (self._doubtful.add if doubt else self._doubtful.discard)(field)
        if field in self.edits:
            self.edits[field].setAccessibleDescription(shown)

    def show_refused(self, refused: dict[str, CanvassError]) -> None:
        """Show at each field why it was refused, and go to the first one."""
        for field, label in self.refusals.items():
            label.setText(said_of(refused[field]) if field in refused else "")
            label.setHidden(field not in refused)
        first = next((field for field in self.fields if field in refused), None)
        if first is not None:
            self.focus(first)

    def focus(self, field: str) -> None:
        """Put the focus into a field."""
        place = self.edits[field] if field in self.edits else self.choices[field].buttons()[0]
        place.setFocus()
        self.gone_to.emit(place)
        if not self.refusals[field].isHidden():
            self.gone_to.emit(self.refusals[field])

    def _add(self, rows: QVBoxLayout, field: str) -> None:
        cell = QVBoxLayout()
        cell.setSpacing(4)
        label = QLabel(label_of(field, self._kind))
        label.setWordWrap(True)
        cell.addWidget(label)
        if field in CHOICES:
            self._add_choice(cell, field)
        else:
            label.setBuddy(self._add_edit(cell, field))
        beside, refusal = RuleLabel(), RuleLabel()
        for under in (beside, refusal):
            cell.addWidget(under)
        self.beside[field], self.refusals[field] = beside, refusal
        rows.addLayout(cell)

    def _add_choice(self, cell: QVBoxLayout, field: str) -> None:
        group = self.choices[field] = QButtonGroup(self)
        for number, (_, says) in enumerate(CHOICE_WORDS[field]):
            button = QRadioButton(tr(says))
            button.setAccessibleName(f"{label_of(field, self._kind)}: {tr(says)}")
            group.addButton(button, number)
            cell.addWidget(button)
        group.idToggled.connect(self._on_changed)

    def _add_edit(self, cell: QVBoxLayout, field: str) -> QWidget:
        edit: QLineEdit | QPlainTextEdit
        if field in TEXTS or field == "proponents":
            edit = QPlainTextEdit()
            edit.setTabChangesFocus(True)
        else:
            edit = QLineEdit()
            if field in DAYS:
                edit.setPlaceholderText(tr("year-month-day, or 5/31/2026"))
        edit.setAccessibleName(label_of(field, self._kind))
        edit.textChanged.connect(self._on_changed)
        self.edits[field] = edit
        cell.addWidget(edit)
        if field == "proponents" and self.pick is not None:
            cell.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignLeft)
        return edit

    def _on_changed(self) -> None:
        self.edited.emit()

    def _value(self, field: str) -> str:
        if field in self.choices:
            number = self.choices[field].checkedId()
            return CHOICE_WORDS[field][number][0] if number >= 0 else ""
        edit = self.edits[field]
        return edit.toPlainText() if isinstance(edit, QPlainTextEdit) else edit.text()

    def _show(self, field: str, value: str) -> None:
        if field in self.choices:
            known = [name for name, _ in CHOICE_WORDS[field]]
            if value in known:
                chosen = self.choices[field].button(known.index(value))
                chosen.setChecked(True)
                for button in self.choices[field].buttons():  # Tab goes to what is chosen, as after a click
                    is_chosen = button is chosen
                    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus)
            return
        edit = self.edits[field]
        if isinstance(edit, QPlainTextEdit):
            edit.setPlainText(value)
        else:
            edit.setText(value)

    def _put_on(self) -> None:
        line = self.fontMetrics().height()
        for field, edit in self.edits.items():
            if field in TALL:
                edit.setFixedHeight(line * TALL[field] + line)
            elif field in (*DAYS, *NUMBERS):
                edit.setMaximumWidth(self.fontMetrics().averageCharWidth() * NARROW_LETTERS * 2)
        for field, label in self.beside.items():
            coloured(label, self._look.colours.warn if field in self._doubtful else self._look.colours.placeholder)
        for label in self.refusals.values():
            coloured(label, self._look.colours.bad)
