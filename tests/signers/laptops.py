"""Laptops with real campaign files: headquarters, coordinators, field laptops, files outside any campaign."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from canvass.campaign.file import create_campaign, open_campaign
from canvass.journal.bodies import Enrol, Kind, Line, Role, Run
from canvass.journal.check import differences
from canvass.journal.journal import Journal
from canvass.journal.number import SheetNumber
from canvass.journal.segments import whole_journal
from canvass.journal.union import unite
from canvass.signers.entry import Entered, enter, take_back
from canvass.signers.intake import Intake, enter_file
from canvass.signers.listing import LineRow, all_lines, lines_of_sheet
from canvass.signers.rows import Defaults
from canvass.signers.sheets_known import known_sheet

SHEET, OTHER_SHEET, LAST_SHEET = (SheetNumber(1001, serial).text for serial in (14, 15, 20))
"""Sheets of the run that headquarters printed: five lines each."""

STRANGE_SHEET = SheetNumber(900_123, 7).text
"""A sheet of a run nobody here knows."""

LINES = 5
HEADER = "sheet,line,name,address,city,zip"


class Laptops:
    """Laptops in one folder; every one is closed when the block is left, and its file must hold `check`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._journals: list[Journal] = []

    def lone(self, name: str) -> Journal:
        """Return the journal of a new file that belongs to no campaign."""
        campaign = create_campaign(self._folder / f"{name}.canvass")
        campaign.connection.execute("pragma synchronous = off")
        journal = Journal(campaign)
        self._journals.append(journal)
        return journal

    def headquarters(self) -> Journal:
        """Return headquarters, which printed run 1001: twenty sheets of five lines."""
        journal = self.lone("hq")
        with journal.writing():
            journal.found_campaign(practice=True)
            journal.write(Kind.RUN, Run(lines=LINES, run=1001, sheets=20))
        return journal

    def joined(self, hq: Journal, name: str, role: Role = Role.FIELD) -> Journal:
        """Return a laptop to which headquarters gave a role, and which knows what headquarters knows."""
        journal = self.lone(name)
        self.join(hq, journal, role)
        return journal

    def join(self, hq: Journal, journal: Journal, role: Role = Role.FIELD) -> None:
        """Make a file part of headquarters' campaign."""
        with hq.writing():
            hq.write(Kind.ENROL, Enrol(device=journal.device, role=int(role)))
        with journal.campaign.transaction():
            journal.campaign.note_setting("campaign", hq.campaign_id)
        merge(hq, journal)

    def reopened(self, journal: Journal) -> Journal:
        """Close a laptop's file and open it again."""
        path = journal.campaign.path
        journal.campaign.close()
        self._journals.remove(journal)
        again = Journal(open_campaign(path))
        self._journals.append(again)
        return again

    def close(self) -> None:
        """Close all files; each must say what its records say."""
        try:
            for journal in self._journals:
                assert checked(journal) == []
        finally:
            for journal in self._journals:
                journal.campaign.close()


@contextlib.contextmanager
def laptops_in(folder: Path) -> Iterator[Laptops]:
    laptops = Laptops(folder)
    try:
        yield laptops
    finally:
        laptops.close()


def checked(journal: Journal) -> list[object]:
    """Return what `check` finds."""
    reader = journal.campaign.reader()
    try:
        return list(differences(reader, journal.campaign_id))
    finally:
        reader.close()


def merge(source: Journal, target: Journal) -> None:
    """Take everything one laptop holds into another."""
    segments = list(whole_journal(source.connection, source.keys))
    with target.writing():
        unite(target.connection, segments, target.campaign_id)


def typed(journal: Journal, sheet: str, number: int, name: str, typist: str = "AB", **fields: str) -> Entered:
    """Type a line."""
    return enter(journal, known_sheet(journal, sheet), number, Line(name=name, **fields), typist)


def undo(journal: Journal, sheet: str, number: int, saved: Entered, typist: str = "AB") -> None:
    """Take back what was just saved."""
    assert saved.record is not None
    take_back(journal, saved.record, typist)


def rows_of(journal: Journal, sheet: str) -> list[LineRow]:
    return lines_of_sheet(journal, known_sheet(journal, sheet))


def row_at(journal: Journal, sheet: str, number: int) -> LineRow:
    return next(row for row in rows_of(journal, sheet) if row.line == number)


def names(journal: Journal, sheet: str) -> list[tuple[int, str | None]]:
    return [(row.line, row.name) for row in rows_of(journal, sheet)]


def listed(journal: Journal) -> list[tuple[str, int, str | None]]:
    return [(row.sheet, row.line, row.name) for row in all_lines(journal)]


def counted(journal: Journal) -> int:
    """Return how many places have a reading that is not void."""
    return int(journal.connection.execute("select coalesce(sum(entered), 0) from line").fetchone()[0])


def record_count(journal: Journal) -> int:
    return int(journal.connection.execute("select count(*) from record").fetchone()[0])


def csv_lines(*rows: str, header: str = HEADER) -> list[bytes]:
    """Return the lines of a CSV file as a file gives them."""
    return [f"{row}\n".encode() for row in (header, *rows)]


def taken_in(journal: Journal, *rows: str, header: str = HEADER, typist: str = "", event: str = "") -> Intake:
    """Enter rows as one file."""
    return enter_file(journal, csv_lines(*rows, header=header), "lines.csv", Defaults(typist, event))
