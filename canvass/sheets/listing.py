"""Listing of sheets: what was printed, and the loose pages that were typed."""

import msgspec

from canvass.journal.drive import petition_of
from canvass.journal.journal import Journal
from canvass.journal.place import LOOSE_BIT, device_of_key, sheet_from_key
from canvass.journal.runs import notice_runs
from canvass.petition.template import template
from canvass.sheets.carriers import circulators

_BEFORE_ENTERED = ("printed", "handed_out", "returned", "counted")
"""States that lines typed from the sheet overtake: paper that was typed has come back."""

NOTICE = "notice"


class SheetRow(msgspec.Struct, frozen=True):
    """One sheet or loose page: its number, print run (six digits), numbered spaces, and how far it has come.

    `holder` is who was named with the last step, `circulator` who carries or carried the sheet to its signers.
    `form` is the SHA-256 of the approved page; on a sheet of the notice of intention the name of its template.
    """

    sheet: str
    run: str | None
    lines: int | None
    entered: int
    filled: int | None
    form: str | None
    state: str
    holder: str | None
    since: str | None
    circulator: str | None = None


def sheets(journal: Journal) -> list[SheetRow]:
    """Return all sheets in order of number, then the loose pages in order of device and page.

    A sheet on which lines were typed though no known run has its number is `unknown`. Blanks and drafts have no
    number and are never here.
    """
    devices = dict(journal.connection.execute("select n, id from device"))
    notices = notice_runs(journal.connection)
    notice = _notice_name(journal) if notices else ""
    carried = circulators(journal.connection)
    numbered: list[SheetRow] = []
    loose: list[tuple[str, int, SheetRow]] = []
    for key, lines, entered, filled, form, state, holder, since in journal.connection.execute(
        "select key, lines, entered, filled, form, state, holder, since from sheet order by key"
    ):
        if key & LOOSE_BIT:
            device = devices[device_of_key(key)]
            page = sheet_from_key(key, device).short
            loose.append((device, key, SheetRow(page, None, None, entered, None, None, state, None, None)))
        else:
            number = sheet_from_key(key).text
            run = key // 10_000
            page = notice if run in notices else form
            by = carried.get(key)
            numbered.append(
                SheetRow(number, f"{run:06d}", lines, entered, filled, page, reached(state, entered), holder, since, by)
            )
    return numbered + [row for _, _, row in sorted(loose, key=lambda page: page[:2])]


def reached(state: str, entered: int) -> str:
    """Return how far a numbered sheet has come, given what was told of it and how many lines were typed from it."""
    return "entered" if entered and state in _BEFORE_ENTERED else state


def _notice_name(journal: Journal) -> str:
    """Return what sheets of the notice are called; also where another drive's or nobody's petition is here."""
    petition = petition_of(journal)
    name = template(petition.template).notice if petition and petition.template else None
    return name or NOTICE
