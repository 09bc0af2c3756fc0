"""Canonical JSON: one way to write a value, so that equal values have equal bytes and one hash."""

from typing import TypeVar

import msgspec

T = TypeVar("T")
_encoder = msgspec.json.Encoder(order="sorted")


class NotCanonical(ValueError):
    """The bytes are not the canonical writing of a value of the expected type."""


def encode(value: object) -> bytes:
    """Return the canonical bytes: UTF-8, keys sorted, no spaces, defaults left out where the struct says so."""
    return _encoder.encode(value)


def decode(raw: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    """Return the value, or raise `NotCanonical` unless `encode` would give exactly these bytes again."""
    try:
        value = decoder.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise NotCanonical(type(error).__name__) from None
    if _encoder.encode(value) != raw:
        raise NotCanonical("other bytes")
    return value
