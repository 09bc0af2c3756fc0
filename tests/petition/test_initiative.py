"""A county initiative in the same format: its figures, its texts, and what it does not have."""

from datetime import date

import msgspec
import pytest

from canvass.petition.petition import (
    FieldUnknown,
    Petition,
    TextTooLong,
    figures,
    notice_figures,
    parse_fields,
    with_fields,
    with_text,
)
from canvass.petition.template import notice_template, template, unconfirmed
from canvass.petition.wording_of_page import PetitionIncomplete, TooFewProponents, TooManyProponents, page_texts

NAME = "ca-initiative-county"
LAW = template(NAME)
WHOLE = Petition(
    template=NAME,
    title="keeping libraries open",
    jurisdiction="Example County",
    registered=600_000,
    votes_cast=345_671,
    proponents=("Ana Ruiz", "José Núñez"),
    top_funders="none",
    summary="LIBRARY HOURS\nKeeps libraries open.",
    measure="SECTION 1. Libraries are open.",
)


def said(part, petition=WHOLE):
    (found,) = (each for each in page_texts(LAW.page, petition) if each.kind == part)
    return "\n".join("".join(run.text for run in runs) for runs in found.paragraphs)


def test_a_tenth_of_the_votes_for_governor_and_180_days_whatever_the_registration():
    petition = msgspec.structs.replace(WHOLE, approved=date(2026, 1, 5))
    worked_out = figures(petition, LAW, date(2026, 7, 1))
    assert (worked_out.required, worked_out.deadline, worked_out.days_left) == (34_568, date(2026, 7, 4), 3)
    assert worked_out.earliest_start is None
    assert figures(msgspec.structs.replace(petition, registered=1), LAW, date(2026, 7, 1)) == worked_out
    assert figures(msgspec.structs.replace(petition, votes_cast=None), LAW, date(2026, 7, 1)).required is None


def test_a_recall_never_asks_for_votes_cast():
    recall = template("ca-recall-local")
    petition = Petition(template=recall.name, registered=100_000, votes_cast=7)
    assert figures(petition, recall, date(2026, 1, 1)).required == 10_000


def test_votes_cast_can_be_set():
    assert with_fields(WHOLE, parse_fields([("votes_cast", "1,000,001")])).votes_cast == 1_000_001


def test_the_sample_is_3_percent_with_every_signature_between_95_and_110():
    exam = LAW.examination
    assert (exam.sample_least.value, exam.sample_percent.value) == (500, 3)
    assert (exam.fails_below_percent.value, exam.passes_above_percent.value) == (95, 110)


def test_what_was_not_looked_up_is_not_told_as_confirmed():
    assert not LAW.confirmed
    assert {"signatures", "circulation", "signatures_base", "page.parts.demand"} < set(unconfirmed(LAW))
    assert "examination.sample_percent" not in unconfirmed(LAW)


def test_title_and_summary_stand_in_11_point_above_the_measure():
    texts = page_texts(LAW.page, WHOLE)
    kinds = [text.kind for text in texts]
    assert kinds.index("title") < kinds.index("summary") < kinds.index("measure") < kinds.index("public_notice")
    sizes = {text.kind: text.size_pt for text in texts}
    assert (sizes["summary"], sizes["public_notice"], sizes["measure"]) == (11, 11, 8)
    assert said("title") == "INITIATIVE MEASURE TO BE SUBMITTED DIRECTLY TO THE VOTERS"
    assert said("summary").endswith("of the proposed measure:\nLIBRARY HOURS\nKeeps libraries open.")
    assert said("measure").endswith("\nSECTION 1. Libraries are open.")


def test_the_statement_of_reasons_may_be_left_out():
    assert "reasons" not in said("notice")
    assert "for the purpose of keeping libraries open." in said("notice")
    stated = said("notice", msgspec.structs.replace(WHOLE, grounds="Children read."))
    assert "as follows: Children read." in stated
    assert "Proponents: Ana Ruiz, José Núñez." in stated


def test_one_to_five_proponents_are_named():
    with pytest.raises(TooManyProponents) as refused:
        page_texts(LAW.page, msgspec.structs.replace(WHOLE, proponents=("Ana Ruiz",) * 6))
    assert refused.value.facts == {"named": 6, "most": 5}
    assert page_texts(LAW.page, msgspec.structs.replace(WHOLE, proponents=("Ana Ruiz",) * 5))
    with pytest.raises(PetitionIncomplete):
        page_texts(LAW.page, msgspec.structs.replace(WHOLE, proponents=()))
    assert LAW.page.proponents_named_min is not None
    two = msgspec.structs.replace(LAW.page.proponents_named_min, value=2)
    with pytest.raises(TooFewProponents):
        page_texts(
            msgspec.structs.replace(LAW.page, proponents_named_min=two),
            msgspec.structs.replace(WHOLE, proponents=("Ana Ruiz",)),
        )


def test_everything_that_is_missing_is_named_and_no_officer_is_asked_for():
    with pytest.raises(PetitionIncomplete) as refused:
        page_texts(LAW.page, Petition(template=NAME))
    assert refused.value.facts == {"fields": "title, jurisdiction, proponents, top_funders, summary, measure"}


@pytest.mark.parametrize(("name", "most"), [("summary", 500), ("grounds", 500), ("measure", 750)])
def test_its_texts_have_limits_of_their_own(name, most):
    assert getattr(with_text(WHOLE, name, "word " * most), name)
    with pytest.raises(TextTooLong) as refused:
        with_text(WHOLE, name, "word " * (most + 1))
    assert refused.value.facts == {"name": name, "words": most + 1, "allowed": most}


@pytest.mark.parametrize(
    ("petition", "name"),
    [(WHOLE, "answer"), (Petition(template="ca-recall-local"), "measure"), (WHOLE, "officer"), (WHOLE, "__doc__")],
)
def test_a_text_of_another_kind_of_petition_is_unknown(petition, name):
    with pytest.raises(FieldUnknown):
        with_text(petition, name, "Words.")


def test_nobody_signs_a_notice_of_an_initiative():
    assert notice_template(LAW) is None
    assert notice_figures(WHOLE, LAW) == notice_figures(Petition(template=NAME), LAW)
    assert notice_figures(WHOLE, LAW).required is None
