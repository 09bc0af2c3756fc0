"""The queue of what only a person can decide, and deciding what was shown: never readings that came in meanwhile."""

from canvass.journal.bodies import Claim, Kind
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.signers.decisions import Conflict, conflicts
from canvass.signers.entry import take_back
from canvass.signers.errors import ReadingsChanged
from canvass.signers.listing import lines_of_sheet
from canvass.signers.pages import DisputedLink, disputed_links
from canvass.signers.sheets_known import KnownSheet, known_sheet

Undecided = Conflict | DisputedLink
"""A line whose readings differ, or a loose page whose links do."""


def undecided(journal: Journal) -> list[Undecided]:
    """Return what waits for a decision, what has most effect first.

    First lines of which it is open whether they count at all, then other readings that exclude each other, then loose
    pages (their lines count nowhere yet), last readings that could be put together; each in order of sheet and line.
    """
    return sorted([*conflicts(journal), *disputed_links(journal)], key=_effect)


def undecided_count(journal: Journal) -> int:
    """Return how many there are, without asking what they say."""
    (lines,) = journal.connection.execute("select count(*) from line where conflict > 0").fetchone()
    return int(lines) + len(disputed_links(journal))


def laptop_names(journal: Journal) -> dict[str, str]:
    """Return what each laptop was named last, by the eight digits with which readings tell it."""
    claims = ((fact.device[:8], fact.body) for fact in facts(journal.connection, Kind.CLAIM))
    return {device: claim.name for device, claim in claims if isinstance(claim, Claim) and claim.name}


def shown_sheet(journal: Journal, shown: Conflict) -> KnownSheet:
    """Return the sheet of a line to decide. Raises `ReadingsChanged` if its readings are not those shown any more."""
    sheet = known_sheet(journal, shown.sheet)
    standing = next((row for row in lines_of_sheet(journal, sheet) if row.line == shown.line), None)
    if standing is None or standing.heads != shown.row.heads:
        raise ReadingsChanged(sheet=shown.sheet)
    return sheet


def check_page(journal: Journal, shown: DisputedLink) -> None:
    """Raise `ReadingsChanged` if what is said of a loose page is not what was shown any more."""
    if shown not in disputed_links(journal):
        raise ReadingsChanged(sheet=shown.page)


def take_decision_back(journal: Journal, records: list[int], typist: str = "") -> None:
    """Take a decision of this laptop back: what it replaced stands again, and is to be decided again."""
    for record in reversed(records):
        take_back(journal, record, typist)


def _effect(found: Undecided) -> int:
    if isinstance(found, DisputedLink):
        return 2
    if found.conflict == "soft":
        return 3
    return 0 if "state" in found.differing else 1
