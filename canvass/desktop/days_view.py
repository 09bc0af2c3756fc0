"""When the lines were typed: a chart, and its table in place of it by one key; copied, or saved as picture or CSV."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImageWriter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from canvass.count.days import DayCount
from canvass.desktop.count_words import Against
from canvass.desktop.days_chart import DaysChart
from canvass.desktop.days_words import chart_words, day_rows, days_csv
from canvass.desktop.look import Look, coloured, scaled
from canvass.desktop.message_bar import DONE, MessageBar
from canvass.desktop.out_folder import documents_folder
from canvass.desktop.words_table import WordsModel, WordsTable
from canvass.ground.errors import CanvassError
from canvass.ground.files import write_whole
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr

PNG, CSV = ".png", ".csv"


class DaysView(QWidget):
    """A heading, a sentence, the chart or its table, and the buttons."""

    def __init__(self, look: Look, messages: MessageBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._messages = messages
        self._days: list[DayCount] = []
        self.title = QLabel(tr("When it was typed"))
        self.said = QLabel()
        self.note = QLabel(tr("By the clocks of the laptops that typed; a corrected line stands on its new day."))
        for label in (self.said, self.note):
            label.setWordWrap(True)
        self.chart = DaysChart(look)
        self.model = WordsModel((tr("Day"), tr("Typed that day"), tr("All so far")), frozenset({1, 2}))
        self.table = WordsTable(self.model, look, tr("When it was typed"), 0)
        self.table.hide()
        self.turn = QPushButton()
        self.copy = QPushButton(tr("Co&py the numbers"))
        self.save = QPushButton(tr("&Save picture or numbers…"))
        self._lay_out()
        self.turn.clicked.connect(self.turn_over)
        self.copy.clicked.connect(self._on_copy)
        self.save.clicked.connect(self._on_save)
        look.changed.connect(self._put_on)
        self._put_on()
        self._show_turn()

    def show_days(self, days: Sequence[DayCount], against: Against) -> None:
        """Show these days; nothing where there is none."""
        self._days = list(days)
        self.said.setText(chart_words(days))
        self.chart.show_days(self._days, against)
        self.model.show_rows(day_rows(days))
        self.setVisible(bool(days))

    def turn_over(self) -> None:
        """Show the table in place of the chart, or the chart again; the focus goes along."""
        had_focus = self.chart.hasFocus() or self.table.hasFocus()
        is_table = self.table.isHidden()
        self.table.setVisible(is_table)
        self.chart.setVisible(not is_table)
        if had_focus:
            (self.table if is_table else self.chart).setFocus()
        self._show_turn()

    def save_to(self, path: Path) -> None:
        """Save the chart as a PNG picture, or the numbers as CSV, by the end of the name."""
        try:
            write_whole(path, self._png() if path.suffix.lower() == PNG else days_csv(self._days), replace=True)
        except CanvassError as error:
            self._messages.say(sentence(error))
        else:
            self._messages.say(tr("Saved: {path}").format(path=path), DONE)

    def _png(self) -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"png").write(self.chart.picture())
        return bytes(buffer.data().data())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self.turn, self.copy, self.save):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.title, self.said, self.chart, self.table, self.note):
            column.addWidget(part)
        column.addLayout(row)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.model.text())
        self._messages.say(tr("The numbers are copied."), DONE)

    def _on_save(self) -> None:
        dialog = QFileDialog(self, tr("Save picture or numbers"), str(documents_folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("Picture (*.png)"), tr("Numbers (*.csv)")])
        dialog.setDefaultSuffix(PNG)
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(CSV if CSV in chosen else PNG))
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_turn(self) -> None:
        self.turn.setText(tr("Show as a &table") if self.table.isHidden() else tr("Show as a char&t"))

    def _put_on(self) -> None:
        scaled(self.title, 1.3, bold=True)
        coloured(self.note, self._look.colours.placeholder)
