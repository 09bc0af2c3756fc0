"""Approved pages in kits: those that headquarters told of, as it told of them, and no others."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from canvass.batches.admission import role_of
from canvass.batches.errors import BatchForged
from canvass.batches.packing import FormPage
from canvass.journal.bodies import Form, Kind, Role
from canvass.journal.facts import facts
from canvass.journal.journal import Journal


def pages_to_carry(journal: Journal) -> tuple[FormPage, ...]:
    """Return the pages in this file that are what headquarters approved, in order of their hash."""
    told = _told(journal)
    rows = journal.connection.execute("select hash, pdf, geometry from form order by hash").fetchall()
    pages = (FormPage(geometry=geometry, hash=digest, pdf=pdf) for digest, pdf, geometry in rows)
    return tuple(page for page in pages if _digest(page.geometry.encode()) in told.get(page.hash, ()))


def keep_pages(journal: Journal, pages: Iterable[FormPage], *, file: str) -> None:
    """Store the pages of a kit that headquarters told of, inside `Journal.writing`.

    Raises `BatchForged` if a page's PDF or geometry is another than was told.
    """
    told = _told(journal)
    for page in pages:
        if _digest(page.pdf) != page.hash:
            raise BatchForged(file=file)
        if page.hash in told:
            if _digest(page.geometry.encode()) not in told[page.hash]:
                raise BatchForged(file=file)
            journal.connection.execute(
                "insert or ignore into form (hash, pdf, geometry) values (?, ?, ?)",
                (page.hash, page.pdf, page.geometry),
            )


def _told(journal: Journal) -> Mapping[str, set[str]]:
    """Return by SHA-256 of its PDF what headquarters' facts say of a page's geometry."""
    told: dict[str, set[str]] = defaultdict(set)
    for fact in facts(journal.connection, Kind.FORM):
        if isinstance(fact.body, Form) and role_of(journal, fact.device) == Role.HQ:
            told[fact.body.form].add(fact.body.geometry)
    return told


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
