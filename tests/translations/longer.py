"""A language that nobody speaks: each text with accents and 40 % longer, as other languages are."""

import re
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tests.translations.update import texts, texts_of_the_program

CODE = "xx"
NAME = "Ẁóŕds"
SHARE = 0.4
ACCENTS = str.maketrans("aeiouncsyAEIOUNCSY", "àéîöüñçšýÀÉÎÖÜÑÇŠÝ")
KEPT = re.compile(r"(\{[^{}]*\}|&.|\*\*)")
FILLER = "wéîţ öf lôñg "
LIKE = "es"
"""One and several as in Spanish."""


def longer(text: str) -> str:
    """Return a text with accents and longer; what is filled in and the letter to press stay."""
    said = "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTS) for part in KEPT.split(text))
    more = max(1, round(len(text) * SHARE))
    return f"{said} {(FILLER * (more // len(FILLER) + 1))[: more - 1]}".rstrip() if text.strip() else text


def longer_catalogue() -> bytes:
    """Return every text of the program in that language, as the program reads it."""
    found = Catalog(locale=LIKE)
    for message in texts(texts_of_the_program()):
        said = message.id
        found.add(said, longer(said) if isinstance(said, str) else tuple(longer(one) for one in said))
    file = BytesIO()
    write_mo(file, found)
    return file.getvalue()
