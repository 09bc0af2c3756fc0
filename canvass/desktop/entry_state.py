"""What the Entry page decides, without a window: which line comes next, what is worth a warning, what stays unseen."""

import re
from collections.abc import Container, Sequence
from enum import Enum

import msgspec

from canvass.journal.bodies import MOST_PAGES, Line
from canvass.journal.place import LoosePage, SheetRef
from canvass.signers.addresses import house_and_street
from canvass.signers.completion import Streets
from canvass.signers.listing import LineRow

VOIDED = ("blank", "struck", "unreadable", "not_signed")
"""The states of a line that is no signature."""
FIELDS = ("name", "address", "city", "zip")
REMARK = "note"
TEXTS = (*FIELDS, REMARK)
ZIP = re.compile(r"\d{5}(-\d{4})?", re.ASCII)
CODE = re.compile(r"\d{17}", re.ASCII)
DIGIT = re.compile(r"\d")
HOUSE_THEN_STREET = re.compile(r"(\s*\d\S*\s+(?:\d/\d\s+)?)(\S.*)", re.ASCII | re.DOTALL)
PAGE_WORDS = re.compile(r"(?:l|loose(?:\s+page)?|page)?\s*([1-9][0-9]{0,4})(?:\s*[-–·].*)?", re.IGNORECASE)


class Typed(msgspec.Struct, frozen=True):
    """What stands in the four fields, and the remark on the line."""

    name: str = ""
    address: str = ""
    city: str = ""
    zip: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the signer was typed."""
        return not any(getattr(self, field).strip() for field in FIELDS)


class Standing(Enum):
    """How the line in the form stands on paper and in the file."""

    OPEN = "open"
    """Nobody typed it yet."""
    SEEN = "seen"
    """It stands in the form as it was typed: what is saved corrects it."""
    BLIND = "blind"
    """Another typist typed it; it is typed a second time without being shown."""


class Doubt(Enum):
    """What is worth a look and never blocks."""

    NO_HOUSE = "no_house"
    ZIP_SHAPE = "zip_shape"
    DIGITS_IN_NAME = "digits_in_name"
    NO_NAME = "no_name"


def warnings_of(typed: Typed) -> dict[str, Doubt]:
    """Return the fields that are worth a second look at the paper."""
    found: dict[str, Doubt] = {}
    if DIGIT.search(typed.name):
        found["name"] = Doubt.DIGITS_IN_NAME
    if not typed.name.strip() and not typed.is_empty:
        found["name"] = Doubt.NO_NAME
    if typed.address.strip() and house_and_street(typed.address) is None:
        found["address"] = Doubt.NO_HOUSE
    if typed.zip.strip() and not ZIP.fullmatch(typed.zip.strip()):
        found["zip"] = Doubt.ZIP_SHAPE
    return found


def row_at(rows: Sequence[LineRow], number: int) -> LineRow | None:
    """Return what stands at a line, or None."""
    return next((row for row in rows if row.line == number), None)


def standing(row: LineRow | None, typist: str, nobodys: Container[int] = ()) -> Standing:
    """Return whether the line is open, may be seen by this typist, or is to be typed blind.

    `nobodys` are the lines typed on this laptop before initials were given: they are no first reading of somebody else.
    """
    if row is None:
        return Standing.OPEN
    typists = [same_initials(initials) for initials in (row.typist or "").split(",")]
    return Standing.SEEN if row.line in nobodys or same_initials(typist) in typists else Standing.BLIND


def same_initials(typist: str) -> str:
    """Return initials as they are compared: `LM`, `lm` and `L. M.` are the same person."""
    return "".join(typist.casefold().replace(".", " ").split())


def next_open(rows: Sequence[LineRow], lines: int, wiped: int = 0) -> int:
    """Return the line after the last one that was typed, at most the sheet's last; `wiped` is the last one wiped."""
    return min(max((wiped, *(row.line for row in rows))) + 1, lines)


def above(rows: Sequence[LineRow], number: int, field: str) -> LineRow | None:
    """Return the nearest line above in which the field is not empty, or None."""
    typed = [row for row in rows if row.line < number and getattr(row, field)]
    return max(typed, key=lambda row: row.line, default=None)


def typed_of(row: LineRow | None) -> Typed:
    """Return what stands at a line as the form shows it; in conflict or nowhere: nothing."""
    if row is None:
        return Typed()
    return Typed(*(getattr(row, field) or "" for field in TEXTS))


def line_of(typed: Typed, state: str, event: str, unseen: LineRow | None = None) -> Line:
    """Return the reading to save; a remark on a line that is typed `unseen` stays unless one is typed now."""
    texts = {field: getattr(typed, field) for field in FIELDS}
    return Line(state=state, event=event, note=typed.note or (unseen.note or "" if unseen else ""), **texts)


def offered_address(streets: Streets, text: str, zip_code: str) -> str | None:
    """Return the address with the street that begins so, after the house number; None if none is known."""
    parts = HOUSE_THEN_STREET.fullmatch(text)
    street = streets.street(parts[2], zip_code) if parts else None
    return None if parts is None or street is None else parts[1] + street


def offered_city(streets: Streets, text: str, zip_code: str) -> str | None:
    """Return the city that begins so: that of the ZIP if it does, else the one typed most often."""
    city = streets.city(zip_code)
    if city is not None and city.casefold().startswith(text.casefold()):
        return city
    return streets.city_from(text)


def sheet_asked_for(text: str) -> str:
    """Return what a person typed for a sheet as the journal reads it: `3`, `L3` and `loose page 3` are `L3`."""
    page = PAGE_WORDS.fullmatch(text.strip())
    return f"L{page[1]}" if page and int(page[1]) <= MOST_PAGES else text.strip()


def is_own_page(ref: SheetRef, device: str) -> bool:
    """Return whether the sheet is a loose page of this laptop."""
    return isinstance(ref, LoosePage) and ref.device == device
