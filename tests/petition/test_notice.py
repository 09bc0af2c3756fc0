"""The notice of intention: its template, its texts, how many have to sign it, and from which day it may be served."""

import re
from datetime import date

import msgspec
import pytest

from canvass.ground.resources import resource
from canvass.petition.petition import FieldRefused, NoticeFigures, Petition, notice_figures, parse_fields, with_fields
from canvass.petition.template import TemplateUnknown, citations, notice_template, template, templates
from canvass.petition.wording_of_page import PetitionIncomplete, page_texts

LAW = template("ca-recall-local")
FOUND = notice_template(LAW)
assert FOUND is not None
NOTICE = FOUND
ENOUGH = Petition(
    template="ca-recall-local",
    jurisdiction="Los Angeles County",
    officer="Pat Doe",
    office="District Attorney",
    grounds="Promises were broken.",
    registered=5_668_570,
    took_office=date(2020, 12, 7),
)


def said(part, petition=ENOUGH):
    (found,) = (each for each in page_texts(NOTICE.page, petition) if each.kind == part)
    return " ".join(run.text for run in found.runs)


def test_the_recall_brings_its_notice_which_is_no_kind_of_petition():
    assert NOTICE.name == LAW.notice == "ca-recall-local-notice"
    assert LAW.notice not in {each.name for each in templates()}
    with pytest.raises(TemplateUnknown):
        template(NOTICE.name)


def test_a_petition_without_a_notice_has_none_and_a_lost_file_is_told():
    assert notice_template(msgspec.structs.replace(LAW, notice=None)) is None
    with pytest.raises(TemplateUnknown) as refused:
        notice_template(msgspec.structs.replace(LAW, notice="../ca-recall-local"))
    assert refused.value.facts == {"name": "../ca-recall-local"}


def test_the_notice_says_what_the_law_asks_of_it():
    assert "Pat Doe" in said("demand")
    assert "office of District Attorney, in Los Angeles County" in said("demand")
    assert said("notice") == "The grounds for the recall are as follows: Promises were broken."
    rule = said("answer_rule")
    assert rule.startswith("California Elections Code, Section 11023.")
    assert all(f"({letter})" in rule for letter in "abc")
    assert "in not more than 200 words" in rule
    labels = {label for cell in NOTICE.page.signer_cells.value for row in cell.rows for label in row}
    assert {"Print Name", "Signature", "City", "Zip"} < labels
    assert any("Residence" in label for label in labels)
    assert any("Mailing" in label for label in labels)


def test_that_signers_become_public_is_said_before_they_sign():
    kinds = [part.kind for part in page_texts(NOTICE.page, ENOUGH)]
    assert kinds.index("made_public") < kinds.index("grid") < kinds.index("answer_rule")
    words = said("made_public")
    assert words.startswith("WHO SIGNS THIS NOTICE BECOMES PUBLIC.")
    assert all(word in words for word in ("officer", "filed", "published", "address", "not signing the petition"))


def test_the_petition_s_page_copies_the_notice_word_for_word():
    copied = next(part for part in LAW.page.parts if part.kind == "notice")
    own = [part for part in NOTICE.page.parts if part.kind in {"title", "demand", "notice"}]
    words = [paragraph.text for part in own for paragraph in part.paragraphs]
    assert words == [paragraph.text for paragraph in copied.paragraphs if paragraph.text in words]
    assert len(words) == 3


def test_the_notice_waits_for_nothing_that_comes_after_it():
    assert page_texts(NOTICE.page, msgspec.structs.replace(ENOUGH, proponents=(), top_funders="", answer=""))
    with pytest.raises(PetitionIncomplete) as refused:
        page_texts(NOTICE.page, Petition(template="ca-recall-local"))
    assert refused.value.facts == {"fields": "jurisdiction, officer, office, grounds"}


def test_no_name_is_printed_on_the_notice():
    named = msgspec.structs.replace(ENOUGH, proponents=("Ana Ruiz",) * 10)
    assert page_texts(NOTICE.page, named) == page_texts(NOTICE.page, ENOUGH)


@pytest.mark.parametrize(
    ("registered", "required"), [(5_668_570, 100), (100_000, 100), (99_999, 60), (1_000, 60), (999, 30), (None, None)]
)
def test_the_goal_of_the_notice_is_the_table_s(registered, required):
    petition = msgspec.structs.replace(ENOUGH, registered=registered)
    assert notice_figures(petition, LAW).required == required


def test_the_official_s_own_number_replaces_the_table_s():
    fields = parse_fields([("proponents_needed", "1,020")])
    assert notice_figures(with_fields(ENOUGH, fields), LAW).required == 1_020
    cleared = with_fields(with_fields(ENOUGH, fields), parse_fields([("proponents_needed", "")]))
    assert notice_figures(cleared, LAW).required == 100
    with pytest.raises(FieldRefused):
        parse_fields([("proponents_needed", "0")])


def test_the_notice_may_be_served_once_the_officer_was_in_office_for_more_than_90_days():
    assert notice_figures(ENOUGH, LAW).earliest == date(2021, 3, 8)
    assert notice_figures(Petition(template="ca-recall-local"), LAW) == NoticeFigures(None, None)


def test_every_figure_and_text_of_the_notice_names_its_source():
    found = dict(citations(NOTICE))
    assert found["page.parts.answer_rule"] == "confirmed"
    assert found["page.parts.made_public"] == found["qr_policy"] == "inferred"
    text = resource("petitions", "notices", f"{NOTICE.name}.toml").read_text(encoding="utf-8")
    assert len(found) == len(re.findall(r"^source = ", text, re.MULTILINE))
