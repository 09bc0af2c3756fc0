"""A page that the official approved as a PDF becomes the drive's form, in place of the one that is drawn here."""

import io
from collections.abc import Sequence
from datetime import date

import msgspec

from canvass.ground.errors import CanvassError
from canvass.ground.progress import silent
from canvass.journal.bodies import Form, Kind, Role, Run
from canvass.journal.drive import NotHeadquarters, campaign_number, petition_needed, practice, write_settings
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.petition.petition import Petition
from canvass.petition.template import template
from canvass.sheets.forms import PrintWords, StoredForm, approved_form, keep_form
from canvass.sheets.own_page import OwnForm, OwnPage, form_of
from canvass.sheets.preflight import Finding, OwnPageRules, measures_of, preflight
from canvass.sheets.stamping import CodesOnPage, codes_on_page, run_stamps
from canvass.sheets.write import write_sheets

SHOWN_RUN = 999_999
"""Of the sheet that is shown: a run that nobody prints, so that its picture can never be taken for a sheet."""


class OwnPageNotApproved(CanvassError):
    """A page is brought because an official approved it, and nothing says when that was."""


class OwnPageTooLate(CanvassError):
    """Sheets were printed from the approved page of this drive: another page is another approval."""

    needs = ("run",)


class OwnPageSeen(msgspec.Struct, frozen=True):
    """A page before it is taken: its form, the first sheet as it would be printed, which codes, what was checked.

    `thinking` are measures that the law asks of the page that is drawn here; the official decides about this one.
    """

    form: OwnForm
    sheet: bytes
    codes: CodesOnPage
    checks: tuple[Finding, ...]
    thinking: tuple[Finding, ...]


def see_own_page(journal: Journal, page: OwnPage, words: PrintWords) -> OwnPageSeen:
    """Return a person's PDF as it would be printed, looked over. Changes nothing and uses no number.

    Raises as `look_at_own_page` and `check_may_bring` do.
    """
    form = look_at_own_page(journal, page, words)
    check_may_bring(journal, form)
    petition = petition_needed(journal)
    of = template(petition.template)
    codes = codes_on_page(of, petition, form.geometry)
    stamps = run_stamps(codes, campaign_number(journal), SHOWN_RUN, 1, practice=practice(journal))
    sheet = io.BytesIO()
    write_sheets(form.pdf, form.geometry, stamps.pages, sheet, silent)
    asked = len(form.geometry.codes) if codes == "unique" else 0
    checks = preflight(sheet.getvalue(), OwnPageRules(of.page.papers, asked), silent)
    return OwnPageSeen(form, sheet.getvalue(), codes, tuple(checks), tuple(measures_of(form.pdf, of.page)))


def look_at_own_page(journal: Journal, page: OwnPage, words: PrintWords) -> OwnForm:
    """Return a person's PDF as this drive's form, to be shown before it is taken. Changes nothing.

    Raises `NoPetition` and the errors of `form_of`.
    """
    petition = petition_needed(journal)
    of = template(petition.template)
    across = words.sample if practice(journal) else ""
    return form_of(page, of.page, petition.title or of.title, across)


def bring_own_page(journal: Journal, form: OwnForm, approved: date | None = None) -> StoredForm:
    """Store a page that the official approved as the petition's form: from now on it is printed, as it is.

    `approved` is the day, if the petition does not say it. What was drawn and frozen here for any paper counts no
    more, unless sheets were printed from it; the same page again changes nothing. Raises `NotHeadquarters`,
    `OwnPageNotApproved`, `OwnPageTooLate`.
    """
    petition = petition_needed(journal)
    approved = approved or petition.approved
    if approved is None:
        raise OwnPageNotApproved
    frozen = check_may_bring(journal, form)
    stored = StoredForm(form.hash, form.pdf, form.geometry, is_frozen=False)
    if _is_kept(journal, frozen, form) and petition.approved == approved:
        return msgspec.structs.replace(stored, is_frozen=True)
    with journal.writing():
        if frozen:
            write_settings(journal, {"approved": None})
        if frozen or petition.approved != approved:
            write_settings(journal, {"approved": approved.isoformat()})
        keep_form(journal, stored)
    return msgspec.structs.replace(stored, is_frozen=True)


def check_may_bring(journal: Journal, form: OwnForm) -> list[Form]:
    """Return the forms that the page would take the place of, or raise `NotHeadquarters` or `OwnPageTooLate`."""
    petition = petition_needed(journal)
    if journal.role != Role.HQ:
        raise NotHeadquarters(path=str(journal.campaign.path))
    frozen = _frozen(journal, petition) if petition.approved else []
    hashes = set() if _is_kept(journal, frozen, form) else {one.form for one in frozen}
    for fact in facts(journal.connection, Kind.RUN):
        if isinstance(fact.body, Run) and fact.body.form in hashes:
            raise OwnPageTooLate(run=f"{fact.body.run:06d}")
    return frozen


def _frozen(journal: Journal, petition: Petition) -> list[Form]:
    """Return the forms that count now, one for each paper at most."""
    papers = [paper.name for paper in template(petition.template).page.papers.value]
    return [form for form in (approved_form(journal, paper) for paper in papers) if form is not None]


def _is_kept(journal: Journal, frozen: Sequence[Form], form: OwnForm) -> bool:
    """Return whether this very page, with its codes at the same places, is the one form that counts."""
    if [one.form for one in frozen] != [form.hash]:
        return False
    row = journal.connection.execute("select geometry from form where hash = ?", (form.hash,)).fetchone()
    return row is not None and row[0] == msgspec.json.encode(form.geometry).decode()
