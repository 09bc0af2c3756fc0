"""A page that a drive brings as a PDF, because the official approved that one: looked at, drawn anew, made a form."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from canvass.ground.errors import CanvassError
from canvass.petition.page import PageRules
from canvass.sheets.boxes import CODE_MODULES, MODULE_PT, PT_PER_IN, PT_PER_MM, QUIET_MODULES, CodeBox, Rect
from canvass.sheets.draw import Geometry
from canvass.sheets.finished import PdfUnreadable, Picture, picture_of
from canvass.sheets.fonts import measure
from canvass.sheets.layout import NUMBER_PT, NUMBER_SHAPE
from canvass.sheets.redraw import NotRedrawn, redrawn

BYTES_AT_MOST = 4 << 20
"""A page scanned at 300 dots to the inch has a quarter of it; every kit carries the page."""
OBJECTS_AT_MOST = 20_000
PIXELS_AT_MOST = 64_000_000
"""Of all pictures on the page together: legal paper at 600 dots to the inch has 43 million."""
MOST_LINES = 200
CLEARANCE_PT = 3.0
_SIZE_SLACK_PT = 1.0
_DIFFERENT = 64
"""Of 255: less is how an edge was smoothed."""
_DIFFERENT_AT_MOST = 200
"""Pixels at 200 dpi of a page: less than a comma of the smallest type, three times."""

Place = tuple[float, float]
"""Where a code goes: millimetres from the left and from the upper edge of the page to its upper left corner."""


class OwnPageRefused(CanvassError):
    """The PDF cannot be the page: `why` is too_large, encrypted, pages, paper, too_rich, fonts or differs."""

    needs = ("path", "why")


class OwnPageLinesRefused(CanvassError):
    """A page has 1 to 200 numbered lines."""

    needs = ("asked", "most")


class CodePlaceRefused(CanvassError):
    """There is print where the code should go, or the place is off the part of the page where codes may stand."""

    needs = ("left_mm", "top_mm", "why")


class OwnPage(msgspec.Struct, frozen=True):
    """What a person says of the page: its file, how many numbered lines it has, where codes go.

    Without places, corners of the page are tried that are free; with none free, numbers go on cover slips.
    """

    path: Path
    lines: int
    places: tuple[Place, ...] = ()


class OwnForm(msgspec.Struct, frozen=True):
    """The page drawn anew, ready to be stored as a form."""

    hash: str
    pdf: bytes
    geometry: Geometry


def form_of(page: OwnPage, rules: PageRules, title: str, across: str = "") -> OwnForm:
    """Return a person's PDF as a form of the petition. Changes nothing.

    It must be one page of a paper that the petition's law knows, not locked, with its fonts in it, and look the same
    drawn anew without whatever could act in it. Raises `OwnPageRefused`, `OwnPageLinesRefused`, `CodePlaceRefused`,
    `PdfUnreadable`.
    """
    if not 1 <= page.lines <= MOST_LINES:
        raise OwnPageLinesRefused(asked=page.lines, most=MOST_LINES)
    file, source = page.path.name, _read(page.path)
    try:
        before = _looked_at(source, file)
        plain = redrawn(source, title)
        after = _looked_at(plain, file)
        pdf = redrawn(source, title, across) if across else plain
    except pdfium.PdfiumError:
        raise PdfUnreadable(path=str(page.path)) from None
    except NotRedrawn:
        raise OwnPageRefused(path=file, why="differs") from None
    if _pixels_different(before.picture, after.picture) > _DIFFERENT_AT_MOST:
        raise OwnPageRefused(path=file, why="differs")
    if len(pdf) > BYTES_AT_MOST:
        raise OwnPageRefused(path=file, why="too_large")
    if not after.has_its_fonts:
        raise OwnPageRefused(path=file, why="fonts")
    geometry = Geometry(
        paper=_paper(after, rules, file),
        width_pt=after.width_pt,
        height_pt=after.height_pt,
        first_line=1,
        lines=page.lines,
        codes=_codes(page.places, after, rules),
        is_own=True,
    )
    return OwnForm(hashlib.sha256(pdf).hexdigest(), pdf, geometry)


class _Seen(msgspec.Struct, frozen=True):
    """A page as it prints: its size as seen, whether its fonts are in it, its picture."""

    width_pt: float
    height_pt: float
    has_its_fonts: bool
    picture: Picture


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > BYTES_AT_MOST:
            raise OwnPageRefused(path=path.name, why="too_large")
        return path.read_bytes()
    except OSError:
        raise PdfUnreadable(path=str(path)) from None


def _looked_at(content: bytes, file: str) -> _Seen:
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
            raise OwnPageRefused(path=file, why="encrypted") from None
        raise
    try:
        if pdfium_c.FPDF_GetSecurityHandlerRevision(document) != -1:
            raise OwnPageRefused(path=file, why="encrypted")
        if len(document) != 1:
            raise OwnPageRefused(path=file, why="pages")
        document.init_forms()
        page = document[0]
        _check_size(page, file)
        width_pt, height_pt = page.get_size()
        return _Seen(width_pt, height_pt, _has_its_fonts(page), picture_of(page))
    finally:
        document.close()


def _check_size(page: pdfium.PdfPage, file: str) -> None:
    """Refuse a page that would keep the program busy for long, before it is drawn."""
    width_pt, height_pt = page.get_size()
    if max(width_pt, height_pt) > 2 * 14 * PT_PER_IN:
        raise OwnPageRefused(path=file, why="paper")
    pixels = 0
    for count, thing in enumerate(page.get_objects(), 1):
        if isinstance(thing, pdfium.PdfImage):
            across, down = thing.get_px_size()
            pixels += across * down
        if count > OBJECTS_AT_MOST or pixels > PIXELS_AT_MOST:
            raise OwnPageRefused(path=file, why="too_rich")


def _has_its_fonts(page: pdfium.PdfPage) -> bool:
    """Return whether all type that is seen can be printed anywhere alike; what is laid unseen over a scan may not."""
    for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
        is_seen = pdfium_c.FPDFTextObj_GetTextRenderMode(thing.raw) != pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
        if is_seen and not thing.get_font().is_embedded:
            return False
    return True


def _pixels_different(one: Picture, other: Picture) -> int:
    if (one.width, one.height) != (other.width, other.height):
        return one.width * one.height
    if one.grey == other.grey:
        return 0
    return sum(abs(a - b) > _DIFFERENT for a, b in zip(one.grey, other.grey, strict=True))


def _paper(page: _Seen, rules: PageRules, file: str) -> str:
    for paper in rules.papers.value:
        size = (paper.width_in * PT_PER_IN, paper.height_in * PT_PER_IN)
        if max(abs(page.width_pt - size[0]), abs(page.height_pt - size[1])) <= _SIZE_SLACK_PT:
            return paper.name
    raise OwnPageRefused(path=file, why="paper")


def _codes(places: Sequence[Place], page: _Seen, rules: PageRules) -> tuple[CodeBox, ...]:
    """Return where codes go: where a person says, or in free corners; of these two that lie opposite, if there are."""
    area = Rect(
        rules.side_margin_in.value * PT_PER_IN,
        rules.blank_bottom_in.value * PT_PER_IN,
        page.width_pt - rules.side_margin_in.value * PT_PER_IN,
        page.height_pt - rules.blank_top_in.value * PT_PER_IN,
    )
    if places:
        return tuple(_code_at(place, page, area) for place in places)
    free = [box if _is_free(box, page) else None for box in _corners(area)]
    both = ((free[0], free[3]), (free[1], free[2]))
    pair = next((pair for pair in both if None not in pair), ())
    return tuple(box for box in pair or free if box is not None)[: 2 if pair else 1]


def _code_at(place: Place, page: _Seen, area: Rect) -> CodeBox:
    left_mm, top_mm = place
    box = code_box(left_mm * PT_PER_MM, page.height_pt - top_mm * PT_PER_MM)
    whole = whole_of(box)
    if not (area.left <= whole.left and whole.right <= area.right and area.bottom <= whole.bottom <= whole.top):
        raise CodePlaceRefused(left_mm=left_mm, top_mm=top_mm, why="outside")
    if whole.top > area.top + _SIZE_SLACK_PT:
        raise CodePlaceRefused(left_mm=left_mm, top_mm=top_mm, why="outside")
    if not _is_free(box, page):
        raise CodePlaceRefused(left_mm=left_mm, top_mm=top_mm, why="printed")
    return box


def _is_free(box: CodeBox, page: _Seen) -> bool:
    """Return whether nothing is printed where a code and its number go, as seen in pixels, and some way around."""
    whole = whole_of(box)
    around = Rect(
        whole.left - CLEARANCE_PT, whole.bottom - CLEARANCE_PT, whole.right + CLEARANCE_PT, whole.top + CLEARANCE_PT
    )
    return not page.picture.has_ink(around, page.height_pt)


def _corners(area: Rect) -> Iterator[CodeBox]:
    """Yield the boxes in the corners: upper right, upper left, lower right, lower left."""
    one = whole_of(code_box(0, 0))
    for top in (area.top, area.bottom + one.height):
        for left in (area.right - one.width, area.left):
            yield code_box(left, top)


def code_box(left: float, top: float) -> CodeBox:
    """Return the box of a code whose quiet zone and number fill the place that begins there, in points."""
    square = (CODE_MODULES + 2 * QUIET_MODULES) * MODULE_PT
    width = max(square, measure(NUMBER_SHAPE, True, NUMBER_PT))
    inset = (width - square) / 2
    place = Rect(left + inset, top - square, left + inset + square, top)
    return CodeBox(place, MODULE_PT, left, top - square - 0.7 * NUMBER_PT, NUMBER_PT)


def whole_of(box: CodeBox) -> Rect:
    """Return all that is printed of a code: its square with the quiet zone, and the number under it."""
    right = max(box.square.right, box.number_x + measure(NUMBER_SHAPE, True, box.number_pt))
    return Rect(min(box.square.left, box.number_x), box.whole.bottom, right, box.square.top)
