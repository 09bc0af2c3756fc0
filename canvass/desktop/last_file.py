"""What of this laptop's typing the last file for headquarters holds."""

from pathlib import PurePath

import msgspec

from canvass.desktop.sheets_open import own_records
from canvass.journal.bodies import READINGS, Did, Kind
from canvass.journal.confirmed import confirmed, only_here
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.wiped import wiped

LINES_AFTER = (
    "select count(distinct place) from record where n > :after and n <= :last "
    f"and kind in ({', '.join(str(int(kind)) for kind in sorted(READINGS))})"
)


class LastFile(msgspec.Struct, frozen=True):
    """The name of the last file written, without its ending, and on how many lines something was typed since.

    `only_here` are the lines that headquarters has not confirmed, None as long as it confirmed nothing; `wiped` those
    that it confirmed and that are not here any more.
    """

    name: str
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
    batch = told[-1].body.batch if isinstance(told[-1].body, Did) else ""
    (lines,) = journal.connection.execute(LINES_AFTER, {"after": told[-1].n, "last": own["last"]}).fetchone()
    left = only_here(journal) if confirmed(journal) else None
    return LastFile(PurePath(batch).stem, int(lines), left, wiped(journal.connection).lines)
