"""Options by which a drive brings the page that the official approved, as a PDF."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict, TypeVar

import click

from canvass.cli.opening import PATH
from canvass.sheets.own_page import OwnPage, Place
from canvass.wording.translation import mark, tr

Command = TypeVar("Command", bound=Callable[..., object])
MOST_CODES = 2
_PLACE = re.compile(r"(\d{1,3}(?:\.\d+)?)[x,](\d{1,3}(?:\.\d+)?)", re.ASCII)


class OwnPageGiven(TypedDict):
    """What the options give."""

    page: Path | None
    lines: int | None
    code_at: Sequence[str]


def own_page_options(command: Command) -> Command:
    """Give a command `--page`, `--lines` and `--code-at`; `own_page_given` reads them."""
    options = (
        click.option("--page", type=PATH, metavar="PDF", help="The one page that the official approved, as a PDF."),
        click.option("--lines", type=int, metavar="N", help="With --page: how many numbered lines it has."),
        click.option(
            "--code-at",
            multiple=True,
            metavar="LEFTxTOP",
            help="With --page: where a code and its number go, mm from the left and upper edges; twice for two. "
            "Without it, free corners are found; with none free, numbers go on cover slips.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def own_page_given(page: Path | None, lines: int | None, code_at: Sequence[str]) -> OwnPage | None:
    """Return the page that was given, None if none was; what does not belong together is a mistake of usage."""
    if page is None:
        if lines is not None or code_at:
            raise click.UsageError(tr(mark("--lines and --code-at belong to --page PDF.")))
        return None
    if lines is None:
        raise click.UsageError(tr(mark("Say with --lines how many numbered lines the page has.")))
    if len(code_at) > MOST_CODES:
        raise click.UsageError(tr(mark("A page has two codes at most.")))
    return OwnPage(page, lines, tuple(map(_place, code_at)))


def _place(text: str) -> Place:
    found = _PLACE.fullmatch(text.strip())
    if found is None:
        raise click.UsageError(tr(mark("--code-at takes millimetres as LEFTxTOP, such as 180x30.")))
    return float(found[1]), float(found[2])
