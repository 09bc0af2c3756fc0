"""What may be stored of what somebody typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.ground.text import MARKS_IN_A_ROW, TextRefused, clean, is_clean

KEPT = [
    "",
    " ",
    "Ann O'Neill-Smith, Jr.",
    "<script>alert(1)</script>",
    "=1+1",
    "'; drop table line; --",
    "../../etc/passwd",
    "NULL",
    "José Muñoz Peña",
    "Nguyễn Thị Ánh",
    "Նարեկ Հովհաննիսյան",
    "Дмитрий Ёлкин",
    "김민준",
    "王小明",
    "محمد رضا",
    "علی\u200cرضا",  # ZWNJ stands in Persian names
    "שרה כהן",
    "क्षत्रिय",
    "👩‍👩‍👧‍👦",  # joined by ZWJ
    "🏳️‍🌈",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "½ Elm St #3",
    "Ｊｏｈｎ",
    "ﬁ",
]

REFUSED = [
    ("Ann\0Evil", "nul"),
    ("Ann\nEvil", "control"),
    ("Ann\tEvil", "control"),
    ("Ann\x1b[31m", "control"),
    ("Ann\x7f", "control"),
    ("Ann\x85", "control"),
    ("Ann\u2028Evil", "control"),
    ("\ufeffAnn", "control"),
    ("\U000e0041Ann", "control"),
    ("\U000e007f", "control"),
    ("Ann\u202egnp.exe", "bidi"),
    ("Ann\u202a", "bidi"),
    ("Ann\u2066", "bidi"),
    ("Ann\u2069", "bidi"),
    ("Ann\u200f", "bidi"),
    ("Ann\u200e", "bidi"),
    ("Ann\u061c", "bidi"),
    ("Ann\ud800", "surrogate"),
    ("\udfff", "surrogate"),
    ("Ann\uffff", "unassigned"),
    ("Ann\u0378", "unassigned"),
    ("A" * 201, "too_long"),
    ("A" * 100_000, "too_long"),
    ("王" * 134, "too_long"),  # 402 bytes
    ("👩" * 101, "too_long"),
    ("Z" + "\u0300" * 200, "marks"),
    ("Z" + "\u0316" * (MARKS_IN_A_ROW + 1), "marks"),
    ("Z" + "\u0316\u200d" * (MARKS_IN_A_ROW + 1), "marks"),
]


@pytest.mark.parametrize("text", KEPT, ids=ascii)
def test_every_script_and_every_odd_but_harmless_text_is_kept_as_it_is(text):
    assert clean(text) == text
    assert is_clean(text)


@pytest.mark.parametrize(("text", "problem"), REFUSED, ids=lambda value: ascii(value)[:30])
def test_what_could_deceive_or_break_is_refused_with_its_reason(text, problem):
    with pytest.raises(TextRefused) as caught:
        clean(text)
    assert caught.value.facts == {"problem": problem}
    assert not is_clean(text)


@pytest.mark.parametrize(("text", "problem"), REFUSED, ids=lambda value: ascii(value)[:30])
def test_a_letter_that_this_python_does_not_know_is_let_through_where_asked_and_hides_nothing_else(text, problem):
    unknown = "\u0378"
    assert clean(unknown + "Ann", unassigned=True) == unknown + "Ann"
    assert is_clean(text, unassigned=True) == (problem == "unassigned")
    assert is_clean(unknown + text, unassigned=True) == (problem == "unassigned")


def test_the_failure_does_not_carry_the_text():
    with pytest.raises(TextRefused) as caught:
        clean("canary\0")
    assert "canary" not in str(caught.value)
    assert "canary" not in repr(caught.value)


@pytest.mark.parametrize("text", ["José", "Nguyễn Thị Ánh", "각", "Ώ"])
def test_decomposed_letters_come_back_composed(text):
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    assert clean(apart) == text
    assert not is_clean(apart)


def test_the_limits_themselves_are_allowed():
    assert clean("A" * 200) == "A" * 200
    assert clean("é" * 200) == "é" * 200
    assert clean("A" * 5000, limit=5000)
    marks = "Z" + "\u0316" * MARKS_IN_A_ROW
    assert clean(marks) == marks


def test_a_text_that_fits_once_composed_is_not_too_long():
    assert clean(unicodedata.normalize("NFD", "ễ" * 100), limit=150) == "ễ" * 100


@given(st.text(st.characters(), max_size=60))
def test_cleaning_twice_is_cleaning_once_and_the_result_can_be_stored(text):
    try:
        once = clean(text)
    except TextRefused:
        assert not is_clean(text)
        return
    assert clean(once) == once
    assert is_clean(once)
    assert unicodedata.normalize("NFC", text) == once
    assert once.encode().decode() == once


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=200))
def test_printable_ascii_is_never_refused(text):
    assert clean(text) == text
