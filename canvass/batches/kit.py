"""Kits: the file that makes another laptop part of the campaign."""

import secrets
from pathlib import Path

from canvass.batches.envelope import Sealing, seal
from canvass.batches.founding import IDENTITY
from canvass.batches.keys import new_sealing_keys, recipient_of
from canvass.batches.packing import FormPage, KitHead, head_bytes, packed
from canvass.batches.preamble import Kind as FileKind
from canvass.batches.preamble import campaign_tag
from canvass.ground.errors import CanvassError
from canvass.ground.files import write_whole
from canvass.ground.text import clean
from canvass.journal.bodies import Claim, Enrol, Kind, Kit, Role
from canvass.journal.drive import NoPetition
from canvass.journal.facts import facts
from canvass.journal.identity import new_device_keys
from canvass.journal.journal import Journal
from canvass.journal.segments import single_records

CARRIED = (Kind.FOUND, Kind.SETTING, Kind.FORM, Kind.EVENT, Kind.RUN, Kind.MOVE, Kind.ENROL, Kind.CLAIM, Kind.KIT)
"""Facts that a kit carries; readings and loose pages never."""

FIRST_PRINTER, LAST_PRINTER = 1, 899


class KitNotAllowed(CanvassError):
    """This laptop's role may not make a kit of that role."""

    needs = ("role",)


class PrintersUsedUp(CanvassError):
    """All printer numbers for coordinators are given away."""


def make_kit(journal: Journal, role: Role, out: Path, name: str = "") -> str:
    """Write a kit to `out` and return its id. Headquarters makes all roles, a coordinator field only.

    A field kit serves any number of laptops; a coordinator's or headquarters' serves one. Raises `NoPetition`,
    `KitNotAllowed`, and the errors of `write_whole`; the kit is registered only once its file is written.
    """
    own = journal.role
    if journal.campaign_id is None or own is None:
        raise NoPetition(path=str(journal.campaign.path))
    if own < Role.COORDINATOR or (own < Role.HQ and role > Role.FIELD):
        raise KitNotAllowed(role=role.name.lower())
    keys, name = new_device_keys(), clean(name.strip())
    body = Kit(
        key=keys.public.hex(),
        kit=secrets.token_hex(8),
        role=int(role),
        name=name,
        printer=_next_printer(journal) if role == Role.COORDINATOR else None,
    )
    with journal.writing():
        if own == Role.COORDINATOR and not journal.campaign.text_setting(IDENTITY):
            journal.campaign.note_setting(IDENTITY, new_sealing_keys().identity)
        journal.write(Kind.KIT, body)
        write_whole(out, _content(journal, body, keys.seed, out.name))
    return body.kit


def _next_printer(journal: Journal) -> int:
    given = [fact.body.printer or 0 for fact in facts(journal.connection, Kind.KIT) if isinstance(fact.body, Kit)]
    number = max(given, default=0) + 1
    if number > LAST_PRINTER:
        raise PrintersUsedUp
    return max(number, FIRST_PRINTER)


def _content(journal: Journal, kit: Kit, seed: bytes, file: str) -> bytes:
    stretches, lines = packed(single_records(journal.connection, journal.keys, _carried(journal, kit)))
    pages = journal.connection.execute("select hash, pdf, geometry from form order by hash").fetchall()
    identity = journal.campaign.text_setting(IDENTITY)
    head = KitHead(
        at=journal.now(),
        campaign=journal.campaign_id or "",
        forms=tuple(FormPage(geometry=geometry, hash=digest, pdf=pdf) for digest, pdf, geometry in pages),
        hub=recipient_of(identity) if identity else "",
        kit=kit.kit,
        name=kit.name,
        printer=kit.printer,
        role=kit.role,
        seed=seed.hex(),
        stretches=stretches,
    )
    sealing = Sealing(
        kind=FileKind.KIT,
        campaign=campaign_tag(head.campaign),
        keys=journal.keys,
        head=head_bytes(head),
        lines=lines,
    )
    return seal(sealing, file=file)


def _carried(journal: Journal, kit: Kit) -> list[int]:
    """Return the facts that go into a kit: of enrolments, claims and kits those alone by which its maker has a role."""
    carried: list[int] = []
    for kind in CARRIED:
        for fact in facts(journal.connection, kind):
            body = fact.body
            if isinstance(body, Kit) and body.kit not in {kit.kit, journal.campaign.text_setting("kit")}:
                continue
            if isinstance(body, Claim) and fact.device != journal.device:
                continue
            if isinstance(body, Enrol) and body.role < Role.COORDINATOR:
                continue
            carried.append(fact.n)
    return carried
