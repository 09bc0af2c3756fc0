"""Export: every record the file holds, signed, sealed, written to a folder and read back."""

import contextlib
import os
from pathlib import Path

import msgspec

from canvass import __version__
from canvass.batches.admission import CARRIED, own_name
from canvass.batches.envelope import Sealing, seal
from canvass.batches.packing import BatchHead, Stretch, head_bytes, packed
from canvass.batches.preamble import Kind as FileKind
from canvass.batches.preamble import campaign_tag
from canvass.campaign.errors import CampaignReadOnly, DiskFull, NotStored, SaveUnsure
from canvass.campaign.key import check_long_enough
from canvass.ground.errors import CanvassError
from canvass.ground.files import write_whole
from canvass.ground.progress import Report, silent
from canvass.journal.bodies import Did, Kind
from canvass.journal.drive import practice, recipients_of
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.segments import whole_journal

STEPS = 3


class BatchPassphraseNeeded(CanvassError):
    """A file outside any campaign can only be sealed to a passphrase, and none was given."""


class NothingToExport(CanvassError):
    """Nothing was typed in this file yet."""


class Exported(msgspec.Struct, frozen=True):
    """A batch as written: its path, what it holds, its size."""

    batch: str
    records: int
    lines: int
    sheets: int
    bytes: int


def export_batch(journal: Journal, folder: Path, passphrase: str | None = None, report: Report = silent) -> Exported:
    """Write a batch of the whole journal into `folder` and return when it is there, synced and read back.

    Sealed to headquarters, its recovery key and the hub that made the kit; outside a campaign to the passphrase.
    A file that is open for reading or as a rescue, and one on a full disk, exports all it holds as well. Raises
    `BatchPassphraseNeeded`, `PassphraseTooShort`, `NothingToExport`, and the errors of `write_whole`; a cancel leaves
    no file.
    """
    recipients = batch_recipients(journal)
    if journal.campaign_id is None and not passphrase:
        raise BatchPassphraseNeeded
    if journal.campaign_id is None:
        check_long_enough(passphrase or "")
    if journal.campaign.setting("seed") is None:  # made, and killed before it was anybody's
        raise NothingToExport
    report(0, STEPS)
    number = _next_number(journal, folder)
    stretches, lines = packed(whole_journal(journal.connection, journal.keys, CARRIED))
    if not lines:
        raise NothingToExport
    report(1, STEPS)
    head = _head(journal, number, stretches=stretches, records=len(lines), to=recipients)
    path = folder / _file_name(journal, number)
    sealing = Sealing(
        kind=FileKind.BATCH,
        campaign=campaign_tag(head.campaign),
        keys=journal.keys,
        head=head_bytes(head),
        lines=lines,
        recipients=recipients,
        passphrase="" if recipients else passphrase or "",
    )
    content = seal(sealing, file=path.name)
    report(2, STEPS)
    write_whole(path, content)  # from here on nothing may cancel: what is written is told as written
    _tell(journal, Did(what="exported", batch=path.name, records=len(lines), lines=head.lines))
    return Exported(str(path), len(lines), head.lines, head.sheets, len(content))


def _tell(journal: Journal, did: Did) -> None:
    """Note the export in the history, where that takes any writing: the batch is whole and read back without it."""
    if journal.campaign.mode == "write":
        with contextlib.suppress(CampaignReadOnly, DiskFull, NotStored, SaveUnsure), journal.writing():
            journal.write(Kind.DID, did)


def batch_recipients(journal: Journal) -> tuple[str, ...]:
    """Return the keys that a batch of this file is sealed to: headquarters', its recovery key, the kit's hub."""
    hub = journal.campaign.text_setting("hub")
    return tuple(dict.fromkeys((*recipients_of(journal), *([hub] if hub else []))))


def _next_number(journal: Journal, folder: Path) -> int:
    """Return one more than this device has told of, or, where a kill or an old backup forgot some, a free number."""
    did = (fact.body for fact in facts(journal.connection, Kind.DID) if fact.device == journal.device)
    number = 1 + sum(isinstance(body, Did) and body.what == "exported" for body in did)
    while os.path.lexists(folder / _file_name(journal, number)):
        number += 1
    return number


def _file_name(journal: Journal, number: int) -> str:
    """Return a name made of ids alone: a stick may be lost."""
    return f"canvass-{journal.device[:8]}-{number:04d}{FileKind.BATCH.suffix}"


def _head(
    journal: Journal, number: int, *, stretches: tuple[Stretch, ...], records: int, to: tuple[str, ...]
) -> BatchHead:
    lines, sheets = journal.connection.execute("select count(*), count(distinct place >> 12) from line").fetchone()
    return BatchHead(
        app=__version__,
        at=journal.now(),
        campaign=journal.campaign_id or "",
        device=journal.device,
        lines=lines,
        name=own_name(journal),
        number=number,
        practice=practice(journal),
        records=records,
        sheets=sheets,
        stretches=stretches,
        to=to,
    )
