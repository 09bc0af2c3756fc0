"""What each sheet of a run carries: a code of its own, the same as all others, or none; the rest goes on slips."""

from typing import Literal

import msgspec

from canvass.journal.number import BLANK_NUMBER, SheetNumber
from canvass.petition.petition import Petition
from canvass.petition.template import NoticeTemplate, Template
from canvass.sheets.code import Code, code_text, identical_code
from canvass.sheets.draw import Geometry
from canvass.sheets.write import Stamp

CodesOnPage = Literal["none", "identical", "unique"]


class Stamps(msgspec.Struct, frozen=True):
    """What the pages carry, in their order, and what their cover slips carry; no slips where the page says it all."""

    pages: tuple[Stamp, ...]
    slips: tuple[Stamp, ...]


def codes_on_page(of: Template | NoticeTemplate, petition: Petition, geometry: Geometry | None = None) -> CodesOnPage:
    """Return which codes may stand on the page: by its law, and by what the official said of the petition's.

    Every section is a duplicate of the approved form (Cal. Elec. Code 11040, 11042), so without a yes all sheets
    carry the same code. Where the law asks for a serial number nobody is asked. A page that was brought as a PDF
    (`geometry` tells) was approved without a code: it carries one only where each sheet may carry its own, and only if
    the page has room for it.
    """
    codes = _codes_by_law(of, petition)
    if geometry is not None and geometry.is_own and (codes != "unique" or not geometry.codes):
        return "none"
    return codes


def _codes_by_law(of: Template | NoticeTemplate, petition: Petition) -> CodesOnPage:
    match of.qr_policy.value:
        case "forbidden":
            return "none"
        case "identical":
            return "identical"
        case "serial_required":
            return "unique"
        case _:
            return "identical" if of.codes_need_approval.value and petition.codes != "yes" else "unique"


def run_stamps(codes: CodesOnPage, campaign: int, run: int, sheets: int, *, practice: bool) -> Stamps:
    """Return the stamps of sheets 1 to `sheets` of a run."""
    unique = tuple(
        Stamp(code_text(Code(campaign, run, serial, practice=practice)), SheetNumber(run, serial).text)
        for serial in range(1, sheets + 1)
    )
    if codes == "unique":
        return Stamps(unique, ())
    alike = Stamp() if codes == "none" else identical_stamp(campaign, practice=practice)
    return Stamps((alike,) * sheets, unique)


def identical_stamp(campaign: int, *, practice: bool) -> Stamp:
    """Return what pages carry that are all alike: sheets without numbers of their own, and the registrar's blanks.

    A number stands on them too, one that no sheet has: the official is asked about the page as it will be, and every
    mark on a sheet has to be on the blanks (Cal. Elec. Code 11042).
    """
    return Stamp(code_text(identical_code(campaign, practice=practice)), BLANK_NUMBER)
