"""Which sheet a person means, and how many lines it may have."""

import msgspec

from canvass.campaign.connection import Connection
from canvass.journal.journal import Journal
from canvass.journal.number import SheetNumber
from canvass.journal.place import LOOSE_BIT, MOST_LINES, LoosePage, SheetRef, parse_sheet, sheet_key
from canvass.journal.store import Devices
from canvass.signers.errors import DeviceAmbiguous, DeviceUnknown, LineBeyondForm, LoosePageUnknown

DEVICE_DIGITS = 32


class KnownSheet(msgspec.Struct, frozen=True):
    """A sheet named in full, its integer in this file, and how many lines may be typed on it."""

    ref: SheetRef
    key: int
    lines: int


def known_sheet(journal: Journal, text: str, begun: int = 0) -> KnownSheet:
    """Return the sheet that `text` names. Raises as `parse_sheet` does, or when a loose page or its laptop is unknown.

    A well-formed number of a run unknown here is accepted, with lines 1 to 200. The next loose page of this
    laptop counts as begun by being named; so do those up to `begun`, which the same file named before.
    """
    ref = parse_sheet(text)
    if isinstance(ref, SheetNumber):
        return KnownSheet(ref, ref.key, lines_of(journal.connection, ref.key))
    page = _in_full(journal, ref)
    key = sheet_key(page, _local_number(journal.connection, page))
    is_here = journal.connection.execute("select 1 from sheet where key = ?", (key,)).fetchone() is not None
    is_own = page.device == journal.device
    if not is_here and not (is_own and page.page <= max(begun, last_page(journal)) + 1):
        raise LoosePageUnknown(sheet=page.short)
    return KnownSheet(page, key, lines_of(journal.connection, standing_key(journal.connection, key)))


def _in_full(journal: Journal, page: LoosePage) -> LoosePage:
    if not page.device:
        return LoosePage(page.page, journal.device)
    if len(page.device) == DEVICE_DIGITS:
        return page
    rows = journal.connection.execute(
        "select id from device where fork = 0 and id between ? and ?", (page.device, page.device + "g")
    ).fetchall()
    if len(rows) > 1:
        raise DeviceAmbiguous(sheet=page.short)
    if not rows:
        raise DeviceUnknown(sheet=page.short)
    return LoosePage(page.page, rows[0][0])


def _local_number(connection: Connection, page: LoosePage) -> int:
    row = connection.execute("select n from device where id = ? and fork = 0", (page.device,)).fetchone()
    if row is None:
        raise DeviceUnknown(sheet=page.short)
    return int(row[0])


def last_page(journal: Journal) -> int:
    """Return the number of this laptop's last loose page, 0 before the first."""
    own = Devices(journal.connection).number(journal.device) << 16 | LOOSE_BIT
    (last,) = journal.connection.execute(
        "select coalesce(max(key & 65535), 0) from sheet where key between ? and ?", (own, own | 0xFFFF)
    ).fetchone()
    return int(last)


def lines_of(connection: Connection, key: int) -> int:
    """Return how many lines a sheet has: those of its run, or 200 for a loose page and where the run is unknown."""
    row = connection.execute("select lines from sheet where key = ?", (key,)).fetchone()
    return MOST_LINES if row is None or row[0] is None else int(row[0])


def standing_key(connection: Connection, key: int) -> int:
    """Return the integer of the sheet that what is typed on this one counts on: the linked one for a linked page."""
    row = connection.execute("select sheet from link where page = ?", (key,)).fetchone()
    return key if row is None else int(row[0])


def check_line(sheet: KnownSheet, line: int) -> None:
    """Raise `LineBeyondForm` unless the sheet has this line."""
    if not 1 <= line <= sheet.lines:
        raise LineBeyondForm(sheet=sheet.ref.short, line=line, lines=sheet.lines)
