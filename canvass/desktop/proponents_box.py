"""The box in which those who signed the notice are ticked, of whom the petition is to name as its proponents."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from canvass.signers.notice_signers import NoticeSigners
from canvass.wording.translation import tr, tr_n

WIDE_LETTERS, HIGH_LINES = 62, 14


class ProponentsBox(QDialog):
    """A list of names, none of them ticked; `chosen` carries the names that were ticked, in their order."""

    chosen = Signal(list)

    def __init__(self, found: NoticeSigners, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Who is named as a proponent"))
        self.setModal(True)
        said = QLabel(
            tr(
                "Who signed the notice is public already. The petition prints only the names you tick: "
                "tick those who agreed to be named on every sheet. Addresses are never printed."
            )
        )
        self.filter = QLineEdit()
        self.filter.setAccessibleName(tr("Show only names with"))
        self.filter.setPlaceholderText(tr("Show only names with…"))
        self.names = QListWidget()
        self.names.setAccessibleName(tr("Names on the notice; Space ticks one"))
        self.ticked = QLabel()
        for signer in found.signers:
            item = QListWidgetItem(signer.name)
            item.setToolTip(tr("Sheet {sheet}, line {line}").format(sheet=signer.sheet, line=signer.line))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.names.addItem(item)
        if found.signers:
            self.names.setCurrentRow(0)
        buttons = QDialogButtonBox()
        self.take = buttons.addButton(tr("&Name those ticked"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.give_up = buttons.addButton(tr("&Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.take.clicked.connect(self._on_take)
        buttons.rejected.connect(self.reject)
        self.filter.textChanged.connect(self._on_filtered)
        self.names.itemChanged.connect(self._show_ticked)
        self._lay_out(said, found.left_out, buttons)
        self._show_ticked()
        self.names.setFocus()

    def _lay_out(self, said: QLabel, left_out: int, buttons: QDialogButtonBox) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        told = QLabel(
            tr_n(
                "{n:,} line of the notice is left out: it has no name, or is still to decide.",
                "{n:,} lines of the notice are left out: they have no name, or are still to decide.",
                left_out,
            ).format(n=left_out)
        )
        told.setVisible(left_out > 0)
        for label in (said, told):
            label.setWordWrap(True)
        for part in (said, self.filter, self.names, told, self.ticked, buttons):
            column.addWidget(part)
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.names.setMinimumSize(letter * WIDE_LETTERS, line * HIGH_LINES)

    def _items(self) -> list[QListWidgetItem]:
        return [self.names.item(row) for row in range(self.names.count())]

    def _names_ticked(self) -> list[str]:
        return [item.text() for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def _on_filtered(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.casefold().strip() not in item.text().casefold())

    def _show_ticked(self) -> None:
        ticked = len(self._names_ticked())
        self.ticked.setText(tr_n("{n:,} name ticked", "{n:,} names ticked", ticked).format(n=ticked))
        self.take.setEnabled(ticked > 0)

    def _on_take(self) -> None:
        self.chosen.emit(self._names_ticked())
        self.accept()
