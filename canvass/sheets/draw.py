"""Drawing the static page once: a one-page PDF whose whole content is one form XObject."""

import io
import math

import msgspec
from reportlab.pdfgen.canvas import Canvas

from canvass.sheets.boxes import CodeBox, PageLayout, Rect
from canvass.sheets.fonts import font_name, measure

SHEET_FORM = "sheet"
FADED = 0.80  # grey of a word across the page: seen at once, and what is written over it is still read
ACROSS_MOST_PT = 84.0


class Geometry(msgspec.Struct, frozen=True):
    """What later steps must know of a drawn form: its size, its lines, and where codes and numbers go.

    `is_own` is a page that was brought as a PDF: the official approved it without any code of ours.
    """

    paper: str
    width_pt: float
    height_pt: float
    first_line: int
    lines: int
    codes: tuple[CodeBox, ...]
    is_own: bool = False


class DrawnForm(msgspec.Struct, frozen=True):
    """A page as drawn: at approval these bytes are stored, and they are what is reprinted for ever after."""

    pdf: bytes
    geometry: Geometry


def draw_form(layout: PageLayout, title: str, across: str = "") -> DrawnForm:
    """Draw the static page. The same layout and words always give the same bytes.

    `title` is the document's; `across` is a word such as DRAFT, drawn pale across the signers' lines (not over the
    official column, the codes or the margins).
    """
    out = io.BytesIO()
    canvas = new_canvas(out, layout.width_pt, layout.height_pt, title)
    canvas.beginForm(SHEET_FORM)
    if across:
        _draw_across(canvas, across, layout)
    for rule in layout.rules:
        canvas.setLineWidth(rule.width_pt)
        canvas.line(rule.x1, rule.y1, rule.x2, rule.y2)
    for text in layout.texts:
        canvas.setFont(font_name(bold=text.bold), text.size_pt)
        canvas.drawString(text.x, text.y, text.text)
    canvas.endForm()
    finish(canvas)
    geometry = Geometry(
        layout.paper, layout.width_pt, layout.height_pt, layout.grid.first_line, layout.grid.lines, layout.codes
    )
    return DrawnForm(out.getvalue(), geometry)


def new_canvas(out: io.BytesIO, width_pt: float, height_pt: float, title: str, language: str = "en-US") -> Canvas:
    """Return a canvas without any font of the reader's own, to be printed at its true size."""
    canvas = Canvas(
        out,
        pagesize=(width_pt, height_pt),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),  # PrintScaling came with 1.6
        initialFontName=font_name(bold=False),  # type: ignore[arg-type]  # the stub says float; it is a name
        lang=language,
    )
    canvas.setTitle(title)
    canvas.setCreator("canvass")
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def finish(canvas: Canvas) -> None:
    """Place the one form on the one page and end the document."""
    canvas.setFont(font_name(bold=True), 1)
    canvas.doForm(SHEET_FORM)
    canvas.showPage()
    canvas.save()


def _draw_across(canvas: Canvas, word: str, layout: PageLayout) -> None:
    """Draw the word as large as it fits into the lines' area, rising from left to right."""
    area = layout.grid.area
    free = Rect(area.left, area.bottom, layout.grid.official.left, area.top)
    angle = math.atan2(free.height, free.width)
    width_of_one = measure(word, True, 1.0)
    cos, sin = math.cos(angle), math.sin(angle)
    size_pt = min(free.width / (width_of_one * cos + sin), free.height / (width_of_one * sin + cos), ACROSS_MOST_PT)
    canvas.saveState()
    canvas.setFillGray(FADED)
    canvas.translate((free.left + free.right) / 2, (free.bottom + free.top) / 2)
    canvas.rotate(math.degrees(angle))
    canvas.setFont(font_name(bold=True), size_pt)
    canvas.drawCentredString(0, -size_pt * 0.35, word)
    canvas.restoreState()
