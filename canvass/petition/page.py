"""What the law asks of a printed petition page, as data: measures, the signer's box, and the legal texts in order."""

import re
from datetime import date
from typing import Literal

import msgspec

from canvass.petition.figure import Confidence, Figure, Positive, check_citation

Kind = Literal[
    "title",
    "address",
    "demand",
    "summary",
    "measure",
    "notice",
    "answer",
    "public_notice",
    "made_public",
    "signed_by",
    "grid",
    "answer_rule",
    "declaration",
]
"""What a part of the page is. `summary`: the official's title and summary of a measure; `made_public`: that the
signers' names become public; `answer_rule`: how the officer may answer them."""

When = Literal[
    "always",
    "served",
    "not_served",
    "stated",
    "answered",
    "not_answered",
    "funders_sheet",
    "funders_on_page",
    "funders_none",
]
"""When a paragraph is printed: by the petition's `notice_served`, `grounds`, `answer` and `top_funders`."""


PLACEHOLDER = re.compile(r"\{(\w*)\}")
FILLED_IN = frozenset(
    {
        "title",
        "jurisdiction",
        "officer",
        "office",
        "notice_served",
        "proponents",
        "grounds",
        "answer",
        "summary",
        "measure",
    }
)
"""The petition's fields that a legal text may ask for."""


class Paper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A size of paper, upright."""

    name: str
    width_in: Positive[float]
    height_in: Positive[float]


class SignerCell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One cell of a signer's line: writing lines from top to bottom, each with its labels from left to right."""

    name: Literal["identity", "residence"]
    rows: tuple[tuple[str, ...], ...]


class Paragraph(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A paragraph of legal text: `{placeholder}`, `**bold**`, and `[caption:40]` for a blank of 40 mm or more."""

    text: str
    when: When = "always"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One legal text of the page; `size_pt` is the smallest type it may be set in."""

    kind: Kind
    size_pt: Positive[float]
    paragraphs: tuple[Paragraph, ...]
    source: str
    confidence: Confidence
    verified_on: date | None = None

    def __post_init__(self) -> None:
        check_citation(self.source, self.confidence, self.verified_on)


class PageRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that laying out a page needs from the law. Every measure is a least measure."""

    papers: Figure[tuple[Paper, ...]]
    blank_top_in: Figure[Positive[float]]
    blank_bottom_in: Figure[Positive[float]]
    side_margin_in: Figure[Positive[float]]
    official_column_in: Figure[Positive[float]]
    official_header: Figure[str]
    body_min_pt: Figure[Positive[float]]
    line_height_min_mm: Figure[Positive[float]]
    numbering: Figure[Literal["section", "page"]]
    signer_cells: Figure[tuple[SignerCell, ...]]
    parts: tuple[Part, ...]
    public_notice_min_pt: Figure[Positive[float]] | None = None
    summary_min_pt: Figure[Positive[float]] | None = None
    proponents_named_min: Figure[Positive[int]] | None = None
    proponents_named_most: Figure[Positive[int]] | None = None

    def __post_init__(self) -> None:
        kinds = [part.kind for part in self.parts]
        if len(set(kinds)) != len(kinds):
            raise ValueError("parts: a kind stands twice")
        if "grid" not in kinds:
            raise ValueError("parts: there is no grid for the signers")
        for part in self.parts:
            least_pt = self.least_pt(part.kind)
            if part.size_pt < least_pt:
                raise ValueError(f"parts: {part.kind} is set in {part.size_pt} pt, the least is {least_pt} pt")
            asked = {name for paragraph in part.paragraphs for name in PLACEHOLDER.findall(paragraph.text)}
            if asked - FILLED_IN:
                raise ValueError(f"parts: {part.kind} asks for {', '.join(sorted(asked - FILLED_IN))}")

    def least_pt(self, kind: Kind) -> float:
        """Return the smallest type that a part of this kind may be set in."""
        own = {"public_notice": self.public_notice_min_pt, "summary": self.summary_min_pt}.get(kind)
        return (own or self.body_min_pt).value
