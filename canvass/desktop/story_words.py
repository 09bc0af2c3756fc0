"""A sheet's story in words: when, what was done, by whom and on which laptop."""

from collections.abc import Sequence

from canvass.desktop.day_words import day_words
from canvass.desktop.find_words import Names
from canvass.desktop.lines_model import HIDDEN
from canvass.desktop.reading_words import laptop_words, sheet_words
from canvass.ground.clock import claimed_moment
from canvass.signers.stories import Step
from canvass.wording.translation import mark, tr, tr_n

SAID = {
    "printed": mark("printed"),
    "handed_out": mark("handed to {holder}"),
    "returned": mark("back"),
    "counted": mark("back"),
    "entered": mark("said to be typed"),
    "checked": mark("said to be checked"),
    "filed": mark("filed"),
    "spoiled": mark("spoiled"),
    "lost": mark("lost"),
    "undone": mark("what was told last was taken back"),
    "begun": mark("loose page begun"),
    "linked": mark("said to be sheet {sheet}"),
    "unlinked": mark("said to be none of the printed sheets"),
}
FROM_A_PAGE = {
    "linked": mark("{sheet} is said to be this sheet"),
    "unlinked": mark("{sheet} is said to be none of the printed sheets"),
}
CARRIED = mark("{said}, carried by {holder}")
TYPED = {
    "typed": (mark("line {lines} typed"), mark("lines {lines} typed")),
    "decided": (mark("line {lines} decided"), mark("lines {lines} decided")),
    "typing_undone": (mark("typing of line {lines} taken back"), mark("typing of lines {lines} taken back")),
}


def story_rows(steps: Sequence[Step], names: Names, *, is_private: bool) -> list[tuple[str, str, str]]:
    """Return a row for each step: when it is claimed to have been, what was done, by whom."""
    return [(when_words(step.at), step_words(step, names, is_private=is_private), who(step, names)) for step in steps]


def step_words(step: Step, names: Names, *, is_private: bool) -> str:
    """Return what was done, and whether it holds no more."""
    said = _said(step, names, HIDDEN if is_private else step.holder or "")
    return said if step.stands else tr("{said} – replaced or taken back since").format(said=said)


def when_words(at: str) -> str:
    """Return day and time as a clock claimed them, where one sits."""
    moment = claimed_moment(at)
    if moment is None:
        return tr("not known when")
    return tr("{day}, {time}").format(day=day_words(moment.date()), time=moment.strftime("%H:%M"))


def who(step: Step, names: Names) -> str:
    """Return the initials, if there are any, and the laptop."""
    laptop = laptop_words(step.laptop, names.device, dict(names.laptops))
    return tr("{typist}, {laptop}").format(typist=step.who, laptop=laptop) if step.who else laptop


def _said(step: Step, names: Names, holder: str) -> str:
    if step.what in TYPED:
        one, several = TYPED[step.what]
        lines = tr(one if len(step.lines) == 1 else several)
        return lines.format(lines=", ".join(map(str, step.lines)))
    if step.what in FROM_A_PAGE and step.sheet is not None and step.sheet.startswith("L"):
        return tr(FROM_A_PAGE[step.what]).format(sheet=sheet_words(step.sheet, names.device, dict(names.laptops)))
    said = tr(SAID[step.what]).format(holder=holder, sheet=step.sheet)
    if step.what == "printed" and step.event:
        said = tr("printed for {event}").format(event=step.event)
    if step.filled is not None:
        filled = tr_n("{n:,} line filled", "{n:,} lines filled", step.filled).format(n=step.filled)
        said = f"{said}, {filled}"
    if step.holder and step.what != "handed_out":
        said = tr(CARRIED).format(said=said, holder=holder)
    return said
