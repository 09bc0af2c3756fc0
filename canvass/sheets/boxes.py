"""What a page is made of, in points from its lower left corner: text, rules, codes and the signers' grid."""

from collections.abc import Callable

import msgspec

PT_PER_IN = 72.0
PT_PER_MM = 72.0 / 25.4
MODULE_PT = 0.6 * PT_PER_MM  # survives blur and stains at 200 dpi where 0.5 mm does not
QUIET_MODULES = 4  # ISO/IEC 18004
CODE_MODULES = 21

Measure = Callable[[str, bool, float], float]
"""`measure(text, bold, size_pt)`: how wide the text is, in points."""


class Rect(msgspec.Struct, frozen=True):
    """An upright rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.top - self.bottom

    def meets(self, other: "Rect") -> bool:
        """Tell whether the two have any area in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top


class Text(msgspec.Struct, frozen=True):
    """A stretch of type: `x` is its left end, `y` its baseline."""

    x: float
    y: float
    text: str
    bold: bool
    size_pt: float


class Rule(msgspec.Struct, frozen=True):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width_pt: float


class CodeBox(msgspec.Struct, frozen=True):
    """Where a code and its number go: the code's quiet zone fills `square`, the number starts at (x, y)."""

    square: Rect
    module_pt: float
    number_x: float
    number_y: float
    number_pt: float

    @property
    def whole(self) -> Rect:
        """Everything that is printed for one code: its square and the number under it."""
        return Rect(self.square.left, self.number_y - self.number_pt * 0.3, self.square.right, self.square.top)


class Grid(msgspec.Struct, frozen=True):
    """The signers' lines: `area` without the header; `official` is the blank column at its right."""

    area: Rect
    official: Rect
    row_height_pt: float
    first_line: int
    lines: int

    @property
    def last_line(self) -> int:
        """The number of the lowest line."""
        return self.first_line + self.lines - 1


class PageLayout(msgspec.Struct, frozen=True):
    """One page, ready to draw. Codes and numbers are not part of it; their places are."""

    paper: str
    width_pt: float
    height_pt: float
    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    codes: tuple[CodeBox, ...]
    grid: Grid
