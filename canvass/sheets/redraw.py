"""A page that somebody brought, drawn anew: only what is seen on it, as one form XObject in a file of our own making.

PDFium reads the page, prints its annotations and filled-in fields into it, and writes what the page draws as a form.
That form's objects are copied into a new file whose catalogue, page and fonts are ours: scripts, actions, links,
attachments and layers of the old file stay behind. The new file is built as `formpart.form_parts` reads it.
"""

import hashlib
import io
import re
import zlib
from collections.abc import Mapping

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from canvass.ground.resources import resource
from canvass.sheets.boxes import PT_PER_IN
from canvass.sheets.draw import FADED
from canvass.sheets.fonts import font_name, measure, typeface

_FIRST_LETTER, _LAST_LETTER = 32, 255
_NONSYMBOLIC = 32  # of a font's flags (ISO 32000-1, 9.8.2): its letters are those of WinAnsiEncoding
_REFERENCE = re.compile(rb"(?<![0-9.])(\d{1,7}) 0 R\b")
_ACROSS_PT = 0.7 * PT_PER_IN


class NotRedrawn(ValueError):
    """PDFium did not write the page as it writes pages."""


def redrawn(source: bytes, title: str, across: str = "") -> bytes:
    """Return a one-page PDF that shows what the first page of `source` shows when it is printed.

    `across` is a word such as SAMPLE, laid pale over the page. The same source gives the same bytes. Raises
    `NotRedrawn`, and `pdfium.PdfiumError` for what is no PDF.
    """
    saved, width_pt, height_pt = _as_form(source)
    objects = _objects(saved)
    form = _form_of(objects)
    kept = _reached(objects, form)
    size = max(kept) + 1
    numbers = {name: size + at for at, name in enumerate(_OURS)}
    box = b"[0 0 %b %b]" % (_pt(width_pt), _pt(height_pt))
    drawn = b"q /Own Do Q" + _across(across, width_pt, height_pt)
    ours = {
        "catalog": b"<< /Type /Catalog /Pages %d 0 R /Lang (en-US) /ViewerPreferences "
        b"<< /PrintScaling /None /DisplayDocTitle true >> >>" % numbers["pages"],
        "pages": b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % numbers["page"],
        "page": b"<< /Type /Page /Parent %d 0 R /MediaBox %b /Resources << /XObject << /Sheet %d 0 R >> >> "
        b"/Contents %d 0 R >>" % (numbers["pages"], box, numbers["sheet"], numbers["content"]),
        "content": _stream(b"", b"/Sheet Do"),
        "sheet": _stream(
            b"/Type /XObject /Subtype /Form /BBox %b /Resources << /Font %d 0 R /XObject << /Own %d 0 R >> "
            b"/ExtGState << /Over << /BM /Multiply >> >> >> " % (box, numbers["fonts"], form),
            drawn,
        ),
        "fonts": b"<< /Number %d 0 R >>" % numbers["font"],
        **_font(numbers),
        "info": b"<< /Title <FEFF%b> /Creator (canvass) >>" % title.encode("utf-16-be").hex().encode(),
    }
    return _written(kept | {numbers[name]: body for name, body in ours.items()}, numbers)


_OURS = ("catalog", "pages", "page", "content", "sheet", "fonts", "font", "descriptor", "file", "info")


def _as_form(source: bytes) -> tuple[bytes, float, float]:
    """Return a file whose page is one form drawn as the source's first page, turned and cut as it is seen; its size."""
    document = pdfium.PdfDocument(source)
    document.init_forms()
    new = pdfium.PdfDocument.new()
    try:
        page = document[0]
        width_pt, height_pt = page.get_size()
        is_flat = pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_PRINT) != pdfium_c.FLATTEN_FAIL
        page.close()
        form = pdfium_c.FPDF_NewXObjectFromPage(new.raw, document.raw, 0)
        if not (is_flat and form):
            raise NotRedrawn
        placed = new.new_page(width_pt, height_pt)
        pdfium_c.FPDFPage_InsertObject(placed.raw, pdfium_c.FPDF_NewFormObjectFromXObject(form))
        placed.gen_content()
        pdfium_c.FPDF_CloseXObject(form)
        placed.close()
        out = io.BytesIO()
        new.save(out)
        return out.getvalue(), width_pt, height_pt
    finally:
        new.close()
        document.close()


def _objects(saved: bytes) -> dict[int, bytes]:
    """Return the objects of a file as PDFium writes it: one after the other, a classic table at the end."""
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", saved[-64:])
    table = saved[int(start[1]) :] if start else b""
    if not table.startswith(b"xref"):
        raise NotRedrawn
    places = [int(at) for at in re.findall(rb"(\d{10}) \d{5} n", table)]
    objects: dict[int, bytes] = {}
    for at, end in zip(sorted(places), [*sorted(places)[1:], len(saved) - len(table)], strict=True):
        head = re.match(rb"(\d+) 0 obj\s*", saved[at : at + 32])
        last = saved.rfind(b"endobj", at, end)
        if head is None or last < 0:
            raise NotRedrawn
        objects[int(head[1])] = saved[at + head.end() : last].rstrip(b"\r\n ")
    return objects


def _form_of(objects: Mapping[int, bytes]) -> int:
    """Return the number of the form that the one page draws."""
    page = next((body for body in objects.values() if b"/Type/Page" in body and b"/Contents" in _dictionary(body)), b"")
    found = re.search(rb"/XObject\s*<<\s*/\S+ (\d+) 0 R", page)
    if found is None or b"/Subtype/Form" not in _dictionary(objects.get(int(found[1]), b"")):
        raise NotRedrawn
    return int(found[1])


def _reached(objects: Mapping[int, bytes], first: int) -> dict[int, bytes]:
    """Return the objects that one of them needs, itself among them. Others of the old file are left behind."""
    kept: dict[int, bytes] = {}
    ahead = [first]
    while ahead:
        number = ahead.pop()
        if number in objects and number not in kept:
            kept[number] = objects[number]
            ahead += [int(found) for found in _REFERENCE.findall(_dictionary(objects[number]))]
    return kept


def _dictionary(body: bytes) -> bytes:
    """Return an object without the bytes of its stream."""
    return re.split(rb"stream\r?\n", body, maxsplit=1)[0]


def _across(word: str, width_pt: float, height_pt: float) -> bytes:
    """Return what draws a word over the middle of the page; what is under it is still read."""
    if not word:
        return b""
    size_pt = min(_ACROSS_PT, 0.8 * width_pt / measure(word, True, 1.0))
    left, foot = (width_pt - measure(word, True, size_pt)) / 2, height_pt / 2
    letters = word.encode("cp1252", "replace").hex().encode()
    where = (_pt(size_pt), _pt(left), _pt(foot), letters)
    return b"\nq /Over gs %b g BT /Number %b Tf %b %b Td <%b> Tj ET Q" % (_pt(FADED), *where)


def _font(numbers: Mapping[str, int]) -> dict[str, bytes]:
    """Return the typeface of sheet numbers as a font of the file, whole: only then any number can be printed later."""
    name = font_name(bold=True)
    face = typeface(bold=True).face
    letters = [bytes([code]).decode("cp1252", "replace") for code in range(_FIRST_LETTER, _LAST_LETTER + 1)]
    known = face.charToGlyph
    widths = b" ".join(b"%d" % round(measure(c, True, 1000)) if ord(c) in known else b"0" for c in letters)
    program = resource("fonts", f"{name}.ttf").read_bytes()
    return {
        "font": b"<< /Type /Font /Subtype /TrueType /BaseFont /%b /Encoding /WinAnsiEncoding /FirstChar %d "
        b"/LastChar %d /Widths [%b] /FontDescriptor %d 0 R >>"
        % (name.encode(), _FIRST_LETTER, _LAST_LETTER, widths, numbers["descriptor"]),
        "descriptor": b"<< /Type /FontDescriptor /FontName /%b /Flags %d /FontBBox [%b] /ItalicAngle 0 /Ascent %d "
        b"/Descent %d /CapHeight %d /StemV %d /FontFile2 %d 0 R >>"
        % (
            name.encode(),
            _NONSYMBOLIC,
            b" ".join(b"%d" % round(edge) for edge in face.bbox),
            *(round(each) for each in (face.ascent, face.descent, face.capHeight, face.stemV)),
            numbers["file"],
        ),
        "file": _stream(b"/Length1 %d " % len(program), program),
    }


def _stream(entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< %b/Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (entries, len(packed), packed)


def _written(objects: Mapping[int, bytes], numbers: Mapping[str, int]) -> bytes:
    """Return the file: objects under their numbers, free entries for those left behind, and the trailer."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    size = max(objects) + 1
    table = [b"0000000000 65535 f \n"] * size
    for number, body in sorted(objects.items()):
        table[number] = b"%010d 00000 n \n" % out.tell()
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    place = out.tell()
    identity = hashlib.sha256(out.getvalue()).hexdigest()[:32].encode()
    out.write(b"xref\n0 %d\n%b" % (size, b"".join(table)))
    entries = (size, numbers["catalog"], numbers["info"], identity, identity)
    out.write(b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%b> <%b>] >>\n" % entries)
    out.write(b"startxref\n%d\n%%%%EOF\n" % place)
    return out.getvalue()


def _pt(measure_pt: float) -> bytes:
    return (f"{measure_pt:.4f}".rstrip("0").rstrip(".") or "0").encode("ascii")
