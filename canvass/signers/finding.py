"""Finding from one field: a sheet, who carried it, a signer, where people signed. Reads only."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from canvass.campaign.connection import Connection
from canvass.journal.folding import fold
from canvass.journal.journal import Journal
from canvass.journal.number import SheetNumber, sheet_number
from canvass.journal.place import LOOSE_BIT, device_of_key, sheet_from_key
from canvass.sheets.carriers import circulators
from canvass.sheets.code import DIGITS, CodeRefused
from canvass.sheets.listing import reached
from canvass.sheets.scanned import CodeOfAnother, holders_known, sheet_scanned
from canvass.signers.completion import events_known
from canvass.signers.listing import COLUMNS, LineRow, disputed_lines, has_words, rows_as_lines

MOST = 60
"""So many of each kind are shown; whoever needs more types more letters."""

MOST_OF_ONE = 500
"""Of one person's sheets, or of one place's lines."""

NUMBER_DIGITS = 10
WHOLE_DIGITS = 12
RUN_DIGITS = 6
SERIAL_DIGITS = 4
NUMBER = re.compile(r"[0-9][0-9 \-\u2010-\u2013\u2212]*", re.ASCII)
LOOSE_PAGE = re.compile(r"l\s*([1-9][0-9]{0,4})(?:@([0-9a-f]*))?", re.IGNORECASE)

SHEET = "select key, run, lines, entered, filled, state, since from sheet"
NUMBERS_FROM = f"{SHEET} where key between :first and :last order by key limit :most"
NUMBERS_WITH = f"""
    {SHEET} where key < {LOOSE_BIT} and instr(printf('%010d', key), :digits) > 0
     order by key % 10000 <> cast(:digits as integer), key limit :most
"""
PAGES_WITH = f"{SHEET} where key >= {LOOSE_BIT} and key & 65535 = :page order by key limit :most"
LINKED = "select sheet from link where page = ?"
EVENTS = "select event, count(*) from line where event <> '' and entered = 1 group by event"
OF_EVENT = f"select {COLUMNS} from line where event = :event order by place limit :most"
EACH_WORD = "instr(name_folded || ' ' || address_folded, :w{}) > 0"


class FoundSheet(msgspec.Struct, frozen=True):
    """A sheet or loose page, how far it has come, who carried it; of a linked page the sheet that it is.

    `state` is `missing` for a well-formed number that nothing here speaks of.
    """

    sheet: str
    state: str
    circulator: str | None = None
    since: str | None = None
    lines: int | None = None
    entered: int = 0
    filled: int | None = None
    linked: str | None = None


class FoundPerson(msgspec.Struct, frozen=True):
    """Somebody who carries or carried sheets: how many in all, how many of them are out."""

    name: str
    sheets: int
    out: int


class FoundEvent(msgspec.Struct, frozen=True):
    """A vigil, table or door round, and how many lines were signed there."""

    event: str
    lines: int


class Known(msgspec.Struct, frozen=True):
    """Everybody who carried sheets, which, and every place: read once, looked through at every letter.

    `carried` is who carries or carried each sheet, by the sheet's key.
    """

    people: tuple[FoundPerson, ...] = ()
    events: tuple[FoundEvent, ...] = ()
    carried: dict[int, str] = {}


class Found(msgspec.Struct, frozen=True):
    """What a text finds, kind by kind, each at most `MOST`; `more` names the kinds of which there is more.

    `whose` is the person whose sheets are listed, `where` the event whose lines are, if the text is just that.
    """

    sheets: tuple[FoundSheet, ...] = ()
    people: tuple[FoundPerson, ...] = ()
    lines: tuple[LineRow, ...] = ()
    events: tuple[FoundEvent, ...] = ()
    more: frozenset[str] = frozenset()
    whose: str | None = None
    where: str | None = None


def known_to_find(journal: Journal) -> Known:
    """Return the people and the places that `find` looks through."""
    carried = circulators(journal.connection)
    states = dict(journal.connection.execute("select key, state from sheet where state = 'handed_out' and entered = 0"))
    sheets, out = Counter(carried.values()), Counter(name for key, name in carried.items() if key in states)
    names = sorted({*sheets, *holders_known(journal)}, key=fold)
    lines = dict(journal.connection.execute(EVENTS))
    return Known(
        tuple(FoundPerson(name, sheets[name], out[name]) for name in names),
        tuple(FoundEvent(event, lines.get(event, 0)) for event in events_known(journal.connection)),
        carried,
    )


def find(journal: Journal, text: str, known: Known) -> Found:
    """Return what a text finds: part of a sheet number, a scanned code, `L3`, part of a name, an address, a place."""
    words = fold(text).split()
    if not words:
        return Found()
    people = [person for person in known.people if has_words(person.name, words)]
    events = [event for event in known.events if has_words(event.event, words)]
    whose = next((person.name for person in people if fold(person.name) == fold(text)), None)
    where = next((event.event for event in events if fold(event.event) == fold(text)), None)
    sheets = sheets_found(journal, text, known.carried) if whose is None else _carried(journal, whose, known.carried)
    lines = lines_found(journal, words) if where is None else _signed_at(journal.connection, where)
    most = {"sheets": MOST if whose is None else MOST_OF_ONE, "lines": MOST if where is None else MOST_OF_ONE}
    found: dict[str, Sequence[object]] = {"sheets": sheets, "people": people, "lines": lines, "events": events}
    more = frozenset(kind for kind, some in found.items() if len(some) > most.get(kind, MOST))
    return Found(
        tuple(sheets[: most["sheets"]]),
        tuple(people[:MOST]),
        tuple(lines[: most["lines"]]),
        tuple(events[:MOST]),
        more,
        whose,
        where,
    )


def sheets_found(journal: Journal, text: str, carried: Mapping[int, str]) -> list[FoundSheet]:
    """Return the sheets and loose pages that a number, a part of one, a scanned code or `L3` means: one more at most.

    A serial of up to four digits comes first, then the numbers that begin so, then those with the digits anywhere.
    """
    typed = text.strip()
    page = LOOSE_PAGE.fullmatch(typed)
    if page is not None:
        return _pages(journal, int(page[1]), (page[2] or "").lower())
    if not NUMBER.fullmatch(typed):
        return []
    digits = "".join(filter(str.isdigit, typed))
    if len(digits) == DIGITS:
        return _scanned(journal, digits, carried)
    if len(digits) > WHOLE_DIGITS:
        return []
    within = _within_run(typed) or digits[:NUMBER_DIGITS]
    unit = 10 ** (NUMBER_DIGITS - len(within))
    bounds = {"first": int(within) * unit, "last": int(within) * unit + unit - 1, "most": MOST + 1}
    rows = journal.connection.execute(NUMBERS_FROM, bounds).fetchall() if len(within) > SERIAL_DIGITS else []
    if not rows:
        rows = journal.connection.execute(NUMBERS_WITH, {"digits": within, "most": MOST + 1}).fetchall()
    found = [_row(row, carried) for row in rows]
    if not found and len(within) == NUMBER_DIGITS and bounds["first"] % 10_000 and bounds["first"] // 10_000:
        found = [FoundSheet(sheet_number(bounds["first"]).text, "missing")]
    is_page = len(digits) < SERIAL_DIGITS and int(digits) > 0
    return [*(_pages(journal, int(digits), "") if is_page else ()), *found][: MOST + 1]


def lines_found(journal: Journal, words: Sequence[str]) -> list[LineRow]:
    """Return the first lines in which every folded word is part of the name or the address, one more than `MOST`.

    In order of sheet and line. One pass over the lines in that order that ends when it has enough: a tenth of a
    second for 700,000 of them, so that no index has to be kept at every line that is typed.
    """
    values: dict[str, object] = {f"w{place}": word for place, word in enumerate(words)} | {"most": MOST + 1}
    rows = journal.connection.execute(lines_query(len(words)), values).fetchall()
    disputed = disputed_with(journal, words)
    return [*disputed, *rows_as_lines(journal.connection, rows)][: MOST + 1]


def lines_query(words: int) -> str:
    """Return the query for so many words."""
    each = " and ".join(EACH_WORD.format(place) for place in range(words))
    return f"select {COLUMNS} from line where conflict = 0 and {each} order by place limit :most"


def disputed_with(journal: Journal, words: Sequence[str]) -> list[LineRow]:
    """Return the lines to decide of which some reading has every word."""
    return [
        line
        for _, line in disputed_lines(journal)
        if any(has_words(f"{head.name} {head.address}", words) for head in line.heads)
    ]


def _signed_at(connection: Connection, event: str) -> list[LineRow]:
    rows = connection.execute(OF_EVENT, {"event": event, "most": MOST_OF_ONE + 1}).fetchall()
    return list(rows_as_lines(connection, rows))


def _carried(journal: Journal, name: str, carried: Mapping[int, str]) -> list[FoundSheet]:
    keys = sorted(key for key, carrier in carried.items() if carrier == name)
    rows = (journal.connection.execute(f"{SHEET} where key = ?", (key,)).fetchone() for key in keys[: MOST_OF_ONE + 1])
    return [_row(row, carried) for row in rows if row is not None]


def _scanned(journal: Journal, digits: str, carried: Mapping[int, str]) -> list[FoundSheet]:
    try:
        return sheets_found(journal, sheet_scanned(journal, digits).text, carried)
    except (CodeRefused, CodeOfAnother):
        return []


def _within_run(typed: str) -> str | None:
    """Return the ten digits that `7-14` means: the sheet of a run, both without their zeros."""
    run, dash, serial = typed.replace(" ", "").partition("-")
    is_short = dash and run.isdigit() and serial.isdigit() and len(run) < RUN_DIGITS and len(serial) <= SERIAL_DIGITS
    return f"{int(run):06d}{int(serial):04d}" if is_short else None


def _pages(journal: Journal, page: int, laptop: str) -> list[FoundSheet]:
    devices = dict(journal.connection.execute("select n, id from device").fetchall())
    found = []
    for key, _, _, entered, *_ in journal.connection.execute(PAGES_WITH, {"page": page, "most": MOST + 1}).fetchall():
        device = devices[device_of_key(key)]
        if device.startswith(laptop):
            linked = journal.connection.execute(LINKED, (key,)).fetchone()
            sheet = None if linked is None else sheet_number(linked[0]).text
            found.append(FoundSheet(sheet_from_key(key, device).short, "loose", entered=entered, linked=sheet))
    return sorted(found, key=lambda row: not row.sheet.endswith(journal.device[:8]))


def _row(row: Sequence[object], carried: Mapping[int, str]) -> FoundSheet:
    key, _, lines, entered, filled, state, since = row
    return FoundSheet(
        sheet=SheetNumber(int(str(key)) // 10_000, int(str(key)) % 10_000).text,
        state=reached(str(state), int(str(entered))),
        circulator=carried.get(int(str(key))),
        since=None if since is None else str(since),
        lines=None if lines is None else int(str(lines)),
        entered=int(str(entered)),
        filled=None if filled is None else int(str(filled)),
    )
