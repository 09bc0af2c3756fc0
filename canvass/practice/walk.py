"""The demonstration walk: a practice drive from its first sheet to the count, left in a folder to look at."""

import contextlib
from datetime import date
from pathlib import Path

import msgspec

from canvass.count.totals import Totals
from canvass.ground.errors import CanvassError
from canvass.ground.progress import Report
from canvass.journal.number import MOST_SERIAL
from canvass.practice.folder import HEADQUARTERS, demonstration_folder
from canvass.practice.orders import MergedOrder
from canvass.practice.paper import FEWEST_SHEETS
from canvass.practice.stage import Stage, Step, share
from canvass.sheets.forms import PrintWords

PRINTED, TYPED, EXPORTED, MERGED, WHOLE = 300, 600, 650, 980, 1000
"""How far the walk is, of a thousand, when a stage of it is done."""


class PracticeSheetsRefused(CanvassError):
    """The demonstration needs some sheets at least, and a print run has so many at most."""

    needs = ("asked", "least", "most")


class Walk(msgspec.Struct, frozen=True):
    """What the demonstration did, step by step; what each order of merging led to; what headquarters counts now."""

    folder: str
    headquarters: str
    steps: tuple[Step, ...]
    orders: tuple[MergedOrder, ...]
    totals: Totals

    @property
    def hq(self) -> Path:
        """The file of headquarters, for a window to open."""
        return Path(self.headquarters)


def walk(folder: Path, *, sheets: int, seed: int, words: PrintWords, today: date, report: Report) -> Walk:
    """Walk a practice drive through the whole main job in a new or empty folder, and leave all of it there.

    The same seed makes the same people. Raises `PracticeSheetsRefused`, `FolderNotEmpty`, `FolderMissing`, and what
    printing, joining and writing raise; then, and after a cancel, the folder is as it was.
    """
    if not FEWEST_SHEETS <= sheets <= MOST_SERIAL:
        raise PracticeSheetsRefused(asked=sheets, least=FEWEST_SHEETS, most=MOST_SERIAL)
    with demonstration_folder(folder), contextlib.ExitStack() as files:
        stage = Stage(folder, today, files)
        stage.found()
        paper = stage.print_run(sheets, seed, words, share(report, 0, PRINTED, WHOLE))
        stage.pass_kits_on()
        page = stage.hold_vigil(paper)
        stage.type_returned(paper, share(report, PRINTED, TYPED, WHOLE))
        stage.bring_vigil_in(page, paper)
        stage.export(share(report, TYPED, EXPORTED, WHOLE))
        orders = stage.merge(share(report, EXPORTED, MERGED, WHOLE))
        stage.decide()
        stage.check()
        report(WHOLE, WHOLE)
        return Walk(str(folder), str(folder / HEADQUARTERS), tuple(stage.steps), orders, stage.totals())
