"""Who may hand in a batch: laptops that have a role by all that is known then, or that know a passphrase."""

import secrets

from canvass.batches.errors import BatchRefused
from canvass.batches.packing import read_batch_head
from canvass.journal.bodies import Claim, Enrol, Kind, Kit, Role
from canvass.journal.facts import facts
from canvass.journal.identity import DeviceKeys, device_id, keys_from_seed, new_device_keys, proof
from canvass.journal.journal import Journal
from canvass.journal.roles import enrolled_as, founding
from canvass.journal.runs import printers_given
from canvass.journal.segments import single_records
from canvass.journal.union import chain_ids

CARRIED = (Kind.FOUND, Kind.SETTING, Kind.FORM, Kind.EVENT, Kind.RUN, Kind.ENROL, Kind.CLAIM, Kind.KIT)
"""Facts that a kit carries; readings and loose pages never. Who holds which sheet is the coordinators' business, and
grows without end. A batch proves each of these singly, so that whoever takes it in can put them into kits."""

KIT_ID, KIT_SEED = "kit", "kit_seed"


class BatchStranger(BatchRefused):
    """The laptop that wrote the batch is not part of this campaign, by all that is known here and in the batch."""

    needs = ("file", "laptop")


def check_signer(key: bytes, head: bytes, *, file: str) -> None:
    """Raise `BatchStranger` unless the head names the device that signs; for the door, before the body is unpacked.

    Whether that device belongs here is asked only after its records were united, by `enrol`, which refuses and takes
    all back: what proves it often comes with them, as when a headquarters goes on as a new device after its backup
    was put back, and no kit that it made since is known here yet. Nobody's bytes cost more for it than a known
    laptop's: they are few enough by the envelope's limits, signed by who says so, and read in one spelling only.
    """
    device = device_id(key)
    if read_batch_head(head, file=file).device != device:
        raise BatchStranger(file=file, laptop=device[:8])


def role_of(journal: Journal, device: str) -> Role:
    """Return what headquarters' facts make of a device; nobody is made anything by its own word."""
    row = journal.connection.execute("select role from device where id = ? and fork = 0", (device,)).fetchone()
    return Role(row[0]) if row else Role.NONE


def enrol(journal: Journal, devices: set[str], *, signer: str, file: str, by_passphrase: bool) -> None:
    """Bind the devices of a batch just united to their roles by facts, inside `Journal.writing`.

    Raises `BatchStranger` if the signer has no role even now and did not come through a passphrase. Laptops that it
    passes on are let in on its word, which gives them nothing that it could not have typed itself; a passphrase, a
    coordinator or headquarters also makes them field laptops of their own. Only headquarters writes the facts: what a
    kit gives then stands without the kit, and a second laptop that claims a kit for one takes nothing from the first.
    """
    campaign = journal.campaign_id
    if campaign is None:
        return
    if not by_passphrase and signer != journal.device and role_of(journal, signer) == Role.NONE:
        raise BatchStranger(file=file, laptop=signer[:8])
    if journal.role != Role.HQ:
        return
    is_vouched = by_passphrase or role_of(journal, signer) >= Role.COORDINATOR
    for device in sorted(devices - {journal.device}):
        role = role_of(journal, device)
        if (role == Role.NONE and not is_vouched) or (role == Role.HQ and _is_founder(journal, campaign, device)):
            continue
        enrolled = enrolled_as(journal.connection, campaign, device)
        how = "kit" if role > Role.NONE else "passphrase" if by_passphrase else "relay"
        printers: list[int | None] = [*sorted(printers_given(journal.connection, device))]
        for printer in printers or [None]:
            given = (int(max(role, Role.FIELD)), printer)
            if given not in enrolled:
                journal.write(Kind.ENROL, Enrol(device=device, role=given[0], how=how, printer=printer))


def _is_founder(journal: Journal, campaign: str, device: str) -> bool:
    root = founding(journal.connection, campaign)
    return root is not None and root.device == device


def own_name(journal: Journal) -> str:
    """Return what this device was named last, empty if it never was."""
    claims = (fact.body for fact in facts(journal.connection, Kind.CLAIM) if fact.device == journal.device)
    return next((claim.name for claim in reversed(list(claims)) if isinstance(claim, Claim)), "")


def go_on_anew(journal: Journal) -> None:
    """Write from now on as a new device, inside `Journal.writing`: another copy of this file used our numbers.

    Headquarters stays headquarters, by a kit that it makes and claims here and that nobody else ever sees. A
    coordinator becomes a field laptop that way, until headquarters gives it a new kit; a field laptop shows its kit
    again. What kits carry of the old device is signed a last time.
    """
    role, name = journal.role, own_name(journal)
    kit, shown_by = journal.campaign.text_setting(KIT_ID), _kept_kit(journal)
    _sign_what_kits_carry(journal)
    if role is not None and role >= Role.COORDINATOR:
        kit, shown_by = secrets.token_hex(8), new_device_keys()
        given = Role.HQ if role == Role.HQ else Role.FIELD
        journal.write(Kind.KIT, Kit(key=shown_by.public.hex(), kit=kit, role=int(given), name=name))
    journal.become_new_device()
    if role is not None and shown_by is not None:
        shown = proof(shown_by.seed, journal.keys.public).hex()
        journal.write(Kind.CLAIM, Claim(kit=kit, name=name, proof=shown))


def _kept_kit(journal: Journal) -> DeviceKeys | None:
    seed = journal.campaign.setting(KIT_SEED)
    return keys_from_seed(seed) if isinstance(seed, bytes) else None


def _sign_what_kits_carry(journal: Journal) -> None:
    """Store a signed point at each of this device's facts that a kit carries, so that they can go on singly."""
    numbers = [fact.n for kind in CARRIED for fact in facts(journal.connection, kind) if fact.device == journal.device]
    signed = single_records(journal.connection, journal.keys, numbers)
    journal.connection.executemany(
        "insert or ignore into checkpoint (device, seq, id, signature) values (?, ?, ?, ?)",
        [(one.device, one.last, chain_ids(one)[-1], one.signature) for one in signed],
    )
