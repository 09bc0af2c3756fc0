"""A page to measure a printer with: lines of 100 mm and of 4 inches, a frame near the edges. It is no petition page."""

import io
from collections.abc import Iterator
from pathlib import Path

import msgspec
from reportlab.pdfgen.canvas import Canvas

from canvass.ground.files import write_whole
from canvass.petition.wording_of_page import Run
from canvass.sheets.boxes import PT_PER_IN, PT_PER_MM
from canvass.sheets.draw import new_canvas
from canvass.sheets.fonts import font_name, measure
from canvass.sheets.layout import PaperUnknown
from canvass.sheets.setting import Column, Face, always, set_paragraph

RULER_MM = 100
RIGHT_WITHIN_MM = 0.5
"""As well as anybody reads a ruler; half a per cent moves no code out of its place."""

PAPERS = {"letter": (8.5 * PT_PER_IN, 11 * PT_PER_IN), "legal": (8.5 * PT_PER_IN, 14 * PT_PER_IN)}
EDGE_PT = 0.5 * PT_PER_IN
LEFT_PT = 1.25 * PT_PER_IN
INCHES = 4
EIGHTHS_PT = {8: 12.0, 4: 8.0, 1: 4.0}
TICKS_PT = {10: 12.0, 5: 8.0, 1: 4.0}
HEADING_PT, TEXT_PT, SMALL_PT = 26.0, 12.0, 9.0
GAP_PT = 10.0


class RulerWords(msgspec.Struct, frozen=True):
    """The words on the page: what it is not, how to use it, at the two lines, at the frame."""

    heading: str
    paragraphs: tuple[str, ...]
    across: str
    down: str
    inches: str
    edge: str


def write_ruler(path: Path, words: RulerWords, paper: str) -> None:
    """Write the page into a new file. Raises `PaperUnknown`, `AlreadyThere`, `NotWritten`, `LettersMissing`."""
    write_whole(path, ruler_page(words, paper))


def ruler_page(words: RulerWords, paper: str) -> bytes:
    """Return the page as a PDF."""
    if paper not in PAPERS:
        raise PaperUnknown(paper=paper, known=", ".join(PAPERS))
    width_pt, height_pt = PAPERS[paper]
    out = io.BytesIO()
    canvas = new_canvas(out, width_pt, height_pt, words.heading)
    top = _write_texts(canvas, words, width_pt, height_pt)
    _draw_frame(canvas, words.edge, width_pt, height_pt)
    _draw_ruler(canvas, LEFT_PT, top - 3 * GAP_PT, words.across, is_across=True)
    _draw_ruler(canvas, LEFT_PT, top - 9 * GAP_PT, words.down, is_across=False)
    _draw_inches(canvas, LEFT_PT + 8 * GAP_PT, top - 13 * GAP_PT, words.inches)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def is_right(measured_mm: float) -> bool:
    """Tell whether a line of 100 mm that measures so much was printed at its true size."""
    return abs(measured_mm - RULER_MM) <= RIGHT_WITHIN_MM + 1e-9


def _write_texts(canvas: Canvas, words: RulerWords, width_pt: float, height_pt: float) -> float:
    """Write heading and paragraphs; return where they end."""
    column = Column(LEFT_PT, width_pt - LEFT_PT)
    top = height_pt - 1.1 * PT_PER_IN
    texts = [((Run(words.heading, bold=True),), HEADING_PT), *(((Run(text),), TEXT_PT) for text in words.paragraphs)]
    for runs, size_pt in texts:
        setting = set_paragraph(runs, Face(size_pt, measure), top, always(column))
        for text in setting.texts:
            canvas.setFont(font_name(bold=text.bold), text.size_pt)
            canvas.drawString(text.x, text.y, text.text)
        top = setting.foot - GAP_PT
    return top


def _draw_frame(canvas: Canvas, said: str, width_pt: float, height_pt: float) -> None:
    """Draw a frame half an inch within all four edges: where it is nearer to one, the page was moved."""
    canvas.setLineWidth(0.5)
    canvas.rect(EDGE_PT, EDGE_PT, width_pt - 2 * EDGE_PT, height_pt - 2 * EDGE_PT)
    canvas.setFont(font_name(bold=False), SMALL_PT)
    canvas.drawCentredString(width_pt / 2, EDGE_PT + SMALL_PT, said)


def _draw_ruler(canvas: Canvas, x: float, y: float, said: str, *, is_across: bool) -> None:
    """Draw a line of 100 mm to the right of (x, y), or down from it, with a tick at each millimetre."""
    canvas.saveState()
    canvas.translate(x, y)
    if not is_across:
        canvas.rotate(-90)
    length_pt = RULER_MM * PT_PER_MM
    canvas.setLineWidth(1)
    canvas.line(0, 0, length_pt, 0)
    canvas.setLineWidth(0.4)
    for mm, tick_pt in _ticks():
        canvas.line(mm * PT_PER_MM, 0, mm * PT_PER_MM, tick_pt)
    canvas.setFont(font_name(bold=True), TEXT_PT)
    canvas.drawCentredString(length_pt / 2, -1.4 * TEXT_PT, said)
    canvas.setFont(font_name(bold=False), SMALL_PT)
    for mm in range(0, RULER_MM + 1, 10):
        canvas.drawCentredString(mm * PT_PER_MM, max(TICKS_PT.values()) + 3, str(mm))
    canvas.restoreState()


def _draw_inches(canvas: Canvas, x: float, y: float, said: str) -> None:
    """Draw a line of 4 inches to the right of (x, y), with a tick at each eighth: for whoever has such a ruler."""
    length_pt = INCHES * PT_PER_IN
    canvas.setLineWidth(1)
    canvas.line(x, y, x + length_pt, y)
    canvas.setLineWidth(0.4)
    for eighth in range(8 * INCHES + 1):
        at = x + eighth * PT_PER_IN / 8
        canvas.line(at, y, at, y + next(length for every, length in EIGHTHS_PT.items() if eighth % every == 0))
    canvas.setFont(font_name(bold=True), TEXT_PT)
    canvas.drawCentredString(x + length_pt / 2, y - 1.4 * TEXT_PT, said)
    canvas.setFont(font_name(bold=False), SMALL_PT)
    for inch in range(INCHES + 1):
        canvas.drawCentredString(x + inch * PT_PER_IN, y + max(EIGHTHS_PT.values()) + 3, str(inch))


def _ticks() -> Iterator[tuple[int, float]]:
    for mm in range(RULER_MM + 1):
        yield mm, next(length for every, length in TICKS_PT.items() if mm % every == 0)
