"""What became of a run on paper: all of its sheets were printed well, or some failed and are spoiled."""

import re
from collections.abc import Sequence

import msgspec

from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Did, Kind, Run
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.number import MOST_SERIAL, SheetNumber
from canvass.journal.runs import counting_runs
from canvass.sheets.custody import Moved, Order, move_sheets, take_back_moves
from canvass.sheets.ranges import LISTED, SheetRange, parse_range

ANSWERED = "printed_answered"
BLANKS = "blanks"
"""What the history calls the printing of the blanks that the official decides on."""
SERIALS = re.compile(r"\s*(\d{1,4})(?:\s*(?:-|\u2010|\u2011|\u2012|\u2013|\.{2,3}|\u2026)\s*(\d{1,4}))?\s*", re.ASCII)
SPOILED = "select count(*) from sheet where key between ? and ? and state = 'spoiled'"
_numbers = msgspec.json.Decoder(list[int])


class FailedRefused(CanvassError):
    """What is said to have failed is no sheet of the run; `why` is empty, backwards, beyond or another."""

    needs = ("text", "sheets", "why")


class PrintedRun(msgspec.Struct, frozen=True):
    """A run that this laptop printed: how many sheets, where for, how many are spoiled.

    `is_answered` once somebody said how it came out of the printer.
    """

    run: int
    sheets: int
    event: str
    notice: bool
    spoiled: int
    is_answered: bool

    @property
    def first(self) -> SheetNumber:
        """The first sheet."""
        return SheetNumber(self.run, 1)

    @property
    def last(self) -> SheetNumber:
        """The last sheet."""
        return SheetNumber(self.run, self.sheets)


def last_runs(journal: Journal, most: int = 10) -> list[PrintedRun]:
    """Return the runs that this laptop printed last, the newest first."""
    counting = {fact.body.run for fact in counting_runs(journal.connection) if isinstance(fact.body, Run)}
    told = [fact for fact in facts(journal.connection, Kind.RUN) if fact.device == journal.device]
    answered = set(_answered(journal))
    runs: dict[int, PrintedRun] = {}
    for fact in sorted(told, key=lambda fact: -fact.seq):
        body = fact.body
        if isinstance(body, Run) and body.run in counting and body.run not in runs and len(runs) < most:
            span = (SheetNumber(body.run, 1).key, SheetNumber(body.run, body.sheets).key)
            (spoiled,) = journal.connection.execute(SPOILED, span).fetchone()
            is_answered = body.run in answered or spoiled == body.sheets
            runs[body.run] = PrintedRun(body.run, body.sheets, body.event, body.notice, spoiled, is_answered)
    return list(runs.values())


def failed_sheets(run: PrintedRun, text: str) -> list[SheetRange]:
    """Return the sheets of the run that a person means: `3-5, 9`, or whole sheet numbers and ranges of them.

    Raises `FailedRefused`, and of whole numbers `SheetNumberRefused` and `RangeRefused`.
    """

    def refused(part: str, why: str) -> FailedRefused:
        return FailedRefused(text=part.strip()[:60], sheets=run.sheets, why=why)

    parts = [part for part in LISTED.split(text) if part.strip()]
    if not parts:
        raise refused(text, "empty")
    found = []
    for part in parts:
        short = SERIALS.fullmatch(part)
        if short:
            first, last = int(short[1]), int(short[2] or short[1])
            named = SheetRange(run.run, first, last)
        else:
            named = parse_range(part.strip())
        if named.run != run.run:
            raise refused(part, "another")
        if named.first > named.last:
            raise refused(part, "backwards")
        if not 1 <= named.first <= named.last <= min(run.sheets, MOST_SERIAL):
            raise refused(part, "beyond")
        found.append(named)
    return found


def all_printed(journal: Journal, run: int) -> None:
    """Note that every sheet of the run came out of the printer: nobody is asked again."""
    _note(journal, run)


def some_failed(journal: Journal, run: PrintedRun, text: str) -> Moved:
    """Tell the sheets that failed spoiled: their numbers are never used again. Changes nothing if it refuses.

    Raises what `failed_sheets` and `custody.move_sheets` raise.
    """
    moved = move_sheets(journal, failed_sheets(run, text), Order("spoiled"))
    _note(journal, run.run)
    return moved


def take_back_failed(journal: Journal, records: Sequence[int]) -> Moved:
    """Take back what `some_failed` told, by the records that it wrote."""
    return take_back_moves(journal, records)


def note_blanks(journal: Journal) -> None:
    """Note in the history that the blanks for the official were printed here."""
    with journal.writing():
        journal.write(Kind.DID, Did(what=BLANKS))


def are_blanks_printed(journal: Journal) -> bool:
    """Return whether anybody in the drive is known to have printed the blanks for the official."""
    return any(isinstance(fact.body, Did) and fact.body.what == BLANKS for fact in facts(journal.connection, Kind.DID))


def _answered(journal: Journal) -> list[int]:
    noted = journal.campaign.text_setting(ANSWERED)
    return _numbers.decode(noted) if noted else []


def _note(journal: Journal, run: int) -> None:
    """Note the run as answered, on this laptop only: whoever printed it knows."""
    known = _answered(journal)
    if run not in known:
        with journal.campaign.transaction():
            journal.campaign.note_setting(ANSWERED, msgspec.json.encode([*known, run]).decode())
