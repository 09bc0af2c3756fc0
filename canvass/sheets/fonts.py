"""The typeface of every printed page: Atkinson Hyperlegible (Braille Institute, SIL Open Font Licence)."""

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from canvass.ground.errors import CanvassError
from canvass.ground.resources import resource

_FACES = {False: "AtkinsonHyperlegible-Regular", True: "AtkinsonHyperlegible-Bold"}


class LettersMissing(CanvassError):
    """The typeface has no such letters, so the page would show boxes in their place."""

    needs = ("letters", "text")


def font_name(*, bold: bool) -> str:
    """Return the name under which reportlab knows the face."""
    _font(bold=bold)
    return _FACES[bold]


def typeface(*, bold: bool) -> TTFont:
    """Return the face itself, for whoever embeds it whole."""
    return _font(bold=bold)


def measure(text: str, bold: bool, size_pt: float) -> float:
    """Return the width in points, or raise `LettersMissing`."""
    font = _font(bold=bold)
    missing = sorted({letter for letter in text if ord(letter) not in font.face.charToGlyph})
    if missing:
        raise LettersMissing(letters=" ".join(missing), text=text[:60])
    return float(font.stringWidth(text, size_pt))


@cache
def _font(*, bold: bool) -> TTFont:
    font = TTFont(_FACES[bold], str(resource("fonts", f"{_FACES[bold]}.ttf")))
    pdfmetrics.registerFont(font)
    return font
