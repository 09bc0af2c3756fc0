"""Cards to print and hand out: for volunteers, and on privacy for whoever signs."""

from pathlib import Path

import click
import msgspec

from canvass.cli.opening import PATH
from canvass.cli.table import visible
from canvass.cli.terminal import Terminal, json_option
from canvass.ground.files import write_whole
from canvass.wording.hand_cards import CARDS, card_file
from canvass.wording.translation import choose_language, language, languages, mark, tr

BOTH = "both"


class Carded(msgspec.Struct, frozen=True):
    """A card that was written."""

    card: str
    languages: tuple[str, ...]
    pdf: str


@click.command("card")
@click.argument("name", type=click.Choice(CARDS), metavar="volunteer|privacy")
@click.option("--out", required=True, type=PATH, metavar="PDF", help="The new file to write.")
@click.option(
    "--language",
    "asked",
    type=click.Choice([*languages(), BOTH]),
    help="In which language; both of them: privacy on one page. Otherwise the terminal’s own.",
)
@json_option
@click.pass_obj
def card_command(terminal: Terminal, name: str, *, out: Path, asked: str | None) -> None:
    """Write a card to print: for volunteers, how to type names in ten minutes; on privacy, what is kept and why.

    Letter paper, large type. An existing file is refused.
    """
    chosen = tuple(languages()) if asked == BOTH else (asked or language(),)
    if asked in languages():
        choose_language(asked)  # the card names buttons as the window does in that language
    write_whole(out, card_file(name, chosen))
    said = tr(mark("{path}: a card to print on letter paper."))
    terminal.answer(Carded(name, chosen, str(out)), lambda: said.format(path=visible(str(out))))


COMMANDS = (card_command,)
