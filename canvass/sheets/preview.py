"""The page as it would be printed now: what a person looks at before a run exists. Changes nothing."""

import io

import msgspec

from canvass.ground.progress import silent
from canvass.journal.drive import campaign_number, petition_needed, practice
from canvass.journal.journal import Journal
from canvass.petition.template import template
from canvass.sheets.forms import LETTER, PrintWords, form_page, notice_needed, notice_page
from canvass.sheets.numbering import next_run, printer_number
from canvass.sheets.stamping import codes_on_page, run_stamps
from canvass.sheets.write import Stamp, write_sheets


class Preview(msgspec.Struct, frozen=True):
    """The first sheet of the run that would be printed now; a draft bears neither code nor number."""

    pdf: bytes
    lines: int
    is_draft: bool
    is_frozen: bool
    has_slips: bool


def first_sheet(journal: Journal, words: PrintWords, paper: str = LETTER, *, notice: bool = False) -> Preview:
    """Return the first sheet that `print_sheets` would print now, on a number that is not used by it.

    Raises what `form_page` and `notice_page` raise, and `RunsUsedUp`.
    """
    petition = petition_needed(journal)
    form = (notice_page if notice else form_page)(journal, words, paper)
    is_draft = not (petition.approved or notice)
    stamp, has_slips = Stamp(), False
    if not is_draft:
        codes = codes_on_page(notice_needed(petition) if notice else template(petition.template), petition)
        run = next_run(journal, printer_number(journal))
        stamps = run_stamps(codes, campaign_number(journal), run, 1, practice=practice(journal))
        stamp, has_slips = stamps.pages[0], bool(stamps.slips)
    page = io.BytesIO()
    write_sheets(form.pdf, form.geometry, (stamp,), page, silent)
    return Preview(page.getvalue(), form.geometry.lines, is_draft, form.is_frozen, has_slips)
