"""Sheets as people know them: their number, or "Loose page 3 – this laptop"."""

import re

from canvass.desktop.entry_state import is_own_page
from canvass.journal.number import SheetNumber
from canvass.journal.place import SheetRef
from canvass.wording.translation import tr

SHORT_PAGE = re.compile(r"\bL(\d{1,5})@([0-9a-f]{8})(?:[0-9a-f]{24})?\b", re.ASCII)


def sheet_title(ref: SheetRef, device: str) -> str:
    """Return the name of a sheet for a title."""
    if isinstance(ref, SheetNumber):
        return ref.text
    if is_own_page(ref, device):
        return tr("Loose page {page} – this laptop").format(page=ref.page)
    return ref.short


def with_known_pages(text: str, device: str) -> str:
    """Return the text with `L3@1a2b3c4d` as "loose page 3" where it is of this laptop."""
    return SHORT_PAGE.sub(
        lambda page: tr("loose page {page}").format(page=page[1]) if device.startswith(page[2]) else page[0], text
    )
