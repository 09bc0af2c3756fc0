"""The petition's fields as typed, its texts, and what follows from them."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.ground.text import FieldTextRefused
from canvass.petition.petition import (
    FieldRefused,
    FieldRepeated,
    FieldUnknown,
    Figures,
    Petition,
    TextTooLong,
    figures,
    parse_fields,
    with_fields,
    with_text,
)
from canvass.petition.template import template
from canvass.petition.words import count_words

EMPTY = Petition(template="ca-recall-local")
LAW = template("ca-recall-local")


def test_every_field_of_set_is_read_and_survives_json():
    pairs = [
        ("title", "Recall of the District Attorney"),
        ("jurisdiction", "Los Angeles County"),
        ("registered", "5,668,570"),
        ("approved", "2022-01-27"),
        ("codes", "yes"),
        ("officer", "Pat Doe"),
        ("office", "District Attorney"),
        ("took_office", "2020-12-07"),
        ("term_ends", "2024-12-02"),
        ("notice_served", "2021-12-07"),
        ("proponents", "Ana Ruiz"),
        ("goal", "766857"),
        ("proponents", "José Núñez"),
        ("top_funders", "on_page"),
    ]
    fields = parse_fields(pairs)
    petition = with_fields(EMPTY, msgspec.json.decode(msgspec.json.encode(fields)))
    assert petition.registered == 5_668_570
    assert petition.approved == date(2022, 1, 27)
    assert petition.proponents == ("Ana Ruiz", "José Núñez")
    assert (petition.codes, petition.top_funders, petition.goal) == ("yes", "on_page", 766_857)
    assert msgspec.json.decode(msgspec.json.encode(petition), type=Petition) == petition


def test_setting_one_field_leaves_the_others():
    petition = with_fields(EMPTY, parse_fields([("officer", "Pat Doe"), ("goal", "10")]))
    assert with_fields(petition, parse_fields([("goal", "20")])) == msgspec.structs.replace(petition, goal=20)


def test_an_empty_value_clears_its_field():
    full = with_fields(
        EMPTY,
        parse_fields([("goal", "10"), ("approved", "2022-01-27"), ("proponents", "A B"), ("codes", "yes")]),
    )
    cleared = parse_fields([("goal", ""), ("approved", ""), ("proponents", ""), ("codes", ""), ("top_funders", "")])
    assert with_fields(full, cleared) == EMPTY


@pytest.mark.parametrize("field", ["template", "grounds", "colour", ""])
def test_a_field_that_set_does_not_have_is_refused(field):
    with pytest.raises(FieldUnknown) as refused:
        parse_fields([(field, "x")])
    assert refused.value.facts == {"field": field}


def test_two_values_for_one_field_are_refused():
    with pytest.raises(FieldRepeated):
        parse_fields([("officer", "Pat Doe"), ("officer", "Sam Roe")])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("registered", "0"),
        ("registered", "-5"),
        ("registered", "many"),
        ("registered", "5,66,857"),
        ("registered", "1e6"),
        ("registered", "1000000001"),
        ("goal", "٣"),
        ("approved", "27.1.2022"),
        ("approved", "2022-02-30"),
        ("approved", "20220127"),
        ("approved", "0022-01-27"),
        ("codes", "maybe"),
        ("top_funders", "paper"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_says_what_would(field, value):
    with pytest.raises(FieldRefused) as refused:
        parse_fields([(field, value)])
    assert (refused.value.facts["field"], refused.value.facts["value"]) == (field, value)
    assert refused.value.facts["why"]


@pytest.mark.parametrize(("value", "problem"), [("a\0b", "nul"), ("a\u202eb", "bidi"), ("x" * 201, "too_long")])
def test_text_that_cannot_be_kept_is_refused_with_its_field(value, problem):
    with pytest.raises(FieldTextRefused) as refused:
        parse_fields([("officer", value)])
    assert refused.value.facts == {"field": "officer", "problem": problem}


def test_with_fields_refuses_a_name_or_a_value_from_elsewhere_that_it_does_not_know():
    with pytest.raises(FieldUnknown):
        with_fields(EMPTY, {"template": "another"})
    with pytest.raises(FieldRefused) as refused:
        with_fields(EMPTY, {"officer": "Pat Doe", "registered": "many"})
    assert refused.value.facts["field"] == "registered"


def test_texts_keep_their_lines_and_lose_what_editors_add():
    petition = with_text(EMPTY, "grounds", "\ufeffOne reason. \r\n\r\nAnother\treason.\r\n")
    assert petition.grounds == "One reason.\n\nAnother reason."
    assert with_text(petition, "grounds", "").grounds == ""


@pytest.mark.parametrize("name", ["grounds", "answer"])
def test_two_hundred_words_are_taken_and_one_more_is_refused(name):
    assert getattr(with_text(EMPTY, name, "word " * 200), name).endswith("word")
    with pytest.raises(TextTooLong) as refused:
        with_text(EMPTY, name, "word " * 201)
    assert refused.value.facts == {"name": name, "words": 201, "allowed": 200}


@pytest.mark.parametrize(("text", "problem"), [("a\0b", "nul"), ("fine\n\u2066not", "bidi"), ("x" * 5001, "too_long")])
def test_a_text_with_what_cannot_be_kept_is_refused(text, problem):
    with pytest.raises(FieldTextRefused) as refused:
        with_text(EMPTY, "answer", text)
    assert refused.value.facts == {"field": "answer", "problem": problem}


def test_only_grounds_and_answer_are_texts():
    with pytest.raises(FieldUnknown):
        with_text(EMPTY, "officer", "Pat Doe")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("He failed the county.", 4),
        ("He failed — again -- and again.", 5),
        ("On June 7, 2022 he left.", 4),
        ("Call (213) 555-0100 now", 3),
        ("1,234 cases", 2),
        ("a well-known case", 3),
        ("see www.example.org/a-b", 2),
        ("word—word", 2),
        (" * ... ! ", 0),
    ],
)
def test_words_are_counted_as_section_9_does(text, words):
    assert count_words(text) == words


@given(st.lists(st.from_regex(r"[a-z]{1,9}[.,;]?", fullmatch=True), max_size=40))
def test_plain_words_count_one_each_however_they_are_spaced(words):
    assert count_words("\n ".join(words)) == len(words)


def test_the_figures_of_the_second_drive():
    pairs = [
        ("registered", "5668570"),
        ("approved", "2022-01-27"),
        ("took_office", "2020-12-07"),
        ("goal", "766857"),
    ]
    assert figures(with_fields(EMPTY, parse_fields(pairs)), LAW, date(2022, 6, 15)) == Figures(
        required=566_857,
        goal=766_857,
        earliest_start=date(2021, 3, 8),
        deadline=date(2022, 7, 6),
        days_left=21,
    )


def test_what_does_not_follow_yet_is_none():
    assert figures(EMPTY, LAW, date(2022, 6, 15)) == Figures(None, None, None, None, None)
    approved = with_fields(EMPTY, parse_fields([("approved", "2022-01-27")]))
    assert figures(approved, LAW, date(2022, 6, 15)).deadline is None
