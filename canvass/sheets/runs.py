"""Print runs: sheets are drawn, then registered in the campaign, then the file appears, whole and with its numbers."""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import msgspec

from canvass.ground.errors import CanvassError
from canvass.ground.files import PartFile
from canvass.ground.progress import Report
from canvass.ground.text import FieldTextRefused, TextRefused, clean
from canvass.journal.bodies import Did, Kind, Move, Role, Run
from canvass.journal.drive import campaign_number, petition_needed, practice
from canvass.journal.journal import Journal
from canvass.journal.number import MOST_SERIAL, SheetNumber
from canvass.journal.runs import RUNS_A_PRINTER
from canvass.petition.petition import Petition
from canvass.petition.template import template
from canvass.sheets.forms import (
    LETTER,
    PrintWords,
    StoredForm,
    form_page,
    is_page_to_print,
    keep_form,
    notice_needed,
    notice_page,
)
from canvass.sheets.numbering import next_run, note_printer, printer_number
from canvass.sheets.slips import SlipTexts, write_slips
from canvass.sheets.stamping import Stamps, codes_on_page, identical_stamp, run_stamps
from canvass.sheets.unfinished import begin_publishing, close_unfinished, end_publishing, spoil_run
from canvass.sheets.write import Stamp, write_sheets


class PrintNotAllowed(CanvassError):
    """A field laptop prints no sheets: only headquarters and coordinators do."""

    needs = ("path",)


class SheetsRefused(CanvassError):
    """A run has 1 to 9,999 sheets; more are printed as several runs."""

    needs = ("asked", "most")


class NothingToHandOut(CanvassError):
    """Sheets without numbers, a draft or the registrar's blanks, are handed out to nobody."""


class RunTaken(CanvassError):
    """While the sheets were drawn, their run was registered by somebody else."""

    needs = ("run",)


class ApprovalChanged(CanvassError):
    """While the sheets were drawn, their page was approved, or its approval was taken back or given to another page."""


class PrintOrder(msgspec.Struct, frozen=True):
    """How many sheets to print, into which file, on which paper, for which event; of the petition or its notice.

    `holder` has all of them as soon as they are printed. `shown` is the run that a preview told of.
    """

    sheets: int
    out: Path
    paper: str = LETTER
    event: str = ""
    notice: bool = False
    holder: str = ""
    shown: int | None = None


class Printed(msgspec.Struct, frozen=True):
    """What was printed; a draft and the registrar's blanks have neither run nor numbers. `pages` are those of `pdf`."""

    run: str | None
    first: str | None
    last: str | None
    sheets: int
    lines_per_sheet: int
    pages: int
    pdf: str
    slips: str | None


class _Job(msgspec.Struct, frozen=True):
    """A run as it is going to be: its form, its number (None for a draft) and what its pages and slips carry."""

    order: PrintOrder
    form: StoredForm
    run: int | None
    stamps: Stamps


class DrawnRun:
    """A run whose files are written beside their places, and of which the campaign knows nothing yet."""

    def __init__(self, job: _Job, parts: Sequence[PartFile], files: contextlib.ExitStack) -> None:
        self.job = job
        self.parts = parts
        self._files = files

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Take away what was not put in place."""
        self._files.close()


def print_sheets(journal: Journal, order: PrintOrder, words: PrintWords, report: Report) -> Printed:
    """Print a run: its sheets exist in the campaign before the file appears, and no number is ever used again.

    Where unique codes may not stand on the page, they go on cover slips beside (`OUT-slips.pdf`). Before approval the
    petition is a draft without numbers; its notice of intention needs no approval. `report` may raise: no file is
    left then, and the campaign is as it was. If the file cannot be put in place in the end, its sheets are told
    spoiled. Raises `NoPetition`, `PrintNotAllowed`, `SheetsRefused`, `FieldTextRefused`, `NothingToHandOut`,
    `AlreadyThere`, `NotWritten`, `RunsUsedUp`, and the errors of `form_page` or `notice_page`.
    """
    close_unfinished(journal)
    with draw_run(journal, order, words, report) as drawn:
        return finish_run(journal, drawn)


def draw_run(journal: Journal, order: PrintOrder, words: PrintWords, report: Report) -> DrawnRun:
    """Do the long part of `print_sheets`, which only reads the campaign: any journal will do, in any thread.

    After `close_unfinished`, never before: what a cut-short run left may lie at the same place.
    """
    petition = _petition_to_print(journal)
    order = _checked(order)
    with contextlib.ExitStack() as files:
        page_file = files.enter_context(PartFile(order.out))
        job = _planned(journal, petition, order, words)
        parts = [page_file]
        pages = len(job.stamps.pages)
        total = pages + -(-len(job.stamps.slips) // 2)
        if job.stamps.slips:
            parts.append(files.enter_context(PartFile(slips_path(order.out))))
        write_sheets(job.form.pdf, job.form.geometry, job.stamps.pages, page_file, lambda n, _: report(n, total))
        if job.stamps.slips:
            texts = SlipTexts(words.slip_heading, words.slip_paragraphs)
            write_slips(job.stamps.slips, texts, parts[1], lambda n, _: report(pages + n, total))
        for part in parts:
            part.sync()
        return DrawnRun(job, parts, files.pop_all())


def finish_run(journal: Journal, drawn: DrawnRun) -> Printed:
    """Do the short part of `print_sheets`: register what was drawn, then put its files in place.

    Raises `RunTaken` if its number was used meanwhile, `ApprovalChanged` if its page is not the one to print on any
    more.
    """
    job, parts = drawn.job, drawn.parts
    if job.run is None:
        _publish(parts)
    else:
        _register(journal, job)
        _publish_run(journal, job.run, job.order.sheets, parts)
    return _printed(job, parts)


def print_blanks(journal: Journal, out: Path, words: PrintWords, report: Report, paper: str = LETTER) -> Printed:
    """Print the clean blanks that the official decides on, with the code boxes that all sheets will have.

    They carry the identical code and a number that no sheet has, and can be issued to nobody. Allowed before
    approval. Raises as `print_sheets` does.
    """
    petition = _petition_to_print(journal)
    of = template(petition.template)
    form = form_page(journal, words, paper, is_blank=True)
    is_bare = codes_on_page(of, petition, form.geometry) == "none"
    stamp = Stamp() if is_bare else identical_stamp(campaign_number(journal), practice=practice(journal))
    order = PrintOrder(of.preparation.blank_copies.value, out, paper)
    with PartFile(out) as part:
        job = _Job(order, form, None, Stamps((stamp,) * order.sheets, ()))
        write_sheets(form.pdf, form.geometry, job.stamps.pages, part, report)
        part.publish()
    return _printed(job, [part])


def slips_path(out: Path) -> Path:
    """Return where the cover slips of a run printed to `out` go."""
    return out.with_name(f"{out.stem}-slips.pdf")


def _petition_to_print(journal: Journal) -> Petition:
    petition = petition_needed(journal)
    if (journal.role or Role.NONE) < Role.COORDINATOR:
        raise PrintNotAllowed(path=str(journal.campaign.path))
    return petition


def _checked(order: PrintOrder) -> PrintOrder:
    """Return the order with its texts as they may be stored."""
    if not 1 <= order.sheets <= MOST_SERIAL:
        raise SheetsRefused(asked=order.sheets, most=MOST_SERIAL)
    event = _clean("event", order.event.strip())
    holder = _clean("holder", " ".join(order.holder.split()))
    return msgspec.structs.replace(order, event=event, holder=holder)


def _clean(field: str, text: str) -> str:
    try:
        return clean(text)
    except TextRefused as refused:
        raise FieldTextRefused(field=field, problem=refused.facts["problem"]) from None


def _planned(journal: Journal, petition: Petition, order: PrintOrder, words: PrintWords) -> _Job:
    """Return what to draw. Nothing is written yet: a run that is given up here has not used its number."""
    form = (notice_page if order.notice else form_page)(journal, words, order.paper)
    if not (petition.approved or order.notice):
        if order.holder:
            raise NothingToHandOut
        return _Job(order, form, None, Stamps((Stamp(),) * order.sheets, ()))
    shown = None if order.shown is None else order.shown // RUNS_A_PRINTER
    run = next_run(journal, printer_number(journal, shown))
    of = notice_needed(petition) if order.notice else template(petition.template)
    codes = codes_on_page(of, petition, form.geometry)
    stamps = run_stamps(codes, campaign_number(journal), run, order.sheets, practice=practice(journal))
    return _Job(order, form, run, stamps)


def _register(journal: Journal, job: _Job) -> None:
    """Tell the campaign of the run, and freeze its form if it is the first of it, all in one transaction."""
    if job.run is None:
        raise ValueError("a draft is not registered")
    lines, order = job.form.geometry.lines, job.order
    with journal.writing():
        printer = job.run // RUNS_A_PRINTER
        if next_run(journal, printer) != job.run:
            raise RunTaken(run=f"{job.run:06d}")
        if not (order.notice or is_page_to_print(journal, job.form)):
            raise ApprovalChanged
        note_printer(journal, printer)
        if not (job.form.is_frozen or order.notice):
            keep_form(journal, job.form)
        form = job.form.hash
        body = Run(lines=lines, run=job.run, sheets=order.sheets, form=form, event=order.event, notice=order.notice)
        journal.write(Kind.RUN, body)
        if order.holder:
            handed_out = Move(first=1, last=order.sheets, run=job.run, state="handed_out", holder=order.holder)
            journal.write(Kind.MOVE, handed_out)
        journal.write(Kind.DID, Did(what="printed", batch=f"{job.run:06d}", lines=lines * order.sheets))
        begin_publishing(journal, job.run, order.sheets, order.out)


def _publish_run(journal: Journal, run: int, sheets: int, parts: Sequence[PartFile]) -> None:
    """Move the files of a registered run into place; if that fails, no paper can have its numbers: they are spoiled."""
    try:
        _publish(parts)
    except BaseException:
        spoil_run(journal, run, sheets)
        raise
    end_publishing(journal)


def _publish(parts: Sequence[PartFile]) -> None:
    """Move all of the files into place, or none. The pages come last: where they are, their slips are too."""
    done: list[Path] = []
    try:
        for part in reversed(parts):
            part.publish()
            done.append(part.path)
    except BaseException:
        for path in done:
            path.unlink(missing_ok=True)
        raise


def _printed(job: _Job, parts: Sequence[PartFile]) -> Printed:
    run, sheets = job.run, job.order.sheets
    return Printed(
        run=None if run is None else f"{run:06d}",
        first=None if run is None else SheetNumber(run, 1).text,
        last=None if run is None else SheetNumber(run, sheets).text,
        sheets=sheets,
        lines_per_sheet=job.form.geometry.lines,
        pages=len(job.stamps.pages),
        pdf=str(job.order.out),
        slips=str(parts[1].path) if job.stamps.slips else None,
    )
