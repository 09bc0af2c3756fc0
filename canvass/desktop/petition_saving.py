"""Storing what was typed of the petition, whether that freezes its page, and what is said of it afterwards."""

import msgspec

from canvass.desktop.day_words import day_words
from canvass.desktop.petition_draft import forget_typed
from canvass.desktop.petition_form import label_of
from canvass.desktop.petition_words import said_of
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Role
from canvass.journal.drive import petition_needed, set_fields
from canvass.journal.journal import Journal
from canvass.petition.petition import Petition
from canvass.petition.template import Template
from canvass.petition.wording_of_page import page_texts
from canvass.sheets.forms import PrintWords, approved_form, form_page, own_papers, store_forms
from canvass.wording.petition_kinds import kind_words
from canvass.wording.translation import tr


class Stored(msgspec.Struct, frozen=True):
    """After storing: why the page cannot be drawn yet, or None."""

    no_page: CanvassError | None


def store(journal: Journal, fields: dict[str, object], words: PrintWords) -> Stored:
    """Store the fields, freeze the page if it is approved now, and tell whether there is a page."""
    if fields:
        set_fields(journal, fields)
    forget_typed(journal)
    store_forms(journal, words)
    try:
        form_page(journal, words, *own_papers(journal)[:1])
    except CanvassError as error:
        return Stored(error)
    return Stored(None)


def is_freezing(journal: Journal, petition: Petition, of: Template) -> bool:
    """Return whether storing the petition as it is typed would freeze its page, which nothing but a new approval ends.

    A page that still lacks something is not frozen, nor is one that is frozen already or was brought as a PDF.
    """
    if not petition.approved or journal.role != Role.HQ or own_papers(journal) or frozen_papers(journal, of):
        return False
    try:
        page_texts(of.page, petition)
    except CanvassError:
        return False
    return True


def frozen_papers(journal: Journal, of: Template) -> list[str]:
    """Return the papers on which the page is frozen, by their names in the template."""
    if petition_needed(journal).approved is None:
        return []
    return [paper.name for paper in of.page.papers.value if approved_form(journal, paper.name) is not None]


def state_words(journal: Journal, of: Template) -> str:
    """Return whether the page is frozen, since when and on which papers; else of which kind it is."""
    frozen = frozen_papers(journal, of)
    approved = petition_needed(journal).approved
    own = own_papers(journal)
    if own and approved:
        return tr(
            "Since its approval on {day} the page that you brought as a PDF is printed ({papers}), whatever is "
            "changed here. To take the approval back, empty its day and save."
        ).format(day=day_words(approved), papers=", ".join(own))
    if frozen and approved:
        return tr(
            "Since its approval on {day} the page is frozen as it was drawn ({papers}): it is printed so, whatever "
            "is changed here. To take the approval back, empty its day and save."
        ).format(day=day_words(approved), papers=", ".join(frozen))
    return tr("Kind: {kind}. Fill in what you know; the rest can follow.").format(kind=kind_words(of))


def freezing_words(approved: Petition) -> str:
    """Return what is asked before a page is frozen."""
    day = "" if approved.approved is None else day_words(approved.approved)
    return tr(
        "Nothing is saved yet. With the approval of {day} the page is frozen: from now on it is printed exactly as it "
        "is, whatever is changed here later. Look once more at its texts. Freeze it?"
    ).format(day=day)


def stored_words(journal: Journal, stored: Stored, of: Template) -> tuple[str, bool]:
    """Return what is said after storing, and whether all is well with it."""
    if stored.no_page is not None:
        return tr("Saved. {why}").format(why=said_of(stored.no_page)), False
    approved = petition_needed(journal).approved
    if approved is None:
        said = tr("Saved. Drafts can be printed now; sheets with numbers once the day is known of: {field}.")
        return said.format(field=label_of("approved", of.kind)), True
    if frozen_papers(journal, of) and not own_papers(journal):
        said = tr("Saved. The page is frozen as approved on {day}, and sheets with numbers can be printed.")
        return said.format(day=day_words(approved)), True
    return tr("Saved. Sheets with numbers can be printed."), True
