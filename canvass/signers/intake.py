"""Many lines at once: a whole file in one transaction, or row by row with a word after each."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from canvass.ground.errors import RowsRefused
from canvass.ground.progress import Report, silent
from canvass.journal.journal import Journal
from canvass.signers.entry import Outcome, enter, standing_place, told, write_entry
from canvass.signers.rows import Defaults, TypedRow, checked_row, read_rows, split_rows

Written = list[tuple[TypedRow, int | None]]
"""Rows, each with the number of its record, or None if it said nothing new."""


class Intake(msgspec.Struct, frozen=True):
    """What came of many lines: how many were stored, said nothing new, and stand in conflict now."""

    entered: int
    unchanged: int
    conflicts: int


def enter_file(
    journal: Journal, lines: Iterable[bytes], file: str, defaults: Defaults, report: Report = silent
) -> Intake:
    """Enter a whole CSV file: all of it or, if any row is bad or the work is cancelled, nothing.

    Raises the errors of `read_rows`, `RowsRefused` with every bad row among them.
    """
    typed = read_rows(journal, lines, file, defaults)
    with journal.writing():
        written = write_rows(journal, typed, report)
    return summary(journal, written)


def write_rows(journal: Journal, typed: Sequence[TypedRow], report: Report) -> Written:
    """Write one reading for each row inside `Journal.writing`; return the rows with their records' numbers."""
    written: Written = []
    unsettled: set[int] = set()
    for done, row in enumerate(typed, 1):
        place = standing_place(journal, row.sheet, row.number)
        if place in unsettled:  # what this very file said of the line before counts as typed before
            journal.settle()
            unsettled.clear()
        written.append((row, write_entry(journal, row.sheet, row.number, row.line, row.typist)))
        unsettled.add(place)
        report(done, len(typed))
    return written


def summary(journal: Journal, written: Written) -> Intake:
    """Return what came of rows that are saved."""
    stored = [row for row, n in written if n is not None]
    disputed = {
        standing_place(journal, row.sheet, row.number)
        for row in stored
        if told(journal, row.sheet, row.number, None).is_conflict
    }
    return Intake(entered=len(stored), unchanged=len(written) - len(stored), conflicts=len(disputed))


def enter_each(
    journal: Journal,
    lines: Iterable[bytes],
    file: str,
    defaults: Defaults,
    saved: Callable[[TypedRow], None],
) -> Intake:
    """Enter rows as they arrive, each in a transaction of its own; `saved` is called after its COMMIT returned.

    Stops at the first bad row with `RowsRefused`; what was saved before stays.
    """
    written: Written = []
    for row, cells in split_rows(lines, file):
        checked = checked_row(journal, row, cells, defaults)
        if not isinstance(checked, TypedRow):
            raise RowsRefused(file, checked)
        entered = enter(journal, checked.sheet, checked.number, checked.line, checked.typist)
        written.append((checked, entered.record if entered.outcome is Outcome.ENTERED else None))
        saved(checked)
    return summary(journal, written)
