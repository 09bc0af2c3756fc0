"""Which page a finished file has: the petition's, its notice's, or one that was brought as an approved PDF."""

from pathlib import Path

from canvass.journal.bodies import Kind, Run
from canvass.journal.drive import petition_needed
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.runs import notice_runs
from canvass.petition.page import PageRules
from canvass.petition.template import template
from canvass.sheets.code import Code, CodeRefused, parse_code
from canvass.sheets.finished import FinishedFile
from canvass.sheets.forms import is_own_page, notice_needed, own_papers
from canvass.sheets.preflight import OwnPageRules


def rules_of(journal: Journal, path: Path) -> PageRules | OwnPageRules:
    """Return the rules that a finished file has to keep: the petition's, unless it is a known run of another page.

    Blanks and drafts name no sheet and are the petition's; a page without any code is the one that was brought, if
    one was. Raises `NoPetition`, `PdfUnreadable`, `NoNotice`.
    """
    petition = petition_needed(journal)
    of = template(petition.template)
    codes, ours = _first_page(path)
    runs = {code.run for code in ours}
    if runs & notice_runs(journal.connection):
        return notice_needed(petition).page
    if _is_own(journal, runs) or (not codes and petition.approved and own_papers(journal)):
        return OwnPageRules(of.page.papers, codes)
    return of.page


def _is_own(journal: Journal, runs: set[int]) -> bool:
    """Return whether one of these runs was printed from a page that the drive brought."""
    printed = (fact.body for fact in facts(journal.connection, Kind.RUN) if isinstance(fact.body, Run))
    return any(run.run in runs and is_own_page(journal, run.form) for run in printed)


def _first_page(path: Path) -> tuple[int, list[Code]]:
    """Return how many codes the first page has, and what those say that are ours."""
    with FinishedFile(path) as file:
        texts = file.page(0).codes if len(file) else ()
    ours = []
    for text in texts:
        try:
            ours.append(parse_code(text))
        except CodeRefused:
            continue
    return len(texts), ours
