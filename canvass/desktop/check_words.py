"""What preflight found, in words: one line for each check."""

from canvass.sheets.preflight import Finding
from canvass.wording.translation import mark, tr

CHECKS = {
    "print_scaling": mark("Prints at actual size"),
    "paper": mark("Size of the paper"),
    "blank_top": mark("Blank at the top"),
    "blank_bottom": mark("Blank at the bottom"),
    "smallest_type": mark("Smallest type"),
    "public_notice_type": mark("Type of the public notice"),
    "summary_type": mark("Type of the title and summary"),
    "fonts_embedded": mark("Typefaces are in the file"),
    "line_height": mark("Height of a line"),
    "official_column": mark("Official’s column"),
    "official_column_blank": mark("Official’s column is blank"),
    "numbering": mark("Lines are numbered"),
    "codes": mark("Codes can be read"),
    "number_beside_code": mark("Number stands beside the code"),
    "sheet_once": mark("No sheet stands twice"),
}
MEASURED = {
    "all": mark("all"),
    "blank": mark("blank"),
    "none": mark("none"),
    "once": mark("once"),
    "1 alike": mark("one"),
    "2 alike": mark("2 alike"),
    "None": mark("yes"),
    "AppDefault": mark("no"),
}
MM_PER_IN = 25.4
IN_INCHES = frozenset({"blank_top", "blank_bottom", "official_column"})
IN_MM = frozenset({"line_height"})
OF_NUMBERS = frozenset({"codes", "number_beside_code", "sheet_once"})
"""Checks of what a draft does not have."""


def check_line(finding: Finding) -> str:
    """Return one check as a line: a sign and a word for how it came out, what was looked at, what was measured."""
    said = tr(CHECKS.get(finding.check, finding.check))
    measured = _shown(finding.check, finding.measured)
    if finding.holds:
        return tr("✓ {check}: {measured}").format(check=said, measured=measured)
    asked = _shown(finding.check, finding.asked)
    if finding.page is None:
        return tr("✗ {check}: {measured} – needed: {asked}").format(check=said, measured=measured, asked=asked)
    failed = tr("✗ {check}, page {page:,}: {measured} – needed: {asked}")
    return failed.format(check=said, page=finding.page, measured=measured, asked=asked)


def told_of(findings: list[Finding], *, is_draft: bool) -> list[Finding]:
    """Return the findings to show: of a draft not those about numbers, which it does not have."""
    return [finding for finding in findings if not (is_draft and finding.check in OF_NUMBERS)]


def _shown(check: str, value: str | float) -> str:
    """Return what was measured or is needed: lengths in inches and millimetres, type in points, as the law has it."""
    if isinstance(value, str):
        return tr(MEASURED[value]) if value in MEASURED else value
    if check in IN_INCHES or check in IN_MM:
        inches = value / MM_PER_IN if check in IN_MM else value
        return tr("{inches:.2f} in ({mm:.1f} mm)").format(inches=inches, mm=inches * MM_PER_IN)
    return tr("{points:g} pt").format(points=value)
