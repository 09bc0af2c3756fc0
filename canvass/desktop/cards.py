"""What canvass is, by whom it may be used, and what each version brought."""

from PySide6.QtWidgets import QLabel, QPushButton

from canvass import __version__
from canvass.desktop.card_page import CardPage
from canvass.desktop.look import Look, scaled
from canvass.wording.texts import changelog
from canvass.wording.translation import language, mark, tr

ABOUT = (
    mark("canvass {version}"),
    mark("Petition drives on paper, from the first name at a vigil to the count, without a network."),
    mark("Free software under the GNU General Public License, version 3 or later. It comes without any warranty."),
    mark("Typeface: Atkinson Hyperlegible, Braille Institute of America, SIL Open Font License 1.1."),
    mark("Words of passphrases: EFF’s long word list, Creative Commons Attribution 3.0."),
)


class AboutPage(CardPage):
    """Version, licence, and what is new."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("About canvass"))
        for text in ABOUT:
            self.add_text(tr(text).format(version=__version__))
        self._headings: list[QLabel] = []
        self._add_heading(tr("What is new"))
        for release in changelog(language()):
            self._add_heading(release.heading)
            for change in release.changes:
                self.add_text(f"•  {change}")
        self.column.addStretch(1)
        self.report = QPushButton(tr("Report a &problem…"))
        self.foot.addWidget(self.report)
        look.changed.connect(self._put_on_headings)
        self._put_on_headings()

    def _add_heading(self, text: str) -> None:
        label = QLabel(text)
        self.column.addWidget(label)
        self._headings.append(label)

    def _put_on_headings(self) -> None:
        for label in self._headings:
            scaled(label, 1.3, bold=True)
