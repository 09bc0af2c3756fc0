"""What a typist is offered: streets and cities by ZIP, events. Names of people never."""

from collections import Counter, defaultdict

from canvass.campaign.connection import Connection
from canvass.journal.bodies import Event, Kind
from canvass.journal.facts import facts
from canvass.journal.folding import fold
from canvass.signers.addresses import house_and_street

HOUSES_AT_LEAST = 2
"""A street seen at one house only could point to the person who lives there."""


class Streets:
    """The streets and cities of lines typed so far. Learns as lines are typed; built once from the file."""

    def __init__(self) -> None:
        self._houses: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._spelling: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._cities: dict[str, Counter[str]] = defaultdict(Counter)

    def learn(self, address: str, city: str, zip_code: str) -> None:
        """Take note of a line's street and city."""
        if city:
            self._cities[zip_code][city] += 1
        parts = house_and_street(address)
        if parts is not None:
            house, street = parts
            for area in {zip_code, ""}:
                self._houses[area, fold(street)].add(fold(house))
                self._spelling[area, fold(street)][street] += 1

    def street(self, start: str, zip_code: str = "") -> str | None:
        """Return the street most often seen that begins with `start`, in its usual spelling; None if there is none.

        Of the ZIP if it is known, else of anywhere; only streets seen at two houses or more.
        """
        folded = fold(start)
        if not folded:
            return None
        found = [
            key
            for key in self._spelling
            if key[0] == zip_code and key[1].startswith(folded) and len(self._houses[key]) >= HOUSES_AT_LEAST
        ]
        if not found:
            return self.street(start) if zip_code else None
        best = max(found, key=lambda key: (sum(self._spelling[key].values()), key[1]))
        return self._spelling[best].most_common(1)[0][0]

    def city(self, zip_code: str) -> str | None:
        """Return the city most often seen with this ZIP, or None."""
        cities = self._cities.get(zip_code)
        return cities.most_common(1)[0][0] if zip_code and cities else None

    def city_from(self, start: str) -> str | None:
        """Return the city most often seen that begins with `start`, or None."""
        seen: Counter[str] = Counter()
        for cities in self._cities.values():
            seen.update({city: times for city, times in cities.items() if fold(city).startswith(fold(start))})
        return seen.most_common(1)[0][0] if fold(start) and seen else None


def streets_of(connection: Connection) -> Streets:
    """Return the streets and cities of every line that stands in the file."""
    streets = Streets()
    for address, city, zip_code in connection.execute("select address, city, zip from line where name is not null"):
        streets.learn(address, city, zip_code)
    return streets


def events_known(connection: Connection) -> list[str]:
    """Return the events announced or typed so far, in alphabetical order."""
    typed = {row[0] for row in connection.execute("select distinct event from line where event <> ''")}
    announced = {fact.body.name for fact in facts(connection, Kind.EVENT) if isinstance(fact.body, Event)}
    return sorted(typed | announced, key=str.casefold)
