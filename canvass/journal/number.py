"""Sheet numbers: `RRRRRR-SSSS-CC`, printed beside each code and typed by people."""

from dataclasses import dataclass

from stdnum.iso7064 import mod_97_10

from canvass.ground.errors import CanvassError

MOST_RUN = 999_999
MOST_SERIAL = 9_999
_LENGTH = 12
_SPACERS = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\u2212\u00a0")


class SheetNumberRefused(CanvassError):
    """What was typed is no sheet number; `why` is length, digits, check or blank."""

    needs = ("text", "why")


def check_digits(digits: str) -> str:
    """Return the two ISO 7064 MOD 97-10 check digits, 02 to 98.

    Every slip in one digit and every swap of neighbours gives another remainder: neither 10^k nor 9 has a factor
    in common with 97, and no difference of two digits reaches it.
    """
    return str(mod_97_10.calc_check_digits(digits))


@dataclass(frozen=True, order=True)
class SheetNumber:
    """One physical sheet: the run it was printed in (printer 3 digits, run 3) and its serial in that run."""

    run: int
    serial: int

    def __post_init__(self) -> None:
        if not 1 <= self.run <= MOST_RUN or not 1 <= self.serial <= MOST_SERIAL:
            raise ValueError("run is 1 to 999999, serial 1 to 9999; zeros are the blank's")

    @property
    def key(self) -> int:
        """The number as one integer, without check digits: run * 10000 + serial."""
        return self.run * 10_000 + self.serial

    @property
    def printer(self) -> int:
        """Who printed it: 0 headquarters, 1-899 coordinators, 900-999 files outside any campaign."""
        return self.run // 1_000

    @property
    def text(self) -> str:
        """The number as it is printed, with its check digits."""
        run, serial = f"{self.run:06d}", f"{self.serial:04d}"
        return f"{run}-{serial}-{check_digits(run + serial)}"

    @property
    def short(self) -> str:
        """The number as people and scripts see it: the whole of it."""
        return self.text


BLANK_NUMBER = f"000000-0000-{check_digits('0' * 10)}"
"""What stands beside the code that is the same on every page, the registrar's blanks among them: no sheet's number."""


def sheet_number(key: int) -> SheetNumber:
    """Return the sheet number whose `key` this is."""
    return SheetNumber(key // 10_000, key % 10_000)


def parse_sheet_number(text: str) -> SheetNumber:
    """Return the sheet number that was typed, with or without dashes, or raise `SheetNumberRefused`."""
    digits = text.translate(_SPACERS)
    shown = text[:40]
    if not (digits.isascii() and digits.isdigit()):
        raise SheetNumberRefused(text=shown, why="digits")
    if len(digits) != _LENGTH:
        raise SheetNumberRefused(text=shown, why="length")
    if check_digits(digits[:-2]) != digits[-2:]:
        raise SheetNumberRefused(text=shown, why="check")
    run, serial = int(digits[:6]), int(digits[6:10])
    if run == 0 or serial == 0:
        raise SheetNumberRefused(text=shown, why="blank")
    return SheetNumber(run, serial)
