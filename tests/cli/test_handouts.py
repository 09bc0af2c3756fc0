"""Cards to print, from the terminal."""

import pypdfium2
import pytest

from canvass.wording.translation import choose_language


@pytest.fixture(autouse=True)
def _english_again():
    yield
    choose_language("en")


def pages(path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_the_volunteers_card_has_two_pages_with_start_keys_and_whom_to_ask(cli, tmp_path):
    out = tmp_path / "card.pdf"
    ran = cli("card", "volunteer", "--out", out, "--json")
    assert ran.json == {"card": "volunteer", "languages": ["en"], "pdf": str(out)}
    first, second = pages(out)
    assert first.startswith("Type names in ten minutes")
    assert "Type names from paper is the large button" in first
    assert "F4, then B The line is blank" in second
    assert "Coordinator:" in second


def test_the_card_on_privacy_comes_in_both_languages_on_one_page(cli, tmp_path):
    cli("card", "privacy", "--out", tmp_path / "card.pdf", "--language", "both")
    (only,) = pages(tmp_path / "card.pdf")
    assert "What we keep, why, until when, whom to ask" in only
    assert "Qué guardamos, para qué, hasta cuándo y a quién preguntar" in only


def test_a_card_in_another_language_names_the_buttons_of_that_language(cli, tmp_path):
    cli("card", "volunteer", "--out", tmp_path / "card.pdf", "--language", "es")
    assert pages(tmp_path / "card.pdf")[0].startswith("Escribir nombres en diez minutos")


def test_a_card_never_replaces_a_file(cli, tmp_path):
    out = tmp_path / "card.pdf"
    out.write_bytes(b"mine")
    cli.refused("card", "privacy", "--out", out, error="already_there")
    assert out.read_bytes() == b"mine"
