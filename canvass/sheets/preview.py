"""The page as it would be printed now: what a person looks at before a run exists. Changes nothing."""

import io
from datetime import date

import msgspec

from canvass.ground.progress import silent
from canvass.journal.drive import campaign_number, petition_needed, practice
from canvass.journal.journal import Journal
from canvass.journal.runs import RUNS_A_PRINTER
from canvass.petition.petition import Petition
from canvass.petition.template import template
from canvass.sheets.draw import Geometry
from canvass.sheets.forms import LETTER, PrintWords, form_page, notice_needed, notice_page
from canvass.sheets.numbering import next_run, printer_number
from canvass.sheets.slips import SlipTexts, write_slips
from canvass.sheets.stamping import CodesOnPage, Stamps, codes_on_page, run_stamps
from canvass.sheets.write import Stamp, write_sheets


class Preview(msgspec.Struct, frozen=True):
    """The first sheet of the run that would be printed now, and its cover slip, empty where the page says it all.

    A draft bears neither code nor number and has no run. `approved` is the day of the petition's approval.
    """

    pdf: bytes
    slip: bytes
    lines: int
    run: int | None
    codes: CodesOnPage
    approved: date | None
    is_draft: bool
    is_frozen: bool


def first_sheet(
    journal: Journal, words: PrintWords, paper: str = LETTER, *, notice: bool = False, shown: int | None = None
) -> Preview:
    """Return the first sheet that `print_sheets` would print now, on a number that is not used by it.

    `shown` is the run that was shown before: a drawn printer's number stays the same. Raises what `form_page` and
    `notice_page` raise, and `RunsUsedUp`.
    """
    petition = petition_needed(journal)
    form = (notice_page if notice else form_page)(journal, words, paper)
    is_draft = not (petition.approved or notice)
    codes = _codes(petition, form.geometry, notice=notice)
    stamps, run = Stamps((Stamp(),), ()), None
    if not is_draft:
        run = next_run(journal, printer_number(journal, None if shown is None else shown // RUNS_A_PRINTER))
        stamps = run_stamps(codes, campaign_number(journal), run, 1, practice=practice(journal))
    page, slip = io.BytesIO(), io.BytesIO()
    write_sheets(form.pdf, form.geometry, stamps.pages, page, silent)
    if stamps.slips:
        write_slips(stamps.slips, SlipTexts(words.slip_heading, words.slip_paragraphs), slip, silent)
    return Preview(
        pdf=page.getvalue(),
        slip=slip.getvalue(),
        lines=form.geometry.lines,
        run=run,
        codes=codes,
        approved=petition.approved,
        is_draft=is_draft,
        is_frozen=form.is_frozen,
    )


def _codes(petition: Petition, geometry: Geometry, *, notice: bool) -> CodesOnPage:
    return codes_on_page(notice_needed(petition) if notice else template(petition.template), petition, geometry)
