"""What stands on the practice drive's returned sheets, and who types which of them. Pure: paper that was never signed.

Of every four sheets printed one is still out. The first is typed on both laptops and both read the same; on the
second they disagree about two addresses; the last was used at a vigil by a laptop that had no kit, as a loose page.
"""

import random

import msgspec

from canvass.journal.bodies import Line
from canvass.journal.number import SheetNumber
from canvass.practice.drive import DOORS, TABLE, VIGIL
from canvass.practice.people import Signer, chance, people, slip

FEWEST_SHEETS = 3
"""One typed twice, one in dispute, one loose."""

OUT_OF_FOUR = 4
FEWEST_FILLED = 3
DISPUTED_LINES = (1, 2)
STRUCK_LINE = 3


class Filled(msgspec.Struct, frozen=True):
    """A returned sheet: what is on its lines from the first on. Lines after the last were left empty."""

    number: SheetNumber
    lines: tuple[Line, ...]


class Paper(msgspec.Struct, frozen=True):
    """The returned sheets as each of the three laptops types them, and the two that are typed on two laptops."""

    ana: tuple[Filled, ...]
    ben: tuple[Filled, ...]
    vigil: Filled
    twice: SheetNumber
    disputed: SheetNumber


def returned_paper(seed: int, run: int, sheets: int, lines: int) -> Paper:
    """Return what stands on the returned sheets of a run of `sheets` with so many lines each."""
    numbers = [SheetNumber(run, serial) for serial in range(1, sheets + 1 - sheets // OUT_OF_FOUR)]
    dice = chance(seed, "paper")
    counts = [lines, lines, *(dice.randint(min(FEWEST_FILLED, lines), lines) for _ in numbers[2:])]
    signers = list(people(seed, sum(counts)))
    filled = []
    for number, count in zip(numbers, counts, strict=True):
        event = VIGIL if number is numbers[-1] else dice.choice((TABLE, DOORS))
        filled.append(Filled(number, tuple(_line(signer, event) for signer in signers[:count])))
        del signers[:count]
    first, second, *others = filled
    second = _with_struck(second)
    vigil = others.pop()
    return Paper(
        ana=(first, second, *others[::2]),
        ben=(first, _read_otherwise(second, dice), *others[1::2]),
        vigil=vigil,
        twice=first.number,
        disputed=second.number,
    )


def _line(signer: Signer, event: str) -> Line:
    return Line(name=signer.name, address=signer.address, city=signer.city, zip=signer.zip, event=event)


def _with_struck(sheet: Filled) -> Filled:
    """Return the sheet with one line that its signer crossed out."""
    lines = list(sheet.lines)
    lines[STRUCK_LINE - 1] = Line(state="struck", event=lines[STRUCK_LINE - 1].event)
    return Filled(sheet.number, tuple(lines))


def _read_otherwise(sheet: Filled, dice: random.Random) -> Filled:
    """Return the lines that somebody else typed from this sheet, with another address on each."""
    read = (sheet.lines[number - 1] for number in DISPUTED_LINES)
    return Filled(sheet.number, tuple(msgspec.structs.replace(line, address=slip(line.address, dice)) for line in read))
