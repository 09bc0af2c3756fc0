"""The legal texts of the recall page, in the law's order, with the petition's words in them."""

import re
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.petition.petition import Petition
from canvass.petition.template import template
from canvass.petition.wording_of_page import PetitionIncomplete, TooFewProponents, page_texts

RULES = template("ca-recall-local").page
PROPONENTS = tuple(f"Proponent Number{n}" for n in range(10))
WHOLE = Petition(
    template="ca-recall-local",
    jurisdiction="Los Angeles County",
    officer="Pat Doe",
    office="District Attorney",
    proponents=PROPONENTS,
    top_funders="sheet",
    grounds="First ground.\nSecond ground.",
)
ORDER = ["title", "address", "demand", "notice", "answer", "public_notice", "signed_by", "grid", "declaration"]


def changed(**fields):
    return msgspec.structs.replace(WHOLE, **fields)


def plain(kind, petition=WHOLE):
    """Return one part as text, blanks as underscores with their caption."""
    part = next(part for part in page_texts(RULES, petition) if part.kind == kind)
    return "\n".join(
        "".join(f"__{run.text}__" if run.blank_mm else run.text for run in paragraph) for paragraph in part.paragraphs
    )


def everything(petition=WHOLE):
    return "\n".join(plain(kind, petition) for kind in ORDER)


def test_the_parts_stand_in_the_law_s_order_and_are_large_enough():
    parts = page_texts(RULES, WHOLE)
    assert [part.kind for part in parts] == ORDER
    assert {part.kind: part.size_pt for part in parts if part.size_pt != 8} == {"public_notice": 11}


def test_nobody_is_asked_to_elect_a_successor_of_a_local_officer():
    assert "successor" not in everything().lower()


def test_the_demand_names_officer_office_and_jurisdiction():
    assert "recall and removal of Pat Doe, holding the office of District Attorney, in Los Angeles" in plain("demand")


def test_the_notice_has_the_grounds_and_every_proponent_by_name():
    notice = plain("notice")
    assert "First ground.\nSecond ground." in notice
    assert all(name in notice for name in PROPONENTS)
    assert "was served on Pat Doe" in notice


def test_the_day_of_service_is_written_out_in_english():
    assert "served on March 9, 2021 to Pat Doe" in plain("notice", changed(notice_served=date(2021, 3, 9)))


def test_the_answer_or_that_there_was_none_is_printed():
    assert plain("answer") == "No answer was filed by the officer sought to be recalled."
    assert plain("answer", changed(answer="I did well.")).endswith("is as follows: I did well.")


def test_the_notice_to_the_public_has_its_exact_words_order_and_weights():
    def notice(top_funders):
        parts = page_texts(RULES, changed(top_funders=top_funders))
        part = next(part for part in parts if part.kind == "public_notice")
        return [[(run.text, run.bold) for run in paragraph] for paragraph in part.paragraphs]

    heading = [("NOTICE TO THE PUBLIC:", True)]
    month = (
        "SIGN ONLY IF IT IS THE SAME MONTH SHOWN IN THE OFFICIAL TOP FUNDERS OR YOU SAW AN “OFFICIAL TOP FUNDERS” "
        "SHEET FOR THIS MONTH."
    )
    right = "THIS PETITION MAY BE CIRCULATED BY A PAID SIGNATURE GATHERER OR A VOLUNTEER. YOU HAVE THE RIGHT TO ASK."
    assert notice("sheet") == notice("none") == [heading, [(right, False)]]
    assert notice("on_page") == [heading, [(month, True)], [(right, False)]]


def test_do_not_sign_stands_in_the_signer_s_box_only_with_a_top_funders_sheet():
    def box(top_funders):
        parts = page_texts(RULES, changed(top_funders=top_funders))
        return [(run.text, run.bold) for part in parts if part.kind == "grid" for run in part.runs]

    assert box("sheet") == [
        ("DO NOT SIGN", True),
        (" UNLESS you have seen Official Top Funders sheet and its month is still valid.", False),
    ]
    assert box("on_page") == box("none") == []


def test_the_declaration_leaves_every_hand_written_field_blank_and_ends_in_date_place_signature():
    parts = page_texts(RULES, WHOLE)
    blanks = [run for part in parts for run in part.runs if run.blank_mm]
    assert [run.text for run in blanks] == [
        "printed name of circulator",
        "residence address of circulator",
        "first date",
        "last date",
        "date",
        "place of signing",
        "signature of circulator",
    ]
    assert all(run.blank_mm >= 30 for run in blanks)
    assert re.search(r"penalty of perjury .*\nExecuted on __date__ at __.*__, California. __sig", plain("declaration"))


def test_a_circulator_swears_to_a_top_funders_sheet_only_if_there_is_one():
    def swears(top_funders):
        return "Top Funders" in plain("declaration", changed(top_funders=top_funders))

    assert [swears(each) for each in ("sheet", "on_page", "none")] == [True, False, False]


def test_every_missing_field_is_named_at_once():
    with pytest.raises(PetitionIncomplete) as refused:
        page_texts(RULES, Petition(template="ca-recall-local"))
    assert refused.value.facts == {"fields": "jurisdiction, officer, office, proponents, top_funders, grounds"}


def test_nine_proponents_are_too_few():
    with pytest.raises(TooFewProponents) as refused:
        page_texts(RULES, changed(proponents=PROPONENTS[:9]))
    assert refused.value.facts == {"named": 9, "asked": 10}


@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_no_words_of_the_petition_act_as_marks(words):
    typed = f"**bold** [blank:40] {{officer}} {words}"
    part = next(part for part in page_texts(RULES, changed(grounds=typed)) if part.kind == "notice")
    assert sum(run.bold for run in part.runs) == 1
    assert not any(run.blank_mm for run in part.runs)
    assert any(typed in run.text for run in part.runs)
