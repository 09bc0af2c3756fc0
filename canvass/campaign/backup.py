"""Whole copies of a campaign, made by SQLite itself while it is in use."""

import contextlib
import os
from pathlib import Path

from sqlcipher3 import dbapi2

from canvass.campaign.companions import beside, give_name, make_private, remove_file, sync_names
from canvass.campaign.connection import Connection, errors_told
from canvass.campaign.errors import CampaignDamaged, CampaignThere, FolderMissing, refused
from canvass.campaign.key import Key
from canvass.ground.progress import Report, silent

PAGES_A_STEP = 2_000


def copy_whole(
    source: Connection, out: Path, key: Key | None, report: Report = silent, *, replace: bool = False
) -> None:
    """Copy the campaign as committed to a new file with the same key, and check the copy before it gets its name.

    `source` is a connection outside a transaction, of the calling thread; others may write meanwhile. Raises
    `CampaignThere` for an existing file unless `replace`; a cancel or a failure leaves nothing behind.
    """
    if not replace and os.path.lexists(out):
        raise CampaignThere(path=str(out))
    if not out.parent.is_dir():
        raise FolderMissing(path=str(out.parent))
    part = beside(out, ".part")
    try:
        make_private(part)
        with errors_told(out):
            _copy(source, part, key, report)
        if replace:
            part.replace(out)
            sync_names(out.parent)
        else:
            give_name(part, out)
    except CampaignDamaged:
        (_, _, damaged) = source.execute("pragma database_list").fetchone()  # it is not the copy that is to be mended
        raise CampaignDamaged(path=damaged) from None
    except OSError as error:
        raise refused(error, out) from None
    finally:
        with contextlib.suppress(OSError):  # a stick that was pulled out took the part with it
            remove_file(part)


def _copy(source: Connection, part: Path, key: Key | None, report: Report) -> None:
    target = dbapi2.connect(part.absolute().as_uri(), uri=True, isolation_level=None)
    try:
        if key is not None:
            target.execute("pragma cipher_log_level = NONE")
            target.execute(f"pragma key = \"x'{key.hex()}'\"")
        source.execute("begin")  # one state of the file: else every commit of the writer starts the copy anew
        try:
            source.execute("select count(*) from sqlite_schema").fetchone()
            source.backup(
                target,
                pages=PAGES_A_STEP,
                progress=lambda _status, remaining, total: report(total - remaining, total),
            )
        finally:
            source.execute("rollback")
        target.execute("pragma journal_mode = delete")
        if target.execute("pragma quick_check").fetchone() != ("ok",):
            raise CampaignDamaged(path=str(part))
    finally:
        target.close()
