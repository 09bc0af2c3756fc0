"""Joining: a campaign file becomes part of the campaign whose kit it is given, or learns what a newer kit says."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from canvass.batches.admission import KIT_ID, KIT_SEED, go_on_anew, role_of
from canvass.batches.broken import why_refused
from canvass.batches.envelope import Opened, open_envelope
from canvass.batches.errors import BatchForged
from canvass.batches.founding import IDENTITY, add_sealing_keys, create_lone
from canvass.batches.incoming import read_file
from canvass.batches.packing import KitHead, read_kit_head, unpacked
from canvass.batches.pages import keep_pages
from canvass.batches.preamble import Kind as FileKind
from canvass.batches.printers import note_printers
from canvass.campaign.companions import remove_file
from canvass.campaign.file import open_campaign
from canvass.ground.canonical import NotCanonical
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Claim, Found, Kind, Kit, Malformed, Role
from canvass.journal.drive import practice
from canvass.journal.facts import facts
from canvass.journal.identity import device_id, keys_from_seed, proof
from canvass.journal.journal import Clock, Journal, utc_now
from canvass.journal.record import decode_record
from canvass.journal.roles import campaign_id_of, refresh_roles
from canvass.journal.union import ChainBroken, Segment, chain_ids, unite


class KitOfAnotherCampaign(CanvassError):
    """The file belongs to another campaign than the kit."""

    needs = ("file",)


class KitForPractice(CanvassError):
    """One of the two is for practice and the other is not."""

    needs = ("file",)


class _KitRead(msgspec.Struct, frozen=True):
    """A kit whose envelope, head and chains were checked; not yet whether its maker may make it."""

    file: str
    opened: Opened
    head: KitHead
    segments: tuple[Segment, ...]
    is_practice: bool


class Joined(msgspec.Struct, frozen=True):
    """What joining made of a file: its role and name in the campaign, and whether it had joined before."""

    role: Role
    name: str
    device: str
    is_update: bool


def join(kit: Path, path: Path, passphrase: str | None = None, *, clock: Clock = utc_now) -> tuple[Journal, Joined]:
    """Make the campaign file at `path` part of the kit's campaign, and return it open; a new file is made if needed.

    A file begun without a kit joins with all it holds; one that has joined this campaign is updated, and shows
    another kit too, so that it gets that one's role if it is higher. Raises the errors of opening,
    `KitOfAnotherCampaign`, `KitForPractice`, `BatchRefused`; nothing is changed then.
    """
    read = _read_kit(kit)
    is_new = not path.exists()
    if is_new:
        journal = create_lone(path, passphrase, practice=read.is_practice, clock=clock)
    else:
        journal = Journal(open_campaign(path, passphrase), clock)
    try:
        return journal, _join(journal, read)
    except BaseException:
        journal.campaign.close()
        if is_new:
            remove_file(path)
        raise


def join_open(kit: Path, journal: Journal) -> Joined:
    """Make the campaign file that a journal has open part of the kit's campaign, or update it; as `join` does."""
    return _join(journal, _read_kit(kit))


def _read_kit(kit: Path) -> _KitRead:
    file = kit.name
    opened = open_envelope(read_file(kit), file=file, kind=FileKind.KIT, admit=lambda _key, _head: None)
    head = read_kit_head(opened.head, file=file)
    segments = tuple(unpacked(head.stretches, opened.lines, file=file))
    return _KitRead(file, opened, head, segments, is_practice=is_for_practice(segments, head.campaign, file=file))


def is_for_practice(segments: Iterable[Segment], campaign: str, *, file: str) -> bool:
    """Return whether a kit's campaign is for practice, as its founding record says.

    Raises `BatchForged` if a chain is broken, or if none of the records began this campaign.
    """
    try:
        for segment in segments:
            for raw, identity in zip(segment.raws, chain_ids(segment), strict=True):
                if campaign_id_of(identity) == campaign:
                    _, body = decode_record(raw)
                    if isinstance(body, Found):
                        return body.practice
    except (ChainBroken, Malformed, NotCanonical):
        raise BatchForged(file=file) from None
    raise BatchForged(file=file)


def _join(journal: Journal, read: _KitRead) -> Joined:
    was, head = journal.campaign_id, read.head
    if was not in {None, head.campaign}:
        raise KitOfAnotherCampaign(file=read.file)
    if read.is_practice != practice(journal):
        raise KitForPractice(file=read.file)
    with journal.writing():
        journal.campaign.note_setting("campaign", head.campaign)
        try:
            result = unite(journal.connection, read.segments, head.campaign)
        except ChainBroken as broken:
            raise why_refused(broken, file=read.file) from None
        refresh_roles(journal.connection, head.campaign)
        _check_maker(journal, read)
        keep_pages(journal, head.forms, file=read.file)
        journal.campaign.note_setting("hub", head.hub)
        if journal.device in result.forked or (journal.role == Role.FIELD and journal.device in head.forked):
            go_on_anew(journal)
        if was is None or _is_other_kit(journal, head):
            _take_role(journal, head)
    return Joined(role=journal.role or Role.FIELD, name=head.name, device=journal.device, is_update=was is not None)


def _is_other_kit(journal: Journal, head: KitHead) -> bool:
    """Return whether the kit may make more of this laptop than the last one did, or than headquarters let it."""
    return role_of(journal, journal.device) < Role.HQ and journal.campaign.text_setting(KIT_ID) != head.kit


def _check_maker(journal: Journal, read: _KitRead) -> None:
    """Refuse a kit whose signer has no right to it by headquarters' facts inside, or that was not registered.

    Only headquarters gives roles above field, and printer numbers.
    """
    head, maker = read.head, device_id(read.opened.public_key)
    made = Kit(
        key=keys_from_seed(bytes.fromhex(head.seed)).public.hex(),
        kit=head.kit,
        role=head.role,
        name=head.name,
        printer=head.printer,
        printers=head.printers,
    )
    rights = role_of(journal, maker)
    if rights < Role.HQ and (head.role > Role.FIELD or head.printer is not None):
        raise BatchForged(file=read.file)
    registered = [fact.body for fact in facts(journal.connection, Kind.KIT) if fact.device == maker]
    if rights < Role.COORDINATOR or made not in registered:
        raise BatchForged(file=read.file)


def _take_role(journal: Journal, head: KitHead) -> None:
    """Note what the kit makes of this laptop, and say so with the proof that it holds the kit.

    Another laptop of headquarters makes sealing keys of its own and names them among those that batches are sealed to.
    """
    seed = bytes.fromhex(head.seed)
    journal.campaign.note_setting(KIT_ID, head.kit)
    journal.campaign.note_setting(KIT_SEED, seed)
    note_printers(journal, head.printer, head.printers)
    shown = proof(seed, journal.keys.public)
    journal.write(Kind.CLAIM, Claim(kit=head.kit, name=head.name, proof=shown.hex()))
    if journal.role == Role.HQ and not journal.campaign.text_setting(IDENTITY):
        add_sealing_keys(journal)
