"""What a typist is offered: streets and cities by ZIP, events. Names of people never."""

from collections import Counter, defaultdict

from canvass.campaign.connection import Connection
from canvass.journal.bodies import Event, Kind
from canvass.journal.facts import facts
from canvass.journal.folding import fold
from canvass.signers.addresses import house_and_street

HOUSES_AT_LEAST = 2
"""A street seen at one house only could point to the person who lives there."""

NEARLY_ALWAYS = 0.9
"""A street that runs through several ZIPs says nothing of this line's; one slip among many does not hide a ZIP."""

LINES_ENOUGH = 3
"""From so many lines of a ZIP on, its cities are known well enough for another one to be worth a look."""

ZIP_DIGITS = 5

Spellings = dict[str, Counter[str]]
"""How often a street or city was spelt in which way, by its folded text."""


class Streets:
    """The streets and cities of lines typed so far. Learns as lines are typed; built once from the file."""

    def __init__(self) -> None:
        self._houses: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._streets: dict[str, Spellings] = defaultdict(lambda: defaultdict(Counter))
        self._cities: dict[str, Spellings] = defaultdict(lambda: defaultdict(Counter))
        self._areas: dict[str, Counter[str]] = defaultdict(Counter)

    def learn(self, address: str, city: str, zip_code: str) -> None:
        """Take note of a line's street and city."""
        areas = {_area(zip_code), ""}
        if fold(city):
            for area in areas:
                self._cities[area][fold(city)][city] += 1
        parts = house_and_street(address)
        if parts is not None and fold(parts[1]):
            house, street = parts
            if _area(zip_code):
                self._areas[fold(street)][_area(zip_code)] += 1
            for area in areas:
                self._houses[area, fold(street)].add(fold(house))
                self._streets[area][fold(street)][street] += 1

    def street(self, start: str, zip_code: str = "") -> str | None:
        """Return the street most often seen that begins with `start`, in its usual spelling; None if there is none.

        Of the ZIP if it is known, else of anywhere; only streets seen at two houses or more.
        """
        folded = fold(start)
        for area in dict.fromkeys((_area(zip_code), "")) if folded else ():
            found = {
                street: spellings
                for street, spellings in self._streets.get(area, {}).items()
                if street.startswith(folded) and len(self._houses[area, street]) >= HOUSES_AT_LEAST
            }
            if found:
                return _usual(found)
        return None

    def zip_of(self, address: str) -> str | None:
        """Return the ZIP that nearly every line of this address's street has, or None.

        Only of streets seen at two houses or more with it, like the streets themselves.
        """
        parts = house_and_street(address)
        seen = self._areas.get(fold(parts[1])) if parts is not None else None
        if parts is None or not seen:
            return None
        area, lines = seen.most_common(1)[0]
        is_sure = lines >= NEARLY_ALWAYS * seen.total()
        return area if is_sure and len(self._houses[area, fold(parts[1])]) >= HOUSES_AT_LEAST else None

    def city(self, zip_code: str) -> str | None:
        """Return the city most often seen with this ZIP, in its usual spelling, or None."""
        area = _area(zip_code)
        return _usual(self._cities.get(area, {})) if area else None

    def city_from(self, start: str) -> str | None:
        """Return the city most often seen that begins with `start`, in its usual spelling, or None."""
        folded = fold(start)
        cities = self._cities.get("", {})
        return _usual({city: seen for city, seen in cities.items() if city.startswith(folded)}) if folded else None

    def is_unusual_city(self, city: str, zip_code: str) -> bool:
        """Return whether several lines have this ZIP and none of them this city, however it is spelt."""
        area = _area(zip_code)
        cities = self._cities.get(area, {}) if area else {}
        lines = sum(seen.total() for seen in cities.values())
        return bool(fold(city)) and lines >= LINES_ENOUGH and fold(city) not in cities


def _area(zip_code: str) -> str:
    """Return the five digits by which streets and cities are kept; with ZIP+4 the same area is meant."""
    return zip_code.strip()[:ZIP_DIGITS]


def _usual(found: Spellings) -> str | None:
    """Return what was seen most often, in the spelling seen most often; of equals the last in the alphabet."""
    if not found:
        return None
    best = max(found.items(), key=lambda item: (item[1].total(), item[0]))[1]
    return max(best.items(), key=lambda item: (item[1], item[0]))[0]


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
