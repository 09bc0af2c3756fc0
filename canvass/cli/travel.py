"""Commands for files that travel: kits and joining, export, taking in batches."""

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from canvass.batches.errors import BatchNeedsPassphrase
from canvass.batches.export import Exported, export_batch
from canvass.batches.inspection import SEALED, DeviceRecords, Inspected, inspect
from canvass.batches.joining import join
from canvass.batches.kit import make_kit
from canvass.batches.merging import Merged, batch_files, merge
from canvass.batches.preamble import Mode
from canvass.batches.recovery import is_card_due
from canvass.campaign.errors import CampaignReadOnly, DiskFull, NotStored
from canvass.campaign.file import open_campaign
from canvass.campaign.generations import keep_copy
from canvass.campaign.key import new_key
from canvass.campaign.passphrase import protect
from canvass.campaign.shape import is_protected
from canvass.cli.codes import DONE, FOR_A_PERSON, REFUSED
from canvass.cli.foreseen import tell_foreseen
from canvass.cli.keys import CARD_DUE, key_given, recovery_key_option
from canvass.cli.opening import (
    BATCH_PASSPHRASE,
    PASSPHRASE,
    PATH,
    asked,
    from_environment,
    passphrase_of,
    reading,
    writing,
)
from canvass.cli.table import pairs, table, visible
from canvass.cli.terminal import Terminal, json_option
from canvass.ground.errors import CanvassError
from canvass.ground.progress import Report
from canvass.journal.bodies import Role
from canvass.journal.journal import Journal
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr, tr_n

BY_PASSPHRASE = SEALED[Mode.PASSPHRASE]
ROLES = {role.name.lower(): role for role in Role if role}


@click.command()
@click.argument("file", type=PATH)
@click.option("--role", required=True, type=click.Choice(tuple(ROLES)), help="What the other laptop is to be.")
@click.option("--out", required=True, type=PATH, metavar="KIT", help="The set-up file to write.")
@click.option("--name", default="", metavar="NAME", help="Whose laptop it is, as headquarters will see it.")
@json_option
@click.pass_obj
def kit(terminal: Terminal, file: Path, *, role: str, out: Path, name: str) -> None:
    """Make the set-up file by which another laptop becomes part of the drive. Hand it over, never send it around."""
    with writing(file) as journal:
        made = make_kit(journal, ROLES[role], out, name)
        is_due = is_card_due(journal)
    said = tr(mark("The set-up file is {path}. Whoever has it can take part: give it to no one else."))
    document = {"kit": str(out), "id": made, "role": role, "name": name}
    terminal.answer(document, lambda: said.format(path=visible(str(out))))
    if is_due:
        terminal.aside(tr(CARD_DUE))


@click.command("join")
@click.argument("kit", type=PATH)
@click.argument("file", type=PATH)
@json_option
@click.pass_obj
def join_command(terminal: Terminal, kit: Path, file: Path) -> None:
    """Make a file part of the drive that a set-up file is from, with all it holds; a new file if there is none.

    A newer set-up file updates a file that has joined. The file is protected at once if CANVASS_PASSPHRASE is set.
    """
    chosen = from_environment(PASSPHRASE)
    is_open = file.exists() and not is_protected(file)
    if is_open and chosen:
        new_key(chosen)  # one that is too short is refused before anything is joined
    passphrase = None if is_open else passphrase_of(file) if file.exists() else chosen
    journal, joined = join(kit, file, passphrase)
    journal.campaign.close()
    if is_open and chosen:
        protect(file, None, chosen)
    role = joined.role.name.lower()
    said = tr(mark("{path} is up to date.")) if joined.is_update else tr(mark("{path} is in the drive now, as {role}."))
    document = {"role": role, "name": joined.name, "device": joined.device, "update": joined.is_update}
    terminal.answer(document, lambda: said.format(path=visible(str(file)), role=role))


@click.command()
@click.argument("file", type=PATH)
@click.option("--out", required=True, type=PATH, metavar="DIR", help="The folder or stick to write to.")
@json_option
@click.pass_obj
def export(terminal: Terminal, file: Path, *, out: Path) -> None:
    """Write the file for headquarters: all that is typed here, sealed so that only headquarters can read it.

    A file that belongs to no drive is sealed to a passphrase: CANVASS_BATCH_PASSPHRASE, or it asks. A file that takes
    no writing, as on a full disk, is exported as well.
    """
    with _exportable(file) as journal, terminal.progress(tr(mark("Writing"))) as report:
        is_open = not journal.campaign.is_protected
        written = _export(journal, out, report)
    said = tr(mark("{path}: {lines:,} lines from {sheets:,} sheets. It was read back: you may take the stick out."))
    path = visible(written.batch)
    terminal.answer(written, lambda: said.format(path=path, lines=written.lines, sheets=written.sheets))
    if is_open:
        said = tr(mark("{path} itself is not protected. “canvass passphrase” asks for a passphrase for it."))
        terminal.aside(said.format(path=visible(str(file))))


@contextlib.contextmanager
def _exportable(path: Path) -> Iterator[Journal]:
    """Open a campaign file for writing, so that the export stands in its history; else for reading."""
    passphrase = passphrase_of(path)
    try:
        campaign = open_campaign(path, passphrase)
    except (CampaignReadOnly, DiskFull, NotStored):
        campaign = open_campaign(path, passphrase, "read")
    with campaign:
        yield Journal(campaign)


def _export(journal: Journal, out: Path, report: Report) -> Exported:
    """Write the batch; a folder that had to be made for it is taken away again if nothing came of it."""
    passphrase = None
    if journal.campaign_id is None:
        passphrase = from_environment(BATCH_PASSPHRASE) or asked(tr(mark("Passphrase for the file")), twice=True)
    is_new = False
    with contextlib.suppress(OSError):  # what cannot be made is told when the file is written
        out.mkdir()
        is_new = True
    try:
        return export_batch(journal, out, passphrase, report)
    except BaseException:
        if is_new:
            with contextlib.suppress(OSError):
                out.rmdir()
        raise


@click.command("inspect")
@click.argument("batch", type=PATH)
@click.argument("file", type=PATH, required=False)
@recovery_key_option
@json_option
@click.pass_obj
def inspect_command(terminal: Terminal, batch: Path, file: Path | None, *, recovery_key: str | None) -> None:
    """Tell what a file that travels says of itself, and with FILE's keys or a passphrase what is in it.

    CANVASS_RECOVERY_KEY or --recovery-key open what is sealed to the drive, without any file of headquarters.
    """
    passphrase, key = from_environment(BATCH_PASSPHRASE), key_given(recovery_key)
    keys = () if key is None else (key,)
    with contextlib.nullcontext(None) if file is None else reading(file) as journal:
        found = inspect(batch, journal, passphrase, keys)
        if found.contents is None and found.sealed == BY_PASSPHRASE and passphrase is None:
            passphrase = asked(tr(mark("Passphrase of the file")))
            found = found if passphrase is None else inspect(batch, journal, passphrase, keys)
    terminal.answer(found, lambda: "\n".join(_contents(found)))


def _contents(found: Inspected) -> Iterator[str]:
    """Return what a file says for a person: the clear part, what is inside, and how much of which laptop."""
    told = msgspec.structs.asdict(found)
    del told["contents"]
    yield pairs(told.items())
    yield ""
    if found.contents is None:
        yield tr(mark("What is inside can be read only with the key or the passphrase that it was sealed to."))
        return
    inside = msgspec.structs.asdict(found.contents)
    devices = inside.pop("devices")
    yield pairs((name, _listed(value)) for name, value in inside.items())
    yield ""
    columns = devices[0].__struct_fields__ if devices else DeviceRecords.__struct_fields__
    yield table(columns, map(msgspec.structs.astuple, devices))


def _listed(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        return " · ".join(map(str, msgspec.structs.astuple(value)))
    return ", ".join(str(_listed(part)) for part in value) if isinstance(value, tuple) else value


@click.command("merge")
@click.argument("file", type=PATH)
@click.argument("batches", nargs=-1, required=True, type=PATH, metavar="BATCH|FOLDER...")
@click.option("--dry-run", is_flag=True, help="Only tell what they would bring, and change nothing.")
@recovery_key_option
@json_option
@click.pass_obj
def merge_command(
    terminal: Terminal, file: Path, batches: Sequence[Path], *, dry_run: bool, recovery_key: str | None
) -> int:
    """Take in files from other laptops. The order makes no difference, and the same file twice changes nothing.

    --recovery-key opens what is sealed to a headquarters that was lost.
    """
    key = key_given(recovery_key)
    keys = () if key is None else (key,)
    if dry_run:
        return tell_foreseen(terminal, file, batches, keys)
    with writing(file) as journal, terminal.progress(tr(mark("Taking in"))) as report:
        merged = merge(journal, batches, from_environment(BATCH_PASSPHRASE), report, keys)
    sealed = {refused.file for refused in merged.refused if isinstance(refused.why, BatchNeedsPassphrase)}
    passphrase = asked(tr(mark("Passphrase of the files"))) if sealed and sys.stdin.isatty() else None
    if passphrase:
        with writing(file) as journal, terminal.progress(tr(mark("Taking in"))) as report:
            again = [path for path in batch_files(batches) if path.name in sealed]
            merged = _together(merged, merge(journal, again, passphrase, report, keys), sealed)
    terminal.answer(_document(merged), lambda: "\n".join(_told(merged)))
    for refused in merged.refused:
        terminal.aside(sentence(refused.why))
    if merged.new:
        _keep_copy(terminal, file)
    return _code(merged)


def _keep_copy(terminal: Terminal, file: Path) -> None:
    """Keep a copy of the file beside it, as after every session of taking in; one that fails is only a note."""
    with writing(file) as journal:
        try:
            keep_copy(journal.campaign)
        except CanvassError as error:
            terminal.aside(sentence(error))


def _together(first: Merged, second: Merged, again: set[str]) -> Merged:
    """Return what two goes came to, the second with the files refused in the first for want of a passphrase."""
    return msgspec.structs.replace(
        second,
        new=first.new + second.new,
        known=first.known + second.known,
        conflicts=first.conflicts + second.conflicts,
        refused=(*(refused for refused in first.refused if refused.file not in again), *second.refused),
        laptops=(*first.laptops, *second.laptops),
        forked=(*first.forked, *second.forked),
        taken=first.taken + second.taken,
    )


def _document(merged: Merged) -> dict[str, object]:
    return {
        "new": merged.new,
        "known": merged.known,
        "conflicts": merged.conflicts,
        "waiting": [{"device": gap.device, "from": gap.start, "to": gap.end} for gap in merged.waiting],
        "refused": [{"file": visible(refused.file), "why": sentence(refused.why)} for refused in merged.refused],
    }


def _told(merged: Merged) -> Iterator[str]:
    said = tr(mark("New {new:,} · already here {known:,} · to decide {conflicts:,} · refused {refused:,}"))
    yield said.format(new=merged.new, known=merged.known, conflicts=merged.conflicts, refused=len(merged.refused))
    for laptop in merged.laptops:
        named = visible(laptop.name) or laptop.device[:8]
        yield tr_n("New: {name}, {lines:,} line", "New: {name}, {lines:,} lines", laptop.lines).format(
            name=named, lines=laptop.lines
        )
    for gap in merged.waiting:
        said = tr(mark("Waiting for laptop {device}, {start:,}–{end:,}"))
        yield said.format(device=gap.device[:8], start=gap.start, end=gap.end)
    for device in merged.forked:
        said = tr(mark("Laptop {device} has written twice under the same numbers: a copied disk or a restored backup."))
        yield said.format(device=device[:8])


def _code(merged: Merged) -> int:
    """Return 0 if all was taken in or known, 1 if all was refused, 3 if a person has something left to do."""
    if merged.refused and not merged.taken:
        return REFUSED
    return FOR_A_PERSON if merged.refused or merged.conflicts or merged.waiting else DONE


COMMANDS = (kit, join_command, export, inspect_command, merge_command)
