"""Writing many sheets: the drawn form's bytes as they are, and behind them pages that place it with code and number.

The new pages are an incremental update (ISO 32000-1, 7.5.6) of the one-page form: the approved page stands unchanged
at the head of every file printed from it, once, and each sheet adds some hundred bytes.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import msgspec

from canvass.ground.progress import Report
from canvass.sheets.boxes import QUIET_MODULES, CodeBox
from canvass.sheets.code import dark_runs, modules
from canvass.sheets.draw import Geometry
from canvass.sheets.formpart import FormParts, form_parts

PAGES_A_NODE = 100  # of the page tree: readers find any page in two steps


class Sink(Protocol):
    """Where finished bytes go: a `PartFile`, or a file that is open for writing."""

    def write(self, content: bytes, /) -> object:
        """Take all of the bytes."""
        ...


class Stamp(msgspec.Struct, frozen=True):
    """What one sheet carries beside the form: the 17 digits of its code and its number; empty is none."""

    code: str = ""
    number: str = ""


class Placement(msgspec.Struct, frozen=True):
    """The form at one place of a page, moved by (dx, dy), and its stamp."""

    stamp: Stamp
    dx: float = 0.0
    dy: float = 0.0


class PagePlan(msgspec.Struct, frozen=True):
    """The size of the pages to write, and where the form has its codes."""

    width_pt: float
    height_pt: float
    codes: tuple[CodeBox, ...]


def write_sheets(form_pdf: bytes, geometry: Geometry, stamps: Sequence[Stamp], out: Sink, report: Report) -> None:
    """Write one page for each stamp. `report` may raise: whoever made `out` then throws it away.

    Outside code and number every page looks alike to the pixel, today and at every reprint. Raises `FormDamaged`.
    """
    plan = PagePlan(geometry.width_pt, geometry.height_pt, geometry.codes)
    pages = [(Placement(stamp),) for stamp in stamps]
    write_pages(form_pdf, plan, pages, out, report)


def write_pages(
    form_pdf: bytes, plan: PagePlan, pages: Sequence[Sequence[Placement]], out: Sink, report: Report
) -> None:
    """Write the pages, each with the form at its placements."""
    total = len(pages)
    if total < 1:
        raise ValueError("a file has at least one page")
    parts = form_parts(form_pdf)
    update = _Update(out, form_pdf, parts)
    nodes = range(parts.size + 1, parts.size + 1 + -(-total // PAGES_A_NODE))
    first_page = nodes.stop
    update.add(parts.size, _resources(parts))
    _add_tree(update, parts.pages, nodes, first_page, total)
    for index, placements in enumerate(pages):
        report(index, total)
        number, node = first_page + 2 * index, nodes[index // PAGES_A_NODE]
        update.add(number, _page(plan, node, parts.size, number + 1))
        content = zlib.compress(b"\n".join(_placed(placement, plan.codes) for placement in placements), 6)
        update.add(
            number + 1, b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(content), content)
        )
    update.finish()
    report(total, total)


class _Update:
    """Objects appended to a PDF, and the cross-reference table that finds them. Replaced objects come first."""

    def __init__(self, out: Sink, before: bytes, parts: FormParts) -> None:
        self._out = out
        self._parts = parts
        out.write(before)
        self._offset = len(before)
        self._places: dict[int, int] = {}

    def add(self, number: int, body: bytes) -> None:
        """Write one object."""
        written = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        self._places[number] = self._offset
        self._offset += len(written)
        self._out.write(written)

    def finish(self) -> None:
        """Write table and trailer."""
        table = [b"xref\n"]
        numbers = sorted(self._places)
        start = 0
        for index in range(1, len(numbers) + 1):
            if index == len(numbers) or numbers[index] != numbers[index - 1] + 1:
                table.append(b"%d %d\n" % (numbers[start], index - start))
                table += [b"%010d 00000 n \n" % self._places[number] for number in numbers[start:index]]
                start = index
        size = numbers[-1] + 1
        trailer = b"trailer\n<< /Size %d %b /Prev %d >>\n" % (size, self._parts.trailer, self._parts.startxref)
        self._out.write(b"%b%bstartxref\n%d\n%%%%EOF\n" % (b"".join(table), trailer, self._offset))


def _resources(parts: FormParts) -> bytes:
    return b"<< /XObject << /Form %d 0 R >> /Font << /Number %d 0 R >> >>" % (parts.form, parts.number_font)


def _add_tree(update: _Update, root: int, nodes: range, first_page: int, total: int) -> None:
    """Write the page tree: a root over nodes over pages."""
    kids = b" ".join(b"%d 0 R" % node for node in nodes)
    update.add(root, b"<< /Type /Pages /Count %d /Kids [%b] >>" % (total, kids))
    for index, node in enumerate(nodes):
        of_node = range(index * PAGES_A_NODE, min(total, (index + 1) * PAGES_A_NODE))
        kids = b" ".join(b"%d 0 R" % (first_page + 2 * page) for page in of_node)
        body = b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%b] >>" % (root, len(of_node), kids)
        update.add(node, body)


def _page(plan: PagePlan, parent: int, resources: int, content: int) -> bytes:
    box = b"/MediaBox [0 0 %b %b]" % (_pt(plan.width_pt), _pt(plan.height_pt))
    return b"<< /Type /Page /Parent %d 0 R %b /Resources %d 0 R /Contents %d 0 R >>" % (parent, box, resources, content)


def _placed(placement: Placement, codes: Sequence[CodeBox]) -> bytes:
    """Return the drawing operations of the form, and of each of its codes with the number beside it."""
    stamp = placement.stamp
    drawn = [b"q 1 0 0 1 %b %b cm /Form Do" % (_pt(placement.dx), _pt(placement.dy))]
    for box in codes:
        if stamp.code:
            left = box.square.left + QUIET_MODULES * box.module_pt
            top = box.square.top - QUIET_MODULES * box.module_pt
            size = _pt(box.module_pt)
            drawn.append(b"q %b 0 0 -%b %b %b cm %b Q" % (size, size, _pt(left), _pt(top), _modules(stamp.code)))
        if stamp.number:
            place = (_pt(box.number_pt), _pt(box.number_x), _pt(box.number_y))
            drawn.append(b"BT /Number %b Tf %b %b Td (%b) Tj ET" % (*place, _plain(stamp.number)))
    drawn.append(b"Q")
    return b"\n".join(drawn)


@lru_cache(maxsize=4)
def _modules(text: str) -> bytes:
    """Return the code as one path of its dark runs, in modules from its upper left corner: no seams between rows."""
    rects = [b"%d %d %d 1 re" % (x, y, length) for y, x, length in dark_runs(modules(text))]
    return b" ".join(rects) + b" f"


def _plain(number: str) -> bytes:
    """Return the number as the form's font encodes it; only digits and dashes are sure to be in every form."""
    if not set(number) <= set("0123456789-"):
        raise ValueError("a sheet number is digits and dashes")
    return number.encode("ascii")


def _pt(measure: float) -> bytes:
    """Return a measure with four decimals at most: a 700th of what any printer resolves."""
    return (f"{measure:.4f}".rstrip("0").rstrip(".") or "0").encode("ascii")
