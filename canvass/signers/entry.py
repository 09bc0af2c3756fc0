"""Entering lines: typed from paper, typed a second time, corrected, taken back. One line, one transaction."""

from collections.abc import Sequence
from enum import Enum

import msgspec

from canvass.ground.text import FieldTextRefused, TextRefused, clean
from canvass.journal.agreement import Head, first_text
from canvass.journal.bodies import Kind, Line, Nothing, Page
from canvass.journal.disputes import heads_at, line_of_raw
from canvass.journal.journal import Journal
from canvass.journal.number import SheetNumber
from canvass.journal.place import LoosePage, Place, place_key, sheet_named
from canvass.journal.record import MOST_AFTER, TYPIST_LETTERS, decode_record
from canvass.signers.sheets_known import KnownSheet, check_line, last_page, standing_key

TEXTS = ("name", "address", "city", "zip", "note", "event")

REPLACED = """
    select r.typist, r.raw from after a
     cross join record r on r.n = a.earlier and substr(r.id, 1, 8) = a.mark and r.kind <= 2
     cross join device d on d.n = r.n >> 32
     where a.record = ? and d.id = ?
"""
"""What a laptop itself had typed of the readings that a decision replaced."""


class Outcome(Enum):
    """What entering a line came to."""

    ENTERED = "entered"
    UNCHANGED = "unchanged"


class Entered(msgspec.Struct, frozen=True):
    """A line as it was saved: its record's number (None if unchanged), and how its place stands now."""

    outcome: Outcome
    record: int | None
    is_conflict: bool
    is_agreed: bool


def clean_line(line: Line) -> Line:
    """Return the line with every text in its stored spelling. Raises `FieldTextRefused` naming the first bad field."""
    texts = {}
    for field in TEXTS:
        try:
            texts[field] = clean(getattr(line, field)).strip()
        except TextRefused as refused:
            raise FieldTextRefused(field=field, problem=refused.facts["problem"]) from None
    return msgspec.structs.replace(line, **texts)


def clean_typist(typist: str) -> str:
    """Return the initials of who is typing. Raises `FieldTextRefused`."""
    try:
        return clean(typist.strip(), TYPIST_LETTERS)
    except TextRefused as refused:
        raise FieldTextRefused(field="typist", problem=refused.facts["problem"]) from None


def enter(journal: Journal, sheet: KnownSheet, number: int, line: Line, typist: str) -> Entered:
    """Store what is on a line of a sheet, and return when it is saved; `write_entry` says what the rule is."""
    with journal.writing():
        entered = write_entry(journal, sheet, number, line, typist)
    return told(journal, sheet, number, entered)


def write_entry(journal: Journal, sheet: KnownSheet, number: int, line: Line, typist: str) -> int | None:
    """Write one reading inside `Journal.writing`; return its record's number, or None if nothing changed.

    The same typist at the same place replaces what they typed on this laptop (`ab` is `AB`: nobody's own second
    typing is a check); another typist's is a second reading that sees nothing of the first. No event is not said,
    and leaves the one that this typist gave before. Raises the errors of `signers.errors` before anything is written.
    """
    check_line(sheet, number)
    line, typist = clean_line(line), clean_typist(typist)
    heads = heads_at(journal.connection, standing_place(journal, sheet, number))
    mine = [
        (n, head) for n, head in heads if head.device == journal.device and head.typist.casefold() == typist.casefold()
    ]
    line = _with_event(line, first_text([head for _, head in mine], "event"))
    if (len(mine) == 1 and mine[0][1].line == line) or _is_weighed(journal, heads, line, typist):
        return None
    begin_named_page(journal, sheet)
    replaced = [n for n, _ in mine]
    return journal.write(
        Kind.VOID if line.is_void else Kind.PUT,
        line,
        place=place_over(journal, replaced, Place.on(sheet.ref, number)),
        after=replaced,
        typist=typist,
    )


def _with_event(line: Line, event: str) -> Line:
    """Return the line with this event if it gives none itself."""
    return line if line.event else msgspec.structs.replace(line, event=event)


def _is_weighed(journal: Journal, heads: list[tuple[int, Head]], line: Line, typist: str) -> bool:
    """Return whether a decision that stands here replaced this very reading: said again, it says nothing new."""
    decisions = [n for n, head in heads if head.is_decision]
    replaced = [row for n in decisions for row in journal.connection.execute(REPLACED, (n, journal.device)).fetchall()]
    said = [line_of_raw(raw) for by, raw in replaced if by.casefold() == typist.casefold()]
    return any(_with_event(line, earlier.event) == earlier for earlier in said)


def correct(journal: Journal, sheet: KnownSheet, number: int, line: Line, typist: str) -> Entered:
    """Store a corrected line by someone who saw what stands there: this laptop's readings are replaced.

    Another laptop's reading stays, and the two are for coordinator or headquarters to decide.
    """
    check_line(sheet, number)
    line, typist = clean_line(line), clean_typist(typist)
    seen = heads_at(journal.connection, standing_place(journal, sheet, number))
    if len(seen) == 1 and seen[0][1].line == line:
        return told(journal, sheet, number, None)
    own = [n for n, head in seen if head.device == journal.device]
    others = [n for n, head in seen if head.device != journal.device]
    with journal.writing():
        begin_named_page(journal, sheet)
        n = journal.write(
            Kind.VOID if line.is_void else Kind.PUT,
            line,
            place=place_over(journal, own or others, Place.on(sheet.ref, number)),
            after=[*own, *others][:MOST_AFTER],
            typist=typist,
        )
    return told(journal, sheet, number, n)


def place_over(journal: Journal, replaced: Sequence[int], otherwise: Place) -> Place:
    """Return where a reading that replaces these is written; `otherwise` if it replaces none.

    It goes where they were written, so that they stay one line when a loose page is linked anew. Where pages and
    their sheet lie on each other, it is the sheet only if one of them was written there.
    """
    written = [_written_place(journal, n) for n in replaced]
    on_sheets = [place for place in written if isinstance(sheet_named(place.sheet), SheetNumber)]
    return next(iter((*on_sheets, *written)), otherwise)


def _written_place(journal: Journal, record: int) -> Place:
    """Return where on paper a reading was written, wherever it counts now."""
    (raw,) = journal.connection.execute("select raw from record where n = ?", (record,)).fetchone()
    written, _ = decode_record(raw)
    if written.place is None:
        raise ValueError("a record without a place is no reading")
    return written.place


def take_back(journal: Journal, record: int, typist: str) -> None:
    """Take a reading of this laptop back: what it had replaced stands again, or nothing.

    The retraction goes where the reading was written, so that it follows it when a loose page is linked or unlinked.
    """
    place = _written_place(journal, record)
    with journal.writing():
        journal.write(Kind.RETRACT, Nothing(), place=place, after=[record], typist=clean_typist(typist))


def told(journal: Journal, sheet: KnownSheet, number: int, record: int | None) -> Entered:
    """Return how a line stands after it was saved."""
    row = journal.connection.execute(
        "select conflict, agreed from line where place = ?", (standing_place(journal, sheet, number),)
    ).fetchone()
    conflict, agreed = row if row is not None else (0, 0)
    return Entered(Outcome.UNCHANGED if record is None else Outcome.ENTERED, record, bool(conflict), bool(agreed))


def standing_place(journal: Journal, sheet: KnownSheet, number: int) -> int:
    """Return the integer of the place where a reading of this line stands: that of the linked sheet, if linked."""
    return place_key(standing_key(journal.connection, sheet.key), 0, number)


def begin_named_page(journal: Journal, sheet: KnownSheet) -> None:
    """Begin this laptop's next loose page if the sheet is it and nobody has, inside `Journal.writing`."""
    if isinstance(sheet.ref, LoosePage) and sheet.ref.device == journal.device and sheet.ref.page > last_page(journal):
        journal.write(Kind.PAGE, Page(page=sheet.ref.page))
