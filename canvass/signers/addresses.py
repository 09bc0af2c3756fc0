"""Addresses taken apart as far as completion needs it: the house number, the street, the unit."""

import re

HOUSE = re.compile(r"\s*(\d+[0-9A-Za-z/-]*(?:\s+\d/\d)?)\s+(.*\S)\s*", re.ASCII)
UNIT = re.compile(
    r"[\s,]+(?:(?:apt|apartment|unit|suite|ste|space|spc|rm|room|bldg)(?:\.\s*|\s+|(?=[\d#]))#?|#)\s*\S+\s*$",
    re.IGNORECASE,
)
"""The word alone, before a number or a letter: in Via Stella no suite is meant."""


def house_and_street(address: str) -> tuple[str, str] | None:
    """Return the house number and the street without its unit, or None for an address without a number."""
    match = HOUSE.fullmatch(address)
    if match is None:
        return None
    street = UNIT.sub("", match[2]).strip(" ,")
    return (match[1], street) if street else None
