"""Field laptops let in by facts that just came, without working all roles out anew: most batches bring only such facts.

What `refresh_roles` would store is stored, in a time that does not grow with how many laptops are known.
"""

from collections.abc import Sequence

from canvass.campaign.connection import Connection
from canvass.journal.bodies import Claim, Enrol, Kind, Role
from canvass.journal.facts import facts
from canvass.journal.roles import ENROLLED, MOST_PROOFS, ONE_DEVICE, is_shown, refresh_roles, worked_out
from canvass.journal.store import Devices, Said

MOST_AT_ONCE = 500
"""Facts that are looked at singly; of more the roles are worked out from all there are."""


def welcome(connection: Connection, campaign_id: str, said: Sequence[Said]) -> None:
    """Store the roles of all devices now that these facts of roles, stored already, have come.

    Role *field* gives nobody else anything and takes nothing, not even where a kit for field laptops has the key of one
    for a single device: who has the role is no claimant any more. So what a device shows of a kit for field laptops,
    and whom headquarters enrols as one, is looked at alone. Anything else is left to `refresh_roles`.
    """
    if len(said) > MOST_AT_ONCE or not worked_out(connection, campaign_id):
        refresh_roles(connection, campaign_id)
        return
    devices = Devices(connection)
    let_in: set[str] = set()
    for record, body in said:
        found = _let_in(connection, devices, record.device, body)
        if found is None:
            refresh_roles(connection, campaign_id)
            return
        let_in |= found
    for device in sorted(let_in):
        devices.number(device)
    connection.executemany(
        "update device set role = ? where id = ? and role < ?",
        [(Role.FIELD, device, Role.FIELD) for device in sorted(let_in)],
    )


def _let_in(connection: Connection, devices: Devices, by: str, body: object) -> set[str] | None:
    """Return which device a fact makes at least a field laptop, if any; None if it may do more or less than that."""
    if isinstance(body, Claim):
        return _claimed(connection, devices, by, body) if body.proof else set()
    if isinstance(body, Enrol):
        if _role(connection, by) != Role.HQ:
            return set()
        if body.role == Role.FIELD and body.printer is None:
            connection.execute(ENROLLED, (body.device, body.role, None))
            return {body.device}
    return None


def _claimed(connection: Connection, devices: Devices, by: str, claim: Claim) -> set[str] | None:
    """Return the device if it holds a kit for field laptops; None if the kit is another, or shown in too many ways."""
    kits = connection.execute("select key, role from kit_given where kit = ?", (claim.kit,)).fetchall()
    if not kits:
        return set()
    shown = {
        fact.body.proof
        for n in devices.rows(by)
        for fact in facts(connection, Kind.CLAIM, writer=n)
        if isinstance(fact.body, Claim) and fact.body.kit == claim.kit and fact.body.proof
    }
    if len(shown) > MOST_PROOFS or any(role in ONE_DEVICE for _, role in kits):
        return None
    (key,) = connection.execute("select key from device where id = ? and fork = 0", (by,)).fetchone()
    return {by} if any(is_shown(kit, key, claim.proof) for kit, _ in kits) else set()


def _role(connection: Connection, device: str) -> Role:
    row = connection.execute("select role from device where id = ? and fork = 0", (device,)).fetchone()
    return Role(row[0]) if row else Role.NONE
