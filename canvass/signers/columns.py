"""Which column of somebody's spreadsheet says what: guessed from the headings, set right by a person."""

from collections.abc import Mapping, Sequence

from canvass.ground.errors import CanvassError
from canvass.journal.folding import fold

FIELDS = ("name", "address", "city", "zip", "sheet", "line", "note", "state", "typist", "event")

ROWS_WITH_HEADINGS = 10
"""How far down the headings may stand, under a title."""

Columns = dict[str, tuple[int, ...]]
"""For each field the columns whose cells, joined with a space, are its text; a field that no column has is missing."""

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": (
        *("name", "full name", "printed name", "print name", "signer", "signer name", "signature name", "voter name"),
        *("name of signer", "nombre", "nombre completo", "nombre y apellido", "nombre y apellidos", "firmante"),
    ),
    "first": ("first", "first name", "given name", "given names", "fname", "forename", "primer nombre", "nombres"),
    "middle": ("middle", "middle name", "middle initial", "mi", "segundo nombre"),
    "last": ("last", "last name", "surname", "family name", "lname", "apellido", "apellidos"),
    "suffix": ("suffix", "name suffix"),
    "address": (
        *("address", "street address", "residence address", "residential address", "residence", "home address"),
        *("address 1", "address line 1", "address1", "addr", "address as registered", "domicilio", "direccion"),
    ),
    "house": ("house number", "house no", "street number", "street no", "house", "numero"),
    "street": ("street", "street name", "calle"),
    "unit": ("unit", "apt", "apartment", "apt no", "unit number", "address 2", "address line 2", "address2"),
    "city": ("city", "town", "city or town", "city town", "residence city", "ciudad", "municipio"),
    "zip": ("zip", "zip code", "zipcode", "zip5", "postal code", "postcode", "codigo postal", "cp"),
    "sheet": ("sheet", "sheet number", "sheet no", "section", "section number", "hoja", "numero de hoja"),
    "line": ("line", "line number", "line no", "linea", "renglon"),
    "note": ("note", "notes", "comment", "comments", "remarks", "nota", "notas", "observaciones"),
    "state": ("state",),
    "typist": ("typist", "typed by", "entered by", "initials"),
    "event": ("event", "where", "vigil", "table", "location", "evento", "lugar"),
}
"""Headings in use, as `fold` leaves them. A mailing address is not where somebody is registered."""


class MapFieldUnknown(CanvassError):
    """A field was given a column that no line has."""

    needs = ("field", "known")


class MapColumnUnknown(CanvassError):
    """The file has no column of that heading."""

    needs = ("column", "known")


def guessed(headings: Sequence[str], states: Sequence[int] = ()) -> Columns:
    """Return which columns seem to say what. `states` are the columns whose cells say what a line can be.

    A column named State is, in most files, where somebody lives.
    """
    folded = [fold(heading) for heading in headings]
    found: dict[str, int] = {}
    for field, known in HEADINGS.items():
        places = [index for index, heading in enumerate(folded) if heading in known]
        places = [index for index in places if field != "state" or index in states]
        if places:
            found[field] = min(places, key=lambda index: (known.index(folded[index]), index))
    parts = {"name": _name(found), "address": _address(found)}
    parts |= {field: (field,) if field in found else () for field in FIELDS if field not in parts}
    return {field: tuple(found[part] for part in parts[field]) for field in FIELDS if parts[field]}


def _name(found: Mapping[str, int]) -> tuple[str, ...]:
    """Return the parts of a name: one column, or the first names, the last name and what stands between and after."""
    if "name" in found and ("first" in found or "last" not in found):
        return ("name",)
    first = "first" if "first" in found else "name"
    return tuple(part for part in (first, "middle", "last", "suffix") if part in found)


def _address(found: Mapping[str, int]) -> tuple[str, ...]:
    whole = ("address",) if "address" in found else ("house", "street")
    return tuple(part for part in (*whole, "unit") if part in found)


def recognised(headings: Sequence[str]) -> int:
    """Return how many fields the headings name: what tells a table's first row from a title above it."""
    return len(guessed(headings))


def set_right(headings: Sequence[str], columns: Columns, said: Mapping[str, Sequence[str]]) -> Columns:
    """Return the columns with those that a person named by their headings; an empty name leaves a field out.

    A column that a person gives to one field is guessed for no other. Raises `MapFieldUnknown`, `MapColumnUnknown`.
    """
    chosen: Columns = {}
    for field, names in said.items():
        if field not in FIELDS:
            raise MapFieldUnknown(field=field[:40], known=FIELDS)
        chosen[field] = tuple(_column(headings, name) for name in names if name.strip())
    taken = {index for indexes in chosen.values() for index in indexes}
    kept = {field: tuple(index for index in indexes if index not in taken) for field, indexes in columns.items()}
    together = kept | chosen
    return {field: together[field] for field in FIELDS if together.get(field)}


def _column(headings: Sequence[str], name: str) -> int:
    wanted = name.strip().casefold()
    for index, heading in enumerate(headings):
        if heading.strip().casefold() == wanted:
            return index
    raise MapColumnUnknown(column=name[:60], known=tuple(heading for heading in headings if heading.strip()))
