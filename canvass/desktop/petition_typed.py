"""What is typed on the petition's page, as fields of the petition; which fields its kind has. No Qt in here."""

from collections.abc import Mapping
from typing import get_args

import msgspec

from canvass.desktop.day_words import iso_day
from canvass.ground.errors import CanvassError
from canvass.petition.petition import Petition, TextName, parse_fields, with_fields, with_text
from canvass.petition.template import Template

TEXTS = get_args(TextName)
DAYS = ("took_office", "term_ends", "notice_served", "approved")
NUMBERS = ("registered", "votes_cast", "goal", "proponents_needed")
CHOICES = ("top_funders", "codes")
ORDER = (
    "title", "jurisdiction", "registered", "votes_cast", "goal", "officer", "office", "took_office", "term_ends",
    "proponents_needed", "notice_served", "proponents", "grounds", "answer", "summary", "measure", "top_funders",
    "approved", "codes",
)  # fmt: skip
OF_RECALLS = frozenset({"officer", "office", "took_office", "term_ends", "notice_served"})
FUNDERS = frozenset({"funders_sheet", "funders_on_page", "funders_none"})


class TypedPetition(msgspec.Struct, frozen=True):
    """The fields as they can be stored, and why some cannot."""

    fields: dict[str, object]
    refused: dict[str, CanvassError]


def fields_of(of: Template) -> tuple[str, ...]:
    """Return the fields that a petition of this kind has, in the order of the page."""
    return tuple(field for field in ORDER if _is_asked(field, of))


def _is_asked(field: str, of: Template) -> bool:
    if field in TEXTS:
        return getattr(of.words, field) is not None
    if field == "votes_cast":
        return of.signatures_base.value == "votes_cast"
    if field == "proponents_needed":
        return of.proponents is not None
    if field == "top_funders":
        return any(paragraph.when in FUNDERS for part in of.page.parts for paragraph in part.paragraphs)
    return field not in OF_RECALLS or of.kind == "recall"


def typed_petition(petition: Petition, values: Mapping[str, str]) -> TypedPetition:
    """Return what was typed, each field by itself: a wrong one keeps no other from being read."""
    fields: dict[str, object] = {}
    refused: dict[str, CanvassError] = {}
    for field, value in values.items():
        try:
            fields |= _read(petition, field, value)
        except CanvassError as error:
            refused[field] = error
    return TypedPetition(fields, refused)


def _read(petition: Petition, field: str, value: str) -> dict[str, object]:
    if field in TEXTS:
        return {field: getattr(with_text(petition, field, value), field)}
    if field == "proponents":
        return parse_fields([(field, name) for name in value.split("\n")])
    return parse_fields([(field, iso_day(value) if field in DAYS else value)])


def changed_fields(petition: Petition, fields: Mapping[str, object]) -> dict[str, object]:
    """Return those fields that say something else than the petition does."""
    after = with_fields(petition, fields)
    return {field: value for field, value in fields.items() if getattr(after, field) != getattr(petition, field)}


def as_typed(petition: Petition, field: str) -> str:
    """Return a field as it stands in its place on the page."""
    value = getattr(petition, field)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "\n".join(value)
    return f"{value:,}" if isinstance(value, int) else str(value)
