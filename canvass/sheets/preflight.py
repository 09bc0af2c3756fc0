"""Preflight: does the finished file keep the page's rules? Looked at from outside, as a registrar would."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from canvass.ground.progress import Report
from canvass.journal.number import BLANK_NUMBER
from canvass.petition.figure import Figure
from canvass.petition.page import PLACEHOLDER, PageRules, Paper
from canvass.sheets.boxes import PT_PER_IN, PT_PER_MM
from canvass.sheets.code import Code, CodeRefused, parse_code
from canvass.sheets.finished import DPI, FinishedFile, FinishedPage
from canvass.sheets.signing import SigningLines, signing_lines

_ROUNDING = 0.005  # what two decimals may hide, in whatever unit
_CODES_A_PAGE = 2
_OWN_TYPE = frozenset({"public_notice", "summary"})


class Finding(msgspec.Struct, frozen=True):
    """One check: what was measured, what is asked (a number is the least that will do), and where.

    A check that holds everywhere is one finding without a page; each page where it fails is a finding of its own.
    """

    check: str
    holds: bool
    measured: str | float
    asked: str | float
    page: int | None = None


class OwnPageRules(msgspec.Struct, frozen=True):
    """What a page keeps that the official approved as a PDF: one of the law's papers, and so many codes, or none."""

    papers: Figure[tuple[Paper, ...]]
    codes: int


def preflight(path: Path | bytes, rules: PageRules | OwnPageRules, report: Report) -> list[Finding]:
    """Read a finished file, or the bytes of one, and return what was found, in the order of the checks.

    Raises `PdfUnreadable`.
    """
    found: list[Finding] = []
    section = _Section()
    with FinishedFile(path) as file:
        scales = file.scales_when_printed
        found.append(Finding("print_scaling", not scales, "AppDefault" if scales else "None", "None"))
        for index in range(len(file)):
            report(index, len(file))
            page = file.page(index)
            if isinstance(rules, OwnPageRules):
                on_page = [*_paper(page, rules.papers.value), *_codes(page, section, rules.codes)]
            else:
                on_page = [*_paper(page, rules.papers.value), *_blanks(page, rules), *_type(page, rules)]
                on_page += [*_lines(page, rules, section), *_codes(page, section, _CODES_A_PAGE)]
            found += [msgspec.structs.replace(finding, page=index + 1) for finding in on_page]
        report(len(file), len(file))
    return _summed(found)


class _Section:
    """What runs through the pages: line numbers within a section, and the sheets that were seen."""

    def __init__(self) -> None:
        self.next_line = 1
        self.sheets: set[str] = set()


def measures_of(content: bytes, rules: PageRules) -> list[Finding]:
    """Return what can be measured of any page: how much of head and foot is blank, and its smallest type if it has any.

    For a page that the official approved these are to think about, not to keep.
    """
    with FinishedFile(content) as file:
        page = file.page(0)
        found = list(_blanks(page, rules))
        if page.pieces:
            found.append(
                _at_least("smallest_type", min(piece.size_pt for piece in page.pieces), rules.body_min_pt.value)
            )
        return found


def _at_least(check: str, measured: float, asked: float) -> Finding:
    return Finding(check, measured >= asked - _ROUNDING, round(measured, 2), asked)


def _paper(page: FinishedPage, known: Sequence[Paper]) -> Iterator[Finding]:
    """Check that it is one of the template's papers, exactly."""
    size = (page.width_pt / PT_PER_IN, page.height_pt / PT_PER_IN)
    papers = [(paper.width_in, paper.height_in) for paper in known]
    holds = any(max(abs(size[0] - width), abs(size[1] - height)) < _ROUNDING for width, height in papers)
    yield Finding("paper", holds, _inches(*size), " or ".join(_inches(*paper) for paper in papers))


def _inches(width: float, height: float) -> str:
    return f"{width:.2f} x {height:.2f} in"


def _blanks(page: FinishedPage, rules: PageRules) -> Iterator[Finding]:
    """Measure how much of head and foot is blank, in inches, seen in pixels."""
    inked = page.picture.inked_rows()
    head, foot = (inked[0], page.picture.height - 1 - inked[-1]) if inked else (page.picture.height,) * 2
    yield _at_least("blank_top", head / DPI, rules.blank_top_in.value)
    yield _at_least("blank_bottom", foot / DPI, rules.blank_bottom_in.value)


def _type(page: FinishedPage, rules: PageRules) -> Iterator[Finding]:
    """Measure the smallest type, and that of texts with a size of their own; check that fonts travel with the file.

    Of such a text those paragraphs are looked at that are the same in every petition.
    """
    smallest = min((piece.size_pt for piece in page.pieces), default=0.0)
    yield _at_least("smallest_type", smallest, rules.body_min_pt.value)
    for part in rules.parts:
        if part.kind in _OWN_TYPE:
            fixed = [paragraph for paragraph in part.paragraphs if not PLACEHOLDER.search(paragraph.text)]
            whole = " ".join(paragraph.text.replace("**", "") for paragraph in fixed)
            always = " ".join(p.text.replace("**", "") for p in fixed if p.when == "always")
            yield _at_least(f"{part.kind}_type", _printed_pt(page, whole, always), rules.least_pt(part.kind))
    strangers = sorted({piece.font for piece in page.pieces if not piece.is_embedded})
    yield Finding("fonts_embedded", not strangers, ", ".join(strangers) or "all", "all")


def _printed_pt(page: FinishedPage, whole: str, always: str) -> float:
    """Return the smallest type of a legal text's pieces; 0 unless all that is always printed is there."""
    pieces = [piece for piece in page.pieces if " " in piece.text and " ".join(piece.text.split()) in whole]
    words = " ".join(piece.text for piece in pieces).split()
    if not all(word in words for word in always.split()):
        return 0.0
    return min(piece.size_pt for piece in pieces)


def _lines(page: FinishedPage, rules: PageRules, section: _Section) -> Iterator[Finding]:
    """Measure the signers' lines: their height, the official column and whether it is blank, and the numbering."""
    lines = signing_lines(page, rules.official_header.value) or SigningLines((), ())
    yield _at_least("line_height", lines.least_height_pt / PT_PER_MM, rules.line_height_min_mm.value)
    yield _at_least("official_column", lines.column_pt / PT_PER_IN, rules.official_column_in.value)
    inked = [str(number) for number, row in enumerate(lines.official, 1) if page.picture.has_ink(row, page.height_pt)]
    measured = f"ink in line {', '.join(inked)}" if inked else "blank"
    yield Finding("official_column_blank", bool(lines.official) and not inked, measured, "blank")
    code = next((parsed for parsed in map(_parsed, page.codes) if parsed), None)
    first = section.next_line if code and code.page > 1 and rules.numbering.value == "section" else 1
    asked = tuple(range(first, first + len(lines.official)))
    section.next_line = first + len(asked)
    holds = bool(asked) and lines.numbers == asked
    yield Finding("numbering", holds, _listed(lines.numbers), _listed(asked))


def _listed(numbers: Sequence[int]) -> str:
    if numbers and tuple(numbers) == tuple(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]} to {numbers[-1]}"
    return ", ".join(map(str, numbers)) or "none"


def _codes(page: FinishedPage, section: _Section, asked: int) -> Iterator[Finding]:
    """Check that so many codes are read from pixels and agree, their number stands beside them, and no sheet twice."""
    codes = [_parsed(text) for text in page.codes]
    alike = len(set(page.codes)) <= 1 and len(codes) == asked
    yield Finding("codes", alike and None not in codes, _said(page.codes), f"{asked} alike" if asked else "none")
    code = codes[0] if codes else None
    expected = [code.sheet.text if code.sheet else BLANK_NUMBER] * asked if code else []
    printed = [piece.text for piece in page.pieces if _is_number_shaped(piece.text)]
    yield Finding("number_beside_code", printed == expected, _told(printed), _told(expected))
    if code and code.sheet:
        again = page.codes[0] in section.sheets
        section.sheets.add(page.codes[0])
        yield Finding("sheet_once", not again, f"{code.sheet.text} again" if again else "once", "once")


def _said(codes: Sequence[str]) -> str:
    if len(set(codes)) == 1:
        return f"{len(codes)} alike" if _parsed(codes[0]) else f"{len(codes)} not of ours"
    return f"{len(codes)} different" if codes else "none"


def _told(numbers: Sequence[str]) -> str:
    return ", ".join(numbers) or "none"


def _parsed(text: str) -> Code | None:
    try:
        return parse_code(text)
    except CodeRefused:
        return None


def _is_number_shaped(text: str) -> bool:
    return [len(part) for part in text.split("-") if part.isdigit()] == [6, 4, 2]


def _summed(found: Sequence[Finding]) -> list[Finding]:
    """Return every failure, and for each check that holds everywhere one finding with the least that was measured."""
    summed: list[Finding] = []
    for check in dict.fromkeys(finding.check for finding in found):
        of_check = [finding for finding in found if finding.check == check]
        failed = [finding for finding in of_check if not finding.holds]
        numbers = [finding.measured for finding in of_check if isinstance(finding.measured, float)]
        measured = min(numbers) if numbers else of_check[0].measured
        summed += failed or [msgspec.structs.replace(of_check[0], page=None, measured=measured)]
    return summed
