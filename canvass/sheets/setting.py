"""Setting paragraphs: words and blanks to write on, broken into lines of the widths that are free."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from canvass.petition.wording_of_page import Run
from canvass.sheets.boxes import PT_PER_MM, Measure, Rule, Text

LEADING = 1.17  # of the type size: open enough for 8 pt, and 200 + 200 words still leave lines to sign on
WRITING_PT = 14.5  # height to write in above the rule of a blank, 5.1 mm
CAPTION_DROP = 1.0  # of the type size, from the rule of a blank to the baseline of its caption
CAPTION_FOOT = 0.3  # of the type size, below that baseline
RULE_DROP_PT = 2.0
HAIRLINE_PT = 0.5
_CUT_PT = 280.0  # no column is narrower, so what is longer may be parted between letters


class Piece(msgspec.Struct, frozen=True):
    """A stretch in one weight that is never broken, or (with `is_blank`) a rule with a caption under it."""

    text: str
    bold: bool
    width: float
    is_blank: bool = False


Atom = tuple[Piece, ...]
"""Pieces that stay together: no space between them."""


class Column(msgspec.Struct, frozen=True):
    """Where a line may stand."""

    left: float
    right: float


ColumnAt = Callable[[float], Column]
"""`column_at(y)`: what is free for a line whose top is at y."""


def always(column: Column) -> ColumnAt:
    """Return the shape of a column that is the same from top to foot."""
    return lambda _: column


class Face(msgspec.Struct, frozen=True):
    """How a paragraph is set: the size, who measures it, and whether its lines are centred."""

    size_pt: float
    measure: Measure
    centred: bool = False

    @property
    def space(self) -> float:
        """The space between words, of the wider weight."""
        return max(self.width(" ", bold=False), self.width(" ", bold=True))

    def width(self, text: str, *, bold: bool = False) -> float:
        """Return how wide the text is, in points."""
        return self.measure(text, bold, self.size_pt)


class Setting(msgspec.Struct, frozen=True):
    """What has been set, and the height where the next thing may start."""

    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    foot: float


def atoms(runs: Sequence[Run], face: Face) -> list[Atom]:
    """Return the unbreakable parts of a paragraph; what is longer than any column is cut between letters."""
    found: list[list[Piece]] = []
    glued = False
    for run in runs:
        if run.blank_mm:
            width = max(run.blank_mm * PT_PER_MM, face.width(run.text))
            _place(found, Piece(run.text, False, width, is_blank=True), glued=glued)
            glued = True
            continue
        for index, word in enumerate(run.text.split(" ")):
            if index:
                glued = False
            for chunk in _chunks(word, run.bold, face):
                _place(found, chunk, glued=glued)
                glued = True
    return [tuple(pieces) for pieces in found]


def _place(found: list[list[Piece]], piece: Piece, *, glued: bool) -> None:
    if glued and found and sum(p.width for p in found[-1]) + piece.width < _CUT_PT:
        found[-1].append(piece)
    else:
        found.append([piece])


def _chunks(word: str, bold: bool, face: Face) -> Iterator[Piece]:
    """Yield the word, in several pieces if it is wider than any column."""
    while word:
        length = len(word)
        while length > 1 and face.width(word[:length], bold=bold) > _CUT_PT:
            length -= max(1, length // 8)
        yield Piece(word[:length], bold, face.width(word[:length], bold=bold))
        word = word[length:]


def set_paragraph(runs: Sequence[Run], face: Face, top: float, column_at: ColumnAt) -> Setting:
    """Set one paragraph from `top` downwards, ragged right, or centred."""
    waiting = atoms(runs, face)
    texts: list[Text] = []
    rules: list[Rule] = []
    while waiting:
        column = column_at(top)
        line, waiting = _filled_line(waiting, column.right - column.left, face.space)
        new_texts, new_rules, top = _set_line(line, column, top, face)
        texts += new_texts
        rules += new_rules
    return Setting(tuple(texts), tuple(rules), top)


def _width(line: Sequence[Atom], space: float) -> float:
    return sum(piece.width for atom in line for piece in atom) + space * (len(line) - 1)


def _filled_line(waiting: list[Atom], room: float, space: float) -> tuple[list[Atom], list[Atom]]:
    """Return as many atoms as the line holds, at least one, and the others."""
    count = 1
    while count < len(waiting) and _width(waiting[: count + 1], space) <= room:
        count += 1
    return waiting[:count], waiting[count:]


def _set_line(line: list[Atom], column: Column, top: float, face: Face) -> tuple[list[Text], list[Rule], float]:
    """Return the line's type and rules and its foot. Blanks share what is left over, so that right ends align."""
    size_pt, space = face.size_pt, face.space
    stretches = list(_stretches(line, face))
    over = max(0.0, column.right - column.left - sum(gap * space + piece.width for gap, piece in stretches))
    blanks = sum(piece.is_blank for _, piece in stretches)
    baseline = top - (WRITING_PT if blanks else size_pt * (0.5 * LEADING + 0.27))
    x = column.left + (over / 2 if face.centred and not blanks else 0.0)
    texts: list[Text] = []
    rules: list[Rule] = []
    for gap, piece in stretches:
        x += gap * space
        width = piece.width + (over / blanks if piece.is_blank else 0.0)
        if piece.is_blank:
            y = baseline - RULE_DROP_PT
            rules.append(Rule(x, y, x + width, y, HAIRLINE_PT))
            inset = (width - face.width(piece.text)) / 2
            texts.append(Text(x + inset, y - size_pt * CAPTION_DROP, piece.text, False, size_pt))
        else:
            texts.append(Text(x, baseline, piece.text, piece.bold, size_pt))
        x += width
    foot = baseline - RULE_DROP_PT - size_pt * (CAPTION_DROP + CAPTION_FOOT) if blanks else top - size_pt * LEADING
    return texts, rules, foot


def _stretches(line: list[Atom], face: Face) -> Iterator[tuple[bool, Piece]]:
    """Yield the line's blanks, and its words joined where they have one weight: text that reads on when extracted."""
    waiting: tuple[bool, Piece] | None = None
    for place, atom in enumerate(line):
        for index, piece in enumerate(atom):
            gap = place > 0 and index == 0
            if waiting and not piece.is_blank and not waiting[1].is_blank and piece.bold == waiting[1].bold:
                text = waiting[1].text + (" " if gap else "") + piece.text
                waiting = (waiting[0], Piece(text, piece.bold, face.width(text, bold=piece.bold)))
                continue
            if waiting:
                yield waiting
            waiting = (gap, piece)
    if waiting:
        yield waiting
