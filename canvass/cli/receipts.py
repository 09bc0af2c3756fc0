"""Commands for receipts: what headquarters holds of whom, accepting it on a laptop, wiping what it confirmed."""

from collections.abc import Iterator
from pathlib import Path

import click

from canvass.batches.accepting import Accepted, accept
from canvass.batches.holding import make_receipt, names_of_laptops
from canvass.batches.receipt import Receipt
from canvass.batches.wiping import Wipe, foreseen_wipe, wipe
from canvass.cli.codes import DONE, FOR_A_PERSON
from canvass.cli.opening import PATH, reading, writing
from canvass.cli.table import visible
from canvass.cli.terminal import Terminal, json_option
from canvass.wording.translation import mark, tr, tr_n


@click.command("receipt")
@click.argument("file", type=PATH)
@click.option("--device", "devices", multiple=True, metavar="D", help="Only this laptop, by the first of its digits.")
@click.option("--out", required=True, type=PATH, metavar="RECEIPT", help="The receipt to write.")
@json_option
@click.pass_obj
def receipt_command(terminal: Terminal, file: Path, *, devices: tuple[str, ...], out: Path) -> None:
    """Write what headquarters holds of each laptop, in one file for all of them. It goes back on their stick.

    No signer is in it. Each laptop takes what is said of itself by `accept`.
    """
    with writing(file) as journal, terminal.progress(tr(mark("Looking"))) as report:
        receipt = make_receipt(journal, out, devices, report)
        names = names_of_laptops(journal)
    document = {"receipt": str(out), "laptops": list(_laptops(receipt, names))}
    terminal.answer(document, lambda: "\n".join(_told(out, receipt, names)))


def _laptops(receipt: Receipt, names: dict[str, str]) -> Iterator[dict[str, object]]:
    for one in receipt.held:
        held = one.points[0].seq if one.points else 0
        yield {"device": one.device, "name": names.get(one.device, ""), "lines": one.lines, "held": held}


def _told(out: Path, receipt: Receipt, names: dict[str, str]) -> Iterator[str]:
    laptops = tr_n("{n:,} laptop", "{n:,} laptops", len(receipt.held)).format(n=len(receipt.held))
    yield tr(mark("The receipt for {laptops} is {path}.")).format(laptops=laptops, path=visible(str(out)))
    for one in receipt.held:
        named = visible(names.get(one.device, "")) or one.device[:8]
        yield tr_n("{name}: {lines:,} line", "{name}: {lines:,} lines", one.lines).format(name=named, lines=one.lines)


@click.command("accept")
@click.argument("file", type=PATH)
@click.argument("receipt", type=PATH)
@json_option
@click.pass_obj
def accept_command(terminal: Terminal, file: Path, receipt: Path) -> int:
    """Take a receipt from headquarters: afterwards this laptop knows which of its lines headquarters holds.

    An old receipt never lowers what was confirmed. Nothing is wiped by it; `wipe` does that.
    """
    with writing(file) as journal:
        accepted = accept(journal, receipt)
    terminal.answer(
        {
            "lines": accepted.lines,
            "only_here": accepted.only_here,
            "seq": accepted.seq,
            "at": accepted.at,
            "up_to": accepted.up_to,
            "new": accepted.is_new,
            "forked": accepted.is_forked,
        },
        lambda: "\n".join(_confirmed(accepted)),
    )
    return FOR_A_PERSON if accepted.is_forked else DONE


def _confirmed(accepted: Accepted) -> Iterator[str]:
    said = tr_n(
        "Headquarters holds {lines:,} line of this laptop.",
        "Headquarters holds {lines:,} lines of this laptop.",
        accepted.lines,
    )
    yield said.format(lines=accepted.lines)
    said = tr_n("{n:,} line is on this laptop only.", "{n:,} lines are on this laptop only.", accepted.only_here)
    yield said.format(n=accepted.only_here)
    if accepted.is_forked:
        yield tr(
            mark(
                "Headquarters also holds lines that another copy of this file wrote under the same numbers. Nothing "
                "is lost: bring this laptop’s next file to headquarters, and tell them."
            )
        )


@click.command("wipe")
@click.argument("file", type=PATH)
@click.option("--dry-run", is_flag=True, help="Only tell what would go, and change nothing.")
@json_option
@click.pass_obj
def wipe_command(terminal: Terminal, file: Path, *, dry_run: bool) -> None:
    """Wipe from this laptop the lines that headquarters confirmed, from its copies too. Counts and keys stay.

    Lines that headquarters did not confirm stay, and so does a line that was changed since. Copies that you made
    elsewhere, with `backup` or by hand, are not known to canvass: remove them yourself.
    """
    if dry_run:
        with reading(file) as journal:
            found = foreseen_wipe(journal)
    else:
        with writing(file) as journal:
            found = wipe(journal)
    document = {"lines": found.lines, "records": found.records, "only_here": found.stay, "wiped": not dry_run}
    terminal.answer(document, lambda: _gone(found, is_done=not dry_run))


def _gone(found: Wipe, *, is_done: bool) -> str:
    if is_done:
        said = tr_n(
            "{lines:,} line was wiped from this laptop and its copies. Still here, on this laptop only: {stay:,}.",
            "{lines:,} lines were wiped from this laptop and its copies. Still here, on this laptop only: {stay:,}.",
            found.lines,
        )
    else:
        said = tr_n(
            "{lines:,} line would be wiped. Staying here, on this laptop only: {stay:,}.",
            "{lines:,} lines would be wiped. Staying here, on this laptop only: {stay:,}.",
            found.lines,
        )
    return said.format(lines=found.lines, stay=found.stay)


COMMANDS = (receipt_command, accept_command, wipe_command)
