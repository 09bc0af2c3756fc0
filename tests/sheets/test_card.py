"""Cards: large type, as many pages as asked for, nothing left out, no font but ours."""

import pypdfium2
import pytest

from canvass.sheets.card import SIZES_PT, Blank, Card, Heading, Large, NewPage, Part, Rows, Steps, Words, card_pdf
from canvass.sheets.fonts import LettersMissing

PARTS = (
    Heading("In ten minutes"),
    Steps(("Press **Enter**.", "Type the name as it is written.")),
    NewPage(),
    Rows((("F8", "Same as above"), ("Esc", "Back"))),
    Large("AGE 4F2K 99QX"),
    Blank("Whom to ask"),
)


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def sizes(pdf: bytes) -> set[float]:
    with pypdfium2.PdfDocument(pdf) as document:
        found = set()
        for page in document:
            for item in page.get_objects(filter=[1]):
                size = pypdfium2.raw.c_float()
                pypdfium2.raw.FPDFTextObj_GetFontSize(item.raw, size)
                found.add(round(size.value, 1))
        return found


def test_a_card_says_everything_on_the_pages_it_asks_for():
    one, two = texts(card_pdf(Card("Type names", PARTS, foot="canvass")))
    assert one == "Type names In ten minutes 1. Press Enter. 2. Type the name as it is written. canvass 1 / 2"
    assert two == "F8 Same as above Esc Back AGE 4F2K 99QX Whom to ask canvass 2 / 2"


def test_a_short_card_is_set_in_the_largest_type_and_a_long_one_smaller():
    assert SIZES_PT[0] in sizes(card_pdf(Card("Short", (Words("A few words."),))))
    long = card_pdf(Card("Long", (Words("A few words for you. " * 150),)))
    assert len(texts(long)) == 1
    assert SIZES_PT[0] not in sizes(long)


def test_what_fits_no_page_runs_on_and_nothing_is_left_out():
    words = [f"word{number}" for number in range(3000)]
    parts = tuple(Words(" ".join(words[start : start + 100])) for start in range(0, len(words), 100))
    pages = texts(card_pdf(Card("Endless", parts)))
    assert len(pages) > 1
    assert all(word in " ".join(pages) for word in words)


def test_a_heading_never_stands_alone_at_a_pages_foot():
    for lines in range(20, 80):
        parts: tuple[Part, ...] = (
            *(Words(f"Line {number}") for number in range(lines)),
            Heading("HEAD"),
            Words("BODY"),
        )
        assert all(("HEAD" in page) == ("BODY" in page) for page in texts(card_pdf(Card("Any", parts))))


def test_the_same_card_gives_the_same_bytes_in_our_typeface_only():
    card = Card("Tarjeta", (Words("¿Qué guardamos? Nombre y dirección."),), language="es")
    assert card_pdf(card) == card_pdf(card)
    assert b"Helvetica" not in card_pdf(card)
    assert b"(es)" in card_pdf(card)


def test_letters_that_the_typeface_lacks_are_told():
    with pytest.raises(LettersMissing):
        card_pdf(Card("Title", (Words("\u4e2d"),)))
