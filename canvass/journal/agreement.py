"""What the readings at one place say together. Pure: no clock, no order of arrival, no file.

`comparable` is frozen with the format of records: changing it would change what old journals say.
"""

import unicodedata
from collections.abc import Sequence
from enum import IntEnum

import msgspec

from canvass.journal.bodies import Line

COMPARED = ("name", "address", "city", "zip")
SEPARATOR = "\x1f"


class Conflict(IntEnum):
    """How far the readings at a place are apart."""

    NONE = 0
    SOFT = 1
    HARD = 2


class Head(msgspec.Struct, frozen=True):
    """One reading that stands, with who typed it where; a decision is one by somebody who may decide."""

    device: str
    seq: int
    typist: str
    line: Line
    is_decision: bool = False

    @property
    def hand(self) -> str:
        """Who typed it: the typist however spelt, or the laptop where nobody gave initials."""
        return comparable(self.typist) or f"@{self.device}"


class Agreement(msgspec.Struct, frozen=True):
    """The value of a place: the line where the heads agree or could be combined, and how far they are apart.

    In conflict `line` is the combination that can be offered (soft) or None (hard).
    """

    conflict: Conflict
    line: Line | None
    is_entered: bool
    is_agreed: bool
    is_decided: bool


def comparable(text: str) -> str:
    """Return the text as agreement compares it: NFC, trimmed, inner spaces to one, casefold."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def agree_text(line: Line) -> str:
    """Return the one text by which two readings are alike: state alone for a void line, else the four fields."""
    if line.is_void:
        return line.state
    return SEPARATOR.join(map(comparable, (line.name, line.address, line.city, line.zip)))


def agreement(heads: Sequence[Head], base: Line | None) -> Agreement:
    """Return what the heads at one place say together; `base` is the one reading they were all changed from, if any.

    One head is the answer. Several that are alike, typed by different people, are the best check there is.
    Several that changed different fields can be combined (soft); anything else, and a value against void, is for
    a person to decide (hard). A place counts as entered if any head is not void, in conflict or not.
    """
    ordered = in_order(heads)
    first = ordered[0]
    is_entered = any(not head.line.is_void for head in heads)
    if len({agree_text(head.line) for head in heads}) == 1:
        line = msgspec.structs.replace(first.line, event=first_text(ordered, "event"), note=first_text(ordered, "note"))
        return Agreement(
            conflict=Conflict.NONE,
            line=line,
            is_entered=is_entered,
            is_agreed=is_entered and len({head.hand for head in heads}) > 1,
            is_decided=any(head.is_decision for head in heads),
        )
    combined = _combined(ordered, base if base is not None else Line())
    conflict = Conflict.HARD if combined is None else Conflict.SOFT
    return Agreement(conflict, combined, is_entered, is_agreed=False, is_decided=False)


def in_order(heads: Sequence[Head]) -> list[Head]:
    """Return the heads in order of device and number; of a fork's twins what they say decides, never a clock."""
    return sorted(heads, key=lambda head: (head.device, head.seq, msgspec.structs.astuple(head.line)))


def first_text(ordered: Sequence[Head], field: str) -> str:
    """Return the first text that is not empty, in order of device and number: the same for everyone."""
    texts = (str(getattr(head.line, field)) for head in ordered)
    return next((text for text in texts if text), "")


def _combined(ordered: Sequence[Head], base: Line) -> Line | None:
    """Return base with every field that at most one value changed, or None if a field was changed to two values."""
    if len({head.line.state for head in ordered}) > 1 or base.is_void:
        return None
    changed: dict[str, str] = {}
    for field in COMPARED:
        start = comparable(getattr(base, field))
        others = [getattr(head.line, field) for head in ordered if comparable(getattr(head.line, field)) != start]
        if len({comparable(text) for text in others}) > 1:
            return None
        changed[field] = others[0] if others else getattr(ordered[0].line, field)
    return msgspec.structs.replace(
        ordered[0].line, **changed, event=first_text(ordered, "event"), note=first_text(ordered, "note")
    )
