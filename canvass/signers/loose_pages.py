"""The loose pages that are known: how many lines were typed on each, and which sheet each is said to be. Reads only."""

import msgspec

from canvass.journal.bodies import Role
from canvass.journal.journal import Journal
from canvass.journal.number import sheet_number
from canvass.journal.place import LOOSE_BIT, LoosePage, device_of_key, place_key
from canvass.signers.pages import disputed_links

PAGES = f"select key from sheet where key >= {LOOSE_BIT} order by key"
LINKS = "select page, sheet from link"
TYPED = """
    select r.place & 255, cast(r.raw as text) ->> '$.body.event', cast(r.raw as text) ->> '$.at'
      from record r cross join device d on d.n = r.n >> 32
     where r.place between ? and ? and r.kind in (1, 2, 3) and not exists (
        select 1 from after a cross join record undo on undo.n = a.record cross join device u on u.n = undo.n >> 32
         where a.earlier = (d.first << 32) | (r.n & 4294967295) and a.mark = substr(r.id, 1, 8)
           and undo.kind = 4 and undo.place = r.place and u.id = d.id)
     order by 3
"""
"""What was typed on a page and not taken back by its laptop, wherever it counts now."""


class LoosePageRow(msgspec.Struct, frozen=True):
    """A loose page: how many lines were typed on it, where and since when, the sheet that it is.

    `said` are the different sheets that it is said to be where that is to be decided; None in it: no sheet.
    """

    page: str
    own: bool
    lines: int
    event: str | None
    since: str | None
    sheet: str | None
    said: tuple[str | None, ...] = ()


def loose_pages(journal: Journal) -> list[LoosePageRow]:
    """Return the loose pages by laptop and page, this laptop's first; a field laptop sees its own, others all."""
    connection = journal.connection
    devices = dict(connection.execute("select n, id from device").fetchall())
    links = dict(connection.execute(LINKS).fetchall())
    disputed = {link.page: tuple(head.sheet for head in link.heads) for link in disputed_links(journal)}
    sees_all = (journal.role or Role.FIELD) >= Role.COORDINATOR
    found = []
    for (key,) in connection.execute(PAGES).fetchall():
        page = LoosePage(key & 0xFFFF, devices[device_of_key(key)])
        is_own = page.device == journal.device
        if is_own or sees_all:
            sheet = sheet_number(links[key]).text if key in links else None
            said = tuple(dict.fromkeys(disputed.get(page.short, ())))
            found.append((not is_own, page.device, page.page, _row(journal, key, page, sheet, said)))
    return [row for *_, row in sorted(found, key=lambda one: one[:3])]


def _row(journal: Journal, key: int, page: LoosePage, sheet: str | None, said: tuple[str | None, ...]) -> LoosePageRow:
    typed = journal.connection.execute(TYPED, (place_key(key, 0, 1), place_key(key, 0, 255))).fetchall()
    events = [event for _, event, _ in typed if event]
    return LoosePageRow(
        page=page.short,
        own=page.device == journal.device,
        lines=len({line for line, _, _ in typed}),
        event=max(events, key=events.count) if events else None,
        since=typed[0][2] if typed else None,
        sheet=sheet,
        said=said,
    )
