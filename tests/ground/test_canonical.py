"""Equal values have equal bytes."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.ground.canonical import NotCanonical, decode, encode


class Pair(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    b: int
    a: str = ""


DECODER = msgspec.json.Decoder(Pair)


@given(st.integers(-(2**63), 2**63 - 1), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_encoded_comes_back_the_same(b, a):
    assert decode(encode(Pair(b, a)), DECODER) == Pair(b, a)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"b":1, "a":"x"}',
        b'{"b":1,"a":"x"}',
        b'{"a":"","b":1}',
        b'{"a":"x","b":1.0}',
        b'{"a":"x","b":1,"c":2}',
        b'{"a":"x","a":"x","b":1}',
        b'{"a":"\\u0078","b":1}',
        b'{"a":"x","b":1}\n',
        b'{"a":"\xff","b":1}',
        b"",
        b"[" * 100_000,
    ],
    ids=lambda raw: ascii(raw)[:25],
)
def test_any_other_writing_of_a_value_is_refused(raw):
    with pytest.raises(NotCanonical):
        decode(raw, DECODER)


def test_fields_are_sorted():
    assert encode(Pair(1, "x")) == b'{"a":"x","b":1}'
