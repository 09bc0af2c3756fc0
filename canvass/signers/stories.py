"""A sheet's story: printed, out, back, counted, typed, linked, in the order of the clocks' claims. Reads only."""

from collections.abc import Iterator, Sequence

import msgspec

from canvass.journal.bodies import UNDONE, Kind, Page, Run
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.number import SheetNumber
from canvass.journal.place import LoosePage, device_of_key, line_of, place_key, sheet_from_key, sheet_of
from canvass.journal.runs import counting_runs
from canvass.sheets.whereabouts import history
from canvass.signers.sheets_known import KnownSheet

SAID = {Kind.PUT: "typed", Kind.VOID: "typed", Kind.DECIDE: "decided", Kind.RETRACT: "typing_undone"}
RECORDS = """
    select r.place, r.kind, r.typist, d.id, cast(r.raw as text) ->> '$.at', cast(r.raw as text) ->> '$.body.sheet'
      from record r cross join device d on d.n = r.n >> 32
     where r.place between ? and ? order by 5, d.id, r.n & 4294967295
"""
PAGES_OF = "select page from link where sheet = ?"


class Step(msgspec.Struct, frozen=True):
    """One thing that was done with a sheet.

    `what` is printed, one of the states that are told of sheets, undone, begun, typed, decided, typing_undone, linked
    or unlinked. `laptop` are the first eight digits of who told it, `who` the initials; `lines` those that were typed
    one after the other; `sheet` the sheet or loose page that a link names; `stands` is False for what was replaced or
    taken back.
    """

    at: str
    what: str
    laptop: str
    who: str = ""
    holder: str | None = None
    filled: int | None = None
    lines: tuple[int, ...] = ()
    sheet: str | None = None
    event: str | None = None
    stands: bool = True


def story(journal: Journal, sheet: KnownSheet) -> list[Step]:
    """Return everything that is known to have been done with a sheet or loose page, in order of claimed time.

    Of a numbered sheet also what was done with the loose pages that are said to be it.
    """
    steps: list[Step] = []
    if isinstance(sheet.ref, SheetNumber):
        steps += _printed(journal, sheet.ref)
        steps += _moved(journal, sheet.ref)
        pages = [page for (page,) in journal.connection.execute(PAGES_OF, (sheet.key,)).fetchall()]
    else:
        steps += _begun(journal, sheet.ref)
        pages = []
    for key in (sheet.key, *pages):
        steps += _typed(journal, key, is_linked=key != sheet.key)
    return sorted(steps, key=lambda step: step.at)


def _printed(journal: Journal, number: SheetNumber) -> Iterator[Step]:
    for fact in counting_runs(journal.connection):
        if isinstance(fact.body, Run) and fact.body.run == number.run and number.serial <= fact.body.sheets:
            yield Step(fact.at, "printed", fact.device[:8], event=fact.body.event or None)


def _moved(journal: Journal, number: SheetNumber) -> Iterator[Step]:
    for once in history(journal, number):
        yield Step(
            at=once.at,
            what=once.state,
            laptop=once.device[:8],
            holder=once.holder,
            filled=once.filled,
            stands=once.stands or once.state == UNDONE,
        )


def _begun(journal: Journal, page: LoosePage) -> Iterator[Step]:
    for fact in facts(journal.connection, Kind.PAGE):
        if isinstance(fact.body, Page) and (fact.body.page, fact.device) == (page.page, page.device):
            yield Step(fact.at, "begun", fact.device[:8])


def _typed(journal: Journal, key: int, *, is_linked: bool) -> Iterator[Step]:
    """Yield the readings and links at a sheet; neighbours in time of one person, day and kind are one step."""
    bounds = (place_key(key, 0, 0), place_key(key, 0, 255))
    group: list[tuple[Step, int]] = []
    for place, kind, typist, device, at, said in journal.connection.execute(RECORDS, bounds).fetchall():
        if kind == Kind.LINK:
            named = _page_name(journal, sheet_of(place)) if is_linked else said
            what = "linked" if said else "unlinked"
            yield from _together(group)
            group = []
            yield Step(at, what, device[:8], typist, sheet=named)
            continue
        step = Step(at, SAID[Kind(kind)], device[:8], typist)
        if group and not _is_same(group[-1][0], step):
            yield from _together(group)
            group = []
        group.append((step, line_of(place)))
    yield from _together(group)


def _is_same(one: Step, other: Step) -> bool:
    return (one.what, one.laptop, one.who, one.at[:10]) == (other.what, other.laptop, other.who, other.at[:10])


def _together(group: Sequence[tuple[Step, int]]) -> Iterator[Step]:
    if group:
        lines = tuple(sorted({line for _, line in group}))
        yield msgspec.structs.replace(group[-1][0], lines=lines)


def _page_name(journal: Journal, key: int) -> str:
    (device,) = journal.connection.execute("select id from device where n = ?", (device_of_key(key),)).fetchone()
    return sheet_from_key(key, device).short
