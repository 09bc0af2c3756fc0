"""Laying out a petition page: a pure function from rules, texts and paper to boxes in points."""

import math
from collections.abc import Iterator, Sequence

import msgspec

from canvass.ground.errors import CanvassError
from canvass.petition.page import PageRules, Paper
from canvass.petition.wording_of_page import PageText, Run
from canvass.sheets import grid as signer_grid
from canvass.sheets.boxes import (
    CODE_MODULES,
    MODULE_PT,
    PT_PER_IN,
    QUIET_MODULES,
    CodeBox,
    Grid,
    Measure,
    PageLayout,
    Rect,
    Rule,
    Text,
)
from canvass.sheets.setting import LEADING, Column, ColumnAt, Face, Setting, always, set_paragraph

NUMBER_PT = 8.0  # of the sheet number under each code
NUMBER_SHAPE = "000000-0000-00"
GAP_PT = 3.5  # between parts
PARAGRAPH_GAP_PT = 1.2
GRID_GAP_PT = 6.0  # between the signers' lines and what follows
CODE_GAP_PT = 7.0  # between a code and the text beside it
TITLE_PT = 13.0
HEADING_PT = 9.0
WORDS_A_LINE = 21  # of 8-point type across letter paper: turns missing points into words to cut


class PaperUnknown(CanvassError):
    """The template knows no such paper."""

    needs = ("paper", "known")


class PageTooLong(CanvassError):
    """Not one signer's line fits under the texts; `words` fewer would do, and so would the papers of `would_fit`."""

    needs = ("missing_pt", "paper", "words", "would_fit")


class PageTooLongForAnyPaper(CanvassError):
    """Not one signer's line fits under the texts, on none of the template's papers."""

    needs = ("missing_pt", "paper", "words")


class TooManyLines(CanvassError):
    """More signers' lines were asked for than fit."""

    needs = ("asked", "fit", "missing_pt", "paper")


class _Body(msgspec.Struct, frozen=True):
    """Where things may stand: between the blank top and the blank foot, and the two code boxes in it."""

    area: Rect
    upper: CodeBox
    lower: CodeBox


class _Flow(msgspec.Struct, frozen=True):
    """All the texts in place, and the room that they leave for signers between `head.foot` and `foot_top`."""

    head: Setting
    foot: Setting
    foot_top: float
    header_pt: float
    frame: signer_grid.Frame

    @property
    def room(self) -> float:
        """How high the signers' lines may be together."""
        return self.head.foot - self.header_pt - self.foot_top


def layout_page(
    rules: PageRules,
    texts: Sequence[PageText],
    measure: Measure,
    *,
    paper: str = "letter",
    lines: int | None = None,
    first_line: int = 1,
) -> PageLayout:
    """Return the page with as many signers' lines as fit, or with exactly `lines`.

    Lines are numbered from `first_line` on, so that the pages of a section can run through (Cal. Elec. Code 100(c)).
    Raises `PageTooLong` (or `PageTooLongForAnyPaper`), `TooManyLines`, `PaperUnknown`; `measure` may raise too.
    """
    sheet = _paper(rules, paper)
    body = _body(rules, sheet, measure)
    flow = _flow(rules, texts, body, measure)
    fit = signer_grid.most_lines(flow.frame, flow.room)
    if fit < 1:
        raise _too_long(rules, texts, measure, paper, flow.frame.least_row_pt - flow.room)
    if lines is not None and not 1 <= lines <= fit:
        missing_pt = math.ceil(lines * flow.frame.least_row_pt - flow.room)
        raise TooManyLines(asked=lines, fit=fit, missing_pt=max(0, missing_pt), paper=paper)
    grid = _grid(flow, lines or fit, first_line)
    header_top = flow.head.foot
    grid_texts, grid_rules = signer_grid.draw_grid(rules, flow.frame, grid, header_top, measure)
    return PageLayout(
        paper=paper,
        width_pt=sheet.width_in * PT_PER_IN,
        height_pt=sheet.height_in * PT_PER_IN,
        texts=(*flow.head.texts, *grid_texts, *flow.foot.texts),
        rules=(*flow.head.rules, *grid_rules, *flow.foot.rules),
        codes=(body.upper, body.lower),
        grid=grid,
    )


def _paper(rules: PageRules, name: str) -> Paper:
    for paper in rules.papers.value:
        if paper.name == name:
            return paper
    raise PaperUnknown(paper=name, known=", ".join(paper.name for paper in rules.papers.value))


def _body(rules: PageRules, paper: Paper, measure: Measure) -> _Body:
    """Return the body with its code boxes in opposite corners, out of every keep-out."""
    side = rules.side_margin_in.value * PT_PER_IN
    area = Rect(
        side,
        rules.blank_bottom_in.value * PT_PER_IN + 1,
        paper.width_in * PT_PER_IN - side,
        (paper.height_in - rules.blank_top_in.value) * PT_PER_IN - 1,
    )
    square = (CODE_MODULES + 2 * QUIET_MODULES) * MODULE_PT
    width = max(square, measure(NUMBER_SHAPE, True, NUMBER_PT))
    inset = (width - square) / 2
    under = NUMBER_PT * 0.9  # the quiet zone is white too, so the number may stand close under it

    def box(left: float, top: float) -> CodeBox:
        place = Rect(left + inset, top - square, left + inset + square, top)
        return CodeBox(place, MODULE_PT, left, top - square - under + NUMBER_PT * 0.2, NUMBER_PT)

    upper = box(area.right - width, area.top)
    lower = box(area.left, area.bottom + square + under + NUMBER_PT * 0.1)
    return _Body(area, upper, lower)


def _number_width(box: CodeBox, measure: Measure) -> float:
    return measure(NUMBER_SHAPE, True, box.number_pt)


def _flow(rules: PageRules, texts: Sequence[PageText], body: _Body, measure: Measure) -> _Flow:
    """Set what stands over the grid from the top, what stands under it from the foot."""
    kinds = [text.kind for text in texts]
    place = kinds.index("grid")
    area = body.area
    frame = signer_grid.frame(rules, texts[place].runs, area.left, area.right, measure)
    over = list(texts[:place])
    beside = over.pop() if over and over[-1].kind == "signed_by" else None
    head = _head(over, body, measure)
    column = Column(area.left, frame.official_left - CODE_GAP_PT)
    label = _beside(beside, head.foot - GAP_PT, column, measure)
    header_pt = signer_grid.header_height(rules, frame, _measured(label, head.foot - GAP_PT), measure)
    head = Setting(head.texts + label.texts, head.rules + label.rules, head.foot - GAP_PT)
    foot = _foot(texts[place + 1 :], body, measure)
    return _Flow(head, foot, foot.foot + GRID_GAP_PT, header_pt, frame)


def _beside(text: PageText | None, top: float, column: Column, measure: Measure) -> Setting:
    """Set the line that says who may sign, left of the official column's header."""
    if text is None:
        return Setting((), (), top)
    return _set_part(text, top - 1, always(column), measure)


def _measured(setting: Setting, top: float) -> Setting:
    return Setting(setting.texts, setting.rules, setting.foot - top)


def _head(texts: Sequence[PageText], body: _Body, measure: Measure) -> Setting:
    """Set the parts from the top, around the upper code."""
    whole = body.upper.whole
    narrow = Column(body.area.left, body.upper.number_x - CODE_GAP_PT)
    wide = Column(body.area.left, body.area.right)
    middle = Column(body.area.left + body.area.right - narrow.right, narrow.right)

    def column_at(y: float) -> Column:
        return narrow if y > whole.bottom else wide

    done = Setting((), (), body.area.top)
    for text in texts:
        free = always(middle) if text.kind == "title" else column_at  # centred on the page, not beside the code
        part = _set_part(text, done.foot, free, measure)
        done = Setting(done.texts + part.texts, done.rules + part.rules, part.foot - GAP_PT)
    return done


def _set_part(text: PageText, top: float, column_at: ColumnAt, measure: Measure) -> Setting:
    """Set one part's paragraphs under each other."""
    done = Setting((), (), top)
    for place, runs in enumerate(_paragraphs(text)):
        start = done.foot - (PARAGRAPH_GAP_PT if place else 0.0)
        part = set_paragraph(runs, _face(text, runs, measure), start, column_at)
        done = Setting(done.texts + part.texts, done.rules + part.rules, part.foot)
    return done


def _paragraphs(text: PageText) -> tuple[tuple[Run, ...], ...]:
    """Return the paragraphs; the notice to the public runs on behind its bold opening, as approved forms have it."""
    if text.kind != "public_notice":
        return text.paragraphs
    joined: list[Run] = []
    for runs in text.paragraphs:
        joined += [Run(" "), *runs] if joined else runs
    return (tuple(joined),)


def _face(text: PageText, runs: tuple[Run, ...], measure: Measure) -> Face:
    """Return how a paragraph is set: the title, and paragraphs that are bold throughout, are centred headings."""
    if text.kind == "title":
        return Face(max(TITLE_PT, text.size_pt), measure, centred=True)
    if text.kind != "public_notice" and all(run.bold for run in runs):
        return Face(max(HEADING_PT, text.size_pt), measure, centred=True)
    return Face(text.size_pt, measure)


def _foot(texts: Sequence[PageText], body: _Body, measure: Measure) -> Setting:
    """Set the parts so that they end at the foot of the body; `foot` of the answer is where they begin.

    From the last paragraph upwards they stand beside the lower code until they have passed it, then across the page.
    """
    area, whole = body.area, body.lower.whole
    narrow = Column(body.lower.number_x + _number_width(body.lower, measure) + CODE_GAP_PT, area.right)
    wide = Column(area.left, area.right)
    bottom = area.bottom
    placed: list[Setting] = []
    paragraphs = [(text, runs) for text in texts for runs in text.paragraphs]
    for part, runs in reversed(paragraphs):
        face = _face(part, runs, measure)
        column_at = always(narrow if bottom < whole.top else wide)
        bottom -= set_paragraph(runs, face, 0.0, column_at).foot
        placed.append(set_paragraph(runs, face, bottom, column_at))
    all_texts = tuple(_each_text(reversed(placed)))
    all_rules = tuple(_each_rule(reversed(placed)))
    return Setting(all_texts, all_rules, max(bottom, whole.top))


def _each_text(settings: Iterator[Setting]) -> Iterator[Text]:
    for setting in settings:
        yield from setting.texts


def _each_rule(settings: Iterator[Setting]) -> Iterator[Rule]:
    for setting in settings:
        yield from setting.rules


def _grid(flow: _Flow, lines: int, first_line: int) -> Grid:
    top = flow.head.foot - flow.header_pt
    height = signer_grid.row_height(flow.frame, flow.room, lines)
    area = Rect(flow.frame.left, top - lines * height, flow.frame.right, top)
    official = Rect(flow.frame.official_left, area.bottom, area.right, area.top)
    return Grid(area, official, height, first_line, lines)


def _too_long(
    rules: PageRules, texts: Sequence[PageText], measure: Measure, paper: str, missing_pt: float
) -> CanvassError:
    """Return the refusal that says by how much the page is too long, and what would fit."""
    words = math.ceil(missing_pt / (rules.body_min_pt.value * LEADING)) * WORDS_A_LINE
    fitting = [other.name for other in rules.papers.value if _fits(rules, texts, measure, other)]
    missing = math.ceil(missing_pt)
    if not fitting:
        return PageTooLongForAnyPaper(missing_pt=missing, paper=paper, words=words)
    return PageTooLong(missing_pt=missing, paper=paper, words=words, would_fit=", ".join(fitting))


def _fits(rules: PageRules, texts: Sequence[PageText], measure: Measure, paper: Paper) -> bool:
    flow = _flow(rules, texts, _body(rules, paper, measure), measure)
    return signer_grid.most_lines(flow.frame, flow.room) >= 1
