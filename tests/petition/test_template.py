"""Templates: what they bring, and how each broken one is refused."""

import re

import pytest

from canvass.ground.resources import resource
from canvass.petition.template import (
    TemplateRefused,
    TemplateUnknown,
    citations,
    read_template,
    template,
    templates,
    unconfirmed,
)

NAME = "ca-recall-local"
TOML = resource("petitions", f"{NAME}.toml").read_text(encoding="utf-8")


def broken(folder, old, new):
    """Write the real template with its first `old` replaced."""
    assert old in TOML
    path = folder / f"{NAME}.toml"
    path.write_text(TOML.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_templates_are_california_s_recall_and_county_initiative():
    assert [(each.name, each.kind, each.law_to) for each in templates()] == [
        ("ca-initiative-county", "initiative", None),
        (NAME, "recall", None),
    ]


def test_an_unknown_name_is_refused_with_the_name():
    with pytest.raises(TemplateUnknown) as refused:
        template("../petitions/ca-recall-local")
    assert refused.value.facts == {"name": "../petitions/ca-recall-local"}


def test_the_law_s_own_numbers_are_in_the_template():
    law = template(NAME)
    exam = law.examination
    assert law.words.answer is not None
    assert (law.words.grounds.value, law.words.answer.value) == (200, 200)
    assert (exam.full_business_days.value, exam.sample_business_days.value) == (30, 60)
    assert (exam.sample_least.value, exam.sample_percent.value) == (500, 5)
    assert (exam.fails_below_percent.value, exam.passes_above_percent.value) == (90, 110)
    assert law.duplicate_policy.value == "keep_one"
    assert (law.qr_policy.value, law.codes_need_approval.value) == ("unique", True)
    assert law.officials_keep_months.value == 8


def test_the_template_counts_as_unconfirmed_while_one_figure_is_from_memory():
    law = template(NAME)
    assert "proponents.nomination_signatures" in unconfirmed(law)
    assert "page.parts.title" in unconfirmed(law)
    assert "signatures" not in unconfirmed(law)
    assert not law.confirmed


def test_a_template_is_confirmed_once_every_figure_is(tmp_path):
    path = tmp_path / f"{NAME}.toml"
    confirmed = 'confidence = "confirmed"\nverified_on = 2026-11-24'
    path.write_text(re.sub(r'confidence = "(memory-\w+|inferred)"', confirmed, TOML), encoding="utf-8")
    assert read_template(path).confirmed


@pytest.mark.parametrize("name", [NAME, "ca-initiative-county"])
def test_every_source_of_the_file_is_found_when_citations_are_listed(name):
    text = resource("petitions", f"{name}.toml").read_text(encoding="utf-8")
    assert len(list(citations(template(name)))) == len(re.findall(r"^source = ", text, re.MULTILINE))


def test_reason_codes_tell_lines_from_sections():
    scopes = {reason.code: reason.scope for reason in template(NAME).reasons.value}
    assert scopes["DUP"] == "line"
    assert scopes["CIRC_MISSING"] == "section"
    assert len(scopes) == 24


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('kind = "recall"', 'kind = "recall"\ncolour = "red"', "colour"),
        ('kind = "recall"', 'kind = "parade"', "kind"),
        ('kind = "recall"', "", "kind"),
        ("law_from = 2025-01-01", 'law_from = "last year"', "law_from"),
        ('name = "ca-recall-local"', 'name = "ca-recall-state"', "name"),
        ("[words.grounds]\nvalue = 200", "[words.grounds]\nvalue = 0", "words.grounds.value"),
        ("[words.grounds]\nvalue = 200", '[words.grounds]\nvalue = "200"', "words.grounds.value"),
        ("[words.grounds]\nvalue = 200", "[words.grounds]\nvalue = 200\nvalues = 1", "words.grounds.values"),
        ("[words.grounds]", "[words.reasons]", "words.reasons"),
        ("at_least = 0, percent = 30", "at_least = 10, percent = 30", "signatures"),
        ("at_least = 10000, days = 120", "at_least = 60000, days = 120", "circulation"),
        ('value = "registered"', 'value = "residents"', "signatures_base.value"),
        ("at_least = 0, percent = 30", "at_least = 0, percent = 130", "signatures.value[4].percent"),
        ('code = "OUT_JUR"', 'code = "NOT_REG"', "reasons"),
        ("[page.blank_top_in]\nvalue = 1.0", "[page.blank_top_in]\nvalue = -1.0", "page.blank_top_in.value"),
        ('kind = "title"\nsize_pt = 8.0', 'kind = "title"\nsize_pt = 7.5', "page.parts"),
        ('kind = "public_notice"\nsize_pt = 11.0', 'kind = "public_notice"\nsize_pt = 10.0', "page.parts"),
        ('kind = "grid"', 'kind = "signed_by"', "page.parts"),
        ('kind = "signed_by"\nsize_pt = 8.0', 'kind = "box"\nsize_pt = 8.0', "page.parts[6].kind"),
        ('kind = "address"', 'kind = "title"', "page.parts"),
        ("The grounds for the recall are as follows: {grounds}", "{reasons}", "page.parts"),
        ('when = "served"', 'when = "sometimes"', "page.parts[3].paragraphs[0].when"),
        ('source = "Cal. Elec. Code 11221(a), read at ebench"', 'source = " "', "signatures"),
        ('source = "Cal. Elec. Code 11221(a), read at ebench"', "", "signatures.source"),
        ('confidence = "confirmed"\nverified_on = 2026-11-24', 'confidence = "confirmed"', "signatures"),
        ('confidence = "inferred"', 'confidence = "inferred"\nverified_on = 2026-11-24', "duplicate_policy"),
        ('confidence = "confirmed"', 'confidence = "sure"', "signatures.confidence"),
        ("[signatures]", "[signatures", "TOML"),
    ],
)
def test_a_broken_template_is_refused_with_its_file_and_field(tmp_path, old, new, field):
    with pytest.raises(TemplateRefused) as refused:
        read_template(broken(tmp_path, old, new))
    assert refused.value.facts["file"] == f"{NAME}.toml"
    assert refused.value.facts["field"] == field
    assert refused.value.facts["why"]


def test_a_template_that_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / f"{NAME}.toml"
    path.write_bytes(TOML.encode("utf-16"))
    with pytest.raises(TemplateRefused):
        read_template(path)
