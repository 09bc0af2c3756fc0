"""Files refused for what is in them, remembered by their bytes: brought again, they are not opened again."""

import hashlib

import msgspec

from canvass import __version__
from canvass.batches.errors import (
    BatchForged,
    BatchMalformed,
    BatchNotCanonical,
    BatchRefused,
    BatchRefusedBefore,
    BatchTooHard,
    BatchTooLarge,
    BatchTooLong,
    BatchTooMuch,
)
from canvass.journal.journal import Journal

REFUSED = "refused_files"
MOST_REMEMBERED = 200

LASTING: dict[type[BatchRefused], str] = {
    BatchForged: "forged",
    BatchMalformed: "strange",
    BatchNotCanonical: "strange",
    BatchTooMuch: "too_much",
    BatchTooHard: "too_much",
    BatchTooLarge: "too_much",
    BatchTooLong: "too_much",
}
"""Refusals that the same bytes meet again, whatever else is known by then; what was cut or damaged needs no memory."""


class RefusedFile(msgspec.Struct, frozen=True):
    """A file that was refused here: its SHA-256 and last name, why, when, and by which canvass.

    `why` is forged, strange or too_much; `record` the first that was not right, if it came to that.
    """

    sha256: str
    file: str
    why: str
    at: str
    version: str
    record: int | None = None


_files = msgspec.json.Decoder(tuple[RefusedFile, ...])


def refused_files(journal: Journal) -> tuple[RefusedFile, ...]:
    """Return the files that are remembered, the last refused first."""
    return _files.decode(journal.campaign.text_setting(REFUSED) or "[]")


def check_not_refused(journal: Journal, content: bytes, *, file: str) -> str:
    """Return the SHA-256 of a file, or raise `BatchRefusedBefore` if this canvass refused these very bytes."""
    digest = hashlib.sha256(content).hexdigest()
    for known in refused_files(journal):
        if known.sha256 == digest and known.version == __version__:
            raise BatchRefusedBefore(file=file, day=known.at[:10], why=known.why)
    return digest


def remember(journal: Journal, refusal: BatchRefused) -> None:
    """Remember a file that was refused for good, the newest so many; does nothing for any other refusal."""
    why, digest = LASTING.get(type(refusal)), refusal.digest
    if why is None or not digest:
        return
    row = refusal.facts.get("row")
    new = RefusedFile(
        sha256=digest,
        file=str(refusal.facts["file"]).encode(errors="replace").decode(),
        why=why,
        at=journal.now(),
        version=__version__,
        record=row if isinstance(row, int) else None,
    )
    with journal.campaign.transaction():
        others = (known for known in refused_files(journal) if known.sha256 != digest)
        kept = [new, *others][:MOST_REMEMBERED]
        journal.campaign.note_setting(REFUSED, msgspec.json.encode(kept).decode())
