"""A figure of law or practice, and how far it can be trusted."""

from datetime import date
from typing import Annotated, Generic, Literal, TypeVar

import msgspec

T = TypeVar("T")
Positive = Annotated[T, msgspec.Meta(gt=0)]

Confidence = Literal["confirmed", "memory-high", "memory-medium", "memory-low", "inferred"]
"""`confirmed`: read at the source named. `memory-*`: known but not looked up, and how sure. `inferred`: worked out."""


class Figure(msgspec.Struct, Generic[T], frozen=True, forbid_unknown_fields=True):
    """One value with the place it comes from; `verified_on` is the day somebody read it there, or None."""

    value: T
    source: str
    confidence: Confidence
    verified_on: date | None = None

    def __post_init__(self) -> None:
        check_citation(self.source, self.confidence, self.verified_on)


def check_citation(source: str, confidence: Confidence, verified_on: date | None) -> None:
    """Raise ValueError unless a source is named, and a date exactly where somebody has read it there."""
    if not source.strip():
        raise ValueError("source is empty")
    if (confidence == "confirmed") != (verified_on is not None):
        raise ValueError("verified_on belongs to confidence 'confirmed', and only to it")
