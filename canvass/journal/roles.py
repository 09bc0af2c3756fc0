"""Who may do what: the roles of devices and the settings of the campaign, from headquarters' facts alone."""

import hashlib
from collections import Counter

from canvass.campaign.connection import Connection
from canvass.journal.bodies import Claim, Enrol, Found, Kind, Kit, Role, Setting
from canvass.journal.facts import Fact, facts
from canvass.journal.identity import is_proof
from canvass.journal.store import Devices

CAMPAIGN_TAG = b"canvass-campaign-1\x00"
ROLE_KINDS = frozenset({Kind.FOUND, Kind.KIT, Kind.CLAIM, Kind.ENROL})
ONE_DEVICE = frozenset({Role.COORDINATOR, Role.HQ})


def campaign_id_of(record_id: bytes) -> str:
    """Return the id of the campaign that the founding record with this id began: 32 hex digits."""
    return hashlib.sha256(CAMPAIGN_TAG + record_id).hexdigest()[:32]


def founding(connection: Connection, campaign_id: str) -> Fact | None:
    """Return the record that began the campaign; its writer is the first headquarters."""
    found = (fact for fact in facts(connection, Kind.FOUND) if campaign_id_of(fact.id) == campaign_id)
    return next(found, None)


def is_practice(connection: Connection, campaign_id: str) -> bool:
    """Return whether the campaign was founded for practice."""
    found = founding(connection, campaign_id)
    return found is not None and isinstance(found.body, Found) and found.body.practice


def roles(connection: Connection, campaign_id: str) -> dict[str, Role]:
    """Return the role of every device that has one.

    The founder is headquarters; headquarters' enrolments and the kits that headquarters made give further roles,
    until nothing more follows. A kit for one device that two devices claim gives neither its role. A coordinator's
    kit gives only the role field. Kits and enrolments of anyone else count for nothing.
    """
    root = founding(connection, campaign_id)
    if root is None:
        return {}
    given = {root.device: Role.HQ}
    enrolled, kits, claims = (list(facts(connection, kind)) for kind in (Kind.ENROL, Kind.KIT, Kind.CLAIM))
    keys = dict(connection.execute("select id, key from device where key is not null and fork = 0"))
    while True:
        found = dict(given)
        for device, role in _claimed(kits, claims, keys, given):
            found[device] = max(role, found.get(device, Role.NONE))
        for fact in enrolled:
            if isinstance(fact.body, Enrol) and given.get(fact.device) == Role.HQ:
                found[fact.body.device] = max(Role(fact.body.role), found.get(fact.body.device, Role.NONE))
        if found == given:
            return found
        given = found


def _claimed(
    kits: list[Fact], claims: list[Fact], keys: dict[str, bytes], given: dict[str, Role]
) -> list[tuple[str, Role]]:
    """Return what kits give to the devices that prove them, as (device, role)."""
    proven: list[tuple[str, str, Role]] = []
    for made in kits:
        kit = made.body
        maker = given.get(made.device, Role.NONE)
        if not isinstance(kit, Kit) or maker < Role.COORDINATOR or (maker < Role.HQ and kit.role > Role.FIELD):
            continue
        for fact in claims:
            claim = fact.body
            if not isinstance(claim, Claim) or claim.kit != kit.kit or fact.device not in keys:
                continue
            if is_proof(bytes.fromhex(kit.key), keys[fact.device], bytes.fromhex(claim.proof)):
                proven.append((kit.kit, fact.device, Role(kit.role)))
    claimants = Counter(kit for kit, _ in {(kit, device) for kit, device, _ in proven})
    return [(device, role) for kit, device, role in proven if role not in ONE_DEVICE or claimants[kit] == 1]


def refresh_roles(connection: Connection, campaign_id: str) -> None:
    """Store the roles of all devices, heard of or not yet, and touch the places where a changed role weighs."""
    now = roles(connection, campaign_id)
    devices = Devices(connection)
    for device in now:
        devices.number(device)
    was = dict(connection.execute("select n, role from device"))
    for n, device in connection.execute("select n, id from device").fetchall():
        role = now.get(device, Role.NONE)
        if was[n] != role:
            connection.execute("update device set role = ? where n = ?", (role, n))
            connection.execute(
                "insert or ignore into touched (place) select place from record "
                "where n between ? << 32 and (? << 32) | 4294967295 and kind in (3, 5)",
                (n, n),
            )


def settings(connection: Connection) -> dict[str, object]:
    """Return the campaign's settings as headquarters' facts tell them: of several the highest revision counts.

    Equal revisions, written apart, are settled by device id: no clock is asked.
    """
    hq = {row[0] for row in connection.execute("select id from device where role = ?", (Role.HQ,))}
    newest: dict[str, tuple[int, str, int]] = {}
    values: dict[str, object] = {}
    for fact in facts(connection, Kind.SETTING):
        said = fact.body
        if isinstance(said, Setting) and fact.device in hq:
            rank = (said.revision, fact.device, fact.seq)
            if rank > newest.get(said.field, (0, "", 0)):
                newest[said.field], values[said.field] = rank, said.value
    return values


def next_revision(connection: Connection, field: str) -> int:
    """Return a revision above all that count: what others than headquarters say must not use them up."""
    hq = {row[0] for row in connection.execute("select id from device where role = ?", (Role.HQ,))}
    known = (fact.body for fact in facts(connection, Kind.SETTING) if fact.device in hq)
    return 1 + max((said.revision for said in known if isinstance(said, Setting) and said.field == field), default=0)
