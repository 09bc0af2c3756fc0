"""The rules of the journal a second time, written apart from the program's: plain loops over a set of records."""

import hashlib
import json
import unicodedata
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PUT, VOID, DECIDE, RETRACT, LINK = 1, 2, 3, 4, 5
FOUND, KIT, CLAIM, ENROL, RUN, MOVE = 10, 12, 13, 14, 16, 17
WAY = ("printed", "handed_out", "returned", "counted", "entered", "checked", "filed", "spoiled", "lost")
NO_ROLE, FIELD, COORDINATOR, HQ = 0, 1, 2, 3
IN_ORDER = ("address", "city", "event", "name", "note", "state", "zip")
FIELDS = ("name", "address", "city", "zip")


class Item:
    """One record: who wrote it under which number, its id, and what it says."""

    def __init__(self, device: str, seq: int, identity: bytes, raw: bytes) -> None:
        self.key = (device, seq, identity)
        self.name = (device, seq, identity[:8].hex())
        self.device = device
        self.record: dict[str, Any] = json.loads(raw)
        self.body: dict[str, Any] = self.record["body"]
        self.kind: int = self.record["kind"]
        self.place = None if self.record["place"] is None else tuple(self.record["place"])
        self.after = [tuple(name) for name in self.record["after"]]

    def says(self, field: str) -> str:
        return str(self.body.get(field, "signed" if field == "state" else ""))


def same(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).strip().casefold()


def is_proven(kit: str, device: bytes, shown: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(kit)).verify(
            bytes.fromhex(shown), b"canvass-enrol-1\0" + device
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def offered(items: list[Item], keys: dict[str, bytes], given: dict[str, int]) -> list[tuple[str, str, int, Any]]:
    """What kits give to whom, as (kit, device, role, printer): those made by somebody who may make them, and proven.

    A kit is its maker and its key; its name any other maker may give to another.
    """
    found = []
    for kit in (item for item in items if item.kind == KIT):
        maker = given.get(kit.device, NO_ROLE)
        if maker == HQ or (maker == COORDINATOR and kit.body["role"] <= FIELD):
            found += [
                (kit.device + kit.body["key"], claim.device, kit.body["role"], kit.body.get("printer"))
                for claim in items
                if claim.kind == CLAIM
                and claim.says("kit") == kit.body["kit"]
                and is_proven(kit.body["key"], keys[claim.device], claim.says("proof"))
            ]
    return found


def roles(items: list[Item], keys: dict[str, bytes], campaign: str) -> dict[str, int]:
    """Who is what: begin with the founder, and go round until a whole round gives nobody more."""
    given: dict[str, int] = {}
    for item in items:
        if item.kind == FOUND:
            name = hashlib.sha256(b"canvass-campaign-1\0" + item.key[2]).hexdigest()[:32]
            if name == campaign:
                given[item.device] = HQ
    while True:
        before = dict(given)
        offers = offered(items, keys, before)
        for kit_name, device, role, _ in offers:
            rivals = {other for name, other, *_ in offers if name == kit_name and other != device}
            if role <= FIELD or not rivals:
                given[device] = max(given.get(device, NO_ROLE), role)
        for item in items:
            if item.kind == ENROL and before.get(item.device) == HQ:
                given[item.body["device"]] = max(given.get(item.body["device"], NO_ROLE), item.body["role"])
        if given == before:
            return given


def runs(items: list[Item], keys: dict[str, bytes], campaign: str, run: int) -> list[Item]:
    """Who printed under a number, by their word if it counts: the highest role first, then by device."""
    role = roles(items, keys, campaign)
    offers = offered(items, keys, role)
    printer, found = run // 1000, []
    for item in (item for item in items if item.kind == RUN and item.body["run"] == run):
        own = {number for _, device, r, number in offers if device == item.device and r > FIELD and number is not None}
        by_role = {
            HQ: True,
            COORDINATOR: printer in own or (not own and 900 <= printer <= 999),
            FIELD: False,
            NO_ROLE: HQ not in role.values() and 900 <= printer <= 999,
        }
        if by_role[role.get(item.device, NO_ROLE)]:
            found.append(item)
    return sorted(found, key=lambda item: (-role.get(item.device, NO_ROLE), item.key))


def printed_sheet(items: list[Item], keys: dict[str, bytes], campaign: str, run: int, serial: int) -> Any:
    """What is told of a sheet: lines, state, holder, lines filled, time; None if no run that counts has it."""
    told = runs(items, keys, campaign, run)
    if not any(item.body["sheets"] >= serial for item in told):
        return None
    role = roles(items, keys, campaign)
    here = []
    for item in items:
        may = role.get(item.device, NO_ROLE) >= COORDINATOR or HQ not in role.values()
        if item.kind == MOVE and item.body["run"] == run and may:
            here += [item] if item.body["first"] <= serial <= item.body["last"] else []

    def by(one: Item) -> list[Item]:
        return [
            other
            for other in here
            if one.name in other.after
            and (role.get(other.device, NO_ROLE) >= COORDINATOR or other.device == one.device)
        ]

    back = {one.key for one in here if any(other.body["state"] == "undone" for other in by(one))}
    moves = [one for one in here if one.body["state"] != "undone" and one.key not in back]
    stands = [one for one in moves if not any(other in moves for other in by(one))]
    if not stands:
        return told[0].body["lines"], "printed", None, None, None
    furthest = max(stands, key=lambda one: (WAY.index(one.body["state"]), one.key))
    counts = [(WAY.index(one.body["state"]), -one.body["filled"]) for one in stands if "filled" in one.body]
    filled = -max(counts)[1] if counts else None
    holder, at = furthest.body.get("holder") or None, furthest.record["at"] or None
    return told[0].body["lines"], furthest.body["state"], holder, filled, at


def standing(group: list[Item], role: dict[str, int]) -> list[Item]:
    """Which of the records at one effective place nothing replaces."""
    named = {item.name: item for item in group}
    replacing: dict[tuple[str, int, bytes], list[Item]] = {item.key: [] for item in group}
    for later in group:
        for name in later.after:
            earlier = named.get(name)
            if earlier is None or earlier.kind == RETRACT:
                continue
            is_judge = later.kind in (DECIDE, LINK) and role.get(later.device, NO_ROLE) >= COORDINATOR
            if later.device == earlier.device or is_judge:
                replacing[earlier.key].append(later)
    taken_back = {key for key, by in replacing.items() if any(later.kind == RETRACT for later in by)}
    return [
        item
        for item in group
        if item.kind != RETRACT
        and item.key not in taken_back
        and all(later.key in taken_back for later in replacing[item.key])
    ]


def links(items: list[Item], role: dict[str, int]) -> dict[str, str]:
    """Which loose page is which sheet: those whose standing links, of those who may link it, agree."""
    pages: dict[str, list[Item]] = {}
    for item in items:
        if item.place is not None and item.place[2] == 0 and item.place[1] == 0 and item.place[0].startswith("L"):
            pages.setdefault(item.place[0], []).append(item)
    linked = {}
    for page, group in pages.items():
        owner = page.split("@")[1]
        said = {
            link.body["sheet"]
            for link in standing(group, role)
            if link.device == owner or role.get(link.device, NO_ROLE) >= COORDINATOR
        }
        if len(said) == 1 and None not in said:
            linked[page] = said.pop()
    return linked


def start_of(heads: list[Item], group: list[Item]) -> dict[str, str] | None:
    """What all the heads were changed from: the one nearest reading here that all of them come after, if there is one.

    Of a history in which more than 256 heads and namings come together nobody asks.
    """
    named = {item.name: item for item in group if item.kind != RETRACT}

    def above(item: Item) -> set[tuple[str, int, bytes]]:
        found, waiting = set(), [item]
        while waiting:
            here = waiting.pop()
            if here.key not in found:
                found.add(here.key)
                waiting += [named[name] for name in here.after if name in named]
        return found

    by_key = {item.key: item for item in group}
    followed = [by_key[key] for key in set.union(*map(above, heads))]
    if len(heads) + sum(len({name for name in item.after if name in named}) for item in followed) > 256:
        return None
    shared = set.intersection(*map(above, heads))
    nearest = [key for key in shared if not any(other != key and key in above(by_key[other]) for other in shared)]
    if len(nearest) != 1:
        return None
    start = by_key[nearest[0]]
    return {field: start.says(field) for field in (*FIELDS, "state")}


def line(heads: list[Item], group: list[Item], role: dict[str, int]) -> dict[str, Any]:
    """What the heads at one place say together, in the columns of the view."""
    heads = sorted(heads, key=lambda head: (*head.key[:2], [head.says(field) for field in IN_ORDER]))
    states = {head.says("state") for head in heads}
    signed = [head for head in heads if head.says("state") == "signed"]
    first = {field: next((head.says(field) for head in heads if head.says(field)), "") for field in ("note", "event")}
    told: dict[str, Any] = {
        "state": states.pop() if len(states) == 1 else None,
        "entered": int(bool(signed)),
        "readings": len(heads),
        "typist": ", ".join(sorted({head.record["typist"] for head in heads} - {""})),
        "event": first["event"],
    }
    if signed:
        spellings = {tuple(same(head.says(field)) for field in FIELDS) for head in heads}
        is_alike = len(signed) == len(heads) and len(spellings) == 1
    else:
        is_alike = told["state"] is not None
    if is_alike:
        hands = {same(head.record["typist"]) or head.device for head in heads}
        is_decided = any(h.kind == DECIDE and role.get(h.device, NO_ROLE) >= COORDINATOR for h in heads)
        told |= {field: heads[0].says(field) for field in FIELDS} | {"note": first["note"], "conflict": 0}
        told |= {"agreed": int(bool(signed) and len(hands) > 1), "decided": int(is_decided)}
        return told
    start = start_of(heads, group) or dict.fromkeys(FIELDS, "") | {"state": "signed"}
    is_soft = len(signed) == len(heads) and start["state"] == "signed"
    for field in FIELDS:
        changes = {same(head.says(field)) for head in heads} - {same(start[field])}
        is_soft = is_soft and len(changes) <= 1
    return told | dict.fromkeys((*FIELDS, "note")) | {"conflict": 1 if is_soft else 2, "agreed": 0, "decided": 0}


def view(items: list[Item], keys: dict[str, bytes], campaign: str) -> dict[str, Any]:
    """Everything that everyone who has these records must see."""
    role = roles(items, keys, campaign)
    linked = links(items, role)
    groups: dict[tuple[str, int, int], list[Item]] = {}
    for item in items:
        if item.place is not None:
            sheet, copy, number = item.place
            groups.setdefault((linked.get(sheet, sheet) if number else sheet, copy, number), []).append(item)
    heads = {place: standing(group, role) for place, group in groups.items()}
    lines = {place: line(found, groups[place], role) for place, found in heads.items() if place[2] and found}
    return {
        "roles": {device: given for device, given in role.items() if given},
        "links": linked,
        "heads": {place: {head.key for head in found} for place, found in heads.items() if found},
        "lines": lines,
        "counts": {
            "entered": sum(told["entered"] for told in lines.values()),
            "agreed": sum(told["agreed"] for told in lines.values()),
            "decided": sum(told["decided"] for told in lines.values()),
            "disputed": sum(told["conflict"] > 0 for told in lines.values()),
        },
    }
