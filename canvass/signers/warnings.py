"""What is worth a second look at the paper before a line is saved. It never blocks: the paper may well say so."""

import re

from canvass.journal.bodies import Line
from canvass.signers.addresses import house_and_street
from canvass.signers.completion import Streets

HOUSE_MISSING = "house_missing"
ZIP_SHAPE = "zip_shape"
NAME_DIGITS = "name_digits"
NAME_MISSING = "name_missing"
CITY_UNUSUAL = "city_unusual"
CODES = (NAME_MISSING, NAME_DIGITS, HOUSE_MISSING, CITY_UNUSUAL, ZIP_SHAPE)
"""In paper order: that of the fields they speak of."""

FIELDS = {
    NAME_MISSING: "name",
    NAME_DIGITS: "name",
    HOUSE_MISSING: "address",
    CITY_UNUSUAL: "city",
    ZIP_SHAPE: "zip",
}

_ZIP = re.compile(r"[0-9]{5}(?:-[0-9]{4})?")
_DIGIT = re.compile(r"\d")


def warnings(line: Line, streets: Streets) -> tuple[str, ...]:
    """Return the codes of what is worth a second look, in paper order; nothing for a line that is no signature.

    Only what somebody began to write is looked at, but for a name that is missing beside other fields.
    """
    if line.is_void or not (line.name or line.address or line.city or line.zip):
        return ()
    found = {
        NAME_MISSING: not line.name.strip(),
        NAME_DIGITS: _DIGIT.search(line.name) is not None,
        HOUSE_MISSING: bool(line.address.strip()) and house_and_street(line.address) is None,
        CITY_UNUSUAL: streets.is_unusual_city(line.city, line.zip.strip()[:5]),
        ZIP_SHAPE: bool(line.zip.strip()) and _ZIP.fullmatch(line.zip.strip()) is None,
    }
    return tuple(code for code in CODES if found[code])
