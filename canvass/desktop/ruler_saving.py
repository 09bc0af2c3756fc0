"""Writing the ruler page into the folder in sight, once, and printing it from there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from canvass.desktop.message_bar import DONE, PROBLEM
from canvass.desktop.print_form import PrintForm
from canvass.desktop.ruler_panel import RulerPanel
from canvass.desktop.session import Session
from canvass.ground.errors import CanvassError
from canvass.sheets.ruler import write_ruler
from canvass.wording.printed import ruler_words
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr

if TYPE_CHECKING:
    from pathlib import Path


class RulerSaving(QObject):
    """`said` carries a sentence and its kind."""

    said = Signal(str, str)

    def __init__(self, session: Session, form: PrintForm, panel: RulerPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._form = form
        self._panel = panel
        self._written: dict[str, Path] = {}
        panel.save_asked.connect(lambda: self._write(wants_paper=False))
        panel.paper_asked.connect(self._on_paper_asked)

    def _on_paper_asked(self) -> None:
        """Print what was written before, as long as it is there and of the paper in use."""
        pdf = self._written.get(self._form.paper_name)
        if pdf is not None and pdf.exists():
            self._panel.paper.ask([pdf])
        else:
            self._write(wants_paper=True)

    def _write(self, *, wants_paper: bool) -> None:
        pdf, paper, words = self._form.out.unused(tr("Ruler page"), ".pdf"), self._form.paper_name, ruler_words()

        def then(_: None) -> None:
            self._written[paper] = pdf
            said = tr("The ruler page is in {name}. Print it at 100 % (actual size), and measure its two lines.")
            self.said.emit(said.format(name=pdf.name), DONE)
            if wants_paper:
                self._panel.paper.ask([pdf])
            else:
                self._panel.listen()

        self._session.look(lambda _: write_ruler(pdf, words, paper), then, self._on_refused)

    def _on_refused(self, error: CanvassError) -> None:
        self.said.emit(sentence(error), PROBLEM)
        self._panel.save.setFocus()
