"""What preflight found, in words: one line for each check."""

from canvass.sheets.preflight import Finding
from canvass.wording.translation import mark, tr

CHECKS = {
    "print_scaling": mark("Prints at actual size"),
    "paper": mark("Size of the paper"),
    "blank_top": mark("Blank at the top (inches)"),
    "blank_bottom": mark("Blank at the bottom (inches)"),
    "smallest_type": mark("Smallest type (points)"),
    "public_notice_type": mark("Type of the public notice (points)"),
    "summary_type": mark("Type of the title and summary (points)"),
    "fonts_embedded": mark("Typefaces are in the file"),
    "line_height": mark("Height of a line (mm)"),
    "official_column": mark("Official’s column (inches)"),
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
OF_NUMBERS = frozenset({"codes", "number_beside_code", "sheet_once"})
"""Checks of what a draft does not have."""


def check_line(finding: Finding) -> str:
    """Return one check as a line: a sign and a word for how it came out, what was looked at, what was measured."""
    said = tr(CHECKS.get(finding.check, finding.check))
    measured = _shown(finding.measured)
    if finding.holds:
        return tr("✓ {check}: {measured}").format(check=said, measured=measured)
    asked = _shown(finding.asked)
    if finding.page is None:
        return tr("✗ {check}: {measured} – needed: {asked}").format(check=said, measured=measured, asked=asked)
    failed = tr("✗ {check}, page {page:,}: {measured} – needed: {asked}")
    return failed.format(check=said, page=finding.page, measured=measured, asked=asked)


def told_of(findings: list[Finding], *, is_draft: bool) -> list[Finding]:
    """Return the findings to show: of a draft not those about numbers, which it does not have."""
    return [finding for finding in findings if not (is_draft and finding.check in OF_NUMBERS)]


def _shown(value: str | float) -> str:
    return tr(MEASURED[value]) if isinstance(value, str) and value in MEASURED else f"{value}"
