"""Made-up signers: the same ones for the same seed, and the slips of whoever reads their handwriting.

No name, street or number is taken from a person. Pure.
"""

import random

import msgspec

from canvass.practice.names import CITIES, DIRECTIONS, INITIALS, KINDS_OF_STREET, ORIGINS, STREETS, SUFFIXES, UNITS

LOOK_ALIKES = (
    "17", "49", "38", "06", "56", "ao", "ec", "nu", "lt", "ij", "gq", "rv", "mw",
)  # fmt: skip
"""Letters and digits that one hand's way of writing makes of each other."""

HOUSEHOLD_SIZES = (1, 1, 1, 2, 2, 2, 3, 4)
OF_ANOTHER_NAME = 0.2
WITH_MIDDLE_INITIAL = 0.3
WITH_SUFFIX = 0.04
WITH_UNIT = 0.3
WITH_HALF = 0.04
"""Of a hundred houses in old quarters, some are numbered like 1410 1/2."""


class Signer(msgspec.Struct, frozen=True):
    """Somebody who was never born, as they write themselves on a line."""

    name: str
    address: str
    city: str
    zip: str


def chance(seed: int, purpose: str) -> random.Random:
    """Return the source of chance for one purpose: the same for the same seed, apart from that of others."""
    return random.Random(f"canvass practice {seed} {purpose}")  # noqa: S311 - people made up need no secret


def people(seed: int, count: int, purpose: str = "signers") -> tuple[Signer, ...]:
    """Return so many different signers, households together: one address, most of them one surname."""
    dice = chance(seed, purpose)
    signers: dict[tuple[str, str], Signer] = {}
    while len(signers) < count:
        for signer in _household(dice):
            signers.setdefault((signer.name, signer.address), signer)
    return tuple(signers.values())[:count]


def _household(dice: random.Random) -> list[Signer]:
    first_names, surnames = dice.choice(ORIGINS)
    surname = dice.choice(surnames)
    city, zips = dice.choice(CITIES)
    address, zip_code = _address(dice), dice.choice(zips)
    size = dice.choice(HOUSEHOLD_SIZES)
    names: list[str] = []
    for first in dice.sample(first_names, size):
        own = dice.choice(dice.choice(ORIGINS)[1]) if names and dice.random() < OF_ANOTHER_NAME else surname
        names.append(_name(dice, first, own))
    return [Signer(name, address, city, zip_code) for name in names]


def _name(dice: random.Random, first: str, surname: str) -> str:
    middle = f" {dice.choice(INITIALS)}." if dice.random() < WITH_MIDDLE_INITIAL else ""
    suffix = f" {dice.choice(SUFFIXES)}" if dice.random() < WITH_SUFFIX else ""
    return f"{first}{middle} {surname}{suffix}"


def _address(dice: random.Random) -> str:
    half = " 1/2" if dice.random() < WITH_HALF else ""
    unit = f" {dice.choice(UNITS).format(dice.randint(1, 340))}" if dice.random() < WITH_UNIT else ""
    street = f"{dice.choice(DIRECTIONS)}{dice.choice(STREETS)} {dice.choice(KINDS_OF_STREET)}"
    return f"{dice.randint(101, 15_999)}{half} {street}{unit}"


def slip(text: str, dice: random.Random) -> str:
    """Return the text as another reader of the same handwriting might type it: one letter or digit is another.

    It always differs by more than capitals; a text in which nothing looks like anything else loses its last letter.
    """
    others = {pair[own]: pair[1 - own] for pair in LOOK_ALIKES for own in (0, 1)}
    places = [place for place, letter in enumerate(text) if letter in others]
    if not places:
        return text[:-1]
    place = dice.choice(places)
    return text[:place] + others[text[place]] + text[place + 1 :]
