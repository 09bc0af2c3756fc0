"""The petition of one drive: what is asked, of whom, by when, as its coordinators have filled it in."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, get_args

import msgspec

from canvass.ground.errors import CanvassError
from canvass.ground.text import FieldTextRefused, TextRefused, clean
from canvass.petition.clocks import days_left, deadline, earliest_start
from canvass.petition.template import Template, template
from canvass.petition.thresholds import proponents_needed, signatures_required
from canvass.petition.words import count_words

Codes = Literal["yes", "no", "not-asked"]
TopFunders = Literal["sheet", "on_page", "none", ""]
TextName = Literal["grounds", "answer", "summary", "measure"]

TEXT_LETTERS = 5000
"""More than a text of 200 words can need; keeps a pasted book out."""

BYTE_ORDER_MARK = "\ufeff"
"""Some editors begin every text with it."""

_DATES = ("approved", "took_office", "term_ends", "notice_served")
_NUMBERS = ("registered", "votes_cast", "goal", "proponents_needed")
_CHOICES = {"codes": get_args(Codes), "top_funders": get_args(TopFunders)[:3]}
_PLAIN = ("title", "jurisdiction", "officer", "office", "proponents")
_SETTABLE = (*_PLAIN, *_DATES, *_NUMBERS, *_CHOICES)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+", re.ASCII)
_MOST = 1_000_000_000
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class FieldUnknown(CanvassError):
    """A petition has no field of this name."""

    needs = ("field",)


class FieldRepeated(CanvassError):
    """Two values for a field that takes one."""

    needs = ("field",)


class FieldRefused(CanvassError):
    """The value is not one for this field; `why` says what it takes: `number` (from 1 on), `day`, or choices."""

    needs = ("field", "value", "why")


class TextTooLong(CanvassError):
    """A text of the petition has more words than the law allows."""

    needs = ("name", "words", "allowed")


class Petition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A petition as filled in so far; what is not known yet is None or empty. Field names are those of `set`.

    `proponents` are the names that the page prints; `proponents_needed` replaces the law's number, where the
    official's differs.
    """

    template: str
    title: str = ""
    jurisdiction: str = ""
    registered: int | None = None
    approved: date | None = None
    codes: Codes = "not-asked"
    officer: str = ""
    office: str = ""
    took_office: date | None = None
    term_ends: date | None = None
    notice_served: date | None = None
    proponents: tuple[str, ...] = ()
    goal: int | None = None
    top_funders: TopFunders = ""
    grounds: str = ""
    answer: str = ""
    proponents_needed: int | None = None
    votes_cast: int | None = None
    summary: str = ""
    measure: str = ""


class Figures(msgspec.Struct, frozen=True):
    """What follows from a petition; None where a fact is missing that it follows from."""

    required: int | None
    goal: int | None
    earliest_start: date | None
    deadline: date | None
    days_left: int | None


class NoticeFigures(msgspec.Struct, frozen=True):
    """What follows for the notice of intention: how many proponents have to sign it, the first day to serve it."""

    required: int | None
    earliest: date | None


def parse_fields(pairs: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Return the fields to change, as plain JSON values: text, number, ISO date as text, list of names, or null.

    An empty value clears its field. Several `proponents` are one list, in their order; any other field may stand
    once. Raises `FieldUnknown`, `FieldRepeated`, `FieldRefused` or `FieldTextRefused`.
    """
    fields: dict[str, object] = {}
    for field, typed in pairs:
        if field not in _SETTABLE:
            raise FieldUnknown(field=field)
        if field in fields:
            raise FieldRepeated(field=field)
        if field != "proponents":
            fields[field] = _value(field, typed)
    if any(field == "proponents" for field, _ in pairs):
        names = [_value(field, typed) for field, typed in pairs if field == "proponents"]
        fields["proponents"] = [name for name in names if name]
    return fields


def with_fields(petition: Petition, fields: Mapping[str, object]) -> Petition:
    """Return the petition with these fields changed, its texts among them, as `parse_fields` gives them.

    Raises `FieldUnknown` for a name it does not have, and `FieldRefused` for a value of a wrong kind.
    """
    for field in fields:
        if field not in _SETTABLE and field not in get_args(TextName):
            raise FieldUnknown(field=field)
    changed = petition
    for field, value in fields.items():
        values = msgspec.to_builtins(changed) | {field: value}
        try:
            changed = msgspec.convert(values, Petition)
        except msgspec.ValidationError as error:
            raise FieldRefused(field=field, value=str(value), why=str(error).partition(" - at")[0]) from None
    return changed


def with_text(petition: Petition, name: str, text: str) -> Petition:
    """Return the petition with one of its texts replaced; lines are kept, empty text removes it.

    Raises `FieldUnknown` for a text that a petition of this kind does not have, `FieldTextRefused`, and `TextTooLong`
    beyond the words that the template allows.
    """
    allowed = getattr(template(petition.template).words, name, None) if name in get_args(TextName) else None
    if allowed is None:
        raise FieldUnknown(field=name)
    words = count_words(text)
    if words > allowed.value:
        raise TextTooLong(name=name, words=words, allowed=allowed.value)
    if len(text) > TEXT_LETTERS:
        raise FieldTextRefused(field=name, problem="too_long")
    lines = text.removeprefix(BYTE_ORDER_MARK).strip().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = "\n".join(_cleaned(name, line.rstrip().replace("\t", " "), TEXT_LETTERS) for line in lines)
    return with_fields(petition, {name: kept})


def figures(petition: Petition, template: Template, today: date) -> Figures:
    """Return what the law makes of the petition on this day."""
    registered = petition.registered
    voters: int | None = getattr(petition, template.signatures_base.value)
    ends = None
    if petition.approved and registered is not None:
        ends = deadline(petition.approved, registered, template.circulation.value)
    return Figures(
        required=None if voters is None else signatures_required(voters, template.signatures.value),
        goal=petition.goal,
        earliest_start=_earliest_start(petition, template),
        deadline=ends,
        days_left=None if ends is None else days_left(ends, today),
    )


def notice_figures(petition: Petition, template: Template) -> NoticeFigures:
    """Return what the law makes of the notice of intention.

    As many proponents as `proponents_needed` says, else by the table of Cal. Elec. Code 11020(b). Serving the notice
    begins the recall (11006), so its first day is the recall's (11007).
    """
    required, law = petition.proponents_needed, template.proponents
    if required is None and law is not None and petition.registered is not None:
        required = proponents_needed(petition.registered, law.brackets.value, law.nomination_signatures.value)
    return NoticeFigures(required, _earliest_start(petition, template))


def _earliest_start(petition: Petition, template: Template) -> date | None:
    if petition.took_office is None or template.commencement is None:
        return None
    return earliest_start(petition.took_office, template.commencement.after_days_in_office.value)


def _value(field: str, typed: str) -> str | int | None:
    """Return what was typed for one field as a plain JSON value."""
    text = _cleaned(field, typed.strip())
    if field in _PLAIN:
        return text
    if field in _CHOICES:
        return _choice(field, text)
    if not text:
        return None
    return _number(field, text) if field in _NUMBERS else _day(field, text)


def _choice(field: str, text: str) -> str:
    if not text:
        return "not-asked" if field == "codes" else ""
    if text not in _CHOICES[field]:
        raise FieldRefused(field=field, value=text, why=", ".join(_CHOICES[field]))
    return text


def _number(field: str, text: str) -> int:
    number = int(text.replace(",", "")) if _NUMBER.fullmatch(text) else 0
    if not 1 <= number <= _MOST:
        raise FieldRefused(field=field, value=text, why="number")
    return number


def _day(field: str, text: str) -> str:
    try:
        day = date.fromisoformat(text) if _ISO_DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2199:  # noqa: PLR2004 - centuries in which a year is no slip of the finger
        raise FieldRefused(field=field, value=text, why="day")
    return day.isoformat()


def _cleaned(field: str, text: str, limit: int = 200) -> str:
    try:
        return clean(text, limit)
    except TextRefused as refused:
        raise FieldTextRefused(field=field, problem=refused.facts["problem"]) from None
