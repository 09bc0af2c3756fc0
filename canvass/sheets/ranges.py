"""Which sheets a person means: one number, a range, or a list of them."""

import re
from collections.abc import Iterable

import msgspec

from canvass.ground.errors import CanvassError
from canvass.journal.number import SheetNumber, SheetNumberRefused, check_digits, parse_sheet_number

BETWEEN = re.compile(r"\.{2,3}|\u2026|\s(?:to|a)\s", re.IGNORECASE)
DASH = re.compile(r"\s[\u2012-\u2014\u2212-]\s")
SEEMS_RANGE = re.compile(
    r"\d{6}\D?\d{4}.*[^\d\s\u2010-\u2014\u2212-].*\d|\d{6}\D?\d{4}\D?\d{2}[\s\u2010-\u2014\u2212-]+\d"
)
"""A number and after it another one, with a word or a mark between them that was not taken for one."""
LISTED = re.compile(r"[,;\n]")
SPACERS = re.compile(r"[\s\u2010-\u2012\u2013\u2212-]")
BARE_DIGITS, WHOLE_DIGITS = 10, 12
SERIAL_DIGITS = 4


class RangeRefused(CanvassError):
    """A range of sheets goes backwards, through several print runs, or has more than two ends.

    `why` is backwards, runs or ends.
    """

    needs = ("text", "why")


class SheetRange(msgspec.Struct, frozen=True, order=True):
    """Sheets `first` to `last` of a print run."""

    run: int
    first: int
    last: int

    @property
    def numbers(self) -> list[SheetNumber]:
        """The sheet numbers of the range."""
        return [SheetNumber(self.run, serial) for serial in range(self.first, self.last + 1)]


def parse_range(text: str) -> SheetRange:
    """Return the sheets that a number or `FIRST..LAST` names. Raises `SheetNumberRefused` or `RangeRefused`.

    Between the ends stand two dots, "to", "a", or a dash with spaces around it. The ends of a range may lack their
    check digits, as in `001002-0001..001002-0200`: nobody has the last sheet of a stack in hand. A single sheet may
    not. The last may be no more than its place within the run, as in `001002-0001..0200` and `001002-0001 to 200`.
    """
    ends = _ends(text)
    if len(ends) == 1:
        only = _only(text)
        return SheetRange(only.run, only.serial, only.serial)
    if len(ends) > 2:  # noqa: PLR2004 - a range has two ends
        raise RangeRefused(text=text[:60], why="ends")
    first = _end(ends[0])
    last = _within(first.run, ends[1]) or _end(ends[1])
    if first.run != last.run:
        raise RangeRefused(text=text[:60], why="runs")
    if first.serial > last.serial:
        raise RangeRefused(text=text[:60], why="backwards")
    return SheetRange(first.run, first.serial, last.serial)


def parse_ranges(text: str) -> list[SheetRange]:
    """Return the ranges of a list with commas, semicolons or line ends between them; an empty list is refused."""
    return [parse_range(part.strip()) for part in LISTED.split(text) if part.strip()] or [parse_range(text)]


def _ends(text: str) -> list[str]:
    """Return the ends of a range, or the text alone.

    A dash also stands within a number, so it parts two ends only where no single number can be meant:
    `001002-0001 - 68` may be one sheet with its check digits, and is read as that.
    """
    ends = BETWEEN.split(text)
    if len(ends) > 1:
        return ends
    parted = DASH.split(text)
    if len(parted) == 2:  # noqa: PLR2004 - a range has two ends
        first, last = (len(re.sub(r"\D", "", end)) for end in parted)
        if first == WHOLE_DIGITS or (first == BARE_DIGITS and last in (SERIAL_DIGITS, BARE_DIGITS, WHOLE_DIGITS)):
            return parted
    return [text]


def _only(text: str) -> SheetNumber:
    """Return the one sheet that is named; to whoever seems to mean several, it is told how those are typed."""
    try:
        return parse_sheet_number(text)
    except SheetNumberRefused as refused:
        if refused.facts["why"] in ("digits", "length") and SEEMS_RANGE.match(text.strip()):
            raise RangeRefused(text=text[:60], why="ends") from None
        raise


def _within(run: int, text: str) -> SheetNumber | None:
    """Return the sheet of a run that its one to four digits name, None if the text says more or else."""
    serial = text.strip()
    if not 1 <= len(serial) <= SERIAL_DIGITS or not (serial.isascii() and serial.isdigit()):
        return None
    return _end(f"{run:06d}{serial:0>4}")


def _end(text: str) -> SheetNumber:
    digits = SPACERS.sub("", text)
    if digits.isascii() and digits.isdigit() and len(digits) == BARE_DIGITS:
        return parse_sheet_number(digits + check_digits(digits))
    return parse_sheet_number(text)


def sheets_named(ranges: Iterable[SheetRange]) -> list[SheetNumber]:
    """Return every sheet that any of the ranges names, once, in order of number."""
    return sorted({number for named in ranges for number in named.numbers})
