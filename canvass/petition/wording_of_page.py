"""The legal texts of a page with the petition's own words filled in."""

import re
from collections.abc import Iterator

import msgspec

from canvass.ground.errors import CanvassError
from canvass.petition.page import PLACEHOLDER, Kind, PageRules, Part, When
from canvass.petition.petition import Petition, TopFunders
from canvass.petition.words import MONTHS

_MARKS = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<caption>[^\]:]+):(?P<mm>\d+)\]", re.DOTALL)

_BY_FUNDERS: dict[When, TopFunders] = {
    "funders_sheet": "sheet",
    "funders_on_page": "on_page",
    "funders_none": "none",
}


class PetitionIncomplete(CanvassError):
    """The page cannot be drawn: these fields of the petition are still empty."""

    needs = ("fields",)


class TooFewProponents(CanvassError):
    """The page has to name more proponents than the petition does."""

    needs = ("named", "asked")


class TooManyProponents(CanvassError):
    """The page names more proponents than the law lets a petition have."""

    needs = ("named", "most")


class Run(msgspec.Struct, frozen=True):
    """A stretch of text in one weight; with `blank_mm`, a rule to write on, and `text` is its small caption."""

    text: str
    bold: bool = False
    blank_mm: float = 0.0


class PageText(msgspec.Struct, frozen=True):
    """One part of the page, ready to set: a newline in a run ends a paragraph. `size_pt` is the least size."""

    kind: Kind
    size_pt: float
    runs: tuple[Run, ...]

    @property
    def paragraphs(self) -> tuple[tuple[Run, ...], ...]:
        """Return the runs parted at newlines; no run in them has a newline, no paragraph is empty."""
        paragraphs: list[list[Run]] = [[]]
        for run in self.runs:
            first, *others = run.text.split("\n")
            paragraphs[-1].append(msgspec.structs.replace(run, text=first))
            paragraphs.extend([msgspec.structs.replace(run, text=text)] for text in others)
        kept = (tuple(run for run in runs if run.text or run.blank_mm) for runs in paragraphs)
        return tuple(runs for runs in kept if runs)


def page_texts(rules: PageRules, petition: Petition) -> tuple[PageText, ...]:
    """Return the page's texts in their order, one for each part of the template.

    The part of kind `grid` stands where the signers' lines go; its runs, if any, are printed in every signer's
    box between the printed name and the signature (Cal. Elec. Code 11043(a)(5)). Blanks of the declaration are
    never filled (Cal. Elec. Code 104). Raises `PetitionIncomplete` with every empty field, `TooFewProponents`,
    `TooManyProponents`.
    """
    conditions = _conditions(petition)
    words = _words(petition)
    asked = {
        name
        for part in rules.parts
        for paragraph in part.paragraphs
        if paragraph.when in conditions
        for name in PLACEHOLDER.findall(paragraph.text)
    }
    if any(paragraph.when in _BY_FUNDERS for part in rules.parts for paragraph in part.paragraphs):
        asked.add("top_funders")
    missing = [field for field in petition.__struct_fields__ if field in asked and not words[field]]
    if missing:
        raise PetitionIncomplete(fields=", ".join(missing))
    least = rules.proponents_named_min
    if least is not None and len(petition.proponents) < least.value:
        raise TooFewProponents(named=len(petition.proponents), asked=least.value)
    most = rules.proponents_named_most
    if most is not None and len(petition.proponents) > most.value:
        raise TooManyProponents(named=len(petition.proponents), most=most.value)
    return tuple(PageText(part.kind, part.size_pt, tuple(_runs_of(part, conditions, words))) for part in rules.parts)


def _conditions(petition: Petition) -> frozenset[When]:
    """Return which paragraphs this petition prints."""
    served: When = "served" if petition.notice_served else "not_served"
    answered: When = "answered" if petition.answer else "not_answered"
    always: When = "always"
    by_funders = {when for when, chosen in _BY_FUNDERS.items() if chosen == petition.top_funders}
    stated: set[When] = {"stated"} if petition.grounds else set()
    return frozenset({always, served, answered} | stated | by_funders)


def _words(petition: Petition) -> dict[str, str]:
    """Return what each placeholder stands for. Dates are written as American forms write them: May 20, 2021."""
    day = petition.notice_served
    return {
        "title": petition.title,
        "jurisdiction": petition.jurisdiction,
        "officer": petition.officer,
        "office": petition.office,
        "notice_served": f"{MONTHS[day.month - 1]} {day.day}, {day.year}" if day else "",
        "top_funders": petition.top_funders,
        "proponents": ", ".join(petition.proponents),
        "grounds": petition.grounds,
        "answer": petition.answer,
        "summary": petition.summary,
        "measure": petition.measure,
    }


def _runs_of(part: Part, conditions: frozenset[When], words: dict[str, str]) -> Iterator[Run]:
    """Yield the part's runs. Marks are read before words are filled in, so nobody's words can act as marks."""
    printed = [paragraph.text for paragraph in part.paragraphs if paragraph.when in conditions]
    for place, text in enumerate(printed):
        if place:
            yield Run("\n")
        end = 0
        for mark in _MARKS.finditer(text):
            if mark.start() > end:
                yield Run(_filled(text[end : mark.start()], words))
            if mark["bold"] is not None:
                yield Run(_filled(mark["bold"], words), bold=True)
            else:
                yield Run(mark["caption"], blank_mm=float(mark["mm"]))
            end = mark.end()
        if end < len(text):
            yield Run(_filled(text[end:], words))


def _filled(text: str, words: dict[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: words[match[1]], text)
