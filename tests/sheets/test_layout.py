"""The page as boxes: what the law asks of it, and what does not fit is refused by how much."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.sheets.boxes import PT_PER_IN, PT_PER_MM, Rect
from canvass.sheets.fonts import LettersMissing, measure
from canvass.sheets.layout import PageTooLong, PageTooLongForAnyPaper, PaperUnknown, TooManyLines


def place_of(text):
    width = measure(text.text, text.bold, text.size_pt)
    return Rect(text.x, text.y - text.size_pt * 0.25, text.x + width, text.y + text.size_pt * 0.75)


def said(layout):
    return " ".join(text.text for text in layout.texts)


def height_of(layout, words):
    return next(text.y for text in layout.texts if words in text.text)


def assert_keeps_the_law(layout):
    body = Rect(0.3 * PT_PER_IN, 0.5 * PT_PER_IN, layout.width_pt - 0.3 * PT_PER_IN, layout.height_pt - PT_PER_IN)
    grid = layout.grid
    for text in layout.texts:
        place = place_of(text)
        assert body.left <= place.left
        assert place.right <= body.right, text
        assert body.bottom <= place.bottom
        assert place.top <= body.top
        assert text.size_pt >= 8
        assert not any(place.meets(code.whole) for code in layout.codes), text
        assert not place.meets(grid.official), text
    for code in layout.codes:
        assert body.bottom <= code.whole.bottom
        assert code.whole.top <= body.top
        assert not code.whole.meets(grid.area)
        assert code.square.width == pytest.approx((21 + 8) * 0.6 * PT_PER_MM)
    assert grid.official.width >= PT_PER_IN
    assert grid.row_height_pt >= 12 * PT_PER_MM
    assert grid.official.height == pytest.approx(grid.lines * grid.row_height_pt)


@pytest.mark.parametrize("paper", ["letter", "legal"])
@pytest.mark.parametrize("top_funders", ["none", "sheet", "on_page"])
@pytest.mark.parametrize("count", [1, 120, 200])
def test_the_page_keeps_the_law(laid_out, paper, top_funders, count):
    text = "word " * count
    assert_keeps_the_law(laid_out(paper=paper, grounds=text, answer=text, top_funders=top_funders))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 14), min_size=1, max_size=150), st.integers(0, 400))
def test_words_of_any_length_stay_between_the_margins(laid_out, lengths, longest):
    text = " ".join("w" * length for length in [*lengths, longest] if length)
    assert_keeps_the_law(laid_out(paper="legal", grounds=text, answer=""))


def test_texts_of_120_words_leave_five_lines_on_letter(laid_out):
    assert laid_out().grid.lines >= 5


@pytest.mark.parametrize("top_funders", ["none", "sheet", "on_page"])
def test_full_texts_leave_three_or_four_lines_on_letter(laid_out, some_words, top_funders):
    text = some_words(200)
    assert laid_out(grounds=text, answer=text, top_funders=top_funders).grid.lines in (3, 4)


def test_the_parts_stand_in_their_order(laid_out):
    layout = laid_out()
    parts = [
        "PETITION FOR RECALL", "TO THE HONORABLE ELECTIONS", "Pursuant to the", "NOTICE OF INTENTION", "The grounds",
        "The printed names", "The answer of", "NOTICE TO THE PUBLIC:", "to be signed by", "Print Name", "Signature",
        "DECLARATION OF CIRCULATOR", "I certify", "Executed on", "signature of circulator",
    ]  # fmt: skip
    heights = [height_of(layout, part) for part in parts]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == len(heights)


def test_the_notice_to_the_public_is_in_11_point_with_its_opening_alone_in_bold(laid_out):
    notice = [text for text in laid_out().texts if text.size_pt == 11]
    assert [text.text for text in notice if text.bold] == ["NOTICE TO THE PUBLIC:"]
    assert " ".join(text.text for text in notice if not text.bold) == (
        "THIS PETITION MAY BE CIRCULATED BY A PAID SIGNATURE GATHERER OR A VOLUNTEER. YOU HAVE THE RIGHT TO ASK."
    )


def test_every_signer_is_warned_between_name_and_signature_if_a_funders_sheet_is_due(laid_out):
    layout = laid_out(top_funders="sheet")
    warnings = [text for text in layout.texts if text.text == "DO NOT SIGN"]
    assert len(warnings) == layout.grid.lines
    assert all(warning.bold for warning in warnings)
    names = [text.y for text in layout.texts if text.text == "Print Name"]
    signatures = [text.y for text in layout.texts if text.text == "Signature"]
    for name, warning, signature in zip(names, warnings, signatures, strict=True):
        assert name > warning.y > signature
    assert "DO NOT SIGN" not in said(laid_out())


def test_lines_are_numbered_from_the_first_line_on(laid_out):
    layout = laid_out(lines=3, first_line=6)
    assert [text.text for text in layout.texts if text.text.isdecimal()] == ["6", "7", "8"]
    assert layout.grid.last_line == 8


def test_proponents_are_named_and_the_declaration_is_left_blank(laid_out):
    layout = laid_out()
    assert "Eleanor Whitfield-Jones" in said(layout)
    for caption in ("printed name of circulator", "residence address of circulator", "first date", "last date"):
        above = next(text for text in layout.texts if text.text == caption)
        rule = min(
            layout.rules, key=lambda rule: abs(rule.y1 - above.y - 8) + abs(rule.x1 - above.x) * (rule.y1 != rule.y2)
        )
        assert rule.y1 == rule.y2
        assert rule.x2 - rule.x1 >= 35 * PT_PER_MM


def test_more_lines_than_fit_are_refused_with_what_would(laid_out):
    most = laid_out().grid.lines
    assert laid_out(lines=most).grid.lines == most
    with pytest.raises(TooManyLines) as refused:
        laid_out(lines=most + 1)
    assert refused.value.facts["fit"] == most
    assert refused.value.facts["asked"] == most + 1
    missing_pt = refused.value.facts["missing_pt"]
    assert isinstance(missing_pt, int)
    assert 0 < missing_pt <= 12 * PT_PER_MM + 1
    with pytest.raises(TooManyLines):
        laid_out(lines=0)


def test_a_page_too_long_for_letter_is_sent_to_legal_with_the_words_to_cut(laid_out, some_words):
    with pytest.raises(PageTooLong) as refused:
        laid_out(grounds=some_words(600), answer=some_words(200))
    facts = refused.value.facts
    assert (facts["paper"], facts["would_fit"]) == ("letter", "legal")
    assert isinstance(facts["words"], int)
    shorter = 600 - facts["words"]
    assert laid_out(grounds=some_words(shorter), answer=some_words(200)).grid.lines >= 1
    with pytest.raises(PageTooLong):
        laid_out(grounds=some_words(shorter + 60), answer=some_words(200))


def test_a_page_too_long_for_every_paper_says_so(laid_out, some_words):
    with pytest.raises(PageTooLongForAnyPaper) as refused:
        laid_out(grounds=some_words(1500))
    missing_pt = refused.value.facts["missing_pt"]
    assert isinstance(missing_pt, int)
    assert missing_pt > 100


def test_an_unknown_paper_is_refused_with_the_known_ones(laid_out):
    with pytest.raises(PaperUnknown) as refused:
        laid_out(paper="a4")
    assert refused.value.facts["known"] == "letter, legal"


def test_letters_that_the_typeface_lacks_are_refused_by_name(laid_out):
    with pytest.raises(LettersMissing) as refused:
        laid_out(officer="Jordan \u4f8b Example")
    assert refused.value.facts["letters"] == "\u4f8b"


def test_the_same_words_give_the_same_page(laid_out):
    assert laid_out() == laid_out()
