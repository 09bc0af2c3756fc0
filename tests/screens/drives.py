"""The drives that the pictures show: real ones, made once by the practice rooms, copied for each picture."""

import shutil
from datetime import date
from pathlib import Path

from canvass.batches.export import export_batch
from canvass.batches.founding import create_drive, create_lone
from canvass.batches.joining import join
from canvass.batches.kit import make_kit
from canvass.ground.progress import silent
from canvass.journal.bodies import Line, Role
from canvass.journal.journal import Journal
from canvass.practice.drive import PETITION, petition_fields
from canvass.practice.walk import walk
from canvass.sheets.runs import PrintOrder, print_sheets
from canvass.signers.entry import enter
from canvass.signers.pages import begin_page
from canvass.signers.sheets_known import known_sheet
from canvass.wording.printed import print_words

TODAY = date.today()  # noqa: DTZ011 - the pictures show the day they are made
MANY_SHEETS, LINES_A_PAGE = 60, 10
ADA = Line(name="Ada Lovelace", address="12 Sunset Blvd", city="Los Angeles", zip="90026")
WORDS = "five words on a paper"


class Drives:
    """Files by name: `empty`, `one`, `many` of headquarters, `lone`, `lone_one`, `lone_many`, `field`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = folder / "made"
        self._copies = 0
        self._made.mkdir(parents=True)
        self._make()

    def path(self, name: str | None) -> Path | None:
        """Return a fresh copy of a drive, in a folder of its own."""
        if name is None:
            return None
        self._copies += 1
        place = self.folder / f"copy {self._copies}"
        place.mkdir()
        return Path(shutil.copy(self._made / f"{name}.canvass", place / "Recall of Pat Example.canvass"))

    @property
    def batches(self) -> Path:
        """A folder of files for headquarters."""
        return self._made / "walked" / "batches"

    @property
    def kit(self) -> Path:
        """A set-up file for volunteers."""
        return self._made / "field.canvasskit"

    @property
    def odd_files(self) -> Path:
        """A folder with a good file, the same again, one that was cut, one of another drive."""
        return self._made / "odd"

    def fresh_folder(self) -> Path:
        """Return a new empty folder, as a stick is."""
        self._copies += 1
        place = self.folder / f"stick {self._copies}"
        place.mkdir()
        return place

    def _make(self) -> None:
        fields = petition_fields(TODAY)
        for name in ("empty", "one"):
            journal = create_drive(self._made / f"{name}.canvass", PETITION, fields)
            with journal.campaign:
                if name == "one":
                    order = PrintOrder(sheets=1, out=self._made / "one.pdf", paper="letter", event="")
                    printed = print_sheets(journal, order, print_words(), silent)
                    enter(journal, known_sheet(journal, str(printed.first)), 1, ADA, "AL")
                    make_kit(journal, Role.FIELD, self.kit, "Ana")
        field, _ = join(self.kit, self._made / "field.canvass")
        field.campaign.close()
        for name, lines in (("lone", 0), ("lone_one", 1), ("lone_many", 27)):
            journal = create_lone(self._made / f"{name}.canvass")
            with journal.campaign:
                type_lines(journal, lines)
        walked = walk(
            self._made / "walked", sheets=MANY_SHEETS, seed=1, words=print_words(), today=TODAY, report=silent
        )
        shutil.copy(walked.hq, self._made / "many.canvass")
        self._make_odd_files()

    def _make_odd_files(self) -> None:
        """Files of Ana's laptop and Ben's, which are of the drive `one`: once more, cut, and one of another drive."""
        self.odd_files.mkdir()
        good = Path()
        for name, lines in (("ana", 14), ("ben", 9)):
            field, _ = join(self.kit, self._made / f"{name}.canvass")
            with field.campaign:
                type_lines(field, lines)
                good = Path(export_batch(field, self.odd_files).batch)
        shutil.copy(good, self.odd_files / "the same again.canvassbatch")
        (self.odd_files / "cut.canvassbatch").write_bytes(good.read_bytes()[:-200])
        foreign = min(self.batches.glob("*.canvassbatch"))
        shutil.copy(foreign, self.odd_files / "of another drive.canvassbatch")


def type_lines(journal: Journal, lines: int) -> None:
    """Type so many lines onto the first loose pages of a lone file."""
    pages = [known_sheet(journal, begin_page(journal).text) for _ in range(-(-lines // LINES_A_PAGE))]
    for number in range(lines):
        typed = Line(name=f"{ADA.name} {number + 1}", address=f"{number + 1} Sunset Blvd", city=ADA.city, zip=ADA.zip)
        enter(journal, pages[number // LINES_A_PAGE], 1 + number % LINES_A_PAGE, typed, "AL")
