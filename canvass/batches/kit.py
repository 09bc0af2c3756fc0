"""Kits: the file that makes another laptop part of the campaign."""

import secrets
from pathlib import Path

from canvass.batches.admission import CARRIED, role_of
from canvass.batches.envelope import HEAD_BYTES_AT_MOST, Sealing, seal
from canvass.batches.founding import IDENTITY, check_room_for_keys
from canvass.batches.keys import new_sealing_keys, recipient_of
from canvass.batches.packing import KitHead, head_bytes, packed
from canvass.batches.pages import pages_to_carry
from canvass.batches.preamble import Kind as FileKind
from canvass.batches.preamble import campaign_tag
from canvass.batches.printers import printers_to_give
from canvass.ground.errors import CanvassError
from canvass.ground.files import PartFile
from canvass.ground.text import FieldTextRefused, TextRefused, clean
from canvass.journal.bodies import Claim, Kind, Kit, Role
from canvass.journal.drive import NoPetition
from canvass.journal.facts import Fact, facts
from canvass.journal.identity import new_device_keys
from canvass.journal.journal import Journal
from canvass.journal.segments import single_records

WRITERS = {
    Kind.SETTING: Role.HQ,
    Kind.FORM: Role.HQ,
    Kind.ENROL: Role.HQ,
    Kind.RUN: Role.COORDINATOR,
    Kind.EVENT: Role.COORDINATOR,
}
"""Facts that travel only if a device of this role or a higher one wrote them: those of others count for nothing, or
would let one laptop fill everybody's kits."""


class KitNotAllowed(CanvassError):
    """This laptop's role may not make a kit of that role."""

    needs = ("role",)


class KitTooLarge(CanvassError):
    """What the other laptop must know makes more bytes than a kit may have."""

    needs = ("size", "limit")


def make_kit(journal: Journal, role: Role, out: Path, name: str = "") -> str:
    """Write a kit to `out` and return its id. Headquarters makes all roles, a coordinator field only.

    A field kit serves any number of laptops; a coordinator's or headquarters' serves one. Raises `NoPetition`,
    `KitNotAllowed`, `RecipientsUsedUp`, `FieldTextRefused`, `PrintersUsedUp`, `KitTooLarge`, and the errors of
    `PartFile`. No kit appears that is not registered; one registered whose file could not appear harms nobody.
    """
    own = journal.role
    if journal.campaign_id is None or own is None:
        raise NoPetition(path=str(journal.campaign.path))
    if own < Role.COORDINATOR or (own < Role.HQ and role > Role.FIELD):
        raise KitNotAllowed(role=role.name.lower())
    if role == Role.HQ:
        check_room_for_keys(journal)
    keys, name = new_device_keys(), _clean_name(name)
    printer, printers = printers_to_give(journal, role)
    body = Kit(
        key=keys.public.hex(),
        kit=secrets.token_hex(8),
        role=int(role),
        name=name,
        printer=printer,
        printers=printers,
    )
    with PartFile(out) as part:
        with journal.writing():
            if not journal.campaign.text_setting(IDENTITY):
                journal.campaign.note_setting(IDENTITY, new_sealing_keys().identity)
            journal.write(Kind.KIT, body)
            part.write(_content(journal, body, keys.seed, out.name))
            part.sync()
        part.publish()
    return body.kit


def _clean_name(name: str) -> str:
    try:
        return clean(name.strip())
    except TextRefused as refused:
        raise FieldTextRefused(field="name", problem=refused.facts["problem"]) from None


def _content(journal: Journal, kit: Kit, seed: bytes, file: str) -> bytes:
    stretches, lines = packed(single_records(journal.connection, journal.keys, _carried(journal, kit.kit)))
    identity = journal.campaign.text_setting(IDENTITY)
    head = KitHead(
        at=journal.now(),
        campaign=journal.campaign_id or "",
        forked=_forked(journal),
        forms=pages_to_carry(journal),
        hub=recipient_of(identity) if identity else "",
        kit=kit.kit,
        name=kit.name,
        printer=kit.printer,
        printers=kit.printers,
        role=kit.role,
        seed=seed.hex(),
        stretches=stretches,
    )
    head_written = head_bytes(head)
    if len(head_written) > HEAD_BYTES_AT_MOST:
        raise KitTooLarge(size=len(head_written), limit=HEAD_BYTES_AT_MOST)
    tag = campaign_tag(head.campaign)
    return seal(Sealing(FileKind.KIT, tag, keys=journal.keys, head=head_written, lines=lines), file=file)


def _forked(journal: Journal) -> tuple[str, ...]:
    rows = journal.connection.execute(
        "select distinct id from device where fork > 0 and role = ? order by id", (Role.FIELD,)
    )
    return tuple(row[0] for row in rows.fetchall())


def _carried(journal: Journal, kit: str) -> list[int]:
    """Return the facts that go into a kit: of claims and kits those alone by which its maker has a role."""
    chain = _chain(journal, kit)
    return [
        fact.n
        for kind in CARRIED
        for fact in facts(journal.connection, kind)
        if (kind not in WRITERS or role_of(journal, fact.device) >= WRITERS[kind])
        and (kind not in {Kind.CLAIM, Kind.KIT} or fact.n in chain)
    ]


def _chain(journal: Journal, kit: str) -> set[int]:
    """Return the kit's own fact, and all claims and kits from its maker back to the campaign's founder."""
    kits: list[Fact] = list(facts(journal.connection, Kind.KIT))
    claims: list[Fact] = list(facts(journal.connection, Kind.CLAIM))
    chain = {fact.n for fact in kits if isinstance(fact.body, Kit) and fact.body.kit == kit}
    followed: set[str] = set()
    ahead = [journal.device]
    while ahead:
        device = ahead.pop()
        if device in followed:
            continue
        followed.add(device)
        shown = [fact for fact in claims if fact.device == device]
        claimed = {fact.body.kit for fact in shown if isinstance(fact.body, Claim)}
        given = [fact for fact in kits if isinstance(fact.body, Kit) and fact.body.kit in claimed]
        chain |= {fact.n for fact in (*shown, *given)}
        ahead += [fact.device for fact in given]
    return chain
