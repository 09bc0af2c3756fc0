"""What stands beside the petition's fields: what the law makes of them, and where it says so. No Qt in here."""

import re
from datetime import date
from typing import TypeVar

import msgspec

from canvass.desktop.day_words import day_words
from canvass.desktop.petition_typed import TEXTS
from canvass.petition.clocks import answer_deadline, commencement_bars, notice_filing_deadline
from canvass.petition.figure import Figure
from canvass.petition.petition import Figures, Petition, figures, notice_figures
from canvass.petition.template import Template
from canvass.petition.words import count_words
from canvass.wording.translation import mark, tr, tr_n

T = TypeVar("T")
B = TypeVar("B")
_LAW = re.compile(r"Cal\. (Elec|Gov)\. Code (\d[\d.]*(?:\(\w+\))*)")
"""The code and its first section, with which every source begins that names one."""
_CODES = {"Elec": mark("Elections Code {section}"), "Gov": mark("Government Code {section}")}


def beside(petition: Petition, of: Template, today: date) -> dict[str, str]:
    """Return a text for each field that a rule of law speaks of."""
    found = figures(petition, of, today)
    said = {
        of.signatures_base.value: _required(found, of),
        "goal": _goal(found),
        "proponents": _proponents(petition, of),
        "approved": _deadline(petition, found, of),
        "codes": _codes(petition, of),
    }
    if of.commencement is not None:
        said["took_office"] = _earliest(found, of.commencement.after_days_in_office)
        said["term_ends"] = _term_ends(petition, of.commencement.not_in_last_months_of_term)
        said["notice_served"] = _served(petition, found, of)
    if of.proponents is not None:
        said["proponents_needed"] = _proponents_needed(petition, of, of.proponents.brackets)
    return {field: text for field, text in said.items() if text}


def doubts_of(petition: Petition, of: Template, today: date) -> dict[str, str]:
    """Return for each field what cannot be right of the days in it, or is too late: a warning, no refusal."""
    approved, served = petition.approved, petition.notice_served
    if approved is None:
        return {}
    said = []
    if approved > today:
        said.append(tr("This day is still to come."))
    if served is not None and approved <= served:
        said.append(tr("This is not after the notice was served ({day}).").format(day=day_words(served)))
    elif petition.took_office is not None and approved <= petition.took_office:
        said.append(
            tr("This is not after the officer took office ({day}).").format(day=day_words(petition.took_office))
        )
    found = figures(petition, of, today)
    if found.deadline is not None and found.deadline < today:
        said.append(tr("With this day the time to hand in is over since {day}.").format(day=day_words(found.deadline)))
    if not said:
        return {}
    return {"approved": " ".join([*said, tr("Is the day right?")])}


def words_of(field: str, text: str, of: Template) -> tuple[str, bool]:
    """Return how many of its words a text has used, with the rule, and whether it keeps it."""
    allowed: Figure[int] | None = getattr(of.words, field)
    if field not in TEXTS or allowed is None:
        raise ValueError(field)
    words = count_words(text)
    said = tr("{words:,} of {allowed:,} words by our count; the official’s count decides. {source}")
    return said.format(words=words, allowed=allowed.value, source=_source(allowed)), words <= allowed.value


def _required(found: Figures, of: Template) -> str:
    if found.required is None:
        return tr("How many signatures are needed is worked out from this number. {source}").format(
            source=_source(of.signatures)
        )
    said = tr("{required:,} valid signatures are needed. {source}")
    return said.format(required=found.required, source=_source(of.signatures))


def _goal(found: Figures) -> str:
    said = tr("How many signatures you want to hand in. Of a large recall’s signatures 27 in 100 did not count.")
    if found.goal is None or found.required is None:
        return said
    if found.goal < found.required:
        return tr("{missing:,} fewer than are needed.").format(missing=found.required - found.goal)
    return tr("{spare:,} more than are needed.").format(spare=found.goal - found.required)


def _proponents(petition: Petition, of: Template) -> str:
    named = len(petition.proponents)
    parts = [tr("One name a line, {named:,} so far. The page prints names, never addresses.").format(named=named)]
    least, most = of.page.proponents_named_min, of.page.proponents_named_most
    if least is not None:
        parts.append(tr("It names at least {least:,}. {source}").format(least=least.value, source=_source(least)))
    if most is not None:
        parts.append(tr("It names at most {most:,}. {source}").format(most=most.value, source=_source(most)))
    if of.notice is not None:
        parts.append(tr("Nobody who signed is named by itself: type the names, or tick who agreed."))
    return " ".join(parts)


def _proponents_needed(petition: Petition, of: Template, rule: Figure[B]) -> str:
    by_law = notice_figures(msgspec.structs.replace(petition, proponents_needed=None), of).required
    if by_law is None:
        return tr("How many have to sign the notice of intention follows from the registered voters. {source}").format(
            source=_source(rule)
        )
    said = tr("By the law’s table {needed:,} have to sign the notice of intention; leave this empty for that. {source}")
    if petition.proponents_needed is not None:
        said = tr("Your number counts. By the law’s table {needed:,} have to sign the notice of intention. {source}")
    return said.format(needed=by_law, source=_source(rule))


def _term_ends(petition: Petition, rule: Figure[int]) -> str:
    said = tr("The recall cannot begin in the last {months} months of the term. {source}")
    rest = said.format(months=rule.value, source=_source(rule))
    return f"{day_words(petition.term_ends)}. {rest}" if petition.term_ends else rest


def _served(petition: Petition, found: Figures, of: Template) -> str:
    """Return what the day of serving brings: whether it is too early, and the last days to file and to answer."""
    served, filed_days, answer_days = (
        petition.notice_served,
        of.preparation.notice_filed_days,
        of.preparation.answer_days,
    )
    if served is None:
        if found.earliest_start is None:
            return ""
        return tr("Not before {day}: serving it begins the recall.").format(day=day_words(found.earliest_start))
    parts = [f"{day_words(served)}."]
    if commencement_bars(of.commencement, served, petition.took_office, petition.term_ends):
        parts.append(tr("On this day the law does not let the recall begin yet, or any more: ask the registrar."))
    if filed_days is not None:
        filed = notice_filing_deadline(served, filed_days.value)
        said = tr("It is filed with the official by {day}. {source}")
        parts.append(said.format(day=day_words(filed), source=_source(filed_days)))
        if answer_days is not None:
            said = tr("The officer may answer within {days} days of that: until {day} at the latest. {source}")
            last = answer_deadline(filed, answer_days.value)
            parts.append(said.format(days=answer_days.value, day=day_words(last), source=_source(answer_days)))
    return " ".join(parts)


def _earliest(found: Figures, rule: Figure[int]) -> str:
    said = tr("The recall cannot begin in the first {days} days in office: its notice is served later. {source}")
    law = said.format(days=rule.value, source=_source(rule))
    if found.earliest_start is None:
        return law
    day = tr("The recall may begin on {day} at the earliest.").format(day=day_words(found.earliest_start))
    return f"{day} {law}"


def _deadline(petition: Petition, found: Figures, of: Template) -> str:
    parts = [day_words(petition.approved) + "."] if petition.approved else []
    if found.deadline is not None and found.days_left is not None:
        said = (
            tr_n(
                "All sheets are handed in by {day}: {days:,} day left. {source}",
                "All sheets are handed in by {day}: {days:,} days left. {source}",
                found.days_left,
            )
            if found.days_left >= 0
            else tr("The time to hand in ended on {day}. {source}")
        )
        parts.append(said.format(day=day_words(found.deadline), days=found.days_left, source=_source(of.circulation)))
    else:
        parts.append(tr("You can begin without it: the deadline appears when it is known."))
    if not petition.approved:
        parts.append(tr("Once it is saved, the page is frozen as it is drawn."))
    return " ".join(parts)


def _codes(petition: Petition, of: Template) -> str:
    if not of.codes_need_approval.value:
        return ""
    said = (
        tr("Each sheet carries a square code and a number of its own. {source}")
        if petition.codes == "yes"
        else tr(
            "Without a yes all sheets carry the same code, and their numbers go on cover slips: everything works that "
            "way too. {source}"
        )
    )
    return said.format(source=_source(of.qr_policy))


def _source(figure: Figure[T]) -> str:
    """Return where a rule stands and when it was read there last. The template says more, for those who check it."""
    law = _LAW.match(figure.source)
    if law is None:
        return tr("(We found no rule of law on this: ask the registrar.)")
    section = tr(_CODES[law[1]]).format(section=law[2])
    if figure.verified_on is None:
        return tr("({section}; we have not checked this one: ask the registrar)").format(section=section)
    return tr("({section}; read {day})").format(section=section, day=figure.verified_on.isoformat())
