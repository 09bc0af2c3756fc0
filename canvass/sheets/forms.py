"""The form: the page as it is drawn now, and, once it is approved, the stored page that is printed from then on."""

import hashlib
from collections.abc import Sequence

import msgspec

from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Form, Kind, Role, Setting
from canvass.journal.drive import petition_needed, practice
from canvass.journal.facts import Fact, facts
from canvass.journal.journal import Journal
from canvass.petition.petition import Petition
from canvass.petition.template import NoticeTemplate, Template, notice_template, template
from canvass.petition.wording_of_page import PetitionIncomplete, TooFewProponents, TooManyProponents, page_texts
from canvass.sheets.draw import Geometry, draw_form
from canvass.sheets.fonts import LettersMissing, measure
from canvass.sheets.formpart import FormDamaged
from canvass.sheets.layout import PageTooLong, PageTooLongForAnyPaper, PaperUnknown, layout_page

LETTER = "letter"
_geometry = msgspec.json.Decoder(Geometry)


class FormNotHere(CanvassError):
    """The petition is approved, but its approved page on this paper did not come with this laptop's kit."""

    needs = ("paper",)


class OnlyOwnPage(CanvassError):
    """The drive brought the page that the official approved, and on this paper none was approved."""

    needs = ("paper", "known")


class FundersBoxNotDrawn(CanvassError):
    """The petition is to name its top funders on the page (Cal. Elec. Code 107(b)): no box for them is drawn."""


class NoNotice(CanvassError):
    """A petition of this kind is not begun by a notice of intention that people sign."""

    needs = ("petition",)


_NOT_YET = (
    PetitionIncomplete,
    TooFewProponents,
    TooManyProponents,
    PageTooLong,
    PageTooLongForAnyPaper,
    LettersMissing,
    FundersBoxNotDrawn,
)
"""Why a petition may have no page on a paper, today; who prints on that paper is told."""


class PrintWords(msgspec.Struct, frozen=True):
    """The printed words that are not the law's: across practice pages and drafts, and on cover slips."""

    sample: str
    draft: str
    slip_heading: str
    slip_paragraphs: tuple[str, ...]


class StoredForm(msgspec.Struct, frozen=True):
    """A drawn page with what later steps must know of it; `is_frozen` once it is stored as the approved one."""

    hash: str
    pdf: bytes
    geometry: Geometry
    is_frozen: bool


def form_page(journal: Journal, words: PrintWords, paper: str = LETTER, *, is_blank: bool = False) -> StoredForm:
    """Return the page to print on: the approved one as it was stored, or one drawn now.

    Before approval the draft's word stands across, unless it is one of the registrar's blanks; in a drive for
    practice always that of a sample. Changes nothing: `keep_form` freezes. Raises `NoPetition`, `PaperUnknown`,
    `FormNotHere`, `OnlyOwnPage`, `FormDamaged`, and what keeps a page from being drawn.
    """
    petition = petition_needed(journal)
    of = template(petition.template)
    approved = approved_form(journal, paper) if petition.approved else None
    if approved is not None:
        return _stored(journal, approved)
    _check_paper(of, paper)  # a later release may know fewer papers than were approved
    if petition.approved:
        own = own_papers(journal)
        if own:
            raise OnlyOwnPage(paper=paper, known=", ".join(own))
        if journal.role != Role.HQ:
            raise FormNotHere(paper=paper)
    is_draft = not petition.approved and not is_blank
    across = words.sample if practice(journal) else words.draft if is_draft else ""
    return _drawn(of, petition, paper, across)


def notice_page(journal: Journal, words: PrintWords, paper: str = LETTER) -> StoredForm:
    """Return the page of the notice of intention, drawn now: nobody has to approve it, so nothing is frozen.

    Raises `NoPetition`, `NoNotice`, `PaperUnknown`, and what keeps a page from being drawn.
    """
    petition = petition_needed(journal)
    of = notice_needed(petition)
    _check_paper(of, paper)
    return _drawn(of, petition, paper, words.sample if practice(journal) else "")


def notice_needed(petition: Petition) -> NoticeTemplate:
    """Return the template of the petition's notice of intention, or raise `NoNotice`."""
    of = template(petition.template)
    notice = notice_template(of)
    if notice is None:
        raise NoNotice(petition=of.title)
    return notice


def approved_form(journal: Journal, paper: str) -> Form | None:
    """Return what headquarters' facts say is the approved form on this paper, whether its page is here or not.

    The first one counts, whatever is changed later: a form is frozen. Only where a headquarters takes the approval
    itself back (clears `approved`), the forms that it stored until then count no more, nor do those that another
    headquarters stored after an approval of its own of a lower revision.
    """
    hq = {row[0] for row in journal.connection.execute("select id from device where role = ?", (Role.HQ,))}
    approvals = [
        (fact, fact.body)
        for fact in facts(journal.connection, Kind.SETTING)
        if fact.device in hq and isinstance(fact.body, Setting) and fact.body.field == "approved"
    ]
    for fact in facts(journal.connection, Kind.FORM):
        form = fact.body
        if fact.device in hq and isinstance(form, Form) and form.paper == paper and not _taken_back(fact, approvals):
            return form
    return None


def _taken_back(form: Fact, approvals: Sequence[tuple[Fact, Setting]]) -> bool:
    """Return whether the approval under which a form was stored was taken back, as `approved_form` has it."""
    own = [(fact.seq, said) for fact, said in approvals if fact.device == form.device]
    if any(seq > form.seq and said.value is None for seq, said in own):
        return True
    under = max((said.revision for seq, said in own if seq < form.seq), default=0)
    return 0 < under < max((said.revision for _, said in approvals if said.value is None), default=0)


def is_page_to_print(journal: Journal, form: StoredForm) -> bool:
    """Return whether a page is the approved one now, or is about to be as the first on its paper."""
    approved = approved_form(journal, form.geometry.paper)
    is_it = not form.is_frozen if approved is None else approved.form == form.hash
    return is_it and petition_needed(journal).approved is not None


def own_papers(journal: Journal) -> tuple[str, ...]:
    """Return the papers on which the approved form is a page that the drive brought as a PDF, in the law's order."""
    petition = petition_needed(journal)
    papers = [paper.name for paper in template(petition.template).page.papers.value]
    approved = [(paper, approved_form(journal, paper)) for paper in papers]
    return tuple(paper for paper, form in approved if form is not None and is_own_page(journal, form.form))


def is_own_page(journal: Journal, form: str) -> bool:
    """Return whether the form of this hash is a page that the drive brought as a PDF; False if it is not here."""
    row = journal.connection.execute("select geometry from form where hash = ?", (form,)).fetchone()
    try:
        return row is not None and _geometry.decode(row[0]).is_own
    except msgspec.DecodeError:
        raise FormDamaged(part="geometry") from None


def keep_form(journal: Journal, form: StoredForm) -> None:
    """Store a drawn page as the approved one, inside `Journal.writing`: it is printed from then on, as it is."""
    geometry = msgspec.json.encode(form.geometry)
    journal.connection.execute(
        "insert or replace into form (hash, pdf, geometry) values (?, ?, ?)", (form.hash, form.pdf, geometry.decode())
    )
    body = Form(
        codes=petition_needed(journal).codes,
        form=form.hash,
        geometry=hashlib.sha256(geometry).hexdigest(),
        lines=form.geometry.lines,
        paper=form.geometry.paper,
    )
    journal.write(Kind.FORM, body)


def store_forms(journal: Journal, words: PrintWords) -> tuple[StoredForm, ...]:
    """Freeze the approved page on each paper that it fits, and return those frozen now.

    For headquarters to call whenever a field of the petition was set. Without an approval, or while the petition is
    incomplete, nothing is frozen yet; a paper whose page is frozen already keeps it. Where the drive brought its page
    on one paper, the official approved none on another.
    """
    petition = petition_needed(journal)
    if not petition.approved or journal.role != Role.HQ or own_papers(journal):
        return ()
    forms: list[StoredForm] = []
    for paper in template(petition.template).page.papers.value:
        if approved_form(journal, paper.name) is None:
            try:
                forms.append(form_page(journal, words, paper.name))
            except _NOT_YET:
                continue
    if forms:
        with journal.writing():
            for form in forms:
                keep_form(journal, form)
    return tuple(msgspec.structs.replace(form, is_frozen=True) for form in forms)


def _check_paper(of: Template | NoticeTemplate, paper: str) -> None:
    papers = [known.name for known in of.page.papers.value]
    if paper not in papers:
        raise PaperUnknown(paper=paper, known=", ".join(papers))


def _drawn(of: Template | NoticeTemplate, petition: Petition, paper: str, across: str) -> StoredForm:
    texts = page_texts(of.page, petition)
    if petition.top_funders == "on_page" and isinstance(of, Template):
        raise FundersBoxNotDrawn
    layout = layout_page(of.page, texts, measure, paper=paper)
    title = of.title if isinstance(of, NoticeTemplate) else petition.title or of.title
    drawn = draw_form(layout, title, across)
    return StoredForm(hashlib.sha256(drawn.pdf).hexdigest(), drawn.pdf, drawn.geometry, is_frozen=False)


def _stored(journal: Journal, form: Form) -> StoredForm:
    """Return the stored page of a form, the very bytes that were approved."""
    row = journal.connection.execute("select pdf, geometry from form where hash = ?", (form.form,)).fetchone()
    if row is None:
        raise FormNotHere(paper=form.paper)
    pdf, geometry = row
    if hashlib.sha256(pdf).hexdigest() != form.form:
        raise FormDamaged(part="page")
    if hashlib.sha256(geometry.encode()).hexdigest() != form.geometry:
        raise FormDamaged(part="geometry")
    try:
        return StoredForm(form.form, pdf, _geometry.decode(geometry), is_frozen=True)
    except msgspec.DecodeError:
        raise FormDamaged(part="geometry") from None
