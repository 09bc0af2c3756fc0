"""Text hygiene: what may be stored of what somebody typed, and in which spelling."""

import unicodedata

from canvass.ground.errors import CanvassError

MARKS_IN_A_ROW = 8
"""More combining marks than this on one letter only serve to draw over other lines."""

_BIDI = frozenset(map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070))))
_INVISIBLE = frozenset(map(chr, (0xFEFF, 0x2028, 0x2029, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080))))
_JOINERS = frozenset("\u200c\u200d")


class TextRefused(CanvassError):
    """A text holds what no name, address or note may hold.

    `problem` is `nul`, `control`, `bidi`, `surrogate`, `unassigned`, `too_long` or `marks`.
    """

    needs = ("problem",)


class FieldTextRefused(CanvassError):
    """A field's text holds what no field may hold; `problem` as in `TextRefused`."""

    needs = ("field", "problem")


def clean(text: str, limit: int = 200, *, unassigned: bool = False) -> str:
    """Return the text in NFC, or raise `TextRefused`.

    At most `limit` code points and twice as many bytes in UTF-8. Every script, emoji and the joiners inside them
    are allowed; nothing is trimmed or dropped silently. What is unassigned depends on the Unicode of this Python: it is
    refused at the border, where text comes in, and let through (`unassigned`) in what another laptop let in.
    """
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text
    if len(text) > 4 * limit:  # composing shortens, by a factor of four at the very most
        raise TextRefused(problem="too_long")
    let_through = {None, "unassigned"} if unassigned else {None}
    for problem in map(_problem, text):
        if problem not in let_through:
            raise TextRefused(problem=problem)
    composed = unicodedata.normalize("NFC", text)
    if _longest_run_of_marks(composed) > MARKS_IN_A_ROW:
        raise TextRefused(problem="marks")
    if len(composed) > limit or len(composed.encode()) > 2 * limit:
        raise TextRefused(problem="too_long")
    return composed


def is_clean(text: str, limit: int = 200, *, unassigned: bool = False) -> bool:
    """Return whether `clean` would give back this very text."""
    try:
        return clean(text, limit, unassigned=unassigned) == text
    except TextRefused:
        return False


def _problem(character: str) -> str | None:
    if character == "\0":
        return "nul"
    if character in _BIDI:
        return "bidi"
    if character in _INVISIBLE:
        return "control"
    return {"Cc": "control", "Cs": "surrogate", "Cn": "unassigned"}.get(unicodedata.category(character))


def _longest_run_of_marks(text: str) -> int:
    longest = run = 0
    for character in text:
        if unicodedata.category(character)[0] == "M":
            run += 1
            longest = max(longest, run)
        elif character not in _JOINERS:  # a joiner is no way around the limit
            run = 0
    return longest
