"""Accepting a receipt: a laptop learns which of its records headquarters holds."""

from pathlib import Path

import msgspec

from canvass.batches.errors import BatchRefused
from canvass.batches.receipt import Held, read_receipt
from canvass.batches.wiping import foreseen_wipe
from canvass.campaign.connection import Connection
from canvass.journal.bodies import Did, Kind, Role
from canvass.journal.confirmed import Confirmed, confirmed, note_confirmed, only_here
from canvass.journal.journal import Journal
from canvass.journal.wiped import Wiped, wiped

OWN = "select r.id, r.raw from device d cross join record r on r.n = d.n << 32 | ? where d.id = ? and d.fork = 0"
LINES_UP_TO = """
    select count(distinct r.place) from device d
     cross join record r on r.n between d.n << 32 and (d.n << 32) | :seq
     where d.id = :device and d.fork = 0 and r.kind in (1, 2)
"""


class ReceiptForOthers(BatchRefused):
    """The receipt says nothing of this laptop."""

    needs = ("file", "laptop")


class ReceiptForked(BatchRefused):
    """Headquarters holds other records under this laptop's numbers: another copy of this file wrote them."""

    needs = ("file", "laptop")


class Accepted(msgspec.Struct, frozen=True):
    """What a receipt told this laptop. `up_to` is when the last confirmed record was written, by this laptop's clock.

    `is_forked` says that headquarters also holds records of another copy of this file.
    """

    at: str
    lines: int
    only_here: int
    seq: int
    up_to: str
    is_new: bool
    is_forked: bool


class HeldHere(msgspec.Struct, frozen=True):
    """What a laptop knows of what headquarters holds, as in `Accepted`; lines it could wipe, and what it wiped."""

    lines: int
    only_here: int
    seq: int
    up_to: str
    wipeable: int
    wiped: Wiped

    @property
    def may_wipe(self) -> bool:
        """Whether there is something to wipe, or a wipe to end."""
        return bool(self.wipeable or self.wiped.is_unfinished)


def accept(journal: Journal, path: Path) -> Accepted:
    """Note what headquarters holds of this laptop, and of those whose records it carries.

    Never lowers what was confirmed before, so an old receipt changes nothing. Raises `BatchRefused`, and
    `ReceiptForked` where nothing of what is here is held; nothing is changed then.
    """
    receipt = read_receipt(journal, path)
    known = confirmed(journal)
    told = {held.device: held for held in receipt.held}
    own = told.get(journal.device)
    found = {device: seq for device, held in told.items() if (seq := _agreed(journal, held, known)) is not None}
    is_forked = own is not None and _differs(journal, own, known)
    if is_forked and journal.device not in {*found, *known}:
        raise ReceiptForked(file=path.name, laptop=journal.device[:8])
    if own is None and not found:
        raise ReceiptForOthers(file=path.name, laptop=journal.device[:8])
    if found:
        news = {device: Confirmed(seq, receipt.head.at) for device, seq in found.items()}
        with journal.writing():
            note_confirmed(journal, {**known, **news})
            journal.write(Kind.DID, Did(what="confirmed", batch=receipt.uid, records=len(news)))
    seq = confirmed(journal).get(journal.device, Confirmed(0, "")).seq
    return Accepted(
        at=receipt.head.at,
        lines=lines_up_to(journal.connection, journal.device, seq),
        only_here=only_here(journal) or 0,
        seq=seq,
        up_to=_written_at(journal, seq),
        is_new=bool(found),
        is_forked=is_forked,
    )


def held_here(journal: Journal) -> HeldHere:
    """Return what this laptop knows headquarters to hold, and what of it could be wiped. Only reads."""
    seq = confirmed(journal).get(journal.device, Confirmed(0, "")).seq
    gone = wiped(journal.connection)
    return HeldHere(
        lines=lines_up_to(journal.connection, journal.device, seq),
        only_here=only_here(journal) or 0,
        seq=seq,
        up_to=_written_at(journal, seq),
        wipeable=0 if journal.role == Role.HQ else foreseen_wipe(journal).lines,
        wiped=gone,
    )


def lines_up_to(connection: Connection, device: str, seq: int) -> int:
    """Return on how many lines that are still in this file a device typed something up to this number."""
    (lines,) = connection.execute(LINES_UP_TO, {"device": device, "seq": seq}).fetchone()
    return int(lines)


def _written_at(journal: Journal, seq: int) -> str:
    """Return when this device's record with this number was written by its own claim; empty if it is not here."""
    row = journal.connection.execute(OWN, (seq, journal.device)).fetchone()
    return "" if row is None else str(msgspec.json.decode(row[1])["at"])


def _agreed(journal: Journal, held: Held, known: dict[str, Confirmed]) -> int | None:
    """Return up to which number, beyond what is known, the chain told is the one that is here; None if no point is.

    A device with a fork here is left out: its rows are not one chain.
    """
    if _is_forked_here(journal.connection, held.device):
        return None
    before = known.get(held.device, Confirmed(0, "")).seq
    points = (point for point in held.points if point.seq > before)
    return next((point.seq for point in points if _id_here(journal, held.device, point.seq) == point.id), None)


def _differs(journal: Journal, held: Held, known: dict[str, Confirmed]) -> bool:
    """Return whether headquarters holds records of this device that this file did not write."""
    before = known.get(held.device, Confirmed(0, "")).seq
    return any(point.seq > before and _id_here(journal, held.device, point.seq) != point.id for point in held.points)


def _id_here(journal: Journal, device: str, seq: int) -> str:
    row = journal.connection.execute(OWN, (seq, device)).fetchone()
    return "" if row is None else row[0].hex()


def _is_forked_here(connection: Connection, device: str) -> bool:
    return connection.execute("select 1 from device where id = ? and fork > 0", (device,)).fetchone() is not None
