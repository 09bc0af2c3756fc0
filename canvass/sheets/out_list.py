"""The list of what is out, on letter pages: a heading for each person, and a box to tick beside every sheet."""

import io
from collections.abc import Sequence

import msgspec
from reportlab.pdfgen.canvas import Canvas

from canvass.sheets.boxes import PT_PER_IN
from canvass.sheets.draw import new_canvas
from canvass.sheets.fonts import LettersMissing, font_name, measure

WIDTH_PT, HEIGHT_PT = 8.5 * PT_PER_IN, 11 * PT_PER_IN
MARGIN_PT = 0.75 * PT_PER_IN  # within what every printer reaches
TITLE_PT, NAME_PT, TEXT_PT, FOOT_PT = 16.0, 13.0, 11.0, 9.0
LEADING = 1.6
NAME_LEADING = 2.4  # a name stands apart from the sheets of the one before
COLUMNS = 4
BOX_PT = 10.0
BOX_GAP_PT = 6.0
TOGETHER = 3
"""A name is never the last thing on a page: so many rows of sheets stay with it."""


class OutGroup(msgspec.Struct, frozen=True):
    """What one person has: the name, how many for how long in words, the sheets; `is_late` stands in bold."""

    name: str
    said: str
    sheets: tuple[str, ...]
    is_late: bool = False


class OutList(msgspec.Struct, frozen=True):
    """The whole list: a heading, whose drive, people, what stands under every page ({page} of {pages}), language."""

    heading: str
    drive: str
    groups: tuple[OutGroup, ...]
    foot: str
    empty: str
    language: str = "en"


def out_list_pdf(listed: OutList) -> bytes:
    """Return the list as a PDF of letter pages. The same list gives the same bytes.

    A letter that the typeface lacks is shown as a question mark: the list is for those who know the names.
    """
    pages = _pages(listed)
    out = io.BytesIO()
    canvas = new_canvas(out, WIDTH_PT, HEIGHT_PT, listed.heading, listed.language)
    for number, rows in enumerate(pages, 1):
        _draw(canvas, rows)
        foot = printable(listed.foot.format(page=number, pages=len(pages)))
        canvas.setFont(font_name(bold=False), FOOT_PT)
        canvas.drawRightString(WIDTH_PT - MARGIN_PT, MARGIN_PT - 2 * FOOT_PT, foot)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class _Row(msgspec.Struct, frozen=True):
    """One line of a page: a text, what stands to its right, or sheets with their boxes."""

    size_pt: float
    text: str = ""
    right: str = ""
    bold: bool = False
    bold_right: bool = False
    sheets: tuple[str, ...] = ()

    @property
    def height_pt(self) -> float:
        return self.size_pt * (LEADING if self.sheets else NAME_LEADING)


def _pages(listed: OutList) -> list[list[_Row]]:
    """Return the rows of each page; a name stays with the first rows of its sheets and is said again on a new page."""
    pages: list[list[_Row]] = [[_Row(TITLE_PT, listed.heading, bold=True), _Row(TEXT_PT, listed.drive)]]
    room = HEIGHT_PT - 2 * MARGIN_PT - sum(row.height_pt for row in pages[0])
    if not listed.groups:
        pages[0].append(_Row(TEXT_PT, listed.empty))
    for group in listed.groups:
        head = _Row(NAME_PT, group.name, group.said, bold=True, bold_right=group.is_late)
        rows = [_Row(TEXT_PT, sheets=group.sheets[at : at + COLUMNS]) for at in range(0, len(group.sheets), COLUMNS)]
        kept = sum(row.height_pt for row in rows[:TOGETHER])
        if head.height_pt + kept > room:
            pages.append([])
            room = HEIGHT_PT - 2 * MARGIN_PT
        for row in (head, *rows):
            if row.height_pt > room:
                pages.append([head])
                room = HEIGHT_PT - 2 * MARGIN_PT - head.height_pt
            pages[-1].append(row)
            room -= row.height_pt
    return pages


def _draw(canvas: Canvas, rows: Sequence[_Row]) -> None:
    y = HEIGHT_PT - MARGIN_PT
    for row in rows:
        y -= row.height_pt
        right = printable(row.right)
        taken = measure(right, row.bold_right, TEXT_PT) + TEXT_PT if right else 0
        room = WIDTH_PT - 2 * MARGIN_PT - taken
        canvas.setFont(font_name(bold=row.bold), row.size_pt)
        canvas.drawString(MARGIN_PT, y, _cut(printable(row.text), row, room))
        if right:
            canvas.setFont(font_name(bold=row.bold_right), TEXT_PT)
            canvas.drawRightString(WIDTH_PT - MARGIN_PT, y, right)
        canvas.setLineWidth(0.8)
        for place, sheet in enumerate(row.sheets):
            x = MARGIN_PT + place * (WIDTH_PT - 2 * MARGIN_PT) / COLUMNS
            canvas.rect(x, y - 1, BOX_PT, BOX_PT)
            canvas.setFont(font_name(bold=False), TEXT_PT)
            canvas.drawString(x + BOX_PT + BOX_GAP_PT, y, sheet)


def _cut(text: str, row: _Row, room: float) -> str:
    while text and measure(text, row.bold, row.size_pt) > room:
        text = text[:-2].rstrip() + "…"
    return text


def printable(text: str) -> str:
    """Return the text with a question mark in place of each letter that the typeface lacks."""
    try:
        measure(text, bold=False, size_pt=TEXT_PT)
    except LettersMissing:
        return "".join(letter if _has(letter) else "?" for letter in text)
    return text


def _has(letter: str) -> bool:
    try:
        measure(letter, bold=False, size_pt=TEXT_PT)
    except LettersMissing:
        return False
    return True
