"""Cards to keep by hand: a title, paragraphs, numbered steps, keys and lines to write on, large, on letter pages."""

import io
import re
from collections.abc import Iterator, Sequence

import msgspec

from canvass.petition.wording_of_page import Run
from canvass.sheets.boxes import PT_PER_IN, PT_PER_MM, QUIET_MODULES, Rule, Text
from canvass.sheets.code import dark_runs, readable_modules
from canvass.sheets.draw import new_canvas
from canvass.sheets.fonts import font_name, measure
from canvass.sheets.setting import Column, Face, Setting, always, set_paragraph

WIDTH_PT = 8.5 * PT_PER_IN
HEIGHT_PT = 11 * PT_PER_IN
MARGIN_PT = 0.75 * PT_PER_IN  # within what every printer reaches
SIZES_PT = (16.0, 15.0, 14.0, 13.0, 12.0, 11.5, 11.0, 10.5, 10.0)
"""A card is set as large as its pages allow: it is read at a table, standing, by candlelight."""
TITLE, HEADING, LARGE, FOOT_PT = 1.9, 1.25, 1.4, 9.0
GAP = 0.55  # between parts, of the type size; twice that over a heading
INDENT = 1.7  # of a step's text, of the type size
KEYS_SHARE = 0.34  # of the width, for the left column of rows
BLANK = 2.1  # height of a line to write on, of the type size
PICTURE_MODULE_PT = 0.9 * PT_PER_MM  # read by any telephone at arm's length
_TOP = HEIGHT_PT - MARGIN_PT
_FOOT = MARGIN_PT + 2 * FOOT_PT
_BOLD = re.compile(r"\*\*(.+?)\*\*")


class Heading(msgspec.Struct, frozen=True):
    """A heading inside the card."""

    text: str


class Words(msgspec.Struct, frozen=True):
    """A paragraph; what stands between double asterisks is bold."""

    text: str


class Large(msgspec.Struct, frozen=True):
    """Something to be copied letter by letter, such as a key: large and bold, broken only at its spaces."""

    text: str


class Steps(msgspec.Struct, frozen=True):
    """Numbered steps, or with a dot before each where their order does not matter."""

    texts: tuple[str, ...]
    is_numbered: bool = True


class Rows(msgspec.Struct, frozen=True):
    """Two columns, the left one bold: keys and what they do."""

    rows: tuple[tuple[str, str], ...]


class Blank(msgspec.Struct, frozen=True):
    """A label and a line to write on by hand."""

    label: str


class Picture(msgspec.Struct, frozen=True):
    """A QR code that a camera reads, such as a key's, and what stands under it."""

    text: str
    caption: str


class NewPage(msgspec.Struct, frozen=True):
    """What follows stands on the next page."""


Part = Heading | Words | Large | Steps | Rows | Blank | Picture | NewPage


class Card(msgspec.Struct, frozen=True):
    """What a card says: `foot` stands small under every page, `language` is a code such as en or es."""

    title: str
    parts: tuple[Part, ...]
    foot: str = ""
    language: str = "en"


class _Page(msgspec.Struct):
    texts: list[Text]
    rules: list[Rule]


def card_pdf(card: Card) -> bytes:
    """Return the card as a PDF of letter pages, each of them in the largest type in which it is one page.

    What is too long for a page at the smallest size runs on to another; nothing is left out. The same card gives the
    same bytes. Raises `LettersMissing`.
    """
    pages: list[_Page] = []
    for number, parts in enumerate(_by_page(card.parts)):
        title = "" if number else card.title
        tried = (_set_parts(parts, title, size_pt) for size_pt in SIZES_PT)
        whole = next((found for found in tried if len(found) == 1), None)
        pages += whole or _set_parts(parts, title, SIZES_PT[-1])
    return _drawn(card, pages)


def _by_page(parts: Sequence[Part]) -> list[list[Part]]:
    """Return the parts of each page that is asked for."""
    pages: list[list[Part]] = [[]]
    for part in parts:
        if isinstance(part, NewPage):
            pages.append([])
        else:
            pages[-1].append(part)
    return pages


def _set_parts(parts: Sequence[Part], title: str, size_pt: float) -> list[_Page]:
    pages = [_Page([], [])]
    y = _TOP
    if title:
        column = Column(MARGIN_PT, WIDTH_PT - MARGIN_PT)
        head = set_paragraph((Run(title, bold=True),), Face(size_pt * TITLE, measure), _TOP, always(column))
        pages[-1].texts.extend(head.texts)
        y = head.foot - size_pt * GAP
    for index, part in enumerate(parts):
        if isinstance(part, Heading) and y < _TOP:
            y -= size_pt * GAP
        follows = parts[index + 1] if isinstance(part, Heading) and index + 1 < len(parts) else None
        for block, later in _with_next(list(_blocks(part, size_pt)), follows, size_pt):
            height = -block.foot
            if y - height - later < _FOOT and y < _TOP:
                pages.append(_Page([], []))
                y = _TOP
            pages[-1].texts.extend(msgspec.structs.replace(text, y=text.y + y) for text in block.texts)
            pages[-1].rules.extend(
                msgspec.structs.replace(rule, y1=rule.y1 + y, y2=rule.y2 + y) for rule in block.rules
            )
            y -= height
        y -= size_pt * GAP
    return pages


def _with_next(blocks: Sequence[Setting], follows: Part | None, size_pt: float) -> Iterator[tuple[Setting, float]]:
    """Yield each block with the room that must be left under it: a heading stays with what it heads."""
    first = next(iter(_blocks(follows, size_pt)), None) if follows is not None else None
    later = -first.foot + size_pt * GAP if first is not None else 0.0
    for block in blocks:
        yield block, later


def _blocks(part: Part, size_pt: float) -> Iterator[Setting]:
    """Yield what the part is made of, each set from height 0 downwards and never parted by a page's end."""
    left, right = MARGIN_PT, WIDTH_PT - MARGIN_PT
    face = Face(size_pt, measure)
    match part:
        case Heading(text):
            yield _set((Run(text, bold=True),), Face(size_pt * HEADING, measure), left, right)
        case Words(text):
            yield _set(_runs(text), face, left, right)
        case Large(text):
            yield _set((Run(text, bold=True),), Face(size_pt * LARGE, measure), left, right)
        case Steps(texts, is_numbered):
            for number, text in enumerate(texts, 1):
                head = Run(f"{number}." if is_numbered else "•", bold=is_numbered)
                yield _pair((head,), text, face, left + size_pt * INDENT, size_pt * GAP / 2)
        case Rows(rows):
            for key, says in rows:
                middle = left + (right - left) * KEYS_SHARE
                yield _pair((Run(key, bold=True),), says, face, middle, size_pt * GAP / 3)
        case Blank(label):
            yield _blank(label, face, left, right)
        case Picture(text, caption):
            yield _picture(text, caption, left, face)


def _set(runs: Sequence[Run], face: Face, left: float, right: float) -> Setting:
    return set_paragraph(runs, face, 0.0, always(Column(left, right)))


def _pair(head: Sequence[Run], text: str, face: Face, middle: float, gap: float) -> Setting:
    """Set a head at the left, and a text beside it from `middle` on."""
    one = _set(head, face, MARGIN_PT, middle - face.space)
    other = _set(_runs(text), face, middle, WIDTH_PT - MARGIN_PT)
    return Setting(one.texts + other.texts, one.rules + other.rules, min(one.foot, other.foot) - gap)


def _blank(label: str, face: Face, left: float, right: float) -> Setting:
    """Set a label and a rule that fills the rest of its line, with room over it to write."""
    y = -face.size_pt * BLANK * 0.8
    start = left + face.width(f"{label}  ")
    text = Text(left, y, label, False, face.size_pt)
    return Setting((text,), (Rule(start, y - 2, right, y - 2, 0.75),), -face.size_pt * BLANK)


def _picture(text: str, caption: str, left: float, face: Face) -> Setting:
    """Set a code of dark bars, as wide as its rows ask, and its caption under it."""
    rows = readable_modules(text)
    bars = tuple(
        Rule(
            left + x * PICTURE_MODULE_PT,
            -(y + 0.5) * PICTURE_MODULE_PT,
            left + (x + length) * PICTURE_MODULE_PT,
            -(y + 0.5) * PICTURE_MODULE_PT,
            PICTURE_MODULE_PT,
        )
        for y, x, length in dark_runs(rows)
    )
    foot = -(len(rows) + QUIET_MODULES) * PICTURE_MODULE_PT
    under = set_paragraph(_runs(caption), face, foot, always(Column(left, WIDTH_PT - MARGIN_PT)))
    return Setting(under.texts, bars, under.foot)


def _runs(text: str) -> tuple[Run, ...]:
    """Return the text in runs, bold where it stands between double asterisks."""
    return tuple(Run(part, bold=index % 2 == 1) for index, part in enumerate(_BOLD.split(text)) if part)


def _drawn(card: Card, pages: Sequence[_Page]) -> bytes:
    out = io.BytesIO()
    canvas = new_canvas(out, WIDTH_PT, HEIGHT_PT, card.title, card.language)
    for number, page in enumerate(pages, 1):
        for rule in page.rules:
            canvas.setLineWidth(rule.width_pt)
            canvas.line(rule.x1, rule.y1, rule.x2, rule.y2)
        for text in page.texts:
            canvas.setFont(font_name(bold=text.bold), text.size_pt)
            canvas.drawString(text.x, text.y, text.text)
        canvas.setFont(font_name(bold=False), FOOT_PT)
        canvas.drawString(MARGIN_PT, MARGIN_PT, card.foot)
        canvas.drawRightString(WIDTH_PT - MARGIN_PT, MARGIN_PT, f"{number} / {len(pages)}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()
