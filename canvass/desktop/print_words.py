"""The sentences of the page *Print sheets*."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from canvass.desktop.day_words import day_words
from canvass.journal.number import SheetNumber
from canvass.sheets.preview import Preview
from canvass.sheets.printed_runs import PrintedRun
from canvass.sheets.ruler import RULER_MM, is_right
from canvass.sheets.runs import Printed
from canvass.wording.translation import mark, tr, tr_n

WHY_SLIPS = {
    "identical": mark(
        "The official has not said yes to a code of its own on each sheet. So all sheets carry the same code, and "
        "their numbers go on cover slips: a second file, one slip for each sheet."
    ),
    "none": mark(
        "This page may carry no code. So the sheets’ numbers go on cover slips: a second file, one slip for each sheet."
    ),
}


def said_of_numbers(run: int, sheets: int) -> str:
    """Return which numbers a run of so many sheets is going to have."""
    first, last = SheetNumber(run, 1).text, SheetNumber(run, sheets).text
    if sheets == 1:
        return tr("Number {first}").format(first=first)
    return tr("Numbers {first} to {last}").format(first=first, last=last)


def said_of_file(printed: Printed) -> str:
    """Return what was printed, where it is, and how to print it on paper."""
    name = Path(printed.pdf).name
    if printed.first is None:
        return tr_n(
            "{sheets:,} sheet without a number is in {name}. Nobody may sign it: it is to look at, or for the "
            "registrar. Print it at 100 % (actual size), one-sided.",
            "{sheets:,} sheets without numbers are in {name}. Nobody may sign them: they are to look at, "
            "or for the registrar. Print them at 100 % (actual size), one-sided.",
            printed.sheets,
        ).format(sheets=printed.sheets, name=name)
    parts = [_sheets(printed).format(first=printed.first, last=printed.last, name=name)]
    if printed.slips is not None:
        slips = tr("The cover slips are in {name}: cut them apart and clip one to each sheet.")
        parts.append(slips.format(name=Path(printed.slips).name))
    parts.append(tr("Print at 100 % (actual size), one-sided."))
    return " ".join(parts)


def _sheets(printed: Printed) -> str:
    return tr("Sheet {first} is in {name}.") if printed.sheets == 1 else tr("Sheets {first} to {last} are in {name}.")


def said_of_more(made: int, more: int) -> str:
    """Return the question before more sheets are printed than were since the drive was opened."""
    there = tr_n("{n:,} sheet is printed already.", "{n:,} sheets are printed already.", made).format(n=made)
    asked = tr_n("Print {n:,} more, with a new number?", "Print {n:,} more, with new numbers?", more).format(n=more)
    return f"{there} {asked}"


def said_of_page(preview: Preview, *, is_notice: bool) -> Iterator[str]:
    """Yield what is worth knowing of the page before it is printed."""
    yield tr_n("{lines} line a sheet.", "{lines} lines a sheet.", preview.lines).format(lines=preview.lines)
    if preview.is_draft:
        yield tr("Not approved yet: this prints a DRAFT without numbers, which nobody may sign.")
    elif preview.approved is not None and not is_notice:
        said = mark("The form approved on {day}. It is printed as it was approved.")
        fresh = mark("The form approved on {day}.")
        yield tr(said if preview.is_frozen else fresh).format(day=day_words(preview.approved))
    if preview.slip:
        yield tr(WHY_SLIPS[preview.codes])
    if is_notice:
        yield tr("Who signs the notice becomes public: it is served and published. Say so before.")


def said_of_run(run: PrintedRun) -> str:
    """Return a run as one line of a list: its sheets, where for, how it came out."""
    several = tr("{run:06d}-{first:04d} to {last:04d}")
    span = several.format(run=run.run, first=run.first.serial, last=run.last.serial)
    parts = [run.first.text if run.sheets == 1 else span]
    if run.notice:
        parts.append(tr("notice of intention"))
    if run.event:
        parts.append(run.event)
    if run.spoiled:
        parts.append(tr_n("{n:,} spoiled", "{n:,} spoiled", run.spoiled).format(n=run.spoiled))
    elif run.is_answered:
        parts.append(tr("all came out"))
    return " · ".join(parts)


def said_of_spoiled(sheets: Sequence[str]) -> str:
    """Return what became of the sheets that failed."""
    return tr_n(
        "{n:,} sheet is told spoiled. Its number is never used again: print a new one in its place.",
        "{n:,} sheets are told spoiled. Their numbers are never used again: print as many new ones.",
        len(sheets),
    ).format(n=len(sheets))


def said_of_measure(across_mm: float, down_mm: float) -> tuple[str, bool]:
    """Return what two measured lines say of the printer, and whether it keeps the true size."""
    if is_right(across_mm) and is_right(down_mm):
        return tr("Your printer keeps the true size. Print the sheets with the same settings."), True
    worst = max((across_mm, down_mm), key=lambda mm: abs(mm - RULER_MM))
    if worst < RULER_MM:
        said = tr(
            "Your printer shrinks pages to {mm:g} %. Choose “Actual size” (100 %) where you print, never “Fit to "
            "page”, and print the ruler page again."
        )
    else:
        said = tr(
            "Your printer enlarges pages to {mm:g} %. Choose “Actual size” (100 %) where you print, and print the "
            "ruler page again."
        )
    return said.format(mm=worst), False
