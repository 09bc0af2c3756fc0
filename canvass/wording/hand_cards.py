"""The cards that are printed and handed to people: for volunteers, and on privacy for whoever signs."""

import re
from collections.abc import Iterator, Sequence

from canvass import __version__
from canvass.ground.resources import resource
from canvass.sheets.card import Blank, Card, Heading, NewPage, Part, Rows, Steps, Words, card_pdf
from canvass.wording.texts import named
from canvass.wording.translation import SOURCE, mark, tr

VOLUNTEER, PRIVACY = "volunteer", "privacy"
CARDS = (VOLUNTEER, PRIVACY)
FOLDER = "cards"
FOOT = mark("canvass {version}")
NEW_PAGE, BLANK, COLUMN = "---", "____", " | "
_KEY = re.compile(r"`([^`]+)`")
_STEP = re.compile(r"^\d+\.\s+")


def card_of(name: str, languages: Sequence[str]) -> Card:
    """Return one of `CARDS` in one language, or in several, one after the other.

    The card on privacy stands in all its languages on one page; each other begins a page of its own.
    """
    first, *others = [_read(name, code) for code in languages]
    parts = list(first.parts)
    for other in others:
        if name != PRIVACY:
            parts.append(NewPage())
        parts += [Heading(other.title), *other.parts]
    return Card(first.title, tuple(parts), tr(FOOT).format(version=__version__), first.language)


def card_file(name: str, languages: Sequence[str]) -> bytes:
    """Return the card as a PDF to print."""
    return card_pdf(card_of(name, languages))


def card_texts(name: str, language: str) -> tuple[str, list[str]]:
    """Return a card's title and its paragraphs for a screen, without the lines to write on."""
    card = _read(name, language)
    return card.title, [part.text for part in card.parts if isinstance(part, Words | Heading)]


def _read(name: str, language: str) -> Card:
    folder = resource(FOLDER)
    code = language if (folder / language / f"{name}.md").is_file() else SOURCE
    text = (folder / code / f"{name}.md").read_text(encoding="utf-8")
    title, _, rest = text.partition("\n")
    parts = [part for block in re.split(r"\n{2,}", rest.strip()) for part in _parts(block)]
    return Card(title.removeprefix("# "), tuple(parts), language=code)


def _parts(block: str) -> Iterator[Part]:
    """Yield what one block of a card's text is: its first line tells which kind."""
    lines = [_named(line.strip()) for line in block.splitlines()]
    head = lines[0]
    if head == NEW_PAGE:
        yield NewPage()
    elif head.startswith("## "):
        yield Heading(head.removeprefix("## "))
    elif _STEP.match(head):
        yield Steps(tuple(_STEP.sub("", line) for line in lines))
    elif head.startswith("- "):
        yield Steps(tuple(line.removeprefix("- ") for line in lines), is_numbered=False)
    elif COLUMN in head:
        yield Rows(tuple((key.replace("**", ""), says) for key, _, says in (line.partition(COLUMN) for line in lines)))
    elif head.endswith(BLANK):
        yield from (Blank(line.removesuffix(BLANK).strip()) for line in lines)
    else:
        yield Words(" ".join(lines))


def _named(line: str) -> str:
    """Return a line with the window's own words in the language in use, and keys, both bold."""
    return _KEY.sub(r"**\1**", named(line))
