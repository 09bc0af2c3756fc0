"""Whole copies of a campaign, made by SQLite itself while it is in use."""

import os
from pathlib import Path

from sqlcipher3 import dbapi2

from canvass.campaign.connection import Connection, errors_told
from canvass.campaign.errors import CampaignDamaged, CampaignThere
from canvass.campaign.key import Key
from canvass.ground.progress import Report, silent

PAGES_A_STEP = 2_000


def copy_whole(source: Connection, out: Path, key: Key | None, report: Report = silent) -> None:
    """Copy the campaign as committed to a new file with the same key, and check the copy before it gets its name.

    Raises `CampaignThere` for an existing file; a cancel or a failure leaves nothing behind.
    """
    if out.exists():
        raise CampaignThere(path=str(out))
    part = out.with_name(out.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with errors_told(out):
            _copy(source, part, key, report)
        os.replace(part, out)
    finally:
        part.unlink(missing_ok=True)


def _copy(source: Connection, part: Path, key: Key | None, report: Report) -> None:
    target = dbapi2.connect(str(part), isolation_level=None)
    try:
        if key is not None:
            target.execute("pragma cipher_log_level = NONE")
            target.execute(f"pragma key = \"x'{key.hex()}'\"")
        source.backup(
            target,
            pages=PAGES_A_STEP,
            progress=lambda _status, remaining, total: report(total - remaining, total),
        )
        target.execute("pragma journal_mode = delete")
        if target.execute("pragma quick_check").fetchone() != ("ok",):
            raise CampaignDamaged(path=str(part))
    finally:
        target.close()
