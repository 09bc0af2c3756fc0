"""What texts a record may hold."""

from canvass.ground.text import is_clean

MOST_TEXT = 200
FIRST_MARK = "\u0300"
"""Printable text all of whose letters come before it is in NFC: no letter there combines with another."""


def is_storable(text: str, limit: int = MOST_TEXT) -> bool:
    """Return whether a record may hold this text. Letters that this Python does not know yet are let through."""
    if len(text) <= limit and text.isprintable() and (text.isascii() or max(text) < FIRST_MARK):
        return True
    return is_clean(text, limit, unassigned=True)
