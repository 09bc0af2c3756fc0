"""The signers' grid: numbered boxes with labels, and the official's blank column (Cal. Elec. Code 100, 11043)."""

from collections.abc import Iterator, Sequence

import msgspec

from canvass.petition.page import PageRules, SignerCell
from canvass.petition.wording_of_page import Run
from canvass.sheets.boxes import PT_PER_IN, PT_PER_MM, Grid, Measure, Rect, Rule, Text
from canvass.sheets.setting import Column, Face, Setting, always, set_paragraph

NUMBER_PT = 18.0  # width of the numbered cell
IDENTITY_SHARE = 0.55  # of the width between number and official column: name and signature want the longer lines
OUTLINE_PT = 0.9
INNER_PT = 0.5
INSET_PT = 3.5
WRITING_WITH_NOTICE_PT = 14.2  # height left for each written line where a notice stands between them, 5 mm
NOTICE_PAD_PT = 1.0
SLACK_PT = 0.2  # rounding in a finished file must not make a least measure look smaller
COLUMN_SLACK_PT = 2.5  # its rules, however thick a printer makes them, must leave the whole width blank
GROWTH = 1.25  # rows grow this far into free room; more looks like a missing line
_ZIP_SHARE = 0.3


class Frame(msgspec.Struct, frozen=True):
    """The columns of the grid, left to right, and what each line holds."""

    left: float
    number_right: float
    identity_right: float
    official_left: float
    right: float
    least_row_pt: float
    notice: tuple[Run, ...]
    label_pt: float


def frame(rules: PageRules, notice: Sequence[Run], left: float, right: float, measure: Measure) -> Frame:
    """Return the columns and the least height of a line, which a notice in the signer's box makes higher."""
    official_left = right - rules.official_column_in.value * PT_PER_IN - COLUMN_SLACK_PT
    number_right = left + NUMBER_PT
    identity_right = number_right + (official_left - number_right) * IDENTITY_SHARE
    label_pt = rules.body_min_pt.value
    least_pt = rules.line_height_min_mm.value * PT_PER_MM + SLACK_PT
    if notice:
        column = Column(number_right + INSET_PT, identity_right - INSET_PT)
        foot = set_paragraph(notice, Face(label_pt, measure), 0.0, always(column)).foot
        least_pt = max(least_pt, 2 * (WRITING_WITH_NOTICE_PT + NOTICE_PAD_PT) - foot)
    return Frame(left, number_right, identity_right, official_left, right, least_pt, tuple(notice), label_pt)


def header_height(rules: PageRules, shape: Frame, beside: Setting | None, measure: Measure) -> float:
    """Return the height of the header: its label, or the text that stands beside it."""
    label = _header(rules, shape, 0.0, measure)
    return max(-label.foot, -(beside.foot if beside else 0.0)) + INSET_PT


def _header(rules: PageRules, shape: Frame, top: float, measure: Measure) -> Setting:
    column = Column(shape.official_left + 1, shape.right - 1)
    runs = (Run(rules.official_header.value, bold=True),)
    return set_paragraph(runs, Face(shape.label_pt, measure, centred=True), top, always(column))


def draw_grid(
    rules: PageRules, shape: Frame, grid: Grid, header_top: float, measure: Measure
) -> tuple[list[Text], list[Rule]]:
    """Return the type and rules of the grid and of its header."""
    label = _header(rules, shape, header_top - INSET_PT / 2, measure)
    texts = list(label.texts)
    lines = _outline(shape, grid, header_top)
    for index in range(grid.lines):
        top = grid.area.top - index * grid.row_height_pt
        texts.append(_line_number(shape, grid, index, top, measure))
        for setting in _cells(rules, shape, top, grid.row_height_pt, measure):
            texts += setting.texts
            lines += setting.rules
    return texts, lines


def _outline(shape: Frame, grid: Grid, header_top: float) -> list[Rule]:
    """Return the frame, the lines between signers and the columns."""
    top, bottom = grid.area.top, grid.area.bottom
    levels = [top - index * grid.row_height_pt for index in range(grid.lines + 1)]
    lines = [Rule(shape.left, y, shape.right, y, OUTLINE_PT) for y in levels]
    lines += [Rule(x, bottom, x, top, OUTLINE_PT) for x in (shape.left, shape.identity_right)]
    lines.append(Rule(shape.number_right, bottom, shape.number_right, top, INNER_PT))
    lines += [Rule(x, bottom, x, header_top, OUTLINE_PT) for x in (shape.official_left, shape.right)]
    lines.append(Rule(shape.official_left, header_top, shape.right, header_top, OUTLINE_PT))
    return lines


def _line_number(shape: Frame, grid: Grid, index: int, top: float, measure: Measure) -> Text:
    text, size_pt = str(grid.first_line + index), shape.label_pt + 2
    x = (shape.left + shape.number_right - measure(text, True, size_pt)) / 2
    return Text(x, top - grid.row_height_pt / 2 - size_pt * 0.35, text, True, size_pt)


def _cells(rules: PageRules, shape: Frame, top: float, height: float, measure: Measure) -> Iterator[Setting]:
    """Yield the cells of one signer's line."""
    for cell in rules.signer_cells.value:
        if cell.name == "identity":
            yield from _identity(cell, shape, top, height, measure)
        else:
            step = height / len(cell.rows)
            for index, labels in enumerate(cell.rows):
                left, right, start = shape.identity_right, shape.official_left, top - index * step
                yield _written_line(labels, Rect(left, start - step, right, start), shape.label_pt)
                if index:
                    yield _separator(left, right, start)


def _identity(cell: SignerCell, shape: Frame, top: float, height: float, measure: Measure) -> Iterator[Setting]:
    """Yield name over signature, with the notice (Cal. Elec. Code 11043(a)(5)) between them if there is one."""
    left, right = shape.number_right, shape.identity_right
    column = Column(left + INSET_PT, right - INSET_PT)
    face = Face(shape.label_pt, measure)
    notice_pt = 0.0
    if shape.notice:
        notice_pt = 2 * NOTICE_PAD_PT - set_paragraph(shape.notice, face, 0.0, always(column)).foot
    step = (height - notice_pt) / len(cell.rows)
    for index, labels in enumerate(cell.rows):
        line_top = top - index * step - (notice_pt if index else 0.0)
        yield _written_line(labels, Rect(left, line_top - step, right, line_top), shape.label_pt)
        if index:
            yield _separator(left, right, line_top)
        elif shape.notice:
            yield _separator(left, right, line_top - step)
            yield set_paragraph(shape.notice, face, line_top - step - NOTICE_PAD_PT, always(column))


def _separator(left: float, right: float, y: float) -> Setting:
    return Setting((), (Rule(left, y, right, y, INNER_PT),), y)


def _written_line(labels: tuple[str, ...], space: Rect, label_pt: float) -> Setting:
    """Return the labels of one written line, each at the left of its part; the last of several gets the short one."""
    baseline = (space.top + space.bottom) / 2 - label_pt * 0.35
    share = space.width * _ZIP_SHARE / max(1, len(labels) - 1)
    edges = [space.left] + [space.right - share * count for count in range(len(labels) - 1, 0, -1)]
    texts = tuple(
        Text(edge + INSET_PT, baseline, label, False, label_pt) for edge, label in zip(edges, labels, strict=True)
    )
    parts = tuple(Rule(edge, space.bottom, edge, space.top, INNER_PT) for edge in edges[1:])
    return Setting(texts, parts, space.bottom)


def row_height(shape: Frame, room: float, lines: int) -> float:
    """Return the height of each line when that many share the room."""
    return min(room / lines, shape.least_row_pt * GROWTH)


def most_lines(shape: Frame, room: float) -> int:
    """Return how many lines fit."""
    return max(0, int(room // shape.least_row_pt))
