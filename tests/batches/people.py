"""A drive with real files: headquarters, laptops that join by kits, what they type, and what a file says and holds."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from canvass.batches.export import export_batch
from canvass.batches.founding import create_drive, create_lone
from canvass.batches.joining import join
from canvass.batches.keys import unseal_by_passphrase
from canvass.batches.kit import make_kit
from canvass.batches.merging import merge
from canvass.batches.preamble import PREAMBLE_BYTES
from canvass.batches.quarantine import REFUSED
from canvass.campaign.backup import copy_whole
from canvass.campaign.file import open_campaign
from canvass.count.totals import totals
from canvass.journal.bodies import Kind, Line, Role, Run
from canvass.journal.check import differences
from canvass.journal.facts import facts
from canvass.journal.journal import Clock, Journal, utc_now
from canvass.journal.number import SheetNumber
from canvass.journal.union import gaps
from canvass.signers.entry import Entered, enter
from canvass.signers.listing import all_lines
from canvass.signers.sheets_known import known_sheet
from tests.batches.forge import age_by_passphrase, with_payload

PETITION = "ca-recall-local"
FIELDS = {"title": "Recall of Example", "jurisdiction": "Example County", "registered": 5_668_570}
TODAY = date(2026, 3, 1)
TULIP = "tulip tulip tulip tulip"
RUN = 7
TABLES = ("setting", "device", "record", "after", "checkpoint", "anchor", "head", "line", "sheet", "link", "form")


class People:
    """The laptops of one test, each with a file in a folder; closed together at its end."""

    def __init__(self, folder: Path, clock: Clock = utc_now) -> None:
        self.folder = folder
        self._clock = clock
        self._open: list[Journal] = []

    def opened(self, journal: Journal) -> Journal:
        """Take over an open file."""
        self._open.append(journal)
        return journal

    def all(self) -> list[Journal]:
        """Return all that are open."""
        return list(self._open)

    def headquarters(self, name: str = "hq", *, practice: bool = False, **fields: object) -> Journal:
        path = self.folder / f"{name}.canvass"
        return self.opened(create_drive(path, PETITION, {**FIELDS, **fields}, practice=practice, clock=self._clock))

    def lone(self, name: str = "lone", *, practice: bool = False) -> Journal:
        return self.opened(create_lone(self.folder / f"{name}.canvass", practice=practice, clock=self._clock))

    def again(self, name: str) -> Journal:
        """Return the file of that name, opened again."""
        return self.opened(Journal(open_campaign(self.folder / f"{name}.canvass"), self._clock))

    def kit(self, maker: Journal, role: Role = Role.FIELD, name: str = "", file: str = "") -> Path:
        """Return a new kit."""
        made = len(list(self.folder.glob("*.canvasskit")))
        out = self.folder / f"{file or f'kit-{made}'}.canvasskit"
        make_kit(maker, role, out, name)
        return out

    def joined(self, kit: Path, name: str) -> Journal:
        """Return the file of that name, made by the kit if there is none; closed before if this test has it open."""
        path = self.folder / f"{name}.canvass"
        self.close(path)
        journal, _ = join(kit, path, clock=self._clock)
        return self.opened(journal)

    def laptop(self, maker: Journal, name: str, role: Role = Role.FIELD) -> Journal:
        """Return a new laptop with a kit of its own."""
        return self.joined(self.kit(maker, role, name), name)

    def second_claimant(self, headquarters: Journal) -> Journal:
        """Return a laptop that opened another's coordinator kit: headquarters refuses it and those it sets up."""
        kit = self.kit(headquarters, Role.COORDINATOR, "Cora")
        first, second = self.joined(kit, "first"), self.joined(kit, "second")
        merge(headquarters, [self.batch(first)])
        return second

    def batch(self, journal: Journal, passphrase: str | None = None) -> Path:
        """Return a new batch of a laptop, in a folder that all share."""
        folder = self.folder / "stick"
        folder.mkdir(exist_ok=True)
        return Path(export_batch(journal, folder, passphrase).batch)

    def copy(self, journal: Journal, name: str) -> Journal:
        """Return a laptop with a copy of another's file: a cloned disk, a backup put back."""
        path = self.folder / f"{name}.canvass"
        copy_whole(journal.connection, path, journal.campaign.key)
        return self.opened(Journal(open_campaign(path), self._clock))

    def close(self, path: Path | None = None) -> None:
        """Close the file of that name, or all."""
        for journal in [one for one in self._open if path in {None, one.campaign.path}]:
            journal.campaign.close()
            self._open.remove(journal)


def people_in(folder: Path) -> Iterator[People]:
    """Yield the people of one test."""
    people = People(folder)
    yield people
    people.close()


def sheet(serial: int, run: int = RUN) -> str:
    return SheetNumber(run, serial).text


def print_run(journal: Journal, sheets: int, lines: int = 5, run: int = RUN) -> None:
    """Tell of a run as printing does, without a page."""
    with journal.writing():
        journal.write(Kind.RUN, Run(lines=lines, run=run, sheets=sheets))


def type_line(journal: Journal, where: str, line: int, name: str, typist: str = "", **fields: str) -> Entered:
    return enter(journal, known_sheet(journal, where), line, Line(name=name, **fields), typist)


def type_names(journal: Journal, where: str, names: Mapping[int, str], typist: str = "") -> None:
    for line, name in names.items():
        type_line(journal, where, line, name, typist, address=f"{line} Elm St", city="Example", zip="90001")


def quick_passphrase(path: Path, passphrase: str) -> Path:
    """Seal a passphrase batch again by the same passphrase, so that opening it costs a test nothing."""
    content = path.read_bytes()
    inner = unseal_by_passphrase(passphrase, content[PREAMBLE_BYTES:])
    path.write_bytes(with_payload(content, age_by_passphrase(passphrase, inner)))
    return path


def shown(journal: Journal) -> dict[str, Any]:
    """What everybody is to see alike, as JSON values: lines, count, what is waited for, who forked."""
    seen: dict[str, Any] = msgspec.to_builtins(
        {
            "lines": list(all_lines(journal)),
            "count": totals(journal, TODAY),
            "waiting": gaps(journal.connection),
            "forked": sorted(
                journal.connection.execute("select id, max(fork) from device where fork > 0 group by id").fetchall()
            ),
        }
    )
    return seen


def held(journal: Journal) -> dict[str, list[Any]]:
    """Every row of the file but the note of which files were refused."""
    rows = {table: journal.connection.execute(f"select * from {table} order by 1, 2").fetchall() for table in TABLES}
    rows["setting"] = [row for row in rows["setting"] if row[0] != REFUSED]
    return rows


def bodies(journal: Journal, kind: Kind) -> list[Any]:
    """What all facts of a kind say."""
    return [fact.body for fact in facts(journal.connection, kind)]


def wrong(journal: Journal) -> list[Any]:
    """What `check` finds."""
    reader = journal.campaign.reader()
    try:
        return differences(reader, journal.campaign_id)
    finally:
        reader.close()
