"""Loose pages: beginning one, and telling which numbered sheet it is."""

from itertools import groupby

import msgspec

from canvass.journal.bodies import Kind, Link, Page, Role
from canvass.journal.journal import Journal
from canvass.journal.number import SheetNumber, parse_sheet_number
from canvass.journal.place import LOOSE_BIT, LoosePage, Place, place_key
from canvass.signers.entry import clean_typist
from canvass.signers.errors import LinkBeyondForm, LinkNotAllowed, LoosePageUnknown, NotALoosePage, NotASheetNumber
from canvass.signers.sheets_known import known_sheet, last_page, lines_of

LAST_LINE = """
    select coalesce(max(r.place & 255), 0)
      from record r cross join device d on d.n = r.n >> 32
     where r.place between ? and ? and r.kind <> 4 and not exists (
        select 1 from after a cross join record undo on undo.n = a.record cross join device u on u.n = undo.n >> 32
         where a.earlier = (d.first << 32) | (r.n & 4294967295) and a.mark = substr(r.id, 1, 8)
           and undo.kind = 4 and undo.place = r.place and u.id = d.id)
"""
"""The last line of a page on which something was typed that its laptop did not take back, wherever it counts now."""

SAID = f"""
    select s.key, owner.id, cast(r.raw as text) ->> '$.body.sheet', r.typist, d.id
      from sheet s
      cross join head h on h.place = s.key << 12
      cross join record r on r.n = h.record
      cross join device d on d.n = r.n >> 32
      cross join device owner on owner.n = (s.key & ~{LOOSE_BIT}) >> 16
     where s.key >= {LOOSE_BIT} and (d.id = owner.id or d.role >= 2)
       and not exists (select 1 from link where page = s.key)
     order by owner.id, s.key & 65535, d.id, r.n & 4294967295, r.id
"""
"""The standing links of pages that no sheet is linked to, by those who may link them."""


class LinkHead(msgspec.Struct, frozen=True):
    """One of several links of a page that stand: which sheet it is (None: none) by whose word, on which laptop."""

    keep: int
    sheet: str | None
    typist: str | None
    laptop: str


class DisputedLink(msgspec.Struct, frozen=True):
    """A loose page that is said to be different sheets: it stays loose until coordinator or headquarters link it."""

    page: str
    heads: tuple[LinkHead, ...]


def begin_page(journal: Journal) -> LoosePage:
    """Begin this laptop's next loose page and return it."""
    with journal.writing():
        page = LoosePage(last_page(journal) + 1, journal.device)
        journal.write(Kind.PAGE, Page(page=page.page))
    return page


def link_page(journal: Journal, page_text: str, sheet_text: str | None, typist: str = "") -> None:
    """Say that a loose page is a numbered sheet: its lines count there from now on. None takes the link back.

    A field laptop and a file outside any campaign link their own pages, coordinator and headquarters any. Raises
    `LoosePageUnknown` for a page nobody began and `LinkBeyondForm` if a line typed on the page is beyond the sheet's
    form; nothing is changed then.
    """
    page = known_sheet(journal, page_text)
    if not isinstance(page.ref, LoosePage):
        raise NotALoosePage(sheet=page.ref.short)
    if page.ref.device == journal.device and page.ref.page > last_page(journal):
        raise LoosePageUnknown(sheet=page.ref.short)
    if page.ref.device != journal.device and (journal.role or Role.FIELD) < Role.COORDINATOR:
        raise LinkNotAllowed(sheet=page.ref.short)
    number = None if sheet_text is None else _numbered(sheet_text)
    if number is not None:
        _check_fits(journal, page.key, number)
    place = Place.on(page.ref, 0)
    seen = journal.connection.execute(
        "select record from head where place = ?", (place_key(page.key, 0, 0),)
    ).fetchall()
    with journal.writing():
        journal.write(
            Kind.LINK,
            Link(sheet=None if number is None else number.text),
            place=place,
            after=[row[0] for row in seen],
            typist=clean_typist(typist),
        )


def disputed_links(journal: Journal) -> list[DisputedLink]:
    """Return the loose pages whose standing links name different sheets, in order of laptop and page."""
    found = []
    for (key, device), rows in groupby(journal.connection.execute(SAID).fetchall(), key=lambda row: row[:2]):
        heads = tuple(
            LinkHead(keep, sheet, typist or None, by[:8]) for keep, (_, _, sheet, typist, by) in enumerate(rows, 1)
        )
        if len({head.sheet for head in heads}) > 1:
            found.append(DisputedLink(LoosePage(key & 0xFFFF, device).short, heads))
    return found


def _numbered(text: str) -> SheetNumber:
    if text.strip()[:1].upper() == "L":
        raise NotASheetNumber(sheet=text[:40])
    return parse_sheet_number(text)


def _check_fits(journal: Journal, page: int, number: SheetNumber) -> None:
    lines = lines_of(journal.connection, number.key)
    (last,) = journal.connection.execute(LAST_LINE, (place_key(page, 0, 1), place_key(page, 0, 255))).fetchone()
    if last > lines:
        raise LinkBeyondForm(sheet=number.text, line=last, lines=lines)
