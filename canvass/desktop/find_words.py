"""What *Find* says of what it found: a row for each sheet, person, signer and place."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from canvass.desktop.day_words import day_words
from canvass.desktop.lines_model import HIDDEN, STATES
from canvass.desktop.reading_words import sheet_words
from canvass.ground.clock import claimed_moment
from canvass.signers.finding import Found, FoundEvent, FoundPerson, FoundSheet
from canvass.signers.listing import LineRow
from canvass.wording.translation import mark, tr, tr_n

SHEETS, PEOPLE, LINES, EVENTS = "sheets", "people", "lines", "events"
KINDS = {
    SHEETS: mark("Sheets"),
    PEOPLE: mark("Carries sheets"),
    LINES: mark("Signers"),
    EVENTS: mark("Where"),
}
SHEET_STATES = {
    "printed": mark("not handed out"),
    "handed_out": mark("out"),
    "returned": mark("back, not typed yet"),
    "counted": mark("back, not typed yet"),
    "checked": mark("checked"),
    "filed": mark("filed"),
    "spoiled": mark("spoiled"),
    "lost": mark("lost"),
    "unknown": mark("of a print run not known here"),
    "missing": mark("nothing is known of it on this laptop"),
}
SINCE = {
    "handed_out": mark("out since {day}"),
    "returned": mark("back since {day}, not typed yet"),
    "counted": mark("back since {day}, not typed yet"),
}

Target = FoundSheet | FoundPerson | LineRow | FoundEvent


class FoundRow(NamedTuple):
    """One thing that was found: its kind, what it is, what is known of it, both without names, and the thing itself."""

    kind: str
    title: str
    detail: str
    private_title: str
    private_detail: str
    target: Target


class Names(NamedTuple):
    """What sheets of this and other laptops are called: this one's id, and the names by eight digits."""

    device: str
    laptops: Mapping[str, str]


def found_rows(found: Found, names: Names) -> Iterator[FoundRow]:
    """Yield a row for everything that was found, kind by kind."""
    for sheet in found.sheets:
        yield _sheet_row(sheet, names)
    for person in found.people:
        if person.name != found.whose:
            yield _person_row(person)
    for line in found.lines:
        yield _line_row(line, names)
    for event in found.events:
        if event.event != found.where:
            yield _event_row(event)


def summary_words(found: Found, rows: int) -> str:
    """Return how much was found, and that there is more of it."""
    if not rows:
        return tr("Nothing found on this laptop. Every word has to be part of one name, address, number or place.")
    said = tr_n("{n:,} found", "{n:,} found", rows).format(n=rows)
    if found.whose is not None:
        said = tr("{found}; the sheets are those that {name} carries or carried").format(found=said, name=found.whose)
    return tr("{found}. There is more: type more letters").format(found=said) if found.more else said


def private_summary(found: Found, rows: int) -> str:
    """Return the same without a name."""
    return tr_n("{n:,} found", "{n:,} found", rows).format(n=rows) if rows else summary_words(found, rows)


def state_words(sheet: FoundSheet) -> str:
    """Return how far a sheet has come."""
    if sheet.linked is not None:
        return tr("is sheet {sheet}").format(sheet=sheet.linked)
    if sheet.state == "entered" and sheet.lines is not None:
        return tr("{typed:,} of {lines:,} lines typed").format(typed=sheet.entered, lines=sheet.lines)
    if sheet.state in {"loose", "entered"}:
        return tr_n("{n:,} line typed", "{n:,} lines typed", sheet.entered).format(n=sheet.entered)
    day = claimed_day(sheet.since)
    return tr(SINCE[sheet.state]).format(day=day) if day and sheet.state in SINCE else tr(SHEET_STATES[sheet.state])


def claimed_day(at: str | None) -> str:
    """Return the day that a claimed time names, where one sits; empty for a clock that claimed none."""
    moment = claimed_moment(at or "")
    return "" if moment is None else day_words(moment.date())


def _sheet_row(sheet: FoundSheet, names: Names) -> FoundRow:
    title = sheet_words(sheet.sheet, names.device, dict(names.laptops))
    state = state_words(sheet)
    if sheet.filled is not None:
        filled = tr_n("{n:,} line filled", "{n:,} lines filled", sheet.filled).format(n=sheet.filled)
        state = f"{state} · {filled}"
    carried = tr("carried by {name}").format(name=sheet.circulator) if sheet.circulator else ""
    detail = " · ".join(filter(None, (state, carried)))
    return FoundRow(SHEETS, title, detail, title, state, sheet)


def _person_row(person: FoundPerson) -> FoundRow:
    sheets = tr_n("{n:,} sheet", "{n:,} sheets", person.sheets).format(n=person.sheets)
    out = tr_n("{n:,} is out", "{n:,} are out", person.out).format(n=person.out) if person.out else ""
    detail = " · ".join(filter(None, (sheets, out)))
    return FoundRow(PEOPLE, person.name, detail, HIDDEN, detail, person)


def _line_row(line: LineRow, names: Names) -> FoundRow:
    place = tr("{sheet}, line {line}").format(
        sheet=sheet_words(line.sheet, names.device, dict(names.laptops)), line=line.line
    )
    if line.conflict is not None:
        titles = dict.fromkeys(head.name for head in line.heads if head.name)
        title, detail = " / ".join(titles), f"{place} · {tr('typed twice, differs')}"
        return FoundRow(LINES, title, detail, HIDDEN, detail, line)
    address = " ".join(filter(None, (line.address, line.city, line.zip)))
    state = tr(STATES[line.state or "signed"])
    detail = " · ".join(filter(None, (place, state)))
    whole = " · ".join(filter(None, (place, address, state)))
    return FoundRow(LINES, line.name or tr("no name"), whole, HIDDEN, detail, line)


def _event_row(event: FoundEvent) -> FoundRow:
    detail = tr_n("{n:,} line", "{n:,} lines", event.lines).format(n=event.lines)
    return FoundRow(EVENTS, event.event, detail, event.event, detail, event)
