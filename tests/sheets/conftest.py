"""A recall page with words of a wanted length, and runs printed from it."""

import io
from datetime import date
from typing import Any

import pytest

from canvass.ground.progress import silent
from canvass.journal.number import SheetNumber
from canvass.petition.petition import Petition
from canvass.petition.template import template
from canvass.petition.wording_of_page import page_texts
from canvass.sheets.code import Code, code_text
from canvass.sheets.draw import draw_form
from canvass.sheets.fonts import measure
from canvass.sheets.layout import layout_page
from canvass.sheets.write import Stamp, write_sheets

PHRASE = (
    "The officer has failed to keep the promises made to the residents of this county and has spent public money "
    "on projects that nobody asked for while roads and libraries decayed"
)
PROPONENTS = (
    "Ana Maria Delgado", "Benjamin Okafor", "Christine Wu", "David R. Hernandez", "Eleanor Whitfield-Jones",
    "Francisco Morales", "Grace Kim", "Henry Abramson", "Isabel Navarro", "Jonathan Peters",
)  # fmt: skip


def words(count):
    phrase = PHRASE.split()
    return " ".join(phrase[index % len(phrase)] for index in range(count))


TEXT = words(120)


def petition_with(grounds=TEXT, answer=TEXT, **fields):
    filled: dict[str, Any] = {
        "jurisdiction": "Example County",
        "officer": "Jordan A. Example",
        "office": "District Attorney",
        "notice_served": date(2026, 3, 20),
        "proponents": PROPONENTS,
        "top_funders": "none",
    }
    return Petition(template="ca-recall-local", grounds=grounds, answer=answer, **(filled | fields))


@pytest.fixture(scope="session")
def rules():
    return template("ca-recall-local").page


@pytest.fixture(scope="session")
def laid_out(rules):
    """Lay out a page: `laid_out(grounds=..., paper=..., lines=...)`."""

    def lay_out(paper="letter", lines=None, first_line=1, **fields):
        texts = page_texts(rules, petition_with(**fields))
        return layout_page(rules, texts, measure, paper=paper, lines=lines, first_line=first_line)

    return lay_out


@pytest.fixture(scope="session")
def form(laid_out):
    return draw_form(laid_out(), "Petition for recall")


def stamps_of(count, run=1002):
    return [Stamp(code_text(Code(417, run, serial)), SheetNumber(run, serial).text) for serial in range(1, count + 1)]


@pytest.fixture
def printed(form, tmp_path):
    """Print stamps onto the form and return the file."""

    def write(stamps, onto=form):
        out = io.BytesIO()
        write_sheets(onto.pdf, onto.geometry, stamps, out, silent)
        path = tmp_path / "run.pdf"
        path.write_bytes(out.getvalue())
        return path

    return write


@pytest.fixture(scope="session")
def some_words():
    return words


@pytest.fixture(scope="session")
def stamps():
    return stamps_of
