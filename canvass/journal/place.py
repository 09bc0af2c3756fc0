"""Where on paper a reading belongs: a numbered sheet or a loose page, a copy of it, a line."""

import functools
import re
from typing import Self

import msgspec

from canvass.ground.errors import CanvassError
from canvass.journal.bodies import MOST_PAGES
from canvass.journal.number import SheetNumber, parse_sheet_number, sheet_number

MOST_LINES = 200
"""Lines a place may have where no form says how many there are."""

LOOSE_BIT = 1 << 47
LOOSE = re.compile(r"L([1-9][0-9]{0,4})(?:@([0-9a-f]{8}(?:[0-9a-f]{24})?))?", re.ASCII)
WRITTEN = re.compile(r"[0-9]{6}-[0-9]{4}-[0-9]{2}|L[1-9][0-9]{0,4}@[0-9a-f]{32}", re.ASCII)
"""How a record names a sheet: the one way of several in which people may."""


class LoosePage(msgspec.Struct, frozen=True):
    """Paper that canvass did not number: the device that typed it and a count of its own."""

    page: int
    device: str
    """32 hex digits; 8 where a person wrote it; empty for this file's own."""

    @property
    def text(self) -> str:
        """`L3@` and the device's 32 hex digits: how records name it."""
        return f"L{self.page}@{self.device}"

    @property
    def short(self) -> str:
        """`L3@` and the device's first 8 hex digits: how people and scripts see it."""
        return f"L{self.page}@{self.device[:8]}"


SheetRef = SheetNumber | LoosePage


class SheetRefused(CanvassError):
    """A text that names neither a sheet number nor a loose page."""

    needs = ("text", "why")


def parse_sheet(text: str) -> SheetRef:
    """Return the sheet that a person, a CSV cell or a record names.

    Raises `SheetNumberRefused` for a number whose digits do not check, `SheetRefused` for anything else.
    """
    loose = LOOSE.fullmatch(text.strip())
    if loose is None:
        if text.strip()[:1].upper() == "L":
            raise SheetRefused(text=text[:40], why="loose")
        return parse_sheet_number(text)
    page = int(loose[1])
    if page > MOST_PAGES:
        raise SheetRefused(text=text[:40], why="loose")
    return LoosePage(page, loose[2] or "")


class Place(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A line on paper, as records write it: `["001002-0014-65", 0, 3]`. Line 0 is the page as a whole."""

    sheet: str
    copy: int
    line: int

    @classmethod
    def on(cls, sheet: SheetRef, line: int) -> Self:
        """Return the place of a line on the first copy of a sheet."""
        return cls(sheet.text, 0, line)


@functools.lru_cache(maxsize=20_000)
def sheet_named(text: str) -> SheetRef | None:
    """Return the sheet that a record names by this text, or None unless it is written canonically.

    Remembered, since a record in eight names a new sheet and check digits are slow to reckon.
    """
    if WRITTEN.fullmatch(text) is None:
        return None
    try:
        return parse_sheet(text)
    except CanvassError:
        return None


def is_well_formed(place: Place) -> bool:
    """Return whether a record may name this place: written canonically, within the bounds of paper."""
    return sheet_named(place.sheet) is not None and place.copy == 0 and 0 <= place.line <= MOST_LINES


def sheet_key(sheet: SheetRef, device_n: int = 0) -> int:
    """Return the integer of a sheet in this file; a loose page needs its device's local number."""
    if isinstance(sheet, SheetNumber):
        return sheet.key
    return LOOSE_BIT | device_n << 16 | sheet.page


def place_key(key: int, copy: int, line: int) -> int:
    """Return the integer of a place in this file; places of one sheet are neighbours, in order of line."""
    return key << 12 | copy << 8 | line


def line_of(place: int) -> int:
    """Return the line of a place's integer."""
    return place & 255


def sheet_of(place: int) -> int:
    """Return the sheet's integer of a place's integer."""
    return place >> 12


def device_of_key(key: int) -> int:
    """Return the local number of a loose page's device, 0 for a numbered sheet."""
    return (key & ~LOOSE_BIT) >> 16 if key & LOOSE_BIT else 0


def sheet_from_key(key: int, device: str = "") -> SheetRef:
    """Return the sheet of its integer; for a loose page the caller gives the device's id."""
    if key & LOOSE_BIT:
        return LoosePage(key & 0xFFFF, device)
    return sheet_number(key)
