"""The stage of a demonstration: its folder, the four laptops' files open in it, and the steps done so far."""

import contextlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec

from canvass.batches.export import export_batch
from canvass.batches.founding import create_lone
from canvass.batches.joining import join
from canvass.batches.merging import merge
from canvass.count.totals import Totals, totals
from canvass.ground.progress import Report
from canvass.journal.check import differences
from canvass.journal.journal import Journal
from canvass.practice.drive import TABLE
from canvass.practice.folder import ANA, BATCHES, BEN, HEADQUARTERS, ORDERS, SHEETS, VIGIL
from canvass.practice.laptops import COORDINATOR_KIT, FIELD_KIT, found_drive, make_kits, type_loose, type_sheets
from canvass.practice.orders import MergedOrder, merge_in_every_order, outcome
from canvass.practice.paper import Paper, returned_paper
from canvass.sheets.forms import PrintWords
from canvass.sheets.runs import PrintOrder, print_sheets
from canvass.signers.decisions import conflicts, keep
from canvass.signers.pages import link_page
from canvass.signers.sheets_known import known_sheet

ANA_TYPES, BEN_TYPES, VIGIL_TYPES, HEADQUARTERS_TYPES = "AD", "BO", "VG", "HQ"


class Step(msgspec.Struct, frozen=True):
    """One thing that was done: what, to which file of the folder, about what, and its counts by name.

    `what` is founded, printed, kit, begun, joined, typed, linked, exported, merged, decided or checked; `about` is
    sheet numbers, a loose page or a role, or empty.
    """

    what: str
    file: str
    about: str
    counts: Mapping[str, int]


def share(report: Report, begin: int, end: int, whole: int) -> Report:
    """Return a report whose own work is the part from `begin` to `end` of a whole."""
    return lambda done, total: report(begin + (end - begin) * done // max(total, 1), whole)


class Stage:
    """Does the steps of the walk one after the other; each leaves its mark in the folder and in `steps`."""

    def __init__(self, folder: Path, today: date, files: contextlib.ExitStack) -> None:
        self.steps: list[Step] = []
        self._folder = folder
        self._today = today
        self._files = files
        self._laptops: dict[str, Journal] = {}
        self._batches: list[tuple[str, Path]] = []

    def found(self) -> None:
        """Begin the drive at headquarters."""
        headquarters = self._opened(HEADQUARTERS, found_drive(self._folder / HEADQUARTERS, self._today))
        counts = totals(headquarters, self._today)
        self._tell("founded", HEADQUARTERS, required=counts.required or 0, days_left=counts.days_left or 0)

    def print_run(self, sheets: int, seed: int, words: PrintWords, report: Report) -> Paper:
        """Print a run and return what will stand on the sheets of it that come back."""
        order = PrintOrder(sheets=sheets, out=self._folder / SHEETS, event=TABLE)
        printed = print_sheets(self._laptops[HEADQUARTERS], order, words, report)
        lines = printed.lines_per_sheet
        self._tell("printed", SHEETS, f"{printed.first} … {printed.last}", sheets=sheets, lines_per_sheet=lines)
        return returned_paper(seed, int(printed.run or 0), sheets, lines)

    def pass_kits_on(self) -> None:
        """Make kits for the other laptops."""
        make_kits(self._laptops[HEADQUARTERS], self._folder)
        self._tell("kit", FIELD_KIT, "field")
        self._tell("kit", COORDINATOR_KIT, "coordinator")

    def hold_vigil(self, paper: Paper) -> str:
        """Type a sheet on a laptop that has no kit, as its loose page, and return the page."""
        vigil = self._opened(VIGIL, create_lone(self._folder / VIGIL, practice=True))
        page = type_loose(vigil, paper.vigil, VIGIL_TYPES)
        self._tell("begun", VIGIL, page, lines=len(paper.vigil.lines))
        return page

    def type_returned(self, paper: Paper, report: Report) -> None:
        """Join Ana's laptop with the field kit and Ben's with the coordinator's, and type sheets on both."""
        work = (
            (ANA, FIELD_KIT, paper.ana, ANA_TYPES, share(report, 0, 1, 2)),
            (BEN, COORDINATOR_KIT, paper.ben, BEN_TYPES, share(report, 1, 2, 2)),
        )
        for file, kit, sheets, typist, part in work:
            laptop = self._joined(file, kit)
            lines = type_sheets(laptop, sheets, typist, part)
            self._tell("typed", file, sheets=len(sheets), lines=lines)

    def bring_vigil_in(self, page: str, paper: Paper) -> None:
        """Join the vigil's laptop with all it holds, and tell which sheet its loose page is."""
        self._laptops.pop(VIGIL).campaign.close()
        vigil = self._joined(VIGIL, FIELD_KIT)
        link_page(vigil, page, paper.vigil.number.text, VIGIL_TYPES)
        self._tell("linked", VIGIL, f"{page} = {paper.vigil.number.text}", lines=len(paper.vigil.lines))

    def export(self, report: Report) -> None:
        """Export a batch from each of the three laptops."""
        laptops = (ANA, BEN, VIGIL)
        for done, file in enumerate(laptops):
            report(done, len(laptops))
            exported = export_batch(self._laptops[file], self._folder / BATCHES)
            batch = Path(exported.batch)
            self._batches.append((file, batch))
            self._tell("exported", f"{BATCHES}/{batch.name}", file, records=exported.records, lines=exported.lines)

    def merge(self, report: Report) -> tuple[MergedOrder, ...]:
        """Merge the batches in every order into copies of headquarters' file, then into the file itself."""
        headquarters = self._laptops[HEADQUARTERS]
        work = self._folder / ORDERS
        work.mkdir()
        orders, expected = merge_in_every_order(headquarters, self._batches, work, self._today, report)
        work.rmdir()
        merged = merge(headquarters, [path for _, path in self._batches])
        if merged.refused or merged.waiting or outcome(headquarters, self._today) != expected:
            raise RuntimeError("headquarters and its copies came to different ends")
        self._tell("merged", HEADQUARTERS, batches=merged.taken, new=merged.new, conflicts=merged.conflicts)
        return orders

    def decide(self) -> None:
        """Look at the paper of the first conflict and keep the reading that is right, which is Ana's."""
        headquarters = self._laptops[HEADQUARTERS]
        first = conflicts(headquarters)[0]
        right = next(head.keep for head in first.row.heads if head.typist == ANA_TYPES)
        keep(headquarters, known_sheet(headquarters, first.sheet), first.line, right, HEADQUARTERS_TYPES)
        self._tell("decided", HEADQUARTERS, f"{first.sheet} {first.line}", left=len(conflicts(headquarters)))

    def check(self) -> None:
        """Look whether all four files say what their records say."""
        for file, laptop in self._laptops.items():
            with contextlib.closing(laptop.campaign.reader()) as connection:
                if differences(connection, laptop.campaign_id):
                    raise RuntimeError(f"{file} does not say what its records say")
        self._tell("checked", "", files=len(self._laptops))

    def totals(self) -> Totals:
        """Return what headquarters counts now."""
        return totals(self._laptops[HEADQUARTERS], self._today)

    def _joined(self, file: str, kit: str) -> Journal:
        journal, joined = join(self._folder / kit, self._folder / file)
        self._tell("joined", file, joined.role.name.lower())
        return self._opened(file, journal)

    def _opened(self, file: str, journal: Journal) -> Journal:
        self._files.callback(journal.campaign.close)
        self._laptops[file] = journal
        return journal

    def _tell(self, what: str, file: str, about: str = "", /, **counts: int) -> None:
        self.steps.append(Step(what, file, about, counts))
