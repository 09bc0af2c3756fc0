"""Commands for a drive as a whole: kinds of petition, a new file, its fields, passphrase."""

import contextlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Unpack, get_args

import click
import msgspec

from canvass.batches.founding import create_drive, create_lone
from canvass.campaign.passphrase import protect
from canvass.campaign.shape import is_protected
from canvass.cli.opening import (
    NEW_PASSPHRASE,
    PASSPHRASE,
    PATH,
    asked,
    from_environment,
    passphrase_of,
    reading,
    today,
    writing,
)
from canvass.cli.own_page import OwnPageGiven, own_page_given, own_page_options
from canvass.cli.table import pairs, table, visible
from canvass.cli.terminal import Terminal, json_option
from canvass.ground.text import FieldTextRefused
from canvass.journal.confirmed import only_here
from canvass.journal.drive import drive_of, petition_needed, set_fields
from canvass.journal.journal import Journal
from canvass.journal.wiped import wiped
from canvass.petition.petition import FieldUnknown, Petition, TextName, parse_fields, with_fields, with_text
from canvass.petition.template import templates
from canvass.sheets.bringing import OwnPageNotApproved, bring_own_page, check_may_bring, look_at_own_page
from canvass.sheets.forms import store_forms
from canvass.signers.errors import FileMissing
from canvass.wording.printed import print_words
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr

TEXTS = get_args(TextName)


class KindOfPetition(msgspec.Struct, frozen=True):
    """A template as the list shows it."""

    name: str
    title: str
    kind: str
    law_from: date
    law_to: date | None
    confirmed: bool


class DriveShown(msgspec.Struct, frozen=True):
    """What `info` tells of a file; None where nothing is known, as of everything about a petition in a lone file."""

    title: str | None
    petition: str | None
    jurisdiction: str | None
    registered: int | None
    required: int | None
    goal: int | None
    earliest_start: date | None
    approved: date | None
    codes: str | None
    deadline: date | None
    days_left: int | None
    role: str | None
    device: str
    practice: bool
    protected: bool
    only_here: int | None
    """Lines that headquarters has not confirmed; None at headquarters."""
    wiped: int
    """Lines that it confirmed and that were wiped here."""


def shown(journal: Journal) -> DriveShown:
    """Return what is told of an open file, as of today."""
    drive = drive_of(journal, today())
    petition, figures = drive.petition, drive.figures
    return DriveShown(
        title=_text(petition, "title"),
        petition=_text(petition, "template"),
        jurisdiction=_text(petition, "jurisdiction"),
        registered=petition.registered if petition else None,
        required=figures.required,
        goal=figures.goal,
        earliest_start=figures.earliest_start,
        approved=petition.approved if petition else None,
        codes=_text(petition, "codes"),
        deadline=figures.deadline,
        days_left=figures.days_left,
        role=drive.role.name.lower() if drive.role else None,
        device=drive.device,
        practice=drive.is_practice,
        protected=drive.is_protected,
        only_here=only_here(journal),
        wiped=wiped(journal.connection).lines,
    )


def _text(petition: Petition | None, field: str) -> str | None:
    return str(getattr(petition, field)) or None if petition else None


def told(of: DriveShown) -> str:
    """Return the same for a person."""
    if of.petition is None:
        own = (("device", of.device), ("practice", of.practice), ("protected", of.protected))
        return f"{tr(mark('This file belongs to no drive yet.'))}\n{pairs(own)}"
    return pairs(msgspec.structs.asdict(of).items())


@click.command()
@json_option
@click.pass_obj
def petitions(terminal: Terminal) -> None:
    """List the kinds of petition that canvass knows, and since when they are law."""
    columns = KindOfPetition.__struct_fields__
    kinds = [KindOfPetition(*(getattr(template, column) for column in columns)) for template in templates()]
    terminal.answer_rows(kinds, lambda rows: table(columns, map(msgspec.structs.astuple, rows)))


@click.command()
@click.argument("file", type=PATH)
@click.option("--petition", metavar="NAME", help="Begin a drive with this kind of petition (see `petitions`).")
@click.option("--title", metavar="TEXT")
@click.option("--jurisdiction", metavar="TEXT")
@click.option("--registered", metavar="NUMBER", help="Registered voters of the jurisdiction.")
@click.option("--approved", metavar="YYYY-MM-DD", help="When the form was approved for circulation.")
@click.option("--officer", metavar="TEXT")
@click.option("--goal", metavar="NUMBER", help="How many signatures you want to file.")
@click.option("--practice", is_flag=True, help="For trying out: every page says that it is no petition.")
@click.option("--no-passphrase", is_flag=True, help="Leave the file readable by anyone who gets it.")
@json_option
@click.pass_obj
def new(
    terminal: Terminal,
    /,
    file: Path,
    *,
    petition: str | None,
    practice: bool,
    no_passphrase: bool,
    **options: str | None,
) -> None:
    """Make a new file: alone to type in, or with --petition a drive of which this computer is headquarters.

    It is protected at once if CANVASS_PASSPHRASE is set; `canvass passphrase` protects it later.
    """
    fields = {field: value for field, value in options.items() if value is not None}
    passphrase = None if no_passphrase else from_environment(PASSPHRASE)
    if petition is None:
        if fields:
            raise click.UsageError(tr(mark("These options belong to a drive: name its --petition too.")))
        journal = create_lone(file, passphrase, practice=practice)
    else:
        missing = [f"--{field}" for field in ("title", "jurisdiction", "registered") if field not in fields]
        if missing:
            raise click.UsageError(tr(mark("A drive needs {options} too.")).format(options=", ".join(missing)))
        journal = create_drive(file, petition, parse_fields(list(fields.items())), passphrase, practice=practice)
    with contextlib.closing(journal.campaign):
        made = shown(journal)
    terminal.answer(made, lambda: told(made))
    if petition is not None and not made.protected:
        terminal.aside(tr(mark("The file is not protected. “canvass passphrase” asks for a passphrase for it.")))


@click.command("set")
@click.argument("file", type=PATH)
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE...")
@click.option(
    "--text", "texts", multiple=True, metavar="NAME=PATH", help="grounds, answer, summary or measure: NAME=PATH, UTF-8."
)
@own_page_options
@json_option
@click.pass_obj
def set_command(
    terminal: Terminal, file: Path, *, fields: Sequence[str], texts: Sequence[str], **page: Unpack[OwnPageGiven]
) -> None:
    """Change fields of the petition: all that are given, or none. An empty value clears its field.

    --page PDF --lines N makes the page that the official approved the petition's form, in place of the one that
    canvass draws; it needs approved=YYYY-MM-DD, now or before.
    """
    own = own_page_given(**page)
    if not fields and not texts and own is None:
        raise click.UsageError(tr(mark("Give at least one FIELD=VALUE, --text NAME=PATH or --page PDF.")))
    try:
        changed = parse_fields([_pair(text) for text in fields])
    except FieldUnknown as unknown:
        raise click.UsageError(sentence(unknown)) from None
    read = {name: _text_of(name, Path(path)) for name, path in map(_pair, texts)}
    with writing(file) as journal:
        petition = petition_needed(journal)
        for name, text in read.items():
            changed[name] = getattr(with_text(petition, name, text), name)
        form = None if own is None else look_at_own_page(journal, own, print_words())
        if form is not None and not with_fields(petition, changed).approved:
            raise OwnPageNotApproved
        if form is not None:
            check_may_bring(journal, form)
        if changed:
            set_fields(journal, changed)
        if form is not None:
            bring_own_page(journal, form)
        store_forms(journal, print_words())
        after = shown(journal)
    terminal.answer(after, lambda: told(after))


def _pair(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(tr(mark("“{text}” is not of the form FIELD=VALUE.")).format(text=visible(text)))
    return field.strip(), value


def _text_of(name: str, path: Path) -> str:
    if name not in TEXTS:
        raise click.UsageError(tr(mark("--text takes NAME=PATH for: {names}.")).format(names=", ".join(TEXTS)))
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise FieldTextRefused(field=name, problem=tr(mark("bytes that are not UTF-8"))) from None
    except OSError:
        raise FileMissing(file=str(path)) from None


@click.command()
@click.argument("file", type=PATH)
@json_option
@click.pass_obj
def info(terminal: Terminal, file: Path) -> None:
    """Tell what a file is: its petition, what the law makes of it, and this computer's part in it."""
    with reading(file) as journal:
        found = shown(journal)
    terminal.answer(found, lambda: told(found))


@click.command()
@click.argument("file", type=PATH)
@json_option
@click.pass_obj
def passphrase(terminal: Terminal, file: Path) -> None:
    """Protect a file with a passphrase, or change it.

    Reads CANVASS_PASSPHRASE (the old one) and CANVASS_NEW_PASSPHRASE, or asks.
    """
    is_protected(file)
    new_one = from_environment(NEW_PASSPHRASE)
    old = passphrase_of(file)
    if new_one is None:
        new_one = asked(tr(mark("New passphrase")), twice=True)
    if not new_one:
        raise click.UsageError(tr(mark("Set CANVASS_NEW_PASSPHRASE, or run this in a terminal.")))
    protect(file, old, new_one)
    said = tr(mark("{path} is protected. Nobody can open it without the passphrase, nor can we: keep it safe."))
    terminal.answer({"protected": True}, lambda: said.format(path=visible(str(file))))


COMMANDS = (petitions, new, set_command, info, passphrase)
