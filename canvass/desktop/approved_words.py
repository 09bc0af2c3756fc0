"""The sentences of *The page that the official approved*, and the place of a code as people type it. No Qt in here."""

import re
from collections.abc import Iterator, Sequence

from canvass.desktop.check_words import check_line
from canvass.sheets.bringing import OwnPageSeen
from canvass.sheets.own_page import Place
from canvass.sheets.preflight import Finding
from canvass.wording.translation import tr, tr_n

_PLACE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(?:mm)?\s*[x×,; ]\s*(\d{1,3}(?:\.\d+)?)\s*(?:mm)?", re.ASCII)


def place_typed(typed: str) -> tuple[Place, ...] | None:
    """Return where the code goes, nothing if nothing is typed, None if it is no place."""
    if not typed.strip():
        return ()
    found = _PLACE.fullmatch(typed.strip())
    return None if found is None else ((float(found[1]), float(found[2])),)


def said_of_seen(seen: OwnPageSeen) -> Iterator[str]:
    """Yield what is worth knowing of the page before it is taken."""
    geometry = seen.form.geometry
    lines = tr_n("{lines} line a sheet, on {paper} paper.", "{lines} lines a sheet, on {paper} paper.", geometry.lines)
    yield lines.format(lines=geometry.lines, paper=geometry.paper)
    places = len(geometry.codes)
    if seen.codes == "unique":
        yield tr_n(
            "Code and number go where the picture shows them, in {places} place that is blank.",
            "Code and number go where the picture shows them, in {places} places that are blank.",
            places,
        ).format(places=places)
    elif not places:
        yield tr("No corner of the page is blank, so sheet numbers go on cover slips.")
    else:
        yield tr("The official has not said yes to codes, so the page stays as it is; numbers go on cover slips.")


def thinking_lines(found: Sequence[Finding]) -> Iterator[str]:
    """Yield what the law asks of a page otherwise than this one has it; the official's approval counts."""
    failed = [finding for finding in found if not finding.holds]
    if failed:
        yield tr("Ask the official about this, unless the approval says so in writing:")
    yield from map(check_line, failed)
