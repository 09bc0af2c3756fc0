"""Finding the parts of a drawn form in its PDF, so that further pages can be appended that use them."""

import re

import msgspec

from canvass.ground.errors import CanvassError

_NUMBER_FACE = b"AtkinsonHyperlegible-Bold"


class FormDamaged(CanvassError):
    """The stored form is not a page that this program drew; `part` is what could not be found in it."""

    needs = ("part",)


class FormParts(msgspec.Struct, frozen=True):
    """Object numbers in a form's PDF, its last cross-reference table, and its trailer's entries to carry on."""

    size: int
    startxref: int
    trailer: bytes
    pages: int
    form: int
    number_font: int


def form_parts(pdf: bytes) -> FormParts:
    """Return where the form's parts are, or raise `FormDamaged`.

    Reads what `draw.draw_form` writes: a classic cross-reference table and no object streams.
    """
    startxref = int(_found(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", pdf[-64:], "end"))
    table, _, trailer = pdf[startxref:].partition(b"trailer")
    if not table.startswith(b"xref"):
        raise FormDamaged(part="table")
    places = [int(offset) for offset in re.findall(rb"(\d{10}) \d{5} [nf]", table)]
    size = int(_found(rb"/Size (\d+)", trailer, "size"))
    if size != len(places):
        raise FormDamaged(part="size")

    def head(number: bytes) -> bytes:
        """Return the object's dictionary: what stands before its stream or its end."""
        if int(number) >= size:
            raise FormDamaged(part="object")
        start = places[int(number)]
        return re.split(rb"endobj|stream\r?\n", pdf[start : start + 20_000], maxsplit=1)[0]

    root = _found(rb"/Root (\d+) 0 R", trailer, "root")
    pages = _found(rb"/Pages (\d+) 0 R", head(root), "pages")
    page = _found(rb"/Kids \[\s*(\d+) 0 R\s*\]", head(pages), "page")
    form = _found(rb"/XObject <<\s*/\S+ (\d+) 0 R", head(page), "form")
    fonts = head(_found(rb"/Font (\d+) 0 R", head(form), "fonts"))
    numbers: list[bytes] = [n for n in re.findall(rb"/\S+ (\d+) 0 R", fonts) if _NUMBER_FACE in head(n)]
    if not numbers or b"/Subtype /Form" not in head(form):
        raise FormDamaged(part="font")
    carried = re.search(rb"/ID\s*\[.*?\]", trailer, re.DOTALL)
    info = _found(rb"/Info (\d+) 0 R", trailer, "title")
    entries = b"/Root " + root + b" 0 R /Info " + info + b" 0 R" + (b" " + carried[0] if carried else b"")
    return FormParts(size, startxref, entries, int(pages), int(form), int(numbers[0]))


def _found(pattern: bytes, text: bytes, part: str) -> bytes:
    match = re.search(pattern, text)
    if match is None:
        raise FormDamaged(part=part)
    return match[1]
