"""Texts set for a terminal: tables by the width letters have there, nothing that a terminal would obey."""

import unicodedata
from collections.abc import Iterable, Sequence

JOINERS = "\u200c\u200d"


def visible(text: str) -> str:
    """Return the text with control and invisible characters written out."""
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or character in JOINERS or unicodedata.category(character) == "Zs"
        else ascii(character)[1:-1]
        for character in text
    )


def width(text: str) -> int:
    """Return how many columns of a terminal the text takes (UAX #11: wide and fullwidth letters take two)."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or character in JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cell(value: object) -> str:
    """Return a value as a person reads it: nothing for None, numbers by thousands, yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return visible(str(value))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows under their columns, as wide as their contents; numbers stand at the right."""
    found = list(rows)
    cells = [list(columns)] + [[cell(value) for value in row] for row in found]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    is_number = [
        bool(found) and all(value is None or type(value) is int for value in column)
        for column in (zip(*found, strict=True) if found else [()] * len(columns))
    ]
    return "\n".join(
        "  ".join(_padded(text, wide, right) for text, wide, right in zip(row, widths, is_number, strict=True)).rstrip()
        for row in cells
    )


def _padded(text: str, wide: int, right: bool) -> str:
    space = " " * (wide - width(text))
    return space + text if right else text + space


def pairs(values: Iterable[tuple[str, object]]) -> str:
    """Return names and values, one pair a line; a value that is not known yet is a dash."""
    found = [(name, cell(value) or "–") for name, value in values]
    widest = max((width(name) for name, _ in found), default=0)
    return "\n".join(f"{_padded(name, widest, right=False)}  {value}" for name, value in found)
