"""The 17-digit code: every slip refused, and two decoders of other makers read what is drawn."""

import cv2
import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_97_10

from canvass.journal.number import SheetNumber
from canvass.sheets.code import Code, CodeRefused, code_text, dark_runs, identical_code, modules, parse_code

codes = st.builds(
    Code, st.integers(0, 999), st.integers(1, 999_999), st.integers(1, 9_999), st.integers(1, 9), st.booleans()
)


def why(text: str) -> object:
    with pytest.raises(CodeRefused) as refused:
        parse_code(text)
    return refused.value.facts["why"]


def picture(text: str) -> np.ndarray:
    """Paint the dark runs, eight pixels a module, four quiet modules around."""
    small = np.full((29, 29), 255, np.uint8)
    for y, x, length in dark_runs(modules(text)):
        small[y + 4, x + 4 : x + 4 + length] = 0
    return np.kron(small, np.ones((8, 8), np.uint8))


@given(codes)
def test_a_code_is_17_digits_and_is_read_back(code):
    text = code_text(code)
    assert len(text) == 17
    assert parse_code(text) == code
    assert code.sheet == SheetNumber(code.run, code.serial)


@given(codes)
def test_no_slip_or_swap_names_another_sheet(code):
    text = code_text(code)
    for place, right in enumerate(text):
        for wrong in set("0123456789") - {right}:
            assert why(text[:place] + wrong + text[place + 1 :]) in ("check", "layout")
        following = text[place + 1 : place + 2]
        if following and following != right:
            assert why(text[:place] + following + right + text[place + 2 :]) in ("check", "layout")


def test_every_slip_of_one_code_is_refused_for_its_check_digits():
    text = code_text(Code(417, 1002, 14))
    slips = [text[:i] + d + text[i + 1 :] for i in range(17) for d in "0123456789" if d != text[i]]
    assert len(slips) == 153
    assert {why(slip) for slip in slips} == {"check"}


def test_the_identical_code_names_no_sheet():
    assert identical_code(417).sheet is None
    assert parse_code(code_text(identical_code(417, practice=True))) == Code(417, 0, 0, 1, True)


@pytest.mark.parametrize(("text", "reason"), [("", "digits"), ("1" * 16, "length"), ("\u0661" * 17, "digits")])
def test_what_is_no_code_is_refused_with_its_reason(text, reason):
    assert why(text) == reason


def test_a_code_of_another_layout_is_refused():
    from_elsewhere = "5" + code_text(Code(417, 1002, 14))[1:-2]
    assert why(from_elsewhere + mod_97_10.calc_check_digits(from_elsewhere)) == "layout"


@pytest.mark.parametrize("code", [Code(0, 999_999, 9_999, 9), identical_code(999), Code(417, 1002, 14, practice=True)])
def test_both_decoders_read_what_is_drawn(code):
    text = code_text(code)
    image = picture(text)
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [text]
    read, *_ = cv2.QRCodeDetectorAruco().detectAndDecode(image)
    assert read == text


def test_dark_runs_cover_each_dark_module_once():
    rows = modules(code_text(Code(417, 1002, 14)))
    cells = [(y, x + i) for y, x, length in dark_runs(rows) for i in range(length)]
    assert len(cells) == len(set(cells)) == sum(map(sum, rows))
    assert len(rows) == len(rows[0]) == 21
