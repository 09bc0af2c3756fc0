"""How much faster a run is written than by reportlab drawing each page anew: `python tests/bench/print_sheets.py`.

Both draw the same page with the same embedded typeface, the same fixed mask and two vector codes with the number
beside. Medians of several turns taken by each side in one call; both ends of the ratio go to memory.
"""

import argparse
import io
import statistics
import sys
import time
from datetime import date
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from canvass.ground.progress import silent
from canvass.journal.number import SheetNumber
from canvass.petition.petition import Petition
from canvass.petition.template import template
from canvass.petition.wording_of_page import page_texts
from canvass.sheets.boxes import QUIET_MODULES, CodeBox, PageLayout
from canvass.sheets.code import Code, code_text, dark_runs, modules
from canvass.sheets.draw import DrawnForm, draw_form, new_canvas
from canvass.sheets.fonts import font_name, measure
from canvass.sheets.layout import layout_page
from canvass.sheets.write import Stamp, write_sheets

TEXT = " ".join(["The officer has failed to keep the promises made to the residents"] * 11)
GOAL = 2.5


def layout_of_a_recall() -> PageLayout:
    """Lay out a page with texts of 121 words each."""
    petition = Petition(
        template="ca-recall-local",
        jurisdiction="Example County",
        officer="Jordan A. Example",
        office="District Attorney",
        notice_served=date(2026, 3, 20),
        proponents=tuple(f"Proponent {letter}. Example" for letter in "ABCDEFGHIJ"),
        top_funders="none",
        grounds=TEXT,
        answer=TEXT,
    )
    rules = template(petition.template).page
    return layout_page(rules, page_texts(rules, petition), measure)


def redraw(layout: PageLayout, stamps: list[Stamp], out: io.BytesIO) -> None:
    """Draw every page from nothing, as a program without a form does."""
    canvas = new_canvas(out, layout.width_pt, layout.height_pt, "Petition")
    for stamp in stamps:
        for rule in layout.rules:
            canvas.setLineWidth(rule.width_pt)
            canvas.line(rule.x1, rule.y1, rule.x2, rule.y2)
        for text in layout.texts:
            canvas.setFont(font_name(bold=text.bold), text.size_pt)
            canvas.drawString(text.x, text.y, text.text)
        dark = dark_runs(modules(stamp.code))
        for box in layout.codes:
            draw_code(canvas, box, dark)
            canvas.setFont(font_name(bold=True), box.number_pt)
            canvas.drawString(box.number_x, box.number_y, stamp.number)
        canvas.showPage()
    canvas.save()


def draw_code(canvas: Canvas, box: CodeBox, dark: list[tuple[int, int, int]]) -> None:
    """Draw one code as one path of its dark runs."""
    left = box.square.left + QUIET_MODULES * box.module_pt
    top = box.square.top - QUIET_MODULES * box.module_pt
    path = canvas.beginPath()
    for y, x, length in dark:
        corner = (left + x * box.module_pt, top - (y + 1) * box.module_pt)
        path.rect(*corner, length * box.module_pt, box.module_pt)
    canvas.drawPath(path, stroke=0, fill=1)


def write(form: DrawnForm, stamps: list[Stamp], out: io.BytesIO) -> None:
    """Write the run as canvass does."""
    write_sheets(form.pdf, form.geometry, stamps, out, silent)


def main() -> int:
    """Measure, tell, and return 0 if the goal is met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sheets", type=int, default=1000)
    options.add_argument("--turns", type=int, default=5)
    chosen = options.parse_args()
    layout = layout_of_a_recall()
    stamps = [
        Stamp(code_text(Code(417, 1002, serial)), SheetNumber(1002, serial).text)
        for serial in range(1, chosen.sheets + 1)
    ]
    form = draw_form(layout, "Petition")
    ours: list[float] = []
    theirs: list[float] = []
    sizes = (0, 0)
    for _ in range(chosen.turns):
        outs = (io.BytesIO(), io.BytesIO())
        start = time.perf_counter()
        write(form, stamps, outs[0])
        middle = time.perf_counter()
        redraw(layout, stamps, outs[1])
        ours.append(middle - start)
        theirs.append(time.perf_counter() - middle)
        sizes = (len(outs[0].getvalue()), len(outs[1].getvalue()))
    mine, other = statistics.median(ours), statistics.median(theirs)
    sys.stdout.write(
        f"{chosen.sheets} sheets, medians of {chosen.turns}: canvass {mine:.3f} s, {sizes[0]:,} bytes; reportlab "
        f"redrawing each page {other:.3f} s, {sizes[1]:,} bytes; {other / mine:.1f} times faster (goal: {GOAL})\n"
    )
    return 0 if other / mine >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
