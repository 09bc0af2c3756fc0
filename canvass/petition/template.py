"""A kind of petition under one state of the law: dated figures with their sources, read from `resources/petitions`."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec

from canvass.ground.errors import CanvassError
from canvass.ground.resources import resource, resource_names
from canvass.petition.figure import Confidence, Figure, Positive
from canvass.petition.page import PageRules, Part

_FOLDER = "petitions"
_NOTICES = "petitions/notices"
_SUFFIX = ".toml"

L = TypeVar("L", bound="Template | NoticeTemplate")
Border = Annotated[int, msgspec.Meta(ge=0)]


class TemplateUnknown(CanvassError):
    """There is no template of this name."""

    needs = ("name",)


class TemplateRefused(CanvassError):
    """A template's file is not one: `field` says where, `why` what the reader found there."""

    needs = ("file", "field", "why")


class Bracket(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From `at_least` voters on, of those that the template's `signatures_base` counts: this share has to sign."""

    at_least: Border
    percent: Annotated[int, msgspec.Meta(gt=0, le=100)]


class DaysBracket(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From `at_least` registered voters on: so many days to circulate."""

    at_least: Border
    days: Positive[int]


class ProponentsBracket(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From `at_least` registered voters on: `number`, or `times_nomination` the officer's nomination if higher."""

    at_least: Border
    number: Positive[int]
    times_nomination: Annotated[int, msgspec.Meta(ge=0)]


class Commencement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a recall may begin."""

    after_days_in_office: Figure[Positive[int]]
    not_in_last_months_of_term: Figure[Positive[int]]
    not_in_months_after_recall_election: Figure[Positive[int]]


class Proponents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many people have to propose; the officer's nomination number differs by office and may be replaced."""

    brackets: Figure[tuple[ProponentsBracket, ...]]
    nomination_signatures: Figure[Positive[int]]


class WordLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many words a text of the petition may have; a petition of this kind has no text without a limit."""

    grounds: Figure[Positive[int]]
    answer: Figure[Positive[int]] | None = None
    summary: Figure[Positive[int]] | None = None
    measure: Figure[Positive[int]] | None = None


class Preparation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The clocks between the notice and being allowed to circulate, in calendar days; None where the law has none."""

    blank_copies: Figure[Positive[int]]
    notice_filed_days: Figure[Positive[int]] | None = None
    answer_days: Figure[Positive[int]] | None = None
    blanks_days: Figure[Positive[int]] | None = None
    review_days: Figure[Positive[int]] | None = None
    resubmit_days: Figure[Positive[int]] | None = None
    public_examination_days: Figure[Positive[int]] | None = None
    title_and_summary_days: Figure[Positive[int]] | None = None


class Examination(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the official examines what is filed; business days leave out Saturdays, Sundays and holidays."""

    full_business_days: Figure[Positive[int]]
    sample_business_days: Figure[Positive[int]]
    sample_above: Figure[Positive[int]]
    sample_least: Figure[Positive[int]]
    sample_percent: Figure[Positive[int]]
    fails_below_percent: Figure[Positive[int]]
    passes_above_percent: Figure[Positive[int]]
    proponents_begin_within_days: Figure[Positive[int]]
    proponents_end_within_days: Figure[Positive[int]]


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the official does not count a line, or a whole section."""

    code: str
    label: str
    scope: Literal["line", "section"]


QrPolicy = Literal["forbidden", "identical", "unique", "serial_required"]


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The law of one kind of petition from `law_from` on, until `law_to` if that is known."""

    name: str
    title: str
    kind: Literal["recall", "initiative"]
    jurisdiction: str
    law_from: date
    signatures: Figure[tuple[Bracket, ...]]
    signatures_base: Figure[Literal["registered", "votes_cast"]]
    """What the signatures are a share of: a field of the petition."""
    circulation: Figure[tuple[DaysBracket, ...]]
    words: WordLimits
    preparation: Preparation
    examination: Examination
    duplicate_policy: Figure[Literal["keep_one", "void_all"]]
    qr_policy: Figure[QrPolicy]
    codes_need_approval: Figure[bool]
    officials_keep_months: Figure[Positive[int]]
    reasons: Figure[tuple[Reason, ...]]
    page: PageRules
    law_to: date | None = None
    commencement: Commencement | None = None
    proponents: Proponents | None = None
    notice: str | None = None
    """The name of the template of its notice of intention, if people sign one before there is a petition."""

    def __post_init__(self) -> None:
        _check_descending("signatures", [bracket.at_least for bracket in self.signatures.value])
        _check_descending("circulation", [bracket.at_least for bracket in self.circulation.value])
        if self.proponents:
            _check_descending("proponents.brackets", [bracket.at_least for bracket in self.proponents.brackets.value])
        codes = [reason.code for reason in self.reasons.value]
        if len(set(codes)) != len(codes):
            raise ValueError("reasons: a code stands twice")

    @property
    def confirmed(self) -> bool:
        """Return whether every figure and every text was read at its source."""
        return not unconfirmed(self)


class NoticeTemplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The page on which a petition's proponents give notice of it. What it says is the petition's: officer, grounds.

    How many have to sign it, and from which day it may be served, the petition's own template says.
    """

    name: str
    title: str
    law_from: date
    qr_policy: Figure[QrPolicy]
    codes_need_approval: Figure[bool]
    page: PageRules
    law_to: date | None = None


def templates() -> tuple[Template, ...]:
    """Return every template that canvass brings, by name. Raises `TemplateRefused`."""
    names = sorted(name for name in resource_names(_FOLDER) if name.endswith(_SUFFIX))
    return tuple(read_template(resource(_FOLDER, name)) for name in names)


def template(name: str) -> Template:
    """Return the template of this name, or raise `TemplateUnknown` or `TemplateRefused`."""
    if name + _SUFFIX not in resource_names(_FOLDER):
        raise TemplateUnknown(name=name)
    return read_template(resource(_FOLDER, name + _SUFFIX))


def notice_template(of: Template) -> NoticeTemplate | None:
    """Return the template of the petition's notice of intention, or None where its law asks nobody to sign one.

    Raises `TemplateUnknown` or `TemplateRefused`.
    """
    if of.notice is None:
        return None
    if of.notice + _SUFFIX not in resource_names(_NOTICES):
        raise TemplateUnknown(name=of.notice)
    return _read(resource(_NOTICES, of.notice + _SUFFIX), NoticeTemplate)


def read_template(path: Path) -> Template:
    """Return the template in a file, or raise `TemplateRefused` with the file and the field that is wrong."""
    return _read(path, Template)


def _read(path: Path, shape: type[L]) -> L:
    try:
        read = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), shape)
    except UnicodeDecodeError as error:
        raise TemplateRefused(file=path.name, field=f"byte {error.start}", why="not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise TemplateRefused(file=path.name, field="TOML", why=str(error)) from None
    except msgspec.ValidationError as error:
        field, why = _place_of(str(error))
        raise TemplateRefused(file=path.name, field=field, why=why) from None
    if read.name + _SUFFIX != path.name:
        raise TemplateRefused(file=path.name, field="name", why=f"`{read.name}` is not the file's name")
    return read


def unconfirmed(of: Template | NoticeTemplate) -> tuple[str, ...]:
    """Return the fields that nobody has read at their source yet, in the template's order."""
    return tuple(field for field, confidence in citations(of) if confidence != "confirmed")


def citations(of: msgspec.Struct, prefix: str = "") -> Iterator[tuple[str, Confidence]]:
    """Yield the dotted name of every figure and every legal text below, with its confidence."""
    for name in of.__struct_fields__:
        value = getattr(of, name)
        if isinstance(value, Figure):
            yield prefix + name, value.confidence
        elif isinstance(value, msgspec.Struct):
            yield from citations(value, f"{prefix}{name}.")
        elif isinstance(value, tuple):
            yield from ((f"{prefix}{name}.{part.kind}", part.confidence) for part in value if isinstance(part, Part))


def _check_descending(field: str, borders: Sequence[int]) -> None:
    """Raise ValueError unless brackets run from the largest border down to 0, so that one always holds."""
    if not borders or borders[-1] != 0 or list(borders) != sorted(set(borders), reverse=True):
        raise ValueError(f"{field}: brackets must run down to at_least = 0")


def _place_of(message: str) -> tuple[str, str]:
    """Return the dotted field and the rest of a message as msgspec words it, or as our own checks do."""
    why, _, path = message.partition(" - at `$")
    field = path.rstrip("`").lstrip(".")
    named = re.search(r"(?:unknown|required) field `([^`]+)`", why)
    ours = re.match(r"([a-z_.]+): ", why)
    inner = named[1] if named else ours[1] if ours else ""
    return ".".join(part for part in (field, inner) if part) or "TOML", why
