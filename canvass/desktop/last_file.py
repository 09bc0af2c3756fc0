"""What of this laptop's typing the last file for headquarters holds."""

import re

import msgspec

from canvass.desktop.sheets_open import own_records
from canvass.journal.bodies import READINGS, Did, Kind
from canvass.journal.confirmed import confirmed, only_here
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.wiped import wiped

NUMBER = re.compile(r"-(\d+)\.", re.ASCII)
LINES_AFTER = (
    "select count(distinct place) from record where n > :after and n <= :last "
    f"and kind in ({', '.join(str(int(kind)) for kind in sorted(READINGS))})"
)


class LastFile(msgspec.Struct, frozen=True):
    """The number in the name of the last file written, and on how many lines something was typed since.

    `only_here` are the lines that headquarters has not confirmed, None as long as it confirmed nothing; `wiped` those
    that it confirmed and that are not here any more.
    """

    number: str
    lines_since: int
    only_here: int | None = None
    wiped: int = 0


def last_file(journal: Journal) -> LastFile | None:
    """Return it, or None while no file was written on this laptop."""
    own = own_records(journal)
    told = [
        fact
        for fact in facts(journal.connection, Kind.DID, own["first"] >> 32)
        if isinstance(fact.body, Did) and fact.body.what == "exported"
    ]
    if not told:
        return None
    number = NUMBER.search(told[-1].body.batch) if isinstance(told[-1].body, Did) else None
    (lines,) = journal.connection.execute(LINES_AFTER, {"after": told[-1].n, "last": own["last"]}).fetchone()
    left = only_here(journal) if confirmed(journal) else None
    return LastFile("" if number is None else number[1], int(lines), left, wiped(journal.connection).lines)
