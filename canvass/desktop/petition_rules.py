"""What stands beside the petition's fields: what the law makes of them, and where it says so. No Qt in here."""

from datetime import date
from typing import TypeVar

from canvass.desktop.day_words import day_words
from canvass.desktop.petition_typed import TEXTS
from canvass.petition.figure import Figure
from canvass.petition.petition import Figures, Petition, figures, notice_figures
from canvass.petition.template import Template
from canvass.petition.words import count_words
from canvass.wording.translation import tr, tr_n

T = TypeVar("T")


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
    for field in ("term_ends", "notice_served"):
        day = getattr(petition, field)
        said[field] = day_words(day) + "." if day else ""
    return {field: text for field, text in said.items() if text}


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
    parts = [tr("One name a line, {named:,} so far. The page prints names, never addresses.")]
    least, most = of.page.proponents_named_min, of.page.proponents_named_most
    if least is not None:
        parts.append(tr("It names at least {least:,}. {source}").format(least=least.value, source=_source(least)))
    if most is not None:
        parts.append(tr("It names at most {most:,}. {source}").format(most=most.value, source=_source(most)))
    needed = notice_figures(petition, of).required
    if needed is not None and of.proponents is not None:
        said = tr("{needed:,} have to sign the notice of intention. {source}")
        parts.append(said.format(needed=needed, source=_source(of.proponents.brackets)))
    return " ".join(parts).format(named=len(petition.proponents))


def _earliest(found: Figures, rule: Figure[int]) -> str:
    if found.earliest_start is None:
        return _source(rule)
    said = tr("The recall may begin on {day} at the earliest. {source}")
    return said.format(day=day_words(found.earliest_start), source=_source(rule))


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
        tr("Each sheet carries a code and a number of its own. {source}")
        if petition.codes == "yes"
        else tr("Without a yes all sheets carry the same code, and their numbers go on cover slips. {source}")
    )
    return said.format(source=_source(of.qr_policy))


def _source(figure: Figure[T]) -> str:
    """Return where a rule stands, and when somebody last read it there."""
    if figure.verified_on is None:
        return tr("({source}; not looked up: ask the registrar)").format(source=figure.source)
    return tr("({source}, {day})").format(source=figure.source, day=figure.verified_on.isoformat())
