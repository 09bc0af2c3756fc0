"""What headquarters holds of each laptop without gaps, and the receipt that says so."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from canvass import __version__
from canvass.batches.envelope import Sealing, seal
from canvass.batches.preamble import Kind as FileKind
from canvass.batches.preamble import campaign_tag
from canvass.batches.receipt import MOST_POINTS, Held, Point, Receipt, ReceiptHead, opened_receipt, receipt_of
from canvass.campaign.connection import Connection
from canvass.ground.canonical import encode
from canvass.ground.errors import CanvassError
from canvass.ground.files import write_whole
from canvass.ground.progress import Report, silent
from canvass.journal.bodies import Claim, Did, Kind, Role
from canvass.journal.drive import NoPetition, NotHeadquarters
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.record import NO_ID, id_of

CHAIN = """
    select r.n & 4294967295, r.id, r.raw from device d
     cross join record r on r.n between d.n << 32 and (d.n << 32) | 4294967295
     where d.id = ? order by r.n & 4294967295
"""
LINES = """
    select count(distinct r.place) from device d
     cross join record r on r.n between d.n << 32 and (d.n << 32) | 4294967295 where d.id = ? and r.kind in (1, 2)
"""


class LaptopUnknown(CanvassError):
    """Headquarters holds nothing of such a laptop, or of several whose ids begin so."""

    needs = ("laptop",)


class NothingHeld(CanvassError):
    """Headquarters holds nothing of any other laptop yet."""


def make_receipt(journal: Journal, out: Path, devices: Sequence[str] = (), report: Report = silent) -> Receipt:
    """Write the receipt for these laptops, or for all that headquarters holds records of, to a new file.

    `devices` are ids, or the beginnings of ids. Raises `NoPetition`, `NotHeadquarters`, `LaptopUnknown`, and the errors
    of `write_whole`; a cancel leaves no file. Nothing is written into the journal but that it was done.
    """
    receipt, content = sealed_receipt(journal, out.name, devices, report)
    write_whole(out, content)
    note_receipt(journal, receipt)
    return receipt


def sealed_receipt(
    journal: Journal, file: str, devices: Sequence[str] = (), report: Report = silent
) -> tuple[Receipt, bytes]:
    """Return the receipt and the bytes of its file: reads only, so that it can be done in any thread."""
    if journal.campaign_id is None:
        raise NoPetition(path=str(journal.campaign.path))
    if journal.role != Role.HQ:
        raise NotHeadquarters(path=str(journal.campaign.path))
    wanted = sorted({_laptop(journal, begun) for begun in devices}) or laptops(journal)
    if not wanted:
        raise NothingHeld
    found: list[Held] = []
    for done, device in enumerate(wanted):
        report(done, len(wanted))
        (lines,) = journal.connection.execute(LINES, (device,)).fetchone()
        found.append(Held(device, lines, held_points(journal.connection, device)))
    head = ReceiptHead(__version__, journal.now(), journal.campaign_id, journal.device, len(found))
    sealing = Sealing(
        kind=FileKind.RECEIPT,
        campaign=campaign_tag(head.campaign),
        keys=journal.keys,
        head=encode(head),
        lines=[encode(one) for one in found],
    )
    content = seal(sealing, file=file)
    return receipt_of(opened_receipt(content, file, journal), file), content


def note_receipt(journal: Journal, receipt: Receipt) -> None:
    """Note in the history that a receipt was written."""
    with journal.writing():
        journal.write(Kind.DID, Did(what="receipt", batch=receipt.uid, records=len(receipt.held)))


def laptops(journal: Journal) -> list[str]:
    """Return the other laptops that headquarters holds records of, in order of id."""
    rows = journal.connection.execute(
        "select id from device d where fork = 0 and key is not null and id <> ? and exists "
        "(select 1 from record r where r.n between d.n << 32 and (d.n << 32) | 4294967295) order by id",
        (journal.device,),
    )
    return [row[0] for row in rows.fetchall()]


def _laptop(journal: Journal, begun: str) -> str:
    found = [device for device in laptops(journal) if device.startswith(begun.lower())]
    if not begun or len(found) != 1:
        raise LaptopUnknown(laptop=begun)
    return found[0]


def held_points(connection: Connection, device: str) -> tuple[Point, ...]:
    """Return the points of a device's chain up to which every record is here, each following from the one before.

    The ends of what follows, of every fork; and of the device's own signed points before them the newest.
    """
    signed = set(connection.execute("select seq, id from checkpoint where device = ?", (device,)).fetchall())
    level, last = {NO_ID}, 0
    ends: list[tuple[int, bytes]] = []
    points: list[tuple[int, bytes]] = []
    for seq, rows in groupby(connection.execute(CHAIN, (device,)), key=lambda row: int(row[0])):
        if seq != last + 1:
            break
        following = _following(level, [(identity, raw) for _, identity, raw in rows])
        ends += [(last, identity) for identity in level - set(following.values())]
        points += [(seq, identity) for identity in following if (seq, identity) in signed]
        level, last = set(following), seq
    ends += [(last, identity) for identity in level]
    newest = sorted((end for end in ends if end[0]), reverse=True)[:MOST_POINTS]
    older = sorted(set(points) - set(newest), reverse=True)[: MOST_POINTS - len(newest)]
    return tuple(Point(seq, identity.hex()) for seq, identity in sorted([*newest, *older], reverse=True))


def _following(level: set[bytes], rows: Sequence[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Return the ids of the records that follow from one of these ids, each with that one."""
    return {identity: before for identity, raw in rows for before in level if id_of(before, raw) == identity}


def names_of_laptops(journal: Journal) -> dict[str, str]:
    """Return what each laptop was named last."""
    return {
        fact.device: fact.body.name for fact in facts(journal.connection, Kind.CLAIM) if isinstance(fact.body, Claim)
    }
