"""What the Entry page offers while one types: streets and cities, places; names of people never."""

from canvass.desktop.entry import Entry
from canvass.desktop.entry_state import ZIP, Typed, offered_address, offered_city
from canvass.desktop.session import Session
from canvass.journal.folding import fold
from canvass.signers.completion import Streets, events_known, streets_of


class Offers:
    """The streets, cities and places known so far."""

    def __init__(self, session: Session, entry: Entry) -> None:
        self._session = session
        self._entry = entry
        self._places = events_known(session.journal.connection)

    def read_streets(self) -> None:
        """Read the streets of the lines typed so far, away from the window's thread."""
        self._session.look(
            lambda journal: streets_of(journal.connection), self._on_streets_read, self._entry.refused.emit
        )

    def address(self, text: str) -> str | None:
        """Return the whole address that begins so."""
        return offered_address(self._entry.streets, text, self._entry.typed.zip.strip())

    def city(self, text: str) -> str | None:
        """Return the city that begins so."""
        return offered_city(self._entry.streets, text, self._entry.typed.zip.strip())

    def place(self, text: str) -> str | None:
        """Return the vigil or table that begins so."""
        return next((place for place in self._places if fold(place).startswith(fold(text))), None)

    def city_of_zip(self, typed: Typed) -> str | None:
        """Return the city for a line whose ZIP is whole and whose city was left out."""
        return self._entry.streets.city(typed.zip) if ZIP.fullmatch(typed.zip) and not typed.city else None

    def learn_place(self, place: str) -> None:
        """Take note of a place that was typed."""
        if place and place not in self._places:
            self._places.append(place)

    def _on_streets_read(self, streets: Streets) -> None:
        self._entry.streets = streets
