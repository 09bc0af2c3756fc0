"""Who may hand in a batch: laptops that have a role, that prove a kit of this campaign, or that know a passphrase."""

import msgspec

from canvass.batches.errors import BatchRefused
from canvass.batches.packing import read_batch_head
from canvass.journal.bodies import Claim, Enrol, Kind, Kit, Role
from canvass.journal.facts import facts
from canvass.journal.identity import device_id, is_proof
from canvass.journal.journal import Journal


class BatchStranger(BatchRefused):
    """The laptop that wrote the batch is not known here and proves no kit of this campaign."""

    needs = ("file", "laptop")


class Visitor(msgspec.Struct, frozen=True):
    """A batch at the door: which file, before whom."""

    journal: Journal
    file: str


def admit_to(visitor: Visitor, key: bytes, head: bytes) -> None:
    """Raise `BatchStranger` unless the signer is known, proves a kit, or belongs to no campaign yet.

    The last can only have come through a passphrase: the envelope opens no other way.
    """
    said = read_batch_head(head, file=visitor.file)
    device = device_id(key)
    if said.device != device:
        raise BatchStranger(file=visitor.file, laptop=device[:8])
    if not said.campaign or _role(visitor.journal, device) > Role.NONE or device == visitor.journal.device:
        return
    if not is_claim_proven(visitor.journal, key, Claim(kit=said.kit, proof=said.proof)):
        raise BatchStranger(file=visitor.file, laptop=device[:8])


def is_claim_proven(journal: Journal, key: bytes, claim: Claim) -> bool:
    """Return whether a claim shows that its device was given a kit that is known here."""
    for fact in facts(journal.connection, Kind.KIT):
        kit = fact.body
        if isinstance(kit, Kit) and kit.kit == claim.kit and _role(journal, fact.device) >= Role.COORDINATOR:
            return bool(claim.proof) and is_proof(bytes.fromhex(kit.key), key, bytes.fromhex(claim.proof))
    return False


def _role(journal: Journal, device: str) -> Role:
    row = journal.connection.execute("select role from device where id = ? and fork = 0", (device,)).fetchone()
    return Role(row[0]) if row else Role.NONE


def enrol(journal: Journal, devices: set[str], *, file: str, by_passphrase: bool) -> None:
    """Bind the devices of a batch just united to their roles by a fact, inside `Journal.writing`.

    Raises `BatchStranger` for one that neither has a role by now nor came through a passphrase. Only headquarters
    writes the fact; a kit's claim gives its role by itself, and the fact makes it stand without the kit.
    """
    if journal.campaign_id is None:
        return
    enrolled = {fact.body.device for fact in facts(journal.connection, Kind.ENROL) if isinstance(fact.body, Enrol)}
    for device in sorted(devices - {journal.device} - enrolled):
        role = _role(journal, device)
        if role == Role.NONE and not by_passphrase:
            raise BatchStranger(file=file, laptop=device[:8])
        if journal.role == Role.HQ and role < Role.HQ:
            how = "passphrase" if by_passphrase else "kit"
            journal.write(Kind.ENROL, Enrol(device=device, role=int(max(role, Role.FIELD)), how=how))
