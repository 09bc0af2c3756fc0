"""The petition of one drive: what is asked, of whom, by when, as its coordinators have filled it in."""

from datetime import date
from typing import Literal

import msgspec


class Petition(msgspec.Struct, frozen=True):
    """A petition as filled in so far; what is not known yet is None or empty. Field names are those of `set`."""

    template: str
    title: str = ""
    jurisdiction: str = ""
    registered: int | None = None
    approved: date | None = None
    codes: Literal["yes", "no", "not-asked"] = "not-asked"
    officer: str = ""
    office: str = ""
    took_office: date | None = None
    term_ends: date | None = None
    notice_served: date | None = None
    proponents: tuple[str, ...] = ()
    goal: int | None = None
    top_funders: Literal["sheet", "on_page", "none", ""] = ""
    grounds: str = ""
    answer: str = ""
