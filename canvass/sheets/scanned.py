"""What one field takes for sheets: a scanner's 17 digits, a sheet number, a range, a list of them."""

import re
from datetime import date

from canvass.ground.clock import claimed_day
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Kind
from canvass.journal.drive import campaign_number, practice
from canvass.journal.journal import Journal
from canvass.journal.number import SheetNumber
from canvass.sheets.code import DIGITS, CodeRefused, parse_code
from canvass.sheets.ranges import SheetRange, parse_ranges

DIGITS_AT_END = re.compile(rf"[0-9]{{{DIGITS},}}(?=\s*$)")
SINCE = "select since from sheet where run is not null and state in (?, ?) and ? in ('', holder)"
HOLDERS = """
    select distinct cast(raw as text) ->> '$.body.holder' from record
     where place is null and kind = ? and cast(raw as text) ->> '$.body.holder' > '' order by 1
"""
LATELY = """
    select cast(raw as text) ->> '$.body.holder' from record
     where place is null and kind = ? and cast(raw as text) ->> '$.body.holder' > ''
     order by cast(raw as text) ->> '$.at' desc, n desc
"""


class CodeOfAnother(CanvassError):
    """The code is none of this drive's sheets; `why` is campaign, practice, real or identical."""

    needs = ("why",)


def sheets_meant(journal: Journal, text: str) -> list[SheetRange]:
    """Return the sheets that a scanned code, a number, a range or a list names.

    Raises `CodeRefused`, `CodeOfAnother`, `SheetNumberRefused`, `RangeRefused`.
    """
    typed = text.strip()
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdigit()):
        return parse_ranges(typed)
    sheet = sheet_scanned(journal, typed)
    return [SheetRange(sheet.run, sheet.serial, sheet.serial)]


def sheet_scanned(journal: Journal, digits: str) -> SheetNumber:
    """Return the sheet of this drive that a scanned code names; a file outside any drive takes every drive's.

    Raises `CodeRefused`, `CodeOfAnother`.
    """
    code = parse_code(digits)
    if code.practice != practice(journal):
        raise CodeOfAnother(why="practice" if code.practice else "real")
    if journal.campaign_id is not None and code.campaign != campaign_number(journal):
        raise CodeOfAnother(why="campaign")
    if code.sheet is None:
        raise CodeOfAnother(why="identical")
    return code.sheet


def split_scan(text: str) -> tuple[str, str]:
    """Return what a person typed, and the code that a scanner typed behind it, empty if there is none.

    Where more digits stand right before, as a ZIP that was just typed, only what checks as a code is one.
    """
    found = DIGITS_AT_END.search(text)
    if found is None:
        return text, ""
    digits, code = found.group(), found.group()[-DIGITS:]
    if len(digits) > DIGITS and not is_code(code):
        return text, ""
    return text[: found.end() - DIGITS], code


def is_code(digits: str) -> bool:
    """Return whether these digits check as a code of a petition sheet."""
    try:
        parse_code(digits)
    except CodeRefused:
        return False
    return True


def moved_on(journal: Journal, states: tuple[str, str], holder: str, day: date) -> int:
    """Return how many sheets came to one of these states on a day where one sits; with a holder, how many of theirs."""
    rows = journal.connection.execute(SINCE, (*states, holder)).fetchall()
    return sum(claimed_day(since or "") == day for (since,) in rows)


def holders_known(journal: Journal) -> list[str]:
    """Return everybody who was ever told to have a sheet, in order of name."""
    return [str(holder) for (holder,) in journal.connection.execute(HOLDERS, (Kind.MOVE,))]


def holders_lately(journal: Journal, most: int = 5) -> list[str]:
    """Return who was named last with sheets, by the clocks' claims; each once."""
    rows = journal.connection.execute(LATELY, (Kind.MOVE,))
    names: dict[str, None] = {}
    for (holder,) in rows:
        names[str(holder)] = None
        if len(names) == most:
            break
    return list(names)
