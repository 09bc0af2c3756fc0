"""Which page a finished file has, the petition's or its notice's: by the sheet number in its first code."""

from pathlib import Path

from canvass.journal.drive import petition_needed
from canvass.journal.journal import Journal
from canvass.journal.runs import notice_runs
from canvass.petition.page import PageRules
from canvass.petition.template import template
from canvass.sheets.code import CodeRefused, parse_code
from canvass.sheets.finished import FinishedFile
from canvass.sheets.forms import notice_needed


def rules_of(journal: Journal, path: Path) -> PageRules:
    """Return the rules that a finished file has to keep: the petition's, unless it is a known run of its notice.

    Blanks and drafts name no sheet and are the petition's. Raises `NoPetition`, `PdfUnreadable`, `NoNotice`.
    """
    petition = petition_needed(journal)
    if _runs_on_first_page(path) & notice_runs(journal.connection):
        return notice_needed(petition).page
    return template(petition.template).page


def _runs_on_first_page(path: Path) -> set[int]:
    with FinishedFile(path) as file:
        texts = file.page(0).codes if len(file) else ()
    runs = set()
    for text in texts:
        try:
            runs.add(parse_code(text).run)
        except CodeRefused:
            continue
    return runs
