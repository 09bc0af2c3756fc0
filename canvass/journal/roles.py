"""Who may do what: the roles of devices and the settings of the campaign, from headquarters' facts alone."""

import functools
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from canvass.campaign.connection import Connection
from canvass.journal.bodies import Claim, Enrol, Found, Kind, Kit, Role, Setting
from canvass.journal.facts import Fact, facts
from canvass.journal.identity import is_proof
from canvass.journal.runs import retell_runs
from canvass.journal.store import Devices

CAMPAIGN_TAG = b"canvass-campaign-1\x00"
ROLE_KINDS = frozenset({Kind.FOUND, Kind.KIT, Kind.CLAIM, Kind.ENROL})
ONE_DEVICE = frozenset({Role.COORDINATOR, Role.HQ})
MOST_PROOFS = 8
"""Proofs of one kit that are looked at for each device that claims it. A true one is always the same."""

TEMPORARY = (
    "create temp table if not exists given_in (campaign text not null)",
    "create temp table if not exists kit_given (kit text not null, key text not null, role integer not null)",
    "create index if not exists temp.kit_given_kit on kit_given (kit)",
    "create temp table if not exists enrolled (device text not null, role integer not null, printer integer)",
    "create index if not exists temp.enrolled_device on enrolled (device)",
    "delete from temp.given_in",
)
"""What follows from all facts of roles, beside the roles themselves: for which campaign, the kits that count by their
makers' roles, whom headquarters enrolled. Facts that are rolled back take it back with them."""

ENROLLED = "insert into enrolled (device, role, printer) values (?, ?, ?)"


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


class _Offer(msgspec.Struct, frozen=True):
    """A kit that a device has proved to hold: by whom it was made, its key, what it gives to whom."""

    maker: str
    key: str
    device: str
    role: Role
    printer: int | None

    @property
    def kit(self) -> tuple[str, str]:
        """Which kit it is. Its name alone is not enough: another maker may give a kit the same one."""
        return self.maker, self.key


def _roles(
    connection: Connection, campaign_id: str, enrolled: list[Fact], kits: list[Fact]
) -> tuple[dict[str, Role], dict[str, set[int]]]:
    """Return the role of every device that has one, and the printers' numbers that kits gave to whom.

    The founder is headquarters; headquarters' enrolments and the kits that headquarters made give further roles,
    until nothing more follows. A kit for one device that two devices claim gives neither its role. A coordinator's
    kit gives only the role field. Kits and enrolments of anyone else count for nothing.
    """
    root = founding(connection, campaign_id)
    if root is None:
        return {}, {}
    given, offers = _given(root.device, enrolled, kits, _claims(connection))
    printers: dict[str, set[int]] = defaultdict(set)
    for offer in offers:
        if offer.printer is not None and offer.role in ONE_DEVICE:
            printers[offer.device].add(offer.printer)
    for fact in enrolled:
        if isinstance(fact.body, Enrol) and fact.body.printer is not None and given.get(fact.device) == Role.HQ:
            printers[fact.body.device].add(fact.body.printer)
    return given, printers


def roles_with(
    connection: Connection, campaign_id: str, more: Sequence[Fact], keys: Mapping[str, bytes]
) -> dict[str, Role]:
    """Return what the roles would be if these facts, of devices with these public keys, were here too."""
    root = founding(connection, campaign_id)
    if root is None:
        return {}
    enrolled, kits = (
        [*facts(connection, kind), *(fact for fact in more if isinstance(fact.body, body))]
        for kind, body in ((Kind.ENROL, Enrol), (Kind.KIT, Kit))
    )
    return _given(root.device, enrolled, kits, _claims(connection, more, keys))[0]


def _given(
    root: str, enrolled: list[Fact], kits: list[Fact], claims: "_Claims"
) -> tuple[dict[str, Role], list["_Offer"]]:
    """Return the roles that follow, the founder being headquarters, and the kits that were proved."""
    given = {root: Role.HQ}
    while True:
        offers = list(_offers(kits, claims, given))
        found = _with_more(given, offers, enrolled)
        if found == given:
            return given, offers
        given = found


def _with_more(given: Mapping[str, Role], offers: Sequence[_Offer], enrolled: Iterable[Fact]) -> dict[str, Role]:
    """Return the roles given with those that follow from them at once."""
    found = dict(given)
    claimants = Counter(offer.kit for offer in offers)
    for offer in offers:
        if offer.role not in ONE_DEVICE or claimants[offer.kit] == 1:
            found[offer.device] = max(offer.role, found.get(offer.device, Role.NONE))
    for fact in enrolled:
        if isinstance(fact.body, Enrol) and given.get(fact.device) == Role.HQ:
            found[fact.body.device] = max(Role(fact.body.role), found.get(fact.body.device, Role.NONE))
    return found


_Claims = Mapping[str, Mapping[tuple[str, bytes], list[str]]]


def _claims(connection: Connection, more: Sequence[Fact] = (), more_keys: Mapping[str, bytes] | None = None) -> _Claims:
    """Return by kit's name who claims it (device and its key), and what each shows as proof, every proof once.

    Whoever holds a kit proves it at once; of a device that shows many things only the first few are looked at.
    """
    keys = dict(connection.execute("select id, key from device where key is not null and fork = 0"))
    keys = {**(more_keys or {}), **keys}
    found: dict[str, dict[tuple[str, bytes], list[str]]] = defaultdict(lambda: defaultdict(list))
    for fact in (*facts(connection, Kind.CLAIM), *more):
        if isinstance(fact.body, Claim) and fact.body.proof and fact.device in keys:
            shown = found[fact.body.kit][fact.device, keys[fact.device]]
            if fact.body.proof not in shown and len(shown) < MOST_PROOFS:
                shown.append(fact.body.proof)
    return found


def _offers(kits: list[Fact], claims: _Claims, given: Mapping[str, Role]) -> Iterator[_Offer]:
    """Yield once for each kit and device what a kit that counts gives to a device that proves it.

    Of kits for many devices only those are looked at that would give a device more than it has.
    """
    seen: set[tuple[str, str, str]] = set()
    for made in kits:
        kit = made.body
        if not isinstance(kit, Kit) or not _counts(kit, given.get(made.device, Role.NONE)):
            continue
        role = Role(kit.role)
        for (device, key), proofs in claims.get(kit.kit, {}).items():
            is_needless = role not in ONE_DEVICE and given.get(device, Role.NONE) >= role
            if is_needless or (made.device, kit.key, device) in seen:
                continue
            if any(is_shown(kit.key, key, proof) for proof in proofs):
                seen.add((made.device, kit.key, device))
                yield _Offer(made.device, kit.key, device, role, kit.printer)


def _counts(kit: Kit, maker: Role) -> bool:
    """Return whether a kit gives anything: headquarters gives any role, a coordinator the role field."""
    return maker == Role.HQ or (maker == Role.COORDINATOR and kit.role <= Role.FIELD)


@functools.lru_cache(maxsize=10_000)
def is_shown(kit: str, key: bytes, proof: str) -> bool:
    """Return whether a proof holds. Remembered, since roles are worked out anew from all of them."""
    return is_proof(bytes.fromhex(kit), key, bytes.fromhex(proof))


def refresh_roles(connection: Connection, campaign_id: str) -> None:
    """Store the roles of all devices, heard of or not yet, and bring the views up to it that a changed role weighs in.

    Places are touched; of sheets all is told anew that was told of by whoever's word counts otherwise now.
    """
    enrolled, kits = (list(facts(connection, kind)) for kind in (Kind.ENROL, Kind.KIT))
    now, printers = _roles(connection, campaign_id, enrolled, kits)
    _note_given(connection, campaign_id, now, enrolled, kits)
    devices = Devices(connection)
    for device in now:
        devices.number(device)
    rows = connection.execute("select n, id, role, printers from device").fetchall()
    changed = []
    for n, device, *was in rows:
        told = [now.get(device, Role.NONE), " ".join(map(str, sorted(printers.get(device, ()))))]
        if was != told:
            changed.append(n)
            connection.execute("update device set role = ?, printers = ? where n = ?", (*told, n))
            connection.execute(
                "insert or ignore into touched (place) select place from record "
                "where n between ? << 32 and (? << 32) | 4294967295 and kind in (3, 5)",
                (n, n),
            )
    is_first = Role.HQ in now.values() and not any(role == Role.HQ for _, _, role, _ in rows)
    retell_runs(connection, [n for n, *_ in rows] if is_first else changed)


def worked_out(connection: Connection, campaign_id: str) -> bool:
    """Return whether `refresh_roles` has left on this connection what tells who follows from one fact more."""
    return connection.execute("select 1 from given_in where campaign = ?", (campaign_id,)).fetchone() is not None


def enrolled_as(connection: Connection, campaign_id: str, device: str) -> set[tuple[int, int | None]]:
    """Return as what headquarters has enrolled a device, role and printer; what others say of enrolling is nothing."""
    if not worked_out(connection, campaign_id):
        refresh_roles(connection, campaign_id)
    return set(connection.execute("select role, printer from enrolled where device = ?", (device,)).fetchall())


def _note_given(
    connection: Connection, campaign_id: str, given: Mapping[str, Role], enrolled: list[Fact], kits: list[Fact]
) -> None:
    """Leave in this connection's own tables which kits count, and whom headquarters enrolled."""
    for table in ("given_in", "kit_given", "enrolled"):
        connection.execute(f"delete from temp.{table}")
    for fact in enrolled:
        if isinstance(fact.body, Enrol) and given.get(fact.device) == Role.HQ:
            connection.execute(ENROLLED, (fact.body.device, fact.body.role, fact.body.printer))
    for fact in kits:
        kit = fact.body
        if isinstance(kit, Kit) and kit.role > Role.NONE and _counts(kit, given.get(fact.device, Role.NONE)):
            connection.execute("insert into kit_given (kit, key, role) values (?, ?, ?)", (kit.kit, kit.key, kit.role))
    connection.execute("insert into given_in (campaign) values (?)", (campaign_id,))


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
