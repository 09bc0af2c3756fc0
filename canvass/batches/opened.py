"""A batch opened and proven, not yet taken in: what a look at it and the taking in both begin with."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from canvass.batches.admission import check_signer
from canvass.batches.envelope import open_envelope
from canvass.batches.errors import (
    BatchForeign,
    BatchForPractice,
    BatchMalformed,
    BatchNotForUs,
    BatchRefused,
    BatchUnreadable,
)
from canvass.batches.founding import own_identities
from canvass.batches.incoming import read_file
from canvass.batches.keys import recipient_of
from canvass.batches.packing import BatchHead, read_batch_head, unpacked
from canvass.batches.preamble import Kind as FileKind
from canvass.batches.preamble import Mode, campaign_tag
from canvass.batches.quarantine import check_not_refused
from canvass.journal.drive import practice
from canvass.journal.journal import Journal
from canvass.journal.union import Segment


class BatchRead(msgspec.Struct, frozen=True):
    """What a batch holds, once all checks of the file itself have passed; `file` is its name, for a person.

    `digest` is the SHA-256 of its bytes.
    """

    file: str
    digest: str
    uid: str
    by_passphrase: bool
    head: BatchHead
    segments: tuple[Segment, ...]

    @property
    def size(self) -> int:
        """How many bytes its records have."""
        return sum(len(raw) for segment in self.segments for raw in segment.raws)

    def __repr__(self) -> str:
        """Tell no content: a repr ends up in logs."""
        return f"BatchRead({self.uid}, {self.head.records} records)"


def read_batch(
    journal: Journal, path: Path, passphrase: str | None = None, identities: Sequence[str] = ()
) -> BatchRead:
    """Return a batch opened and proven, or raise `BatchRefused`. Only reads: any thread's journal will do.

    `identities` are keys beside the file's own, as a recovery key that somebody typed from its card.
    """
    keys = (*own_identities(journal), *identities)
    try:
        content = read_file(path)
    except OSError:
        raise BatchUnreadable(file=path.name) from None
    digest = check_not_refused(journal, content, file=path.name)
    try:
        read = _proven(journal, path.name, content, keys, passphrase)
    except BatchRefused as why:
        why.digest = digest
        raise
    return msgspec.structs.replace(read, digest=digest)


def _proven(journal: Journal, file: str, content: bytes, keys: Sequence[str], passphrase: str | None) -> BatchRead:
    own_tag = campaign_tag(journal.campaign_id or "")
    opened = open_envelope(
        content,
        file=file,
        kind=FileKind.BATCH,
        admit=lambda key, head: check_signer(key, head, file=file),
        campaigns={own_tag, campaign_tag("")},
        identities=keys,
        passphrase=passphrase,
    )
    head = read_batch_head(opened.head, file=file)
    if head.records != len(opened.lines):
        raise BatchMalformed(file=file)
    by_passphrase = opened.preamble.mode is Mode.PASSPHRASE
    _check_meant_for(journal, head, keys, by_passphrase=by_passphrase, file=file)
    return BatchRead(
        file=file,
        digest="",
        uid=opened.preamble.uid.hex(),
        by_passphrase=by_passphrase,
        head=head,
        segments=tuple(unpacked(head.stretches, opened.lines, file=file)),
    )


def _check_meant_for(
    journal: Journal, head: BatchHead, identities: Sequence[str], *, by_passphrase: bool, file: str
) -> None:
    """Raise `BatchRefused` if what is proven inside says that the batch is for another drive or other keys."""
    if by_passphrase:
        if head.campaign:
            raise BatchForeign(file=file)
        if head.practice != practice(journal):
            raise BatchForPractice(file=file)
        return
    if head.campaign != (journal.campaign_id or ""):
        raise BatchForeign(file=file)
    if not {recipient_of(identity) for identity in identities} & set(head.to):
        raise BatchNotForUs(file=file)
