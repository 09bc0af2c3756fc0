"""The demonstration: the whole main job with made-up people, told step by step, then the window."""

from collections.abc import Iterator
from pathlib import Path

import click

from canvass.cli.codes import DONE
from canvass.cli.display import has_display
from canvass.cli.opening import PATH, today
from canvass.cli.table import pairs, visible
from canvass.cli.terminal import Terminal, json_option
from canvass.practice.stage import Step
from canvass.practice.walk import Walk, walk
from canvass.wording.printed import print_words
from canvass.wording.translation import mark, tr

FOLDER = Path("canvass-demo")
COUNTED = ("entered", "agreed", "disputed", "checked", "loose", "required", "goal", "deadline", "days_left")
STEPS = {
    "founded": mark("Headquarters begins a practice drive: {required:,} signatures in {days_left:,} days"),
    "printed": mark("It prints {sheets:,} sheets with {lines_per_sheet:,} lines each, {about}"),
    "kit": mark("It makes a set-up file: {about}"),
    "begun": mark("At a vigil somebody without a set-up file types {lines:,} lines as {about}"),
    "joined": mark("It joins the drive as {about}"),
    "typed": mark("{lines:,} lines of {sheets:,} sheets are typed"),
    "linked": mark("The loose page is told its sheet: {about}, {lines:,} lines, nothing typed again"),
    "exported": mark("The file for headquarters is written: {lines:,} lines from {about}"),
    "merged": mark("Headquarters takes in {batches:,} files: {new:,} records new, {conflicts:,} lines to decide"),
    "decided": mark("It decides one with the paper in hand: {about}; {left:,} left for you"),
    "checked": mark("All {files:,} files are whole"),
}


@click.command()
@click.argument("folder", type=PATH, default=FOLDER)
@click.option("--sheets", type=int, default=12, show_default=True, metavar="N", help="How many sheets to print.")
@click.option("--seed", type=int, default=1, show_default=True, metavar="S", help="Another number, other people.")
@click.option("--no-window", is_flag=True, help="Do not open the window at the end.")
@json_option
@click.pass_obj
def demo(terminal: Terminal, folder: Path, *, sheets: int, seed: int, no_window: bool) -> int:
    """Walk through a whole drive with made-up people in a new folder (./canvass-demo), then open the window."""
    with terminal.progress(tr(mark("Walking through a drive"))) as report:
        walked = walk(folder, sheets=sheets, seed=seed, words=print_words(), today=today(), report=report)
    terminal.answer(walked, lambda: "\n".join(_told(walked)))
    if no_window:
        return DONE
    if not has_display():
        said = tr(mark("There is no display for the window. Where there is one, “canvass {path}” opens it."))
        terminal.aside(said.format(path=visible(walked.headquarters)))
        return DONE
    return terminal.open_window(walked.hq)


def _told(walked: Walk) -> Iterator[str]:
    for step in walked.steps:
        yield _line(step)
    ways = {(order.entered, order.agreed, order.disputed, order.loose) for order in walked.orders}
    if len(ways) == 1:
        said = tr(mark("The files were taken in in {orders:,} orders: the same lines and the same count each time"))
        yield "  " + said.format(orders=len(walked.orders))
    yield ""
    yield pairs((name, getattr(walked.totals, name)) for name in COUNTED)
    yield ""
    yield tr(mark("All of it is in {path}.")).format(path=visible(walked.folder))


def _line(step: Step) -> str:
    said = tr(STEPS[step.what]).format(about=visible(step.about), **step.counts)
    return f"{visible(step.file)}: {said}" if step.file else said


COMMANDS = (demo,)
