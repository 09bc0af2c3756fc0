"""What the page *Loose pages* says: which page, how many lines, where and when, which sheet it is."""

from collections.abc import Sequence
from typing import NamedTuple

from canvass.desktop.find_words import Names, claimed_day
from canvass.desktop.reading_words import sheet_words
from canvass.signers.loose_pages import LoosePageRow
from canvass.wording.translation import mark, tr, tr_n

NO_SHEET = mark("none of the printed sheets")


class Linked(NamedTuple):
    """A page was said to be a sheet, or none; before it was that one; how it stands now, and what is to decide."""

    page: str
    sheet: str | None
    before: str | None
    is_disputed: bool
    conflicts: int


def page_rows(pages: Sequence[LoosePageRow], names: Names) -> list[tuple[str, str, str, str]]:
    """Return a row for each page."""
    return [(page_words(page.page, names), f"{page.lines:,}", _where(page), sheet_of_page(page)) for page in pages]


def page_words(page: str, names: Names) -> str:
    """Return a page as people know it."""
    return sheet_words(page, names.device, dict(names.laptops))


def sheet_of_page(page: LoosePageRow) -> str:
    """Return which sheet a page is, or that this is to be decided or told."""
    if page.said:
        said = [sheet or tr(NO_SHEET) for sheet in page.said]
        return tr("to decide: {sheets}").format(sheets=", ".join(said))
    return page.sheet or tr("not said yet")


def done_words(linked: Linked, names: Names) -> str:
    """Return what was done, and what is to be decided now."""
    page = page_words(linked.page, names)
    if linked.is_disputed:
        return tr("{page} stays loose: another laptop says that it is another sheet. Those who lead decide.").format(
            page=page
        )
    if linked.sheet is None:
        return tr("{page} is no printed sheet any more; its lines count as loose.").format(page=page)
    said = tr("{page} is sheet {sheet}; its lines count there.").format(page=page, sheet=linked.sheet)
    if linked.conflicts:
        more = tr_n(
            "{n:,} line was typed there too, and differs",
            "{n:,} lines were typed there too, and differ",
            linked.conflicts,
        )
        return tr("{said} {more}: see To decide.").format(said=said, more=more.format(n=linked.conflicts))
    return said


def undo_words(linked: Linked, names: Names) -> str:
    """Return what the button says that takes it back."""
    page = page_words(linked.page, names).replace("&", "&&")
    if linked.sheet is None:
        return tr("&Undo: {page} is no sheet").format(page=page)
    return tr("&Undo: {page} is {sheet}").format(page=page, sheet=linked.sheet)


def _where(page: LoosePageRow) -> str:
    return " · ".join(filter(None, (page.event, claimed_day(page.since))))
