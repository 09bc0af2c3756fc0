"""A recall page with words of a wanted length, and runs printed from it."""

import io
from datetime import date
from typing import Any

import pytest

from canvass.batches.founding import create_drive
from canvass.batches.joining import join
from canvass.batches.kit import make_kit
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

FIELDS = {
    "title": "Recall of Jordan A. Example",
    "jurisdiction": "Example County",
    "registered": 100_000,
    "officer": "Jordan A. Example",
    "office": "District Attorney",
    "notice_served": "2026-03-20",
    "approved": "2026-05-20",
    "proponents": PROPONENTS,
    "top_funders": "none",
    "codes": "yes",
    "grounds": TEXT,
    "answer": TEXT,
}


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


@pytest.fixture
def drive(tmp_path):
    """Make a drive's headquarters: `drive(approved="2026-05-20", codes="yes", practice=False)`, closed at the end."""
    made: list[Any] = []

    def make(name="hq", *, practice=False, **fields):
        filled = {field: value for field, value in FIELDS.items() if field not in fields}
        given = {field: value for field, value in (filled | fields).items() if value is not None}
        made.append(create_drive(tmp_path / f"{name}.canvass", "ca-recall-local", given, practice=practice))
        return made[-1]

    yield make
    for journal in made:
        journal.campaign.close()


@pytest.fixture
def laptop(tmp_path):
    """Join another laptop: `laptop(hq, Role.COORDINATOR, "ana")`; again with the same name for a newer kit."""
    made: dict[str, Any] = {}

    def make(hq, role, name):
        kit = tmp_path / f"{name}-{len(list(tmp_path.iterdir()))}.canvasskit"
        make_kit(hq, role, kit, name)
        if name in made:
            made.pop(name).campaign.close()
        made[name], _ = join(kit, tmp_path / f"{name}.canvass")
        return made[name]

    yield make
    for journal in made.values():
        journal.campaign.close()


@pytest.fixture(scope="session")
def petition():
    """Return a petition with these fields: `petition(codes="no")`."""
    return petition_with
