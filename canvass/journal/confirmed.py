"""What headquarters has confirmed of this file: a note of this laptop alone.

It stands among the file's settings, which no batch, kit or receipt carries. It weighs in no view: what a line says
is a function of the records that are here, and nothing else.
"""

import msgspec

from canvass.ground.canonical import encode
from canvass.journal.bodies import READINGS, Role
from canvass.journal.journal import Journal

CONFIRMED = "confirmed"
KINDS = ", ".join(str(int(kind)) for kind in sorted(READINGS))
ONLY_HERE = f"""
    with after as materialized (
        select d.n << 32 | coalesce(c.value ->> '$.seq', 0) as n, (d.n << 32) | 4294967295 as last
          from device d left join json_each(:confirmed) c on c.key = d.id and d.fork = 0)
    select count(distinct r.place) from after a
     cross join record r on r.n > a.n and r.n <= a.last where r.kind in ({KINDS})
"""
"""By ranges of numbers: it is asked after every line, and reads no more than what is not confirmed."""


class Confirmed(msgspec.Struct, frozen=True):
    """Headquarters holds everything of a device up to this number. `at` is when, by headquarters' clock."""

    seq: int
    at: str


def confirmed(journal: Journal) -> dict[str, Confirmed]:
    """Return by device what headquarters holds of it without gaps, as far as a receipt said so."""
    noted = journal.campaign.text_setting(CONFIRMED)
    return msgspec.json.decode(noted, type=dict[str, Confirmed]) if noted else {}


def note_confirmed(journal: Journal, known: dict[str, Confirmed]) -> None:
    """Note it, inside the caller's transaction."""
    journal.campaign.note_setting(CONFIRMED, encode(known).decode())


def only_here(journal: Journal) -> int | None:
    """Return on how many lines something was typed that headquarters has not confirmed; None at headquarters itself."""
    if journal.role == Role.HQ:
        return None
    known = journal.campaign.text_setting(CONFIRMED) or "{}"
    (lines,) = journal.connection.execute(ONLY_HERE, {"confirmed": known}).fetchone()
    return int(lines)
