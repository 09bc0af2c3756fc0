"""The QR code of a sheet: 17 digits, and the 21 by 21 modules that carry them."""

from dataclasses import dataclass

import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_Q

from canvass.ground.errors import CanvassError
from canvass.journal.number import SheetNumber, check_digits

DIGITS = 17  # the most that version 1 holds at level H, so that modules can be large
SIDE = 21
MASK = 2  # fixed: the search for the best of eight is four fifths of the encoding time and reads no better
LAST_CAMPAIGN = 999
LAST_RUN = 999_999
LAST_SERIAL = 9_999
LAST_PAGE = 9
_LAYOUT = "1"
_PRACTICE = "9"

Modules = tuple[tuple[bool, ...], ...]


class CodeRefused(CanvassError):
    """A code was read that is none of ours; `why` is length, digits, check or layout."""

    needs = ("why",)


@dataclass(frozen=True)
class Code:
    """What a sheet's code says. Run and serial 0 are the identical code, which names no sheet."""

    campaign: int
    run: int
    serial: int
    page: int = 1
    practice: bool = False

    def __post_init__(self) -> None:
        fits = 0 <= self.campaign <= LAST_CAMPAIGN and 1 <= self.page <= LAST_PAGE
        fits = fits and 0 <= self.run <= LAST_RUN and 0 <= self.serial <= LAST_SERIAL
        if not fits or (self.run == 0) != (self.serial == 0):
            raise ValueError("a figure of the code is out of its range")

    @property
    def sheet(self) -> SheetNumber | None:
        """The sheet that the code names; None for the identical code."""
        return SheetNumber(self.run, self.serial) if self.run else None


def identical_code(campaign: int, page: int = 1, *, practice: bool = False) -> Code:
    """Return the code that is the same on every sheet: of the registrar's blanks, and of sheets without a yes."""
    return Code(campaign, 0, 0, page, practice)


def code_text(code: Code) -> str:
    """Return the 17 digits: layout 1, campaign 3, run 6, serial 4, page 1, check 2 (MOD 97-10 over the others)."""
    layout = _PRACTICE if code.practice else _LAYOUT
    digits = f"{layout}{code.campaign:03d}{code.run:06d}{code.serial:04d}{code.page}"
    return digits + check_digits(digits)


def parse_code(text: str) -> Code:
    """Return what a decoded code says, or raise `CodeRefused`."""
    if not (text.isascii() and text.isdigit()):
        raise CodeRefused(why="digits")
    if len(text) != DIGITS:
        raise CodeRefused(why="length")
    if check_digits(text[:-2]) != text[-2:]:
        raise CodeRefused(why="check")
    campaign, run, serial, page = int(text[1:4]), int(text[4:10]), int(text[10:14]), int(text[14])
    if text[0] not in (_LAYOUT, _PRACTICE) or page == 0 or (run == 0) != (serial == 0):
        raise CodeRefused(why="layout")
    return Code(campaign, run, serial, page, text[0] == _PRACTICE)


def modules(text: str) -> Modules:
    """Return the rows of the code, top first, True where dark; no quiet zone. The text is 17 digits."""
    maker = qrcode.QRCode(version=1, error_correction=ERROR_CORRECT_H, border=0, mask_pattern=MASK)
    maker.add_data(text, optimize=0)
    maker.make(fit=False)
    return tuple(tuple(bool(dark) for dark in row) for row in maker.modules)


def readable_modules(text: str) -> Modules:
    """Return the rows of a code for any text, as many as it needs, a quarter of which may be unreadable."""
    maker = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    maker.add_data(text, optimize=0)
    maker.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in maker.modules)


def dark_runs(rows: Modules) -> list[tuple[int, int, int]]:
    """Return the dark stretches as (row, first module, length): fewer and wider rectangles than single modules."""
    found = []
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate((*row, False)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                found.append((y, start, x - start))
                start = None
    return found
