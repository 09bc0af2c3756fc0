"""Joining: a campaign file becomes part of the campaign whose kit it is given, or learns what a newer kit says."""

import hashlib
from pathlib import Path

import msgspec

from canvass.batches.envelope import Opened, open_envelope
from canvass.batches.errors import BatchForged
from canvass.batches.founding import create_lone
from canvass.batches.incoming import read_file
from canvass.batches.packing import KitHead, read_kit_head, unpacked
from canvass.batches.preamble import Kind as FileKind
from canvass.campaign.companions import remove_file
from canvass.campaign.file import open_campaign
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Claim, Found, Kind, Kit, Role
from canvass.journal.drive import practice
from canvass.journal.facts import facts
from canvass.journal.identity import device_id, keys_from_seed, proof
from canvass.journal.journal import Clock, Journal, utc_now
from canvass.journal.record import decode_record
from canvass.journal.roles import refresh_roles
from canvass.journal.union import ChainBroken, unite


class KitOfAnotherCampaign(CanvassError):
    """The file belongs to another campaign than the kit."""

    needs = ("file",)


class KitForPractice(CanvassError):
    """One of the two is for practice and the other is not."""

    needs = ("file",)


class Joined(msgspec.Struct, frozen=True):
    """What joining made of a file: its role and name in the campaign, and whether it had joined before."""

    role: Role
    name: str
    device: str
    is_update: bool


def join(kit: Path, path: Path, passphrase: str | None = None, *, clock: Clock = utc_now) -> tuple[Journal, Joined]:
    """Make the campaign file at `path` part of the kit's campaign, and return it open; a new file is made if needed.

    A file begun without a kit joins with all it holds; one that has joined this campaign is updated. Raises the
    errors of opening, `KitOfAnotherCampaign`, `KitForPractice`, `BatchRefused`; nothing is changed then.
    """
    opened = open_envelope(read_file(kit), file=kit.name, kind=FileKind.KIT, admit=lambda _key, _head: None)
    head = read_kit_head(opened.head, file=kit.name)
    is_new = not path.exists()
    if is_new:
        journal = create_lone(path, passphrase, practice=_is_for_practice(opened, head, kit.name), clock=clock)
    else:
        journal = Journal(open_campaign(path, passphrase), clock)
    try:
        return journal, _join(journal, opened, head, kit.name)
    except BaseException:
        journal.campaign.close()
        if is_new:
            remove_file(path)
        raise


def _is_for_practice(opened: Opened, head: KitHead, file: str) -> bool:
    """Return whether the kit's campaign is for practice, as its founding record says."""
    for segment in unpacked(head.stretches, opened.lines, file=file):
        for raw in segment.raws:
            record, body = decode_record(raw)
            if record.kind == Kind.FOUND and isinstance(body, Found):
                return body.practice
    raise BatchForged(file=file)


def _join(journal: Journal, opened: Opened, head: KitHead, file: str) -> Joined:
    was = journal.campaign_id
    if was not in {None, head.campaign}:
        raise KitOfAnotherCampaign(file=file)
    if _is_for_practice(opened, head, file) != practice(journal):
        raise KitForPractice(file=file)
    with journal.writing():
        journal.campaign.note_setting("campaign", head.campaign)
        try:
            unite(journal.connection, unpacked(head.stretches, opened.lines, file=file), head.campaign)
        except ChainBroken:
            raise BatchForged(file=file) from None
        refresh_roles(journal.connection, head.campaign)
        _check_maker(journal, opened, head, file)
        _keep_forms(journal, head, file)
        journal.campaign.note_setting("hub", head.hub)
        if was is None:
            _take_role(journal, head)
    return Joined(role=journal.role or Role.FIELD, name=head.name, device=journal.device, is_update=was is not None)


def _check_maker(journal: Journal, opened: Opened, head: KitHead, file: str) -> None:
    """Refuse a kit whose signer has no right to it by headquarters' facts inside, or that was not registered."""
    maker = device_id(opened.public_key)
    row = journal.connection.execute("select role from device where id = ? and fork = 0", (maker,)).fetchone()
    known = [fact.body for fact in facts(journal.connection, Kind.KIT) if fact.device == maker]
    seed_key = keys_from_seed(bytes.fromhex(head.seed)).public.hex()
    is_registered = any(isinstance(kit, Kit) and kit.kit == head.kit and kit.key == seed_key for kit in known)
    if row is None or row[0] < Role.COORDINATOR or not is_registered:
        raise BatchForged(file=file)


def _keep_forms(journal: Journal, head: KitHead, file: str) -> None:
    for page in head.forms:
        if hashlib.sha256(page.pdf).hexdigest() != page.hash:
            raise BatchForged(file=file)
        journal.connection.execute(
            "insert or ignore into form (hash, pdf, geometry) values (?, ?, ?)", (page.hash, page.pdf, page.geometry)
        )


def _take_role(journal: Journal, head: KitHead) -> None:
    """Note what the kit makes of this laptop, and say so with the proof that it holds the kit."""
    journal.campaign.note_setting("kit", head.kit)
    journal.campaign.note_setting("printer", head.printer)
    shown = proof(bytes.fromhex(head.seed), journal.keys.public)
    journal.write(Kind.CLAIM, Claim(kit=head.kit, name=head.name, proof=shown.hex()))
