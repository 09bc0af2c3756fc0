"""Why a file is refused whose records, once unpacked, don't hold."""

from canvass.batches.errors import BatchForged, BatchNotCanonical, BatchRefused, BatchTooMuch
from canvass.journal.union import ChainBroken, RecordUnfit, TooMuch


def why_refused(broken: ChainBroken, *, file: str) -> BatchRefused:
    """Return the refusal for a chain that is broken, for a record that breaks its form, and for too much at once."""
    if isinstance(broken, TooMuch):
        return BatchTooMuch(file=file, row=broken.row)
    if isinstance(broken, RecordUnfit):
        return BatchNotCanonical(file=file, row=broken.row)
    return BatchForged(file=file)
