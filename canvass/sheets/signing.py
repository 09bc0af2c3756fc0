"""Finding the signers' lines on a finished page: by its rules and the official column's header, as an eye would."""

from itertools import pairwise

import msgspec

from canvass.sheets.boxes import Rect
from canvass.sheets.finished import FinishedPage, Piece


class SigningLines(msgspec.Struct, frozen=True):
    """The lines from the top: each one's part of the official column (within the rules), and the printed numbers."""

    official: tuple[Rect, ...]
    numbers: tuple[int, ...]

    @property
    def least_height_pt(self) -> float:
        """The height of the lowest line, rule to rule; 0 if there is none."""
        return min((row.height for row in self.official), default=0.0)

    @property
    def column_pt(self) -> float:
        """The width of the official column between its rules; 0 if there is none."""
        return self.official[0].width if self.official else 0.0


def signing_lines(page: FinishedPage, official_header: str) -> SigningLines | None:
    """Return the signers' lines, or None if no ruled column stands under the official's header."""
    header = _header(page, official_header)
    if header is None:
        return None
    beside = [rule for rule in page.uprights() if rule.bottom < header.bottom and rule.top >= header.bottom]
    left = [rule.right for rule in beside if rule.right <= header.left + 1]
    right = [rule for rule in beside if rule.left >= header.right - 1]
    if not left or not right:
        return None
    column = Rect(max(left), right[0].bottom, right[0].left, header.bottom + 1)
    levels = page.levels(column)
    rows = tuple(Rect(column.left, lower, column.right, upper) for upper, lower in pairwise(levels))
    return SigningLines(rows, _numbers(page, rows))


def _header(page: FinishedPage, words: str) -> Rect | None:
    """Return where the column's header stands, in one line or several."""
    pieces = [piece for piece in page.pieces if piece.text and piece.text in words and len(piece.text) > len(words) / 4]
    if words.split() != " ".join(piece.text for piece in pieces).split():
        return None
    places = [piece.place for piece in pieces]
    return Rect(
        min(place.left for place in places),
        min(place.bottom for place in places),
        max(place.right for place in places),
        max(place.top for place in places),
    )


def _numbers(page: FinishedPage, rows: tuple[Rect, ...]) -> tuple[int, ...]:
    """Return the numbers that stand left of the official column, from the top."""
    if not rows:
        return ()
    beside = Rect(0.0, rows[-1].bottom, rows[0].left, rows[0].top)
    found: list[Piece] = [piece for piece in page.pieces if piece.text.isdecimal() and piece.place.meets(beside)]
    return tuple(int(piece.text) for piece in sorted(found, key=lambda piece: -piece.place.top))
