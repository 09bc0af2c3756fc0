"""The laptops of a practice drive: headquarters and its kits, laptops that join, and the typing on them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from canvass.batches.founding import create_drive
from canvass.batches.kit import make_kit
from canvass.ground.progress import Report
from canvass.journal.bodies import Role
from canvass.journal.journal import Journal
from canvass.practice.drive import PETITION, petition_fields
from canvass.practice.folder import KITS
from canvass.practice.paper import Filled
from canvass.signers.entry import write_entry
from canvass.signers.pages import begin_page
from canvass.signers.sheets_known import known_sheet

FIELD_KIT = f"{KITS}/field.canvasskit"
COORDINATOR_KIT = f"{KITS}/coordinator.canvasskit"
LAPTOP_OF_VOLUNTEERS = "Volunteer's laptop"
LAPTOP_OF_COORDINATOR = "Ben's laptop"


def found_drive(path: Path, today: date) -> Journal:
    """Make the practice drive of which this file is headquarters, approved some weeks before `today`."""
    return create_drive(path, PETITION, petition_fields(today), practice=True)


def make_kits(headquarters: Journal, folder: Path) -> None:
    """Make a kit for any number of volunteers' laptops and one for a coordinator's."""
    make_kit(headquarters, Role.FIELD, folder / FIELD_KIT, LAPTOP_OF_VOLUNTEERS)
    make_kit(headquarters, Role.COORDINATOR, folder / COORDINATOR_KIT, LAPTOP_OF_COORDINATOR)


def type_sheets(journal: Journal, sheets: Sequence[Filled], typist: str, report: Report) -> int:
    """Type what stands on the sheets, one sheet a transaction, and return how many lines that were."""
    for done, sheet in enumerate(sheets):
        report(done, len(sheets))
        _type(journal, sheet.number.text, sheet, typist)
    report(len(sheets), len(sheets))
    return sum(len(sheet.lines) for sheet in sheets)


def type_loose(journal: Journal, sheet: Filled, typist: str) -> str:
    """Type what stands on a sheet whose number this laptop cannot know, as its next loose page; return the page."""
    page = begin_page(journal).short
    _type(journal, page, sheet, typist)
    return page


def _type(journal: Journal, text: str, sheet: Filled, typist: str) -> None:
    known = known_sheet(journal, text)
    with journal.writing():
        for number, line in enumerate(sheet.lines, 1):
            write_entry(journal, known, number, line, typist)
