"""What the Entry page offers while one types: streets and cities, places; names of people never."""

from canvass.desktop.entry import Entry
from canvass.desktop.entry_state import offered_address, offered_city
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

    def zip(self, text: str) -> str | None:
        """Return the ZIP of the street in the form, if it begins so."""
        offered = self._entry.streets.zip_of(self._entry.typed.address)
        return offered if offered is not None and offered.startswith(text) else None

    def place(self, text: str) -> str | None:
        """Return the vigil or table that begins so."""
        return next((place for place in self._places if fold(place).startswith(fold(text))), None)

    def city_of_zip(self, zip_code: str) -> str | None:
        """Return the city of a ZIP, if lines of it were typed before."""
        return self._entry.streets.city(zip_code)

    def city_of_street(self) -> str | None:
        """Return the city of the street in the form, where its ZIP tells it."""
        zip_code = self.zip("")
        return None if zip_code is None else self.city_of_zip(zip_code)

    def learn_place(self, place: str) -> None:
        """Take note of a place that was typed."""
        if place and place not in self._places:
            self._places.append(place)

    def _on_streets_read(self, streets: Streets) -> None:
        self._entry.streets = streets
