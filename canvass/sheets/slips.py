"""Cover slips: code and number on paper of their own, for sheets whose legal page may not carry them."""

import io
from collections.abc import Sequence

import msgspec

from canvass.ground.progress import Report
from canvass.petition.wording_of_page import Run
from canvass.sheets.boxes import CODE_MODULES, MODULE_PT, PT_PER_IN, QUIET_MODULES, CodeBox, Rect
from canvass.sheets.draw import SHEET_FORM, finish, new_canvas
from canvass.sheets.fonts import font_name, measure
from canvass.sheets.setting import Column, Face, always, set_paragraph
from canvass.sheets.write import PagePlan, Placement, Sink, Stamp, write_pages

WIDTH_PT = 8.5 * PT_PER_IN
HEIGHT_PT = 11 * PT_PER_IN
SLIP_PT = HEIGHT_PT / 2  # two on a page, cut across the middle
MARGIN_PT = 0.75 * PT_PER_IN
MODULES_PT = 2 * MODULE_PT  # there is room: read by any camera at arm's length
NUMBER_PT = 30.0
HEADING_PT = 16.0
TEXT_PT = 11.0
GAP_PT = 8.0


class SlipTexts(msgspec.Struct, frozen=True):
    """The words on every slip: a heading, and paragraphs under the number."""

    heading: str
    paragraphs: tuple[str, ...]


def write_slips(stamps: Sequence[Stamp], texts: SlipTexts, out: Sink, report: Report) -> None:
    """Write one slip for each sheet, two to a letter page. `report(done, total)` counts pages, and may raise."""
    box = _code_box()
    plan = PagePlan(WIDTH_PT, HEIGHT_PT, (box,))
    pages = [
        tuple(Placement(stamp, dy=SLIP_PT * (1 - place)) for place, stamp in enumerate(stamps[index : index + 2]))
        for index in range(0, len(stamps), 2)
    ]
    write_pages(_slip_form(texts, box), plan, pages, out, report)


def _code_box() -> CodeBox:
    side = (CODE_MODULES + 2 * QUIET_MODULES) * MODULES_PT
    top, right = SLIP_PT - MARGIN_PT, WIDTH_PT - MARGIN_PT
    square = Rect(right - side, top - side, right, top)
    return CodeBox(square, MODULES_PT, MARGIN_PT, top - HEADING_PT - 2 * NUMBER_PT, NUMBER_PT)


def _slip_form(texts: SlipTexts, box: CodeBox) -> bytes:
    """Draw what all slips share, and the line along which to cut."""
    out = io.BytesIO()
    canvas = new_canvas(out, WIDTH_PT, SLIP_PT, texts.heading)
    canvas.beginForm(SHEET_FORM)
    canvas.setLineWidth(0.5)
    canvas.setDash(4, 4)
    canvas.line(MARGIN_PT / 2, 0.5, WIDTH_PT - MARGIN_PT / 2, 0.5)
    column = Column(MARGIN_PT, box.square.left - GAP_PT)
    heading = (Run(texts.heading, bold=True),)
    set_texts = list(set_paragraph(heading, Face(HEADING_PT, measure), SLIP_PT - MARGIN_PT, always(column)).texts)
    top, wide = box.square.bottom - GAP_PT, Column(MARGIN_PT, WIDTH_PT - MARGIN_PT)
    for paragraph in texts.paragraphs:
        setting = set_paragraph((Run(paragraph),), Face(TEXT_PT, measure), top, always(wide))
        set_texts += setting.texts
        top = setting.foot - GAP_PT
    for text in set_texts:
        canvas.setFont(font_name(bold=text.bold), text.size_pt)
        canvas.drawString(text.x, text.y, text.text)
    canvas.endForm()
    finish(canvas)
    return out.getvalue()
