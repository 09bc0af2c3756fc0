"""A child process that takes one file in within a limit of memory, and tells what came of it and what it needed.

`python -m tests.hostile.merging_within CAMPAIGN BATCH MEGABYTES [FAULT]`: with a fault a part of canvass works as it
must not, so that a test can be seen to notice.
"""

import json
import resource
import sys
import zlib
from pathlib import Path

from canvass.batches import envelope
from canvass.batches.merging import merge
from canvass.campaign.file import open_campaign
from canvass.journal import union
from canvass.journal.journal import Journal


def peak_mb() -> int:
    """Return the most memory that was in use since the program began (Linux counts it for each program anew)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def without_limits(packed: bytes, **_told: object) -> list[bytes]:
    """Unpack as one does who thinks of nothing."""
    return zlib.decompress(packed).split(b"\n")[:-1]


def main() -> None:
    campaign, batch, megabytes, *fault = sys.argv[1:]
    if fault == ["unpacks without limits"]:
        vars(envelope)["inflated"] = without_limits
    if fault == ["decodes all at once"]:
        vars(union)["RECORDS_AT_ONCE"] = 1 << 30
    limit = int(megabytes) << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    before = peak_mb()
    with open_campaign(Path(campaign)) as opened:
        merged = merge(Journal(opened), [Path(batch)])
    why = [type(refused.why).__name__ for refused in merged.refused]
    told = {"taken": merged.taken, "new": merged.new, "refused": why, "mb": peak_mb() - before}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
