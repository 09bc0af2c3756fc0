"""Approved forms: frozen as drawn, kept by the file, carried by kits, and nobody's but headquarters'."""

import hashlib

import numpy as np
import pypdfium2 as pdfium
import pytest

from canvass.batches.export import export_batch
from canvass.batches.merging import merge
from canvass.ground.progress import silent
from canvass.journal.bodies import Form, Kind, Role
from canvass.journal.drive import set_fields
from canvass.journal.facts import facts
from canvass.petition.template import template
from canvass.sheets import draw
from canvass.sheets.formpart import FormDamaged
from canvass.sheets.forms import FormNotHere, FundersBoxNotDrawn, form_page, store_forms
from canvass.sheets.runs import ApprovalChanged, PrintOrder, draw_run, finish_run, print_blanks, print_sheets
from canvass.wording.printed import print_words

WORDS = print_words()
DPI = 200
OTHER = "Other grounds, which nobody approved, and which are shorter."


def run(journal, out, count=1, paper="letter"):
    return print_sheets(journal, PrintOrder(count, out, paper), WORDS, silent)


def picture(path, geometry, index=0):
    """Return a page's pixels without its codes and numbers."""
    document = pdfium.PdfDocument(path)
    image = document[index].render(scale=DPI / 72, grayscale=True).to_numpy().copy()
    document.close()
    image = image.reshape(image.shape[:2])
    for code in geometry.codes:
        whole = code.whole
        left, right = int(code.number_x * DPI / 72) - 2, int((code.number_x + 80) * DPI / 72)
        top, bottom = (int((geometry.height_pt - y) * DPI / 72) for y in (whole.top, whole.bottom))
        image[top : bottom + 2, left:right] = 255
    return image


def facts_of(journal, kind):
    return [fact.body for fact in facts(journal.connection, kind)]


def forms(journal):
    return facts_of(journal, Kind.FORM)


def test_at_approval_the_page_is_stored_for_every_paper_it_fits(drive):
    hq = drive(approved=None)
    assert store_forms(hq, WORDS) == ()
    set_fields(hq, {"approved": "2026-05-20"})
    stored = store_forms(hq, WORDS)
    assert [form.geometry.paper for form in stored] == ["letter", "legal"]
    assert [form.is_frozen for form in stored] == [True, True]
    kept = dict(hq.connection.execute("select hash, geometry from form").fetchall())
    assert [(form.codes, form.form, form.lines, form.paper) for form in forms(hq)] == [
        ("yes", form.hash, form.geometry.lines, form.geometry.paper) for form in stored
    ]
    assert [form.geometry for form in forms(hq)] == [
        hashlib.sha256(kept[form.hash].encode()).hexdigest() for form in stored
    ]
    assert store_forms(hq, WORDS) == ()
    assert form_page(hq, WORDS) == stored[0]


def test_a_paper_that_the_texts_do_not_fit_is_not_stored(drive, some_words):
    hq = drive(grounds=some_words(400), answer=some_words(400))
    assert [form.geometry.paper for form in store_forms(hq, WORDS)] == ["legal"]


def test_an_approval_of_an_incomplete_petition_stores_the_page_once_it_is_complete(drive):
    hq = drive(answer=None, grounds=None)
    assert store_forms(hq, WORDS) == ()
    set_fields(hq, {"grounds": OTHER})
    assert len(store_forms(hq, WORDS)) == 2


def test_a_reprint_is_alike_to_the_pixel_whatever_has_changed_since(drive, tmp_path, monkeypatch):
    hq = drive()
    run(hq, tmp_path / "first.pdf")
    geometry = form_page(hq, WORDS).geometry
    set_fields(hq, {"grounds": OTHER, "officer": "Somebody Else", "title": "Another", "top_funders": "sheet"})
    monkeypatch.setattr(draw, "FADED", 0.0)
    monkeypatch.setattr(draw, "font_name", lambda **_: "Times-Roman")
    run(hq, tmp_path / "again.pdf", 2)
    assert np.array_equal(picture(tmp_path / "first.pdf", geometry), picture(tmp_path / "again.pdf", geometry, 1))
    print_blanks(hq, tmp_path / "blanks.pdf", WORDS, silent)
    assert np.array_equal(picture(tmp_path / "first.pdf", geometry), picture(tmp_path / "blanks.pdf", geometry))
    assert len({form.form for form in forms(hq)}) == len(forms(hq)) == 1


def test_the_first_run_freezes_a_form_that_nobody_stored_before(drive, tmp_path):
    hq = drive()
    run(hq, tmp_path / "first.pdf")
    assert form_page(hq, WORDS).is_frozen
    assert (tmp_path / "first.pdf").read_bytes().startswith(form_page(hq, WORDS).pdf)


def test_an_approval_that_is_taken_back_takes_its_form_with_it(drive, tmp_path):
    hq = drive()
    (first, _) = store_forms(hq, WORDS)
    set_fields(hq, {"approved": None})
    assert run(hq, tmp_path / "draft.pdf").run is None
    set_fields(hq, {"grounds": OTHER})
    set_fields(hq, {"approved": "2026-06-01"})
    (second, _) = store_forms(hq, WORDS)
    assert second.hash != first.hash
    assert form_page(hq, WORDS) == second


def test_another_headquarters_takes_an_approval_back_too(drive, laptop):
    hq = drive()
    first = store_forms(hq, WORDS)
    second = laptop(hq, Role.HQ, "second")
    assert form_page(second, WORDS).hash == first[0].hash
    set_fields(second, {"approved": None, "grounds": OTHER})
    set_fields(second, {"approved": "2026-06-01"})
    anew = store_forms(second, WORDS)
    assert [form.geometry.paper for form in anew] == ["letter", "legal"]
    assert form_page(second, WORDS).hash == anew[0].hash != first[0].hash


@pytest.mark.parametrize("stored", [True, False])
def test_sheets_of_an_approval_taken_back_while_they_were_drawn_are_not_printed(drive, tmp_path, stored):
    hq = drive()
    if stored:
        store_forms(hq, WORDS)
    with draw_run(hq, PrintOrder(2, tmp_path / "run.pdf"), WORDS, silent) as drawn:
        set_fields(hq, {"approved": None})
        with pytest.raises(ApprovalChanged):
            finish_run(hq, drawn)
    assert not list(tmp_path.glob("run*"))
    assert facts_of(hq, Kind.RUN) == []
    set_fields(hq, {"approved": "2026-06-01"})
    assert run(hq, tmp_path / "run.pdf").run == "000001"


def test_a_coordinator_prints_the_page_that_came_with_the_kit(drive, laptop, tmp_path):
    hq = drive()
    store_forms(hq, WORDS)
    set_fields(hq, {"grounds": OTHER})
    ana = laptop(hq, Role.COORDINATOR, "ana")
    assert form_page(ana, WORDS) == form_page(hq, WORDS)
    run(ana, tmp_path / "ana.pdf")
    assert (tmp_path / "ana.pdf").read_bytes().startswith(form_page(hq, WORDS).pdf)


def test_a_coordinator_without_the_approved_page_asks_for_a_newer_kit(drive, laptop, tmp_path):
    hq = drive(approved=None)
    ana = laptop(hq, Role.COORDINATOR, "ana")
    assert run(ana, tmp_path / "draft.pdf").run is None
    set_fields(hq, {"approved": "2026-05-20"})
    laptop(hq, Role.COORDINATOR, "ben")
    newer = laptop(hq, Role.COORDINATOR, "ana")
    with pytest.raises(FormNotHere) as refused:
        run(newer, tmp_path / "run.pdf")
    assert refused.value.facts == {"paper": "letter"}
    assert not (tmp_path / "run.pdf").exists()
    assert store_forms(newer, WORDS) == ()
    store_forms(hq, WORDS)
    # the fourth coordinator's kit brings printer number 4, also to a laptop that had another: no number comes twice
    assert run(laptop(hq, Role.COORDINATOR, "ana"), tmp_path / "run.pdf").run == "004001"


def test_a_form_told_by_anyone_but_headquarters_counts_for_nothing(drive, laptop, tmp_path):
    hq = drive(approved=None)
    ana = laptop(hq, Role.COORDINATOR, "ana")
    with ana.writing():
        ana.write(Kind.FORM, Form(codes="yes", form="0" * 64, lines=6))
    export_batch(ana, tmp_path)
    merge(hq, [tmp_path])
    assert len(forms(hq)) == 1
    set_fields(hq, {"approved": "2026-05-20"})
    assert form_page(hq, WORDS).hash != "0" * 64


@pytest.mark.parametrize(
    ("column", "value", "part"),
    [
        ("pdf", b"%PDF-1.7 but another", "page"),
        ("geometry", "{", "geometry"),
        ("geometry", '{"paper":"letter"}', "geometry"),
    ],
)
def test_a_damaged_form_is_refused_and_never_drawn_anew(drive, tmp_path, column, value, part):
    hq = drive()
    store_forms(hq, WORDS)
    with hq.campaign.transaction() as connection:
        connection.execute(f"update form set {column} = ?", (value,))
    with pytest.raises(FormDamaged) as refused:
        run(hq, tmp_path / "run.pdf")
    assert refused.value.facts == {"part": part}
    assert not (tmp_path / "run.pdf").exists()


def test_legal_paper_has_more_lines_than_letter(drive, tmp_path):
    hq = drive()
    letter, legal = run(hq, tmp_path / "a.pdf"), run(hq, tmp_path / "b.pdf", paper="legal")
    assert legal.lines_per_sheet > letter.lines_per_sheet
    papers = {paper.name: paper for paper in template("ca-recall-local").page.papers.value}
    assert form_page(hq, WORDS, "legal").geometry.height_pt == papers["legal"].height_in * 72


def test_a_page_that_shall_name_its_top_funders_is_not_drawn_without_their_box(drive):
    hq = drive(approved=None, top_funders="on_page")
    with pytest.raises(FundersBoxNotDrawn):
        form_page(hq, WORDS)
    set_fields(hq, {"approved": "2026-05-20"})
    assert store_forms(hq, WORDS) == ()
