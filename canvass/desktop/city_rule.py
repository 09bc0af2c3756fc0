"""The city that nobody needs to type: from the street once that is known, else from the ZIP."""

import re

from PySide6.QtCore import QObject

from canvass.desktop.entry import Entry
from canvass.desktop.entry_fields import EntryFields
from canvass.desktop.entry_state import ZIP
from canvass.desktop.offers import Offers
from canvass.wording.translation import tr

CITY_AFTER_ZIP = re.compile(r"([\d-]*)\s*([^\W\d_].*)", re.DOTALL)
"""A letter is never part of a ZIP: from there on it is a city."""


class CityRule(QObject):
    """Fills the city where it was left out, and follows the ZIP for as long as nobody typed a city."""

    def __init__(self, entry: Entry, fields: EntryFields, offers: Offers) -> None:
        super().__init__(fields)
        self._fields = fields
        self._offers = offers
        self._filled = ""
        self._is_asked = False
        fields.going_on.connect(self._on_going_on)
        entry.line_shown.connect(self._on_line_shown)

    def follow_zip(self) -> None:
        """Fill the city of a whole ZIP; where the street's city was wrong and the ZIP is new, take it out again."""
        typed, fields = self._fields.typed, self._fields
        if fields.field != "zip" or not ZIP.fullmatch(typed.zip) or (typed.city and not self._is_by_rule):
            return
        city = self._offers.city_of_zip(typed.zip) or ""
        if city != typed.city:
            self._fill(city, tr("from the ZIP") if city else "")
            self._is_asked = not city

    def take_letters(self) -> None:
        """Put letters typed into the ZIP where they belong: into the city, which was filled and passed over."""
        fields = self._fields
        parts = CITY_AFTER_ZIP.fullmatch(fields.typed.zip) if fields.field == "zip" else None
        if parts is None or not fields.is_filled("city"):
            return
        self._fill("", "")
        fields.go_to("city")
        fields.edits["zip"].put(parts[1])
        fields.edits["city"].insert(parts[2])

    def asks(self) -> bool:
        """Go to the city if it was taken out again and is still missing; return whether it is. Asked once a line."""
        is_asked, self._is_asked = self._is_asked and not self._fields.typed.city, False
        if is_asked:
            self._fields.edits["city"].setFocus()
        return is_asked

    @property
    def _is_by_rule(self) -> bool:
        return bool(self._filled) and self._fields.typed.city == self._filled and self._fields.is_filled("city")

    def _on_going_on(self, field: str) -> None:
        city = self._offers.city_of_street() if field == "address" and not self._fields.typed.city else None
        if city is not None:
            self._fill(city, tr("from the street"))

    def _fill(self, city: str, why: str) -> None:
        self._filled = city
        if city:
            self._fields.fill("city", city, why)
        else:
            self._fields.empty("city")

    def _on_line_shown(self) -> None:
        self._filled, self._is_asked = "", False
