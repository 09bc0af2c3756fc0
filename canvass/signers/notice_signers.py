"""Who signed the notice of intention: the names among which a person chooses those that agreed to be printed."""

import msgspec

from canvass.ground.canonical import encode
from canvass.journal.journal import Journal
from canvass.journal.place import line_of, sheet_from_key, sheet_of
from canvass.journal.runs import notice_runs

ON_NOTICE = """
    select l.place, l.name
      from json_each(?) run cross join line l
        on l.place between (run.value * 10000) << 12 and (((run.value + 1) * 10000) << 12) - 1
     where l.entered = 1 order by l.place
"""
"""What stands on the sheets of these runs; a place is run, serial (4 digits) and 12 bits."""


class NoticeSigner(msgspec.Struct, frozen=True):
    """A name as it was typed from a line of the notice."""

    name: str
    sheet: str
    line: int


class NoticeSigners(msgspec.Struct, frozen=True):
    """The names on the notice in order of sheet and line, and how many lines are left out: to decide, or no name."""

    signers: tuple[NoticeSigner, ...]
    left_out: int


def notice_signers(journal: Journal) -> NoticeSigners:
    """Return who signed the notice, each once; a list to choose from, never one that is printed as it is."""
    runs = encode(sorted(notice_runs(journal.connection))).decode()
    rows = journal.connection.execute(ON_NOTICE, (runs,)).fetchall()
    readable = [(place, name) for place, name in rows if name]  # a line in conflict has no name yet
    found: dict[str, NoticeSigner] = {}
    for place, name in readable:
        found.setdefault(name.casefold(), NoticeSigner(name, sheet_from_key(sheet_of(place)).text, line_of(place)))
    return NoticeSigners(tuple(found.values()), len(rows) - len(readable))
